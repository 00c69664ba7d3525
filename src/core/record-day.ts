import type { DateTag } from './coach/types.ts'
import type { Day } from './day.ts'

/**
 * The day a text dates its work to, or null. A day or week is its last day; a month, quarter, half or year its first, so that
 * nothing counts as fresher than it is. What lies ahead, or whose year is a guess, dates nothing.
 */
export function recordDay(
  dates: readonly Pick<DateTag, 'start' | 'end' | 'grain' | 'certain'>[],
  today: Day,
): Day | null {
  for (const { start, end, grain, certain } of dates) {
    const day = grain === 'day' || grain === 'week' ? end : start
    if (certain && day <= today) return day
  }
  return null
}
