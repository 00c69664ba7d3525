import { exchanged } from '../core/changed.ts'
import type { Day } from '../core/day.ts'
import type { EvidenceMetric } from '../core/evidence.ts'
import { type MeasuredLaunch, withFollowUps } from '../core/follow-up.ts'
import { asEvidence, initiativesOf, type StoredEvidence, withConfirmations, withTheirConfirmations } from './career.ts'
import type { Handle } from './database.ts'
import { perDatabase } from './per-database.ts'
import type { Change, EvidenceRow, InitiativeRow, MetricRow, ReadingRow, RecordTable } from './schema.ts'
import { changesBetween, isSettled, type LastChange, settledChange } from './settled.ts'

/**
 * All records of the person that are not removed, in the order they were written down. A record whose number is its initiative's
 * metric carries the launch's follow-up readings. What did not change since the last call is the same object, and where nothing did the
 * list is: treat it as read-only.
 */
export const evidenceOf = async (tx: Handle, personId: string, today: Day): Promise<readonly StoredEvidence[]> =>
  followedIn(await careerOf(tx, personId), today)

/** All initiatives of the person, the latest begun first; the same object as long as it did not change. */
export const initiativesKept = async (tx: Handle, personId: string): Promise<readonly InitiativeRow[]> =>
  (await careerOf(tx, personId)).initiatives

async function careerOf(tx: Handle, personId: string): Promise<Career> {
  const last = await settledChange(tx, personId)
  if (!last) return readAll(tx, personId, { seq: 0, hash: '' })
  const before = careers(tx).get(personId)
  if (before && isAt(before, last)) return before
  const career = (before && (await broughtUp(tx, personId, before, last))) ?? (await readAll(tx, personId, last))
  if (isSettled(tx)) hold(careers(tx), personId, career)
  return career
}

/** Launches with a metric and their readings, by initiative, as the records of them inherit. */
export const launchesOf = async (tx: Handle, personId: string): Promise<ReadonlyMap<string, MeasuredLaunch>> =>
  (await careerOf(tx, personId)).launches

/** Forgets what is held of a person whose records are erased or replaced as a whole. */
export const forgetEvidence = (tx: Handle, personId: string): void => void careers(tx).delete(personId)

/** A person's records as they stood after one change. */
interface Career extends LastChange {
  /** In the order of their ids. */
  rows: readonly StoredEvidence[]
  initiatives: readonly InitiativeRow[]
  /** Launches with a metric, by initiative. */
  launches: ReadonlyMap<string, MeasuredLaunch>
  /** The records with what their launches know of them on the day last asked for. */
  followed: { today: Day; evidence: readonly StoredEvidence[] } | null
}

function followedIn(career: Career, today: Day): readonly StoredEvidence[] {
  if (career.followed?.today !== today) career.followed = { today, evidence: withLaunches(career, today) }
  return career.followed.evidence
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
  const initiatives = await initiativesOf(tx, personId)
  const launches = await measuredLaunches(tx, personId)
  const records = withSharedWords(withConfirmations(rows, confirmations))
  // A server may order texts by the rules of a language.
  const isInOrder = records.every(({ id }, at) => at === 0 || records[at - 1]!.id < id)
  return {
    seq,
    hash,
    rows: isInOrder ? records : records.sort((a, b) => (a.id < b.id ? -1 : 1)),
    initiatives,
    launches,
    followed: null,
  }
}

// More entries or records than these are sooner read as a whole.
const mostEntries = 200
const mostTouched = 400

/** The same records after the changes since; null where the log does not go on from there, or too much has changed. */
async function broughtUp(tx: Handle, personId: string, before: Career, last: LastChange): Promise<Career | null> {
  const changes = await changesBetween(tx, personId, before, last, mostEntries)
  const touched = changes && recordsTouched(changes)
  if (!touched || touched.length > mostTouched) return null
  const fresh = await recordsAfter(tx, personId, changes, touched)
  const touches = (...tables: RecordTable[]) => changes.some(({ table }) => tables.includes(table))
  const { followed } = before
  const launches = touches('initiatives', 'metrics', 'readings')
    ? sameLaunchesWhereEqual(await measuredLaunches(tx, personId), before.launches)
    : before.launches
  return {
    ...last,
    rows: exchanged(before.rows, touched, fresh),
    initiatives: touches('initiatives')
      ? sameWhereEqual(await initiativesOf(tx, personId), before.initiatives)
      : before.initiatives,
    launches,
    followed:
      followed && launches === before.launches
        ? {
            ...followed,
            evidence: exchanged(followed.evidence, touched, withLaunches({ rows: fresh, launches }, followed.today)),
          }
        : null,
  }
}

// What did not change stays the same object, and with it all that was worked out from it.
function sameWhereEqual<T extends { id: string }>(now: readonly T[], before: readonly T[]): T[] {
  const byId = new Map(before.map((row) => [row.id, row]))
  return now.map((row) => {
    const known = byId.get(row.id)
    return known && JSON.stringify(known) === JSON.stringify(row) ? known : row
  })
}

/** Ids of the records that changes may have changed, each once. */
export const recordsTouched = (changes: readonly Change[]): string[] => [
  ...new Set(
    changes.flatMap(({ table, id, before, after }) => {
      if (table === 'evidence') return [id]
      if (table !== 'confirmations') return []
      return [before, after].flatMap((row) => (row ? [row.evidenceId as string] : []))
    }),
  ),
]

