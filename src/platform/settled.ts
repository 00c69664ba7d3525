import { CompiledQuery } from 'kysely'
import { type Database, glance, type Handle } from './database.ts'
import { engineOf } from './engine.ts'
import { perDatabase } from './per-database.ts'
import type { Change, RecordTable } from './schema.ts'

/** How far a person's log had come: the place of its last entry and what that entry says of all before it. */
export interface LastChange {
  /** 0 while nothing was written. */
  seq: number
  hash: string
}

const unsettled = new WeakMap<Handle, Set<RecordTable> | 'anything'>()
const known = new WeakMap<Handle, Map<string, LastChange>>()
const written = new WeakMap<Handle, Map<string, LastChange>>()

/**
 * Says that this transaction has changed records, of one table or of any: what is worked out inside it may never be committed, so it
 * is not kept.
 */
export function unsettle(tx: Handle, table?: RecordTable): void {
  const before = unsettled.get(tx)
  if (!table) {
    unsettled.set(tx, 'anything')
    written.delete(tx)
  } else if (!before) unsettled.set(tx, new Set([table]))
  else if (before !== 'anything') before.add(table)
}

/** The last change that this transaction sees, or null where it has changed records itself. */
export const settledChange = async (tx: Handle, personId: string): Promise<LastChange | null> =>
  unsettled.has(tx) ? null : firstChange(tx, personId)

/** Where the log stood when this transaction first asked. */
async function firstChange(tx: Handle, personId: string): Promise<LastChange> {
  const seen = known.get(tx) ?? new Map<string, LastChange>()
  // Outside a transaction the next question may have another answer.
  if (tx.isTransaction) known.set(tx, seen)
  const asked = seen.get(personId)
  if (asked) return asked
  const change = await newestChange(tx, personId)
  seen.set(personId, change)
  return change
}

async function newestChange(tx: Handle, personId: string): Promise<LastChange> {
  const place = engineOf(tx) === 'sqlite' ? '?' : '$1'
  const { rows } = await tx.executeQuery<LastChange>(CompiledQuery.raw(lastOf(place), [personId]))
  return rows[0] ?? nothing
}

/**
 * The last change that a change of these tables could have come after, or null where this transaction may have changed them itself:
 * what rests on no others is the same before and after its own changes.
 */
export async function changeBefore(
  tx: Handle,
  personId: string,
  tables: readonly RecordTable[],
): Promise<LastChange | null> {
  const own = unsettled.get(tx)
  if (!own) return firstChange(tx, personId)
  if (own === 'anything' || tables.some((table) => own.has(table))) return null
  return known.get(tx)?.get(personId) ?? null
}

/** The end of the log as this transaction has it, its own entries with it: what the next one follows. */
export async function endOfLog(tx: Handle, personId: string): Promise<LastChange> {
  const own = written.get(tx)?.get(personId)
  if (own) return own
  // A log that came or went as a whole is not the one that was asked for before.
  return unsettled.get(tx) === 'anything' ? newestChange(tx, personId) : firstChange(tx, personId)
}

interface Logged extends LastChange {
  previousHash: string
  changes: readonly Change[]
}

/** Says that this transaction has added an entry to the log, with its changes as the log has them. */
export function logged(tx: Handle, personId: string, { seq, hash, previousHash, changes }: Logged, text: string): void {
  const own = written.get(tx) ?? new Map<string, LastChange>()
  written.set(tx, own)
  own.set(personId, { seq, hash })
  if (text.length > longestEntry) return
  const entries = latestEntries(tx)
  entries.set(hash, { previousHash, tables: new Set(changes.map(({ table }) => table)), text })
  if (entries.size > mostLatest) entries.delete(entries.keys().next().value!)
}

interface Entry {
  previousHash: string
  tables: ReadonlySet<RecordTable>
  text: string
}

// The latest entries that this program wrote, by their hash: a transaction that is taken back leaves one that nothing follows. Each
// says what it came after, so what lies between two of them need not be read again.
const latestEntries = perDatabase(() => new Map<string, Entry>())
const mostLatest = 100
const longestEntry = 50_000

function entriesBetween(tx: Handle, from: LastChange, to: LastChange): Entry[] | null {
  const entries = latestEntries(tx)
  const found: Entry[] = []
  for (let { hash } = to; hash !== from.hash; ) {
    const entry = entries.get(hash)
    if (!entry) return null
    found.push(entry)
    hash = entry.previousHash
  }
  return found.reverse()
}

/** True if no change after one place in the log up to another was to one of the tables, as far as this program knows without asking. */
export const areUntouched = (tx: Handle, from: LastChange, to: LastChange, tables: readonly RecordTable[]): boolean =>
  entriesBetween(tx, from, to)?.every((entry) => !tables.some((table) => entry.tables.has(table))) ?? false

/** What was changed after one place in the log up to another; null where the log does not go on from there, or by too many entries. */
export async function changesBetween(
  tx: Handle,
  personId: string,
  from: LastChange,
  to: LastChange,
  mostEntries: number,
): Promise<Change[] | null> {
  if (from.seq >= to.seq || to.seq - from.seq > mostEntries) return null
  const own = entriesBetween(tx, from, to)
  if (own) return own.flatMap(({ text }) => JSON.parse(text) as Change[])
  const entries = await tx
    .selectFrom('activity')
    .select(['hash', 'changes'])
    .where('personId', '=', personId)
    .where('seq', '>=', from.seq)
    .where('seq', '<=', to.seq)
    .orderBy('seq')
    .execute()
  return entries[0]?.hash === from.hash ? entries.slice(1).flatMap(({ changes }) => changes) : null
}

/** The last change there is, outside any transaction. */
export const lastChange = async (db: Database, personId: string): Promise<LastChange> =>
  (await glance<LastChange>(db, personId, lastOf))[0] ?? nothing

// Asked with every page that is shown, so it is text and not put together anew each time.
const lastOf = (person: string): string =>
  `select seq, hash from activity where person_id = ${person} order by seq desc limit 1`

const nothing: LastChange = { seq: 0, hash: '' }

/** True as long as this transaction has changed nothing. */
export const isSettled = (tx: Handle): boolean => !unsettled.has(tx)
