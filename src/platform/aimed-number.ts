import type { Day } from '../core/day.ts'
import type { Reading } from '../core/follow-up.ts'
import type { Handle } from './database.ts'
import type { InitiativeRow, MetricRow } from './schema.ts'

/** The metric an initiative aims at, its readings, and when others with the same metric went out. */
export async function numberOf(
  tx: Handle,
  personId: string,
  { id, metric: metricId }: Pick<InitiativeRow, 'id' | 'metric'>,
): Promise<{ metric: MetricRow | null; readings: (Reading & { id: string })[]; otherLaunches: Day[] }> {
  if (metricId === null) return { metric: null, readings: [], otherLaunches: [] }
  const metric = await tx
    .selectFrom('metrics')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', metricId)
    .executeTakeFirst()
  const readings = await tx
    .selectFrom('readings')
    .select(['id', 'on', 'value', 'recordedOn'])
    .where('personId', '=', personId)
    .where('metricId', '=', metricId)
    .orderBy('on')
    .execute()
  const others = await tx
    .selectFrom('initiatives')
    .select(['id', 'launchedOn'])
    .where('personId', '=', personId)
    .where('metric', '=', metricId)
    .execute()
  return {
    metric: metric ?? null,
    readings,
    otherLaunches: others.flatMap((other) => (other.id === id ? [] : (other.launchedOn ?? []))),
  }
}
