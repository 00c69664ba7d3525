import type { DateTag } from './coach/types.ts'
import type { Day } from './day.ts'

/**
 * The day a text dates its work to, or null. A day or week is its last day; a month, quarter, half or year its first, so that
 * nothing counts as fresher than it is. What lies ahead, or whose year is a guess, dates nothing.
 */
export function recordDay(
  dates: readonly Pick<DateTag, 'text' | 'start' | 'end' | 'grain' | 'certain'>[],
  today: Day,
): Day | null {
  for (const date of dates) {
    const { start, end, grain, certain } = date
    const day = grain === 'day' || grain === 'week' ? end : start
    if (certain && day <= today && !isBackground(date)) return day
  }
  return null
}

// “Nine editions this year” is written down now, and “a year ago she was too shy to call” is told of something newer.
const isBackground = ({ text, grain }: Pick<DateTag, 'text' | 'grain'>): boolean =>
  /^(?:this|current) /i.test(text) || (grain === 'year' && !/\d\d$|\bFY|fiscal/i.test(text))
