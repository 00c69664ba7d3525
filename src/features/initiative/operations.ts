import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { type FollowUp, followUps } from '../../core/follow-up.ts'
import { checkLevel } from '../../core/framework.ts'
import { Problem } from '../../core/problem.ts'
import { foldName } from '../../core/rating.ts'
import { profileOf } from '../../platform/career.ts'
import type { Handle } from '../../platform/database.ts'
import { day, id, lines, optionalText, page, text } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { InitiativeRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'
import { printedInitiative, printedInitiatives } from './printed.ts'
import { listInitiatives, recordsOf } from './queries.ts'

const body = {
  problem: optionalText(1000).describe('Whose problem it solves, and how that shows today.'),
  why: optionalText(1000).describe('Which of the company’s numbers it serves.'),
  origin: z.enum(['found', 'requested']).nullable().optional().describe('You found it, or somebody asked for it.'),
  requestedBy: optionalText(120).describe('Who asked.'),
  scope: id.nullable().optional().describe('The level whose size of work this is; its records take it over.'),
  metric: id.nullable().optional().describe('The metric it should move.'),
  target: z.number().finite().nullable().optional().describe('Where that metric should stand after it.'),
  knownBy: optionalText(1000).describe('How you will know that it worked.'),
  notDoing: lines(20).optional().describe('What is left aside for it.'),
  userChange: optionalText(1000).describe('What changed for users.'),
  stoppedOn: day.nullable().optional().describe('The day it was stopped.'),
}

const newMetric = z
  .strictObject({
    name: z.string().trim().max(120).optional(),
    unit: z.string().trim().max(20).nullable().optional(),
    direction: z.enum(['up', 'down']).optional().describe('Which way is good.'),
    baseline: z.number().finite().nullable().optional().describe('Where it stood before.'),
  })
  .optional()
  .describe('Or a metric to define for it, by its name.')

export const startInitiative = operation({
  name: 'initiative.start',
  summary: 'Begin an initiative: a piece of work that several records belong to.',
  scope: 'write',
  input: z.strictObject({
    title: text(200).describe('Its name, as your team says it.'),
    startedOn: day.optional().describe('When it began; today if left out.'),
    ...body,
    newMetric,
  }),
  async run(context, { title, startedOn, newMetric, ...fields }) {
    await check(context, fields)
    const metric = await metricMeant(context, newMetric, fields.metric)
    const row = await context.records.insert('initiatives', {
      id: context.newId(),
      title: title.trim(),
      problem: null,
      why: null,
      origin: null,
      requestedBy: null,
      scope: null,
      target: null,
      targetSetOn: fields.target == null ? null : context.today,
      knownBy: null,
      userChange: null,
      stoppedOn: null,
      ...defined(fields),
      metric: metric ?? null,
      notDoing: fields.notDoing ?? [],
      startedOn: startedOn ?? context.today,
      launchedOn: null,
      declinedBecause: null,
      review: null,
      createdAt: context.now,
    })
    return asInitiative(row)
  },
  says: ({ title }) => `“${title}” is begun. Log what belongs to it, and say when it goes out.`,
  prints: printedInitiative,
})

export const editInitiative = operation({
  name: 'initiative.edit',
  summary: 'Change an initiative. What you leave out stays as it is; null clears it.',
  scope: 'write',
  input: z.strictObject({
    id,
    title: text(200).optional(),
    startedOn: day.optional(),
    ...body,
    newMetric,
  }),
  async run(context, { id, newMetric, ...fields }) {
    await check(context, fields)
    const before = await known(context, id)
    const targetSetOn =
      fields.target === undefined || fields.target === before.target
        ? undefined
        : fields.target === null
          ? null
          : context.today
    const metric = await metricMeant(context, newMetric, fields.metric)
    return asInitiative(await context.records.update('initiatives', id, { ...fields, targetSetOn, metric }))
  },
  prints: printedInitiative,
})

export const listInitiativesOperation = operation({
  name: 'initiative.list',
  summary: 'List your initiatives, newest first, with how many records each has.',
  scope: 'read',
  input: z.strictObject({ ...page }),
  run: ({ tx, personId }, input) => listInitiatives(tx, personId, input),
  prints: printedInitiatives,
})

export const showInitiative = operation({
  name: 'initiative.show',
  summary: 'Show an initiative with its latest records, how many it has, and its 30- and 60-day checks.',
  scope: 'read',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    const initiative = await known(context, id)
    const { items } = await context.call<{ items: unknown[] }>('evidence.list', { initiative: id, limit: 50 })
    return {
      ...asInitiative(initiative),
      evidence: items,
      records: await recordsOf(context.tx, context.personId, id),
      checks: await checksOf(context.tx, context.personId, initiative, context.today),
    }
  },
  prints: printedInitiative,
})

