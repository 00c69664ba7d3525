import { addDays, type Day } from '../../core/day.ts'
import { levelOf } from '../../core/framework.ts'
import { pointDays } from '../../core/readiness/history-days.ts'
import { type Band, fromCanonical, type Result, resultOf, type SkillResult, standingOf } from '../../core/readiness.ts'
import { derived, derivedAfter } from '../../platform/derived.ts'
import {
  entriesBack,
  goesOnFrom,
  lastChangeBefore,
  presentRows,
  type Touched,
  takeBack,
  touch,
  untouched,
  writtenDays,
} from '../../platform/past.ts'
import { subjectOf } from '../../platform/readiness-subject.ts'
import type { LastChange } from '../../platform/settled.ts'
import { type Ground, isOneLine, type ToldCause, whatMoved } from './moved.ts'
import { lifeFrom, pastSubject, type Reader, refresh } from './past-subject.ts'

/** Where one skill stood at a point, on the ladder's own scale. */
export interface SkillPoint {
  self: number | null
  manager: number | null
  peers: number | null
  estimate: { value: number; low: number; high: number } | null
}

/** Where the person stood on a day by what was written down by its end. Later writing does not change it. */
export interface HistoryPoint {
  on: Day
  framework: string
  frameworkVersion: number
  /** The rules by which it was worked out. */
  version: string
  against: string
  title: string
  shown: boolean
  score: number
  band: Band
  raw: number
  rawBand: Band
  heldBy: Result['heldBy']
  confidence: Result['confidence']
  skills: Record<string, SkillPoint>
  /** The first point, or the first on another line: what came before compares with something else. */
  begins: boolean
  /** Against the point before; null where a line begins. */
  delta: number | null
  arrow: 'up' | 'down' | null
  /** The largest first, at most so many. */
  causes: ToldCause[]
  moreCauses: number
}

const mostCauses = 4

/** Points of days that are over, and how far the log had come when they were worked out. */
interface Past {
  upTo: LastChange
  points: HistoryPoint[]
}

type Wide = Reader & { today: Day }

/** The points from `from` to `to`, oldest first. Those of days that are over are kept, and every day goes on from them. */
export async function historyOf(
  reader: Wide,
  { from, to }: { from: Day | null; to: Day | null },
): Promise<HistoryPoint[]> {
  const { tx, personId, today } = reader
  const upTo = await lastChangeBefore(tx, personId, today)
  if (to !== null && to < today) return pastPoints(reader, await daysUntil(reader, from, to, true), [])
  if (from !== null) {
    const points = await pastPoints(reader, await daysUntil(reader, from, addDays(today, -1)), [])
    return [...points, await todaysPoint(reader, points.at(-1) ?? null, upTo.seq)]
  }
  const { points } = await derivedAfter<Past>(tx, personId, today, 'readiness history', upTo, (earlier) =>
    goneOn(reader, upTo, earlier()),
  )
  // Pages show it as often as they are drawn, and it takes a look at every record.
  const last = await derived(tx, personId, today, 'readiness history, today', () =>
    todaysPoint(reader, points.at(-1) ?? null, upTo.seq),
  )
  return [...points, last]
}

/** The whole past, from what was worked out on an earlier day where the log still goes on from that. */
async function goneOn(reader: Wide, upTo: LastChange, earlier: Past | null): Promise<Past> {
  const days = await daysUntil(reader, null, addDays(reader.today, -1))
  const known = earlier && (await goesOnFrom(reader.tx, reader.personId, earlier.upTo)) ? earlier.points : []
  return { upTo, points: await pastPoints(reader, days, known) }
}

async function daysUntil({ tx, personId }: Reader, from: Day | null, to: Day, withLast = false): Promise<Day[]> {
  const days = pointDays(await writtenDays(tx, personId), from ?? '0000-01-01', to)
  return withLast && days.at(-1) !== to ? [...days, to] : days
}

/**
 * The points of these days, oldest first: back from now through the log, stopping at the end of each day. Points that are known and
 * have the same days before them stay as they are.
 */
