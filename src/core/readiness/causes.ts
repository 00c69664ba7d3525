import { raterOf } from '../rating.ts'
import type { GivenRating, Input, Item } from './input.ts'
import { model } from './model.ts'
import { type Result, resultOf, type Standing, standingOf, withItem } from './standing.ts'
import { arrowFor } from './wording.ts'

/** One input that differs between two days, and the points it moved on its own. */
export interface Cause {
  kind: 'time' | 'rating' | 'record' | 'agreement' | 'leave' | 'ladder'
  /** The record; for a rating `{skill}:{source}:{rater}`; else the kind. */
  id: string
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
export function movementBetween(before: Input, after: Input): Movement {
  const start = resultOf(standingOf(before))
  const later = { ...before, asOf: after.asOf }
  const base = standingOf(later)
  const settled = resultOf(base)
  const delta = resultOf(standingOf(after)).score - start.score
  const causes = [
    cause('time', 'time', start, settled),
    ...inputChanges(later, after).map(({ kind, id, input }) => cause(kind, id, settled, resultOf(standingOf(input)))),
    ...itemChanges(base, after.items).map(({ id, standing }) => cause('record', id, settled, resultOf(standing))),
  ]
  return { delta, arrow: arrowFor(delta), causes: causes.filter(isFelt).sort(largestFirst) }
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

function itemChanges(base: Standing, items: readonly Item[]): { id: string; standing: Standing }[] {
  const was = new Map(base.input.items.map((item) => [item.id, item]))
  const now = new Map(items.map((item) => [item.id, item]))
  return [...new Set([...was.keys(), ...now.keys()])]
    .sort()
    .filter((id) => !isSame(was.get(id), now.get(id)))
    .map((id) => ({ id, standing: withItem(base, was.get(id) ?? null, now.get(id) ?? null) }))
}

const keyOf = (rating: GivenRating): string => `${rating.skill}:${rating.source}:${raterOf(rating)}`

const cause = (kind: Cause['kind'], id: string, before: Result, after: Result): Cause => ({
  kind,
  id,
  dScore: after.score - before.score,
  dRaw: after.raw - before.raw,
})

const isFelt = ({ dScore, dRaw }: Cause): boolean => Math.max(Math.abs(dScore), Math.abs(dRaw)) > model.change.tie

const largestFirst = (a: Cause, b: Cause): number =>
  Math.abs(b.dScore) - Math.abs(a.dScore) || Math.abs(b.dRaw) - Math.abs(a.dRaw) || (a.id < b.id ? -1 : 1)

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
