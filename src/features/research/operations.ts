import { z } from 'zod'
import { levelOf } from '../../core/framework.ts'
import { facts, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { processKnown, topicName, topicOf } from '../../core/process-research.ts'
import { processOpener } from '../../core/process-talk.ts'
import { knownStanding } from '../../platform/career.ts'
import { day, optionalText, text } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { ResearchRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'

export const recordResearch = operation({
  name: 'research.record',
  summary: 'Write down what you found out about how promotion works where you are: what, from whom, and when.',
  scope: 'write',
  input: z.strictObject({
    topic: text(200).describe('process, decides, criteria, dates or history; or a question of your own.'),
    answer: text(4000).describe('What you found out, in the words you heard.'),
    from: optionalText(200).describe('Who said so, or where it is written.'),
    on: day.optional().describe('The day you heard it; today if left out.'),
  }),
  async run(context, { topic, answer, from = null, on = context.today }) {
    if (on > context.today)
      throw new Problem('invalid', 'That day lies ahead. Write it down once you know it; nothing was changed.', 'on')
    const row = await context.records.insert('research', {
      id: context.newId(),
      topic: topicOf(topic),
      learned: answer.trim(),
      toldBy: from,
      on,
      createdAt: context.now,
    })
    const { known, unknown } = await processOf(context)
    return { ...asFinding(row), known, unknown }
  },
  says: ({ topic, unknown }) =>
    `Kept under “${topicName(topic)}”. ${unknown.length === 0 ? 'Nothing is open any more.' : `Still open: ${unknown.map(({ name }) => lowered(name)).join(', ')}.`}`,
  prints: (answer) => printedProcess(answer),
})

export const showResearch = operation({
  name: 'research.show',
  summary: 'Show what you know about how promotion works where you are, and what is still to be found out.',
  scope: 'read',
  input: z.strictObject({}),
  run: (context) => processOf(context),
  prints: (answer) => printedProcess(answer),
})

export type ProcessAnswer = Awaited<ReturnType<typeof processOf>>

async function processOf({ tx, personId, frameworks }: Pick<Context, 'tx' | 'personId' | 'frameworks'>) {
  const rows = await tx
    .selectFrom('research')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('on', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute()
  const standing = await knownStanding(tx, personId, frameworks)
  const next =
    standing?.target && standing.target !== standing.level ? levelOf(standing.framework, standing.target).title : null
  return {
    ...processKnown(rows.map(asFinding)),
    /** A sentence to ask with; null where nothing is aimed for. */
    opener: standing && next === null ? null : processOpener(next ?? 'the next level'),
  }
}

const asFinding = ({ id, topic, learned, toldBy, on }: ResearchRow) => ({
  id,
  topic,
  answer: learned,
  from: toldBy,
  on,
})

function printedProcess({ known, unknown }: Pick<ProcessAnswer, 'known' | 'unknown'>): string {
  return [
    ...known.map(({ name, answers }) =>
      [
        name,
        ...answers.map(({ answer, from, on }) => `${wrapped(answer, '  ')}\n  ${facts([from, dayWords(on)])}`),
      ].join('\n'),
    ),
    ...(unknown.length > 0
      ? [
          [
            'Still to find out',
            ...unknown.map(({ topic, question }) => wrapped(question, '    ', `  ${topic}: `)),
          ].join('\n'),
        ]
      : []),
  ].join('\n\n')
}

const lowered = (words: string): string => words[0]!.toLowerCase() + words.slice(1)
