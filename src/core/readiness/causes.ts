import { differenceOf } from '../changed.ts'
import { raterOf } from '../rating.ts'
import type { GivenRating, Input, Item } from './input.ts'
import { model } from './model.ts'
import { type Result, resultOf, type Standing, standingFrom, standingOf, withItem } from './standing.ts'
import { arrowFor } from './wording.ts'

/** One input that differs between two days, and the points it moved on its own. */
export interface Cause {
  kind: 'time' | 'rating' | 'record' | 'records' | 'agreement' | 'leave' | 'ladder'
  /** The record; for a rating `{skill}:{source}:{rater}`; else the kind. */
  id: string
  /** How many changed together: more than one only for `records`. */
  count: number
  dScore: number
  dRaw: number
}

/** How the score moved between two days and why. */
export interface Movement {
  delta: number
  arrow: 'up' | 'down' | null
  /** The largest first. They need not add up: inputs interact, and caps swallow what lies above them. */
  causes: Cause[]
}

/**
 * The causes of a change (n): the passing of time first, then every other changed input alone on top of it, because a
 * record made since cannot count on a day before it was made.
 */
export const movementBetween = (before: Input, after: Input): Movement =>
  movementFrom(resultOf(standingOf(before)), before, after)

/**
 * The same where what stood before is known already; then the items of `before` may be read as of the later day. With the standing on
 * `after` at hand, only what differs is read.
 */
export function movementFrom(
  start: Moved,
  before: Input,
  after: Input,
  end: Moved = resultOf(standingOf(after)),
  ground: Standing | null = null,
): Movement {
  const later = { ...before, asOf: after.asOf }
  const base = standingFrom(ground, later)
  const settled = resultOf(base)
  const delta = end.score - start.score
  const changes = inputChanges(later, after)
  // Where nothing else changed, all records together lead to where one stands now.
  const together = changes.length === 0 && later.manager === after.manager ? end : null
  const causes = [
    cause('time', 'time', start, settled),
    ...changes.map(({ kind, id, input }) => cause(kind, id, settled, resultOf(standingFrom(base, input)))),
    ...recordCauses(base, settled, after.items, together),
  ]
  return { delta, arrow: arrowFor(delta), causes: causes.filter(isFelt).sort(largestFirst) }
}

type Moved = Pick<Result, 'score' | 'raw'>

// Told apart one by one up to here; hundreds at once, as after an import, are one cause.
const mostApart = 60

function recordCauses(base: Standing, settled: Result, items: readonly Item[], together: Moved | null): Cause[] {
  const changes = itemChanges(base.input.items, items)
  if (changes.length > mostApart) {
    const moved = together ?? resultOf(standingFrom(base, { ...base.input, items }))
    return [cause('records', 'records', settled, moved, changes.length)]
  }
  return changes.map(({ id, was, now }) => cause('record', id, settled, resultOf(withItem(base, was, now))))
}

interface InputChange {
  kind: Cause['kind']
  id: string
  input: Input
}

function inputChanges(before: Input, after: Input): InputChange[] {
  const { agreement, leaves } = after
  const changes: (InputChange | false)[] = [
    !isSame(before.agreement, agreement) && { kind: 'agreement', id: 'agreement', input: { ...before, agreement } },
    !isSame(before.leaves, leaves) && { kind: 'leave', id: 'leave', input: { ...before, leaves } },
    !isSame(ladderOf(before), ladderOf(after)) && {
      kind: 'ladder',
      id: 'ladder',
      input: { ...before, ...ladderOf(after) },
    },
    ...ratingChanges(before, after),
  ]
  return changes.filter((change) => change !== false)
}

/** Everything that comes from the framework and the choice of target. */
const ladderOf = ({ skills, scale, targetLevel, monthsNeeded, expects, mode }: Input) => ({
  skills,
  scale,
  targetLevel,
  monthsNeeded,
  expects,
  mode,
})

/** A rater's view of a skill changes as one, however many ratings lie between. */
function ratingChanges(before: Input, after: Input): InputChange[] {
  const keys = [...new Set([...before.ratings, ...after.ratings].map(keyOf))].sort()
  return keys.flatMap((id) => {
    const was = before.ratings.filter((rating) => keyOf(rating) === id)
    const now = after.ratings.filter((rating) => keyOf(rating) === id)
    if (isSame(was, now)) return []
    const others = before.ratings.filter((rating) => keyOf(rating) !== id)
    return [{ kind: 'rating' as const, id, input: { ...before, ratings: [...others, ...now] } }]
  })
}

function itemChanges(
  before: readonly Item[],
  after: readonly Item[],
): { id: string; was: Item | null; now: Item | null }[] {
  const { gone, come } = differenceOf(before, after)
  const was = new Map(gone.map((item) => [item.id, item]))
  const now = new Map(come.map((item) => [item.id, item]))
  return [...new Set([...was.keys(), ...now.keys()])]
    .filter((id) => !isSame(was.get(id), now.get(id)))
    .sort()
    .map((id) => ({ id, was: was.get(id) ?? null, now: now.get(id) ?? null }))
}

const keyOf = (rating: GivenRating): string => `${rating.skill}:${rating.source}:${raterOf(rating)}`

const cause = (kind: Cause['kind'], id: string, before: Moved, after: Moved, count = 1): Cause => ({
  kind,
  id,
  count,
  dScore: after.score - before.score,
  dRaw: after.raw - before.raw,
})

const isFelt = ({ dScore, dRaw }: Cause): boolean => Math.max(Math.abs(dScore), Math.abs(dRaw)) > model.change.tie

const largestFirst = (a: Cause, b: Cause): number =>
  Math.abs(b.dScore) - Math.abs(a.dScore) || Math.abs(b.dRaw) - Math.abs(a.dRaw) || (a.id < b.id ? -1 : 1)

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b))
