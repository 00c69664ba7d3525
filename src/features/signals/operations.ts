import { z } from 'zod'
import { hoursInFigures } from '../../core/actions/plan.ts'
import { wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { inQuotes } from '../../core/quoted.ts'
import type { CheckedSignal } from '../../core/signals/check.ts'
import { type SignalRecord, signalIds } from '../../core/signals/model.ts'
import { openingsIn } from '../../core/signals/traps.ts'
import { heardIn } from '../../core/stall.ts'
import { id, text } from '../../platform/fields.ts'
import { type ClosedGroup, type Context, closedGroups, operation } from '../../platform/operation.ts'
import { readSettings } from '../../platform/settings.ts'
import { dayWords } from '../../ui/parts.tsx'
import { type CheckAnswer, checked } from './checked.ts'
import { signalsIn, stallsIn } from './content.ts'
import { groupWords, stateWords } from './words.ts'

export const checkSignalsOperation = operation({
  name: 'signals.check',
  summary:
    'Check your own records for signs of work that requests lead, for what you heard in place of a yes, and for ways of waiting. For your eyes only; no number and no case knows of it.',
  scope: 'read',
  closed: 'signals',
  input: z.strictObject({}),
  run: async (context) => asOpened(await checked(context), await closedTo(context)),
  prints: (answer) => printed(answer),
})

export const dismissSignal = operation({
  name: 'signals.dismiss',
  summary: 'Wave a check away with a reason. It is silent for 45 days at work, and the reason stays.',
  scope: 'write',
  closed: 'signals',
  input: z.strictObject({
    signal: z.enum(signalIds).describe('The check, as signals.check names it.'),
    reason: text(500).describe('Why it does not fit: for yourself, when it speaks again.'),
  }),
  async run(context, { signal, reason }) {
    const found = await checkOf(context, signal)
    if (found.silent)
      throw new Problem(
        'conflict',
        `This one is silent already, until ${dayWords(found.silent.until)}. Nothing was changed.`,
        'signal',
      )
    if (found.state !== 'fires')
      throw new Problem(
        'conflict',
        'This one does not speak now, so there is nothing to wave away. Nothing was changed.',
        'signal',
      )
    await context.records.insert('dismissals', {
      id: context.newId(),
      signal,
      reason: reason.trim(),
      on: context.today,
      createdAt: context.now,
    })
    return checkOf(context, signal)
  },
  says: ({ title, silent }) => `“${title}” is silent until ${dayWords(silent!.until)}. Your reason is kept.`,
  prints: (signal) => printedSignal(signal),
})

export const recallSignal = operation({
  name: 'signals.recall',
  summary: 'Let a check that you waved away speak again.',
  scope: 'write',
  closed: 'signals',
  input: z.strictObject({ signal: z.enum(signalIds).describe('The check, as signals.check names it.') }),
  async run(context, { signal }) {
    if (!(await checkOf(context, signal)).silent)
      throw new Problem('conflict', 'This one is not silent. Nothing was changed.', 'signal')
    const { tx, personId, records } = context
    const rows = await tx.selectFrom('dismissals').select(['id', 'signal']).where('personId', '=', personId).execute()
    for (const row of rows) if (row.signal === signal) await records.remove('dismissals', row.id)
    return checkOf(context, signal)
  },
  says: ({ title }) => `“${title}” speaks again.`,
  prints: (signal) => printedSignal(signal),
})

export const hearStall = operation({
  name: 'signals.hear',
  summary: 'Answer “Did you hear something like this?” for a line of a talk.',
  scope: 'write',
  closed: 'signals',
  input: z.strictObject({
    talk: id.describe('The talk.'),
    words: text(2000).describe('The line as it stands in it.'),
    heard: z.boolean().describe('Yes or no.'),
  }),
  async run(context, { talk: talkId, words, heard }) {
    const { tx, personId, records, home, today, now, newId } = context
    const talk = await records.find('talks', talkId)
    if (!talk) throw new Problem('missing', 'There is no such talk among yours.', 'talk')
    const line = talk.said.find((said) => said.trim() === words.trim())
    const [match] = line === undefined ? [] : heardIn(stallsIn(home.content).stalls, line)
    if (line === undefined || !match)
      throw new Problem(
        'invalid',
        'This line does not stand in the talk, or holds no phrase that Cairn knows. Nothing was changed.',
        'words',
      )
    const stall = match.stall.id
    const answers = await tx
      .selectFrom('stallAnswers')
      .selectAll()
      .where('personId', '=', personId)
      .where('talkId', '=', talkId)
      .execute()
    const before = answers.find((answer) => answer.words === line && answer.stall === stall)
    if (before) await records.update('stallAnswers', before.id, { heard, on: today })
    else
      await records.insert('stallAnswers', {
        id: newId(),
        talkId,
        words: line,
        stall,
        heard,
        on: today,
        createdAt: now,
      })
    return {
      talk: talkId,
      words: line,
      stall,
      title: match.stall.title,
      heard,
      signal: await checkOf(context, `stall_${stall}`),
    }
  },
  says: ({ heard, title }) =>
    heard ? `Kept: you heard ${title}. What your records say to it stands below.` : 'Kept: it was something else.',
  prints: ({ signal }) => printedSignal(signal),
})

export const readOpening = operation({
  name: 'signals.opening',
  summary:
    'Read how you would open a talk about your growth, before you say it: which words turn people away, and what to say instead.',
  scope: 'read',
  input: z.strictObject({ text: text(4000).describe('What you are about to say or send.') }),
  run: async ({ home }, { text: draft }) => ({ found: openingsIn(draft, signalsIn(home.content).traps.openings) }),
  prints: ({ found }) =>
    found.length === 0
      ? nothingFound
      : found
          .map(({ title, words, says, fix }) =>
            [`${title}: “${words}”`, wrapped(says, '  '), wrapped(fix, '  ')].join('\n'),
          )
          .join('\n\n'),
})

/** What else stays closed to this caller: the checks quote talks and name people. */
async function closedTo({ tx, personId, via }: Context): Promise<ReadonlySet<ClosedGroup>> {
  if (via !== 'mcp') return new Set()
  const { opened } = await readSettings(tx, personId)
  return new Set(closedGroups.filter((group) => !opened.includes(group)))
}

function asOpened(answer: CheckAnswer, closed: ReadonlySet<ClosedGroup>): CheckAnswer {
  if (!closed.has('talks') && !closed.has('people')) return answer
  const isOpen = ({ type }: SignalRecord) =>
    !(type === 'talk' && closed.has('talks')) && !(type === 'person' && closed.has('people'))
  return {
    ...answer,
    signals: answer.signals.map((signal) => ({ ...signal, records: signal.records.filter(isOpen) })),
    ...(closed.has('talks') && { questions: [], drafts: [] }),
  }
}

export type OpeningAnswer = Awaited<ReturnType<typeof readOpening.run>>

export const nothingFound = 'None of the openings that turn people away is in it.'

async function checkOf(context: Context, signal: string): Promise<CheckedSignal> {
  return (await checked(context)).signals.find(({ id }) => id === signal)!
}

function printed({ verdict, signals, questions, drafts }: CheckAnswer): string {
  const asked = questions.map(({ talk, words, title }) =>
    [
      `Did you hear something like this? ${title}`,
      `  ${inQuotes(words)}`,
      `  cairn signals hear --talk ${talk} --words … --heard yes|no`,
    ].join('\n'),
  )
  const groups = [...Map.groupBy(signals, ({ group }) => group)].map(([group, all]) =>
    [
      groupWords[group],
      ...(group === 'factory' ? [wrapped(verdict.says)] : []),
      '',
      all.map(printedSignal).join('\n\n'),
    ].join('\n'),
  )
  const written = drafts.map(({ id, title, found }) =>
    [
      `In your draft ${title ?? id}`,
      ...found.map((one) => wrapped(`${one.title}: “${one.words}”. ${one.fix}`, '  ')),
    ].join('\n'),
  )
  return [...asked, ...groups, ...written].join('\n\n')
}

function printedSignal({ id, title, state, says, records, fix, silent }: CheckedSignal): string {
  const head = `  ${title}: ${silent ? `silent until ${dayWords(silent.until)}, because ${silent.reason}` : stateWords[state].toLowerCase()} (${id})`
  if (silent) return head
  return [
    head,
    wrapped(says, '    '),
    ...records.slice(0, 5).map(({ text }) => wrapped(text, '      ', '    - ')),
    ...(fix ? [wrapped(`${fix.text} About ${hoursInFigures(fix.hours)}.`, '    ')] : []),
  ].join('\n')
}
