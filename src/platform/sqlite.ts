import { statSync } from 'node:fs'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
  type TransactionSettings,
} from 'kysely'
import { Problem } from '../core/problem.ts'
import type { Database } from './database.ts'

/** How long another program's write is waited for, in milliseconds. */
const patience = 5000

/** Opens a person's file. Durable before it answers (WAL, synchronous=FULL); waits up to five seconds for another program's write. */
export function openSqlite(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file)
    database.exec(
      `pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma busy_timeout=${patience}; pragma trusted_schema=off;`,
    )
    return database
  } catch (error) {
    throw inWords(error, file)
  }
}

const headSize = 100
const notOurs = 'it is damaged, or was never a file of Cairn'

/** Why the file cannot be used, as the end of a sentence, or null. It is only read, so that a damaged file stays as it is. */
export function faultIn(file: string): string | null {
  const found = statSync(file)
  if (!found.isFile()) return 'it is a folder'
  if (found.size === 0) return 'it is empty, so it holds no records'
  // SQLite takes a file that is shorter than its own head for a new one, and writes over it.
  if (found.size < headSize) return notOurs
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: patience })
    try {
      const word = database.prepare('pragma quick_check(1)').get()?.quick_check
      if (word !== 'ok') return `it is damaged (${String(word)})`
      // SQLite fills up a last page that is cut short, and calls the file whole.
      const pageSize = Number(database.prepare('pragma page_size').get()?.page_size)
      if (found.size % pageSize !== 0) return 'it is damaged (its end is missing)'
      const tables = database.prepare(`select name from sqlite_master where type = 'table'`).all()
      const isOurs = tables.length === 0 || tables.some(({ name }) => name === 'migrations')
      return isOurs ? null : 'it belongs to another program'
    } finally {
      database.close()
    }
  } catch (error) {
    const code = codeOf(error)
    if (code === 11 || code === 26) return notOurs
    throw inWords(error, file)
  }
}

/**
 * Kysely's dialect over Node's own SQLite. One connection, one transaction at a time; a transaction that may write takes the
 * write lock at its start, so that it can wait for another process but never fails half way for want of the lock.
 */
export const sqliteDialect = (database: DatabaseSync): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new SqliteDriver(database),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
})

/** Does what would sooner be left undone than wait for another program that writes. */
export const withoutWaiting = <T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> =>
  db.connection().execute(async (own) => {
    await sql`pragma busy_timeout=0`.execute(own)
    try {
      return await work(own)
    } finally {
      await sql.raw(`pragma busy_timeout=${patience}`).execute(own)
    }
  })

class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection
  #free: Promise<void> = Promise.resolve()
  #release: () => void = () => {}

  constructor(database: DatabaseSync) {
    this.#connection = new SqliteConnection(database)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#free
    let release = () => {}
    this.#free = new Promise((resolve) => {
      release = resolve
    })
    await before
    this.#release = release
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#release()
  }

  async beginTransaction(_: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    this.#connection.exec(settings.accessMode === 'read only' ? 'begin' : 'begin immediate')
  }

  async commitTransaction(): Promise<void> {
    this.#connection.exec('commit')
  }

  async rollbackTransaction(): Promise<void> {
    this.#connection.rollback()
  }

  async destroy(): Promise<void> {
    this.#connection.close()
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #statements = new Map<string, { statement: StatementSync; reads: boolean }>()

  constructor(readonly database: DatabaseSync) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const { statement, reads } = this.#prepare(sql)
      const values = parameters.map(asSqlite)
      if (reads) return { rows: statement.all(...values) as R[] }
      const { changes, lastInsertRowid } = statement.run(...values)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    } catch (error) {
      throw inWords(error)
    }
  }

  // biome-ignore lint/correctness/useYield: no page of Cairn streams rows; lists are read a page at a time.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not used')
  }

  exec(sql: string): void {
    try {
      this.database.exec(sql)
    } catch (error) {
      throw inWords(error)
    }
  }

  // SQLite rolls back by itself after some errors (a full disk): a second rollback would hide the first error.
  rollback(): void {
    if (this.database.isTransaction) this.exec('rollback')
  }

  close(): void {
    this.#statements.clear()
    if (this.database.isOpen) this.database.close()
  }

  #prepare(sql: string) {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.database.prepare(sql)
    const prepared = { statement, reads: statement.columns().length > 0 }
    if (this.#statements.size > 500) this.#statements.clear()
    this.#statements.set(sql, prepared)
    return prepared
  }
}

type SqliteValue = null | number | bigint | string | Uint8Array

function asSqlite(value: unknown): SqliteValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Uint8Array
  )
    return value
  throw new Error(`SQLite cannot hold a ${typeof value}`)
}

/** SQLite's own number for an error, without what it adds to tell cases apart. */
function codeOf(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: number }
  return errcode === undefined ? undefined : errcode & 0xff
}

/** What SQLite refuses for reasons outside the program, as a sentence; anything else is a bug and stays as it is. */
function inWords(error: unknown, file?: string): unknown {
  const code = codeOf(error)
  if (code === undefined) return error
  const which = file ? `The file ${file}` : 'Your file'
  const sentences: Record<number, string> = {
    5: `${which} is being written by another program. Nothing was changed. Close the other program or try again in a moment.`,
    6: `${which} is being written by another program. Nothing was changed. Close the other program or try again in a moment.`,
    8: `${which} cannot be written: it is read-only. Nothing was changed. Allow writing to it and try again.`,
    10: `The disk reported an error while ${which.toLowerCase()} was in use. Nothing was changed. Check the disk, then try again.`,
    11: `${which} is damaged. Nothing was changed. Stop Cairn, then start it again: it says what to do.`,
    13: 'The disk is full. Nothing was changed. Free some space and try again.',
    14: `${which} cannot be opened. Check that its folder exists and that you may write there.`,
    26: `${which} is damaged, or was never a file of Cairn. Nothing was changed. Stop Cairn, then start it again: it says what to do.`,
  }
  const sentence = sentences[code]
  return sentence ? new Problem('unavailable', sentence) : error
}
