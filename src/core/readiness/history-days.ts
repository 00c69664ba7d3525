import { addDays, addMonths, type Day, daysBetween, lastDayOf, type Month, monthOf } from '../day.ts'

// A line through every day of many years would say no more than one through the ends of its months, and take as long to draw as to read.
const daily = 45
const weekly = 270
const monthly = 40

/**
 * The days on which a trend from `from` to `to` has its points, oldest first: days on which something changed, thinned the longer the
 * time is, and the ends of months between them, so that the passing of time shows too. A day chosen stays chosen on later days, but
 * for the thinning.
 */
export function pointDays(changed: readonly Day[], from: Day, to: Day): Day[] {
  const inside = [...new Set(changed)].filter((day) => day >= from && day <= to).sort()
  const first = inside[0]
  if (!first) return []
  const span = daysBetween(first, to)
  const chosen = span <= daily ? inside : span <= weekly ? lastOfEach(inside, weekOf) : [first]
  const ends = monthEnds(first, to)
  const some = ends.length > monthly ? ends.filter((day) => Number(day.slice(5, 7)) % 3 === 0) : ends
  return [...new Set([...chosen, ...some])].sort()
}

/** Monday of the week. */
const weekOf = (day: Day): Day => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

const lastOfEach = (days: readonly Day[], groupOf: (day: Day) => string): Day[] => [
  ...new Map(days.map((day) => [groupOf(day), day])).values(),
]

function monthEnds(from: Day, to: Day): Day[] {
  const ends: Day[] = []
  for (let month: Month = monthOf(from); lastDayOf(month) <= to; month = addMonths(month, 1))
    ends.push(lastDayOf(month))
  return ends
}
