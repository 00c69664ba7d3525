import { addDays, type Day } from '../../core/day.ts'
import { levelOf } from '../../core/framework.ts'
import { pointDays } from '../../core/readiness/history-days.ts'
import { type Band, fromCanonical, type Result, readiness, resultOf, type SkillResult } from '../../core/readiness.ts'
import { derivedAfter } from '../../platform/derived.ts'
import {
  entriesBack,
  lastChangeBefore,
  presentRows,
  type Touched,
  takeBack,
  touch,
  untouched,
  writtenDays,
} from '../../platform/past.ts'
import { subjectOf } from '../../platform/readiness-subject.ts'
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

/** The points from `from` to `to`, oldest first. Those of the days before today are worked out once a day. */
export async function historyOf(
  reader: Reader & { personId: string; today: Day },
  range: { from: Day | null; to: Day | null },
): Promise<HistoryPoint[]> {
  const { tx, personId, today } = reader
  const to = range.to !== null && range.to < today ? range.to : today
  const before = await lastChangeBefore(tx, personId, today)
  const work = () =>
    pastPoints(reader, range.from, to < today ? to : addDays(today, -1), range.to !== null && to < today)
  const isWhole = range.from === null && range.to === null
  const past = isWhole ? await derivedAfter(tx, personId, today, 'readiness history', before, work) : await work()
  return to < today ? past : [...past, ...(await todaysPoint(reader, past.at(-1) ?? null, before.seq))]
}

type Wide = Reader & { today: Day }

/** A point with what it was worked out from. */
interface Worked {
  subject: Ground
  number: Result
  point: HistoryPoint
}

/** Back from now through the log, stopping at the end of each chosen day. */
async function pastPoints(reader: Reader, from: Day | null, to: Day, withLast: boolean): Promise<HistoryPoint[]> {
  const { tx, personId } = reader
  const chosen = pointDays(await writtenDays(tx, personId), from ?? '0000-01-01', to)
  const days = withLast && chosen.at(-1) !== to ? [...chosen, to] : chosen
  const rows = await presentRows(tx, personId)
  const life = lifeFrom(rows)
  const entries = entriesBack(tx, personId)
  let entry = await entries.next()
  let touched = untouched()
  let newer: Worked | null = null
  const points: HistoryPoint[] = []
  for (const day of days.reverse()) {
    for (; !entry.done && entry.value.on > day; entry = await entries.next()) {
      takeBack(rows, entry.value)
      touch(touched, entry.value)
    }
    const launched = touched.launches ? withLaunchedRecords(life.evidence.values()) : []
    refresh(life, touched)
    for (const id of launched) touched.evidence.add(id)
    const subject = await pastSubject(reader, life, day)
    const older: Worked | null = subject && worked(subject, readiness(subject.input))
    if (newer) tell(newer, older, touched)
    if (older) points.push(older.point)
    newer = older
    touched = untouched()
  }
  await entries.return(undefined)
  return points.reverse()
}

/** Today's point, worked out from what is kept of today anyway; of yesterday only what was touched since is looked at. */
async function todaysPoint(reader: Wide, last: HistoryPoint | null, seq: number): Promise<HistoryPoint[]> {
  const { tx, personId, today } = reader
  const subject = await subjectOf(reader, today)
  const now = worked(subject, resultOf(subject.ground))
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
  return [now.point]
}

/** Records that a launch or its numbers may have changed. */
const withLaunchedRecords = (
  records: Iterable<{ id: string; initiative: string | null; metrics: readonly unknown[] }>,
) => [...records].filter(({ initiative, metrics }) => initiative !== null && metrics.length > 0).map(({ id }) => id)

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

function worked(subject: Ground, number: Result): Worked {
  const { framework, against, input } = subject
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
