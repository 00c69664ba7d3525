import { addDays, addMonths, type Day, isDay, lastDayOf, monthOf } from '../day.ts'
import { hitsOf } from './scan.ts'
import type { DateOptions, DateTag } from './types.ts'

/** A date tag with its place in the text. */
export interface PlacedDate extends DateTag {
  at: number
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const year = '(20\\d\\d|19[89]\\d)'
const dayOf = '(\\d{1,2})(?:st|nd|rd|th)?'
const ordinals: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
}
const counts: Record<string, number> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  few: 3,
}

interface Clock {
  today: Day
  fiscalStart: number
  /** The text speaks of what is still to come, so the next such date is meant, not the last. */
  ahead: boolean
}

type Reader = [
  pattern: RegExp,
  read: (groups: readonly (string | undefined)[], clock: Clock) => Omit<DateTag, 'text'> | null,
]

/** What the calendar library does not know: quarters, halves, fiscal years, months and years by themselves, last N weeks. */
export function periodsIn(text: string, today: Day, options: DateOptions, ahead: boolean): PlacedDate[] {
  const clock: Clock = { today, fiscalStart: options.fiscalYearStart ?? 1, ahead }
  const found: PlacedDate[] = []
  for (const [pattern, read] of readers) {
    for (const hit of hitsOf(pattern, text)) {
      if (found.length >= limit) return found
      if (found.some((other) => hit.start < other.at + other.text.length && other.at < hit.end)) continue
      const date = read(hit.groups, clock)
      if (date && isDay(date.start) && isDay(date.end)) found.push({ text: hit.text, ...date, at: hit.start })
    }
  }
  return found
}

/** A note with more dates than this is a table. */
const limit = 60

const edge = (source: string, flags = 'gi'): RegExp => new RegExp(`(?<![\\w.-])(?:${source})(?![\\w-]|\\.\\d)`, flags)

const readers: readonly Reader[] = [
  [
    edge('(\\d{4})-(\\d\\d)-(\\d\\d)'),
    ([y, m, d]) => ({ start: `${y}-${m}-${d}`, end: `${y}-${m}-${d}`, grain: 'day', certain: true }),
  ],
  [
    edge(`${dayOf}(?: ?${month})? ?(?:-|–|to|until|through) ?${dayOf} ${month}(?:,? ${year})?`),
    ([d1, m1, d2, m2, y], clock) => days(numberOf(m1 ?? m2), d1!, numberOf(m2), d2!, y, clock),
  ],
  [
    edge(`${month} ${dayOf} ?(?:-|–|to|until|through) ?(?:${month} )?${dayOf}(?:,? ${year})?`),
    ([m1, d1, m2, d2, y], clock) => days(numberOf(m1), d1!, numberOf(m2 ?? m1), d2!, y, clock),
  ],
  [
    edge(`${dayOf}(?: of)? ${month}(?:,? ${year})?`),
    ([d, m, y], clock) => days(numberOf(m), d!, numberOf(m), d!, y, clock),
  ],
  [
    edge(`${month} ${dayOf}(?:,? ${year})?(?! ?%)`),
    ([m, d, y], clock) => days(numberOf(m), d!, numberOf(m), d!, y, clock),
  ],
  [
    edge('end of (last|this) (month|quarter|year)'),
    ([which, unit], clock) => lastDay(relativePeriod(which!.toLowerCase(), unit!.toLowerCase(), clock)),
  ],
  [
    edge(`${month}(?: ?${year})? ?(?:-|–|to|until|through) ?${month} ?${year}`),
    ([m1, y1, m2, y2]) => months(numberOf(m1), Number(y1 ?? y2), numberOf(m2), Number(y2), true),
  ],
  [
    edge(`(?:FY ?(\\d{4}|\\d\\d) )?Q([1-4]) ?(?:-|–|to|→) ?Q([1-4])(?: ${year})?`),
    ([fy, a, b, y], clock) => spanOf('quarter', Number(a), Number(b), yearOf(fy ?? y), clock),
  ],
  [edge(`FY ?(\\d{4}|\\d\\d)[ -]?Q([1-4])`), ([fy, n], clock) => partOf('quarter', Number(n), yearOf(fy), clock)],
  [edge(`FY ?(\\d{4}|\\d\\d)[ -]?H([12])`), ([fy, n], clock) => partOf('half', Number(n), yearOf(fy), clock)],
  [
    edge(`Q([1-4])(?:[ /-]?(?:FY ?)?(?:${year}|['’](\\d\\d))|[ /-]?FY ?(\\d\\d))?`, 'g'),
    ([n, y, short, fy], clock) => partOf('quarter', Number(n), yearOf(y ?? short ?? fy), clock),
  ],
  [
    edge(`H([12])(?:[ /-]?(?:FY ?)?(?:${year}|['’](\\d\\d))|[ /-]?FY ?(\\d\\d))?`, 'g'),
    ([n, y, short, fy], clock) => partOf('half', Number(n), yearOf(y ?? short ?? fy), clock),
  ],
  [
    edge(`(first|second|third|fourth|1st|2nd|3rd|4th) (quarter|half)(?: of (?:FY ?)?${year})?`),
    ([which, unit, y], clock) => ordinalPart(ordinals[which!.toLowerCase()]!, unit!, y, clock),
  ],
  [edge('FY ?(\\d{4}|\\d\\d)', 'g'), ([fy], { fiscalStart }) => fiscalYear(yearOf(fy)!, fiscalStart)],
  [
    edge('(last|previous|past|this|current|next) (quarter|half|year|month|week)'),
    ([which, unit], clock) => relativePeriod(which!.toLowerCase(), unit!.toLowerCase(), clock),
  ],
  [edge('(?:EOY|end of (?:the )?year|year[- ]end)'), (_groups, clock) => endOfYear(clock)],
  [
    edge(
      '(?:last|past|previous) (\\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|few) (day|week|month|quarter|year)s',
    ),
    ([n, unit], clock) => lastUnits(countOf(n!), unit!.toLowerCase(), clock),
  ],
  [
    edge(`(early|mid|late)[ -]${month}(?:,? ${year})?`),
    ([part, m, y], clock) => partOfMonth(part!.toLowerCase(), numberOf(m), y, clock),
  ],
  [
    edge(
      `(?:(?<=\\b(?:in|since|by|until|till|during|of|from|for|end of|last|to|before|after) )|(?<=[A-Z]\\w+ ))${month} ${year}`,
    ),
    ([m, y]) => months(numberOf(m), Number(y), numberOf(m), Number(y), true),
  ],
  [edge(`${month},? ${year}`), ([m, y]) => months(numberOf(m), Number(y), numberOf(m), Number(y), true)],
  [
    edge(`(?<=\\b(?:in|since|by|until|till|during|from|last|of) )${month}(?! \\d|\\.? ?\\d{1,2}\\b)`),
    ([m], clock) => monthAlone(numberOf(m), clock),
  ],
  [
    edge(`(?<=\\b(?:in|since|during|by|until|of|from|before|throughout) )${year}(?! (?:[a-z]+s\\b))`),
    ([y]) => ({ start: `${y}-01-01`, end: `${y}-12-31`, grain: 'year', certain: true }),
  ],
]

