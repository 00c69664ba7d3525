import { addDays, addMonths, type Day, isDay, lastDayOf, monthOf } from '../day.ts'
import { type FiscalUnit, fiscalPart, fiscalPartOf, fiscalYearOf, type Stretch } from '../fiscal.ts'
import { alone, type Clock, mondayOf, partOf, partWords, type Read, type Reader, yearOf } from './clock.ts'
import { monthReaders } from './months.ts'
import { hitsOf } from './scan.ts'
import type { DateTag } from './types.ts'

/** A date tag with its place in the text. */
export interface PlacedDate extends DateTag {
  at: number
}

/**
 * What the calendar library does not know or gets wrong: quarters, halves, fiscal years, months and years by themselves, last N weeks.
 * At most sixty.
 */
export function periodsIn(
  text: string,
  clock: Omit<Clock, 'ahead'>,
  isAhead: (at: number) => boolean = () => false,
): PlacedDate[] {
  const found: PlacedDate[] = []
  for (const [pattern, read] of readers) {
    for (const hit of hitsOf(pattern, text)) {
      if (found.length >= limit) return found
      if (found.some((other) => hit.start < other.at + other.text.length && other.at < hit.end)) continue
      const date = read(hit.groups, { ...clock, ahead: isAhead(hit.start) })
      if (date && isDay(date.start) && isDay(date.end) && date.start <= date.end)
        found.push({ text: hit.text.replace(/[\s.,]+$/, ''), ...date, at: hit.start })
    }
  }
  return found
}

/** A note with more dates than this is a table. */
const limit = 60

