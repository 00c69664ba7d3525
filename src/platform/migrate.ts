import { type Kysely, sql } from 'kysely'
import * as first from '../../migrations/0001-first.ts'
import * as beside from '../../migrations/0002-beside.ts'
import * as derived from '../../migrations/0003-derived.ts'
import * as requests from '../../migrations/0004-requests.ts'
import * as orders from '../../migrations/0005-orders.ts'
import * as ladders from '../../migrations/0006-ladders.ts'
import * as ratingsAsked from '../../migrations/0007-ratings-asked.ts'
import * as nextSteps from '../../migrations/0008-next-steps.ts'
import * as quizzes from '../../migrations/0010-quizzes.ts'
import * as chain from '../../migrations/0011-chain.ts'
import * as capture from '../../migrations/0012-capture.ts'
import * as broughtIn from '../../migrations/0013-brought-in.ts'
import * as conversations from '../../migrations/0014-conversations.ts'
import * as signals from '../../migrations/0015-signals.ts'
import * as documents from '../../migrations/0016-documents.ts'
import * as search from '../../migrations/0017-search.ts'
import * as wordsOnAServer from '../../migrations/0018-words-on-a-server.ts'
import { Problem } from '../core/problem.ts'
import { type Database, type Handle, openDatabase, transaction } from './database.ts'
import { type Engine, engineOf } from './engine.ts'
import { refuseOldServer } from './postgres.ts'

interface Migration {
  name: string
  up(db: Kysely<unknown>, engine: Engine): Promise<void>
}

/** In order of birth. A name, once shipped, never changes. */
export const migrations: readonly Migration[] = [
  { name: '0001-first', ...first },
  { name: '0002-beside', ...beside },
  { name: '0003-derived', ...derived },
  { name: '0004-requests', ...requests },
  { name: '0005-orders', ...orders },
  { name: '0006-ladders', ...ladders },
  { name: '0007-ratings-asked', ...ratingsAsked },
  { name: '0008-next-steps', ...nextSteps },
  { name: '0010-quizzes', ...quizzes },
  { name: '0011-chain', ...chain },
  { name: '0012-capture', ...capture },
  { name: '0013-brought-in', ...broughtIn },
  { name: '0014-conversations', ...conversations },
  { name: '0015-signals', ...signals },
  { name: '0016-documents', ...documents },
  { name: '0017-search', ...search },
  { name: '0018-words-on-a-server', ...wordsOnAServer },
]

/**
 * Brings the file or server up to what this program knows, each step in a transaction of its own. `keep` runs once before the first
 * step where there is something already. What a newer program wrote is refused untouched.
 */
export async function migrate(
  db: Database,
  keep: (before: string) => Promise<void>,
  known = migrations,
): Promise<void> {
  const done = await appliedBefore(db)
  const newer = done.filter((name) => !known.some((migration) => migration.name === name))
  if (newer.length > 0)
    throw new Problem(
      'unavailable',
      `${engineOf(db) === 'sqlite' ? 'This file' : 'This database'} was written by a newer Cairn (it knows “${newer.at(-1)}”). Nothing was changed. Update Cairn, then start it again.`,
    )
  const missing = known.filter((migration) => !done.includes(migration.name))
  if (missing.length > 0 && done.length > 0) await keep(missing[0]!.name)
  for (const { name, up } of missing) {
    await transaction(db, 'write', null, async (tx) => {
      // Two programs may start at once: the one that waited finds the step done.
      if ((await appliedIn(tx)).includes(name)) return
      await up(tx as unknown as Kysely<unknown>, engineOf(tx))
      await tx.insertInto('migrations').values({ name, at: new Date().toISOString() }).execute()
    })
  }
}

const appliedBefore = (db: Database): Promise<string[]> =>
  transaction(db, 'write', null, async (tx) => {
    if (engineOf(tx) === 'postgres') await refuseOldServer(tx)
    await tx.schema
      .createTable('migrations')
      .ifNotExists()
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('at', 'text', (c) => c.notNull())
      .execute()
    return appliedIn(tx)
  })

async function appliedIn(tx: Handle): Promise<string[]> {
  return (await tx.selectFrom('migrations').select('name').orderBy('name').execute()).map((row) => row.name)
}

/** The first fault SQLite finds in the file, or null: also in what only finds records, and in who they belong to. A server looks after its own. */
export async function damage(tx: Handle): Promise<string | null> {
  if (engineOf(tx) === 'postgres') return null
  const { rows } = await sql<{ integrityCheck: string }>`pragma integrity_check(1)`.execute(tx)
  const word = rows[0]?.integrityCheck ?? 'no answer'
  if (word !== 'ok') return word
  const orphans = await sql<{ table: string }>`pragma foreign_key_check`.execute(tx)
  if (orphans.rows[0]) return `a row in ${orphans.rows[0].table} belongs to nobody`
  return strangeTable(tx)
}

/** The first table or index of an up-to-date file that is not as Cairn makes it, in words, or null. What somebody else added is let be. */
export async function strangeTable(tx: Handle): Promise<string | null> {
  const made = await tablesMade()
  const found = new Map((await tablesIn(tx)).map(({ name, sql }) => [name, sql]))
  const strange = made.find(({ name, sql }) => found.get(name) !== sql)
  return strange ? `“${strange.name}” is not as Cairn made it` : null
}

const tablesIn = async (tx: Handle): Promise<{ name: string; sql: string | null }[]> =>
  (await sql<{ name: string; sql: string | null }>`select name, sql from sqlite_master order by name`.execute(tx)).rows

let made: ReturnType<typeof tablesIn> | undefined

/** The tables of a new file. */
function tablesMade(): ReturnType<typeof tablesIn> {
  made ??= (async () => {
    const db = openDatabase(':memory:')
    await migrate(db, async () => undefined)
    const tables = await tablesIn(db)
    await db.destroy()
    return tables
  })()
  return made
}
