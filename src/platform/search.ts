import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { FoundType } from '../core/search-query.ts'
import { beginnings, wordsIn } from '../core/search-words.ts'
import type { Handle } from './database.ts'
import { engineOf } from './engine.ts'
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

/**
 * The person's records that hold all of it, best first: those whose title says the words, then those that say them elsewhere; words
 * as they were written before words that only begin so; and the latest before older ones.
 */
export async function findWords(tx: Handle, personId: string, sought: Sought, limit: number): Promise<Found[]> {
  if (sought.words.length === 0) return rowsFor(tx, personId, sought, anywhere, limit)
  if (engineOf(tx) === 'postgres') return rankedRows(tx, personId, sought, limit)
  const found = new Map<string, Found>()
  for (const way of ways) {
    if (found.size >= limit) break
    // What was found better is found again: so many more are asked for.
    for (const row of await rowsFor(tx, personId, sought, way, limit + found.size))
      if (found.size < limit && !found.has(row.id)) found.set(row.id, row)
  }
  return [...found.values()]
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
  return (await rowsFor(tx, personId, sought, { title: true, begins: true }, limit)).map(({ id }) => id)
}

/** True for a record's id among those that hold all words of a text, for lists that have an order of their own. */
export function holdsWords(tx: Handle, personId: string, text: string) {
  const words = wordsIn(text).slice(0, mostWords)
  if (words.length === 0) return sql<boolean>`1 = 1`
  return sql<boolean>`id in (select d.record_id from ${matching(tx, personId, { ...anything, words }, anywhere)})`
}

/** The words a person wrote among these, and those of these that words of theirs begin with. */
export async function knownWords(
  tx: Handle,
  personId: string,
  candidates: readonly string[],
): Promise<{ word: string; whole: boolean }[]> {
  if (candidates.length === 0) return []
  const { rows } = await sql<{ word: string; first: string | null }>`
    select c.value as word, (select v.word from search_vocabulary v
      where v.person_id = ${personId} and v.word >= c.value and v.word < c.value || ${afterAll} order by v.word limit 1) as first
    from ${listed(tx, candidates)}`.execute(tx)
  return rows.flatMap(({ word, first }) => (first === null ? [] : [{ word, whole: first === word }]))
}

// No word holds this sign, and none comes after it.
const afterAll = '\u{10FFFF}'

// More words than this narrow a search no further.
export const mostWords = 20

/** How a word is looked for: as it is or as a beginning, in titles or anywhere. */
interface Way {
  title: boolean
  begins: boolean
}

const anywhere: Way = { title: false, begins: true }
const ways: readonly Way[] = [
  { title: true, begins: false },
  { title: true, begins: true },
  { title: false, begins: false },
  anywhere,
]

async function rowsFor(tx: Handle, personId: string, sought: Sought, way: Way, limit: number): Promise<Found[]> {
  const order = engineOf(tx) === 'sqlite' ? sql`w.rowid desc` : latest
  const { rows } = await sql<Found>`
    select ${shown} from ${matching(tx, personId, sought, way)} order by ${order} limit ${limit}`.execute(tx)
  return rows
}

/**
 * All ways at once. Where the server keeps each person to their own rows it looks at all of theirs, since an index over words could
 * tell of somebody else's: once is enough.
 */
async function rankedRows(tx: Handle, personId: string, sought: Sought, limit: number): Promise<Found[]> {
  const better = ways.slice(0, -1).map((way, rank) => {
    const asked = query(null, { ...anything, words: sought.words }, way, onServer)
    return sql`when d.words @@ cast(${asked} as tsquery) then ${sql.lit(rank)}`
  })
  const { rows } = await sql<Found>`
    select ${shown} from ${matching(tx, personId, sought, anywhere)}
    order by case ${sql.join(better, sql` `)} else ${sql.lit(ways.length)} end, ${latest} limit ${limit}`.execute(tx)
  return rows
}

const shown = sql`d.record_id as id, d.type as type, d.kind as kind, d.day as day, d.title as title, d.body as body`
const latest = sql`d.day desc, d.n desc`

