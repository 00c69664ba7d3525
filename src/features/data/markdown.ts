import { describeMetric } from '../../core/coach/coach.ts'
import { type Answers, nameOf } from '../../core/document/answers.ts'
import { outlineMarkdown } from '../../core/document/markdown.ts'
import { blocksOf } from '../../core/document/outline.ts'
import { topicName } from '../../core/process-research.ts'
import type { Archive } from '../../platform/archive.ts'
import { templateOf } from '../../platform/documents.ts'
import type { Document } from '../../platform/operation.ts'
import type {
  ConversationRow,
  DocumentRow,
  EvidenceRow,
  InitiativeRow,
  MetricRow,
  PeopleRow,
  RatingRow,
  ReadingRow,
  ResearchRow,
  TalkRow,
} from '../../platform/schema.ts'

/** The archive to read without Cairn, in Markdown. Text stays as it was written. */
export function markdownFolder(archive: Archive, content: string): Document[] {
  return Object.entries({ ...pages(archive), ...documentPages(archive, content) }).map(([name, text]) => ({
    name,
    type: 'text/markdown',
    text,
  }))
}

function pages({ records }: Archive): Record<string, string> {
  const evidence = records.evidence as unknown as EvidenceRow[]
  const initiatives = records.initiatives as unknown as InitiativeRow[]
  const ratings = records.ratings as unknown as RatingRow[]
  const titles = new Map(initiatives.map(({ id, title }) => [id, title]))
  const metrics = new Map((records.metrics as unknown as MetricRow[]).map(({ id, name }) => [id, name]))
  const confirmations = Map.groupBy(records.confirmations, ({ evidenceId }) => evidenceId as string)
  return {
    'evidence.md': page(
      'Evidence',
      evidence
        .filter(({ removedAt }) => !removedAt)
        .toSorted((a, b) => (a.listedOn < b.listedOn ? 1 : -1))
        .map((row) =>
          entry(`${row.happenedOn ?? 'No date'} · ${row.kind ?? 'note'}`, row.text, [
            ['Skills', row.skills.join(', ')],
            ['Initiative', row.initiative ? titles.get(row.initiative) : null],
            ['Numbers', row.metrics.map(describeMetric).join('; ')],
            ['Problem', row.problem],
            ['Found', row.foundFirst?.how],
            ['Who has it', row.foundFirst?.who],
            ['What it costs', row.foundFirst?.cost],
            ['Decision', row.decision?.choice],
            ['Because', row.decision?.because],
            ['Given up', row.decision?.notChosen?.join('; ')],
            ['Options', row.decision?.options?.join('; ')],
            ['Will be measured', row.decision?.measure],
            ['Look again on', row.decision?.revisitOn],
            ['Asked for by', row.decision?.requestFrom],
            ['Expected', row.lesson?.expected],
            ['What happened', row.lesson?.happened],
            ['Assumption that changed', row.lesson?.assumption],
            ['Since then', row.lesson?.differently],
            ['Next', row.next],
            ['My part', row.myPart],
            ['Others’ part', row.othersPart],
            ['Seen by', row.seenBy.join(', ')],
            ['Credited by', row.creditedBy.join(', ')],
            ['Presented to', row.audienceLevel],
            ['Confidential', row.confidential ? 'yes' : null],
            ['Links', row.links.join(' ')],
            ...(confirmations.get(row.id) ?? []).map((c): [string, unknown] => [
              'Confirmed',
              `${c.role ? `${c.by}, ${c.role}` : c.by}, ${c.on}: ${c.words}`,
            ]),
          ]),
        ),
    ),
    'initiatives.md': page(
      'Initiatives',
      initiatives.map((row) =>
        entry(row.title, row.problem ?? '', [
          ['Began', row.startedOn],
          ['Launched', row.launchedOn],
          ['Serves', row.why],
          ['Should move', row.metric && metrics.get(row.metric)],
          ['Target', row.target],
          ['Known by', row.knownBy],
          ['Left aside', row.notDoing?.join('; ')],
          ['Looked back', row.review?.whatHappened],
          ['Would do differently', row.review?.differently],
        ]),
      ),
    ),
    ...metricPages(records),
    ...conversationPages(records, titles),
    'ratings.md': page(
      'Ratings',
      ratings.map((row) =>
        entry(`${row.skill} · ${row.on}`, row.because ?? '', [
          ['By', row.heard ? `${row.rater}, as heard` : row.rater],
          ['Value', row.value ?? 'no occasion yet'],
          ['Against', `${row.level}, ${row.framework} version ${row.frameworkVersion}`],
        ]),
      ),
    ),
    ...others(records),
  }
}

