import { casual, GB, type ParsedResult } from 'chrono-node/en'
import { addDays, type Day, isDay, lastDayOf, monthOf } from '../day.ts'
import { type PlacedDate, periodsIn } from './periods.ts'
import { hitsOf } from './scan.ts'
import { aheadIn } from './tense.ts'
import type { DateOptions, DateTag } from './types.ts'

/**
 * The dates a text names, in text order, resolved from `refDate`; none without it. At most sixty. Accomplishments are past, so a date
 * without a year is the latest one unless the text looks ahead (coach specification 7).
 */
export function datesOf(text: string, options: DateOptions): DateTag[] {
  const { refDate } = options
  if (!refDate || !isDay(refDate) || !mayHoldDate.test(text)) return []
  const plain = hidden(text.replace(/[\u00a0\u2000-\u200a\u202f\t]/g, ' ').replace(/[‘’]/g, "'"), never)
  const isAhead = aheadIn(plain)
  const ours = periodsIn(plain, { today: refDate, opens: options.fiscalYearStart ?? 1 }, isAhead)
  const rest = hidden(withoutDates(plain, ours), notCalendar)
  const theirs = calendarDates(rest, refDate, options.locale ?? 'en-US', isAhead)
  return [...ours, ...theirs]
    .filter((date) => !isBaseline(date, plain))
    .sort((a, b) => a.at - b.at)
    .slice(0, limit)
    .map(({ at, ...date }) => ({ ...date, text: text.slice(at, at + date.text.length) }))
}

type ParsedComponents = ParsedResult['start']

const limit = 60
// The library's patterns are slow on long runs, so a long text is read line by line and each piece is short.
const piece = 1000

// Most notes name no day. This is a part of a word for each form that is read.
const mayHoldDate =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|yesterday|today|tomorrow|ago|fy|eoy|year|quarter|half|month|week|past|last|fiscal|[qh][1-4]|[1-4][qh])|\d[/.-]\d|\b(?:20|19)\d\d\b/i

/** What looks like a date and is none. */
const never: readonly RegExp[] = [
  /https?:\/\/\S+/g,
  /(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,64}/g,
  /[#@][\w-]+/g,
  // “2 may have failed”, and the test that is called SAT
  /\bmay(?= (?!(?:and|to|in|at|for|with|by|we|i|the|until|through|after|before|when|was|were|is|or|but)\b)[a-z])|\b(?:SAT|MON|SUN|MAR|DEC|WED)\b/g,
  /\bH[1-6] (?:tag|heading|title)s?\b/g,
  // the same period a year before is what something is measured against
  /\b(?:same|previous|prior) [a-z]+ (?:of )?(?:the )?(?:last|previous|prior) [a-z]+\b/gi,
]

const notCalendar: readonly RegExp[] = [
  // both of the same whole: scores
  /\d{1,2}\/(\d{1,2}) to \d{1,2}\/\1(?!\d)/gi,
  /(?<!\b(?:on|since|by|from|until)\s)(?<![\d/])\d{1,4}\/\d{1,4}(?![\d/])/gi,
  /(?<!\w)v?\d+\.\d+(?:\.\d+)*/g,
  /\band a half \w+ ago\b|\bevery (?:\w+ )?\w+|\w-(?:to(?:day|morrow)|yesterday)\b/gi,
  // “since Tuesday, 12 fixes”
  /(?<=\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},) ?\d+/gi,
  /\b\d+ ?(?:%|percent|x\b|k\b|ms\b)/gi,
]

function hidden(text: string, patterns: readonly RegExp[]): string {
  return patterns.reduce((masked, pattern) => blotted(masked, hitsOf(pattern, masked)), text)
}

const withoutDates = (text: string, dates: readonly PlacedDate[]): string =>
  blotted(
    text,
    dates.map(({ at, text: { length } }) => ({ start: at, end: at + length })).sort((a, b) => a.start - b.start),
  )

function blotted(text: string, spans: readonly { start: number; end: number }[]): string {
  const pieces: string[] = []
  let from = 0
  for (const { start, end } of spans) {
    if (end <= from) continue
    const open = Math.max(start, from)
    pieces.push(text.slice(from, open), '|'.repeat(end - open))
    from = end
  }
  return [...pieces, text.slice(from)].join('')
}

/** “12 % against 9 % last year”: the earlier period says what it was before, not when the work was done. */
function isBaseline({ at, text: words }: PlacedDate, text: string): boolean {
  if (!/^(?:last|previous|prior|this time) |\bago$/i.test(words)) return false
  const before = text.slice(Math.max(0, at - 48), at)
  const after = text.slice(at + words.length, at + words.length + 48)
  return (
    comparedTo.test(before) ||
    (endsInFigure.test(before) && thenAndNow.test(after)) ||
    (follows.test(before) && figure.test(after))
  )
}