const numberOf = (name: string | undefined): number => monthNames.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
const countOf = (written: string): number => counts[written.toLowerCase()] ?? Number(written)
const two = (n: number): string => String(n).padStart(2, '0')
const yearOf = (written: string | undefined): number | null =>
  written === undefined ? null : written.length === 2 ? 2000 + Number(written) : Number(written)

const months = (m1: number, y1: number, m2: number, y2: number, certain: boolean): Omit<DateTag, 'text'> => ({
  start: `${y1}-${two(m1)}-01`,
  end: lastDayOf(`${y2}-${two(m2)}`),
  grain: 'month',
  certain,
})

function days(
  m1: number,
  d1: string,
  m2: number,
  d2: string,
  y: string | undefined,
  { today, ahead }: Clock,
): Omit<DateTag, 'text'> {
  const at = (year: number) => ({
    start: `${m1 > m2 ? year - 1 : year}-${two(m1)}-${two(Number(d1))}`,
    end: `${year}-${two(m2)}-${two(Number(d2))}`,
  })
  const chosen = y ? Number(y) : nearestYear(Number(today.slice(0, 4)), at, today, ahead)
  return { ...at(chosen), grain: 'day', certain: y !== undefined }
}

const lastDay = (date: Omit<DateTag, 'text'> | null): Omit<DateTag, 'text'> | null =>
  date && { ...date, start: date.end, grain: 'day' }

/** The month meant by its name alone: the last one that has begun, or the next one if the text looks ahead. */
function monthAlone(m: number, { today, ahead }: Clock): Omit<DateTag, 'text'> {
  const thisYear = Number(today.slice(0, 4))
  const y = nearestYear(thisYear, (candidate) => months(m, candidate, m, candidate, false), today, ahead)
  return months(m, y, m, y, false)
}

function nearestYear(
  thisYear: number,
  at: (year: number) => { start: Day; end: Day },
  today: Day,
  ahead: boolean,
): number {
  if (ahead) return at(thisYear).end >= today ? thisYear : thisYear + 1
  return at(thisYear).start <= today ? thisYear : thisYear - 1
}

