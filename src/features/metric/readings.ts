import { z } from 'zod'
import { readingsOf } from '../../core/case-trace.ts'
import type { RestsAs } from '../../core/follow-up.ts'
import { valueInWords } from '../../core/metric-words.ts'
import { aligned } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { evidenceOf, launchesOf } from '../../platform/all-evidence.ts'
import { day, id } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { MetricRow, ReadingRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'
import { refuseAhead } from './operations.ts'
import { initiativesOn, launchesAnswered, readingOn } from './queries.ts'

export const showReading = operation({
  name: 'reading.show',
  summary: 'Show a reading with its metric, the launches it answers for, and the records that rest on it.',
  scope: 'read',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    const { personId: _, ...reading } = await known(context, id)
    const metric = (await context.records.find('metrics', reading.metricId)) as MetricRow
    const { name, unit, direction, baseline } = metric
    return {
      ...reading,
      metric: { id: metric.id, name, unit, direction, baseline },
      answers: await launchesAnswered(context, reading),
      records: await recordsOn(context, reading),
    }
  },
  prints: ({ id, value, on, recordedOn, metric, answers, records }) =>
    [
      `${metric.name}: ${valueInWords(value, metric.unit)} on ${dayWords(on)}`,
      '',
      aligned(
        [
          ['Written down', dayWords(recordedOn)],
          ...answers.map(({ day, title, state }) => [
            `After ${day} days`,
            `${title}${state === 'late' ? ', read late' : ''}`,
          ]),
          ...records.map(({ id, text }) => ['Record', `${text.split('\n', 1)[0]} (${id})`]),
          ['In your case', `cairn case trace --reading ${id}`],
          ['Id', id],
        ],
        '  ',
      ),
    ].join('\n'),
})

type ReadingLike = Pick<ReadingRow, 'id' | 'metricId'>

export interface RecordOnReading {
  id: string
  text: string
  initiative: string
  as: RestsAs[]
}

/** The records that rest on this reading. */
async function recordsOn({ tx, personId, today }: Context, reading: ReadingLike): Promise<RecordOnReading[]> {
  const aiming = new Set((await initiativesOn(tx, personId, reading.metricId)).map(({ id }) => id))
  if (aiming.size === 0) return []
  const launches = await launchesOf(tx, personId)
  return (await evidenceOf(tx, personId, today))
    .filter(({ initiative }) => initiative !== null && aiming.has(initiative))
    .flatMap((record) => {
      const rests = readingsOf(record, launches, today).find((each) => each.reading.id === reading.id)
      return rests ? [{ id: record.id, text: record.text, initiative: record.initiative!, as: rests.as }] : []
    })
}

export const editReading = operation({
  name: 'reading.edit',
  summary: 'Correct a reading: its value, or its day. What records say in their own words stays as it is.',
  scope: 'write',
  input: z.strictObject({
    id,
    value: z.number().finite().optional(),
    on: day.optional().describe('The day it was read.'),
  }),
  async run(context, { id, value, on }) {
    const reading = await known(context, id)
    if (on) {
      refuseAhead(on, context.today)
      const same = await readingOn(context.tx, context.personId, reading.metricId, on)
      if (same && same.id !== id)
        throw new Problem(
          'conflict',
          'There is a reading of that day already. Correct that one, or take it out first. Nothing was changed.',
          'on',
        )
    }
    const { personId: _, ...row } = await context.records.update('readings', id, { value, on })
    return row
  },
  says: ({ on }) => `The reading of ${dayWords(on)} is corrected.`,
})

export const removeReading = operation({
  name: 'reading.remove',
  summary: 'Take a reading out. Undo puts it back.',
  scope: 'write',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    const { personId: _, ...reading } = await known(context, id)
    await context.records.remove('readings', id)
    return reading
  },
  says: ({ on }) => `The reading of ${dayWords(on)} is taken out.`,
})

async function known({ records }: Context, id: string): Promise<ReadingRow> {
  const reading = await records.find('readings', id)
  if (!reading) throw new Problem('missing', 'There is no such reading among yours.', 'id')
  return reading as ReadingRow
}
