import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { differenceInWords, valueInWords } from '../../core/metric-words.ts'
import { Problem } from '../../core/problem.ts'
import { day, id, noSuchPlace, page, text } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { MetricRow } from '../../platform/schema.ts'
import { printedMetrics, printedOne } from './printed.ts'
import { asMetric, latest, launchesAnswered, metricsByName, readingOn, withReadings } from './queries.ts'

export const defineMetric = operation({
  name: 'metric.define',
  summary:
    'Define a metric you answer for: its name, its unit, which way is good, where it stands and where it should go.',
  scope: 'write',
  input: z.strictObject({
    id: id.optional().describe('An existing metric, to change it; what you leave out stays as it is.'),
    name: text(120).optional().describe('As your team says it: “week-1 retention”. Needed for a new one.'),
    unit: z.string().trim().max(20).nullable().optional().describe('%, points, a currency code, days …'),
    direction: z.enum(['up', 'down']).optional().describe('Which way is good; up if left out.'),
    baseline: z.number().finite().nullable().optional().describe('Where it stood before.'),
    target: z.number().finite().nullable().optional().describe('Where it should stand.'),
    timing: z
      .enum(['leading', 'lagging'])
      .nullable()
      .optional()
      .describe('Leading: it moves before the result that counts. Lagging: it moves with it, or after.'),
    durable: z.boolean().nullable().optional().describe('Whether a move of it lasts.'),
    shows: z
      .enum(['behaviour', 'measurement'])
      .nullable()
      .optional()
      .describe('Whether a move of it is people doing something else, or only the measurement nudged.'),
    counter: id.nullable().optional().describe('The metric that must not get worse for it.'),
  }),
  async run(context, { id, name, ...fields }) {
    const before = id ? await known(context, id) : null
    if (!before && !name) throw new Problem('invalid', '“name” is needed. Nothing was changed.', 'name')
    await checkCounter(context, id, fields.counter)
    const setOn = {
      baselineSetOn: daySet(before, 'baseline', fields.baseline, context.today),
      targetSetOn: daySet(before, 'target', fields.target, context.today),
    }
    if (id) return asMetric(await context.records.update('metrics', id, { name: name?.trim(), ...fields, ...setOn }))
    const row = {
      id: context.newId(),
      name: name!.trim(),
      unit: fields.unit || null,
      direction: fields.direction ?? 'up',
      baseline: fields.baseline ?? null,
      target: fields.target ?? null,
      timing: fields.timing ?? null,
      durable: fields.durable ?? null,
      shows: fields.shows ?? null,
      counter: fields.counter ?? null,
      baselineSetOn: setOn.baselineSetOn ?? null,
      targetSetOn: setOn.targetSetOn ?? null,
    }
    return asMetric(await context.records.insert('metrics', { ...row, createdAt: context.now }))
  },
  says: ({ name }) => `${name} is kept as a metric.`,
})

/** The day on which a number came to say what it says; undefined where nothing changes. */
function daySet(
  before: MetricRow | null,
  field: 'baseline' | 'target',
  value: number | null | undefined,
  today: Day,
): Day | null | undefined {
  if (value === undefined || value === (before?.[field] ?? null)) return undefined
  return value === null ? null : today
}

async function checkCounter(context: Context, id: string | undefined, counter: string | null | undefined) {
  if (!counter) return
  if (counter === id)
    throw new Problem('invalid', 'A metric cannot be its own counter-metric. Nothing was changed.', 'counter')
  if (!(await context.records.find('metrics', counter)))
    throw new Problem('invalid', 'There is no such metric among yours. Nothing was changed.', 'counter')
}

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
    refuseAhead(on, context.today)
    const metric = await known(context, id)
    const same = await readingOn(context.tx, context.personId, id, on)
    const read = { value, recordedOn: context.today }
    const recorded = same
      ? await context.records.update('readings', same.id, read)
      : await context.records.insert('readings', { id: context.newId(), metricId: id, on, ...read })
    return {
      ...(await withReadings(context.tx, metric)),
      recorded: { id: recorded.id, on, value },
      answers: await launchesAnswered(context, recorded),
    }
  },
  says: ({ name, unit, baseline, recorded: { value }, answers }) => {
    const moved = baseline === null ? null : differenceInWords(baseline, value, unit)
    const [launch] = answers
    return [
      `Kept: ${name} reads ${valueInWords(value, unit)}${moved ? `, ${moved}` : ''}.`,
      ...(launch ? [`It is the look at ${launch.title} after ${launch.day} days.`] : []),
    ].join(' ')
  },
  prints: (metric) => printedOne(metric),
})

export const refuseAhead = (on: Day, today: Day): void => {
  if (on > today)
    throw new Problem('invalid', 'A reading from a day that lies ahead is a forecast. Nothing was changed.', 'on')
}

export const showMetric = operation({
  name: 'metric.show',
  summary: 'Show a metric with its readings, oldest first, or your metrics by name, each with its latest readings.',
  scope: 'read',
  input: z.strictObject({ id: id.optional().describe('One metric; all of them if left out.'), ...page }),
  async run(context, { id, limit, cursor }) {
    const { tx, personId } = context
    if (id) return withReadings(tx, await known(context, id))
    const after = cursor === undefined ? null : ((await context.records.find('metrics', cursor)) as MetricRow | null)
    if (cursor !== undefined && !after) throw noSuchPlace()
    const { items, next } = await metricsByName(tx, personId, limit, after)
    const told = []
    for (const metric of items) told.push(await withReadings(tx, metric, latest))
    return { items: told, next }
  },
  prints: printedMetrics,
})

export const removeMetric = operation({
  name: 'metric.remove',
  summary: 'Take a metric out with its readings. One that an initiative aims at, or that guards another, stays.',
  scope: 'write',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    const { tx, personId, records } = context
    const metric = await known(context, id)
    const use = await useOf(context, id)
    if (use) throw new Problem('conflict', `${use} Take it out there first; nothing was changed.`, 'id')
    const readings = await tx
      .selectFrom('readings')
      .select('id')
      .where('personId', '=', personId)
      .where('metricId', '=', id)
      .execute()
    for (const reading of readings) await records.remove('readings', reading.id)
    await records.remove('metrics', id)
    return { ...asMetric(metric), readings: readings.length }
  },
  says: ({ name, readings }) =>
    `${name} is taken out${readings > 0 ? ` with ${readings} ${readings === 1 ? 'reading' : 'readings'}` : ''}.`,
})

/** What a metric is needed for, as a sentence; null where nothing rests on it. */
async function useOf({ tx, personId }: Context, id: string): Promise<string | null> {
  const aiming = await tx
    .selectFrom('initiatives')
    .select('title')
    .where('personId', '=', personId)
    .where('metric', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (aiming) return `“${aiming.title}” should move this metric.`
  const guarded = await tx
    .selectFrom('metrics')
    .select('name')
    .where('personId', '=', personId)
    .where('counter', '=', id)
    .limit(1)
    .executeTakeFirst()
  return guarded ? `It is the counter-metric of “${guarded.name}”.` : null
}

async function known({ records }: Context, id: string): Promise<MetricRow> {
  const metric = await records.find('metrics', id)
  if (!metric) throw new Problem('missing', 'There is no such metric among yours.', 'id')
  return metric as MetricRow
}
