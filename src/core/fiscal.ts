import { addMonths, type Day, lastDayOf, monthOf } from './day.ts'

/** Parts of a fiscal year, in months. */
const lengths = { quarter: 3, half: 6, year: 12 } as const
export type FiscalUnit = keyof typeof lengths

export interface Stretch {
  start: Day
  end: Day
}

/**
 * Part `n` (from 1) of a fiscal year that opens in the month `opens` (1-12). The year is named for the calendar year it ends in: with
 * July, FY 2026 runs from July 2025 to June 2026. A whole year is its own part 1.
 */
export function fiscalPart(unit: FiscalUnit, n: number, year: number, opens: number): Stretch {
  const opening = `${String(opens === 1 ? year : year - 1).padStart(4, '0')}-${String(opens).padStart(2, '0')}`
  return stretchFrom(addMonths(opening, (n - 1) * lengths[unit]), lengths[unit])
}

/** The fiscal quarter, half or year that a day falls in, moved by `step` of them. */
export function fiscalPartOf(unit: FiscalUnit, day: Day, opens: number, step = 0): Stretch {
  const since = (Number(day.slice(5, 7)) - opens + 12) % lengths[unit]
  return stretchFrom(addMonths(monthOf(day), step * lengths[unit] - since), lengths[unit])
}

/** The fiscal year that a day falls in, by its name. */
export const fiscalYearOf = (day: Day, opens: number): number =>
  Number(fiscalPartOf('year', day, opens).end.slice(0, 4))

const stretchFrom = (first: string, months: number): Stretch => ({
  start: `${first}-01`,
  end: lastDayOf(addMonths(first, months - 1)),
})