/** Metrics with their readings, where there are any. */
function metricPages(records: Archive['records']): Record<string, string> {
  const metrics = records.metrics as unknown as MetricRow[]
  if (metrics.length === 0) return {}
  const readings = Map.groupBy(records.readings as unknown as ReadingRow[], ({ metricId }) => metricId)
  const names = new Map(metrics.map(({ id, name }) => [id, name]))
  return {
    'metrics.md': page(
      'Metrics',
      metrics.map((row) =>
        entry(row.name, '', [
          ['Unit', row.unit],
          ['Good is', row.direction],
          ['Before', row.baseline],
          ['Target', row.target],
          ['Must not get worse', row.counter && names.get(row.counter)],
          ...(readings.get(row.id) ?? [])
            .toSorted((a, b) => (a.on < b.on ? -1 : 1))
            .map(({ on, value }): [string, unknown] => [on, value]),
        ]),
      ),
    ),
  }
}

/** Whom one heard as a customer, by role or company. */
function conversationPages(records: Archive['records'], titles: ReadonlyMap<string, string>): Record<string, string> {
  const conversations = records.conversations as unknown as ConversationRow[]
  if (conversations.length === 0) return {}
  return {
    'conversations.md': page(
      'Customer conversations',
      conversations
        .toSorted((a, b) => (a.on < b.on ? 1 : -1))
        .map(({ on, who, kind, learned, initiative }) =>
          entry(`${on} · ${who}`, learned ?? '', [
            ['Kind', kind],
            ['Initiative', initiative && titles.get(initiative)],
          ]),
        ),
    ),
  }
}

/** Working documents, each as its own export has it; what is about talks and people in a file of its own. */
function documentPages({ records }: Archive, content: string): Record<string, string> {
  const rows = (records.documents as unknown as DocumentRow[]).filter(({ removedAt }) => !removedAt)
  const [open, closed] = [false, true].map((isClosed) =>
    rows.flatMap((row) => {
      const template = templateOf(content, row)
      if ((template.closed !== undefined) !== isClosed) return []
      const answers = row.fieldsJson as Answers
      const about = [template.title, row.finishedOn ?? 'draft']
      return outlineMarkdown({
        title: nameOf(template, answers, row.title),
        about,
        blocks: blocksOf({ template, answers, withPrivate: true }),
      })
    }),
  ) as [string[], string[]]
  return {
    ...(open.length > 0 && { 'documents.md': open.join('\n---\n\n') }),
    ...(closed.length > 0 && {
      'private-documents.md': [
        'For your eyes only. Take this file out before you hand the folder on.\n',
        ...closed,
      ].join('\n---\n\n'),
    }),
  }
}

/** How promotion works, and what the person wrote about others: files of their own, so that they can be left out when the rest is handed on. */
function others(records: Archive['records']): Record<string, string> {
  const research = records.research as unknown as ResearchRow[]
  const people = records.people as unknown as PeopleRow[]
  const talks = records.talks as unknown as TalkRow[]
  const pages = {
    'how-promotion-works.md': research.map((row) =>
      entry(topicName(row.topic), row.learned, [
        ['From', row.toldBy],
        ['On', row.on],
      ]),
    ),
    'private-people.md': people.map((row) =>
      entry(row.name, '', [
        ['Does', row.role],
        ['Stands', stanceWords[row.stance]],
        ['Has a say', row.voter ? 'yes' : null],
        ['Leads people', row.lineManager ? 'yes' : null],
        ['Would rate, you think', row.wouldRate],
        ['Knows', row.knows.join('; ')],
      ]),
    ),
    'private-talks.md': talks.map((row) =>
      entry(`${row.on}${row.partner ? ` · ${row.partner}` : ''}`, row.notes ?? '', [
        ['Said', row.said.join('; ')],
        ['How they took it', row.theirResponse],
      ]),
    ),
  }
  return Object.fromEntries(
    Object.entries(pages)
      .filter(([, entries]) => entries.length > 0)
      .map(([name, entries]) =>
        name === 'how-promotion-works.md'
          ? [name, page('How promotion works', entries)]
          : [
              name,
              page(name === 'private-people.md' ? 'People' : 'Talks', [
                'For your eyes only. Take this file out before you hand the folder on.\n',
                ...entries,
              ]),
            ],
      ),
  )
}

const stanceWords = { champion: 'backs you', challenger: 'not yet convinced', unknown: 'not known yet' }

const page = (title: string, entries: string[]) =>
  `# ${title}\n\n${entries.length > 0 ? entries.join('\n') : 'Nothing yet.\n'}`

const entry = (title: string, text: string, facts: [string, unknown][]) =>
  `## ${title}\n\n${text}${text ? '\n\n' : ''}${facts
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `- ${name}: ${String(value).replaceAll('\n', ' ')}\n`)
    .join('')}`
