import type { ItemKind } from './evidence.ts'

/** What is often said in place of a yes, what it may mean, and what to do about it. Article 003; domain 4. */
export interface Stall {
  id: StallId
  title: string
  phrases: readonly string[]
  meaning: string
  /** What to ask back. */
  ask: string
  remedy: string
  hours: number
  dueDays: number
  /** What the remedy leaves behind. */
  evidence: ItemKind
}

export const stallIds = ['strategy', 'cross_functional', 'impact', 'structural'] as const
export type StallId = (typeof stallIds)[number]

export interface Stalls {
  version: number
  notKnown: { text: string; ask: string }
  stalls: readonly Stall[]
}

/** A line that was heard, and the stall whose phrase stands in it. */
export interface Heard<S> {
  line: string
  phrase: string
  stall: S
}

/** For each line that holds a known phrase, its stall: one at most, the first in the list's order. Domain 4, “matching”. */
export function heardIn<S extends Pick<Stall, 'phrases'>>(stalls: readonly S[], text: string): Heard<S>[] {
  return linesOf(text).flatMap((line) => {
    const said = plain(line)
    for (const stall of stalls) {
      const phrase = stall.phrases.find((known) => said.includes(plain(known)))
      if (phrase !== undefined) return [{ line, phrase, stall }]
    }
    return []
  })
}

/** The lines of a text that hold anything. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => plain(line) !== '')

// “Cross-functional” and “cross functional”, “don’t” and “dont” are the same to whoever heard them.
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’`]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
