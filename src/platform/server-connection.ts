import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { Handle } from './database.ts'

/**
 * Kysely's dialect over a server's connections, on which what nobody waits for travels with the next question: the beginning of a
 * transaction, who it acts as, and each write. An act takes as many ways to the server as it has questions, whatever it writes.
 */
export const serverDialect = (pool: Pool): Dialect => ({
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new ServerDriver(pool),
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
})

/**
 * Does a write of this transaction without waiting for its end: the next question waits for it, or the end of the transaction, and
 * fails if it failed.
 */
export async function send(tx: Handle, query: CompiledQuery): Promise<void> {
  await tx
    .getExecutor()
    .provideConnection(async (connection) =>
      connection instanceof ServerConnection && tx.isTransaction
        ? connection.send(query)
        : void (await connection.executeQuery(query)),
    )
}

class ServerDriver implements Driver {
  readonly #connections = new WeakMap<PoolClient, ServerConnection>()

  constructor(readonly pool: Pool) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ServerConnection> {
    const client = await this.pool.connect()
    const connection = this.#connections.get(client) ?? new ServerConnection(client)
    this.#connections.set(client, connection)
    return connection
  }

  async releaseConnection(connection: ServerConnection): Promise<void> {
    connection.client.release()
  }

  async beginTransaction(connection: ServerConnection, settings: TransactionSettings): Promise<void> {
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    await connection.send(CompiledQuery.raw(`start transaction${isolation} ${settings.accessMode ?? ''}`))
  }

  async commitTransaction(connection: ServerConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'))
  }

  async rollbackTransaction(connection: ServerConnection): Promise<void> {
    await connection.forget()
    await connection.executeQuery(CompiledQuery.raw('rollback'))
  }

  async destroy(): Promise<void> {
    await this.pool.end()
  }
}

class ServerConnection implements DatabaseConnection {
  /** What is on its way, in order. */
  #sent: Promise<unknown>[] = []

  constructor(readonly client: PoolClient) {}

  async send(query: CompiledQuery): Promise<void> {
    const answer = this.#ask(query)
    // Whoever waits next hears of it.
    answer.catch(() => undefined)
    this.#sent.push(answer)
    if (this.#sent.length >= most) await this.#arrived(this.#sent.splice(0))
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const answer = this.#ask<R>(query)
    // The first fault is the cause: after it the server refuses whatever follows.
    await this.#arrived([...this.#sent.splice(0), answer])
    return answer
  }

  /** Waits for what is on its way, whatever becomes of it. */
  async forget(): Promise<void> {
    await Promise.allSettled(this.#sent.splice(0))
  }

  // biome-ignore lint/correctness/useYield: no page of Cairn streams rows; long lists are read a part at a time.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not used')
  }

  async #arrived(answers: readonly Promise<unknown>[]): Promise<void> {
    const failed = (await Promise.allSettled(answers)).find(({ status }) => status === 'rejected')
    if (failed) throw (failed as PromiseRejectedResult).reason
  }

  async #ask<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.client.query(sql, [...parameters])
    return { rows, ...(changing.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }) }
  }
}

/** So many are on their way at most: each is held in memory until it has arrived. */
const most = 100

const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
