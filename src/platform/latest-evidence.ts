import { readRecords, recordsAfter, recordsTouched } from './all-evidence.ts'
import type { StoredEvidence } from './career.ts'
import type { Handle } from './database.ts'
import { LastUsed } from './last-used.ts'
import { perDatabase } from './per-database.ts'
import { changesBetween, isSettled, type LastChange, settledChange } from './settled.ts'

/** At most this many: what was written years ago says little of what somebody does now. */
export const mostLatest = 400

/**
 * The person's latest records that are not removed, newest first. Asked before each record is kept, so they stay in memory, and after
 * a change only what it touched is read again. Treat them as read-only.
 */
export async function latestEvidence(tx: Handle, personId: string): Promise<readonly StoredEvidence[]> {
  const last = await settledChange(tx, personId)
  if (!last) return (await readLatest(tx, personId, { seq: 0, hash: '' })).records
  const held = latest(tx)
  const before = held.get(personId, 'records')
  const now =
    (before?.seq === last.seq && before.hash === last.hash ? before : null) ??
    (before && (await broughtUp(tx, personId, before, last))) ??
    (await readLatest(tx, personId, last))
  if (isSettled(tx)) held.keep(personId, 'records', now)
  return now.records
}

/** Forgets what is held of a person whose records are erased or replaced as a whole. */
export const forgetLatest = (tx: Handle, personId: string): void => latest(tx).forget(personId)

interface Latest extends LastChange {
  /** Newest first. */
  records: readonly StoredEvidence[]
  /** There are no older ones. */
  areAll: boolean
}

const latest = perDatabase(() => new LastUsed<Latest>(4))

async function readLatest(tx: Handle, personId: string, { seq, hash }: LastChange): Promise<Latest> {
  const rows = await tx
    .selectFrom('evidence')
    .select('id')
    .where('personId', '=', personId)
    .where('removedAt', 'is', null)
    .orderBy('listedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(mostLatest)
    .execute()
  const ids = rows.map(({ id }) => id)
  return { seq, hash, records: newestFirst(await readRecords(tx, personId, ids)), areAll: rows.length < mostLatest }
}

const mostEntries = 40
const mostTouched = 60

async function broughtUp(tx: Handle, personId: string, before: Latest, last: LastChange): Promise<Latest | null> {
  const changes = await changesBetween(tx, personId, before, last, mostEntries)
  const touched = changes && recordsTouched(changes)
  if (!touched || touched.length > mostTouched) return null
  const gone = new Set(touched)
  const kept = before.records.filter(({ id }) => !gone.has(id))
  const oldest = kept.at(-1)
  const fresh = await recordsAfter(tx, personId, changes, touched)
  // Older than all that are held: it may belong to them only if there is nothing between.
  const near = before.areAll || !oldest ? fresh : fresh.filter((record) => byAge(record, oldest) < 0)
  const all = newestFirst([...kept, ...near])
  if (!before.areAll && all.length < mostLatest) return null
  return { ...last, records: all.slice(0, mostLatest), areAll: before.areAll && all.length < mostLatest }
}

const newestFirst = (records: readonly StoredEvidence[]): StoredEvidence[] => [...records].sort(byAge)

const byAge = (a: StoredEvidence, b: StoredEvidence): number =>
  a.listedOn === b.listedOn ? (a.id < b.id ? 1 : -1) : a.listedOn < b.listedOn ? 1 : -1
