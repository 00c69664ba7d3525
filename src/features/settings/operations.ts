import { z } from 'zod'
import { aligned } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { closedGroups, operation } from '../../platform/operation.ts'
import { readSettings, type Settings } from '../../platform/settings.ts'

export const showSettings = operation({
  name: 'settings.show',
  summary: 'Show your preferences.',
  scope: 'read',
  input: z.strictObject({}),
  run: ({ tx, personId }) => readSettings(tx, personId),
  prints: printedSettings,
})

export const setSettings = operation({
  name: 'settings.set',
  summary: 'Change your preferences. What you leave out stays as it is.',
  scope: 'write',
  input: z.strictObject({
    hideNumbers: z.boolean().optional().describe('Hide scores everywhere.'),
    scoreOnToday: z.boolean().optional().describe('Show the readiness number on Today as well.'),
    showEverything: z.boolean().optional().describe('Show every place in the navigation from now on.'),
    opened: z
      .array(z.enum(closedGroups))
      .max(closedGroups.length)
      .optional()
      .describe(
        'What assistants may read besides your work: people, talks, feedback, notes, signals. Closed unless you name it here.',
      ),
  }),
  async run(context, input) {
    if (input.opened && context.via === 'mcp')
      throw new Problem(
        'closed',
        'What an assistant may read is for you to open, not for the assistant: under More, Settings, or on the command line.',
        'opened',
      )
    const before = await readSettings(context.tx, context.personId)
    const valueJson = {
      ...before,
      ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)),
    }
    await context.records.put('settings', { valueJson })
    return valueJson
  },
  prints: printedSettings,
})

function printedSettings({ hideNumbers, scoreOnToday, showEverything, opened }: Settings): string {
  const yes = (on: boolean) => (on ? 'yes' : 'no')
  return aligned([
    ['Hide scores everywhere', yes(hideNumbers)],
    ['The readiness number on Today', hideNumbers ? 'no, scores are hidden' : yes(scoreOnToday)],
    ['Every place in the navigation', yes(showEverything)],
    ['Open to assistants', opened.length === 0 ? 'your work only' : `your work, ${opened.join(', ')}`],
  ])
}
