import { addDays, type Day } from './day.ts'
import type { EvidenceMetric } from './evidence.ts'
import { foldName } from './rating.ts'

/** A metric's value on a day. */
export interface Reading {
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
  if (!first?.name || !launch || foldName(first.name) !== foldName(launch.metricName)) return [...metrics]
  const checks = followUps(launch.launchedOn, launch.readings, today).flatMap(({ day, reading }) =>
    reading ? [{ day, recordedOn: reading.recordedOn, value: reading.value }] : [],
  )
  return [
    {
      ...first,
      good: isGood(first, launch.direction),
      target: first.target ?? launch.target,
      checks: first.checks?.length ? first.checks : checks,
    },
    ...rest,
  ]
}

function isGood({ from, to, good, direction }: EvidenceMetric, better: 'up' | 'down'): boolean | null {
  const moved = from !== null && to !== null ? (to > from ? 'up' : to < from ? 'down' : 'flat') : direction
  return moved === null ? good : moved === 'flat' ? null : moved === better
}
