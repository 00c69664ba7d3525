import { activeDaysBetween, type Day, type Span } from '../day.ts'
import type { Item, Outcome } from './input.ts'
import { model } from './model.ts'

/** How much of a record's force is left on a day, 0 to 1; days of leave do not age it; nothing from the future counts (a). */
export function recency(date: Day, asOf: Day, leaves: readonly Span[] = []): number {
  const since = leaves.length === 0 ? leaves : leaves.filter((leave) => leave.to > date)
  const age = activeDaysBetween(date, asOf, since)
  if (age < 0) return 0
  if (age <= model.recency.fullDays) return 1
  return 0.5 ** ((age - model.recency.fullDays) / model.recency.halfLifeDays)
}

/** The same for one day to look back from; each date is worked out once, since records share their days. */
export function recencyFrom(asOf: Day, leaves?: readonly Span[]): (date: Day) => number {
  const known = new Map<Day, number>()
  return (date) => {
    const held = known.get(date)
    if (held !== undefined) return held
    const fresh = recency(date, asOf, leaves)
    known.set(date, fresh)
    return fresh
  }
}

/** How good a record is in itself, 0 to 1, before its age and its witnesses (b). Checks dated after `asOf` are plans. */
export function strength(item: Item, asOf: Day): number {
  const { base, measured, targetSetBefore, check30, check60, attainment: attained } = model.strength
  const outcome = item.outcome
  if (!outcome || !isMeasured(outcome)) return base[item.kind]
  return Math.min(
    1,
    base[item.kind] +
      measured +
      (outcome.targetSetBefore && outcome.target !== undefined ? targetSetBefore : 0) +
      (isTaken(outcome.check30, asOf) ? check30 : 0) +
      (isTaken(outcome.check60, asOf) ? check60 : 0) +
      (item.kind === 'outcome' ? attained * attainment(outcome) : 0),
  )
}

/** How far the number went towards its target, 0 to 1; without a target, half for a move the right way (b). */
export function attainment(outcome: Outcome): number {
  if (!isMeasured(outcome)) return 0
  const { baseline, after, target } = outcome
  const better = outcome.higherIsBetter === false ? baseline - after : after - baseline
  if (target === undefined) return better > 0 ? model.strength.rightWay : 0
  // A target equal to the baseline asks to hold a number, not to move it.
  if (target === baseline) return better >= 0 ? 1 : 0
  return Math.max(0, Math.min(1, (after - baseline) / (target - baseline)))
}

/** The size of work a record shows: what the owner says, or less if a confirmer saw less (c). */
export const shownScope = (item: Pick<Item, 'scope' | 'attestedScope'>): number =>
  Math.min(item.scope, item.attestedScope ?? item.scope)

/** The days on which a record shows work: its own, and those of its follow-up readings. */
export function daysOfWork(item: Item, asOf: Day): Day[] {
  if (!item.outcome) return isTaken(item.date, asOf) ? [item.date] : []
  return [item.date, item.outcome?.check30, item.outcome?.check60].filter((day) => isTaken(day, asOf))
}

/** True if the record has a number before and after. */
export const isMeasuredItem = ({ outcome }: Pick<Item, 'outcome'>): boolean =>
  outcome !== undefined && isMeasured(outcome)

const isMeasured = (outcome: Outcome): outcome is Outcome & { baseline: number; after: number } =>
  outcome.baseline !== undefined && outcome.after !== undefined

const isTaken = (day: Day | undefined, asOf: Day): day is Day => day !== undefined && day <= asOf
