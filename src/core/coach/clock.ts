import { addDays, addMonths, type Day, daysBetween, lastDayOf, monthOf } from '../day.ts'
import type { Stretch } from '../fiscal.ts'
import type { DateTag } from './types.ts'

/** What a date in a text is read against. */
export interface Clock {
  today: Day
  /** First month of the fiscal year, 1-12. */
  opens: number
  /** The text speaks of what is still to come, so the next such date is meant, not the last. */
  ahead: boolean
}

/** What a date comes to: a date tag without its words. */
export type Read = Omit<DateTag, 'text'>

/** A way in which dates are written, and what its groups come to; null if they are no date after all. */
export type Reader = readonly [
  pattern: RegExp,
  read: (groups: readonly (string | undefined)[], clock: Clock) => Read | null,
]

/** A pattern that stands by itself: no part of a word, a version or a number. */
export const alone = (source: string, flags = 'gi'): RegExp =>
  new RegExp(`(?<![\\w.-]|\\d[,/])(?:${source})(?![\\w-]|[.,]\\d)`, flags)

/** The year of the latest date that has begun, or, if the text looks ahead, of the next that has not ended. */
export function nearestYear(at: (year: number) => Stretch, { today, ahead }: Clock): number {
  const thisYear = Number(today.slice(0, 4))
  if (ahead) return at(thisYear).end >= today ? thisYear : thisYear + 1
  return at(thisYear).start <= today ? thisYear : thisYear - 1
}

/** “2026”, “’26” or “26”. */
export const yearOf = (written: string): number => (written.length === 2 ? 2000 + Number(written) : Number(written))

/** Monday of the week a day falls in. */
export const mondayOf = (day: Day): Day => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

export const two = (n: number): string => String(n).padStart(2, '0')

/** Words for a part of a stretch, as alternatives of a pattern: “mid-May”, “end of Q2”. */
export const partWords = 'early|mid|late|(?:the )?(?:start|beginning|middle|end) of(?: the)?'

/** Early, mid and late are thirds; the start and the end of more than a month are its first and last month. */
export function partOf(stretch: Stretch, words: string): Stretch {
  const opening = /early|start|beginning/i.test(words)
  const closing = /late|end/i.test(words)
  const [first, months] = [monthOf(stretch.start), Math.round(daysBetween(stretch.start, stretch.end) / 30.4)]
  if (months <= 1)
    return opening
      ? { start: stretch.start, end: `${first}-10` }
      : closing
        ? { start: `${first}-21`, end: stretch.end }
        : { start: `${first}-11`, end: `${first}-20` }
  const length = / of/i.test(words) && (opening || closing) ? 1 : Math.floor(months / 3)
  const from = addMonths(first, opening ? 0 : closing ? months - length : Math.floor((months - length) / 2))
  return { start: `${from}-01`, end: lastDayOf(addMonths(from, length - 1)) }
}
