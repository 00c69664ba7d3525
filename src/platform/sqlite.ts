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
  type TransactionSettings,
} from 'kysely'
import { Problem } from '../core/problem.ts'
import { emptyRow } from './rows.ts'

/** How long another program that begins, ends or mends the file is waited for, in milliseconds; all of this one stands still meanwhile. */
const patience = 5000
/** How long another program's write is. One that takes longer is waited for by asking again, while this program goes on. */
const moment = 50

/** Opens a person's file. Durable before it answers (WAL, synchronous=FULL). */
export function openSqlite(file: string): DatabaseSync {
  const until = Date.now() + patience
  for (let tries = 1; ; tries++)
    try {
      return openedOnce(file)
    } catch (error) {
      if (tries === mostTries || Date.now() > until || !passing.has(codeOf(error) ?? 0)) throw inWords(error, file)
      standStill(20 * tries)
    }
}

/** Holds the whole program up, where a file has to be there before anything else can begin. */
export const standStill = (milliseconds: number): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)

// Where many programs begin and leave one file at the same moment, the engine does not wait: the last to leave takes away what the next
// has just found (its log, and what says who reads it). A moment later it is whole.
const passing = new Set([5, 10])
const mostTries = 6

function openedOnce(file: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    // Patient from the first word on: another program may be beginning or mending the same file.
    database = new DatabaseSync(file, { timeout: patience })
    database.exec(
      'pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma trusted_schema=off;',
    )
    return database
  } catch (error) {
    database?.close()
    throw error
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

class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection
  readonly #place: Place
  #free: Promise<void> = Promise.resolve()
  #release: () => void = () => {}

  constructor(database: DatabaseSync) {
    this.#connection = new SqliteConnection(database)
    this.#place = new Place(database.location())
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
    const reads = settings.accessMode === 'read only'
    if (reads) this.#connection.exec('begin')
    else this.#connection.takeLock()
    if (this.#place.isHeld(reads)) return
    this.#connection.rollback()
    throw this.#place.left()
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

/**
 * Where the file was when it was opened. A file that was moved away, replaced or removed since can still be written, and what is
 * written to it is gone with it: nothing may be acknowledged then.
 */
class Place {
  /** Null where records are held in memory only. */
  readonly #file: string | null
  readonly #identity: string | null
  /** The changes that wait beside the file; they are there from the first write until the file is closed. */
  #waiting: string | null = null

  constructor(file: string | null) {
    this.#file = file
    this.#identity = file && identityOf(file)
  }

  isHeld(reads: boolean): boolean {
    if (this.#file === null) return true
    if (this.#identity === null || identityOf(this.#file) !== this.#identity) return false
    if (reads) return true
    const waiting = identityOf(`${this.#file}-wal`)
    this.#waiting ??= waiting
    return waiting !== null && waiting === this.#waiting
  }

  left(): Problem {
    return new Problem(
      'unavailable',
      `The file ${this.#file}, or ${this.#file}-wal that belongs to it, is not where it was: it was moved, replaced or removed while Cairn was using it. Nothing was changed. Put it back; or stop Cairn and start it again, and it says what to do.`,
    )
  }
}

/** Which file it is, whatever it is called; null if it is not there or may not be looked at. */
function identityOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file, { bigint: true })
    return `${dev} ${ino}`
  } catch {
    return null
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #statements = new Map<string, Prepared>()

  constructor(readonly database: DatabaseSync) {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const prepared = this.#prepare(sql)
      const { statement } = prepared
      const values = parameters.map(asSqlite)
      if (prepared.columns.length > 0)
        return { rows: asRows(prepared, statement.all(...values) as unknown[] as unknown[][]) as R[] }
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

  takeLock(): void {
    try {
      this.exec(`pragma busy_timeout=${moment}; begin immediate; pragma busy_timeout=${patience}`)
    } catch (error) {
      this.exec(`pragma busy_timeout=${patience}`)
      throw error
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
    statement.setReturnArrays(true)
    const prepared: Prepared = { statement, ...columnsOf(statement) }
    if (this.#statements.size > 500) this.#statements.clear()
    this.#statements.set(sql, prepared)
    return prepared
  }
}

interface Prepared {
  statement: StatementSync
  /** None for what answers no rows. */
  columns: readonly string[]
  empty: () => Record<string, unknown>
}

function columnsOf(statement: StatementSync): Omit<Prepared, 'statement'> {
  const columns = statement.columns().map(({ name }) => name)
  return { columns, empty: emptyRow(columns) }
}

/** What the engine makes of rows itself are objects without a shape, which everything that reads them pays for. */
function asRows(prepared: Prepared, found: unknown[][]): Record<string, unknown>[] {
  // Another program may have added a column since.
  if (found[0] && found[0].length !== prepared.columns.length) Object.assign(prepared, columnsOf(prepared.statement))
  const { columns, empty } = prepared
  return found.map((values) => {
    const row = empty()
    for (let at = 0; at < columns.length; at++) row[columns[at]!] = values[at]
    return row
  })
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

const wayBack = 'Stop Cairn; “cairn archive restore” goes back to the newest copy that is whole.'

/** The file cannot be read or written as it is: a copy has to take its place. */
export class DamagedFile extends Problem {
  constructor(sentence: string) {
    super('unavailable', sentence)
  }
}

/** Another program writes the file just now. */
export class BusyFile extends Problem {
  constructor(which: string) {
    super(
      'unavailable',
      `${which} is being written by another program. Nothing was changed. Close the other program or try again in a moment.`,
    )
  }
}

/** What SQLite refuses for reasons outside the program, as a sentence; anything else is a bug and stays as it is. */
function inWords(error: unknown, file?: string): unknown {
  const code = codeOf(error)
  if (code === undefined) return error
  // Every query is typed against the tables that Cairn makes: one that does not fit meets a file that was changed.
  if (
    code === 1 &&
    /^(no such (column|table)|malformed database schema|vtable constructor failed|parse error in|unrecognized (column )?option|foreign key mismatch)/.test(
      (error as Error).message,
    )
  )
    return new DamagedFile(
      `Your file is damaged: its tables are not as Cairn made them. Nothing was changed. ${wayBack}`,
    )
  const which = file ? `The file ${file}` : 'Your file'
  if (code === 5 || code === 6) return new BusyFile(which)
  const sentences: Record<number, string> = {
    8: `${which} cannot be written: it is read-only. Nothing was changed. Allow writing to it and try again.`,
    10: `The disk reported an error while ${file ?? 'your file'} was in use. Nothing was changed. Check the disk, then try again.`,
    11: `${which} is damaged. Nothing was changed. ${wayBack}`,
    13: 'The disk is full. Nothing was changed. Free some space and try again.',
    14: `${which} cannot be opened. Check that its folder exists and that you may write there.`,
    26: `${which} is damaged, or was never a file of Cairn. Nothing was changed. ${wayBack}`,
  }
  const sentence = sentences[code]
  if (!sentence) return error
  return code === 11 || code === 26 ? new DamagedFile(sentence) : new Problem('unavailable', sentence)
}
