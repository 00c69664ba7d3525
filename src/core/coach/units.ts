import { meter } from './scan.ts'

/** Seconds in each unit of time. */
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

const currencies: readonly (readonly [RegExp, string])[] = [
  [/^(?:us\$|\$|usd|dollars?|bucks)/i, 'USD'],
  [/^(?:€|eur|euros?)/i, 'EUR'],
  [/^(?:£|gbp|pounds?|quid)/i, 'GBP'],
  [/^(?:₹|inr|rs|rupees?)/i, 'INR'],
  [/^(?:¥|jpy|yen)/i, 'JPY'],
  [/^(?:chf|francs?)/i, 'CHF'],
  [/^(?:zł|zlot(?:y|ys|ych|ies))/i, 'PLN'],
  [/^r\$/i, 'BRL'],
  [/^₩/, 'KRW'],
  [/^₪/, 'ILS'],
  [/^₺/, 'TRY'],
  [/^₦/, 'NGN'],
  [/^a\$/i, 'AUD'],
  [/^c\$/i, 'CAD'],
]

/** Further codes of ISO 4217 that are read as they are written, in capitals. */
export const currencyCodes =
  'AED|AUD|BRL|CAD|CNY|CZK|DKK|HKD|HUF|IDR|ILS|KES|KRW|MXN|MYR|NGN|NOK|NZD|PHP|PKR|PLN|RON|SAR|SEK|SGD|THB|TRY|TWD|UAH|VND|ZAR'
const code = new RegExp(`^(?:${currencyCodes})`)

export const currencyOf = (written: string): string | null =>
  currencies.find(([pattern]) => pattern.test(written.trim()))?.[1] ?? code.exec(written.trim())?.[0] ?? null

// Work that is counted in its time: “900 consulting hours”, “40 person-days”.
const kindOfTime =
  '(?:working |business |calendar |full |whole |(?:(?:wo)?man|person|staff|engineer(?:ing)?|developer|dev|consult(?:ing|ant)|support|agent|analyst|manual|labou?r|admin|billable|paid|' +
  'team|rep|ops|on-?call|sales|design(?:er)?|editor(?:ial)?|nurse|driver|machine|compute|GPU|CPU|build|review|meeting|test(?:ing)?|SE|PM|QA|CS|CSM|AE|SDR|HR)[ -])'

const units: readonly (readonly [RegExp, string])[] = [
  [
    /^[ -]?(?:percentage[ -]?(?:points?|pts?)|%[ -]?(?:points?|pts?)|pct[. ]?(?:pts?|points?)|p\.p\.?|ppts?|pps?)(?!\w)/i,
    'pp',
  ],
  [/^ ?(?:%|[ -]?per ?cent\b|pct\b\.?)/i, '%'],
  [/^-(?:percent|per cent)\b/i, '%'],
  [/^[ -]?(?:bps?|basis[ -]points?)(?!\w)/i, 'bp'],
  [/^[ -]?(?:points?|pts?|stars?)(?!\w)/i, 'points'],
  [/^ ?x(?!\w)/i, 'x'],
  [/^[ -]?fold\b/i, 'x'],
  [/^ times(?= (?:more|fewer|higher|faster|as|the|better|larger|lower|less|what)\b)/i, 'x'],
  [/^ ?(?:ms|msec|millis(?:econds)?|milliseconds?)(?!\w)/i, 'ms'],
  [
    /^ (?:s|h|d)(?=\s?(?:→|to\b|[.,;:)(]|$)|\s(?:after|across|and|at|because|but|by|each|earlier|faster|for|from|in|instead|less|longer|more|now|off|on|per|quicker|saved|shorter|since|slower|sooner|today|vs\.?|when|where|while|with)\b|\s\d{1,2} ?(?:min|m|h|s)\b)|^[shd](?!\w)/,
    '*',
  ],
  [/^ ?(?:secs?|seconds?)(?!\w)/i, 's'],
  [/^ ?(?:mins?|minutes?)(?!\w)/i, 'min'],
  [/^m(?!\w|\/)/, 'min'],
  [/^ ?(?:hrs?|hours?)(?!\w)/i, 'h'],
  [new RegExp(`^ ${kindOfTime}?hours?(?!\\w)`, 'i'), 'h'],
  [new RegExp(`^ ${kindOfTime}?days?(?!\\w)|^days?(?!\\w)`, 'i'), 'd'],
  [/^ ?(?:wks?|weeks?)(?!\w)/i, 'wk'],
  [/^ ?(?:mos?|months?)(?!\w)/i, 'mo'],
  [/^ ?(?:yrs?|years?)(?!\w)/i, 'yr'],
]
const currencyAfter =
  /^ ?(?:€|£|₹|USD|EUR|GBP|INR|JPY|CHF|euros?|dollars?|pounds|rupees|yen|francs|bucks|quid|zł|zlot(?:y|ys|ych|ies))(?!\w)|^ ?\$(?!\d)/i
const codeAfter = new RegExp(`^ ?(?:${currencyCodes})(?!\\w)`)

/** The unit written at the head of a piece of text, at most 32 characters of it; `hasCurrency` if one stood before the number. */
export function unitAt(rest: string, hasCurrency: boolean): { name: string; length: number } | null {
  const money = currencyAfter.exec(rest) ?? codeAfter.exec(rest)
  if (money) return { name: currencyOf(money[0])!, length: money[0].length }
  if (hasCurrency) return null
  for (const [pattern, name] of units) {
    meter.steps++
    const match = pattern.exec(rest)
    if (match) return { name: name === '*' ? match[0].trim() : name, length: match[0].length }
  }
  return null
}
