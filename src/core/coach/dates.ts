import { casual, GB, type ParsedResult } from 'chrono-node/en'
import { addDays, type Day, isDay } from '../day.ts'
import { type PlacedDate, periodsIn } from './periods.ts'
import { hitsOf } from './scan.ts'
import type { DateOptions, DateTag } from './types.ts'

/**
 * The dates a text names, in text order, resolved from `refDate`; none without it. Accomplishments are past, so a date without a year is the
 * latest one unless the text looks ahead (coach specification 7).
 */
export function datesOf(text: string, options: DateOptions): DateTag[] {
  const { refDate } = options
  if (!refDate || !isDay(refDate)) return []
  const ahead = future.test(text)
  const ours = periodsIn(text, refDate, options, ahead)
  const theirs = calendarDates(hidden(text, ours), refDate, options.locale ?? 'en-US', ahead)
  return [
    ...ours,
    ...theirs.filter(
      (date) => !ours.some((own) => date.at < own.at + own.text.length && own.at < date.at + date.text.length),
    ),
  ]
    .sort((a, b) => a.at - b.at)
    .slice(0, limit)
    .map(({ at: _at, ...date }) => date)
}

type ParsedComponents = ParsedResult['start']

const limit = 60
// The library's patterns are slow on long runs, so a long text is read line by line and each piece is short.
const piece = 1000
const future =
  /\b(?:will|won't|going to|plan(?:s|ning|ned)? (?:to|for)|upcoming|scheduled|due|tomorrow|next|hope to|aim(?:s|ing)? to|intend|should|target(?:ing)?)\b|'ll\b/i

function hidden(text: string, dates: readonly PlacedDate[]): string {
  let masked = text
  for (const { at, text: written } of dates)
    masked = `${masked.slice(0, at)}${'|'.repeat(written.length)}${masked.slice(at + written.length)}`
  for (const pattern of notDates)
    for (const hit of hitsOf(pattern, masked))
      masked = `${masked.slice(0, hit.start)}${'|'.repeat(hit.end - hit.start)}${masked.slice(hit.end)}`
  return masked
}

/** What looks like a date to the library and is none. */
const notDates: readonly RegExp[] = [
  // both of the same whole: scores
  /\d{1,2}\/(\d{1,2}) to \d{1,2}\/\1(?!\d)/gi,
  /(?<!\b(?:on|since|by|from|until|before|after)\s)(?<![\d/])\d{1,4}\/\d{1,4}(?![\d/])/gi,
  /https?:\/\/\S+/g,
  /(?<!\w)v?\d+\.\d+(?:\.\d+)*/g,
  // relative to an event, not to the day the text speaks from
  /\b(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|thirty|sixty|ninety)[ -](?:days?|weeks?|months?|years?|quarters?|hours?|minutes?) (?:after|later|before|post|into|since)\b/gi,
  /\b(?:in|within|for|over|every|per|from|to|by|of|took|takes|saved?) (?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|the) ?(?:h|m|s|d|hrs?|mins?|secs?|days?|weeks?|months?|years?|quarters?|hours?|minutes?|seconds?)\b(?! (?:ago|from now))/gi,
  /\b\d+ ?(?:%|percent|x\b|k\b|ms\b)/gi,
  /[#@][\w-]+/g,
]

const reader = (locale: 'en-US' | 'en-GB') => (locale === 'en-GB' ? GB : casual)

function calendarDates(text: string, today: Day, locale: 'en-US' | 'en-GB', ahead: boolean): PlacedDate[] {
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 }
  return piecesOf(text).flatMap(({ start, text: part }) =>
    !mayHoldDate.test(part)
      ? []
      : reader(locale)
          .parse(part, reference)
          .flatMap((result) => dateOf(result, part, start, today, ahead) ?? []),
  )
}

const mayHoldDate =
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december|(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?|yesterday|today|tomorrow|ago|tonight)\b|\d[/.-]\d/i

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
  const { start } = result
  if (!start.isCertain('day') && !start.isCertain('weekday') && !start.isCertain('month') && !isRelative(result.text))
    return null
  if (isLoneName(result, text)) return null
  const first = dayOf(start)
  const last = result.end
    ? dayOf(result.end)
    : start.isCertain('day') || start.isCertain('weekday') || isRelative(result.text)
      ? first
      : null
  if (!first || !last || last < first) return null
  const certain = start.isCertain('year') || isRelative(result.text) || weekdayOnly(start)
  const [from, to] = ahead || certainYear(start) ? [first, last] : inThePast(first, last, today, weekdayOnly(start))
  return { text: result.text, start: from, end: to, grain: 'day', certain, at: offset + result.index }
}

const isRelative = (text: string): boolean => /\b(?:ago|yesterday|today|tomorrow|last|past|this)\b/i.test(text)
const certainYear = (parts: ParsedComponents): boolean => parts.isCertain('year')
const weekdayOnly = (parts: ParsedComponents): boolean => parts.isCertain('weekday') && !parts.isCertain('day')

/** “Sat score”, “the march to profit”: a name alone is a date only after a word that makes it one. */
function isLoneName(result: ParsedResult, text: string): boolean {
  if (!/^[A-Za-z]+\.?$/.test(result.text.trim())) return false
  if (/^(?:yesterday|today|tomorrow)$/i.test(result.text.trim())) return false
  return !/\b(?:on|in|since|by|last|until|this|from|next|every)\s$/i.test(
    text.slice(Math.max(0, result.index - 8), result.index),
  )
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
