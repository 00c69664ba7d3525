import ICAL from 'ical.js'

// Days are counted from 1 January 1970, a local moment in milliseconds as if its clock ran in Greenwich: an event repeats by the
// calendar on its own wall, whatever the zone.

const dayLength = 86_400_000
const dayOf = (local: number): number => Math.floor(local / dayLength)

/** How something repeats, as the calendar says it; of what it says of hours and minutes nothing is needed. */
export interface Rule {
  every: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  count: number | null
  /** The last moment it may happen, in its own zone. */
  until: number | null
  /** 0 for Sunday. */
  weekStart: number
  months: readonly number[]
  weeks: readonly number[]
  yearDays: readonly number[]
  monthDays: readonly number[]
  /** `nth` is 0 for every such weekday. */
  weekdays: readonly { nth: number; weekday: number }[]
  positions: readonly number[]
}

/** Reads a rule, or null for one that says nothing sensible. `localOf` says a moment on the event's wall. */
export function readRule(written: string, localOf: (until: string) => number | null): Rule | null {
  try {
    const { freq, interval: each, count: times, until, parts, wkst } = ICAL.Recur.fromString(written)
    const paced = pacedByDays(freq, each ?? 1, times ?? null)
    if (!paced || (paced.isWithinDay && times == null && !until)) return null
    const { every, interval, count } = paced
    const numbers = (name: string): number[] => {
      const said = (parts as Record<string, unknown>)[name]
      return Array.isArray(said) ? said.map(Number).filter((each) => each !== 0 && Number.isInteger(each)) : []
    }
    const said = (parts as Record<string, unknown>).BYDAY
    return {
      every,
      interval: Math.max(1, Math.min(interval, 10_000)),
      count,
      until: until ? localOf(until.toString()) : null,
      weekStart: (Number(wkst ?? 2) + 6) % 7,
      months: numbers('BYMONTH'),
      weeks: numbers('BYWEEKNO'),
      yearDays: numbers('BYYEARDAY'),
      monthDays: numbers('BYMONTHDAY'),
      weekdays: Array.isArray(said) ? said.map((day) => weekdayOf(String(day))) : [],
      positions: numbers('BYSETPOS'),
    }
  } catch {
    return null
  }
}

type Paced = Pick<Rule, 'every' | 'interval' | 'count'> & { isWithinDay: boolean }

/** How something that repeats by the hour does so by the day: “every 48 hours” is every second day, four times within ten hours are one day. */
function pacedByDays(every: string, interval: number, count: number | null): Paced | null {
  if (every === 'DAILY' || every === 'WEEKLY' || every === 'MONTHLY' || every === 'YEARLY')
    return { every, interval, count, isWithinDay: false }
  const inADay = { HOURLY: 24, MINUTELY: 1440, SECONDLY: 86_400 }[every]
  if (!inADay) return null
  if (interval % inADay === 0) return { every: 'DAILY', interval: interval / inADay, count, isWithinDay: false }
  if (interval > inADay) return null
  return {
    every: 'DAILY',
    interval: 1,
    count: count && Math.ceil((count * interval) / inADay),
    isWithinDay: true,
  }
}

const weekdayNames = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const weekdayOf = (said: string) => ({
  nth: Number.parseInt(said, 10) || 0,
  weekday: weekdayNames.indexOf(said.slice(-2)),
})

/** How many days may still be looked at: a file of rules that never come true must not keep anybody waiting. */
export interface Patience {
  days: number
}

/**
 * The local moments at which something that begins at `start` happens by this rule, from `from` to `to`, in order. Each day is held
 * against the rule, so that no rule can go on for ever. A rule that counts is followed from its beginning.
 */
export function repeats(start: number, rule: Rule, from: number, to: number, patience: Patience): number[] {
  const first = dayOf(start)
  const last = dayOf(Math.min(to, rule.until ?? to))
  const timeOfDay = start - first * dayLength
  const filled = filledIn(rule, first)
  const found: number[] = []
  let counted = 0
  const begin = rule.count === null ? Math.max(0, periodsBetween(filled, first, dayOf(from)) - 1) : 0
  for (let period = begin; ; period++) {
    const [opens, closes] = periodAt(filled, first, period)
    if (opens > last || patience.days <= 0) return found
    patience.days -= 1 + closes - opens
    for (const day of picked(filled, opens, closes)) {
      if (day < first) continue
      if (rule.count !== null && ++counted > rule.count) return found
      const moment = day * dayLength + timeOfDay
      if (moment > to || (rule.until !== null && moment > rule.until)) return found
      if (moment >= from) found.push(moment)
    }
  }
}

