import { setTimeout } from 'node:timers/promises'
import { CompiledQuery, Kysely, type Transaction, type TransactionBuilder } from 'kysely'
import type { Pool } from 'pg'
import { engineOf } from './engine.ts'
import { perDatabase } from './per-database.ts'
import { actOnServerAs, askAs, inDoubt, inWords, poolTo, takeTurn } from './postgres.ts'
import { RowsPlugin } from './rows.ts'
import type { Tables } from './schema.ts'
import { serverDialect } from './server-connection.ts'
import { BusyFile, openSqlite, sqliteDialect } from './sqlite.ts'

export type Database = Kysely<Tables>
/** A handle inside a transaction, or the database itself: what a query needs. */
export type Handle = Kysely<Tables> | Transaction<Tables>

/** A person's file, or a server (`postgres://…`), as typed queries. */
export function openDatabase(place: string): Database {
  const pool = isServer(place) ? poolTo(place) : null
  const db = new Kysely<Tables>({
    dialect: pool ? serverDialect(pool) : sqliteDialect(openSqlite(place)),
    plugins: [new RowsPlugin()],
  })
  poolOf(db).pool = pool
  return db
}

const poolOf = perDatabase<{ pool: Pool | null }>(() => ({ pool: null }))

/** True for the address of a PostgreSQL server. */
export const isServer = (place: string): boolean => /^postgres(ql)?:\/\//.test(place)

/**
 * Everything `work` does as this person, or nothing; `null` is the program itself, which knows persons but not what they wrote. A
 * read sees one state from start to end. Where another program writes a person's file, a write waits for its turn, or is refused in a moment
 * if it would sooner be left undone.
 */
export async function transaction<T>(
  db: Database,
  scope: 'read' | 'write',
  personId: string | null,
  work: (tx: Transaction<Tables>) => Promise<T>,
  { waits = true } = {},
): Promise<T> {
  const begun = db.transaction().setAccessMode(scope === 'read' ? 'read only' : 'read write')
  if (engineOf(db) === 'sqlite') return waits ? inTurn(begun, work) : begun.execute(work)
  let isDone = false
  try {
    return await begun
      .setIsolationLevel(scope === 'read' ? 'repeatable read' : 'read committed')
      .execute(async (tx) => {
        if (personId !== null) await actOnServerAs(tx, personId, scope)
        else if (scope === 'write') await takeTurn(tx)
        const done = await work(tx)
        isDone = scope === 'write'
        return done
      })
  } catch (error) {
    throw isDone ? inDoubt(error) : inWords(error)
  }
}

/** How long another program's writes are waited for, in milliseconds: it may be busy on a busy machine. */
const patience = 30_000

/** Asks again until the file is free; in between, others of this program read it. */
async function inTurn<T>(begun: TransactionBuilder<Tables>, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T> {
  const until = performance.now() + patience
  let hasBegun = false
  for (;;)
    try {
      return await begun.execute((tx) => {
        hasBegun = true
        return work(tx)
      })
    } catch (error) {
      if (hasBegun || !(error instanceof BusyFile) || performance.now() > until) throw error
      await setTimeout(5 + Math.random() * 20)
    }
}

/** The rows of one small query as this person, outside any transaction. `query` gets the person as SQL; columns keep their names. */
export async function glance<Row>(
  db: Database,
  personId: string,
  query: (person: string) => string,
): Promise<readonly Row[]> {
  const { pool } = poolOf(db)
  if (!pool) return (await db.executeQuery<Row>(CompiledQuery.raw(query('?'), [personId]))).rows
  try {
    return await askAs<Row>(pool, personId, query)
  } catch (error) {
    throw inWords(error)
  }
}

/** A part of `self`'s write that happens as another person who belongs to them: their filled example. */
export async function asAnother<T>(tx: Handle, personId: string, self: string, work: () => Promise<T>): Promise<T> {
  if (engineOf(tx) === 'sqlite') return work()
  await actOnServerAs(tx, personId, 'write')
  const done = await work()
  await actOnServerAs(tx, self, 'write')
  return done
}
