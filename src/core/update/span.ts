import { addDays, type Day, daysBetween } from '../day.ts'
import { monthNames } from '../day-words.ts'
import { fiscalPartOf, fiscalYearOf } from '../fiscal.ts'
import { Problem } from '../problem.ts'

/** A week from its first day to its last. */
export interface WeekSpan {
  from: Day
  to: Day
}

/** 0 for Sunday to 6 for Saturday; 4 January 1970 was a Sunday. */
const weekdayOf = (day: Day): number => ((daysBetween('1970-01-04', day) % 7) + 7) % 7

/** The week that a day falls in: from Sunday where dates are written month first, from Monday elsewhere. */
export function weekAround(day: Day, locale: string | null): WeekSpan {
  const first = locale === 'en-US' ? 0 : 1
  const from = addDays(day, -((weekdayOf(day) - first + 7) % 7))
  return { from, to: addDays(from, 6) }
}

/** A week as somebody names it: a day in it, or `2026-W26`; none is this week. */
export function weekNamed(name: string | null, today: Day, locale: string | null): WeekSpan {
  const week = name === null ? null : /^(\d{4})-W(\d{2})$/.exec(name)
  if (!week) return weekAround(name ?? today, locale)
  // The first week of a year is the one that holds 4 January, and its Thursday is in both ways of counting.
  const monday = weekAround(`${week[1]}-01-04`, null).from
  const thursday = addDays(monday, 7 * (Number(week[2]) - 1) + 3)
  if (Number(week[2]) < 1 || thursday.slice(0, 4) !== week[1])
    throw new Problem('invalid', `There is no week “${name}”. Name a day in it, such as 2026-06-22.`, 'week')
  return weekAround(thursday, locale)
}

/** “Week 13 of Q2, fiscal year 2026”; where the year begins in January, “Week 13 of Q2 2026”. */
export function quarterWords({ from, to }: WeekSpan, opens: number): string {
  // The quarter that most of the week lies in.
  const middle = addDays(from, 3)
  const quarter = fiscalPartOf('quarter', middle, opens)
  const year = fiscalPartOf('year', middle, opens)
  const n =
    Math.floor(
      (Number(quarter.start.slice(0, 4)) * 12 +
        Number(quarter.start.slice(5, 7)) -
        (Number(year.start.slice(0, 4)) * 12 + Number(year.start.slice(5, 7)))) /
        3,
    ) + 1
  const week = Math.floor(Math.max(0, daysBetween(quarter.start, to)) / 7) + 1
  const fiscal = fiscalYearOf(middle, opens)
  return opens === 1 ? `Week ${week} of Q${n} ${fiscal}` : `Week ${week} of Q${n}, fiscal year ${fiscal}`
}

/** “22 to 28 June 2026”, or “June 22 to 28, 2026” where dates are written month first. */
export function spanWords({ from, to }: WeekSpan, locale: string | null): string {
  const [a, b] = [partsOf(from), partsOf(to)]
  if (locale === 'en-US')
    return a.year !== b.year
      ? `${a.month} ${a.day}, ${a.year} to ${b.month} ${b.day}, ${b.year}`
      : `${a.month} ${a.day} to ${a.month === b.month ? '' : `${b.month} `}${b.day}, ${b.year}`
  return `${a.day}${a.month === b.month ? '' : ` ${a.month}`}${a.year === b.year ? '' : ` ${a.year}`} to ${b.day} ${b.month} ${b.year}`
}

/** “24 June 2026”, or “June 24, 2026”. */
export function dayWithYear(on: Day, locale: string | null): string {
  const { day, month, year } = partsOf(on)
  return locale === 'en-US' ? `${month} ${day}, ${year}` : `${day} ${month} ${year}`
}

const partsOf = (day: Day) => ({
  year: Number(day.slice(0, 4)),
  month: monthNames[Number(day.slice(5, 7)) - 1]!,
  day: Number(day.slice(8)),
})