/** The documents (`d`) of the person that hold all of it. */
function matching(tx: Handle, personId: string, sought: Sought, way: Way): RawBuilder<unknown> {
  const { since, until } = sought
  if (engineOf(tx) === 'sqlite') {
    // The index comes first: it stands in the order of days, and its rows are read only until there are enough.
    return sql`search_words w cross join search_documents d on d.n = w.rowid & ${inOneDay - 1}
      where w.search_words match ${forFile(personId, sought, way)} and d.person_id = ${personId}
      ${since ? sql`and w.rowid >= ${placeOf(since, 0)}` : sql``}
      ${until ? sql`and w.rowid < ${placeOf(until, inOneDay)}` : sql``}`
  }
  return sql`search_documents d
    where d.words @@ cast(${forServer(personId, sought, way)} as tsquery) and d.person_id = ${personId}
    ${since ? sql`and d.day >= ${since}` : sql``}
    ${until ? sql`and d.day <= ${until}` : sql``}`
}

const inOneDay = 67_108_864

/** The place of a document in the index of a file: by its day, then by when it was written down. */
export const placeOf = (day: Day, n: number): number => Number(day.replaceAll('-', '')) * inOneDay + n

/** The mark of everything a person has, and of a word that stands in a title. */
export const ownerMark = (personId: string): string => mark('of', personId)
export const titleMark = (word: string): string => mark('t', word)

interface Language {
  word(word: string): string
  beginning(word: string): string
  phrase(words: readonly string[]): string
  and: string
  or: string
  without(all: string, none: string): string
}

function query(owner: string | null, sought: Sought, { title, begins }: Way, language: Language): string {
  const { word, beginning, phrase, and, or, without } = language
  const anyOf = (parts: readonly string[]) => (parts.length === 1 ? parts[0]! : `(${parts.join(or)})`)
  const inTitle = (text: string) => (title ? titleMark(text) : text)
  const looked = (text: string) => {
    const starts = begins ? beginnings(text) : []
    return starts.length === 0
      ? word(inTitle(text))
      : anyOf([...new Set(starts)].map((start) => beginning(inTitle(start))))
  }
  const asked = [
    ...(owner === null ? [] : [word(owner)]),
    ...sought.words.slice(0, mostWords).map(looked),
    ...sought.phrases.map(phrase),
    ...sought.marks.map((marks) => anyOf(marks.map(word))),
  ]
  const none = [...sought.without.map(phrase), ...sought.noMarks.map(word)]
  const whole = asked.join(and)
  return none.length === 0 ? whole : without(whole, anyOf(none))
}

// Words and marks hold letters, digits and colons only, so nothing in them ends a quotation.
const inFile: Language = {
  word: (word) => `"${word}"`,
  beginning: (word) => `"${word}"*`,
  phrase: (words) => `"${words.join(' ')}"`,
  and: ' AND ',
  or: ' OR ',
  without: (all, none) => `(${all}) NOT ${none}`,
}

const onServer: Language = {
  word: (word) => `'${word}'`,
  beginning: (word) => `'${word}':*`,
  phrase: (words) => `(${words.map((word) => `'${word}'`).join(' <-> ')})`,
  and: ' & ',
  or: ' | ',
  without: (all, none) => `${all} & !${none}`,
}

// Somebody else's rows are left out by the row itself; the mark is for what would ask for nothing else.
function forFile(personId: string, sought: Sought, way: Way): string {
  const asksForNothing = sought.words.length + sought.phrases.length + sought.marks.length === 0
  return query(asksForNothing ? ownerMark(personId) : null, sought, way, inFile)
}

// On a server many persons share the index: their mark keeps what is somebody else's from being read at all.
const forServer = (personId: string, sought: Sought, way: Way): string =>
  query(ownerMark(personId), sought, way, onServer)

/** A list of texts as rows named `c` with a column `value`. */
export const listed = (tx: Handle, texts: readonly string[]) =>
  engineOf(tx) === 'sqlite'
    ? sql`json_each(${JSON.stringify(texts)}) as c`
    : sql`(select value collate "C" as value from jsonb_array_elements_text(cast(${JSON.stringify(texts)} as jsonb)) as t(value)) as c`
