import { z } from 'zod'
import { anonymised, coarseNumber } from '../../core/coach/anonymise.ts'
import { coach, itemKindOf } from '../../core/coach/coach.ts'
import { type Day, daysBetween } from '../../core/day.ts'
import type { EvidenceMetric, ItemKind } from '../../core/evidence.ts'
import { recordDay } from '../../core/record-day.ts'
import { type Context, operation } from '../../platform/operation.ts'

/** What the coach read and the person said instead, about one text; nothing else of the record. */
export interface Correction {
  text: string
  kind?: { read: ItemKind | null; chosen: ItemKind | null }
  metrics?: { read: MetricShape[]; chosen: MetricShape[] }
  /** How many days lie between, roughly; null where one of them names no day. */
  day?: { daysApart: number | null }
  skills?: { chosen: string[] }
}

/** A metric with its figures made coarse and without its name. */
type MetricShape = Pick<EvidenceMetric, 'from' | 'to' | 'delta' | 'unit' | 'direction' | 'relative'>

const mostCorrections = 1000

export const exportCorrections = operation({
  name: 'coach.export',
  summary:
    'Write down, without names and exact figures, where you corrected the coach. You see all of it first; nothing is sent anywhere.',
  scope: 'read',
  input: z.strictObject({}),
  async run(context) {
    const corrections = await correctionsOf(context)
    const text = `${JSON.stringify({ format: 'cairn.corrections/1', corrections }, null, 2)}\n`
    return { corrections: corrections.length, file: { name: 'coach-corrections.json', type: 'application/json', text } }
  },
  prints: ({ file }) => file.text.trimEnd(),
})

/** The newest corrections first. Records that were removed have none. */
async function correctionsOf(context: Context): Promise<Correction[]> {
  const { tx, personId, frameworks } = context
  const edited = await handMade(context)
  const own = await ownNames(context)
  const skills = new Set(frameworks.flatMap((framework) => framework.skills.map(({ id }) => id)))
  const rows = await tx
    .selectFrom('evidence')
    .select(['id', 'text', 'kind', 'kindSource', 'skills', 'skillsSource', 'metrics', 'happenedOn', 'createdAt'])
    .where('personId', '=', personId)
    .where('removedAt', 'is', null)
    .orderBy('listedOn', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows
    .filter(({ id, kindSource, skillsSource }) => kindSource === 'user' || skillsSource === 'user' || edited.has(id))
    .slice(0, mostCorrections)
    .flatMap((row) => {
      const written = row.createdAt.slice(0, 10)
      const reading = coach(row.text, { refDate: written })
      const readDay = recordDay(reading.tags.dates, written)
      const read = itemKindOf(reading.kind)
      const [seen, kept] = [reading.metrics, row.metrics].map((metrics) => metrics.map(shapeOf))
      const chosen = row.skills.filter((id) => skills.has(id))
      const correction: Omit<Correction, 'text'> = {
        ...(row.kindSource === 'user' && row.kind !== read && { kind: { read, chosen: row.kind } }),
        ...(edited.get(row.id)?.has('metrics') &&
          JSON.stringify(reading.metrics.map(exactly)) !== JSON.stringify(row.metrics.map(exactly)) && {
            metrics: { read: seen!, chosen: kept! },
          }),
        ...(edited.get(row.id)?.has('happenedOn') &&
          readDay !== row.happenedOn && { day: { daysApart: apart(readDay, row.happenedOn) } }),
        ...(row.skillsSource === 'user' && chosen.length > 0 && { skills: { chosen } }),
      }
      return Object.keys(correction).length > 0 ? [{ text: anonymised(row.text, own), ...correction }] : []
    })
}

/** Which of a record's numbers and days were changed by hand while its text stood: the log of changes knows. */
async function handMade({ tx, personId }: Context): Promise<Map<string, Set<'metrics' | 'happenedOn'>>> {
  const entries = await tx
    .selectFrom('activity')
    .select('changes')
    .where('personId', '=', personId)
    .where('operation', '=', 'evidence.edit')
    .execute()
  const found = new Map<string, Set<'metrics' | 'happenedOn'>>()
  for (const { table, id, before, after } of entries.flatMap(({ changes }) => changes)) {
    if (table !== 'evidence' || !before || !after || before.text !== after.text) continue
    for (const field of ['metrics', 'happenedOn'] as const)
      if (JSON.stringify(before[field]) !== JSON.stringify(after[field]))
        found.set(id, (found.get(id) ?? new Set()).add(field))
  }
  return found
}

/** Names that only this person's file knows. */
async function ownNames({ tx, personId }: Context): Promise<string[]> {
  const [metrics, initiatives, profiles] = await Promise.all([
    tx.selectFrom('metrics').select('name').where('personId', '=', personId).execute(),
    tx.selectFrom('initiatives').select('title').where('personId', '=', personId).execute(),
    tx.selectFrom('profiles').select(['name', 'company', 'manager']).where('personId', '=', personId).execute(),
  ])
  return [
    ...metrics.map(({ name }) => name),
    ...initiatives.map(({ title }) => title),
    ...profiles.flatMap(({ name, company, manager }) => [name, company, manager].filter((word) => word !== null)),
  ]
}

const apart = (read: Day | null, chosen: Day | null): number | null =>
  read === null || chosen === null ? null : coarseNumber(daysBetween(read, chosen))

const exactly = ({ name, from, to, delta, unit, direction }: EvidenceMetric) => [name, from, to, delta, unit, direction]

const rough = (value: number | null) => (value === null ? null : coarseNumber(value))

const shapeOf = ({ from, to, delta, unit, direction, relative }: EvidenceMetric): MetricShape => ({
  from: rough(from),
  to: rough(to),
  delta: rough(delta),
  unit: unit !== null && knownUnits.has(unit) ? unit : null,
  direction,
  relative,
})

// A unit typed by hand may be anything.
const knownUnits = new Set('% pp bp points x ratio count ms s min h d wk mo yr USD EUR GBP'.split(' '))
