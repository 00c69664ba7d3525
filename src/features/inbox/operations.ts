import { z } from 'zod'
import { readBragDocument } from '../../core/brag-document.ts'
import { coach, itemKindOf, likelySkills, suggestSkills } from '../../core/coach/coach.ts'
import { describeMetric } from '../../core/coach/describe.ts'
import type { Day } from '../../core/day.ts'
import { itemKinds } from '../../core/evidence.ts'
import type { Framework } from '../../core/framework.ts'
import { facts, listed, skillName, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { recordDay } from '../../core/record-day.ts'
import { knownStanding, type Standing } from '../../platform/career.ts'
import { day, id, page, text } from '../../platform/fields.ts'
import { type KnownToCoach, knownToCoach } from '../../platform/known-to-coach.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { rememberedBy } from '../../platform/remembered.ts'
import type { ProposalRow } from '../../platform/schema.ts'
import { dayWords, kindWord } from '../../ui/parts.tsx'
import { initiativesSized, keysKnown, listProposals, waitingProposals } from './queries.ts'

const file = z.strictObject({ name: z.string().min(1).max(255), base64: z.base64().max(2_800_000, 'at most 2 MB') })

/** Most characters of one line: far more than anybody says of one thing, and little enough to be read while one waits. */
const longestLine = 20_000

export const importInbox = operation({
  name: 'inbox.import',
  summary:
    'Read notes or a brag document, Markdown or plain text. Each line that may be evidence becomes a proposal; nothing is logged until you approve.',
  scope: 'write',
  input: z.strictObject({
    text: text(2_000_000).optional().describe('The notes, pasted.').meta({ blank: 'left out' }),
    file: file.optional().describe('Or the file that holds them: its name and its bytes in base64.'),
    name: z.string().trim().min(1).max(255).optional().describe('What to call this batch.').meta({ blank: 'left out' }),
    format: z.enum(['auto']).default('auto').describe('Markdown and plain text are told apart by themselves.'),
    dryRun: z.boolean().default(false).describe('Show what would be proposed and keep nothing.'),
  }),
  async run(context, input) {
    const source = sourceOf(input)
    const coachKnows = await knownToCoach(context)
    const { proposals: found, skipped } = readBragDocument(source.text, {
      refDate: context.today,
      fiscalYearStart: coachKnows.reads.fiscalYearStart,
      dateOf: (line) => dayIn(line, context.today, coachKnows),
    })
    const known = await keysKnown(
      context.tx,
      context.personId,
      found.map(({ key }) => key),
    )
    const whyNot = ({ key, text }: { key: string; text: string }): string | null => {
      if (known.has(key)) return 'already proposed before'
      return text.length > longestLine ? 'too long to be one record: break it into lines' : null
    }
    const fresh = found.filter((proposal) => whyNot(proposal) === null)
    const leftOut = found.flatMap((proposal) => {
      const why = whyNot(proposal)
      return why === null ? [] : [{ line: proposal.line, text: proposal.text, why }]
    })
    const batch = {
      id: context.newId(),
      name: source.name,
      format: source.format,
      skipped: [...skipped, ...leftOut].sort((a, b) => a.line - b.line),
      createdAt: context.now,
    }
    const rows = fresh.map((proposal): Omit<ProposalRow, 'personId'> => {
      const reading = readLine(proposal.text, proposal.date ?? context.today, coachKnows)
      return {
        id: context.newId(),
        batchId: batch.id,
        line: proposal.line,
        text: proposal.text,
        key: proposal.key,
        happenedOn: proposal.date,
        dateSource: proposal.dateSource,
        initiativeTitle: proposal.initiative,
        kind: itemKindOf(reading.kind),
        kindSource: 'coach',
        skills: null,
        scope: null,
        links: proposal.links,
        state: 'waiting',
        evidenceId: null,
        becomes: null,
        details: null,
      }
    })
    if (!input.dryRun && rows.length > 0) {
      await context.records.insert('batches', batch)
      for (const row of rows) await context.records.insert('proposals', row)
    }
    return {
      batch: rows.length > 0 && !input.dryRun ? batch.id : null,
      proposals: rows.map((row) => asProposal(row, coachKnows, context.today)),
      skipped: batch.skipped,
    }
  },
  says: ({ proposals }) =>
    proposals.length === 0
      ? 'Nothing new in these notes: every line was proposed before, or is no evidence.'
      : `${proposals.length} ${proposals.length === 1 ? 'line waits' : 'lines wait'} for your yes or no.`,
})

export const listInbox = operation({
  name: 'inbox.list',
  summary: 'List what waits for your yes or no, with the coach’s reading of each line.',
  scope: 'read',
  input: z.strictObject({
    batch: id.optional(),
    state: z.enum(['waiting', 'approved', 'dismissed']).default('waiting'),
    ...page,
  }),
  async run({ tx, personId, frameworks, today }, filters) {
    const coachKnows = await knownToCoach({ tx, personId, frameworks })
    const { items, next, waiting } = await listProposals(tx, personId, filters)
    return { items: items.map((row) => asProposal(row, coachKnows, today)), next, waiting }
  },
  prints: ({ items, next }, frameworks) =>
    listed(
      items.map((line) => printed(line, frameworks)),
      'Nothing waits here. Bring in notes: cairn inbox import notes.md',
      next,
    ),
})

export const editProposal = operation({
  name: 'inbox.edit',
  summary: 'Change a proposal before you approve it.',
  scope: 'write',
  input: z.strictObject({
    id,
    text: text(longestLine).optional(),
    kind: z.enum(itemKinds).nullable().optional(),
    happenedOn: day.nullable().optional(),
    skills: z.array(id).max(3, 'at most three skills').optional(),
    scope: id.nullable().optional().describe('The level whose size of work this was.'),
    initiative: z.string().trim().max(200).nullable().optional().describe('The initiative it belongs to, by its name.'),
  }),
  async run(context, { id, ...input }) {
    const before = await waiting(context, id)
    const coachKnows = await knownToCoach(context)
    const text = input.text?.trim()
    const reread =
      text && text !== before.text && before.kindSource === 'coach'
        ? readLine(text, before.happenedOn ?? context.today, coachKnows)
        : null
    const row = await context.records.update('proposals', id, {
      text,
      ...(reread && { kind: itemKindOf(reread.kind) }),
      ...(input.kind !== undefined && { kind: input.kind, kindSource: 'user' as const }),
      ...(input.happenedOn !== undefined && {
        happenedOn: input.happenedOn,
        dateSource: input.happenedOn ? ('user' as const) : null,
      }),
      ...(input.skills && !isAsSuggested(before, input.skills, coachKnows, context.today) && { skills: input.skills }),
      scope: input.scope,
      ...(input.initiative !== undefined && { initiativeTitle: input.initiative || null }),
    })
    return asProposal(row as ProposalRow, coachKnows, context.today)
  },
})

const size = z.enum(['yes', 'no', 'part'])
type Size = z.output<typeof size>

const which = {
  ids: z.array(id).max(2000).optional().describe('These proposals.'),
  batch: id.optional().describe('All that wait in this batch.'),
  all: z.boolean().optional().describe('All that wait.'),
}

export const approveInbox = operation({
  name: 'inbox.approve',
  summary: 'Turn proposals into evidence: some by id, a batch, or all that wait.',
  scope: 'write',
  input: z.strictObject({
    ...which,
    size: size
      .optional()
      .describe('Was this work of the size of the level you aim at? “part” leaves it to be asked per record.'),
    sizes: z
      .array(z.strictObject({ initiative: z.string().max(500), answer: size.optional() }))
      .max(500)
      .optional()
      .describe('The same per initiative, by its name; an empty name stands for lines without one.'),
    undatedOn: day.nullable().optional().describe('The day of those lines that say none; a rough one will do.'),
  }),
  async run(context, input) {
    if (input.undatedOn && input.undatedOn > context.today)
      throw new Problem('invalid', 'That day lies ahead. Choose one that has been; nothing was changed.', 'undatedOn')
    const proposals = await chosen(context, input)
    const standing = await knownStanding(context.tx, context.personId, context.frameworks)
    const answers = new Map(input.sizes?.map(({ initiative, answer }) => [initiative, answer]))
    const settled = await initiativesSized(context.tx, context.personId)
    // An initiative is asked about once: an answer for many does not overrule what was said of this one before.
    const sizeOf = (title: string): Size | undefined =>
      answers.get(title) ?? (settled.has(title.toLowerCase()) ? undefined : input.size)
    const initiatives = await initiativesFor(context, proposals, sizeOf, standing)
    const evidence: { id: string; happenedOn: Day | null }[] = []
    for (const proposal of proposals) {
      const title = proposal.initiativeTitle ?? ''
      const scope = proposal.scope ?? scopeSaid(sizeOf(title), standing)
      const answered = await context.call<{ evidence: { id: string; happenedOn: Day | null } }>('evidence.capture', {
        text: proposal.text,
        happenedOn: proposal.happenedOn ?? input.undatedOn ?? null,
        importedFrom: { batch: proposal.batchId, line: proposal.line },
        links: proposal.links,
        ...(proposal.kindSource === 'user' && { kind: proposal.kind }),
        ...(proposal.skills && { skills: proposal.skills }),
        ...(initiatives.has(title) && { initiative: initiatives.get(title) }),
        ...(scope && { scope }),
      })
      await context.records.update('proposals', proposal.id, { state: 'approved', evidenceId: answered.evidence.id })
      evidence.push(answered.evidence)
    }
    return { approved: evidence.length, evidence }
  },
  says: ({ approved, evidence }) => {
    const undated = evidence.filter(({ happenedOn }) => happenedOn === null).length
    const kept = `${approved} ${approved === 1 ? 'line is' : 'lines are'} evidence now.`
    if (undated === 0) return kept
    return undated === approved
      ? `${kept} ${approved === 1 ? 'It counts' : 'They count'} once ${approved === 1 ? 'it has a date' : 'they have a date'}.`
      : `${kept} ${undated} of them ${undated === 1 ? 'has' : 'have'} no date yet and ${undated === 1 ? 'counts' : 'count'} once ${undated === 1 ? 'it has' : 'they have'} one.`
  },
})

export const dismissInbox = operation({
  name: 'inbox.dismiss',
  summary: 'Wave proposals away: some by id, a batch, or all that wait. They are not proposed again.',
  scope: 'write',
  input: z.strictObject(which),
  async run(context, input) {
    const proposals = await chosen(context, input)
    for (const { id } of proposals) await context.records.update('proposals', id, { state: 'dismissed' })
    return { dismissed: proposals.length }
  },
  says: ({ dismissed }) => `${dismissed} waved away. They will not be proposed again.`,
})

function sourceOf(input: { text?: string; file?: { name: string; base64: string }; name?: string; format: 'auto' }) {
  if (input.text !== undefined && input.file)
    throw new Problem('invalid', 'Give either the text or a file, not both. Nothing was changed.', 'file')
  const content = input.file ? decoded(input.file.base64) : input.text
  if (content === undefined || content.trim() === '')
    throw new Problem('invalid', 'There is nothing to read: paste some notes or choose a file.', 'text')
  return { text: content, name: input.name ?? input.file?.name ?? 'Pasted notes', format: input.format }
}

function decoded(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'))
  } catch {
    throw new Problem(
      'invalid',
      'This file is not plain text or Markdown. Save it as text and try again; nothing was changed.',
      'file',
    )
  }
}

