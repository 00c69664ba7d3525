import { createHash } from 'node:crypto'
import type { Day } from '../core/day.ts'
import { type Database, type Handle, transaction } from './database.ts'
import { LastUsed } from './last-used.ts'
import { perDatabase } from './per-database.ts'
import type { DerivedRow } from './schema.ts'
import { isSettled, type LastChange, settledChange } from './settled.ts'

/**
 * A value worked out from a person's records, kept until the day or the records change: in memory, and stored for the next start of
 * the program. `what` names the rule; its answer must survive JSON. The value is shared between readers: treat it as read-only.
 */
export async function derived<T>(
  tx: Handle,
  personId: string,
  day: Day,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const change = await settledChange(tx, personId)
  return change ? derivedAfter(tx, personId, day, what, change, () => work()) : work()
}

/**
 * The same for what rests on the log up to one of its entries only, such as the days that are over. `work` can ask for what this program
 * made of an earlier state, to go on from; it has to see for itself whether the log still goes on from that.
 */
export async function derivedAfter<T>(
  tx: Handle,
  personId: string,
  day: Day,
  what: string,
  change: LastChange,
  work: (earlier: () => T | null) => Promise<T>,
): Promise<T> {
  const shelf = shelves(tx)
  const known = shelf.kept.get(personId, what)
  if (known && isOf(known, day, change)) return shelf.kept.keep(personId, what, known).value as T
  const row = await storedRow(tx, shelf, personId, what)
  if (row && row.day === day && row.lastChange === change.hash && isWhole(row))
    return shelf.kept.keep(personId, what, { day, ...change, value: JSON.parse(row.content) }).value as T
  const earlier = () => (known ? (known.value as T) : row && isWhole(row) ? (JSON.parse(row.content) as T) : null)
  const value = await work(earlier)
  if (!isSettled(tx)) return value
  if (shelf.store) wait(shelf, rowFor(shelf.store.version, personId, day, what, change, value))
  shelf.kept.keep(personId, what, { day, ...change, value })
  return value
}

/**
 * The same for what is too large to store, or no more than a step on the way: kept in memory only. `work` can go on from what stood
 * there before, of whatever day and state; it has to see for itself how far that holds.
 */
export async function held<T>(
  tx: Handle,
  personId: string,
  day: Day,
  what: string,
  work: (earlier: () => T | null) => Promise<T>,
): Promise<T> {
  const change = await settledChange(tx, personId)
  const shelf = shelves(tx)
  const known = shelf.held.get(personId, what)
  if (change && known && isOf(known, day, change)) return shelf.held.keep(personId, what, known).value as T
  const value = await work(() => (known ? (known.value as T) : null))
  if (change && isSettled(tx)) shelf.held.keep(personId, what, { day, ...change, value })
  return value
}

/** From here on, values derived from this database are stored in it as well. `version` is another for every program that may derive others. */
export function storeDerived(db: Database, version: string): void {
  shelves(db).store = { db, version }
}

/** Writes what waits to be stored; call before the database is closed. */
export const settleDerived = (db: Database): Promise<void> => writeWaiting(shelves(db))

/** Takes away what was derived from a person's records, which are erased or replaced as a whole. */
export async function forgetDerived(tx: Handle, personId: string): Promise<void> {
  const { kept, held, waiting } = shelves(tx)
  kept.forget(personId)
  held.forget(personId)
  for (const [place, row] of waiting) if (row.personId === personId) waiting.delete(place)
  await tx.deleteFrom('derived').where('personId', '=', personId).execute()
}

interface Kept extends LastChange {
  day: Day
  value: unknown
}

interface Shelf {
  kept: LastUsed<Kept>
  held: LastUsed<Kept>
  /** Worked out, to be stored in a moment; by person and rule. */
  waiting: Map<string, DerivedRow>
  store: { db: Database; version: string } | null
  timer: NodeJS.Timeout | null
  writing: Promise<void>
}

// A page derives less than ten values; those of the owner, their example and a few others on a server fit.
const mostValues = 100
const mostHeld = 12

const shelves = perDatabase<Shelf>(() => ({
  kept: new LastUsed(mostValues),
  held: new LastUsed(mostHeld),
  waiting: new Map(),
  store: null,
  timer: null,
  writing: Promise.resolve(),
}))

const isOf = (known: Kept, day: Day, { seq, hash }: LastChange): boolean =>
  known.hash === hash && known.seq === seq && known.day === day

/** What is stored, if it is of this very program. */
async function storedRow(tx: Handle, { store }: Shelf, personId: string, what: string): Promise<DerivedRow | null> {
  if (!store) return null
  const row = await tx
    .selectFrom('derived')
    .selectAll()
    .where('personId', '=', personId)
    .where('what', '=', what)
    .executeTakeFirst()
  return row?.version === store.version ? row : null
}

// A row that was cut or touched costs the time to work it out again, and no more.
const isWhole = (row: DerivedRow): boolean => row.checksum === checksumOf(row)

function rowFor(
  version: string,
  personId: string,
  day: Day,
  what: string,
  { hash }: LastChange,
  value: unknown,
): DerivedRow {
  const row = { personId, what, version, day, lastChange: hash, content: JSON.stringify(value) }
  return { ...row, checksum: checksumOf(row) }
}

const checksumOf = ({ personId, what, version, day, lastChange, content }: Omit<DerivedRow, 'checksum'>): string =>
  createHash('sha256')
    .update(JSON.stringify([personId, what, version, day, lastChange, content]))
    .digest('hex')

// Whoever waits for a page does not wait for this, and of several changes in a row only the last is stored.
const inAMoment = 1000

function wait(shelf: Shelf, row: DerivedRow): void {
  shelf.waiting.set(`${row.personId} ${row.what}`, row)
  shelf.timer ??= setTimeout(() => void writeWaiting(shelf), inAMoment).unref()
}

function writeWaiting(shelf: Shelf): Promise<void> {
  if (shelf.timer) clearTimeout(shelf.timer)
  shelf.timer = null
  shelf.writing = shelf.writing.then(() => writeNow(shelf))
  return shelf.writing
}

async function writeNow(shelf: Shelf): Promise<void> {
  const rows = [...shelf.waiting.values()]
  shelf.waiting.clear()
  if (!shelf.store || rows.length === 0) return
  try {
    for (const [personId, own] of Map.groupBy(rows, (row) => row.personId)) await write(shelf.store.db, personId, own)
  } catch {
    // Another program writes, the disk is full, the person is gone: it is worked out again when it is asked for.
  }
}

const write = (db: Database, personId: string, rows: readonly DerivedRow[]): Promise<void> =>
  transaction(
    db,
    'write',
    personId,
    async (tx) => {
      for (const { personId: _, what, ...row } of rows)
        await tx
          .insertInto('derived')
          .values({ personId, what, ...row })
          .onConflict((conflict) =>
            conflict.columns(['personId', 'what']).doUpdateSet(row).where('derived.personId', '=', personId),
          )
          .execute()
    },
    { waits: false },
  )
