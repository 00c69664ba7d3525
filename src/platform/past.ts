import { type Selectable, sql } from 'kysely'
import type { Day } from '../core/day.ts'
import type { Handle } from './database.ts'
import type { Change, RecordTable, Tables } from './schema.ts'
import type { LastChange } from './settled.ts'

// What stood in the records on an earlier day, taken from the log, which nothing rewrites: a record that was written, mended or removed
// since stands as it stood then.

/** The tables that where one stands is worked out from. */
export const standingTables = [
  'profiles',
  'evidence',
  'confirmations',
  'initiatives',
  'metrics',
  'readings',
  'ratings',
  'agreements',
] as const satisfies readonly RecordTable[]
export type StandingTable = (typeof standingTables)[number]

/** Rows by id, table by table. */
export type PastRows = { [T in StandingTable]: Map<string, Selectable<Tables[T]>> }

/** An entry of the log with the day on which it was written, on this computer's calendar. */
export interface PastEntry {
  seq: number
  on: Day
  changes: Change[]
}

/** The days on which anything was written, oldest first. */
export async function writtenDays(tx: Handle, personId: string): Promise<Day[]> {
  const entries = await tx.selectFrom('activity').select('at').where('personId', '=', personId).orderBy('seq').execute()
  return [...new Set(entries.map(({ at }) => dayOf(at)))].sort()
}

/** How far the log had come when the day began. */
export async function lastChangeBefore(tx: Handle, personId: string, day: Day): Promise<LastChange> {
  const last = await tx
    .selectFrom('activity')
    .select(['seq', 'hash'])
    .where('personId', '=', personId)
    // By what it works out to, so that the log is looked through from its end and not sorted: the day is seldom far back.
    .where(sql`at || ''`, '<', new Date(`${day}T00:00:00`).toISOString())
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ?? { seq: 0, hash: '' }
}

/** True if the log still goes on from there: nothing else was put in its place. */
export async function goesOnFrom(tx: Handle, personId: string, { seq, hash }: LastChange): Promise<boolean> {
  const entry = await tx
    .selectFrom('activity')
    .select('hash')
    .where('personId', '=', personId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  return entry?.hash === hash
}

/** The log from its newest entry back to the one after `after`. */
export async function* entriesBack(tx: Handle, personId: string, after = 0): AsyncGenerator<PastEntry> {
  let before: number | null = null
  for (;;) {
    let query = tx.selectFrom('activity').select(['seq', 'at', 'changes']).where('personId', '=', personId)
    if (before !== null) query = query.where('seq', '<', before)
    const entries = await query.where('seq', '>', after).orderBy('seq', 'desc').limit(500).execute()
    for (const { seq, at, changes } of entries) yield { seq, on: dayOf(at), changes }
    if (entries.length < 500) return
    before = entries.at(-1)!.seq
  }
}

/** The rows as they stand now; of records and what is said of them only those named, if any are. */
export async function presentRows(tx: Handle, personId: string, only?: ReadonlySet<string>): Promise<PastRows> {
  // So many at once are sooner read as a whole.
  const ids = only && only.size <= 400 ? [...only] : null
  return {
    evidence: byId(await evidenceRows(tx, personId, ids)),
    confirmations: byId(await confirmationRows(tx, personId, ids)),
    profiles: byId(await tx.selectFrom('profiles').selectAll().where('personId', '=', personId).execute()),
    initiatives: byId(await tx.selectFrom('initiatives').selectAll().where('personId', '=', personId).execute()),
    metrics: byId(await tx.selectFrom('metrics').selectAll().where('personId', '=', personId).execute()),
    readings: byId(await tx.selectFrom('readings').selectAll().where('personId', '=', personId).execute()),
    ratings: byId(await tx.selectFrom('ratings').selectAll().where('personId', '=', personId).execute()),
    agreements: byId(await tx.selectFrom('agreements').selectAll().where('personId', '=', personId).execute()),
  }
}

async function evidenceRows(tx: Handle, personId: string, ids: string[] | null) {
  const query = tx.selectFrom('evidence').selectAll().where('personId', '=', personId)
  if (ids?.length === 0) return []
  return (ids ? query.where('id', 'in', ids) : query).execute()
}

async function confirmationRows(tx: Handle, personId: string, ids: string[] | null) {
  const query = tx.selectFrom('confirmations').selectAll().where('personId', '=', personId)
  if (ids?.length === 0) return []
  return (ids ? query.where('evidenceId', 'in', ids) : query).execute()
}

/** Takes an entry back, the last of its changes first. */
export function takeBack(rows: PastRows, { changes }: Pick<PastEntry, 'changes'>): void {
  for (const { table, id, before } of [...changes].reverse()) {
    if (!isOfStanding(table)) continue
    const places = rows[table] as Map<string, unknown>
    if (before) places.set(id, before)
    else places.delete(id)
  }
}

/** What changes touched of where one stands. */
export interface Touched {
  /** Records that changed themselves, or of which something was said. */
  evidence: Set<string>
  /** Launches or their numbers changed, and with them perhaps the records of any initiative. */
  launches: boolean
  anything: boolean
}

export const untouched = (): Touched => ({ evidence: new Set(), launches: false, anything: false })

export function touch(touched: Touched, { changes }: Pick<PastEntry, 'changes'>): void {
  for (const { table, id, before, after } of changes) {
    if (!isOfStanding(table)) continue
    touched.anything = true
    if (table === 'evidence') touched.evidence.add(id)
    if (table === 'confirmations')
      for (const row of [before, after]) if (row) touched.evidence.add(row.evidenceId as string)
    if (table === 'initiatives' || table === 'metrics' || table === 'readings') touched.launches = true
  }
}

const isOfStanding = (table: RecordTable): table is StandingTable =>
  (standingTables as readonly RecordTable[]).includes(table)

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]))

// As the clock of this computer counts days, like every “today” that was ever written down.
function dayOf(instant: string): Day {
  const at = new Date(instant)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
