import { activeDaysBetween, type Day } from '../day.ts'
import type { SignalFacts } from './model.ts'

type Clock = Pick<SignalFacts, 'today' | 'leaves'>

/** Days since, not counting those away: leave stops every clock (domain 0). Negative for what lies ahead. */
export const ageOf = ({ today, leaves }: Clock, day: Day): number => activeDaysBetween(day, today, leaves)

/** Within the last so many days, today included. */
export function isWithin(clock: Clock, day: Day | null, days: number): day is Day {
  if (day === null) return false
  const age = ageOf(clock, day)
  return age >= 0 && age < days
}

/** Between so many days ago and so many, both included. */
export function isBetween(clock: Clock, day: Day | null, from: number, to: number): day is Day {
  if (day === null) return false
  const age = ageOf(clock, day)
  return age >= from && age <= to
}