/** A rule leaves out what its first day says: every month means every month on that day of it. */
function filledIn(rule: Rule, first: number): Rule {
  const { months, weeks, yearDays, monthDays, weekdays } = rule
  const { month, day, weekday } = partsOf(first)
  const saysDay = weeks.length + yearDays.length + monthDays.length + weekdays.length > 0
  if (rule.every === 'DAILY') return rule
  if (rule.every === 'WEEKLY') return weekdays.length > 0 ? rule : { ...rule, weekdays: [{ nth: 0, weekday }] }
  if (rule.every === 'MONTHLY') return saysDay ? rule : { ...rule, monthDays: [day] }
  if (weeks.length > 0 && weekdays.length + monthDays.length + yearDays.length === 0)
    return { ...rule, weekdays: [{ nth: 0, weekday }] }
  if (saysDay) return rule
  return { ...rule, months: months.length > 0 ? months : [month], monthDays: [day] }
}

/** Whole periods of the rule between the period of one day and that of another. */
function periodsBetween({ every, interval, weekStart }: Rule, first: number, day: number): number {
  const units = {
    DAILY: () => day - first,
    WEEKLY: () => Math.floor((day - weekOf(first, weekStart)) / 7),
    MONTHLY: () => (partsOf(day).year - partsOf(first).year) * 12 + partsOf(day).month - partsOf(first).month,
    YEARLY: () => partsOf(day).year - partsOf(first).year,
  }
  return Math.floor(units[every]() / interval)
}

/** The first and the last day of the period that comes so many after the first day's. */
function periodAt(
  { every, interval, weekStart }: Rule,
  first: number,
  period: number,
): [opens: number, closes: number] {
  const steps = period * interval
  if (every === 'DAILY') return [first + steps, first + steps]
  if (every === 'WEEKLY') return [weekOf(first, weekStart) + steps * 7, weekOf(first, weekStart) + steps * 7 + 6]
  const { year, month } = partsOf(first)
  return every === 'MONTHLY'
    ? [dayNumber(year, month + steps, 1), dayNumber(year, month + steps + 1, 1) - 1]
    : [dayNumber(year + steps, 1, 1), dayNumber(year + steps + 1, 1, 1) - 1]
}

function picked(rule: Rule, opens: number, closes: number): number[] {
  const fitting: number[] = []
  for (let day = opens; day <= closes; day++) if (fits(rule, day)) fitting.push(day)
  if (rule.positions.length === 0) return fitting
  return fitting.filter((_, at) => rule.positions.includes(at + 1) || rule.positions.includes(at - fitting.length))
}

function fits(rule: Rule, number: number): boolean {
  const { year, month, day, weekday } = partsOf(number)
  const { months, monthDays, yearDays, weeks, weekdays } = rule
  return (
    (months.length === 0 || months.includes(month)) &&
    (weekdays.length === 0 || weekdays.some((each) => each.weekday === weekday)) &&
    (monthDays.length === 0 || isAmong(monthDays, day, lengthOfMonth(year, month))) &&
    (yearDays.length === 0 || isAmong(yearDays, number - dayNumber(year, 1, 1) + 1, lengthOfYear(year))) &&
    (weeks.length === 0 || weeks.some((week) => isInWeek(week, number, year, rule.weekStart))) &&
    (weekdays.length === 0 || isNthWeekday(rule, number))
  )
}

/** “The second Tuesday” is of the month, unless the rule speaks of years and names none. */
function isNthWeekday({ every, months, weekdays }: Rule, number: number): boolean {
  const { year, month, day, weekday } = partsOf(number)
  const asked = weekdays.filter((each) => each.weekday === weekday)
  if (every === 'WEEKLY' || every === 'DAILY' || asked.some(({ nth }) => nth === 0)) return true
  const [place, length] =
    every === 'YEARLY' && months.length === 0
      ? [number - dayNumber(year, 1, 1) + 1, lengthOfYear(year)]
      : [day, lengthOfMonth(year, month)]
  return asked.some(({ nth }) => (nth > 0 ? Math.ceil(place / 7) : -Math.ceil((length - place + 1) / 7)) === nth)
}

const lengthOfMonth = (year: number, month: number): number => dayNumber(year, month + 1, 1) - dayNumber(year, month, 1)
const lengthOfYear = (year: number): number => dayNumber(year + 1, 1, 1) - dayNumber(year, 1, 1)

const isAmong = (said: readonly number[], place: number, length: number): boolean =>
  said.includes(place) || said.includes(place - length - 1)

/** Weeks are numbered as ISO 8601 does, with the rule's own first day: the first has at least four days of the year. */
function isInWeek(week: number, day: number, year: number, weekStart: number): boolean {
  const firstOf = (of: number) => weekOf(dayNumber(of, 1, 4), weekStart)
  if (week > 0) {
    const opens = firstOf(year) + (week - 1) * 7
    return day >= opens && day < opens + 7
  }
  const opens = firstOf(year + 1) + week * 7
  return day >= opens && day < opens + 7
}

const weekOf = (day: number, weekStart: number): number => day - ((((day + 4 - weekStart) % 7) + 7) % 7)

/** Months beyond twelve go on into the next years. */
const dayNumber = (year: number, month: number, day: number): number => {
  const moment = new Date(0)
  moment.setUTCFullYear(year, month - 1, day)
  return dayOf(moment.getTime())
}

function partsOf(day: number) {
  const moment = new Date(day * dayLength)
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    day: moment.getUTCDate(),
    weekday: moment.getUTCDay(),
  }
}
