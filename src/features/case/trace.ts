import { z } from 'zod'
import type { CaseDocument } from '../../core/case-document.ts'
import { type TracedReading, tracedSentences } from '../../core/case-trace.ts'
import type { Day } from '../../core/day.ts'
import { valueInWords } from '../../core/metric-words.ts'
import { facts, listed, wrapped } from '../../core/printed.ts'
import { evidenceOf, initiativesKept, launchesOf } from '../../platform/all-evidence.ts'
import { knownStanding } from '../../platform/career.ts'
import type { Handle } from '../../platform/database.ts'
import { id } from '../../platform/fields.ts'
import { operation } from '../../platform/operation.ts'
import { dayWords } from '../../ui/parts.tsx'

/** A reading behind a sentence, with the metric it is of. */
export interface ReadingBehind extends TracedReading {
  metric: string
  name: string
  value: number
  unit: string | null
  on: Day
}

/** A record a sentence stands on, with what it belongs to and what it shows. */
export interface RecordBehind {
  id: string
  title: string
  initiative: string | null
  initiativeTitle: string | null
  skills: { id: string; name: string }[]
}

export interface SentenceTraced {
  section: string
  text: string
  records: RecordBehind[]
  readings: ReadingBehind[]
}

export const traceCase = operation({
  name: 'case.trace',
  summary:
    'Show what each sentence of your case stands on: its records, their initiatives and skills, and the readings its figures were read off.',
  scope: 'read',
  input: z.strictObject({
    reading: id.optional().describe('Only the sentences that rest on this reading.'),
    metric: id.optional().describe('Only those that rest on a reading of this metric.'),
    evidence: id.optional().describe('Only those that stand on this record.'),
    initiative: id.optional().describe('Only those that stand on records of this initiative.'),
    skill: id.optional().describe('Only those that stand on records that show this skill.'),
  }),
  async run(context, asked): Promise<{ sentences: SentenceTraced[] }> {
    const { tx, personId, today, frameworks } = context
    const { sections, sources } = await context.call<CaseDocument>('case.show', {})
    const cited = new Set(sources.map(({ id }) => id))
    const records = new Map(
      (await evidenceOf(tx, personId, today)).filter(({ id }) => cited.has(id)).map((record) => [record.id, record]),
    )
    const traced = tracedSentences(sections, records, await launchesOf(tx, personId), today)
    const readings = await readingsById(tx, personId, [
      ...new Set(traced.flatMap((each) => each.readings.map(({ id }) => id))),
    ])
    const titles = new Map((await initiativesKept(tx, personId)).map(({ id, title }) => [id, title]))
    const names = new Map(sources.map(({ id, title }) => [id, title]))
    const ladder = (await knownStanding(tx, personId, frameworks))?.framework
    const skillNames = new Map(ladder?.skills.map(({ id, name }) => [id, name]))
    const sentences = traced.map(({ section, text, records: ids, readings: behind }) => ({
      section,
      text,
      records: ids.map((id) => {
        const { initiative = null, skills = [] } = records.get(id) ?? {}
        return {
          id,
          title: names.get(id) ?? '',
          initiative,
          initiativeTitle: (initiative && titles.get(initiative)) || null,
          skills: skills.flatMap((skill) => (skillNames.has(skill) ? { id: skill, name: skillNames.get(skill)! } : [])),
        }
      }),
      readings: behind.flatMap((each) => {
        const known = readings.get(each.id)
        return known ? [{ ...each, ...known }] : []
      }),
    }))
    return { sentences: sentences.filter((sentence) => isAskedFor(sentence, asked)) }
  },
  prints: ({ sentences }) =>
    listed(
      sentences.map(({ section, text, records, readings }) =>
        [
          wrapped(`${section}: ${text}`),
          ...records.map(({ id, title, initiativeTitle, skills }) =>
            wrapped(facts([`record: ${title}`, initiativeTitle, ...skills.map(({ name }) => name), id]), '    ', '  '),
          ),
          ...readings.map(({ id, name, value, unit, on }) =>
            wrapped(facts([`reading: ${name} ${valueInWords(value, unit)}`, dayWords(on), id]), '    ', '  '),
          ),
        ].join('\n'),
      ),
      'No sentence of your case stands on it yet.',
    ),
})

const isAskedFor = (
  { records, readings }: SentenceTraced,
  asked: { reading?: string; metric?: string; evidence?: string; initiative?: string; skill?: string },
): boolean =>
  (!asked.reading || readings.some(({ id }) => id === asked.reading)) &&
  (!asked.metric || readings.some(({ metric }) => metric === asked.metric)) &&
  (!asked.evidence || records.some(({ id }) => id === asked.evidence)) &&
  (!asked.initiative || records.some(({ initiative }) => initiative === asked.initiative)) &&
  (!asked.skill || records.some(({ skills }) => skills.some(({ id }) => id === asked.skill)))

async function readingsById(tx: Handle, personId: string, ids: string[]) {
  if (ids.length === 0) return new Map<string, Pick<ReadingBehind, 'metric' | 'name' | 'value' | 'unit' | 'on'>>()
  const rows = await tx
    .selectFrom('readings')
    .innerJoin('metrics', (join) =>
      join.onRef('metrics.id', '=', 'readings.metricId').onRef('metrics.personId', '=', 'readings.personId'),
    )
    .select([
      'readings.id',
      'readings.metricId as metric',
      'readings.on',
      'readings.value',
      'metrics.name',
      'metrics.unit',
    ])
    .where('readings.personId', '=', personId)
    .where('metrics.personId', '=', personId)
    .where('readings.id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, ...reading }) => [id, reading]))
}
