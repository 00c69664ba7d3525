import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { FoundType } from '../core/search-query.ts'
import { wordsIn } from '../core/search-words.ts'
import type { Handle } from './database.ts'
import { engineOf } from './engine.ts'
import {
  afterAll,
  anything,
  anywhere,
  asked,
  bestFirst,
  type Found,
  type Language,
  mostWords,
  type Sought,
  shown,
  type Way,
} from './search-asked.ts'
import { mark } from './search-documents.ts'
import { findOnServer, heldOnServer, latestOnServer } from './search-server.ts'

/**
 * The person's records that hold all of it, best first: those whose title says the words, then those that say them elsewhere; words
 * as they were written before words that only begin so; and the latest before older ones.
 */
export async function findWords(tx: Handle, personId: string, sought: Sought, limit: number): Promise<Found[]> {
  if (engineOf(tx) === 'postgres') return findOnServer(tx, personId, sought, limit)
  if (sought.words.length === 0) return rowsFor(tx, personId, sought, anywhere, limit)
  return bestFirst(limit, (way, most) => rowsFor(tx, personId, sought, way, most))
}

/** Ids of the person's records of a type whose title holds words that begin like these, the latest first. */
export async function findTitled(
  tx: Handle,
  personId: string,
  type: FoundType,
  words: readonly string[],
  limit: number,
): Promise<string[]> {
  const sought = { ...anything, words, marks: [[mark('type', type)]] }
  const way = { title: true, begins: true }
  const latest = engineOf(tx) === 'postgres' ? latestOnServer : rowsFor
  return (await latest(tx, personId, sought, way, limit)).map(({ id }) => id)
}

/** True for a record's id among those that hold all words of a text, for lists that have an order of their own. */
export async function holdsWords(tx: Handle, personId: string, text: string): Promise<RawBuilder<boolean>> {
  const words = wordsIn(text).slice(0, mostWords)
  if (words.length === 0) return sql<boolean>`1 = 1`
  const sought = { ...anything, words }
  if (engineOf(tx) === 'postgres') return heldOnServer(tx, personId, sought)
  return sql<boolean>`id in (select d.record_id from ${matchingInFile(personId, sought, anywhere)})`
}

/** The words a person wrote among these, and those of these that words of theirs begin with. */
export async function knownWords(
  tx: Handle,
  personId: string,
  candidates: readonly string[],
): Promise<{ word: string; whole: boolean }[]> {
  if (candidates.length === 0) return []
  const { rows } = await sql<{ word: string; first: string }>`select * from (
    select c.value as word, (select v.word from search_vocabulary v
      where v.person_id = ${personId} and v.word >= c.value and v.word < c.value || ${afterAll} order by v.word limit 1) as first
    from ${listed(tx, candidates)}) known where first is not null`.execute(tx)
  return rows.map(({ word, first }) => ({ word, whole: first === word }))
}

/** In a file: the latest that hold all of it. */
async function rowsFor(tx: Handle, personId: string, sought: Sought, way: Way, limit: number): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select ${shown} from ${matchingInFile(personId, sought, way)} order by w.rowid desc limit ${limit}`.execute(tx)
  return rows
}

/** The documents (`d`) of the person that hold all of it. The index comes first: it stands in the order of days, and is read only until there are enough. */
function matchingInFile(personId: string, sought: Sought, way: Way): RawBuilder<unknown> {
  const { since, until } = sought
  return sql`search_words w cross join search_documents d on d.n = w.rowid & ${inOneDay - 1}
    where w.search_words match ${asked(personId, sought, way, language)} and d.person_id = ${personId}
    ${since ? sql`and w.rowid >= ${placeOf(since, 0)}` : sql``}
    ${until ? sql`and w.rowid < ${placeOf(until, inOneDay)}` : sql``}`
}

const inOneDay = 67_108_864

/** The place of a document in the index of a file: by its day, then by when it was written down. */
export const placeOf = (day: Day, n: number): number => Number(day.replaceAll('-', '')) * inOneDay + n

// Words and marks hold letters, digits and colons only, so nothing in them ends a quotation.
const language: Language = {
  word: (word) => `"${word}"`,
  beginning: (word) => `"${word}"*`,
  phrase: (words) => `"${words.join(' ')}"`,
  and: ' AND ',
  or: ' OR ',
  without: (all, none) => `(${all}) NOT ${none}`,
}

/** A list of texts as rows named `c` with a column `value`. */
export const listed = (tx: Handle, texts: readonly string[]) =>
  engineOf(tx) === 'sqlite'
    ? sql`json_each(${JSON.stringify(texts)}) as c`
    : sql`(select value collate "C" as value from jsonb_array_elements_text(cast(${JSON.stringify(texts)} as jsonb)) as t(value)) as c`
