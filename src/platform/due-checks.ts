import type { Day } from '../core/day.ts'
import { type FollowUp, followUps } from '../core/follow-up.ts'
import { initiativesKept } from './all-evidence.ts'
import type { Handle } from './database.ts'
import type { MetricRow } from './schema.ts'

type Initiative = Awaited<ReturnType<typeof initiativesKept>>[number]

/** A launch whose number may be read now, for its 30- or 60-day check, and has not been. */
export interface DueLaunch {
  initiative: Initiative
  metric: MetricRow | null
  due: FollowUp[]
}

/** Every launch with a check that is due; stopped work has none. */
export async function dueLaunches(tx: Handle, personId: string, today: Day): Promise<DueLaunch[]> {
  const launched = (await initiativesKept(tx, personId)).filter(({ launchedOn, stoppedOn }) => launchedOn && !stoppedOn)
  if (launched.length === 0) return []
  const metrics = await tx.selectFrom('metrics').selectAll().where('personId', '=', personId).execute()
  const readings = await tx.selectFrom('readings').selectAll().where('personId', '=', personId).execute()
  const metricOf = new Map(metrics.map((metric) => [metric.id, metric]))
  const readingsOf = Map.groupBy(readings, ({ metricId }) => metricId)
  return launched
    .map((initiative) => {
      const { metric, launchedOn } = initiative
      const read = (metric !== null && readingsOf.get(metric)) || []
      return {
        initiative,
        metric: (metric !== null && metricOf.get(metric)) || null,
        due: followUps(launchedOn!, read, today).filter(({ state }) => state === 'due'),
      }
    })
    .filter(({ due }) => due.length > 0)
}
