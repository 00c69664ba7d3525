import type { Archive } from '../../platform/archive.ts'
import type { Document } from '../../platform/operation.ts'
import type { EvidenceRow, InitiativeRow, RatingRow } from '../../platform/schema.ts'

/** The archive to read without Cairn, in Markdown. Text stays as it was written. */
export function markdownFolder(archive: Archive): Document[] {
  return Object.entries(pages(archive)).map(([name, text]) => ({ name, type: 'text/markdown', text }))
}

function pages({ records }: Archive): Record<string, string> {
  const evidence = records.evidence as unknown as EvidenceRow[]
  const initiatives = records.initiatives as unknown as InitiativeRow[]
  const ratings = records.ratings as unknown as RatingRow[]
  const titles = new Map(initiatives.map(({ id, title }) => [id, title]))
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
            ['Problem', row.problem],
            ['Decision', row.decision?.choice],
            ['Because', row.decision?.because],
            ['Given up', row.decision?.notChosen?.join('; ')],
            ['Next', row.next],
            ['Seen by', row.seenBy.join(', ')],
            ['Links', row.links.join(' ')],
            ...(confirmations.get(row.id) ?? []).map((c): [string, unknown] => [
              'Confirmed',
              `${c.by}, ${c.on}: ${c.words}`,
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
          ['Looked back', row.review?.whatHappened],
          ['Would do differently', row.review?.differently],
        ]),
      ),
    ),
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
  }
}

const page = (title: string, entries: string[]) =>
  `# ${title}\n\n${entries.length > 0 ? entries.join('\n') : 'Nothing yet.\n'}`

const entry = (title: string, text: string, facts: [string, unknown][]) =>
  `## ${title}\n\n${text}${text ? '\n\n' : ''}${facts
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => `- ${name}: ${String(value).replaceAll('\n', ' ')}\n`)
    .join('')}`
