import { addDays, type Day, isDay } from './day.ts'
import { fiscalPart } from './fiscal.ts'

/** What a date in a text is read against. */
export interface DateContext {
  /** The day the document is read on. A date without a year is the latest that is not after it. */
  refDate: Day
  /** The year a heading above says. */
  year?: number | null
  /** First month of the fiscal year whose quarters and halves are meant, 1-12; January unless said. */
  fiscalYearStart?: number
}

/** A date as written. A month, quarter, half or year stands for its first day: work never counts as fresher than it is. */
export interface WrittenDate {
  day: Day
  /** The text without its dates and the small words around them; empty if the text is a date and nothing else. */
  rest: string
}

const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const day = '(\\d{1,2})(?:st|nd|rd|th)?'
const year = '((?:19|20)\\d{2})'
const dash = '\\s?(?:-|–|—|to)\\s?'
const through = `(?:${dash}\\d{1,2}(?:st|nd|rd|th)?)?`

type Reader = [pattern: RegExp, read: (found: string[], context: DateContext) => Day | null]

const reader = (source: string, read: Reader[1]): Reader => [
  new RegExp(`(?<![\\w./-])${source}(?![\\w/]|-\\w)`, 'gi'),
  read,
]

// The first that matches at the earliest place wins, so the longer forms stand before those they contain.
const withYear: Reader[] = [
  reader(`${year}[-/.](\\d{2})[-/.](\\d{2})`, ([y, m, d]) => `${y}-${m}-${d}`),
  reader(`${year}-?w(\\d{1,2})`, ([y, w]) => weekStart(Number(y), Number(w))),
  reader(`${year}-(\\d{2})`, ([y, m]) => `${y}-${m}-01`),
  reader(`${day}\\s${month}${dash}\\d{1,2}\\s[a-z]{3,9}\\.?,?\\s${year}`, ([d, m, y]) => dayOf(y!, m!, d!)),
  reader(`${day}${through}\\s(?:of\\s)?${month},?\\s${year}`, ([d, m, y]) => dayOf(y!, m!, d!)),
  reader(`${month}\\s${day}${through},?\\s${year}`, ([m, d, y]) => dayOf(y!, m!, d!)),
  reader(`${month}${dash}[a-z]{3,9}\\.?,?\\s${year}`, ([m, y]) => dayOf(y!, m!, '1')),
  reader(`${month},?\\s${year}`, ([m, y]) => dayOf(y!, m!, '1')),
  reader(`q([1-4])(?:${dash}q[1-4])?[\\s,’']{0,2}${year}`, ([q, y], at) => quarterStart(y!, q!, at)),
  reader(`${year}[\\s-]{0,3}q([1-4])(?:${dash}q[1-4])?`, ([y, q], at) => quarterStart(y!, q!, at)),
  reader(`h([12])[\\s,’']{0,2}${year}`, ([h, y], at) => halfStart(y!, h!, at)),
  reader(`${year}[\\s-]{0,3}h([12])`, ([y, h], at) => halfStart(y!, h!, at)),
  reader(`(?:week|wk|cw|kw)\\s?(\\d{1,2}),?\\s(?:of\\s)?${year}`, ([w, y]) => weekStart(Number(y), Number(w))),
]

const withoutYear: Reader[] = [
  reader(`${day}${through}\\s(?:of\\s)?${month}`, ([d, m], at) => latest(at, (y) => dayOf(y, m!, d!))),
  reader(`${month}\\s${day}${through}`, ([m, d], at) => latest(at, (y) => dayOf(y, m!, d!))),
  reader(month, ([m], at) => latest(at, (y) => dayOf(y, m!, '1'))),
  reader(`q([1-4])(?:${dash}q[1-4])?`, ([q], at) => latest(at, (y) => quarterStart(y, q!, at))),
  reader('h([12])', ([h], at) => latest(at, (y) => halfStart(y, h!, at))),
  reader('(?:week|wk|cw|kw)\\s?(\\d{1,2})', ([w], at) => latest(at, (y) => weekStart(Number(y), Number(w)))),
]

// “22.10.” and “14/10” without a year. “3/9” is March to some and September to others, so it says nothing.
const numbers: Reader[] = [
  reader('(\\d{1,2})\\.(\\d{1,2})\\.', ([d, m], at) => latest(at, (y) => `${y}-${two(m!)}-${two(d!)}`)),
  reader('(\\d{1,2})/(\\d{1,2})', ([a, b], at) => {
    const [d, m] = Number(a) > 12 ? [a, b] : Number(b) > 12 ? [b, a] : [null, null]
    return d && m ? latest(at, (y) => `${y}-${two(m)}-${two(d)}`) : null
  }),
]

const yearAlone: Reader[] = [reader(year, ([y]) => `${y}-01-01`)]

/** The date a heading gives to what stands under it: a year, half, quarter, month, week, day or range, with or without a name beside it. */
export function dateInHeading(text: string, context: DateContext): WrittenDate | null {
  if (text.length > LONGEST) return null
  return firstOf(withYear, text, context) ?? setApart(text, context) ?? firstOf(yearAlone, text, context)
}

/** The day a line says: with a year anywhere in it, without one only where it is set apart (“3 March: …”, “… (Q2)”). Never after `refDate`. */
export function dateInLine(text: string, context: DateContext): Day | null {
  const start = text.slice(0, LONGEST)
  const found =
    firstOf(withYear, start, context) ??
    setApart(start, context) ??
    (looksAhead.test(start) ? null : inPassing(start, context))
  return found && found.day <= context.refDate ? found.day : null
}

