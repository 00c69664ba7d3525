import { hitsOf, meter } from './scan.ts'

/** A number with what is written around it (coach specification 4.1). Positions are in the prepared text. */
export interface NumberToken {
  start: number
  end: number
  value: number
  /** Canonical unit, an ISO currency, or null for a bare number. */
  unit: string | null
  /** `+` or `-` written before it. */
  sign: 1 | -1 | null
  /** Thousand, million and so on were written. */
  scale: number
  /** Written as a word (“six”) or as a share (“a third”). */
  form: 'digits' | 'word' | 'share'
  /** N of M, N in M, N/M: what the whole was, with the value already divided. */
  whole: number | null
  /** Written `10-15`; the value is the lower bound. */
  range: boolean
  used: boolean
}

export const timeUnits: ReadonlyMap<string, number> = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['min', 60],
  ['h', 3600],
  ['d', 86_400],
  ['wk', 604_800],
  ['mo', 2_629_800],
  ['yr', 31_557_600],
])

export const isTime = (unit: string | null): boolean => unit !== null && timeUnits.has(unit)
export const isMoney = (unit: string | null): boolean => unit !== null && /^[A-Z]{3}$/.test(unit)

const limit = 60

/** At most 60 numbers of a masked text, in order; `commaIsDecimal` reads 1.204 as one thousand two hundred and four. */
export function numbersIn(masked: string, commaIsDecimal: boolean): NumberToken[] {
  const tokens: NumberToken[] = []
  let reached = 0
  digits.lastIndex = 0
  for (let match = digits.exec(masked); match && tokens.length < limit; match = digits.exec(masked)) {
    meter.steps++
    if (match.index < reached) continue
    const token = readNumber(masked, match.index, match[0], commaIsDecimal)
    if (!token) continue
    reached = token.end
    digits.lastIndex = Math.max(digits.lastIndex, token.end)
    tokens.push(token)
  }
  for (const token of wordNumbers(masked)) if (tokens.length < limit) tokens.push(token)
  return tokens.sort((a, b) => a.start - b.start)
}

const digits = /(?<![\w.,'])\d{1,15}(?:[.,']\d{1,15}){0,6}/g

/** True if a number of the text can only be European: `1.204,50` or `3,4 %`. */
export const looksEuropean = (masked: string): boolean =>
  /(?<![\d.,])(?:\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,\d{1,2})(?![\d,])(?!, ?\d)/.test(masked) &&
  !/(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2})(?![\d.,]\d|\d)/.test(masked)

function readNumber(text: string, start: number, written: string, commaIsDecimal: boolean): NumberToken | null {
  const value = quantityOf(written, commaIsDecimal)
  if (value === null) return null
  const opening = openingBefore(text, start)
  if (!opening) return null
  const closing = closingAfter(
    text,
    start + written.length,
    opening.currency,
    text.slice(Math.max(0, start - 12), start),
  )
  if (!closing) return null
  return {
    start: opening.start,
    end: closing.end,
    value: round(value * closing.scale) * (opening.sign === -1 ? -1 : 1),
    unit: opening.currency ?? closing.unit,
    sign: opening.sign,
    scale: closing.scale,
    form: 'digits',
    whole: null,
    range: closing.range,
    used: false,
  }
}

function quantityOf(written: string, commaIsDecimal: boolean): number | null {
  const plain = written.replaceAll("'", '')
  if (/^\d+$/.test(plain)) return Number(plain)
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(plain)) return Number(plain.replaceAll('.', '').replace(',', '.'))
  if (/^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/.test(plain)) {
    return commaIsDecimal && /^\d+,\d{3}$/.test(plain)
      ? Number(plain.replace(',', '.'))
      : Number(plain.replaceAll(',', ''))
  }
  if (/^\d{1,3}(?:\.\d{3})+$/.test(plain) && (commaIsDecimal || plain.split('.').length > 2))
    return Number(plain.replaceAll('.', ''))
  if (/^\d+[.,]\d+$/.test(plain)) return Number(plain.replace(',', '.'))
  return null
}

interface Opening {
  start: number
  sign: 1 | -1 | null
  currency: string | null
}

