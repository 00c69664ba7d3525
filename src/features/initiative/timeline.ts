import { z } from 'zod'
import type { Reading } from '../../core/follow-up.ts'
import { aligned, facts } from '../../core/printed.ts'
import { type TimelineInitiative, type TimelineRow, timelineOf, yearsOf } from '../../core/timeline.ts'
import { initiativesKept } from '../../platform/all-evidence.ts'
import type { Handle } from '../../platform/database.ts'
import { noSuchPlace, page } from '../../platform/fields.ts'
import { operation } from '../../platform/operation.ts'
import { dayWords } from '../../ui/parts.tsx'

export interface Timeline {
  year: number
  /** The years in which something was under way, the latest first. */
  years: number[]
  items: TimelineRow[]
  next: string | null
}

export const showTimeline = operation({
  name: 'initiative.timeline',
  summary:
    'Show the initiatives of a year by month: begun, launched, and whether the number was read after 30 and 60 days.',
  scope: 'read',
  input: z.strictObject({
    year: z.number().int().min(1900).max(2200).optional().describe('This year, or the last with something in it.'),
    ...page,
  }),
  async run({ tx, personId, today }, { year: asked, limit, cursor }): Promise<Timeline> {
    const kept = await initiativesKept(tx, personId)
    const years = yearsOf(kept, today)
    const year = asked ?? years[0] ?? Number(today.slice(0, 4))
    const ofYear = timelineOf(kept, () => [], year, today)
    const from = cursor === undefined ? 0 : ofYear.findIndex(({ id }) => id === cursor) + 1
    if (cursor !== undefined && from === 0) throw noSuchPlace()
    const shown = ofYear.slice(from, from + limit)
    const metricOf = new Map(kept.map(({ id, metric }) => [id, metric]))
    const metrics = shown.flatMap(({ id }) => metricOf.get(id) ?? [])
    const readings = await readingsByMetric(tx, personId, metrics)
    return {
      year,
      years,
      items: timelineOf(shown, ({ id }: TimelineInitiative) => readings.get(metricOf.get(id) ?? '') ?? [], year, today),
      next: from + limit < ofYear.length ? shown.at(-1)!.id : null,
    }
  },
  prints: ({ year, years, items, next }) =>
    items.length === 0
      ? `Nothing was under way in ${year}.`
      : [
          `${year}${years.length > 1 ? ` (also: ${years.filter((other) => other !== year).join(', ')})` : ''}`,
          '',
          aligned(
            items.map((row) => [row.title.length > 40 ? `${row.title.slice(0, 39)}…` : row.title, marksInWords(row)]),
            '  ',
          ),
          ...(next ? ['', `More: --year ${year} --cursor ${next}`] : []),
        ].join('\n'),
})

async function readingsByMetric(
  tx: Handle,
  personId: string,
  metrics: readonly string[],
): Promise<Map<string, Reading[]>> {
  if (metrics.length === 0) return new Map()
  const rows = await tx
    .selectFrom('readings')
    .select(['id', 'metricId', 'on', 'value', 'recordedOn'])
    .where('personId', '=', personId)
    .where('metricId', 'in', [...new Set(metrics)])
    .execute()
  return Map.groupBy(rows, ({ metricId }) => metricId)
}

/** What happened when, in one line. */
export const marksInWords = ({ startedOn, launchedOn, stoppedOn, checks }: TimelineRow): string =>
  facts([
    `begun ${dayWords(startedOn)}`,
    launchedOn && `launched ${dayWords(launchedOn)}`,
    ...checks.map((check) => `${check.day} days: ${checkWords(check)}`),
    stoppedOn && `stopped ${dayWords(stoppedOn)}`,
  ])

export const checkWords = ({ state, dueOn, reading }: TimelineRow['checks'][number]): string =>
  reading
    ? `read ${dayWords(reading.on)}${state === 'late' ? ', late' : ''}`
    : `${state === 'due' ? 'not read yet, due' : 'due'} ${dayWords(dueOn)}`
