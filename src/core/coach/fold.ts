import { type NumberToken, round } from './numbers.ts'
import { meter } from './scan.ts'
import { isTime, timeUnits } from './units.ts'

/** Joins numbers that are one figure together: `9 of 11`, `4.2/5`, `3d 4h`. */
export function fold(tokens: readonly NumberToken[], text: string): NumberToken[] {
  const folded: NumberToken[] = []
  for (let i = 0; i < tokens.length; i++) {
    meter.steps++
    const token = tokens[i]!
    const slashed = slashAfter(token, text)
    if (slashed) {
      folded.push(slashed)
      if (tokens[i + 1] && tokens[i + 1]!.start < slashed.end) i++
      continue
    }
    const next = tokens[i + 1]
    const joined = next && (betweenOf(token, next, text) ?? durationOf(token, next, text) ?? ratioOf(token, next, text))
    if (joined) i++
    folded.push(joined ?? token)
  }
  return folded
}

/** “4.2/5” is a score and keeps its value; “12/15 deals” is a share of fifteen. */
function slashAfter(token: NumberToken, text: string): NumberToken | null {
  if (token.unit !== null || token.scale !== 1 || token.form !== 'digits') return null
  const slash = /^ ?\/ ?(\d{1,6})(?![\w/]|\.\d|,\d|\s?%)( [a-z]{3,})?/i.exec(text.slice(token.end, token.end + 24))
  if (!slash) return null
  const whole = Number(slash[1])
  const end = token.end + slash[0].length - (slash[2]?.length ?? 0)
  // 40/60 is how something is shared out
  if (token.value + whole === 100) return { ...token, end, whole, used: true }
  if (token.value > whole) return null
  const score = scoreScales.has(whole) && (!Number.isInteger(token.value) || !slash[2] || notCounted.test(slash[2]))
  return score
    ? { ...token, end, unit: 'points' }
    : { ...token, end, unit: 'ratio', value: share(token.value, whole), whole }
}

const scoreName = /\b(?:satisfaction|scores?|rating|rated|csat|rates? [a-z]+)\b[^.;,\d]*$/i
const scoreScales = new Set([5, 7, 10, 100])
const notCounted = /^ (?:on|in|from|for|to|and|across|after|by|over|with|since|stars?|up|down|rating)$/i

/** N of M as a number from 0 to 1, four decimals. */
export const share = (part: number, whole: number): number => Number((part / whole).toFixed(4))

/** “between 10 and 15 %” is a range and takes its lower bound. */
function betweenOf(a: NumberToken, b: NumberToken, text: string): NumberToken | null {
  if (text.slice(a.end, b.start) !== ' and ' || !/\bbetween $/i.test(text.slice(Math.max(0, a.start - 8), a.start)))
    return null
  return a.unit === null || a.unit === b.unit ? { ...a, end: b.end, unit: b.unit, range: true } : null
}

/** “3d 4h” is said in the smaller unit, 76 hours. */
function durationOf(a: NumberToken, b: NumberToken, text: string): NumberToken | null {
  const minutes = a.unit === 'h' && b.unit === null && isMinutes(b, text)
  const small = minutes ? 'min' : b.unit
  if (!isTime(a.unit) || !isTime(small) || a.unit === small || b.sign !== null) return null
  if (!/^,?(?: |\sand\s)?$/.test(text.slice(a.end, b.start))) return null
  const inB = timeUnits.get(a.unit!)! / timeUnits.get(small!)!
  return inB > 1 ? { ...a, end: b.end, unit: small, value: round(a.value * inB + b.value) } : null
}

// “2 hours 20 less”
const isMinutes = (token: NumberToken, text: string): boolean =>
  token.form === 'digits' &&
  Number.isInteger(token.value) &&
  token.value < 60 &&
  /^(?: (?:less|more|shorter|longer|faster|quicker|now|to|before|on|per)\b|[.,;)]|\s?→|$)/i.test(
    text.slice(token.end, token.end + 12),
  )

const ofLink =
  /^ (?:of|out of)(?: (?:the|my|our|their|his|her|its|every|all|those|these|about|roughly|top|last|first|some|biggest|largest))*\s$/i
const inLink = /^ in (?:every )?$/i
const inverse = /^(?: (?:[a-z][\w'-]*|_+)){1,5}, (?:only |just |about |~)?$/i
const inverseDigits = /^(?: (?:[a-z][\w'-]*|_+)){1,5} (?:only |just |about |~)?$/i

function ratioOf(a: NumberToken, b: NumberToken, text: string): NumberToken | null {
  if (!isPlainCount(a) || b.value === 0) return null
  if (!isPlainCount(b) && !(isTime(b.unit) && b.sign === null)) return null
  const gap = text.slice(a.end, b.start)
  if (
    b.unit === null &&
    (inverse.test(gap) || (a.form === 'digits' && b.form === 'digits' && inverseDigits.test(gap))) &&
    b.value <= a.value &&
    /(?:^|[.:;,(—–-] ?|\bout )of (?:the |our |my |all )?$/i.test(text.slice(Math.max(0, a.start - 14), a.start))
  )
    return { ...a, end: b.end, unit: 'ratio', value: share(b.value, a.value), whole: a.value }
  if (a.value > b.value) return null
  const out = ofLink.test(gap)
  if (!out && b.unit !== null) return null
  if (!out && !(inLink.test(gap) && a.value < b.value)) return null
  // “one of our three biggest” is a turn of speech, “one in eight” a figure
  if (a.form === 'word' && a.value === 1 && out && !/out/i.test(gap)) return null
  const scored =
    !Number.isInteger(a.value) || (/out/i.test(gap) && scoreName.test(text.slice(Math.max(0, a.start - 30), a.start)))
  const unit = out && scoreScales.has(b.value) && scored ? 'points' : 'ratio'
  return { ...a, end: b.end, unit, value: unit === 'ratio' ? share(a.value, b.value) : a.value, whole: b.value }
}

const isPlainCount = (token: NumberToken): boolean =>
  token.unit === null && token.form !== 'share' && token.sign === null && token.value >= 0 && !token.range
