import type { Day } from '../core/day.ts'
import type { EvidenceMetric } from '../core/evidence.ts'
import { type MeasuredLaunch, withFollowUps } from '../core/follow-up.ts'
import { type StoredEvidence, withConfirmations } from './career.ts'
import type { Handle } from './database.ts'
import { perDatabase } from './per-database.ts'
import type { Change } from './schema.ts'
import { isSettled, type LastChange, settledChange } from './settled.ts'

/**
 * All records of the person that are not removed, in the order they were written down. A record whose number is its initiative's
 * metric carries the launch's follow-up readings. What did not change since the last call is the same object: treat it as read-only.
 */
export async function evidenceOf(tx: Handle, personId: string, today: Day): Promise<StoredEvidence[]> {
  const last = await settledChange(tx, personId)
  if (!last) return withLaunches(await readAll(tx, personId, { seq: 0, hash: '' }), today)
  const before = careers(tx).get(personId)
  if (before && isAt(before, last)) return withLaunches(before, today)
  const career = (before && (await broughtUp(tx, personId, before, last))) ?? (await readAll(tx, personId, last))
  if (isSettled(tx)) hold(careers(tx), personId, career)
  return withLaunches(career, today)
}

/** Forgets what is held of a person whose records are erased or replaced as a whole. */
export const forgetEvidence = (tx: Handle, personId: string): void => void careers(tx).delete(personId)

/** A person's records as they stood after one change. */
interface Career extends LastChange {
  /** In the order of their ids. */
  rows: readonly StoredEvidence[]
  /** Launches with a metric, by initiative. */
  launches: ReadonlyMap<string, MeasuredLaunch>
}

// After a change only what it touched is read again. What is held in memory is bounded by records, however many the persons.
const careers = perDatabase(() => new Map<string, Career>())
const mostRecords = 60_000

function hold(held: Map<string, Career>, personId: string, career: Career): void {
  held.delete(personId)
  held.set(personId, career)
  let records = 0
  for (const [id, { rows }] of [...held].reverse()) {
    records += rows.length
    if (records > mostRecords) held.delete(id)
  }
}

const isAt = (career: LastChange, { seq, hash }: LastChange): boolean => career.seq === seq && career.hash === hash

async function readAll(tx: Handle, personId: string, { seq, hash }: LastChange): Promise<Career> {
  const rows = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('personId', '=', personId)
    .where('removedAt', 'is', null)
    .orderBy('id')
    .execute()
  const confirmations = await tx
    .selectFrom('confirmations')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('id')
    .execute()
  return { seq, hash, rows: withConfirmations(rows, confirmations), launches: await measuredLaunches(tx, personId) }
}

// More entries or records than these are sooner read as a whole.
const mostEntries = 200
const mostTouched = 400

/** The same records after the changes since; null where the log does not go on from there, or too much has changed. */
async function broughtUp(tx: Handle, personId: string, before: Career, last: LastChange): Promise<Career | null> {
  if (before.seq >= last.seq || last.seq - before.seq > mostEntries) return null
  const entries = await tx
    .selectFrom('activity')
    .select(['seq', 'hash', 'changes'])
    .where('personId', '=', personId)
    .where('seq', '>=', before.seq)
    .orderBy('seq')
    .execute()
  if (entries[0]?.hash !== before.hash) return null
  const changes = entries.slice(1).flatMap((entry) => entry.changes)
  const touched = [...new Set(changes.flatMap(recordsTouched))]
  if (touched.length > mostTouched) return null
  const fresh = await readSome(tx, personId, touched)
  const measures = changes.some(({ table }) => table === 'initiatives' || table === 'metrics' || table === 'readings')
  return {
    ...last,
    rows: touched.length === 0 ? before.rows : exchanged(before.rows, new Set(touched), fresh),
    launches: measures ? sameWhereEqual(await measuredLaunches(tx, personId), before.launches) : before.launches,
  }
}

/** Ids of the records that a change may have changed. */
function recordsTouched({ table, id, before, after }: Change): string[] {
  if (table === 'evidence') return [id]
  if (table !== 'confirmations') return []
  return [before, after].flatMap((row) => (row ? [row.evidenceId as string] : []))
}

async function readSome(tx: Handle, personId: string, ids: string[]): Promise<StoredEvidence[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', 'in', ids)
    .where('removedAt', 'is', null)
    .orderBy('id')
    .execute()
  const confirmations = await tx
    .selectFrom('confirmations')
    .selectAll()
    .where('personId', '=', personId)
    .where('evidenceId', 'in', ids)
    .orderBy('id')
    .execute()
  return withConfirmations(rows, confirmations)
}

/** The rows without those touched, and with the fresh ones in their places. Both are in the order of their ids. */
function exchanged(
  rows: readonly StoredEvidence[],
  touched: ReadonlySet<string>,
  fresh: readonly StoredEvidence[],
): StoredEvidence[] {
  const kept = rows.filter(({ id }) => !touched.has(id))
  const newest = kept.at(-1)
  if (!newest || fresh.every(({ id }) => id > newest.id)) return kept.concat(fresh)
  return kept.concat(fresh).sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function measuredLaunches(tx: Handle, personId: string): Promise<Map<string, MeasuredLaunch>> {
  const launches = await tx
    .selectFrom('initiatives')
    .innerJoin('metrics', 'metrics.id', 'initiatives.metric')
    .select([
      'initiatives.id',
      'initiatives.launchedOn',
      'initiatives.target',
      'metrics.target as metricTarget',
      'metrics.id as metricId',
      'metrics.name',
      'metrics.direction',
    ])
    .where('initiatives.personId', '=', personId)
    .where('metrics.personId', '=', personId)
    .where('initiatives.launchedOn', 'is not', null)
    .execute()
  if (launches.length === 0) return new Map()
  const readings = await tx.selectFrom('readings').selectAll().where('personId', '=', personId).orderBy('id').execute()
  const byMetric = Map.groupBy(readings, ({ metricId }) => metricId)
  return new Map(
    launches.map(({ id, launchedOn, target, metricTarget, metricId, name, direction }) => [
      id,
      {
        launchedOn: launchedOn!,
        metricName: name,
        direction,
        target: target ?? metricTarget,
        readings: byMetric.get(metricId) ?? [],
      },
    ]),
  )
}

// Records of a launch that did not change stay what they were, and with them all that was worked out from them.
function sameWhereEqual(
  now: Map<string, MeasuredLaunch>,
  before: ReadonlyMap<string, MeasuredLaunch>,
): Map<string, MeasuredLaunch> {
  for (const [id, launch] of now) {
    const known = before.get(id)
    if (known && JSON.stringify(known) === JSON.stringify(launch)) now.set(id, known)
  }
  return now
}

interface Followed {
  launch: MeasuredLaunch
  today: Day
  evidence: StoredEvidence
}

const followed = new WeakMap<StoredEvidence, Followed>()

const withLaunches = ({ rows, launches }: Career, today: Day): StoredEvidence[] =>
  rows.map((evidence) => {
    const launch = evidence.initiative === null ? undefined : launches.get(evidence.initiative)
    return launch && evidence.metrics.length > 0 ? follow(evidence, launch, today) : evidence
  })

function follow(evidence: StoredEvidence, launch: MeasuredLaunch, today: Day): StoredEvidence {
  const known = followed.get(evidence)
  if (known && known.launch === launch && known.today === today) return known.evidence
  const metrics: EvidenceMetric[] = withFollowUps(evidence.metrics, launch, today)
  const followedUp = { ...evidence, metrics }
  followed.set(evidence, { launch, today, evidence: followedUp })
  return followedUp
}
