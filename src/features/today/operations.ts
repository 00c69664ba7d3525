import { z } from 'zod'
import { addDays } from '../../core/day.ts'
import { leadFor, timeOf, todosFor } from '../../core/today.ts'
import { leaningOf, weekInWords, weekOf } from '../../core/week.ts'
import { derived } from '../../platform/derived.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { readSettings } from '../../platform/settings.ts'
import { factsOf } from './facts.ts'

export const showToday = operation({
  name: 'today.show',
  summary:
    'Show what is worth your time today, at most five things and the most urgent first, and what the last seven days came to.',
  scope: 'read',
  input: z.strictObject({}),
  async run(context) {
    const { tx, personId, today, via } = context
    // Signals stay closed to assistants: theirs is a list of its own.
    const mayTellSignals = via !== 'mcp' || (await readSettings(tx, personId)).opened.includes('signals')
    const what = mayTellSignals ? 'today' : 'today without signals'
    return derived(tx, personId, today, what, () => todayOf(context, mayTellSignals))
  },
  prints: ({ today, lead, todos, week }) =>
    [
      lead,
      ...todos.map((todo, at) => `\n  ${at + 1}. ${todo.title} (${timeOf(todo, today)})\n     ${todo.why}`),
      '',
      `This week: ${week.words ?? 'nothing logged yet.'}`,
    ].join('\n'),
})

export type TodayAnswer = Awaited<ReturnType<typeof todayOf>>

async function todayOf(context: Context, mayTellSignals: boolean) {
  const todos = todosFor(await factsOf(context, mayTellSignals))
  return { today: context.today, lead: leadFor(todos), todos, week: await weekOfPerson(context) }
}

async function weekOfPerson({ tx, personId, today }: Context) {
  const entries = await tx
    .selectFrom('activity')
    .select('changes')
    .where('personId', '=', personId)
    .where('at', '>=', addDays(today, -6))
    .orderBy('seq')
    .execute()
  const week = weekOf(entries.flatMap(({ changes }) => changes))
  return { words: weekInWords(week), leaning: leaningOf(week) }
}