const year = '((?:20|19)\\d\\d)'
const fiscalYear = "(?:FY ?|fiscal(?: year)? (?='|20))'?((?:20)?\\d\\d)(?:[/-]((?:20)?\\d\\d))?"
const saidYear = `(?:[ /-]?(?:of )?(?:${fiscalYear}|${year}|'(\\d\\d)|(?:(last|this|current|next) (?:fiscal )?year)))?`
const ordinals = ['first', 'second', 'third', 'fourth']
const counts: Record<string, number> = {
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
const countWord = `(\\d{1,3}|${Object.keys(counts).join('|')}|couple of)`
// “the first quarter after launch”, “the last 30 days of the trial”: counted from an event, not from today
const ofAnEvent =
  '(?! (?:after|since|post|into|in a row|running|straight|following|of (?:the|our|my|a|an|its|their)\\b))'
// “by 2,000 hours”, “in 2000 cases”: a count
const countsThings = '(?! ?(?:to|→|->|-) ?\\d| (?:[a-z]+s|people|staff|percent)\\b| ?%)'

const readers: readonly Reader[] = [
  ...monthReaders,
  [
    alone(`(start|beginning|end) of (?:the )?(last|this) (week|month|quarter|half|year)`),
    ([edge, which, unit], clock) => edgeOf(edge!, relative(which!, unit!, clock)),
  ],
  [
    alone(`(?:(${partWords})[ -])?${fiscalYear}[ -]?([QH])([1-4])`),
    ([part, ...rest], clock) => afterYear(part, rest, clock),
  ],
  [
    alone(`(?:(${partWords})[ -])?${year}[ /-]?([QH])([1-4])`, 'g'),
    ([part, y, unit, n], clock) => coded(part, unit!, n!, Number(y), clock),
  ],
  [
    alone(`Q([1-4])${saidYear} ?(?:-|–|—|to|through|→) ?Q([1-4])${saidYear}`),
    (groups, clock) => quarters(groups, clock),
  ],
  [
    alone(`(?:(${partWords})[ -])?(?:fiscal )?([QH])([1-4])${saidYear}`, 'g'),
    ([part, unit, n, ...said], clock) => coded(part, unit!, n!, yearSaid(said, clock), clock),
  ],
  [
    alone(`([1-4])([QH]) ?(?:FY ?)?'?(20\\d\\d|\\d\\d)`, 'g'),
    ([n, unit, y], clock) => coded(undefined, unit!, n!, yearOf(y!), clock),
  ],
  [
    alone(`(first|second|third|fourth|1st|2nd|3rd|4th|last) (quarter|half)(?: of)?${saidYear}${ofAnEvent}`),
    ([which, unit, ...said], clock) => ordinal(which!, unit!, yearSaid(said, clock), clock),
  ],
  [
    alone(`(?:(${partWords})[ -])?${fiscalYear}`),
    ([part, y, second], { opens }) => partOfYear(part, fiscalPart('year', 1, yearOf(second ?? y!), opens)),
  ],
  [
    alone('(last|previous|this|current|next) (?:fiscal year|FY)'),
    ([which], { today, opens }) => whole('year', fiscalPartOf('year', today, opens, stepOf(which!))),
  ],
  [
    alone(
      `(?<!\\bthe )(next) (quarter|half|year|month|week)|(last|previous|this|current) (quarter|half|year|month|week)${ofAnEvent}(?! (?:hour|day|an?)\\b)`,
    ),
    ([next, unit, which, its], clock) => relative((next ?? which)!, (unit ?? its)!, clock),
  ],
  [alone(`past (quarter|year|month|week)${ofAnEvent}`), ([unit], clock) => lastUnits(1, unit!, clock)],
  [
    alone(`(?:last|past|previous) ${countWord} (day|week|month|quarter|year)s${ofAnEvent}`),
    ([n, unit], clock) => lastUnits(countOf(n!), unit!, clock),
  ],
  [
    alone('EOY|end of (?:the )?year|(?<=\\b(?:by|at|before|until|since|for) (?:the )?)year[- ]end(?! [a-z]+ing\\b)'),
    (_groups, clock) => endOfYear(clock),
  ],
  [alone(`(${partWords})[ -]${year}`), ([part, y]) => partOfYear(part, { start: `${y}-01-01`, end: `${y}-12-31` })],
  [
    alone(
      `(?<=\\b(?:in|since|during|throughout|until|till|by|from|before|(?:end|start|half|rest|most|part|course|spring|summer|autumn|fall|winter|quarter) of) )(20[0-3]\\d|199\\d)${countsThings}`,
    ),
    ([y]) => ({ start: `${y}-01-01`, end: `${y}-12-31`, grain: 'year', certain: true }),
  ],
]

const countOf = (written: string): number =>
  counts[written.toLowerCase()] ?? (/^\d/.test(written) ? Number(written) : 2)

const whole = (unit: FiscalUnit, stretch: Stretch, certain = true): Read => ({ ...stretch, grain: unit, certain })

const partOfYear = (part: string | undefined, stretch: Stretch): Read =>
  part ? { ...partOf(stretch, part), grain: 'month', certain: true } : whole('year', stretch)

type Said = readonly (string | undefined)[]

/** The fiscal year that is said beside a quarter or half; null where none is. Of “FY25/26” it is the later one. */
function yearSaid([fiscal, second, calendar, short, which]: Said, { today, opens }: Clock): number | null {
  const written = second ?? fiscal ?? calendar ?? short
  if (written !== undefined) return yearOf(written)
  return which === undefined ? null : fiscalYearOf(today, opens) + stepOf(which)
}

const afterYear = (part: string | undefined, [fiscal, second, unit, n]: Said, clock: Clock): Read | null =>
  coded(part, unit!, n!, yearOf((second ?? fiscal)!), clock)

/** “Q3” or “H1”, of the fiscal year that is said, or else the latest that has begun. */
function coded(part: string | undefined, letter: string, n: string, year: number | null, clock: Clock): Read | null {
  const unit = letter.toLowerCase() === 'q' ? 'quarter' : 'half'
  if (unit === 'half' && Number(n) > 2) return null
  const inYear = (y: number): Stretch => {
    const stretch = fiscalPart(unit, Number(n), y, clock.opens)
    return part ? partOf(stretch, part) : stretch
  }
  const found = inYear(year ?? latestYear(inYear, clock))
  return part ? { ...found, grain: 'month', certain: year !== null } : whole(unit, found, year !== null)
}

/** The fiscal year of the latest such stretch that has begun, or of the next that has not ended if the text looks ahead. */
function latestYear(inYear: (year: number) => Stretch, { today, ahead }: Clock): number {
  const now = Number(today.slice(0, 4))
  const years = [now - 1, now, now + 1, now + 2]
  return ahead ? years.find((y) => inYear(y).end >= today)! : years.findLast((y) => inYear(y).start <= today)!
}

/** “Q4 2025 to Q1 2026”, “Q2–Q3”: from the first one's start to the last one's end. */
function quarters(groups: Said, clock: Clock): Read | null {
  const [a, b] = [groups[0]!, groups[6]!]
  const [yearA, yearB] = [yearSaid(groups.slice(1, 6), clock), yearSaid(groups.slice(7), clock)]
  const last = coded(undefined, 'q', b, yearB ?? (a < b ? yearA : null), clock)!
  const back = ((Number(b) - Number(a) + 3) % 4) + 1
  if (a === b && yearA === null) return null
  const start =
    yearA === null
      ? `${addMonths(monthOf(last.start), -3 * back)}-01`
      : fiscalPart('quarter', Number(a), yearA, clock.opens).start
  return { ...last, start }
}

function ordinal(which: string, unit: string, year: number | null, clock: Clock): Read | null {
  const isHalf = unit.toLowerCase() === 'half'
  if (which.toLowerCase() === 'last')
    return year === null ? null : coded(undefined, isHalf ? 'h' : 'q', isHalf ? '2' : '4', year, clock)
  const n = ordinals.indexOf(which.toLowerCase()) + 1 || Number(which[0])
  return isHalf && n > 2 ? null : coded(undefined, isHalf ? 'h' : 'q', String(n), year, clock)
}

const stepOf = (which: string): number => (/^(?:this|current)$/i.test(which) ? 0 : /^next$/i.test(which) ? 1 : -1)

/** The week, month or calendar year, or the fiscal quarter or half, that is meant by “last”, “this” or “next”. */
function relative(which: string, written: string, { today, opens }: Clock): Read {
  const step = stepOf(which)
  const unit = written.toLowerCase()
  if (unit === 'week') {
    const monday = addDays(mondayOf(today), step * 7)
    return { start: monday, end: addDays(monday, 6), grain: 'week', certain: true }
  }
  if (unit === 'month') {
    const month = addMonths(monthOf(today), step)
    return { start: `${month}-01`, end: lastDayOf(month), grain: 'month', certain: true }
  }
  if (unit === 'year') return whole('year', fiscalPartOf('year', today, 1, step))
  return whole(unit as FiscalUnit, fiscalPartOf(unit as FiscalUnit, today, opens, step))
}

function edgeOf(edge: string, { start, end }: Read): Read {
  const day = edge.toLowerCase() === 'end' ? end : start
  return { start: day, end: day, grain: 'day', certain: true }
}

function endOfYear({ today, ahead }: Clock): Read {
  const year = Number(today.slice(0, 4)) - (ahead || today.slice(5) >= '12-01' ? 0 : 1)
  return { start: `${year}-12-01`, end: `${year}-12-31`, grain: 'month', certain: false }
}

const monthsIn: Record<string, number> = { month: 1, quarter: 3, year: 12 }

/** So many days, weeks, months, quarters or years back from today, and up to it. */
function lastUnits(n: number, written: string, { today }: Clock): Read {
  const unit = written.toLowerCase()
  if (unit === 'day' || unit === 'week')
    return { start: addDays(today, -n * (unit === 'day' ? 1 : 7)), end: today, grain: unit, certain: true }
  return { start: monthsBack(today, n * monthsIn[unit]!), end: today, grain: unit as FiscalUnit, certain: true }
}

function monthsBack(today: Day, n: number): Day {
  const month = addMonths(monthOf(today), -n)
  const same = `${month}-${today.slice(8)}`
  return isDay(same) ? same : lastDayOf(month)
}
