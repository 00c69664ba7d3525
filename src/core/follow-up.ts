import { addDays, type Day } from './day.ts'
import type { EvidenceMetric } from './evidence.ts'
import { foldName } from './rating.ts'

/** A metric's value on a day. */
export interface Reading {
  id?: string
  on: Day
  value: number
  recordedOn: Day
}

/** A look at the number after launch: due when, there or not, in time or not. */
export interface FollowUp {
  day: 30 | 60
  dueOn: Day
  state: 'waiting' | 'due' | 'on time' | 'late'
  reading: Reading | null
}

/**
 * The 30- and 60-day checks of a launch. The first reading from day 20 (50) on counts; it is on time until day 44 (74).
 * Domain 0, “Metric → outcome”.
 */
export const followUps = (launchedOn: Day, readings: readonly Reading[], today: Day): FollowUp[] =>
  ([30, 60] as const).map((day) => {
    const opens = addDays(launchedOn, day - 10)
    const reading = [...readings].sort((a, b) => (a.on < b.on ? -1 : 1)).find(({ on }) => on >= opens) ?? null
    const state = reading
      ? reading.on <= addDays(launchedOn, day + 14)
        ? 'on time'
        : 'late'
      : today >= opens
        ? 'due'
        : 'waiting'
    return { day, dueOn: addDays(launchedOn, day), state, reading }
  })

/** A launch whose metric has readings: what its records inherit. */
export interface MeasuredLaunch {
  launchedOn: Day
  metricName: string
  /** Which way is good, as the person defined it. */
  direction: 'up' | 'down'
  target: number | null
  /** The day on which that target was written down; null where it was not noted. */
  targetSetOn?: Day | null
  readings: readonly Reading[]
}

/**
 * A record's metrics, the first with what the launch knows of it if it is the launch's metric: which way is good, the target,
 * and the follow-up readings unless the record has its own.
 */
export function withFollowUps(
  metrics: readonly EvidenceMetric[],
  launch: MeasuredLaunch | null,
  today: Day,
): EvidenceMetric[] {
  const [first, ...rest] = metrics
  if (!first || !launch || !isOfLaunch(first, launch)) return [...metrics]
  const checks = followUps(launch.launchedOn, launch.readings, today).flatMap(({ day, reading }) =>
    reading ? [{ day, recordedOn: reading.recordedOn, value: reading.value }] : [],
  )
  const target = first.target ?? launch.target
  return [
    {
      ...first,
      good: isGood(first, launch.direction),
      target,
      ...(target !== null && target === launch.target && wasSetBefore(launch) && { targetSetBefore: true }),
      checks: first.checks?.length ? first.checks : checks,
    },
    ...rest,
  ]
}

const isOfLaunch = ({ name }: EvidenceMetric, { metricName }: MeasuredLaunch): boolean =>
  Boolean(name) && foldName(name!) === foldName(metricName)

const wasSetBefore = ({ targetSetOn, launchedOn }: MeasuredLaunch): boolean =>
  targetSetOn != null && targetSetOn <= launchedOn

/** What a reading is to a record that rests on it: where its number was before, where it was after, or a check. */
export type RestsAs = 'before' | 'after' | 30 | 60

export interface RestsOn {
  reading: Reading
  as: RestsAs[]
}

/**
 * The readings a record of a measured launch rests on, oldest first: its checks, and those that read what it says the number was
 * before and after. None if its first number is another one.
 */
export function readingsBehind(
  metrics: readonly EvidenceMetric[],
  launch: MeasuredLaunch | null,
  today: Day,
): RestsOn[] {
  const [first] = metrics
  if (!first || !launch || !isOfLaunch(first, launch)) return []
  const { launchedOn, readings } = launch
  const found = new Map<Reading, RestsAs[]>()
  const add = (reading: Reading | null | undefined, as: RestsAs) => {
    if (reading) found.set(reading, [...(found.get(reading) ?? []), as])
  }
  const inOrder = [...readings].sort(byDay)
  add(
    inOrder.findLast(({ on, value }) => on <= launchedOn && value === first.from),
    'before',
  )
  add(
    inOrder.find(({ on, value }) => on > launchedOn && value === first.to),
    'after',
  )
  for (const { day, reading } of followUps(launchedOn, readings, today))
    if (reading && isCheckOf(first, day, reading)) add(reading, day)
  return [...found].map(([reading, as]) => ({ reading, as })).sort((a, b) => byDay(a.reading, b.reading))
}

// A check that the person typed into the record rests on a reading only if it says the same.
const isCheckOf = ({ checks }: EvidenceMetric, day: 30 | 60, { value, recordedOn }: Reading): boolean =>
  !checks?.length ||
  checks.some((check) => check.day === day && check.value === value && check.recordedOn === recordedOn)

const byDay = (a: Reading, b: Reading): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)

function isGood({ from, to, good, direction }: EvidenceMetric, better: 'up' | 'down'): boolean | null {
  const moved = from !== null && to !== null ? (to > from ? 'up' : to < from ? 'down' : 'flat') : direction
  return moved === null ? good : moved === 'flat' ? null : moved === better
}
