import { sql } from 'kysely'
import { wordsIn } from '../core/search-words.ts'
import { type Database, type Handle, transaction } from './database.ts'
import { engineOf } from './engine.ts'
import { type RecordTable, recordTables } from './schema.ts'
import { listed, placeOf } from './search.ts'
import { ownerMark, titleMark } from './search-asked.ts'
import {
  type Beside,
  besideOf,
  besides,
  type Findable,
  findable,
  findableTables,
  nothing,
  wordsVersion,
} from './search-documents.ts'
import { send } from './server-connection.ts'

type Row = object & { id: string }

/** Keeps what can be found of a row in step with a change to it, or to what stands beside another row. */
export async function keepWords(
  tx: Handle,
  personId: string,
  table: RecordTable,
  before: Row | null,
  after: Row | null,
): Promise<void> {
  const about = besides[table]
  if (about)
    return keepBeside(tx, personId, about.table, String(((after ?? before) as Record<string, unknown>)[about.column]))
  if (!findableTables.includes(table)) return
  const { id } = (after ?? before)!
  const was = before && findable(table, before)
  const is = after && findable(table, after)
  if (JSON.stringify(was) === JSON.stringify(is)) return
  if (!is) return forget(tx, personId, id)
  // Nobody can have said anything of what was not there.
  const beside = before ? await besideOf(tx, personId, table, id) : nothing
  await write(tx, personId, id, beside === nothing ? is : findable(table, after!, beside)!)
}

async function keepBeside(tx: Handle, personId: string, table: RecordTable, id: string): Promise<void> {
  const row = await tx
    .selectFrom(table)
    .selectAll()
    .where('id', '=', id)
    .where('personId', '=', personId)
    .executeTakeFirst()
  const found = row && findable(table, row, await besideOf(tx, personId, table, id))
  if (found) await write(tx, personId, id, found)
}

const forget = async (tx: Handle, personId: string, recordId: string): Promise<void> =>
  send(tx, tx.deleteFrom('searchDocuments').where('recordId', '=', recordId).where('personId', '=', personId).compile())

/** Forgets every word of a person. */
export async function forgetWords(tx: Handle, personId: string): Promise<void> {
  await tx.deleteFrom('searchDocuments').where('personId', '=', personId).execute()
  await tx.deleteFrom('searchVocabulary').where('personId', '=', personId).execute()
}

async function write(tx: Handle, personId: string, recordId: string, found: Findable): Promise<void> {
  const words = wordsOf(found)
  await writeDocument(tx, personId, recordId, found, words)
  await writeVocabulary(tx, personId, [...words.title, ...words.body])
}

interface Words {
  title: string[]
  body: string[]
}

const wordsOf = ({ title, body }: Findable): Words => ({ title: wordsIn(title), body: wordsIn(body) })

async function writeDocument(
  tx: Handle,
  personId: string,
  recordId: string,
  { marks, ...shown }: Findable,
  { title, body }: Words,
): Promise<void> {
  // Words that stand side by side in two parts are no phrase: an empty word parts them.
  const inOrder = [...title, ...(title.length > 0 ? [':'] : []), ...body]
  const marked = [...title.map(titleMark), ...marks, ownerMark(personId)]
  const insert = tx
    .insertInto('searchDocuments')
    .values({
      recordId,
      personId,
      ...shown,
      ...(engineOf(tx) === 'postgres' && { words: vector(inOrder, marked) }),
    } as never)
    .onConflict((conflict) =>
      conflict
        .columns(['personId', 'recordId'])
        .doUpdateSet(
          (e) =>
            ({
              ...shown,
              ...(engineOf(tx) === 'postgres' && { words: e.ref('excluded.words' as never) }),
            }) as never,
        )
        .where('searchDocuments.personId', '=', personId),
    )
  if (engineOf(tx) === 'postgres') return send(tx, insert.compile())
  const { n } = await insert.returning('n').executeTakeFirstOrThrow()
  await sql`insert into search_words (rowid, words)
    values (${placeOf(shown.day, n)}, ${[...inOrder, ...marked].join(' ')})`.execute(tx)
}

/** The words with their places, and the marks, which have none. */
function vector(words: readonly string[], marks: readonly string[]) {
  const placed = words.map((word, i) => `'${word}':${Math.min(i + 1, lastPlace)}`)
  return sql`cast(${[...placed, ...marks.map((mark) => `'${mark}'`)].join(' ')} as tsvector)`
}

// A server counts no further.
const lastPlace = 16_383

async function writeVocabulary(tx: Handle, personId: string, written: Iterable<string>): Promise<void> {
  const words = [...new Set(written)].filter((word) => word.length > 2 && /\p{L}/u.test(word))
  if (words.length === 0) return
  await send(
    tx,
    sql`insert into search_vocabulary ("person_id", word)
      select ${personId}, c.value from ${listed(tx, words)} where true on conflict do nothing`.compile(tx),
  )
}

/** Splits everything a person has anew. */
export async function indexAnew(tx: Handle, personId: string): Promise<void> {
  await forgetWords(tx, personId)
  const beside = await allBeside(tx, personId)
  const all = new Set<string>()
  for (const table of recordTables.filter((table) => findableTables.includes(table)))
    for (const row of await tx.selectFrom(table).selectAll().where('personId', '=', personId).orderBy('id').execute()) {
      const found = findable(table, row, beside.get(row.id) ?? nothing)
      if (!found) continue
      const words = wordsOf(found)
      await writeDocument(tx, personId, row.id, found, words)
      for (const word of [...words.title, ...words.body]) all.add(word)
    }
  await writeVocabulary(tx, personId, all)
}

async function allBeside(tx: Handle, personId: string): Promise<Map<string, Beside>> {
  const beside = new Map<string, Beside>()
  const confirmed = await tx
    .selectFrom('confirmations')
    .select(['evidenceId', 'by'])
    .where('personId', '=', personId)
    .orderBy('id')
    .execute()
  for (const [id, rows] of Map.groupBy(confirmed, ({ evidenceId }) => evidenceId))
    beside.set(id, { ...nothing, confirmedBy: rows.map(({ by }) => by) })
  const readings = await tx
    .selectFrom('readings')
    .select(['metricId', 'on', 'value'])
    .where('personId', '=', personId)
    .orderBy('on')
    .execute()
  for (const [id, rows] of Map.groupBy(readings, ({ metricId }) => metricId))
    beside.set(id, { ...nothing, latest: rows.at(-1)! })
  return beside
}

/** Splits the words of everybody whose words were last split by another rule, as after an update. */
export async function indexOutdated(db: Database): Promise<void> {
  const outdated = await transaction(db, 'read', null, (tx) =>
    tx.selectFrom('persons').select('id').where('wordsVersion', '<>', wordsVersion).execute(),
  )
  for (const { id } of outdated) {
    await transaction(db, 'write', id, (tx) => indexAnew(tx, id))
    await transaction(db, 'write', null, (tx) =>
      tx.updateTable('persons').set({ wordsVersion }).where('id', '=', id).execute(),
    )
  }
}
