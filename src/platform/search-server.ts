import { type RawBuilder, sql } from 'kysely'
import type { Handle } from './database.ts'
import {
  anything,
  anywhere,
  asked,
  bestFirst,
  type Found,
  type Language,
  type Sought,
  shown,
  type Way,
  ways,
} from './search-asked.ts'
import { numberOf, Places, whole } from './search-places.ts'

/**
 * Search on a server. What `@@` asks of a record's words may use no index there (migration 0018), so it is asked of few records: of
 * those that hold the words by the table of words, and where these are too many, of the latest first.
 */
export async function findOnServer(
  tx: Handle,
  personId: string,
  sought: Sought,
  limit: number,
  reach = usual,
): Promise<Found[]> {
  const places = new Places(tx, personId, sought)
  const search: Search = { tx, personId, sought, places, reach }
  if (sought.words.length === 0) {
    // Filters alone hold for many as a rule: a page of them is among the latest.
    const latest = await walked(search, anywhere, limit, reach.atOnce)
    return latest.length < limit ? latestFound(search, anywhere, limit) : latest
  }
  await places.read(ways, reach.lengths[0])
  const some = places.within(anywhere)
  if (some?.end === whole) return ranked(search, some.places, limit)
  return bestFirst(limit, (way, most) => latestFound(search, way, most))
}

/** The latest that are found in one way. */
export const latestOnServer = (tx: Handle, personId: string, sought: Sought, way: Way, limit: number) =>
  latestFound({ tx, personId, sought, places: new Places(tx, personId, sought), reach: usual }, way, limit)

/** True for a record's id among those that hold all of it. Where these are many, each record is asked as it comes. */
export async function heldOnServer(tx: Handle, personId: string, sought: Sought): Promise<RawBuilder<boolean>> {
  const places = new Places(tx, personId, sought)
  await places.read([anywhere], usual.lengths[0])
  const some = places.within(anywhere)
  const documents = sql`search_documents d where d.person_id = ${personId} and ${holds({ personId, sought }, anywhere)}`
  return some?.end === whole
    ? sql<boolean>`id in (select d.record_id from ${documents} and d.n = any(cast(${some.places.map(numberOf)} as integer[])))`
    : sql<boolean>`exists (select 1 from ${documents} and d.record_id = id)`
}

interface Search {
  tx: Handle
  personId: string
  sought: Sought
  places: Places
  reach: Reach
}

/** How much is read before more is. */
interface Reach {
  /** So many places of a word, and more where words are so frequent, and so rarely together, that these do not do. */
  lengths: readonly [number, number, ...number[]]
  /** So many of the latest records, before longer lists; and so many before any. */
  lately: number
  atOnce: number
}

const usual: Reach = { lengths: [1000, 5000, 50_000], lately: 2000, atOnce: 500 }

async function latestFound(search: Search, way: Way, limit: number): Promise<Found[]> {
  const { places, reach } = search
  if (places.tellsNothing(way)) return walked(search, way, limit)
  for (const length of reach.lengths) {
    await places.read([way], length)
    const some = places.within(way)
    const rows = some ? await among(search, way, some.places, limit) : []
    if (some?.end === whole || rows.length >= limit) return rows
    if (length !== reach.lengths[0]) continue
    const latest = await walked(search, way, limit, reach.lately)
    if (latest.length >= limit) return latest
  }
  return walked(search, way, limit)
}

/** The latest of the records at these places, which stand in that order, that are what is looked for. */
async function among(search: Search, way: Way, places: readonly number[], limit: number): Promise<Found[]> {
  const found: Found[] = []
  // Most of them are: all are looked at only if too few of the first were.
  for (let at = 0, many = Math.max(100, 2 * limit); at < places.length && found.length < limit; at += many, many *= 8) {
    const { rows } = await sql<Found>`select ${shown} from ${matching(search, way)}
      and d.n = any(cast(${places.slice(at, at + many).map(numberOf)} as integer[]))
      order by ${latest} limit ${limit - found.length}`.execute(search.tx)
    found.push(...rows)
  }
  return found
}

/** All ways at once, of few records. */
async function ranked(search: Search, places: readonly number[], limit: number): Promise<Found[]> {
  if (places.length === 0) return []
  const { personId, sought } = search
  const better = ways.slice(0, -1).map((way, rank) => {
    const only = asked(personId, { ...anything, words: sought.words }, way, language)
    return sql`when d.words @@ cast(${only} as tsquery) then ${sql.lit(rank)}`
  })
  const { rows } = await sql<Found>`select ${shown} from ${matching(search, anywhere)}
    and d.n = any(cast(${places.map(numberOf)} as integer[]))
    order by case ${sql.join(better, sql` `)} else ${sql.lit(ways.length)} end, ${latest} limit ${limit}`.execute(
    search.tx,
  )
  return rows
}

/** The latest that are what is looked for, as they come; where `most` is named, of so many records. */
async function walked(search: Search, way: Way, limit: number, most?: number): Promise<Found[]> {
  const { since, until } = search.sought
  const between = sql`${since ? sql`and d.day >= ${since}` : sql``} ${until ? sql`and d.day <= ${until}` : sql``}`
  const own = sql`search_documents d where d.person_id = ${search.personId} ${between}`
  const documents = most ? sql`(select * from ${own} order by ${latest} limit ${most}) d where true` : own
  const { rows } = await sql<Found>`select ${shown} from ${documents} and ${holds(search, way)}
    order by ${latest} limit ${limit}`.execute(search.tx)
  return rows
}

const latest = sql`d.day desc, d.n desc`

const matching = (search: Search, way: Way) =>
  sql`search_documents d where d.person_id = ${search.personId} and ${holds(search, way)}`

const holds = ({ personId, sought }: Pick<Search, 'personId' | 'sought'>, way: Way) =>
  sql`d.words @@ cast(${asked(personId, sought, way, language)} as tsquery)`

// Words and marks hold letters, digits and colons only, so nothing in them ends a quotation.
const language: Language = {
  word: (word) => `'${word}'`,
  beginning: (word) => `'${word}':*`,
  phrase: (words) => `(${words.map((word) => `'${word}'`).join(' <-> ')})`,
  and: ' & ',
  or: ' | ',
  without: (all, none) => `${all} & !${none}`,
}
