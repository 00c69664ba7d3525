import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import type { Details } from '../../core/import/importer.ts'
import { count } from '../../core/number-words.ts'
import { Problem } from '../../core/problem.ts'
import { knownStanding, type Standing } from '../../platform/career.ts'
import { day, id, type Size, size } from '../../platform/fields.ts'
import { worksOn } from '../../platform/long-work.ts'
import { type Context, operation, type Preparing } from '../../platform/operation.ts'
import type { ProposalRow } from '../../platform/schema.ts'
import { becomeOther, isClosedPeople, refuseWithoutDay } from './becoming.ts'
import { carriedOver } from './carried.ts'
import { type Filters, filters } from './filters.ts'
import { waiting } from './operations.ts'
import { firstDays, initiativesSized, waitingProposals } from './queries.ts'

/** Most lines that one answer is about. */
const mostAtOnce = 2000

/** So many are decided in one act. Of more, each portion is an act of its own, so that others have their turn in between. */
const soonDecided = 250
/** To keep a line takes longer than to wave it away. */
const portionOf = { 'inbox.approve': 50, 'inbox.dismiss': 100 } as const
type Deciding = keyof typeof portionOf

const which = {
  ids: z.array(id).max(2000).optional().describe('These proposals.'),
  all: z.boolean().optional().describe('All that wait.'),
  ...filters,
  most: z
    .number()
    .int()
    .min(1)
    .max(mostAtOnce)
    .default(mostAtOnce)
    .describe('At most this many; say it again for those that are left.'),
  later: z
    .boolean()
    .default(false)
    .describe('Answer at once and go on with many, some at a time; “inbox progress” says how far it is.'),
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
  prepare: (input, preparing) =>
    inPortions<Approved, typeof input>('inbox.approve', input, preparing, ({ today }, proposals) => {
      if (input.undatedOn && input.undatedOn > today)
        throw new Problem('invalid', 'That day lies ahead. Choose one that has been; nothing was changed.', 'undatedOn')
      refuseWithoutDay(proposals, input.undatedOn ?? null)
    }),
  async run(context, { input, before, isForLater }): Promise<Approved> {
    const { proposals, left } = await chosen(context, input)
    if (isForLater) return { ...nothingYet, work: goOn(context, 'inbox.approve', input, proposals.length + left) }
    const standing = await knownStanding(context.tx, context.personId, context.frameworks)
    const answers = new Map(input.sizes?.map(({ initiative, answer }) => [initiative, answer]))
    const settled = await initiativesSized(context.tx, context.personId)
    // An initiative is asked about once: an answer for many does not overrule what was said of this one before.
    const sizeOf = (title: string): Size | undefined =>
      answers.get(title) ?? (settled.has(title.toLowerCase()) ? undefined : input.size)
    const initiatives = await initiativesFor(context, proposals, sizeOf, standing)
    const evidence: Approved['evidence'] = []
    const others = { conversations: 0, contacts: 0 }
    for (const proposal of await carriedOver(context, proposals)) {
      const title = proposal.initiativeTitle ?? ''
      const on = proposal.happenedOn ?? input.undatedOn ?? null
      const initiative = initiatives.get(title)
      if (proposal.becomes) {
        await becomeOther(context, proposal, { on, initiative })
        await context.records.update('proposals', proposal.id, { state: 'approved' })
        others[`${proposal.becomes}s`]++
      } else {
        const scope = proposal.scope ?? scopeSaid(sizeOf(title), standing)
        evidence.push(await becomeEvidence(context, proposal, { on, initiative, scope }))
      }
    }
    const all = [...before, { approved: proposals.length, evidence, ...others }]
    return {
      approved: sumOf(all.map(({ approved }) => approved)),
      left,
      evidence: all.flatMap(({ evidence }) => evidence),
      conversations: sumOf(all.map(({ conversations }) => conversations)),
      contacts: sumOf(all.map(({ contacts }) => contacts)),
      work: null,
    }
  },
  says: (answer) => approvedInWords(answer),
})

