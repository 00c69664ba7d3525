import { prepare } from './prepare.ts'
import { meter } from './scan.ts'

export interface Sentence {
  text: string
  start: number
  end: number
}

/** The sentences of a text, with their place in it as it was written (coach specification 2). */
export function sentencesOf(text: string): Sentence[] {
  const page = prepare(text)
  return sentencesIn(page.text).map((sentence) => {
    const [start, end] = page.original(sentence.start, sentence.end)
    return { text: text.slice(start, end), start, end }
  })
}

/** The same on prepared text. A semicolon and a line end close a sentence, as in a note they do. */
export function sentencesIn(text: string, longest = Infinity): Sentence[] {
  const sentences: Sentence[] = []
  let start = 0
  for (let at = 0; at <= text.length; at++) {
    meter.steps++
    const tooLong = at - start >= longest
    if (at < text.length && !tooLong && !endsSentence(text, at)) continue
    let end = tooLong ? breathBefore(text, at - longest / 2, at) : Math.min(at + 1, text.length)
    while (!tooLong && end < text.length && closers.includes(text[end]!)) end++
    pushTrimmed(sentences, text, start, end)
    start = end
    at = tooLong ? end - 1 : Math.max(at, end - 1)
  }
  return sentences
}

/** What is read at once: nobody says a thousand characters in one breath, so a pasted table without a full stop is read in pieces. */
export const breathsIn = (text: string): Sentence[] => sentencesIn(text, 1000)

function breathBefore(text: string, earliest: number, at: number): number {
  const space = text.lastIndexOf(' ', at)
  return space > earliest ? space + 1 : at
}

const closers = '"\')]}'
// “no. 4” and “vs. Acme” go on; a plain “no.” ends what was said.
const abbreviation = /(?:^|[\s(])(?:vs|e\.g|i\.e|approx|est|avg|inc|co|dr|mr|mrs|ms|st|incl|ca|conv|resp)$/i
const numberAbbreviation = /(?:^|\s)(?:no|nr)$/i

function endsSentence(text: string, at: number): boolean {
  const character = text[at]!
  if (character === ';' || character === '\n') return true
  if (character !== '.' && character !== '!' && character !== '?') return false
  if (!/^[\s"')\]]|^$/.test(text.slice(at + 1, at + 2))) return false
  if (character !== '.') return true
  const before = text.slice(Math.max(0, at - 8), at)
  if (abbreviation.test(before)) return false
  return !(numberAbbreviation.test(before) && /^\s\d/.test(text.slice(at + 1, at + 3)))
}

function pushTrimmed(sentences: Sentence[], text: string, from: number, to: number): void {
  let start = from
  let end = to
  while (start < end && text[start]! <= ' ') start++
  while (end > start && text[end - 1]! <= ' ') end--
  if (end > start) sentences.push({ text: text.slice(start, end), start, end })
}
