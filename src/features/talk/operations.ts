import { z } from 'zod'
import { facts, listed, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { profileOf } from '../../platform/career.ts'
import { newestFirst } from '../../platform/cursor.ts'
import { day, lines, optionalText, page } from '../../platform/fields.ts'
import { operation } from '../../platform/operation.ts'
import type { TalkRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'

export const recordTalk = operation({
  name: 'talk.record',
  summary: 'Write down a talk about your growth: with whom, when, what you heard, and how they took it.',
  scope: 'write',
  closed: 'talks',
  input: z.strictObject({
    on: day.optional().describe('The day of the talk; today if left out.'),
    with: optionalText(120).describe('With whom; your manager, as on your profile, if left out.'),
    notes: optionalText(8000).describe('What it was about.'),
    heard: lines(50).optional().describe('What they said, one line each, in their words.'),
    theirResponse: optionalText(2000).describe('How they took it: words, not your reading of them.'),
  }),
  async run(context, { on = context.today, with: partner, notes = null, heard = [], theirResponse = null }) {
    if (on > context.today)
      throw new Problem('invalid', 'This talk lies ahead. Record it once you have had it; nothing was changed.', 'on')
    if (notes === null && heard.length === 0 && theirResponse === null)
      throw new Problem('invalid', 'Write one line about it: what it was about, or what you heard.', 'notes')
    const row = await context.records.insert('talks', {
      id: context.newId(),
      on,
      partner: partner ?? (await profileOf(context.tx, context.personId)).manager,
      notes,
      said: heard,
      theirResponse,
      createdAt: context.now,
    })
    return asTalk(row)
  },
  says: ({ on, with: partner }) =>
    `Kept: a talk on ${dayWords(on)}${partner ? ` with ${partner}` : ''}. It is for your eyes only.`,
  prints: (talk) => printed(talk),
})

export const listTalks = operation({
  name: 'talk.list',
  summary: 'List your talks, newest first.',
  scope: 'read',
  closed: 'talks',
  input: z.strictObject({ ...page }),
  async run({ tx, personId }, input) {
    const talks = tx.selectFrom('talks').selectAll().where('personId', '=', personId)
    const { rows, next } = await newestFirst(talks, 'on', input)
    return { items: rows.map(asTalk), next }
  },
  prints: ({ items, next }) =>
    listed(items.map(printed), 'No talk is written down yet. After one: cairn talk record --help', next),
})

export type TalksAnswer = Awaited<ReturnType<typeof listTalks.run>>
export type TalkAnswer = ReturnType<typeof asTalk>

const asTalk = ({ personId: _, partner, said, ...talk }: TalkRow) => ({ ...talk, with: partner, heard: said })

const printed = ({ id, on, with: partner, notes, heard, theirResponse }: TalkAnswer): string =>
  [
    facts([dayWords(on), partner && `with ${partner}`]),
    ...(notes ? [wrapped(notes, '  ')] : []),
    ...heard.map((line) => wrapped(line, '    ', '  - ')),
    ...(theirResponse ? [wrapped(`How they took it: ${theirResponse}`, '  ')] : []),
    `  ${id}`,
  ].join('\n')
