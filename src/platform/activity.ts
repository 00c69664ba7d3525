import { createHash } from 'node:crypto'
import { v5, validate, version } from 'uuid'
import { entriesOf, rowsOf } from './all-rows.ts'
import { canonical, hashedOf, keptOf, stripped } from './change-words.ts'
import type { Handle } from './database.ts'
import { type ActivityRow, type Change, type RecordTable, recordTables } from './schema.ts'
import { send } from './server-connection.ts'
import { endOfLog, logged } from './settled.ts'

export interface Entry {
  id: string
  at: string
  via: ActivityRow['via']
  operation: string
  changes: Change[]
  undoes: string | null
}

/** What the first entry of a chain follows. */
export const beginning = '0'.repeat(64)

/** Appends an entry to the person's log, chained to the one before by its hash. Call inside the transaction that made the changes. */
export async function append(tx: Handle, personId: string, entry: Entry): Promise<void> {
  const last = await endOfLog(tx, personId)
  const seq = last.seq + 1
  const previousHash = last.hash || beginning
  const changes = `[${entry.changes.map(keptOf).join()}]`
  const hash = hashOf({ ...entry, seq, previousHash })
  await send(
    tx,
    tx
      .insertInto('activity')
      .values({ ...entry, personId, seq, changes, previousHash, hash })
      .compile(),
  )
  logged(tx, personId, { seq, hash, previousHash, changes: entry.changes }, changes)
}

/** The id of the entry that goes on from another, where what was asked for is done in several acts: by their ids they belong together. */
export const goesOnAs = (entry: string): string => v5('goes on', entry)

/** How far apart in the log two portions of one thing are looked for. */
const reach = 5_000

/** The entry with all that were done in one go with it, the newest first. */
export async function portionsOf(
  tx: Handle,
  personId: string,
  { id, seq, operation }: Pick<ActivityRow, 'id' | 'seq' | 'operation'>,
): Promise<string[]> {
  const others = tx.selectFrom('activity').select('id').where('personId', '=', personId)
  if (!validate(id)) return [id]
  if (version(id) !== 5 && !(await others.where('id', '=', goesOnAs(id)).executeTakeFirst())) return [id]
  const near = await others
    .where('operation', '=', operation)
    .where('seq', '>=', seq - reach)
    .where('seq', '<=', seq + reach)
    .execute()
  const ids = new Set(near.filter(({ id }) => validate(id)).map(({ id }) => id))
  const before = new Map([...ids].map((id) => [goesOnAs(id), id]))
  const portions = [id]
  for (let earlier = before.get(id); earlier; earlier = before.get(earlier)) portions.push(earlier)
  for (let later = goesOnAs(id); ids.has(later); later = goesOnAs(later)) portions.unshift(later)
  return portions
}

export const lastEntry = (tx: Handle, personId: string) =>
  tx
    .selectFrom('activity')
    .select(['id', 'seq', 'hash'])
    .where('personId', '=', personId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The person is not part of the hash: a career may move to another file and keep its chain. */
export const hashOf = ({
  id,
  seq,
  at,
  via,
  operation,
  changes,
  undoes,
  previousHash,
}: Entry & { seq: number; previousHash: string }): string => {
  const before = canonical([id, seq, at, via, operation]).slice(1, -1)
  const after = canonical([undoes, previousHash]).slice(1, -1)
  return createHash('sha256')
    .update(`[${before},[${changes.map(hashedOf).join()}],${after}]`)
    .digest('hex')
}

/**
 * The first place where the log does not follow from itself, in words, or null. Also checks that every record is as its last
 * logged change left it: an edit made outside Cairn is found.
 */
export async function firstBroken(tx: Handle, personId: string): Promise<string | null> {
  let previousHash = beginning
  let seq = 0
  const latest: Latest = new Map(recordTables.map((table) => [table, new Map()]))
  for await (const entries of entriesOf(tx, personId))
    for (const entry of entries) {
      seq += 1
      if (entry.seq !== seq) return `Entry ${seq} of the activity log is missing.`
      if (entry.previousHash !== previousHash)
        return `Entry ${seq} of the activity log does not follow the one before it.`
      if (!isListOfChanges(entry.changes) || hashOf({ ...entry, previousHash }) !== entry.hash)
        return `Entry ${seq} of the activity log (${entry.operation}) was altered.`
      previousHash = entry.hash
      for (const { table, id, after } of entry.changes) latest.get(table)?.set(id, after && markOf(after))
    }
  return firstStrayRecord(tx, personId, latest)
}

/** By table and id: a mark of the state that the log left each record in, null where it took it away. */
type Latest = Map<RecordTable, Map<string, string | null>>

// The hash takes a state that is left out for one that is null; the program leaves out neither.
const isListOfChanges = (changes: unknown): boolean =>
  Array.isArray(changes) &&
  changes.every((change) => typeof change === 'object' && change !== null && 'before' in change && 'after' in change)

async function firstStrayRecord(tx: Handle, personId: string, latest: Latest): Promise<string | null> {
  for (const [table, logged] of latest) {
    for await (const rows of rowsOf(tx, personId, table))
      for (const row of rows) {
        const mark = logged.get(row.id)
        if (mark === undefined) return `A record in “${table}” (${row.id}) was never logged.`
        if (mark !== markOf(row)) return `A record in “${table}” (${row.id}) differs from its last logged change.`
        logged.delete(row.id)
      }
    for (const [id, mark] of logged) if (mark !== null) return `A record in “${table}” (${id}) has disappeared.`
  }
  return null
}

/** Two states of a record that say the same have the same one, whatever the order of their fields; a field that is absent says null. */
function markOf(row: object): string {
  const said = Object.entries(stripped({ ...row })!).filter(([, value]) => value != null)
  return createHash('sha256')
    .update(canonical(Object.fromEntries(said)))
    .digest('base64')
}