function partOfMonth(part: string, m: number, y: string | undefined, clock: Clock): Omit<DateTag, 'text'> {
  const whole = y ? months(m, Number(y), m, Number(y), true) : monthAlone(m, clock)
  const key = monthOf(whole.start)
  const days = { early: [`${key}-01`, `${key}-10`], mid: [`${key}-11`, `${key}-20`], late: [`${key}-21`, whole.end] }[
    part
  ]!
  return { start: days[0]!, end: days[1]!, grain: 'month', certain: whole.certain }
}

const sizes = { quarter: 3, half: 6 } as const

/** Part n of a fiscal year, which is named for the calendar year it ends in. */
function fiscalPart(
  unit: 'quarter' | 'half',
  n: number,
  fiscal: number,
  fiscalStart: number,
): { start: Day; end: Day } {
  const opening = `${fiscalStart === 1 ? fiscal : fiscal - 1}-${two(fiscalStart)}`
  const first = addMonths(opening, (n - 1) * sizes[unit])
  return { start: `${first}-01`, end: lastDayOf(addMonths(first, sizes[unit] - 1)) }
}

function partOf(
  unit: 'quarter' | 'half',
  n: number,
  fiscal: number | null,
  { today, fiscalStart, ahead }: Clock,
): Omit<DateTag, 'text'> {
  if (fiscal !== null) return { ...fiscalPart(unit, n, fiscal, fiscalStart), grain: unit, certain: true }
  const latest = Number(today.slice(0, 4)) + 1
  const candidates = [latest - 2, latest - 1, latest, latest + 1].map((year) => fiscalPart(unit, n, year, fiscalStart))
  const chosen = ahead
    ? candidates.find((part) => part.end >= today)!
    : candidates.findLast((part) => part.start <= today)!
  return { ...chosen, grain: unit, certain: false }
}

function spanOf(
  unit: 'quarter',
  a: number,
  b: number,
  fiscal: number | null,
  clock: Clock,
): Omit<DateTag, 'text'> | null {
  if (b < a) return null
  const last = partOf(unit, b, fiscal, clock)
  return { ...last, start: `${addMonths(monthOf(last.start), (a - b) * 3)}-01` }
}

function ordinalPart(n: number, unit: string, y: string | undefined, clock: Clock): Omit<DateTag, 'text'> | null {
  const size = unit.toLowerCase() === 'half' ? 'half' : 'quarter'
  return size === 'half' && n > 2 ? null : partOf(size, n, yearOf(y), clock)
}

function fiscalYear(fiscal: number, fiscalStart: number): Omit<DateTag, 'text'> {
  return {
    start: fiscalPart('half', 1, fiscal, fiscalStart).start,
    end: fiscalPart('half', 2, fiscal, fiscalStart).end,
    grain: 'year',
    certain: true,
  }
}

function endOfYear({ today, ahead }: Clock): Omit<DateTag, 'text'> {
  const thisYear = Number(today.slice(0, 4))
  const y = ahead || today.slice(5) >= '12-01' ? thisYear : thisYear - 1
  return months(12, y, 12, y, false)
}

function relativePeriod(which: string, unit: string, clock: Clock): Omit<DateTag, 'text'> | null {
  const step = which === 'this' || which === 'current' ? 0 : which === 'next' ? 1 : -1
  const { today, fiscalStart } = clock
  if (unit === 'week') {
    const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7) + step * 7)
    return { start: monday, end: addDays(monday, 6), grain: 'week', certain: true }
  }
  if (unit === 'month') {
    const key = addMonths(monthOf(today), step)
    return { start: `${key}-01`, end: lastDayOf(key), grain: 'month', certain: true }
  }
  if (unit === 'year') {
    const y = Number(today.slice(0, 4)) + step
    return { start: `${y}-01-01`, end: `${y}-12-31`, grain: 'year', certain: true }
  }
  const size = unit === 'half' ? 6 : 3
  const since = (Number(today.slice(5, 7)) - fiscalStart + 12) % size
  const first = addMonths(monthOf(today), -since + step * size)
  return {
    start: `${first}-01`,
    end: lastDayOf(addMonths(first, size - 1)),
    grain: unit === 'half' ? 'half' : 'quarter',
    certain: true,
  }
}

function lastUnits(n: number, unit: string, { today }: Clock): Omit<DateTag, 'text'> {
  if (unit === 'day' || unit === 'week')
    return { start: addDays(today, -n * (unit === 'day' ? 1 : 7)), end: today, grain: unit, certain: true }
  const back = addMonths(monthOf(today), -n * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12))
  const asked = `${back}-${today.slice(8)}`
  return {
    start: isDay(asked) ? asked : lastDayOf(back),
    end: today,
    grain: unit === 'month' ? 'month' : unit === 'quarter' ? 'quarter' : 'year',
    certain: true,
  }
}
