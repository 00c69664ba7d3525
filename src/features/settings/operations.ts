import { homedir } from 'node:os'
import { dirname, isAbsolute, join, normalize } from 'node:path'
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
    inboxFolders: z
      .array(z.string().trim().min(1).max(1000))
      .max(10, 'at most ten folders')
      .nullable()
      .optional()
      .describe(
        'Folders whose notes are taken into the inbox while Cairn runs, each as a whole path. None switches it off; null goes back to the folder “inbox” beside your file.',
      ),
    customerTitles: z
      .array(z.string().trim().min(2).max(80))
      .max(20, 'at most twenty')
      .optional()
      .describe('Words in a meeting’s title that mark it as a customer conversation when a calendar is brought in.'),
    questionsOff: z
      .array(z.enum(flagIds))
      .max(flagIds.length)
      .optional()
      .describe(
        'The coach’s questions that are not asked, all of them; what you leave out of the list is asked again.',
      ),
  }),
  async run(context, { questionsOff: off, inboxFolders, ...input }) {
    // An assistant that names a folder could read in the inbox what lies there.
    if (inboxFolders && context.via === 'mcp')
      throw new Problem(
        'closed',
        'Which folders Cairn takes notes from is for you to say, not for an assistant: under More, Settings, or on the command line.',
        'inboxFolders',
      )
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
      ...(inboxFolders && { inboxFolders: foldersSaid(inboxFolders) }),
      ...(inboxFolders === null && { inboxFolders: null }),
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

/** Whole paths, each once. A folder need not be there yet: a drive may not be connected. */
function foldersSaid(paths: readonly string[]): string[] {
  const whole = paths.map((path) => normalize(path.replace(/^~(?=$|[\\/])/, homedir())).replace(/(?<=.)[\\/]+$/, ''))
  for (const [at, path] of whole.entries())
    if (!isAbsolute(path) || dirname(path) === path || path === homedir())
      throw new Problem(
        'invalid',
        isAbsolute(path)
          ? `${paths[at]} holds much more than notes. Name a folder in it; nothing was changed.`
          : `“${paths[at]}” is not a whole path. Write it from its beginning, such as ${join(homedir(), 'Notes')}; nothing was changed.`,
        `inboxFolders.${at}`,
      )
  return [...new Set(whole)]
}

/** Those named are off; one that was off and is not named begins anew. */
const onlyOff = (before: Settings, off: readonly FlagId[]): Settings['wavedAway'] => ({
  ...Object.fromEntries(Object.entries(before.wavedAway).filter(([, times]) => times < offAfter)),
  ...Object.fromEntries(off.map((flag) => [flag, offAfter])),
})

function printedSettings(settings: Settings): string {
  const { hideNumbers, scoreOnToday, showEverything, opened, inboxFolders } = settings
  const yes = (on: boolean) => (on ? 'yes' : 'no')
  return aligned([
    ['Hide scores everywhere', yes(hideNumbers)],
    ['The readiness number on Today', hideNumbers ? 'no, scores are hidden' : yes(scoreOnToday)],
    ['Every place in the navigation', yes(showEverything)],
    ['Open to assistants', opened.length === 0 ? 'your work only' : `your work, ${opened.join(', ')}`],
    ['Notes are taken from', inboxFolders === null ? 'the usual folder' : inboxFolders.join(', ') || 'no folder'],
    ['Titles of customer conversations', settings.customerTitles.join(', ') || 'none of your own'],
    ['Questions not asked', questionsOff(settings).map(messageOf).join(' ') || 'none'],
  ])
}
