import { z } from 'zod'
import { backOn } from '../../core/actions/history.ts'
import { actionModel } from '../../core/actions/model.ts'
import { nextActions, offered } from '../../core/actions/next.ts'
import { hoursInFigures } from '../../core/actions/plan.ts'
import { facts, listed, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { profileOf } from '../../platform/career.ts'
import { newestFirst } from '../../platform/cursor.ts'
import { derived } from '../../platform/derived.ts'
import { page } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { ActionRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'
import { factsOf } from './facts.ts'

const id = z.string().min(1).max(200).describe('The action, by its id in “actions next”.')
const hours = z.number().positive().max(1000).optional()

export const nextOperation = operation({
  name: 'actions.next',
  summary:
    'Show what to do next with so many hours a week: finding out how promotion works and who decides first, then what changes most for an hour.',
  scope: 'read',
  input: z.strictObject({
    hours: z
      .number()
      .positive()
      .max(60)
      .optional()
      .describe(`Hours a week; those on your profile if left out, else ${actionModel.defaults.weeklyHours}.`),
    weeks: z
      .number()
      .int()
      .min(1)
      .max(52)
      .optional()
      .describe(`For so many weeks; ${actionModel.defaults.weeks} if left out.`),
  }),
  async run(context, { hours, weeks }) {
    const { tx, personId, today } = context
    const { weeklyHours } = await profileOf(tx, personId)
    const time = {
      weeklyHours: hours ?? (weeklyHours || actionModel.defaults.weeklyHours),
      weeks: weeks ?? actionModel.defaults.weeks,
    }
    const work = async () => nextActions(await factsOf(context), time)
    return hours === undefined && weeks === undefined ? derived(tx, personId, today, 'next actions', work) : work()
  },
  prints: ({ weeklyHours, weeks, picks, noProject, notEnough }) =>
    [
      `With ${hoursInFigures(weeklyHours)} a week, for ${weeks} weeks`,
      ...picks.map((pick, at) =>
        [
          wrapped(pick.message, '     ', `${String(at + 1).padStart(3)}. `),
          `     ${facts([pick.startedOn && `begun ${dayWords(pick.startedOn)}`, pick.isUrgent && 'soon', `id ${pick.id}`])}`,
        ].join('\n'),
      ),
      ...(picks.length === 0 ? ['Nothing stands out now. Log what you do, and this list fills itself.'] : []),
      ...[noProject, ...notEnough].flatMap((line) => (line ? [wrapped(line)] : [])),
    ].join('\n\n'),
})

export const startAction = operation({
  name: 'actions.start',
  summary: 'Begin one of the next actions: it stays first until it is done or dropped.',
  scope: 'write',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    const known = await lastRow(context, id)
    if (known?.state === 'started') return asAction(known)
    const about = await described(context, id, known)
    return asAction(
      await begin(context, about, { state: 'started', startedOn: context.today, endedOn: null, hours: null }),
    )
  },
  says: ({ label }) => `Begun: ${label}.`,
})

export const finishAction = operation({
  name: 'actions.done',
  summary: 'Say that one of the next actions is done, and what it took. That teaches the next list.',
  scope: 'write',
  input: z.strictObject({ id, hours: hours.describe('Hours it took, if you know.') }),
  async run(context, { id, hours = null }) {
    return asAction(await ended(context, id, { state: 'done', hours }))
  },
  says: ({ label, hours }) => `Done: ${label}.${hours === null ? '' : ` It took ${hoursInFigures(hours)}.`}`,
})

export const dropAction = operation({
  name: 'actions.drop',
  summary:
    'Drop one of the next actions: it is not offered again until you bring it back, talks and ratings after a quarter.',
  scope: 'write',
  input: z.strictObject({ id, hours: hours.describe('Hours it took so far, if you know.') }),
  async run(context, { id, hours = null }) {
    return asAction(await ended(context, id, { state: 'dropped', hours }))
  },
  says: ({ label }) => `Dropped: ${label}. It stands under “Done and dropped”, from where it can be brought back.`,
})

export const restoreAction = operation({
  name: 'actions.restore',
  summary: 'Bring back an action that you marked as done or dropped, as if nothing had been said of it.',
  scope: 'write',
  input: z.strictObject({ id }),
  async run(context, { id }) {
    const known = await lastRow(context, id)
    if (!known) throw noSuchAction()
    await context.records.remove('actions', known.id)
    return asAction(known)
  },
  says: ({ label }) => `Back on the list, if it still applies: ${label}.`,
})

export const listActions = operation({
  name: 'actions.list',
  summary: 'List the actions you began, did or dropped, newest first.',
  scope: 'read',
  input: z.strictObject({ state: z.enum(['started', 'done', 'dropped']).optional(), ...page }),
  async run({ tx, personId }, { state, ...page }) {
    let query = tx.selectFrom('actions').selectAll().where('personId', '=', personId)
    if (state) query = query.where('state', '=', state)
    const { rows, next } = await newestFirst(query, 'changedAt', page)
    return { items: rows.map(asAction), next }
  },
  prints: ({ items, next }) =>
    listed(
      items.map(({ id, label, state, hours, startedOn, endedOn, backOn }) =>
        [
          wrapped(label),
          `  ${facts([
            state === 'started' ? `begun ${dayWords(startedOn!)}` : `${state} ${dayWords(endedOn!)}`,
            hours !== null && `took ${hoursInFigures(hours)}`,
            backOn && `may come back on ${dayWords(backOn)}`,
          ])}`,
          `  id ${id}`,
        ].join('\n'),
      ),
      'Nothing begun, done or dropped yet. See what there is: cairn actions next',
      next,
    ),
})

export type NextAnswer = Awaited<ReturnType<typeof nextOperation.run>>
export type ActionsAnswer = Awaited<ReturnType<typeof listActions.run>>
export type ActionAnswer = ReturnType<typeof asAction>

/** Its id is the action's: the row's own is nobody's business. */
const asAction = (row: ActionRow) => {
  const { id: _, personId: __, action, changedAt: ___, ...rest } = row
  return { id: action, ...rest, backOn: backOn(row) }
}

const noSuchAction = () =>
  new Problem('missing', 'There is no such action among yours. “actions next” lists them.', 'id')

const lastRow = ({ tx, personId }: Context, action: string): Promise<ActionRow | undefined> =>
  tx
    .selectFrom('actions')
    .selectAll()
    .where('personId', '=', personId)
    .where('action', '=', action)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

type About = Pick<ActionRow, 'action' | 'kind' | 'label' | 'skill' | 'usualHours'>

/** What the action is, from what is offered now or from what was known of it before. */
async function described(context: Context, id: string, known: ActionRow | undefined): Promise<About> {
  const open = offered(await factsOf(context)).find((action) => action.id === id)
  if (open) {
    const { kind, label, skill, hours } = open
    return { action: id, kind, label, skill, usualHours: hours }
  }
  if (!known) throw noSuchAction()
  const { kind, label, skill, usualHours } = known
  return { action: id, kind, label, skill, usualHours }
}

async function ended(context: Context, id: string, end: Pick<ActionRow, 'state' | 'hours'>): Promise<ActionRow> {
  const known = await lastRow(context, id)
  if (known?.state === 'started')
    return context.records.update('actions', known.id, {
      ...end,
      endedOn: context.today,
      changedAt: context.now,
    }) as Promise<ActionRow>
  if (known && known.state === end.state && known.endedOn === context.today) {
    const hours = end.hours ?? known.hours
    return context.records.update('actions', known.id, { hours, changedAt: context.now }) as Promise<ActionRow>
  }
  const about = await described(context, id, known)
  return begin(context, about, { ...end, startedOn: null, endedOn: context.today })
}

const begin = (
  context: Context,
  about: About,
  state: Pick<ActionRow, 'state' | 'hours' | 'startedOn' | 'endedOn'>,
): Promise<ActionRow> =>
  context.records.insert('actions', {
    id: context.newId(),
    ...about,
    ...state,
    changedAt: context.now,
  }) as Promise<ActionRow>
