import { z } from 'zod'
import { conversationKinds, cyclesOf, type DiscoveryCycle, perInitiative, perQuarter } from '../../core/discovery.ts'
import { count } from '../../core/number-words.ts'
import { facts, listed, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { newestFirst } from '../../platform/cursor.ts'
import { day, id, optionalText, page, text } from '../../platform/fields.ts'
import { initiativeTitles } from '../../platform/initiatives.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { ConversationRow, DiscoveryCycleRow, InitiativeRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'
import { conclusionsOf, conversationsOf } from './queries.ts'
import { conversationWords } from './words.ts'

const kind = z.enum(conversationKinds)

const initiative = id.nullable().optional().describe('The initiative it was about, by its id.')

export const logConversation = operation({
  name: 'discovery.log',
  summary: 'Write down a conversation with a customer: who it was by role, and what you learned.',
  scope: 'write',
  input: z.strictObject({
    who: text(200).describe('Who it was, by role or company, such as “admin at a 40-person agency”. No names needed.'),
    learned: optionalText(8000).describe('What you learned. It may follow later.'),
    kind: kind.default('interview').describe('How you heard them.'),
    on: day.optional().describe('The day; today if left out.'),
    initiative,
  }),
  async run(context, { who, learned = null, kind, on = context.today, initiative = null }) {
    refuseAhead(on, context.today, 'on')
    await refuseStranger(context, initiative)
    const row = await context.records.insert('conversations', {
      id: context.newId(),
      on,
      kind,
      who: who.trim(),
      learned,
      initiative,
      createdAt: context.now,
    })
    return { ...(await told(context, row)), cycle: await cycleAround(context, row) }
  },
  says: ({ on, cycle }) => `Kept: ${dayWords(on)}.${cycle ? ` ${cycle.says[0]}.` : ''}`,
  prints: (conversation) => printed(conversation),
})

export const listConversations = operation({
  name: 'discovery.list',
  summary:
    'List your conversations with customers, and how many there are per discovery cycle, initiative and quarter.',
  scope: 'read',
  input: z.strictObject({
    initiative: id.optional().describe('Only those about this initiative.'),
    kind: kind.optional(),
    from: day.optional(),
    to: day.optional(),
    ...page,
  }),
  async run({ tx, personId, today }, { initiative, kind, from, to, ...place }) {
    let query = tx.selectFrom('conversations').selectAll().where('personId', '=', personId)
    if (initiative) query = query.where('initiative', '=', initiative)
    if (kind) query = query.where('kind', '=', kind)
    if (from) query = query.where('on', '>=', from)
    if (to) query = query.where('on', '<=', to)
    const { rows, next } = await newestFirst(query, 'on', place)
    const all = await conversationsOf(tx, personId)
    const titles = await initiativeTitles(
      { tx, personId },
      all.flatMap(({ initiative }) => initiative ?? []),
    )
    const named = <T extends { initiative: string | null }>(one: T) => ({
      ...one,
      initiativeTitle: one.initiative === null ? null : (titles.get(one.initiative) ?? null),
    })
    return {
      items: rows.map((row) => named(asConversation(row))),
      next,
      count: all.length,
      cycles: cyclesOf(all, await conclusionsOf(tx, personId), today).map(named),
      initiatives: perInitiative(all).map(named),
      quarters: perQuarter(all),
    }
  },
  prints: ({ items, next, cycles }) =>
    [
      listed(
        items.map(printed),
        'No conversation with a customer is written down yet. Begin: cairn discovery log --help',
        next,
      ),
      ...cycles.slice(0, 10).map(printedCycle),
    ].join('\n\n'),
})

export const editConversation = operation({
  name: 'discovery.edit',
  summary: 'Change what you wrote down of a conversation with a customer.',
  scope: 'write',
  input: z.strictObject({
    id,
    who: text(200).optional(),
    learned: optionalText(8000),
    kind: kind.optional(),
    on: day.optional(),
    initiative,
  }),
  async run(context, { id, ...input }) {
    await conversation(context, id)
    if (input.on) refuseAhead(input.on, context.today, 'on')
    await refuseStranger(context, input.initiative ?? null)
    const row = await context.records.update('conversations', id, { ...input, who: input.who?.trim() })
    return told(context, row)
  },
  prints: (conversation) => printed(conversation),
})

export const removeConversation = operation({
  name: 'discovery.remove',
  summary: 'Remove a conversation with a customer. It can be undone.',
  scope: 'write',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    const row = await conversation(context, id)
    await context.records.remove('conversations', id)
    return asConversation(row)
  },
  says: ({ on }) => `The conversation of ${dayWords(on)} is removed.`,
})

