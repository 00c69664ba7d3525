import { type Kysely, sql } from 'kysely'
import * as first from '../../migrations/0001-first.ts'
import { Problem } from '../core/problem.ts'
import { type Database, transaction } from './database.ts'

interface Migration {
  name: string
  up(db: Kysely<unknown>): Promise<void>
}

/** In order of birth. A name, once shipped, never changes. */
export const migrations: readonly Migration[] = [{ name: '0001-first', ...first }]

/**
 * Brings the file up to what this program knows, each step in a transaction of its own. `keep` runs once before the first step
 * on a file that already holds something. A file from a newer program is refused untouched.
 */
export async function migrate(
  db: Database,
  keep: (before: string) => Promise<void>,
  known = migrations,
): Promise<void> {
  const done = await applied(db)
  const newer = done.filter((name) => !known.some((migration) => migration.name === name))
  if (newer.length > 0)
    throw new Problem(
      'unavailable',
      `This file was written by a newer Cairn (it knows “${newer.at(-1)}”). Nothing was changed. Update Cairn, then start it again.`,
    )
  const missing = known.filter((migration) => !done.includes(migration.name))
  if (missing.length > 0 && done.length > 0) await keep(missing[0]!.name)
  for (const { name, up } of missing) {
    await transaction(db, 'write', async (tx) => {
      // Two programs may start at once: the one that waited finds the step done.
      if ((await applied(tx as unknown as Database)).includes(name)) return
      await up(tx as unknown as Kysely<unknown>)
      await tx.insertInto('migrations').values({ name, at: new Date().toISOString() }).execute()
    })
  }
}

async function applied(db: Database): Promise<string[]> {
  await db.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute()
  return (await db.selectFrom('migrations').select('name').orderBy('name').execute()).map((row) => row.name)
}

/** The first fault SQLite finds in the file, or null. */
export async function damage(db: Database): Promise<string | null> {
  const { rows } = await sql<{ quickCheck: string }>`pragma quick_check(1)`.execute(db)
  const word = rows[0]?.quickCheck ?? 'no answer'
  return word === 'ok' ? null : word
}
