import { z } from 'zod'
import { valueInWords } from '../../core/metric-words.ts'
import { facts, listed } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { isBeside } from '../../platform/cursor.ts'
import { day, id, noSuchPlace, page, text } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { MetricRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'

export const defineMetric = operation({
  name: 'metric.define',
  summary:
    'Define a metric you answer for: its name, its unit, which way is good, where it stands and where it should go.',
  scope: 'write',
  input: z.strictObject({
    id: id.optional().describe('An existing metric, to change it.'),
    name: text(120).describe('As your team says it: “week-1 retention”.'),
    unit: z.string().trim().max(20).nullable().optional().describe('%, points, a currency code, days …'),
    direction: z.enum(['up', 'down']).default('up').describe('Which way is good.'),
    baseline: z.number().finite().nullable().optional().describe('Where it stood before.'),
    target: z.number().finite().nullable().optional().describe('Where it should stand.'),
  }),
  async run(context, { id, name, unit, direction, baseline, target }) {
    const fields = { name: name.trim(), unit, direction, baseline, target }
    if (id) {
      await known(context, id)
      return asMetric(await context.records.update('metrics', id, fields))
    }
    const row = {
      id: context.newId(),
      name: fields.name,
      unit: unit ?? null,
      direction,
      baseline: baseline ?? null,
      target: target ?? null,
    }
    return asMetric(await context.records.insert('metrics', { ...row, createdAt: context.now }))
  },
  says: ({ name }) => `${name} is kept as a metric.`,
})

export const recordMetric = operation({
  name: 'metric.record',
  summary: 'Record what a metric reads on a day. A second reading on the same day replaces the first.',
  scope: 'write',
  input: z.strictObject({
    id: id.describe('The metric.'),
    on: day.optional().describe('The day; today if left out.'),
    value: z.number().finite(),
  }),
  async run(context, { id, on = context.today, value }) {
    if (on > context.today)
      throw new Problem('invalid', 'A reading from a day that lies ahead is a forecast. Nothing was changed.', 'on')
    const metric = await known(context, id)
    const same = await context.tx
      .selectFrom('readings')
      .select('id')
      .where('personId', '=', context.personId)
      .where('metricId', '=', id)
      .where('on', '=', on)
      .executeTakeFirst()
    if (same) await context.records.update('readings', same.id, { value, recordedOn: context.today })
    else
      await context.records.insert('readings', {
        id: context.newId(),
        metricId: id,
        on,
        value,
        recordedOn: context.today,
      })
    return withReadings(context, metric)
  },
  prints: printed,
})

export const showMetric = operation({
  name: 'metric.show',
  summary: 'Show a metric with its readings, oldest first, or your metrics by name, each with its latest readings.',
  scope: 'read',
  input: z.strictObject({ id: id.optional().describe('One metric; all of them if left out.'), ...page }),
  async run(context, { id, limit, cursor }) {
    if (id) return withReadings(context, await known(context, id))
    const { items, next } = await metricsByName(context, limit, cursor)
    const told = []
    for (const metric of items) told.push(await withReadings(context, metric, latest))
    return { items: told, next }
  },
  prints: (answer) =>
    listed(
      ('items' in answer ? answer.items : [answer]).map(printed),
      'No metrics yet. Define one: cairn metric define --name "week-1 retention" --unit % --baseline 42',
      'next' in answer ? answer.next : null,
    ),
})

function printed({ id, name, unit, direction, baseline, target, readings }: Told): string {
  const value = (read: number) => valueInWords(read, unit)
  return [
    name,
    `  ${facts([
      `better when it goes ${direction}`,
      baseline !== null && `before ${value(baseline)}`,
      target !== null && `target ${value(target)}`,
    ])}`,
    ...readings.map((reading) => `  ${dayWords(reading.on)}: ${value(reading.value)}`),
    `  ${id}`,
  ].join('\n')
}

type Told = Awaited<ReturnType<typeof withReadings>>

async function known({ records }: Context, id: string): Promise<MetricRow> {
  const metric = await records.find('metrics', id)
  if (!metric) throw new Problem('missing', 'There is no such metric among yours.', 'id')
  return metric as MetricRow
}

const asMetric = ({ personId: _, ...metric }: MetricRow) => metric

async function metricsByName({ tx, personId, records }: Context, limit: number, cursor?: string) {
  let query = tx.selectFrom('metrics').selectAll().where('personId', '=', personId)
  if (cursor) {
    // A name may hold spaces and be changed meanwhile, so the place is the metric itself.
    const last = (await records.find('metrics', cursor)) as MetricRow | null
    if (!last) throw noSuchPlace()
    query = query.where(isBeside(['name', 'id'], '>', [last.name, last.id]))
  }
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
const latest = 13

async function withReadings({ tx, personId }: Context, metric: MetricRow, limit = most) {
  const readings = await tx
    .selectFrom('readings')
    .select(['id', 'on', 'value', 'recordedOn'])
    .where('personId', '=', personId)
    .where('metricId', '=', metric.id)
    .orderBy('on', 'desc')
    .limit(limit)
    .execute()
  return { ...asMetric(metric), readings: readings.reverse() }
}
