import { z } from 'zod'
import { itemKindOf } from '../../core/coach/coach.ts'
import { describeMetric } from '../../core/coach/describe.ts'
import type { Day } from '../../core/day.ts'
import { itemKinds } from '../../core/evidence.ts'
import type { Framework } from '../../core/framework.ts'
import type { Details } from '../../core/import/importer.ts'
import { count } from '../../core/number-words.ts'
import { facts, listed, skillName, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { knownStanding, type Standing } from '../../platform/career.ts'
import { day, id, page, text } from '../../platform/fields.ts'
import { knownToCoach } from '../../platform/known-to-coach.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { ProposalRow } from '../../platform/schema.ts'
import { dayWords, kindWord } from '../../ui/parts.tsx'
import { becomeOther, isClosedPeople } from './becoming.ts'
import { initiativesSized, listProposals, waitingProposals } from './queries.ts'
import { asProposal, becomingWords, isAsSuggested, longestLine, type Proposal, readLine } from './reading.ts'

export const listInbox = operation({
  name: 'inbox.list',
  summary: 'List what waits for your yes or no, with the coach’s reading of each line.',
  scope: 'read',
  input: z.strictObject({
    batch: id.optional(),
    state: z.enum(['waiting', 'approved', 'dismissed']).default('waiting'),
    ...page,
  }),
  async run({ tx, personId, via, frameworks, today }, filters) {
    const coachKnows = await knownToCoach({ tx, personId, frameworks })
    const withoutContacts = await isClosedPeople({ tx, personId, via })
    const { items, next, waiting } = await listProposals(tx, personId, { ...filters, withoutContacts })
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
      text && text !== before.text && before.kindSource === 'coach' && !before.becomes
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
  summary:
    'Say yes to proposals: some by id, a batch, or all that wait. Each becomes evidence, or what it says: a customer conversation, a contact.',
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
    const others = { conversation: 0, contact: 0 }
    for (const proposal of proposals) {
      const title = proposal.initiativeTitle ?? ''
      if (proposal.becomes) {
        const on = proposal.happenedOn ?? input.undatedOn ?? null
        await becomeOther(context, proposal, { on, initiative: initiatives.get(title) })
        await context.records.update('proposals', proposal.id, { state: 'approved' })
        others[proposal.becomes]++
        continue
      }
      const scope = proposal.scope ?? scopeSaid(sizeOf(title), standing)
      const answered = await context.call<{ evidence: { id: string; happenedOn: Day | null } }>('evidence.capture', {
        text: proposal.text,
        happenedOn: proposal.happenedOn ?? input.undatedOn ?? null,
        importedFrom: { batch: proposal.batchId, line: proposal.line },
        links: proposal.links,
        ...asEvidence(proposal.details ?? {}),
        ...(proposal.kindSource === 'user' && { kind: proposal.kind }),
        ...(proposal.skills && { skills: proposal.skills }),
        ...(initiatives.has(title) && { initiative: initiatives.get(title) }),
        ...(scope && { scope }),
      })
      await context.records.update('proposals', proposal.id, { state: 'approved', evidenceId: answered.evidence.id })
      evidence.push(answered.evidence)
    }
    return { approved: proposals.length, evidence, conversations: others.conversation, contacts: others.contact }
  },
  says: ({ evidence, conversations, contacts }) => {
    const lines = evidence.length
    const undated = evidence.filter(({ happenedOn }) => happenedOn === null).length
    const kept = [
      ...(lines > 0 ? [`${lines} ${lines === 1 ? 'line is' : 'lines are'} evidence now.`] : []),
      ...(conversations > 0 ? [`${count(conversations, 'customer conversation')} counted.`] : []),
      ...(contacts > 0 ? [`${count(contacts, 'contact')} noted, for your eyes only.`] : []),
    ].join(' ')
    if (undated === 0) return kept || 'Nothing waited.'
    return undated === lines
      ? `${kept} ${lines === 1 ? 'It counts' : 'They count'} once ${lines === 1 ? 'it has a date' : 'they have a date'}.`
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

const printed = (line: Proposal, frameworks: readonly Framework[]): string =>
  [
    facts([
      line.happenedOn ? dayWords(line.happenedOn) : 'no date yet',
      line.becomes ? becomingWords[line.becomes] : kindWord(line.kind),
      line.details?.who,
      line.initiative && `for ${line.initiative}`,
    ]),
    wrapped(line.text, '  '),
    line.becomes
      ? wrapped(line.details?.sign ? `because ${line.details.sign}` : '', '  ')
      : wrapped(
          facts([
            ...line.reading.metrics.map(describeMetric),
            ...line.skills.map((skill) => skillName(frameworks, skill)),
          ]),
          '  ',
        ),
    `  ${line.id}`,
  ]
    .filter((row) => row.trim() !== '')
    .join('\n')

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
  if (!ids) {
    const all = await waitingProposals(context.tx, context.personId, batch)
    return (await isClosedPeople(context)) ? all.filter(({ becomes }) => becomes !== 'contact') : all
  }
  const found: ProposalRow[] = []
  for (const id of new Set(ids)) found.push(await waiting(context, id))
  return found
}

/** What a file said of a line besides its words, as evidence has it. */
const asEvidence = ({ who: _, conversation: __, person: ___, sign: ____, ...details }: Details) => details

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