/** The records that changes touched, as they are after them. One that was just written down stands in its change, and is not read again. */
export async function recordsAfter(
  tx: Handle,
  personId: string,
  changes: readonly Change[],
  touched: readonly string[],
): Promise<StoredEvidence[]> {
  const byRecord = Map.groupBy(changes, (change) => recordsTouched([change])[0])
  const written = touched.flatMap((id) => writtenDown(byRecord.get(id) ?? []) ?? [])
  const known = new Set(written.map(({ id }) => id))
  const others = await readRecords(
    tx,
    personId,
    touched.filter((id) => !known.has(id)),
  )
  return [...withSharedWords(written.filter(({ removed }) => !removed)), ...others].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )
}

/** The record, where all that ever happened to it is that it was written down, by a program that knew every field of it. */
function writtenDown([change, ...later]: readonly Change[]): StoredEvidence | null {
  if (later.length > 0 || change?.table !== 'evidence' || change.before || !change.after) return null
  const record = asEvidence(change.after as unknown as EvidenceRow, [])
  return Object.values(record).includes(undefined) ? null : record
}

/** Those of the records with these ids that are not removed, in the order of their ids. */
export async function readRecords(tx: Handle, personId: string, ids: string[]): Promise<StoredEvidence[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', 'in', ids)
    .where('removedAt', 'is', null)
    .orderBy('id')
    .execute()
  return withSharedWords(await withTheirConfirmations(tx, personId, rows))
}

/** Gives fresh records one copy of the words that come again: ids and names of so many are compared all the time. */
function withSharedWords(fresh: StoredEvidence[]): StoredEvidence[] {
  for (const evidence of fresh) {
    evidence.kind &&= shared(evidence.kind)
    evidence.kindSource = shared(evidence.kindSource)
    evidence.happenedOn &&= shared(evidence.happenedOn)
    evidence.listedOn = shared(evidence.listedOn)
    evidence.skills = evidence.skills.map(shared)
    evidence.skillsSource = shared(evidence.skillsSource)
    evidence.initiative &&= shared(evidence.initiative)
    evidence.scope &&= shared(evidence.scope)
    evidence.seenBy = evidence.seenBy.length === 0 ? none : evidence.seenBy.map(shared)
    if (evidence.creditedBy.length === 0) evidence.creditedBy = none
    if (evidence.links.length === 0) evidence.links = none
    if (evidence.confirmations.length === 0) evidence.confirmations = none
  }
  return fresh
}

const none: never[] = []
const words = new Map<string, string>()
const mostWords = 20_000

function shared<T extends string>(word: T): T {
  const known = words.get(word)
  if (known !== undefined) return known as T
  if (words.size >= mostWords) words.clear()
  words.set(word, word)
  return word
}

async function measuredLaunches(tx: Handle, personId: string): Promise<Map<string, MeasuredLaunch>> {
  const initiatives = await tx
    .selectFrom('initiatives')
    .select(['id', 'launchedOn', 'metric', 'target', 'targetSetOn'])
    .where('personId', '=', personId)
    .where('launchedOn', 'is not', null)
    .where('metric', 'is not', null)
    .execute()
  if (initiatives.length === 0) return new Map()
  const metrics = await tx.selectFrom('metrics').selectAll().where('personId', '=', personId).execute()
  const readings = await tx.selectFrom('readings').selectAll().where('personId', '=', personId).orderBy('id').execute()
  return launchesIn(initiatives, metrics, readings)
}

/** Launches with a metric and their readings, by initiative. */
export function launchesIn(
  initiatives: Iterable<Pick<InitiativeRow, 'id' | 'launchedOn' | 'metric' | 'target' | 'targetSetOn'>>,
  metrics: readonly MetricRow[],
  readings: readonly ReadingRow[],
): Map<string, MeasuredLaunch> {
  const byId = new Map(metrics.map((metric) => [metric.id, metric]))
  const byMetric = Map.groupBy(readings, ({ metricId }) => metricId)
  const launches = new Map<string, MeasuredLaunch>()
  for (const { id, launchedOn, metric: metricId, target, targetSetOn } of initiatives) {
    const metric = metricId === null ? undefined : byId.get(metricId)
    if (!metric || launchedOn === null) continue
    launches.set(id, {
      launchedOn,
      metricName: metric.name,
      direction: metric.direction,
      target: target ?? metric.target,
      targetSetOn: target === null ? metric.targetSetOn : targetSetOn,
      readings: byMetric.get(metric.id) ?? [],
    })
  }
  return launches
}

function sameLaunchesWhereEqual(
  now: Map<string, MeasuredLaunch>,
  before: ReadonlyMap<string, MeasuredLaunch>,
): ReadonlyMap<string, MeasuredLaunch> {
  let isSame = now.size === before.size
  for (const [id, launch] of now) {
    const known = before.get(id)
    if (known && JSON.stringify(known) === JSON.stringify(launch)) now.set(id, known)
    else isSame = false
  }
  return isSame ? before : now
}

interface Followed {
  launch: MeasuredLaunch
  today: Day
  evidence: StoredEvidence
}

const followed = new WeakMap<StoredEvidence, Followed>()

/** Records, each with the follow-up readings of the launch it belongs to. */
export const withLaunches = ({ rows, launches }: Pick<Career, 'rows' | 'launches'>, today: Day): StoredEvidence[] =>
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
