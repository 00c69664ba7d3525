import { CompiledQuery, sql } from 'kysely'
import pg from 'pg'
import { actingRole } from '../../migrations/tables.ts'
import { Problem } from '../core/problem.ts'
import type { Handle } from './database.ts'
import { send } from './server-connection.ts'

// Counts and sums arrive as text, since they may be larger than a number of JavaScript can be; nothing that Cairn counts is.
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** A pool of connections to the server that `url` names. Connects when first asked; gives up after five seconds. */
export function poolTo(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 5000,
    // What is sent does not wait for the answer to what was sent before.
    pipeline: true,
  })
  // A connection that breaks while nobody uses it is replaced; whoever uses one hears of it from their query.
  pool.on('error', () => undefined)
  // So does one that breaks between two queries of somebody: without this, the program would end with it.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/**
 * The rows of one query as this person, in one message to the server instead of four: for what is asked with every page. `query` gets
 * the person as SQL. The server takes several statements of one message as one transaction.
 */
export async function askAs<Row>(pool: pg.Pool, personId: string, query: (person: string) => string): Promise<Row[]> {
  const person = pg.escapeLiteral(personId)
  const acting = `select set_config('role', '${actingRole}', true), set_config('app.actor', ${person}, true)`
  const answers = (await pool.query(`${acting}; ${query(person)}`)) as unknown as { rows: Row[] }[]
  return answers[1]!.rows
}

/**
 * For this transaction: from here on as the role that owns nothing, seeing and writing this person's rows only. Who writes waits for
 * others that write as the same person, so that two never take the same place in the log.
 */
export async function actOnServerAs(tx: Handle, personId: string, scope: 'read' | 'write'): Promise<void> {
  await send(tx, CompiledQuery.raw(scope === 'read' ? acting : `${acting}, ${waiting}`, [personId]))
}

const acting = `select set_config('role', '${actingRole}', true), set_config('app.actor', $1, true)`

// The first half of the key of every lock that is Cairn's: other programs on the server take others.
const inLine = 0x6361_6972

const waiting = `pg_advisory_xact_lock(${inLine}, hashtext($1))`

/** As who connects, to bring tables up to date or to find a person: waits for others that do. */
export const takeTurn = (tx: Handle) => sql`select pg_advisory_xact_lock(${inLine}, 0)`.execute(tx)

/** The oldest server that is known to do. */
const oldest = 150_000

export async function refuseOldServer(tx: Handle): Promise<void> {
  const { rows } = await sql<{ version: string; name: string }>`
    select current_setting('server_version_num') as version, current_setting('server_version') as name`.execute(tx)
  if (Number(rows[0]!.version) < oldest)
    throw new Problem(
      'unavailable',
      `The server runs PostgreSQL ${rows[0]!.name}; Cairn needs 15 or newer. Nothing was changed.`,
      'DATABASE_URL',
    )
}

/** What the server refuses for reasons outside the program, as a sentence; anything else is a bug and stays as it is. */
export function inWords(error: unknown): unknown {
  const sentence = sentenceFor(error)
  return sentence === undefined ? error : new Problem('unavailable', sentence)
}

/** The same of an end that was asked for and never answered: it may have been saved. */
export const inDoubt = (error: unknown): unknown =>
  sentenceFor(error) === unreachable ? new Problem('unavailable', doubtful) : inWords(error)

function sentenceFor(error: unknown): string | undefined {
  const { code, message } = error as { code?: unknown; message?: string }
  if (typeof code === 'string') return sentences[code] ?? sentences[code.slice(0, 3)] ?? sentences[code.slice(0, 2)]
  // The library has no code for a connection that ended under a query, or was never made.
  return /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/.test(
    message ?? '',
  )
    ? unreachable
    : undefined
}

const unreachable =
  'The PostgreSQL server cannot be reached. Nothing was changed. Check that it runs and that DATABASE_URL is right, then try again.'
const doubtful =
  'The connection to the PostgreSQL server ended while this was being saved: it may have been, or not. Look before you send it again; under the same Idempotency-Key it is done once in any case.'
const refused =
  'The PostgreSQL server refused the name or password in DATABASE_URL. Nothing was changed. Check both, then start Cairn again.'
const busy = 'Somebody else wrote at the same moment. Nothing was changed. Try again.'

// By SQLSTATE or its first two letters, and by what the network says.
const sentences: Record<string, string> = {
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  ECONNABORTED: unreachable,
  EPIPE: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ETIMEDOUT: unreachable,
  ENOENT: unreachable,
  '08': unreachable,
  '28': refused,
  '40': busy,
  '55P03': busy,
  '25006': 'The PostgreSQL server takes no writes at present. Nothing was changed. Try again later.',
  '3D000': 'The PostgreSQL server has no database of the name in DATABASE_URL. Create it first: “createdb cairn”.',
  '42501':
    'The role in DATABASE_URL may not do this. Nothing was changed. It must own the database and be allowed to create roles, or be a member of the role cairn_app.',
  '53100': 'The disk of the PostgreSQL server is full. Nothing was changed. Free some space there and try again.',
  '53300': 'The PostgreSQL server has no connection left. Nothing was changed. Try again in a moment.',
  '57P': unreachable,
}
