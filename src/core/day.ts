import { Problem } from './problem.ts'

/** A calendar day, `YYYY-MM-DD`. Work happens on a day, so no time and no zone can move it. */
export type Day = string

/** A calendar month, `YYYY-MM`. */
export type Month = string

/** Days from `from` up to and including `to`; what a leave is. */
export interface Span {
  from: Day
  to: Day
}

const MS = 86_400_000
const shape = /^\d{4}-\d{2}-\d{2}$/

const ordinal = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / MS
const fromOrdinal = (n: number): Day => new Date(n * MS).toISOString().slice(0, 10)

/** True for a day that exists in the calendar: `2026-02-29` does not. */
export const isDay = (text: string): text is Day =>
  shape.test(text) && !Number.isNaN(ordinal(text)) && fromOrdinal(ordinal(text)) === text

/** The day itself, or a refusal naming the field. */
export function asDay(text: string, field = 'on'): Day {
  if (!isDay(text))
    throw new Problem('invalid', `“${text}” is not a day. Write it as year-month-day, such as 2026-03-31.`, field)
  return text
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => ordinal(to) - ordinal(from)

export const addDays = (day: Day, days: number): Day => fromOrdinal(ordinal(day) + days)

export const monthOf = (day: Day): Month => day.slice(0, 7)

/** Moves by whole months; `addMonths('2026-01', -1)` is `2025-12`. */
export function addMonths(month: Month, months: number): Month {
  const n = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months
  return `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((((n % 12) + 12) % 12) + 1).padStart(2, '0')}`
}

export const lastDayOf = (month: Month): Day => addDays(`${addMonths(month, 1)}-01`, -1)

/** Calendar quarter, `2026-Q2`. */
export const quarterOf = (day: Day): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/**
 * Days from `from` to `to` on which the person was not on leave; the clock of every ageing rule (domain 0, “Leave stops every clock”).
 * `from` itself is not counted, as in `daysBetween`. Overlapping leaves count once.
 */
export function activeDaysBetween(from: Day, to: Day, leaves: readonly Span[] = []): number {
  const total = daysBetween(from, to)
  if (total <= 0 || leaves.length === 0) return total
  let away = 0
  let reached = ordinal(from)
  for (const leave of [...leaves].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const start = Math.max(reached + 1, ordinal(leave.from))
    const end = Math.min(ordinal(to), ordinal(leave.to))
    if (end < start) continue
    away += end - start + 1
    reached = end
  }
  return total - away
}