export const launchInitiative = operation({
  name: 'initiative.launch',
  summary: 'Say when an initiative went out. Its 30- and 60-day checks follow from that day.',
  scope: 'write',
  input: z.strictObject({ id, on: day.optional().describe('The day it went out; today if left out.') }),
  async run(context, { id, on = context.today }) {
    if (on > context.today)
      throw new Problem(
        'invalid',
        'A launch that lies ahead is a plan: record it on the day. Nothing was changed.',
        'on',
      )
    const { declinedBecause, metric } = await known(context, id)
    if (declinedBecause) throw new Problem('conflict', 'This initiative was declined. Nothing was changed.', 'id')
    const initiative = await context.records.update('initiatives', id, { launchedOn: on })
    return {
      ...asInitiative(initiative),
      checks: await checksOf(context.tx, context.personId, initiative, context.today),
      hasBaseline: metric !== null && (await hasBaseline(context, metric, on)),
    }
  },
  says: (answer) => launchWords(answer),
  prints: (answer) => `${launchWords(answer)}\n\n${printedInitiative(answer)}`,
})

/** When its number is asked for, and what is still missing for it to say anything. */
function launchWords({
  launchedOn,
  checks,
  metric,
  hasBaseline,
}: Pick<InitiativeRow, 'launchedOn' | 'metric'> & { checks: FollowUp[]; hasBaseline: boolean }): string {
  const due = checks.filter(({ reading }) => !reading).map(({ dueOn }) => dayWords(dueOn))
  return [
    `Launched on ${dayWords(launchedOn!)}.`,
    due.length > 0 && `Today asks for its number around ${due.join(' and ')}.`,
    metric === null && 'Which number should it move? Name it while the number from before is still at hand.',
    metric !== null &&
      !hasBaseline &&
      'There is no number from before yet. If somebody still has it, write it down now.',
  ]
    .filter(Boolean)
    .join(' ')
}

export const reviewInitiative = operation({
  name: 'initiative.review',
  summary: 'Look back at a launch: what happened, whether the number moved, what you would do differently.',
  scope: 'write',
  input: z.strictObject({
    id,
    whatHappened: text(4000),
    moved: z.boolean().nullable().optional().describe('Whether the metric it aimed at moved.'),
    differently: optionalText(4000),
    on: day.optional(),
  }),
  async run(context, { id, whatHappened, moved = null, differently = null, on = context.today }) {
    const { launchedOn, review } = await known(context, id)
    if (!launchedOn)
      throw new Problem('conflict', 'Say first when it was launched: “initiative.launch”. Nothing was changed.', 'id')
    return asInitiative(
      await context.records.update('initiatives', id, {
        review: { on, whatHappened, moved, differently, ...(review?.evidence && { evidence: review.evidence }) },
      }),
    )
  },
  says: (answer) => reviewWords(answer),
  prints: (answer) => `${reviewWords(answer)}\n\n${printedInitiative(answer)}`,
})

function reviewWords({ title, review }: Pick<InitiativeRow, 'title' | 'review'>): string {
  const kept = `The review of ${title} is kept.`
  return review?.evidence ? kept : `${kept} Next it can become a record that counts: look it over and keep it.`
}

