import { foldName } from './rating.ts'

/** What a person wrote where a rating belongs. */
export type Said =
  | { kind: 'value'; value: number; because: string | null }
  | { kind: 'not seen'; because: string | null }
  /** Two points at once (“3 or 4”), none of the scale (“3.5”), or words that name no point. */
  | { kind: 'unclear'; why: 'between' | 'off the scale' | 'no number' }

export interface Point {
  value: number
  label: string
}

/**
 * Reads the words behind a skill's name. A number counts only where an answer stands: first, or behind words such as “I would
 * say”. “She led 3 launches” is no rating.
 */
export function readSaid(words: string, points: readonly Point[]): Said {
  const text = words
    .replace(/^[\s:=.,;)\]*_~"“'‘>→]+/, '')
    .replace(/^[-–—]+\s*(?=\S)/, '')
    .trim()
  const plain = text.replaceAll(/[*_~`"“”]/g, '')
  const labelled = ofLabel(plain, points)
  if (labelled) return labelled
  if (notSeen.test(plain) && !points.some(({ label }) => foldName(label) === foldName(ending(plain)))) {
    const [said] = notSeen.exec(plain)!
    return { kind: 'not seen', because: reason(plain.slice(said.length)) ?? (said.length > 8 ? said.trim() : null) }
  }
  const found = leading.exec(plain)
  if (!found) return { kind: 'unclear', why: 'no number' }
  const [whole, number] = found as unknown as [string, string]
  const value = numberOf(number)
  const rest = plain.slice(whole.length)
  if (isBetween(rest, points)) return { kind: 'unclear', why: 'between' }
  if (countsThings(number, rest)) return { kind: 'unclear', why: 'no number' }
  const isPoint = points.some((point) => point.value === value)
  return isPoint ? { kind: 'value', value, because: reason(rest) } : { kind: 'unclear', why: 'off the scale' }
}

/** True if a line is an answer and nothing else, so that it may stand alone under a question. */
export const isAnswerAlone = (line: string, points: readonly Point[]): boolean => {
  const said = readSaid(line, points)
  return said.kind !== 'unclear' || said.why !== 'no number'
}

// Without those that are ordinary words of another language (“due”, “um”, “to”): an answer that is not read is asked for.
const numerals: readonly (readonly string[])[] = [
  ['0', 'zero', 'cero'],
  ['1', 'one', 'eins', 'une', 'uno', 'een'],
  ['2', 'two', 'zwei', 'deux', 'dos', 'twee', 'dois', 'två'],
  ['3', 'three', 'drei', 'trois', 'tres', 'drie', 'três'],
  ['4', 'four', 'vier', 'quatre', 'cuatro', 'quattro', 'quatro', 'fyra'],
  ['5', 'five', 'fünf', 'fuenf', 'cinq', 'cinco', 'cinque', 'vijf'],
  ['6', 'six', 'sechs', 'seis', 'sei', 'zes'],
  ['7', 'seven', 'sieben', 'sept', 'siete', 'sette', 'zeven'],
]

const words = numerals.flat().filter((word) => !/^\d$/.test(word))

const number = String.raw`\d{1,3}(?:[.,]\d+)?|${words.join('|')}`

/** The number an answer begins with, behind at most a few words that lead up to it. */
const leading = new RegExp(
  String.raw`^(?:(?:i(?:['’]d| would|['’]ll| will)? (?:say|give(?: (?:you|this|it))?|go (?:with|for)|rate(?: (?:you|this|it))?)|i think|probably|maybe|about|around|currently|today|clearly|definitely|my answer(?: is)?|answer|rating|score)[ :,]*)*(?:(?:a|an)\s+)?(?:(?:solid|strong|clear|good|weak|high|low|full|easy)\s+)?[(\[]?\s*(${number})(?![\p{L}\d])\s*[)\]]?`,
  'iu',
)

function numberOf(text: string): number {
  const place = numerals.findIndex((spellings) => spellings.includes(text.toLowerCase()))
  return place >= 0 ? place : Number(text.replace(',', '.'))
}

// “3-4”, “3/4”, “3 or 4”, “3 – 4 depending”. “4 - six interviews” gives a reason; “4/5” is four of five where five is the top.
function isBetween(rest: string, points: readonly Point[]): boolean {
  if (/^\s*\/\s*[0-4](?!\d)/.test(rest) || /^\s*(?:½|1\/2|and a half)/i.test(rest)) return true
  const second = secondNumber.exec(rest)
  if (!second) return false
  const [, sign, number] = second as unknown as [string, string, string]
  const isReason = /[-–—]\s+$/.test(sign) && !points.some(({ value }) => value === numberOf(number))
  return !isReason
}

const secondNumber = new RegExp(
  String.raw`^(\s*(?:[-–—~]|or|to|bis|oder|ou|à|o|a|and|&)\s*)(${number})(?![\p{L}\d])`,
  'iu',
)

/** “3 launches”, “3% more”, “3 June”, “one of the best”: a number of things, or a figure of something else. */
function countsThings(number: string, rest: string): boolean {
  if (number.toLowerCase() === 'one' && /^\s*[\p{L}]/u.test(rest)) return true
  return !/^\s*(?:$|[-–—:;,.!([+/=)\]…])/.test(rest) && !remark.test(rest)
}

/** Words that begin a remark on the number, not the name of what was counted. */
const remark =
  /^\s*(?:because|since|as|for|on|with|but|though|although|out of|of \d|von \d|sur \d|de \d|in|at|by|from|when|where|if|and|not|no|you|your|he|she|they|their|it|its|i|we|this|that|the|has|have|is|was|did|does|really|very|quite|almost|nearly|great|solid|strong|good|clear|always|often|some|mostly|mainly|still|already|need|needs|could|would|should|well|more|less|today|weil|denn|aber|car|mais|porque|pero)\b/i

const notSeen =
  /^(?:n\s?\/\s?a\b|n\.\s?a\.?|na\b|not applicable|k\.\s?a\.|–|—|-+|no (?:chance|occasion|opportunity|basis|view|opinion|idea|exposure)\b[^.;]*|(?:i )?(?:have not|haven['’]t|did not|didn['’]t|not) (?:seen|see|observed|worked)\b[^.;]*|(?:i )?(?:can['’]?t|cannot|can not|could not|couldn['’]t) (?:say|judge|tell|rate|assess)\b[^.;]*|(?:i )?(?:don['’]t|do not) know\b[^.;]*|unknown|skip(?:ped)?\b|pass\b)/i

/** A point by its label on the scale: “At level”. “Not seen” is a point of some scales, so there it is no “I have not seen it”. */
function ofLabel(text: string, points: readonly Point[]): Said | null {
  for (const { value, label } of [...points].sort((a, b) => b.label.length - a.label.length)) {
    const start = text.slice(0, label.length)
    if (foldName(start) !== foldName(label) || /^[\p{L}\d]/u.test(text.slice(label.length))) continue
    const rest = text.slice(label.length)
    if (foldName(label) === 'not seen') return { kind: 'unclear', why: 'no number' }
    return /^\s*(?:$|[-–—:;,.(])/.test(rest) ? { kind: 'value', value, because: reason(rest) } : null
  }
  return null
}

const ending = (text: string): string => text.replace(/[\s.,;!]+$/, '')

/** What follows a number, without “out of 5” and the signs that part it. */
function reason(rest: string): string | null {
  const text = rest
    .replace(/^\s*(?:\/|out of|of|von|sur|de)\s*\d+/i, '')
    .replace(/^[\s\-–—:;,.!()[\]+/=]+/, '')
    .replace(/[)\]]\s*$/, (close, at: number, all: string) => (/[([]/.test(all.slice(0, at)) ? close : ''))
    .trim()
  return text || null
}
