import { addDays, type Day } from './day.ts'
import type { Decision } from './evidence.ts'

/** A decision looked at again. */
export interface Revisit {
  on: Day
  stands: boolean
  because: string | null
  /** When to look at it once more. */
  againOn: Day | null
}

// Somebody who looks a few days early has looked.
const EARLY = 7

/** The day on which a decision is to be looked at again; null if none is set, or it was looked at and nothing more is planned. */
export function revisitDay(decision: Pick<Decision, 'revisitOn'> | null, revisits: readonly Revisit[]): Day | null {
  const planned = decision?.revisitOn ?? null
  const last = [...revisits].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1)
  if (!last) return planned
  const later = planned !== null && planned > addDays(last.on, EARLY) ? planned : null
  return [last.againOn, later].filter((day) => day !== null).sort()[0] ?? null
}