export const declineInitiative = operation({
  name: 'initiative.decline',
  summary: 'Record that you said no to an initiative, and why. The no becomes a decision in your log.',
  scope: 'write',
  input: z.strictObject({ id, reason: text(2000), on: day.optional() }),
  async run(context, { id, reason, on = context.today }) {
    const { title, requestedBy, launchedOn } = await known(context, id)
    if (launchedOn)
      throw new Problem(
        'conflict',
        'This initiative was launched, so it can no longer be declined. Nothing was changed.',
        'id',
      )
    const initiative = await context.records.update('initiatives', id, {
      declinedBecause: reason.trim(),
      stoppedOn: on,
    })
    const { evidence } = await context.call<{ evidence: unknown }>('evidence.capture', {
      text: `Declined ${title}: ${reason.trim()}`,
      kind: 'decision',
      happenedOn: on,
      initiative: id,
      decision: {
        type: 'decline',
        choice: `Declined ${title}`,
        because: reason.trim().slice(0, 1000),
        ...(requestedBy && { requestFrom: requestedBy }),
      },
    })
    return { ...asInitiative(initiative), evidence }
  },
  prints: printedInitiative,
})

/** The metric named for it, else the one chosen. One that bears the name already is that one, begun if there is none. */
async function metricMeant(
  context: Context,
  named: z.output<typeof newMetric>,
  chosen: string | null | undefined,
): Promise<string | null | undefined> {
  if (!named?.name) return chosen
  const { name, baseline } = named
  const known = await context.tx
    .selectFrom('metrics')
    .select(['id', 'name', 'baseline'])
    .where('personId', '=', context.personId)
    .orderBy('id')
    .execute()
  const same = known.find((metric) => foldName(metric.name) === foldName(name))
  if (!same) return (await context.call<{ id: string }>('metric.define', named)).id
  // Where one that has a baseline stands now is a reading of today.
  if (baseline != null && same.baseline === null) await context.call('metric.define', { id: same.id, baseline })
  else if (baseline != null && same.baseline !== baseline)
    await context.call('metric.record', { id: same.id, value: baseline })
  return same.id
}

/** Somebody wrote down where the number stood, or read it by then. */
async function hasBaseline({ tx, personId, records }: Context, metric: string, launchedOn: Day): Promise<boolean> {
  const found = await records.find('metrics', metric)
  if (found?.baseline != null) return true
  const read = await tx
    .selectFrom('readings')
    .select('id')
    .where('personId', '=', personId)
    .where('metricId', '=', metric)
    .where('on', '<=', launchedOn)
    .limit(1)
    .executeTakeFirst()
  return read !== undefined
}

export const asInitiative = ({ personId: _, ...initiative }: InitiativeRow) => initiative

export async function known({ records }: Context, id: string): Promise<InitiativeRow> {
  const found = await records.find('initiatives', id)
  if (!found) throw new Problem('missing', 'There is no such initiative among yours.', 'id')
  return found as InitiativeRow
}

async function check(
  { tx, personId, frameworks, records }: Context,
  { scope, metric }: { scope?: string | null; metric?: string | null },
) {
  if (metric && !(await records.find('metrics', metric)))
    throw new Problem('invalid', 'There is no such metric among yours. Define it first: “metric.define”.', 'metric')
  if (!scope) return
  const { framework } = await profileOf(tx, personId)
  const ladder = frameworks.find(({ id }) => id === framework)
  if (!ladder) throw new Problem('conflict', 'Choose your ladder first; levels belong to one.', 'scope')
  checkLevel(ladder, scope, 'scope')
}

export async function checksOf(
  tx: Handle,
  personId: string,
  { launchedOn, metric }: InitiativeRow,
  today: Day,
): Promise<FollowUp[]> {
  if (!launchedOn) return []
  const readings = metric
    ? await tx
        .selectFrom('readings')
        .select(['id', 'on', 'value', 'recordedOn'])
        .where('personId', '=', personId)
        .where('metricId', '=', metric)
        .execute()
    : []
  return followUps(launchedOn, readings, today)
}

const defined = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
