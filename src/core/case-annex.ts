import { type CaseExample, confirmersOf } from './case-examples.ts'
import { most, sentencesWithin, wordsIn } from './case-length.ts'
import { firstWordsOf, isHidden, type Page } from './case-page.ts'
import type { CaseSection } from './case-sections.ts'
import type { Day } from './day.ts'
import type { Evidence, ItemKind } from './evidence.ts'
import { sentencesIn, withoutItsDate } from './story-sentences.ts'
import { withoutFigures } from './without-figures.ts'

/** What is handed on behind the page. */
export interface Annex {
  /** Examples that found no room on the page, told at more length. */
  examples: CaseExample[]
  records: CitedRecord[]
}

/** A record that a sentence of the case stands on. */
export interface CitedRecord {
  id: string
  title: string
  /** Its first sentences, as many as a quotation holds; its first words if there is no end to the first. */
  words: string
  on: Day | null
  kind: ItemKind | null
  /** By whom, and how their words came in. */
  confirmedBy: string[]
}

/** The examples that say more when there is room for it. */
export const furtherTold = (onPage: readonly CaseExample[], atLength: readonly CaseExample[]): CaseExample[] =>
  atLength.filter((example, place) => JSON.stringify(example) !== JSON.stringify(onPage[place]))

/** Every record cited, in the order of its first mention. */
export function recordsCited(page: Page, sections: readonly CaseSection[]): CitedRecord[] {
  const cited = sections.flatMap(({ sentences }) => sentences.flatMap(({ sources }) => sources))
  return [...new Set(cited)].map((id) => {
    const record = page.records.get(id)!
    const { happenedOn: on, kind } = record
    return {
      id,
      title: firstWordsOf(page, record),
      words: beginningOf(page, record),
      on,
      kind,
      confirmedBy: confirmersOf(record, page.input.on),
    }
  })
}

function beginningOf(page: Page, record: Evidence): string {
  const kept = sentencesWithin(sentencesIn(withoutItsDate(record), page.input.read), most.quote, wordsIn).join(' ')
  const words = wordsIn(kept) > 2 * most.quote ? firstWordsOf(page, record) : kept
  const shown = isHidden(page, record) ? withoutFigures(words, record) : words
  return shown.length > MOST_LETTERS ? `${[...shown].slice(0, MOST_LETTERS).join('')}…` : shown
}

// What was pasted without a space is one word, however long.
const MOST_LETTERS = 300
