import type { Day, Month } from './day.ts'

export const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ')

/** `3 March 2026`; for a month, `March 2026`. */
export function dayWords(when: Day | Month): string {
  const [year, month, day] = when.split('-')
  const name = monthNames[Number(month) - 1]
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`
}