function readLine(text: string, refDate: Day, { reads, skills }: KnownToCoach) {
  const { tags, ...reading } = coach(text, { refDate, ...reads })
  return { ...reading, skills: likelySkills(suggestSkills(text, skills, reading)), dates: tags.dates }
}

/** The day a line names in words that only the coach can read (“last Tuesday”, “end of May”). */
const dayIn = (line: string, today: Day, coachKnows: KnownToCoach): Day | null =>
  line.length > longestLine ? null : recordDay(readLine(line, today, coachKnows).dates, today)

/** A proposal as it is shown: the line itself and what the coach reads in it now. */
export type Proposal = ReturnType<typeof asProposal>

const printed = (line: Proposal, frameworks: readonly Framework[]): string =>
  [
    facts([
      line.happenedOn ? dayWords(line.happenedOn) : 'no date yet',
      kindWord(line.kind),
      line.initiative && `for ${line.initiative}`,
    ]),
    wrapped(line.text, '  '),
    wrapped(
      facts([...line.reading.metrics.map(describeMetric), ...line.skills.map((skill) => skillName(frameworks, skill))]),
      '  ',
    ),
    `  ${line.id}`,
  ]
    .filter((row) => row.trim() !== '')
    .join('\n')

// Lines wait for days and are read each time they are shown: what was read is kept for as long as it would be the same.
const readings = rememberedBy<ReturnType<typeof readLine>>(200)