const comparedTo =
  /(?:\b(?:vs\.?|versus|than|compared (?:to|with)|against|relative to)(?: (?:the|our|in))?|\b(?:from|was|were|vs\.?|versus|than|against|had been|used to be) [^\w\s]{0,3}\d[\d.,]{0,15}\W{0,2}[a-z%]{0,12}(?: in)?|\([^()\w]{0,3}\d[\d.,]{0,15}\W{0,2}[a-z%]{0,12}) $/i
// “23 % last year, 14 % this year”
const endsInFigure = /\d\W{0,2}[a-z%]{0,12} $/i
const thenAndNow = /^,? (?:and |but )?[^.;]{0,30}\bthis (?:year|half|quarter|month|week)\b/i
// “Leakage 6.8 %, last year 9.1 %”
const follows = /\d[^.;]{0,30}(?:[,;:(–—]|\band|\bbut|\bwhere)(?: in the)? $/i
const figure = /^,? (?:it (?:was|needed|took|had been) |was |were )?[^\w\s]{0,2}\d/i

function calendarDates(
  text: string,
  today: Day,
  locale: 'en-US' | 'en-GB',
  isAhead: (at: number) => boolean,
): PlacedDate[] {
  const reader = locale === 'en-GB' ? GB : casual
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 }
  return piecesOf(text).flatMap(({ start, text: part }) =>
    !mayHoldDay.test(part)
      ? []
      : reader
          .parse(part, reference)
          .flatMap((result) => dateOf(result, part, start, today, isAhead(start + result.index)) ?? []),
  )
}

const mayHoldDay =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|yesterday|today|tomorrow|ago\b)|\d[/.-]\d/i

function piecesOf(text: string): { start: number; text: string }[] {
  const pieces: { start: number; text: string }[] = []
  for (let start = 0; start < text.length; ) {
    const room = text.slice(start, start + piece)
    const cut =
      start + piece >= text.length
        ? room.length
        : Math.max(room.lastIndexOf('\n'), room.lastIndexOf('. '), room.lastIndexOf(' '))
    const length = cut > 0 ? cut : room.length
    pieces.push({ start, text: room.slice(0, length) })
    start += length
  }
  return pieces
}

function dateOf(result: ParsedResult, text: string, offset: number, today: Day, ahead: boolean): PlacedDate | null {
  const { start, end } = result
  const grain = grainOf(start)
  const words = result.text.replace(/\W+$/, '')
  if (!grain || !isPlain(words) || isLoneName(words, result.index, text)) return null
  const [first, last] = [dayOf(start), dayOf(end ?? start)]
  if (!first || !last || last < first) return null
  const saysYear = start.isCertain('year')
  const weekday = start.isCertain('weekday') && !start.isCertain('day')
  const placed = { text: words, grain, certain: saysYear || weekday, at: offset + result.index }
  if (end && grain !== 'day') return null
  if (saysYear || ahead || /^next\b/i.test(words)) return { ...placed, ...whole(grain, first, last) }
  return { ...placed, ...whole(grain, ...inThePast(first, last, today, weekday)) }
}

/** How much of a date is said: “a year ago” names a year, “two months ago” a month. A time alone says none. */
function grainOf(parts: ParsedComponents): 'day' | 'month' | 'year' | null {
  if (parts.isCertain('day') || parts.isCertain('weekday')) return 'day'
  return parts.isCertain('month') ? 'month' : parts.isCertain('year') ? 'year' : null
}

function whole(grain: 'day' | 'month' | 'year', first: Day, last: Day): { start: Day; end: Day } {
  if (grain === 'day') return { start: first, end: last }
  if (grain === 'month') return { start: `${monthOf(first)}-01`, end: lastDayOf(monthOf(first)) }
  return { start: `${first.slice(0, 4)}-01-01`, end: `${first.slice(0, 4)}-12-31` }
}

/**
 * Only days of the week, written days and stretches back from today are asked of the library. What it makes of “after six months” or
 * “the month before” counts from today and not from the event that is meant.
 */
const isPlain = (words: string): boolean => day.test(words) || /\bago$|\d[/.-]\d/i.test(words)
const day =
  /^(?:yesterday|today|tomorrow|the day before yesterday|(?:(?:last|past|this|next|on) )?(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b(?! [a-z]{3,} (?:in|for|after)\b))/i

/** “Sat score”, “Thursday 14:00”: the name of a day is a date only after a word that makes it one. */
function isLoneName(words: string, at: number, text: string): boolean {
  if (
    !/^[A-Za-z]+[.,]?(?:,? (?:(?:at|after|before|by|until) )?\d{1,2}(?::\d\d)? ?(?:[ap]m)?| (?:morning|noon|afternoon|evening|night))?$/i.test(
      words,
    )
  )
    return false
  if (/^(?:yesterday|today|tomorrow)/i.test(words)) return false
  return !/\b(?:on|since|by|last|until|from)\s$/i.test(text.slice(Math.max(0, at - 8), at))
}

function dayOf(parts: ParsedComponents): Day | null {
  const [year, month, day] = [parts.get('year'), parts.get('month'), parts.get('day')]
  if (year === null || month === null || day === null) return null
  const written = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(written) ? written : null
}

function inThePast(first: Day, last: Day, today: Day, weekday: boolean): [Day, Day] {
  if (first <= today) return [first, last]
  if (weekday) return [addDays(first, -7), addDays(last, -7)]
  return [yearBefore(first), yearBefore(last)]
}

function yearBefore(day: Day): Day {
  const year = String(Number(day.slice(0, 4)) - 1).padStart(4, '0')
  return day.endsWith('-02-29') ? `${year}-02-28` : `${year}${day.slice(4)}`
}
