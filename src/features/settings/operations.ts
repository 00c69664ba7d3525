import { z } from 'zod'
import { type FlagId, flagIds } from '../../core/coach/types.ts'
import { messageOf } from '../../core/coach/wording.ts'
import { aligned } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { closedGroups, operation } from '../../platform/operation.ts'
import { offAfter, questionsOff, readSettings, type Settings } from '../../platform/settings.ts'

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
    questionsOff: z
      .array(z.enum(flagIds))
      .max(flagIds.length)
      .optional()
      .describe(
        'The coach’s questions that are not asked, all of them; what you leave out of the list is asked again.',
      ),
  }),
  async run(context, { questionsOff: off, ...input }) {
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
      ...(off && { wavedAway: onlyOff(before, off) }),
    }
    await context.records.put('settings', { valueJson })
    return valueJson
  },
  prints: printedSettings,
})

export const dismissQuestion = operation({
  name: 'coach.dismiss',
  summary:
    'Wave one of the coach’s questions away, once per entry. After three entries it is off until you switch it on again.',
  scope: 'write',
  input: z.strictObject({ flag: z.enum(flagIds).describe('The question, as coach.read names it.') }),
  async run({ tx, personId, records }, { flag }) {
    const before = await readSettings(tx, personId)
    const wavedAway = { ...before.wavedAway, [flag]: Math.min(offAfter, (before.wavedAway[flag] ?? 0) + 1) }
    await records.put('settings', { valueJson: { ...before, wavedAway } })
    return { off: questionsOff({ wavedAway }) }
  },
  says: ({ off }) =>
    `Not asked again here.${off.length > 0 ? ' Questions that are off stand under More, Settings.' : ''}`,
})

/** Those named are off; one that was off and is not named begins anew. */
const onlyOff = (before: Settings, off: readonly FlagId[]): Settings['wavedAway'] => ({
  ...Object.fromEntries(Object.entries(before.wavedAway).filter(([, times]) => times < offAfter)),
  ...Object.fromEntries(off.map((flag) => [flag, offAfter])),
})

function printedSettings(settings: Settings): string {
  const { hideNumbers, scoreOnToday, showEverything, opened } = settings
  const yes = (on: boolean) => (on ? 'yes' : 'no')
  return aligned([
    ['Hide scores everywhere', yes(hideNumbers)],
    ['The readiness number on Today', hideNumbers ? 'no, scores are hidden' : yes(scoreOnToday)],
    ['Every place in the navigation', yes(showEverything)],
    ['Open to assistants', opened.length === 0 ? 'your work only' : `your work, ${opened.join(', ')}`],
    ['Questions not asked', questionsOff(settings).map(messageOf).join(' ') || 'none'],
  ])
}
