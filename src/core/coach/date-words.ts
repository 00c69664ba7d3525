import { monthOf } from '../day.ts'
import { dayWords, monthNames } from '../day-words.ts'
import type { DateTag } from './types.ts'

/** A date as it is shown back: as it was written, or, where the year is only implied, what it was taken for, with a question mark. */
export function describeDate({ text, start, end, grain, certain }: DateTag): string {
  if (certain) return text
  if (grain === 'day') return `${start === end ? dayWords(start) : through(dayWords(start), dayWords(end))}?`
  const [first, last] = [monthOf(start), monthOf(end)]
  if (first !== last) return `${through(monthWords(first, 3), monthWords(last, 3))}?`
  return `${isPart(start, end) ? `${text}, ` : ''}${monthWords(first)}?`
}

const monthWords = (month: string, letters = 9): string =>
  `${monthNames[Number(month.slice(5)) - 1]!.slice(0, letters)} ${month.slice(0, 4)}`

/** “Oct 2025 – Dec 2025” says its year once. */
const through = (first: string, last: string): string =>
  `${first.slice(-4) === last.slice(-4) ? first.slice(0, -5) : first} – ${last}`

// “mid-May” is not all of May.
const isPart = (start: string, end: string): boolean => start.slice(8) !== '01' || Number(end.slice(8)) < 28