const readAgain = (text: string, refDate: Day, coachKnows: KnownToCoach) =>
  readings(JSON.stringify([text, refDate, coachKnows.key]), () => readLine(text, refDate, coachKnows))

function asProposal(row: Omit<ProposalRow, 'personId'>, coachKnows: KnownToCoach, today: Day) {
  const reading = readAgain(row.text, row.happenedOn ?? today, coachKnows)
  const { batchId, initiativeTitle, key: _, ...rest } = row
  return {
    ...rest,
    batch: batchId,
    initiative: initiativeTitle,
    skills: row.skills ?? reading.skills,
    reading: {
      kind: reading.kind,
      confidence: reading.confidence,
      metrics: reading.metrics,
      flags: reading.flags,
      strength: reading.strength,
    },
  }
}

/** Skills sent back as the coach suggested them are still its suggestion, which follows the text. */
const isAsSuggested = (row: ProposalRow, skills: string[], coachKnows: KnownToCoach, today: Day): boolean =>
  row.skills === null &&
  [...readAgain(row.text, row.happenedOn ?? today, coachKnows).skills].sort().join() === [...skills].sort().join()

async function waiting({ records }: Context, id: string): Promise<ProposalRow> {
  const found = (await records.find('proposals', id)) as ProposalRow | null
  if (!found) throw new Problem('missing', 'There is no such proposal in your inbox.', 'id')
  if (found.state !== 'waiting')
    throw new Problem('conflict', `This proposal was already ${found.state}. Nothing was changed.`, 'id')
  return found
}