export const concludeDiscovery = operation({
  name: 'discovery.conclude',
  summary:
    'Bring a discovery cycle to an end: what the conversations have in common, and the problem in one statement.',
  scope: 'write',
  input: z.strictObject({
    id: id.optional().describe('A cycle that was concluded before, to change what it came to.'),
    initiative,
    synthesis: text(8000).describe('What the conversations have in common, and where they differ.'),
    problem: text(1000).describe('The problem: who has it, when, and what it costs them.'),
    on: day.optional().describe('The day it ended; today if left out. Later conversations begin the next cycle.'),
    log: z.boolean().default(false).describe('Also log the problem as evidence.'),
  }),
  async run(context, { id, synthesis, problem, log, ...input }) {
    const before = id ? await conclusion(context, id) : null
    const initiative = before ? before.initiative : (input.initiative ?? null)
    const on = input.on ?? before?.closedOn ?? context.today
    refuseAhead(on, context.today, 'on')
    await refuseStranger(context, initiative)
    const words = { closedOn: on, synthesis: synthesis.trim(), problem: problem.trim() }
    const row = before
      ? await context.records.update('discoveryCycles', before.id, words)
      : await context.records.insert('discoveryCycles', {
          id: context.newId(),
          initiative,
          ...words,
          createdAt: context.now,
        })
    const cycles = await cyclesNow(context)
    const cycle = cycles.find((each) => each.id === row.id)!
    if (cycle.from === null)
      throw new Problem(
        'conflict',
        'There is no conversation in this cycle yet, so there is nothing to bring together. Write one down first; nothing was changed.',
        'on',
      )
    await giveProblem(context, initiative, words.problem)
    if (log) await logAsEvidence(context, cycle)
    return cycle
  },
  says: ({ heard }) =>
    `Written down: what ${count(heard, 'conversation')} came to. The next conversation begins a new cycle.`,
  prints: (cycle) => printedCycle({ ...cycle, initiativeTitle: null }),
})

export const reopenDiscovery = operation({
  name: 'discovery.reopen',
  summary: 'Take back the end of a discovery cycle. Its conversations stay, and it goes on.',
  scope: 'write',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    const row = await conclusion(context, id)
    await context.records.remove('discoveryCycles', id)
    const { personId: _, ...rest } = row
    return rest
  },
  says: () => 'The cycle is open again.',
})

export type ConversationTold = Omit<ConversationRow, 'personId'> & Titled
export type CycleTold = DiscoveryCycle & Titled
export type Discovery = Awaited<ReturnType<typeof listConversations.run>>

interface Titled {
  /** Of the initiative it is about. */
  initiativeTitle: string | null
}

const asConversation = ({ personId: _, ...conversation }: ConversationRow) => conversation

async function told({ tx, personId }: Context, row: ConversationRow) {
  const titles = await initiativeTitles({ tx, personId }, row.initiative ? [row.initiative] : [])
  return { ...asConversation(row), initiativeTitle: row.initiative ? (titles.get(row.initiative) ?? null) : null }
}

const cyclesNow = async ({ tx, personId, today }: Context): Promise<DiscoveryCycle[]> =>
  cyclesOf(await conversationsOf(tx, personId), await conclusionsOf(tx, personId), today)

/** The cycle this conversation counts towards. */
const cycleAround = async (context: Context, { initiative, on }: ConversationRow): Promise<DiscoveryCycle | null> =>
  (await cyclesNow(context)).find(
    (cycle) => cycle.initiative === initiative && cycle.from !== null && cycle.from <= on && on <= cycle.to!,
  ) ?? null

/** A problem that was found stands where the work on it is described, unless the person said it there already. */
async function giveProblem(context: Context, initiative: string | null, problem: string): Promise<void> {
  if (initiative === null) return
  const found = (await context.records.find('initiatives', initiative)) as InitiativeRow
  if (!found.problem) await context.call('initiative.edit', { id: initiative, problem })
}

const logAsEvidence = ({ call }: Context, { problem, synthesis, heard, initiative, closedOn }: DiscoveryCycle) =>
  call('evidence.capture', {
    text: `${problem}\nHeard in ${count(heard, 'customer conversation')}. ${synthesis}`,
    kind: 'problem',
    happenedOn: closedOn,
    ...(initiative && { initiative }),
  })

async function conversation({ records }: Context, id: string): Promise<ConversationRow> {
  const found = await records.find('conversations', id)
  if (!found) throw new Problem('missing', 'There is no such conversation among yours.', 'id')
  return found as ConversationRow
}

async function conclusion({ records }: Context, id: string): Promise<DiscoveryCycleRow> {
  const found = await records.find('discoveryCycles', id)
  if (!found) throw new Problem('missing', 'There is no such discovery cycle among yours.', 'id')
  return found as DiscoveryCycleRow
}

function refuseAhead(on: string, today: string, field: string): void {
  if (on > today)
    throw new Problem('invalid', 'That day lies ahead. Write it down once it has been; nothing was changed.', field)
}

async function refuseStranger({ records }: Context, initiative: string | null): Promise<void> {
  if (initiative !== null && !(await records.find('initiatives', initiative)))
    throw new Problem('invalid', 'There is no such initiative among yours. Nothing was changed.', 'initiative')
}

const printed = ({ id, on, kind, who, learned, initiativeTitle }: ConversationTold): string =>
  [
    facts([dayWords(on), conversationWords[kind], who, initiativeTitle && `for ${initiativeTitle}`]),
    learned ? wrapped(learned, '  ') : '  What you learned is not written down yet.',
    `  ${id}`,
  ].join('\n')

const printedCycle = ({ initiativeTitle, state, from, to, closedOn, says, problem, id }: CycleTold): string =>
  [
    `${state === 'open' ? 'Open cycle' : 'Cycle'}${initiativeTitle ? ` for ${initiativeTitle}` : ''}: ${facts([
      from && to && (from === to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`),
      closedOn && `concluded on ${dayWords(closedOn)}`,
    ])}`,
    ...says.map((line) => wrapped(line, '  ')),
    ...(problem ? [wrapped(problem, '  ')] : []),
    ...(id ? [`  ${id}`] : []),
  ].join('\n')
