import type { Day } from '../../core/day.ts'
import { type FollowUp, followUps } from '../../core/follow-up.ts'
import { isBeside } from '../../platform/cursor.ts'
import type { Handle } from '../../platform/database.ts'
import type { Context } from '../../platform/operation.ts'
import type { MetricRow, ReadingRow } from '../../platform/schema.ts'

export const asMetric = ({ personId: _, ...metric }: MetricRow) => metric

/** Metrics by name from the one given on, a page of them. */
export async function metricsByName(tx: Handle, personId: string, limit: number, after: MetricRow | null) {
  let query = tx.selectFrom('metrics').selectAll().where('personId', '=', personId)
  // A name may hold spaces and be changed meanwhile, so the place is the metric itself.
  if (after) query = query.where(isBeside(['name', 'id'], '>', [after.name, after.id]))
  const rows = await query
    .orderBy('name')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}

// Read weekly, a number comes to this many in three years; among others the last quarter is enough.
const most = 160
export const latest = 13

/** A metric with its latest readings, oldest first. */
export async function withReadings(tx: Handle, metric: MetricRow, limit = most) {
  const readings = await tx
    .selectFrom('readings')
    .select(['id', 'on', 'value', 'recordedOn'])
    .where('personId', '=', metric.personId)
    .where('metricId', '=', metric.id)
    .orderBy('on', 'desc')
    .limit(limit)
    .execute()
  return { ...asMetric(metric), readings: readings.reverse() }
}

export type MetricTold = Awaited<ReturnType<typeof withReadings>>

/** Metrics to choose from, by name. */
export const metricNames = (tx: Handle, personId: string) =>
  tx
    .selectFrom('metrics')
    .select(['id', 'name'])
    .where('personId', '=', personId)
    .orderBy('name')
    .orderBy('id')
    .limit(100)
    .execute()

/** The reading of a day, if there is one. */
export const readingOn = (tx: Handle, personId: string, metricId: string, on: Day) =>
  tx
    .selectFrom('readings')
    .select('id')
    .where('personId', '=', personId)
    .where('metricId', '=', metricId)
    .where('on', '=', on)
    .executeTakeFirst()

/** Initiatives that should move a metric, the latest begun first. */
export const initiativesOn = (tx: Handle, personId: string, metricId: string) =>
  tx
    .selectFrom('initiatives')
    .select(['id', 'title', 'startedOn', 'launchedOn', 'stoppedOn', 'target', 'targetSetOn'])
    .where('personId', '=', personId)
    .where('metric', '=', metricId)
    .execute()
    .then((rows) => rows.sort((a, b) => (a.startedOn < b.startedOn ? 1 : -1)))

export interface LaunchAnswered extends Pick<FollowUp, 'day' | 'dueOn' | 'state'> {
  initiative: string
  title: string
}

/** The launches whose 30- or 60-day check is this reading. */
export async function launchesAnswered(
  { tx, personId, today }: Pick<Context, 'tx' | 'personId' | 'today'>,
  reading: Pick<ReadingRow, 'id' | 'metricId'>,
): Promise<LaunchAnswered[]> {
  const readings = await tx
    .selectFrom('readings')
    .select(['id', 'on', 'value', 'recordedOn'])
    .where('personId', '=', personId)
    .where('metricId', '=', reading.metricId)
    .execute()
  return (await initiativesOn(tx, personId, reading.metricId)).flatMap(({ id, title, launchedOn }) =>
    launchedOn
      ? followUps(launchedOn, readings, today)
          .filter((check) => check.reading?.id === reading.id)
          .map(({ day, dueOn, state }) => ({ initiative: id, title, day, dueOn, state }))
      : [],
  )
}