async function chosen(
  context: Context,
  { ids, batch, all }: { ids?: string[]; batch?: string; all?: boolean },
): Promise<ProposalRow[]> {
  if (!ids?.length && !batch && !all) throw new Problem('invalid', 'Say which: ids, a batch, or all.', 'ids')
  if (!ids) return waitingProposals(context.tx, context.personId, batch)
  const found: ProposalRow[] = []
  for (const id of new Set(ids)) found.push(await waiting(context, id))
  return found
}

const scopeSaid = (answer: Size | undefined, standing: Standing | null): string | undefined =>
  answer && standing ? (answer === 'yes' && standing.target ? standing.target : standing.level) : undefined

/** The ids of the initiatives that the lines name; those that are not there yet begin on the day of their first line. */
async function initiativesFor(
  context: Context,
  proposals: ProposalRow[],
  sizeOf: (title: string) => Size | undefined,
  standing: Standing | null,
): Promise<Map<string, string>> {
  const known = await context.tx
    .selectFrom('initiatives')
    .select(['id', 'title'])
    .where('personId', '=', context.personId)
    .execute()
  const byTitle = new Map(known.map(({ id, title }) => [title.toLowerCase(), id]))
  const ids = new Map<string, string>()
  for (const [title, lines] of Map.groupBy(proposals, ({ initiativeTitle }) => initiativeTitle ?? '')) {
    if (title === '') continue
    const size = sizeOf(title)
    const scope = size === 'part' ? undefined : scopeSaid(size, standing)
    const days = lines.map(({ happenedOn }) => happenedOn).filter((on) => on !== null)
    const id = byTitle.get(title.slice(0, 200).toLowerCase())
    if (id) {
      if (scope) await context.call('initiative.edit', { id, scope })
      ids.set(title, id)
    } else {
      const begun = await context.call<{ id: string }>('initiative.start', {
        title: title.slice(0, 200),
        ...(scope && { scope }),
        ...(days.length > 0 && { startedOn: days.sort()[0] }),
      })
      ids.set(title, begun.id)
    }
  }
  return ids
}
