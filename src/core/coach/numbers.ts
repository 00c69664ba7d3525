import { wordNumbers } from './number-words.ts'
import { meter } from './scan.ts'
import { currencyCodes, currencyOf, unitAt } from './units.ts'

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

const limit = 60

/** At most 60 numbers of a masked text, in order; `commaIsDecimal` reads 1.204 as one thousand two hundred and four. */
export function numbersIn(masked: string, commaIsDecimal: boolean): NumberToken[] {
  const tokens: NumberToken[] = []
  let reached = 0
  digits.lastIndex = 0
  for (let match = digits.exec(masked); match && tokens.length < limit; match = digits.exec(masked)) {
    meter.steps++
    if (match.index < reached) continue
    const token =
      shortDuration(masked, match.index, match[0]) ?? readNumber(masked, match.index, match[0], commaIsDecimal)
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

/** “1h50” and “1h 50”, “2d4h”: one duration, said in the smaller unit. */
function shortDuration(text: string, start: number, written: string): NumberToken | null {
  const rest = text.slice(start + written.length, start + written.length + 12)
  const tail = durationTail.exec(rest)
  if (!tail || written.length > 3 || !/^\d+$/.test(written)) return null
  const matched = tail[0]
  const large = tail[5] ?? 'h'
  const count = tail[2] ?? tail[4] ?? tail[6]
  const small = large === 'd' ? 'h' : 'min'
  const value = Number(written) * (large === 'd' ? 24 : 60) + Number(count)
  const end = start + written.length + matched.length
  return {
    start,
    end,
    value,
    unit: small,
    sign: null,
    scale: 1,
    form: 'digits',
    whole: null,
    range: false,
    used: false,
  }
}

const durationTail =
  /^(?:(h)(\d{1,2})(?:m|min)?|(?:(h) (\d{2})(?= (?:on|in|to|per|before|now|each|for|and|at|was|when|today|instead|down|after)\b|[.,;:)]|\s?→|$)))(?![\w%])|^(d)(\d{1,2})h(?!\w)/

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
const currencyBefore = /(?:US\$|A\$|C\$|R\$|\$|€|£|₹|¥|₩|₪|₺|₦|(?<!\w)(?:USD|EUR|GBP|INR|JPY|CHF|Rs\.?) ?)\s?$/i
const codeBefore = new RegExp(`(?<!\\w)(?:${currencyCodes}) ?$`)

/** The sign and currency written before a number; null if the number is the tail of another word. */
function openingBefore(text: string, at: number): Opening | null {
  let start = at
  let sign: Opening['sign'] = null
  const outer = text.slice(Math.max(0, at - 10), at)
  const money = currencyBefore.exec(outer) ?? codeBefore.exec(outer)
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

interface Closing {
  end: number
  unit: string | null
  scale: number
  range: boolean
}

const rangeTail = /^ ?[-–] ?[$€£]?\d[\d.,]{0,15}(?=[\s%a-zA-Z+]|$)/
const suffix =
  /^(?: ?(k|K|M|mm|MM|mn|Mn|mln|[Mm]io|[Mm]rd|bn|Bn|B)(?![a-z\dA-Z])| ?(m|b)(?![a-z\d/])| ?(thousand|million|billion|lakhs?|crores?)\b)(?:\+(?!\d))?/
const scales: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  mln: 1e6,
  mio: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
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

/** Two decimals more than people write, so that 1.2 × 1000 stays 1200. */
export const round = (value: number): number => Number(value.toPrecision(12))
