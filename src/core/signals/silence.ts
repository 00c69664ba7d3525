import { activeDaysBetween, addDays, type Day, type Span } from '../day.ts'
import type { DismissalFact } from './model.ts'

export interface Silence {
  reason: string
  /** The first day on which it may speak again. */
  until: Day
}

/** The latest dismissal of a check, as long as it holds. Days away do not count (domain 0, “Leave stops every clock”). */
export function silenceOf(
  signal: string,
  dismissals: readonly DismissalFact[],
  { today, leaves, days }: { today: Day; leaves: readonly Span[]; days: number },
): Silence | null {
  const latest = dismissals
    .filter((dismissal) => dismissal.signal === signal && dismissal.on <= today)
    .sort((a, b) => (a.on === b.on ? (a.reason < b.reason ? -1 : 1) : a.on < b.on ? -1 : 1))
    .at(-1)
  if (!latest) return null
  const until = endOf(latest.on, days, leaves)
  return until > today ? { reason: latest.reason, until } : null
}

function endOf(from: Day, days: number, leaves: readonly Span[]): Day {
  let until = addDays(from, days)
  for (;;) {
    const left = days - activeDaysBetween(from, until, leaves)
    if (left <= 0) return until
    until = addDays(until, left)
  }
}
