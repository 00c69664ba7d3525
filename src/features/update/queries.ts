import type { Day } from '../../core/day.ts'
import { followUps } from '../../core/follow-up.ts'
import type { WeekSpan } from '../../core/update/span.ts'
import type { WeekFacts, WeekInitiative, WeekReading } from '../../core/update/weekly.ts'
import { evidenceOf, initiativesKept } from '../../platform/all-evidence.ts'
import type { Handle } from '../../platform/database.ts'
import type { InitiativeRow, MetricRow, ReadingRow } from '../../platform/schema.ts'

/** What a week’s update is drawn from. */
export async function weekFacts(tx: Handle, personId: string, span: WeekSpan, today: Day): Promise<WeekFacts> {
  const initiatives = await initiativesKept(tx, personId)
  const metrics = await tx.selectFrom('metrics').selectAll().where('personId', '=', personId).execute()
  const readings = await tx.selectFrom('readings').selectAll().where('personId', '=', personId).execute()
  const metricById = new Map(metrics.map((metric) => [metric.id, metric]))
  const readingsOf = Map.groupBy(readings, ({ metricId }) => metricId)
  return {
    span,
    today,
    records: await evidenceOf(tx, personId, today),
    initiatives: initiatives.map((initiative) => weekInitiative(initiative, metricById, readingsOf, today)),
    readings: readings
      .filter(({ on }) => on >= span.from && on <= span.to)
      .flatMap((reading) => {
        const metric = metricById.get(reading.metricId)
        return metric ? [weekReading(reading, metric, readingsOf.get(metric.id)!, initiatives)] : []
      }),
    conversations: await tx
      .selectFrom('conversations')
      .select(['on', 'learned', 'initiative'])
      .where('personId', '=', personId)
      .where('on', '>=', span.from)
      .where('on', '<=', span.to)
      .orderBy('on')
      .orderBy('id')
      .execute(),
  }
}

function weekInitiative(
  initiative: InitiativeRow,
  metrics: ReadonlyMap<string, MetricRow>,
  readings: ReadonlyMap<string, readonly ReadingRow[]>,
  today: Day,
): WeekInitiative {
  const { id, title, why, startedOn, launchedOn, stoppedOn, declinedBecause, review, target } = initiative
  const metric = initiative.metric === null ? undefined : metrics.get(initiative.metric)
  const read = (metric && readings.get(metric.id)) ?? []
  return {
    id,
    title,
    why,
    startedOn,
    launchedOn,
    stoppedOn,
    declined: declinedBecause !== null,
    review,
    aim: metric ? { name: metric.name, unit: metric.unit, target: target ?? metric.target } : null,
    looks: launchedOn === null ? [] : followUps(launchedOn, read, today).filter(({ reading }) => reading === null),
  }
}

function weekReading(
  { on, value }: ReadingRow,
  { id, name, unit, baseline, target, timing, durable }: MetricRow,
  all: readonly ReadingRow[],
  initiatives: readonly InitiativeRow[],
): WeekReading {
  const earlier = all.filter((reading) => reading.on < on).sort((a, b) => (a.on < b.on ? -1 : 1))
  // The piece of work begun last that the number belongs to: they come in that order.
  const initiative = initiatives.find(({ metric, declinedBecause }) => metric === id && declinedBecause === null)
  return {
    metric: id,
    name,
    unit,
    on,
    value,
    before: earlier.at(-1)?.value ?? baseline,
    target: initiative?.target ?? target,
    initiative: initiative?.id ?? null,
    isWeighed: timing !== null && durable !== null,
  }
}
