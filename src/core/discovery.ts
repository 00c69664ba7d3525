import { type Day, daysBetween, quarterOf } from './day.ts'
import { count } from './number-words.ts'

/** How a customer was heard. */
export const conversationKinds = ['interview', 'usability', 'survey', 'support', 'sales_call'] as const
export type ConversationKind = (typeof conversationKinds)[number]

/** Somebody was spoken with. Surveys and support are read, and stand beside what was said (`signals.yaml` counts the same). */
export const isSpoken = (kind: ConversationKind): boolean => kind !== 'survey' && kind !== 'support'

/** How many conversations make a discovery cycle (S1-09). */
export const cycleTargets = { from: 6, to: 10 } as const

/** Nothing was heard for so many days: the cycle may be over without an end. */
const quietAfter = 60

/** What cycles are counted from. */
export interface Conversation {
  on: Day
  kind: ConversationKind
  initiative: string | null
}

/** Where a cycle was brought to an end, and what it came to. */
export interface Conclusion {
  id: string
  initiative: string | null
  closedOn: Day
  synthesis: string
  problem: string
}

/** Conversations about one initiative, or about none, from the end of the cycle before to the end of this one. */
export interface DiscoveryCycle {
  initiative: string | null
  state: 'open' | 'closed'
  /** The conclusion's id; null while the cycle is open. */
  id: string | null
  /** Of its first and its last conversation; null where it has none left. */
  from: Day | null
  to: Day | null
  closedOn: Day | null
  /** Conversations in which somebody was spoken with. */
  heard: number
  /** Surveys and support. */
  read: number
  synthesis: string | null
  problem: string | null
  /** In words: how many there are against how many it takes, and what is missing. */
  says: string[]
}

export interface Counted {
  heard: number
  read: number
}

/** Every cycle, the open ones first and each group newest first. The order of what comes in does not matter. */
export function cyclesOf(
  conversations: readonly Conversation[],
  conclusions: readonly Conclusion[],
  today: Day,
): DiscoveryCycle[] {
  const of = (initiative: string | null) => initiative ?? ''
  const spoken = Map.groupBy(conversations, ({ initiative }) => of(initiative))
  const concluded = Map.groupBy(conclusions, ({ initiative }) => of(initiative))
  const cycles = [...new Set([...spoken.keys(), ...concluded.keys()])].flatMap((name) => {
    const ends = [...(concluded.get(name) ?? [])].sort((a, b) => before(a.closedOn, b.closedOn) || before(a.id, b.id))
    const about = spoken.get(name) ?? []
    const inside = (end: Conclusion | null, at: number) =>
      about.filter(({ on }) => (at === 0 || on > ends[at - 1]!.closedOn) && (end === null || on <= end.closedOn))
    const closed = ends.map((end, at) => cycle(name, inside(end, at), end, today))
    const open = inside(null, ends.length)
    return open.length > 0 ? [...closed, cycle(name, open, null, today)] : closed
  })
  const last = ({ to, closedOn }: DiscoveryCycle) => closedOn ?? to ?? ''
  return cycles.sort(
    (a, b) => before(b.state, a.state) || before(last(b), last(a)) || before(a.initiative ?? '', b.initiative ?? ''),
  )
}

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function cycle(name: string, about: readonly Conversation[], end: Conclusion | null, today: Day): DiscoveryCycle {
  const days = about.map(({ on }) => on).sort()
  const told = {
    initiative: name === '' ? null : name,
    state: end ? ('closed' as const) : ('open' as const),
    id: end?.id ?? null,
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    closedOn: end?.closedOn ?? null,
    ...countsOf(about),
    synthesis: end?.synthesis ?? null,
    problem: end?.problem ?? null,
  }
  return { ...told, says: cycleSays(told, today) }
}

function cycleSays({ heard, state, to }: Omit<DiscoveryCycle, 'says'>, today: Day): string[] {
  const { from, to: most } = cycleTargets
  const missing = from - heard
  if (state === 'closed')
    return [
      missing > 0
        ? `${count(heard, 'conversation')}; ${from} to ${most} show a pattern better`
        : count(heard, 'conversation'),
    ]
  return [
    missing > 0
      ? `${heard} of ${from} conversations: ${missing === 1 ? 'one more makes' : `${missing} more make`} a cycle`
      : heard <= most
        ? `${count(heard, 'conversation')}: enough to say what they come to`
        : `${count(heard, 'conversation')}: more than ${most} seldom add much before you say what they come to`,
    'What they have in common, and the problem, are not written down yet',
    ...(to !== null && daysBetween(to, today) > quietAfter ? [`Nothing new for ${daysBetween(to, today)} days`] : []),
  ]
}

const countsOf = (conversations: readonly Pick<Conversation, 'kind'>[]): Counted => {
  const heard = conversations.filter(({ kind }) => isSpoken(kind)).length
  return { heard, read: conversations.length - heard }
}

/** Counts per calendar quarter, newest first. */
export const perQuarter = (conversations: readonly Conversation[]): ({ quarter: string } & Counted)[] =>
  [...Map.groupBy(conversations, ({ on }) => quarterOf(on))]
    .map(([quarter, all]) => ({ quarter, ...countsOf(all) }))
    .sort((a, b) => before(b.quarter, a.quarter))

/** Counts per initiative, most first; `null` for those about none. */
export const perInitiative = (conversations: readonly Conversation[]): ({ initiative: string | null } & Counted)[] =>
  [...Map.groupBy(conversations, ({ initiative }) => initiative)]
    .map(([initiative, all]) => ({ initiative, ...countsOf(all) }))
    .sort((a, b) => b.heard - a.heard || b.read - a.read || before(a.initiative ?? '', b.initiative ?? ''))
