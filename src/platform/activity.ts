import { createHash } from 'node:crypto'
import { canonical, hashedOf, keptOf, stripped } from './change-words.ts'
import type { Handle } from './database.ts'
import { sameRow } from './records.ts'
import { type ActivityRow, type Change, recordTables } from './schema.ts'
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
  const latest = new Map<string, Change>()
  for (;;) {
    const entries = await tx
      .selectFrom('activity')
      .selectAll()
      .where('personId', '=', personId)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(500)
      .execute()
    if (entries.length === 0) break
    for (const entry of entries) {
      seq += 1
      if (entry.seq !== seq) return `Entry ${seq} of the activity log is missing.`
      if (entry.previousHash !== previousHash)
        return `Entry ${seq} of the activity log does not follow the one before it.`
      if (!isListOfChanges(entry.changes) || hashOf({ ...entry, previousHash }) !== entry.hash)
        return `Entry ${seq} of the activity log (${entry.operation}) was altered.`
      previousHash = entry.hash
      for (const change of entry.changes) latest.set(`${change.table} ${change.id}`, change)
    }
  }
  return firstStrayRecord(tx, personId, latest)
}

// The hash takes a state that is left out for one that is null; the program leaves out neither.
const isListOfChanges = (changes: unknown): boolean =>
  Array.isArray(changes) &&
  changes.every((change) => typeof change === 'object' && change !== null && 'before' in change && 'after' in change)

async function firstStrayRecord(tx: Handle, personId: string, latest: Map<string, Change>): Promise<string | null> {
  for (const table of recordTables) {
    const rows = await tx.selectFrom(table).selectAll().where('personId', '=', personId).execute()
    const seen = new Set<string>()
    for (const row of rows) {
      seen.add(row.id)
      const change = latest.get(`${table} ${row.id}`)
      if (!change) return `A record in “${table}” (${row.id}) was never logged.`
      if (!sameRow(asKept(row), asKept(change.after)))
        return `A record in “${table}” (${row.id}) differs from its last logged change.`
    }
    for (const change of latest.values())
      if (change.table === table && change.after && !seen.has(change.id))
        return `A record in “${table}” (${change.id}) has disappeared.`
  }
  return null
}

const asKept = (row: object | null) => row && stripped({ ...row } as Record<string, unknown>)