async function pastPoints(
  reader: Reader,
  days: readonly Day[],
  known: readonly HistoryPoint[],
): Promise<HistoryPoint[]> {
  const stay = sameFrom(days, known)
  const fresh = days.filter((day) => day > (stay.at(-1)?.on ?? ''))
  if (fresh.length === 0) return stay
  const { tx, personId } = reader
  const rows = await presentRows(tx, personId)
  const life = lifeFrom(rows)
  const entries = entriesBack(tx, personId)
  let entry = await entries.next()
  let touched = untouched()
  let newer: Worked | null = null
  const points: HistoryPoint[] = []
  for (const day of [...stay.slice(-1).map(({ on }) => on), ...fresh].reverse()) {
    for (; !entry.done && entry.value.on > day; entry = await entries.next()) {
      takeBack(rows, entry.value)
      touch(touched, entry.value)
    }
    const launched = touched.launches ? withLaunchedRecords(life.evidence) : []
    refresh(life, touched)
    for (const id of launched) touched.evidence.add(id)
    const subject = await pastSubject(reader, life, day)
    const older: Worked | null = subject && worked({ ...subject, ground: standingOf(subject.input) })
    if (newer) tell(newer, older, touched)
    if (older && fresh.includes(day)) points.push(older.point)
    newer = older
    touched = untouched()
  }
  await entries.return(undefined)
  return [...stay, ...points.reverse()]
}

/** The known points up to the first day that is another now: what moved a point depends on the one before it. */
function sameFrom(days: readonly Day[], known: readonly HistoryPoint[]): HistoryPoint[] {
  // Days before ladder and level were chosen have no point.
  const first = known[0] ? days.indexOf(known[0].on) : -1
  if (first === -1) return []
  const differs = known.findIndex(({ on }, i) => days[first + i] !== on)
  return known.slice(0, differs === -1 ? known.length : differs)
}

/** A point with what it was worked out from. */
interface Worked {
  subject: Ground
  number: Result
  point: HistoryPoint
}

/** Today's point, worked out from what is kept of today anyway; of yesterday only what was touched since is looked at. */
async function todaysPoint(reader: Wide, last: HistoryPoint | null, seq: number): Promise<HistoryPoint> {
  const { tx, personId, today } = reader
  const subject = await subjectOf(reader, today)
  const now = worked(subject)
  if (last) {
    const since = []
    const touched = untouched()
    for await (const entry of entriesBack(tx, personId, seq)) {
      since.push(entry)
      touch(touched, entry)
    }
    if (touched.launches) for (const id of withLaunchedRecords(subject.evidence)) touched.evidence.add(id)
    const rows = await presentRows(tx, personId, touched.evidence)
    for (const entry of since) takeBack(rows, entry)
    const before = await pastSubject(reader, lifeFrom(rows), last.on)
    tell(now, before && { subject: before, number: last }, touched)
  }
  return now.point
}

/** Records that a launch or its numbers may have changed. */
const withLaunchedRecords = (
  records: readonly { id: string; initiative: string | null; metrics: readonly unknown[] }[],
) => records.filter(({ initiative, metrics }) => initiative !== null && metrics.length > 0).map(({ id }) => id)

/** Says of a point what moved it from the one before. */
function tell(
  newer: Worked,
  older: { subject: Ground; number: Pick<Result, 'score' | 'raw'> } | null,
  touched: Touched,
): void {
  if (!older || !isOneLine(older.subject, newer.subject)) return
  const { delta, arrow, causes } = whatMoved(
    { ...older.subject, number: older.number },
    { ...newer.subject, number: newer.number },
    touched,
  )
  Object.assign(newer.point, {
    begins: false,
    delta,
    arrow,
    causes: causes.slice(0, mostCauses),
    moreCauses: Math.max(0, causes.length - mostCauses),
  })
}

function worked(subject: Ground & Required<Pick<Ground, 'ground'>>): Worked {
  const { framework, against, input } = subject
  const number = resultOf(subject.ground)
  const { version, shown, score, band, raw, rawBand, heldBy, confidence } = number
  const point: HistoryPoint = {
    on: input.asOf,
    framework: framework.id,
    frameworkVersion: framework.version,
    version,
    against,
    title: levelOf(framework, against).title,
    shown,
    score,
    band,
    raw,
    rawBand,
    heldBy,
    confidence,
    skills: Object.fromEntries(number.skills.map((skill) => [skill.id, skillPoint(skill, subject)])),
    begins: true,
    delta: null,
    arrow: null,
    causes: [],
    moreCauses: 0,
  }
  return { subject, number, point }
}

function skillPoint(skill: SkillResult, { input: { scale } }: Ground): SkillPoint {
  const onScale = (position: number) => fromCanonical(position, scale)
  return {
    self: skill.self?.value ?? null,
    manager: skill.manager?.value ?? null,
    peers: skill.peers && onScale(skill.peers.mean),
    estimate:
      skill.state === 'not_assessed' ? null : { value: skill.onScale, low: onScale(skill.lo), high: onScale(skill.hi) },
  }
}
