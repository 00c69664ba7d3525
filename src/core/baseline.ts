import type { Day } from './day.ts'
import type { Reading } from './follow-up.ts'

/**
 * Where a number stood before a launch. It is the one written down as its baseline, unless that belonged to an earlier launch: then
 * the last reading before this one.
 */
export function baselineFor(
  metric: { baseline: number | null; baselineSetOn: Day | null },
  readings: readonly Reading[],
  launchedOn: Day | null,
  otherLaunches: readonly Day[],
  today: Day,
): { value: number; setOn: Day | null; reading: Reading | null } | null {
  const until = launchedOn ?? today
  const last = readings.filter(({ on }) => on <= until).sort((a, b) => (a.on < b.on ? 1 : -1))[0] ?? null
  const { baseline, baselineSetOn } = metric
  const isOfEarlier =
    baselineSetOn !== null && otherLaunches.some((other) => other >= baselineSetOn && other < (last?.on ?? ''))
  if (last && (baseline === null || isOfEarlier)) return { value: last.value, setOn: last.recordedOn, reading: last }
  return baseline === null ? null : { value: baseline, setOn: baselineSetOn, reading: null }
}