async function becomeEvidence(
  context: Context,
  proposal: ProposalRow,
  { on, initiative, scope }: { on: Day | null; initiative: string | undefined; scope: string | undefined },
): Promise<Approved['evidence'][number]> {
  const { evidence } = await context.call<{ evidence: Approved['evidence'][number] }>('evidence.capture', {
    text: proposal.text,
    happenedOn: on,
    importedFrom: { batch: proposal.batchId, line: proposal.line },
    links: proposal.links,
    ...asEvidence(proposal.details ?? {}),
    ...(proposal.kindSource === 'user' && { kind: proposal.kind }),
    ...(proposal.skills && { skills: proposal.skills }),
    ...(initiative && { initiative }),
    ...(scope && { scope }),
  })
  await context.records.update('proposals', proposal.id, { state: 'approved', evidenceId: evidence.id })
  return evidence
}

function approvedInWords({ evidence, conversations, contacts, left, work }: Approved): string {
  if (work !== null) return 'They are being kept. You can go on meanwhile.'
  const lines = evidence.length
  const undated = evidence.filter(({ happenedOn }) => happenedOn === null).length
  const kept = [
    ...(lines > 0 ? [`${count(lines, 'line is', 'lines are')} evidence now.`] : []),
    ...(conversations > 0 ? [`${count(conversations, 'customer conversation')} counted.`] : []),
    ...(contacts > 0 ? [`${count(contacts, 'contact')} noted, for your eyes only.`] : []),
    ...(left > 0 ? [`${count(left, 'more waits', 'more wait')}.`] : []),
  ].join(' ')
  if (undated === 0) return kept || 'Nothing waited.'
  return undated === lines
    ? `${kept} ${lines === 1 ? 'It counts' : 'They count'} once ${lines === 1 ? 'it has a date' : 'they have a date'}.`
    : `${kept} ${undated} of them ${undated === 1 ? 'has' : 'have'} no date yet and ${undated === 1 ? 'counts' : 'count'} once ${undated === 1 ? 'it has' : 'they have'} one.`
}

export const dismissInbox = operation({
  name: 'inbox.dismiss',
  summary: 'Wave proposals away: some by id, a batch, or all that wait. They are not proposed again.',
  scope: 'write',
  input: z.strictObject(which),
  prepare: (input, preparing) => inPortions<Dismissed, typeof input>('inbox.dismiss', input, preparing),
  async run(context, { input, before, isForLater }): Promise<Dismissed> {
    const { proposals, left } = await chosen(context, input)
    if (isForLater)
      return { dismissed: 0, left: 0, work: goOn(context, 'inbox.dismiss', input, proposals.length + left) }
    for (const { id } of proposals) await context.records.update('proposals', id, { state: 'dismissed' })
    return { dismissed: sumOf(before.map(({ dismissed }) => dismissed)) + proposals.length, left, work: null }
  },
  says: ({ dismissed, left, work }) => {
    if (work !== null) return 'They are being waved away. You can go on meanwhile.'
    const more = left > 0 ? ` ${count(left, 'more waits', 'more wait')}.` : ''
    return `${dismissed} waved away. They will not be proposed again.${more}`
  },
})

/** What came of lines that were kept. */
interface Approved {
  approved: number
  left: number
  evidence: { id: string; happenedOn: Day | null }[]
  conversations: number
  contacts: number
  /** The name of the work, where it goes on after the answer. */
  work: string | null
}

interface Dismissed {
  dismissed: number
  left: number
  work: string | null
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)

const nothingYet = { approved: 0, left: 0, evidence: [], conversations: 0, contacts: 0 }

interface Which extends Filters {
  ids?: string[] | undefined
  all?: boolean | undefined
  most: number
  later: boolean
}

