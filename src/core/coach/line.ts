import { fold } from './fold.ts'
import { mask } from './mask.ts'
import { type NameHit, namesIn } from './names.ts'
import { looksEuropean, type NumberToken, numbersIn } from './numbers.ts'
import { overlaps } from './scan.ts'
import { breathsIn, type Sentence } from './sentences.ts'
import type { CoachOptions } from './types.ts'
import { type Window, windowsIn } from './windows.ts'

/** One sentence with everything read from it; positions are in the prepared text. */
export interface Line extends Sentence {
  /** Position among the sentences. */
  index: number
  numbers: NumberToken[]
  names: NameHit[]
  windows: Window[]
}

/** A prepared text, split and searched once; every reader works from it. */
export interface Draft {
  text: string
  /** The text with digits that never count hidden. */
  masked: string
  lines: Line[]
  numbers: NumberToken[]
}

const wholeTextLimit = 4000

export function draftOf(text: string, options: Pick<CoachOptions, 'decimal' | 'names'>): Draft {
  const windows = windowsIn(text)
  const masked = mask(text, windows)
  const sentences = breathsIn(text)
  const numbers = numbersOf(masked, sentences, windows, readsComma(masked, options.decimal ?? 'auto'))
  const names = namesIn(text, options.names)
  const take = sorter(sentences)
  const numbersBy = take(numbers)
  const namesBy = take(names)
  const windowsBy = take(windows)
  const lines = sentences.map((sentence, index) => ({
    ...sentence,
    index,
    numbers: numbersBy[index]!,
    names: namesBy[index]!,
    windows: windowsBy[index]!,
  }))
  return { text, masked, lines, numbers: lines.flatMap((line) => line.numbers) }
}

const readsComma = (masked: string, decimal: 'auto' | '.' | ','): boolean =>
  decimal === 'auto' ? looksEuropean(masked) : decimal === ','

// A long text is read sentence by sentence, so that a pasted export is not judged by its first sixty numbers only.
function numbersOf(masked: string, sentences: Sentence[], windows: Window[], commaIsDecimal: boolean): NumberToken[] {
  const pieces = masked.length > wholeTextLimit ? sentences : [{ start: 0, end: masked.length }]
  const found = pieces.flatMap(({ start, end }) =>
    numbersIn(masked.slice(start, end), commaIsDecimal).map((token) => ({
      ...token,
      start: token.start + start,
      end: token.end + start,
    })),
  )
  const outside = withoutOverlap(found, windows)
  return fold(outside, masked)
}

function withoutOverlap(tokens: NumberToken[], windows: Window[]): NumberToken[] {
  let next = 0
  return tokens.filter((token) => {
    while (next < windows.length && windows[next]!.end <= token.start) next++
    const window = windows[next]
    return !(window && overlaps(window, token))
  })
}

/** Deals out things in text order to the sentences they stand in, in one pass. */
function sorter(sentences: Sentence[]): <T extends { start: number }>(things: T[]) => T[][] {
  return (things) => {
    const dealt = sentences.map(() => [] as (typeof things)[number][])
    let at = 0
    for (const thing of things) {
      while (at < sentences.length && sentences[at]!.end <= thing.start) at++
      if (at < sentences.length && thing.start >= sentences[at]!.start) dealt[at]!.push(thing)
    }
    return dealt
  }
}

const clauseBreak = /, |: | [—–-] |\(|\bbut\b|\bwhile\b|\bwhereas\b/gi

/** Text between the last clause boundary and a position, at most `reach` characters of it. */
export function clauseBefore(draft: Draft, line: Line, at: number, reach = 80): string {
  const lead = draft.masked.slice(Math.max(line.start, at - reach), at)
  let from = 0
  for (const match of lead.matchAll(clauseBreak)) from = match.index + match[0].length
  return lead.slice(from)
}

export const textBefore = (draft: Draft, line: Line, at: number, reach = 60): string =>
  draft.masked.slice(Math.max(line.start, at - reach), at)

export const textAfter = (draft: Draft, line: Line, at: number, reach = 40): string =>
  draft.masked.slice(at, Math.min(line.end, at + reach))