// A date is said early; a wall of text must not be searched for as long as it is.
const LONGEST = 2_000

// “May” and “March” are words too: without a year they are a date only where nothing else can be meant.
function setApart(text: string, context: DateContext): WrittenDate | null {
  const found = firstOf(withoutYear, text, context)
  if (!found) return null
  if (found.rest === '') return found
  const lead = text.search(/[:–—]|\s-\s/)
  const inBrackets = /\(([^()]{1,40})\)/.exec(text)?.[1] ?? ''
  for (const part of [lead > 0 ? text.slice(0, lead) : '', inBrackets]) {
    const alone = part === '' ? null : firstOf(withoutYear, part, context)
    if (alone?.rest === '') return { day: alone.day, rest: tidy(text.replace(part, ' ')) }
  }
  return null
}

const looksAhead = /\b(?:will|going to|plan(?:s|ned|ning)? (?:to|for)|upcoming|by|due|target)\b/i

/** “… in Sept”, “live since 22.10., …”, “14/10 shipped …”: a date after a word that makes it one, as the last words, or in front. */
function inPassing(text: string, context: DateContext): WrittenDate | null {
  const parts = [
    /^\d{1,2}[/.]\d{1,2}\.?(?=[\s:,])/.exec(text)?.[0],
    ...[...text.matchAll(/\b(?:in|on|since|during|from)\s(\d{1,2}[/.]\d{1,2}\.?|[^,;.:()]{3,24}(?=[,;.:)!]|$))/gi)].map(
      (found) => found[1],
    ),
    /[,;]\s([^,;.:()]{3,24})[.!]*$/.exec(text)?.[1],
    // Only these mean nothing else: “may” and “march” do.
    /\b(?:in|since|during)\s(q[1-4]|h[12]|jan(?:uary)?|feb(?:ruary)?|april|june|july|august|sept(?:ember)?|october|november|december)(?![\w’']|\s?\d)/i.exec(
      text,
    )?.[1],
  ]
  for (const part of parts) {
    const alone = part && (firstOf(withoutYear, part.trim(), context) ?? firstOf(numbers, part.trim(), context))
    if (alone && alone.rest === '') return { day: alone.day, rest: tidy(text.replace(part, ' ')) }
  }
  return null
}

function firstOf(readers: readonly Reader[], text: string, context: DateContext): WrittenDate | null {
  let first: { at: number; day: Day } | null = null
  for (const [pattern, read] of readers) {
    for (const found of text.matchAll(pattern)) {
      if (first && found.index >= first.at) break
      const day = read(found.slice(1), context)
      if (day && isDay(day)) {
        first = { at: found.index, day }
        break
      }
    }
  }
  return first && { day: first.day, rest: tidy(readers.reduce((left, [pattern]) => left.replace(pattern, ' '), text)) }
}

/** What is left when the dates are gone, without the words and signs that only belonged to them. */
const tidy = (text: string): string =>
  text
    .replace(/\(\s*\)|\[\s*\]/g, ' ')
    .replace(
      /^\W*(?:(?:week|w\/c|wc|w\/e|month|quarter|year|of|from|in|on|the|since|beginning|starting|ending|to|until|through|and|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\W*)*/i,
      '',
    )
    .replace(/(?:^|[\s,]+)(?:so far|to date|until now)\s*$/i, '')
    .replace(/(?:[\s,:;–—-]+(?:in|on|from|to|until|of|since|for))?[^\p{L}\p{N})\]”"’%+!?.]*$/u, '')
    .replace(/\s+/g, ' ')
    .trim()

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const two = (n: number | string): string => String(n).padStart(2, '0')

const dayOf = (year: string | number, name: string, day: string): Day =>
  `${year}-${two(names.indexOf(name.slice(0, 3).toLowerCase()) + 1)}-${two(day)}`

const quarterStart = (year: string | number, quarter: string, { fiscalYearStart = 1 }: DateContext): Day =>
  fiscalPart('quarter', Number(quarter), Number(year), fiscalYearStart).start

const halfStart = (year: string | number, half: string, { fiscalYearStart = 1 }: DateContext): Day =>
  fiscalPart('half', Number(half), Number(year), fiscalYearStart).start

/** Monday of an ISO week; week 1 holds 4 January. Null for a week the year does not have. */
function weekStart(year: number, week: number): Day | null {
  if (week < 1 || week > 53) return null
  const fourth = `${year}-01-04`
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7
  const monday = addDays(fourth, -weekday + (week - 1) * 7)
  return week === 53 && addDays(monday, 3).slice(0, 4) !== String(year) ? null : monday
}

// A fiscal year that opens in July is named for the next calendar year. Under a heading of 2025, its Q1 is the one that began in 2025.
function latest({ refDate, year }: DateContext, read: (year: number) => Day | null): Day | null {
  if (year) return [year, year + 1].map(read).find((day) => day?.startsWith(`${year}-`)) ?? read(year)
  const now = Number(refDate.slice(0, 4))
  const [next, thisYear] = [read(now + 1), read(now)]
  if (next && isDay(next) && next <= refDate) return next
  return thisYear && isDay(thisYear) && thisYear <= refDate ? thisYear : read(now - 1)
}