/** The lines that are meant, at most so many, and how many more there are. */
async function chosen(context: Context, which: Which): Promise<{ proposals: ProposalRow[]; left: number }> {
  const { ids, all, most, later: _, ...filters } = which
  if (!ids?.length && !all && Object.values(filters).every((value) => value === undefined))
    throw new Problem('invalid', 'Say which: ids, a batch, a kind, an initiative, a month, or all.', 'ids')
  if (!ids) {
    const withoutContacts = await isClosedPeople(context)
    return waitingProposals(context.tx, context.personId, { ...filters, withoutContacts, most })
  }
  const proposals: ProposalRow[] = []
  for (const id of new Set(ids)) proposals.push(await waiting(context, id))
  return { proposals, left: 0 }
}

/** What is left to decide in one act, with what was answered of the portions before it. */
interface LastPortion<Answer, Input> {
  input: Input
  before: Answer[]
  isForLater: boolean
}

/** Looks at all lines that are meant; of many, decides all portions but the last. */
async function inPortions<Answer extends Approved | Dismissed, Input extends Which>(
  name: Deciding,
  input: Input,
  { read, act, pass }: Preparing,
  check: (context: Context, proposals: readonly ProposalRow[]) => void = () => undefined,
): Promise<LastPortion<Answer, Input>> {
  const { many, waits, via } = await read(async (context) => {
    const { proposals, left } = await chosen(context, input)
    check(context, proposals)
    return { many: proposals.length, waits: proposals.length + left, via: context.via }
  })
  // A command ends with its answer, and what it began with it.
  const isForLater = input.later && via !== 'cli' && input.ids === undefined && waits > soonDecided
  if (isForLater || many <= soonDecided) return { input, before: [], isForLater }
  const ids = input.ids && [...new Set(input.ids)]
  const before: Answer[] = []
  const portion = portionOf[name]
  let done = 0
  for (; done < many - portion; done += portion) {
    const part = ids ? { ids: ids.slice(done, done + portion) } : { most: portion }
    before.push(await act<Answer>(name, { ...input, ...part, later: false }))
    await pass(done, many)
  }
  return { input: { ...input, ...(ids ? { ids: ids.slice(done) } : { most: many - done }) }, before, isForLater }
}

/** Begins to decide many lines, a portion at a time, each an act of its own; answers the name of that work. */
function goOn(context: Context, name: Deciding, input: Which, of: number): string {
  const id = context.newId()
  const works = worksOn(context.tx)
  const { personId } = context
  const isYes = name === 'inbox.approve'
  context.afterwards((act) => {
    works.begin({ id, personId, what: `${isYes ? 'Keeping' : 'Waving away'} ${count(of, 'line')}` }, async (going) => {
      let done = 0
      for (let left = of; left > 0 && !going.isStopped(); ) {
        const { answer } = await act<{ approved?: number; dismissed?: number; left: number }>(name, {
          ...input,
          later: false,
          most: portionOf[name],
        })
        done += answer.approved ?? answer.dismissed ?? 0
        left = answer.left
        going.goes(done, done + left)
        await new Promise((go) => setTimeout(go, pause))
      }
      const lines = count(done, 'line')
      return {
        said: isYes ? `${lines} kept.` : `${lines} waved away. They will not be proposed again.`,
        answer: null,
      }
    })
  })
  return id
}

// Whoever has waited for a portion to end comes before the next one, in milliseconds.
const pause = 5

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
  const titles = [...new Set(proposals.map(({ initiativeTitle }) => initiativeTitle ?? ''))]
  const begins = await firstDays(context.tx, context.personId, titles)
  for (const title of titles) {
    if (title === '') continue
    const size = sizeOf(title)
    const scope = size === 'part' ? undefined : scopeSaid(size, standing)
    const id = byTitle.get(title.slice(0, 200).toLowerCase())
    if (id) {
      if (scope) await context.call('initiative.edit', { id, scope })
      ids.set(title, id)
    } else {
      const begun = await context.call<{ id: string }>('initiative.start', {
        title: title.slice(0, 200),
        ...(scope && { scope }),
        ...(begins.has(title) && { startedOn: begins.get(title) }),
      })
      ids.set(title, begun.id)
    }
  }
  return ids
}