const signs = /(?:(?<![\w)%_.,'])([+\-–])|(?<!\w)(minus|plus) )(?:[~≈] ?)?$/i
const currencyBefore = /(?:US\$|A\$|C\$|\$|€|£|₹|¥|(?<!\w)(?:USD|EUR|GBP|INR|JPY|CHF|Rs\.?) ?)\s?$/i

/** The sign and currency written before a number; null if the number is the tail of another word. */
function openingBefore(text: string, at: number): Opening | null {
  let start = at
  let sign: Opening['sign'] = null
  const outer = text.slice(Math.max(0, at - 10), at)
  const money = currencyBefore.exec(outer)
  const inner = money ? outer.slice(0, money.index) : outer
  const minus = signs.exec(inner) ?? (money ? /()([+-])$/.exec('') : null)
  if (money) start = at - (outer.length - money.index)
  if (minus) {
    sign = /[-–]|minus/i.test(minus[0]) ? -1 : 1
    // “plus 31 %” in running text only adds an item to a list
    if (/plus/i.test(minus[0])) sign = null
    start -= inner.length - minus.index
  }
  if (sign === null && !minus && /[\w_][-–]$|[/]$/.test(text.slice(Math.max(0, start - 2), start))) return null
  // €-4 writes the sign inside
  return { start, sign, currency: money ? currencyOf(money[0]) : null }
}

const currencies: readonly (readonly [RegExp, string])[] = [
  [/^(?:us\$|\$|usd|dollars?|bucks)/i, 'USD'],
  [/^(?:€|eur|euros?)/i, 'EUR'],
  [/^(?:£|gbp|pounds?|quid)/i, 'GBP'],
  [/^(?:₹|inr|rs|rupees?)/i, 'INR'],
  [/^(?:¥|jpy|yen)/i, 'JPY'],
  [/^(?:chf|francs?)/i, 'CHF'],
  [/^a\$/i, 'AUD'],
  [/^c\$/i, 'CAD'],
]
const currencyOf = (written: string): string | null =>
  currencies.find(([pattern]) => pattern.test(written.trim()))?.[1] ?? null

interface Closing {
  end: number
  unit: string | null
  scale: number
  range: boolean
}

const rangeTail = /^ ?[-–] ?[$€£]?\d[\d.,]*(?=[\s%a-zA-Z+]|$)/
const suffix =
  /^(?: ?(k|K|M|mm|MM|mn|Mn|bn|Bn|B)(?![a-z\dA-Z])| ?(m|b)(?![a-z\d/])| ?(thousand|million|billion|lakhs?|crores?)\b)(?:\+(?!\d))?/
const scales: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  lakh: 1e5,
  crore: 1e7,
}

/** Range, scale and unit after the digits; null if the digits are part of a word or a modifier such as “5-person”. */
function closingAfter(text: string, at: number, currency: string | null, before: string): Closing | null {
  let end = at
  let scale = 1
  const rest = (): string => text.slice(end, end + 32)
  const tail = rangeTail.exec(rest())
  if (tail) end += tail[0].length
  const scaled = suffix.exec(rest())
  if (
    scaled &&
    !(scaled[2] === 'm' && currency === null && minutesFollow(before, text.slice(end + scaled[0].length, end + 20)))
  ) {
    const word = (scaled[1] ?? scaled[2] ?? scaled[3])!.toLowerCase().replace(/s$/, '')
    scale = scales[word] ?? 1
    end += scaled[0].length
  } else if (rest().startsWith('+')) end += /^\+(?!\d)/.test(rest()) ? 1 : 0
  const unit = unitAt(rest(), currency !== null)
  if (unit) return { end: end + unit.length, unit: unit.name, scale, range: tail !== null }
  if (scale === 1 && /^(?:\w|-[a-z])/i.test(rest())) return null
  return { end, unit: null, scale, range: tail !== null }
}

// “45m → 12m” and “2h 30m” are minutes; “410m users” is millions.
const minutesFollow = (before: string, after: string): boolean =>
  /^\s?(?:→|to \d+ ?(?:m|h|s|min)\b)/.test(after) || /(?:→ ?|\dh ?|\dm to |from )$/.test(before)

const units: readonly (readonly [RegExp, string])[] = [
  [/^[ -]?(?:percentage[ -]points?|%[ -]?(?:points?|pts?)|pct[. ]?(?:pts?|points?)|p\.p\.?|ppts?|pps?)(?!\w)/i, 'pp'],
  [/^ ?(?:%|[ -]?per ?cent\b|pct\b\.?)/i, '%'],
  [/^-(?:percent|per cent)\b/i, '%'],
  [/^[ -]?(?:bps?|basis[ -]points?)(?!\w)/i, 'bp'],
  [/^[ -]?(?:points?|pts?|stars?)(?!\w)/i, 'points'],
  [/^ ?x(?!\w)/i, 'x'],
  [/^[ -]?fold\b/i, 'x'],
  [/^ times(?= (?:more|higher|faster|as|the|better|larger|lower|less)\b)/i, 'x'],
  [/^ ?(?:ms|msec|millis(?:econds)?|milliseconds?)(?!\w)/i, 'ms'],
  [
    /^ (?:s|h|d)(?=\s?(?:→|to\b|[.,;:)(]|$)|\s(?:after|across|and|at|because|but|by|for|from|in|on|since|when|while|with)\b)|^[shd](?!\w)/,
    '*',
  ],
  [/^ ?(?:secs?|seconds?)(?!\w)/i, 's'],
  [/^ ?(?:mins?|minutes?)(?!\w)/i, 'min'],
  [/^m(?!\w|\/)/, 'min'],
  [/^ ?(?:hrs?|hours?)(?!\w)/i, 'h'],
  [/^ (?:working |business |calendar |full )?days?(?!\w)|^days?(?!\w)/i, 'd'],
  [/^ ?(?:wks?|weeks?)(?!\w)/i, 'wk'],
  [/^ ?(?:mos?|months?)(?!\w)/i, 'mo'],
  [/^ ?(?:yrs?|years?)(?!\w)/i, 'yr'],
]
const currencyAfter =
  /^ ?(?:€|£|USD|EUR|GBP|INR|JPY|CHF|euros?|dollars?|pounds|rupees|yen|francs|bucks|quid)(?!\w)|^ ?\$(?!\d)/i

function unitAt(rest: string, hasCurrency: boolean): { name: string; length: number } | null {
  const money = currencyAfter.exec(rest)
  if (money) return { name: currencyOf(money[0])!, length: money[0].length }
  if (hasCurrency) return null
  for (const [pattern, name] of units) {
    meter.steps++
    const match = pattern.exec(rest)
    if (match) return { name: name === '*' ? match[0].trim() : name, length: match[0].length }
  }
  return null
}

const words: Record<string, number> = {
  zero: 0,
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
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
}
const wordPattern = new RegExp(
  `(?<![\\w]|\\w-)(?:(${Object.keys(words).join('|')})(?:-(one|two|three|four|five|six|seven|eight|nine))?)(?!\\w|-[a-eg-z]|-f(?!old)|'s)`,
  'gi',
)
const sharePattern =
  /(?<!\w|\b(?:this|last|first|second|other|next|per|each|every|a|one|the|better|and a) )(?:(?:(?:by|about|nearly|roughly|almost|more than|over) )?half(?= (?!a\b|an\b|in\b)\w|[.,;]|$)|in half|(?:a|one) third|(?:a|one) quarter|(?:a|one) fifth|(?:a|one) tenth|two[- ]thirds|three[- ]quarters|two[- ]fifths)(?!\w|-)/gi
const shares: Record<string, number> = {
  half: 50,
  third: 33.33,
  quarter: 25,
  fifth: 20,
  tenth: 10,
  thirds: 66.67,
  quarters: 75,
  fifths: 40,
}

// “from a day to 20 minutes”
const fromOne = /(?<=\bfrom )an?(?= (?:minute|hour|day|week|month|year)\b)/gi

function wordNumbers(text: string): NumberToken[] {
  const blank = { sign: null, scale: 1, whole: null, range: false, used: false }
  const found: NumberToken[] = hitsOf(sharePattern, text)
    .slice(0, limit)
    .filter((hit) =>
      isShare(hit.text, text.slice(Math.max(0, hit.start - 12), hit.start), text.slice(hit.end, hit.end + 14)),
    )
    .map((hit) => {
      const last = hit.text.toLowerCase().split(/[ -]/).at(-1)!
      return { ...blank, start: hit.start, end: hit.end, value: shares[last] ?? 50, unit: '%', form: 'share' as const }
    })
  for (const hit of hitsOf(fromOne, text).slice(0, limit)) {
    const unit = unitAt(text.slice(hit.end, hit.end + 32), false)
    if (unit && timeUnits.has(unit.name))
      found.push({ ...blank, start: hit.start, end: hit.end + unit.length, value: 1, unit: unit.name, form: 'word' })
  }
  for (const hit of hitsOf(wordPattern, text)) {
    if (found.length >= limit) break
    if (found.some((other) => hit.start < other.end && other.start < hit.end)) continue
    const value = words[hit.groups[0]!.toLowerCase()]! + (hit.groups[1] ? words[hit.groups[1].toLowerCase()]! : 0)
    const rest = text.slice(hit.end, hit.end + 32)
    const scale = /^ (hundred|thousand|million|billion)\b/i.exec(rest)
    const unit = scale ? null : unitAt(rest, false)
    const times = scale ? { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9 }[scale[1]!.toLowerCase()]! : 1
    const end = hit.end + (scale?.[0].length ?? unit?.length ?? 0)
    found.push({
      ...blank,
      start: hit.start,
      end,
      value: value * times,
      scale: times,
      unit: unit?.name ?? null,
      form: 'word',
    })
  }
  return found
}

// “a quarter” alone is a time; “by a quarter” and “a quarter fewer” are shares.
const isShare = (written: string, before: string, after: string): boolean =>
  /^(?:by |in )/i.test(written) ||
  /\b(?:by|minus|about|nearly|roughly|almost|over|than) $/i.test(before) ||
  /^ (?:fewer|less|more|lower|higher|of|the|as|our|my)\b/i.test(after) ||
  /^(?:two|three)/i.test(written)

/** Two decimals more than people write, so that 1.2 × 1000 stays 1200. */
export const round = (value: number): number => Number(value.toPrecision(12))
