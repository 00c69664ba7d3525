import { baselineFor } from '../../core/baseline.ts'
import { type KnownFacts, takesOver } from '../../core/document/taken-over.ts'
import type { Template } from '../../core/document/template.ts'
import { followUps } from '../../core/follow-up.ts'
import { valueInWords } from '../../core/metric-words.ts'
import { withoutFigures } from '../../core/without-figures.ts'
import { numberOf } from '../../platform/aimed-number.ts'
import type { Context } from '../../platform/operation.ts'
import type { InitiativeRow, MetricRow } from '../../platform/schema.ts'

/**
 * What the records say already of what a template asks: of the initiative it is about, and of the time since the last talk. A document
 * is shown to others as it is, so no figure that a record calls confidential comes into it by itself.
 */
export async function knownFacts(
  context: Context,
  template: Template,
  initiative: string | null | undefined,
): Promise<KnownFacts> {
  const row = initiative && takesOver(template) ? await context.records.find('initiatives', initiative) : null
  return {
    ...(row && (await factsOf(context, row as InitiativeRow))),
    ...(takesOver(template, 'since_last_talk') && { since_last_talk: await sinceLastTalk(context) }),
  }
}

async function factsOf(context: Context, initiative: InitiativeRow): Promise<KnownFacts> {
  const { problem, notDoing, userChange, launchedOn } = initiative
  const isSecret = await isConfidential(context, initiative.id)
  const shown = (words: string) => (isSecret ? withoutFigures(words) : words)
  return {
    problem: problem && shown(problem),
    left_aside: notDoing.map((words) => shown(words).slice(0, 500)),
    user_change: userChange && shown(userChange),
    launched_on: launchedOn,
    ...(await (isSecret ? namesOf : numbersOf)(context, initiative)),
  }
}

/** True where a record of this work is confidential. */
const isConfidential = async ({ tx, personId }: Context, initiative: string): Promise<boolean> =>
  (await tx
    .selectFrom('evidence')
    .select('id')
    .where('personId', '=', personId)
    .where('initiative', '=', initiative)
    .where('confidential', '=', true)
    .where('removedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

async function namesOf({ records }: Context, { metric: id }: InitiativeRow): Promise<KnownFacts> {
  const metric = id && ((await records.find('metrics', id)) as MetricRow | null)
  return metric ? { metric: metric.name, unit: metric.unit, numbers: [[metric.name, '', '']] } : {}
}

async function numbersOf(context: Context, initiative: InitiativeRow): Promise<KnownFacts> {
  const { tx, personId, records, today } = context
  const { launchedOn, target } = initiative
  const { metric, readings, otherLaunches } = await numberOf(tx, personId, initiative)
  if (!metric) return {}
  const counter = metric.counter && ((await records.find('metrics', metric.counter)) as MetricRow | null)
  const baseline = baselineFor(metric, readings, launchedOn, otherLaunches, today)
  const [thirty, sixty] = launchedOn ? followUps(launchedOn, readings, today) : []
  const now = readings.at(-1)?.value ?? baseline?.value ?? null
  const aim = target ?? metric.target
  const inWords = (value: number | null) => (value === null ? '' : valueInWords(value, metric.unit))
  return {
    metric: metric.name,
    unit: metric.unit,
    baseline: baseline?.value,
    latest: now,
    target: aim,
    target_on: target === null ? metric.targetSetOn : initiative.targetSetOn,
    numbers: [[metric.name, inWords(now), inWords(aim)]],
    counter: counter ? counter.name : null,
    day30: thirty?.reading?.value,
    day30_on: thirty?.reading?.on,
    day60: sixty?.reading?.value,
    day60_on: sixty?.reading?.on,
  }
}

const mostLines = 6

/** The first words of what was logged since the day of the last talk, the newest first; of the latest where there was none yet. */
async function sinceLastTalk({ tx, personId }: Context): Promise<string[]> {
  const last = await tx
    .selectFrom('talks')
    .select('on')
    .where('personId', '=', personId)
    .orderBy('on', 'desc')
    .limit(1)
    .executeTakeFirst()
  const rows = await tx
    .selectFrom('evidence')
    .select(['text', 'confidential', 'metrics'])
    .where('personId', '=', personId)
    .where('removedAt', 'is', null)
    .where('listedOn', '>', last?.on ?? '')
    .orderBy('listedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(mostLines)
    .execute()
  return rows.map(({ text, confidential, metrics }) =>
    firstLine(confidential ? withoutFigures(text, { metrics }) : text),
  )
}

function firstLine(text: string): string {
  const line = text.trim().split('\n', 1)[0]!
  return line.length > 160 ? `${line.slice(0, 159).toWellFormed().trimEnd()}…` : line
}
