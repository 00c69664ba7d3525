import { sql } from 'kysely'
import type { Day } from '../core/day.ts'
import { beginnings } from '../core/search-words.ts'
import type { SearchDocumentRow } from './schema.ts'
import { mark } from './search-documents.ts'

/** What is looked for, as words and marks. */
export interface Sought {
  /** Each of them, as a word or as the beginning of one. */
  words: readonly string[]
  /** Each of them, word for word. */
  phrases: readonly (readonly string[])[]
  /** None of them: words, word for word. */
  without: readonly (readonly string[])[]
  /** One mark of each. */
  marks: readonly (readonly string[])[]
  /** None of these marks. */
  noMarks: readonly string[]
  since?: Day | undefined
  until?: Day | undefined
}

export const anything: Sought = { words: [], phrases: [], without: [], marks: [], noMarks: [] }

/** A record that was found, with what can be shown of it. */
export type Found = Pick<SearchDocumentRow, 'type' | 'kind' | 'day' | 'title' | 'body'> & { id: string }

/** The same as columns of a document (`d`). */
export const shown = sql`d.record_id as id, d.type as type, d.kind as kind, d.day as day, d.title as title, d.body as body`

/** How a word is looked for: as it is or as a beginning, in titles or anywhere. */
export interface Way {
  title: boolean
  begins: boolean
}

export const anywhere: Way = { title: false, begins: true }

/** The best first; whatever is found one way is found by the last of them. */
export const ways: readonly Way[] = [
  { title: true, begins: false },
  { title: true, begins: true },
  { title: false, begins: false },
  anywhere,
]

/** What is found one way after another, each time the latest first. */
export async function bestFirst(
  limit: number,
  latest: (way: Way, most: number) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found = new Map<string, Found>()
  for (const way of ways) {
    if (found.size >= limit) break
    // What was found better is found again: so many more are asked for.
    for (const row of await latest(way, limit + found.size))
      if (found.size < limit && !found.has(row.id)) found.set(row.id, row)
  }
  return [...found.values()]
}

// More words than this narrow a search no further.
export const mostWords = 20

/** No word holds this sign, and none comes after it. */
export const afterAll = '\u{10FFFF}'

/** The mark of everything a person has, and of a word that stands in a title. */
export const ownerMark = (personId: string): string => mark('of', personId)
export const titleMark = (word: string): string => mark('t', word)

/** A word, or all words that begin so. */
export interface Stretch {
  text: string
  begins: boolean
}

/** What may stand for a word: one of these. */
export function standsFor(word: string, { title, begins }: Way): Stretch[] {
  const starts = begins ? [...new Set(beginnings(word))] : []
  const texts = starts.length === 0 ? [word] : starts
  return texts.map((text) => ({ text: title ? titleMark(text) : text, begins: starts.length > 0 }))
}

/** How an engine says it. */
export interface Language {
  word(word: string): string
  beginning(word: string): string
  phrase(words: readonly string[]): string
  and: string
  or: string
  without(all: string, none: string): string
}

/** All of it as one question to an engine's index of words. */
export function asked(personId: string, sought: Sought, way: Way, language: Language): string {
  const { word, beginning, phrase, and, or, without } = language
  const anyOf = (parts: readonly string[]) => (parts.length === 1 ? parts[0]! : `(${parts.join(or)})`)
  const wanted = [
    ...sought.words
      .slice(0, mostWords)
      .map((each) => anyOf(standsFor(each, way).map(({ text, begins }) => (begins ? beginning(text) : word(text))))),
    ...sought.phrases.map(phrase),
    ...sought.marks.map((marks) => anyOf(marks.map(word))),
  ]
  // Somebody else's rows are left out by the row itself; the mark is for what would ask for nothing else.
  if (wanted.length === 0) wanted.push(word(ownerMark(personId)))
  const none = [...sought.without.map(phrase), ...sought.noMarks.map(word)]
  const whole = wanted.join(and)
  return none.length === 0 ? whole : without(whole, anyOf(none))
}
