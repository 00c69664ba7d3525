import { z } from 'zod'
import { addDays } from '../../core/day.ts'
import { aligned, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { mostSigns, type QuizResult, questionsOf, resultOf, resultText } from '../../core/quiz.ts'
import { codeOf, type QuizRun, runOf } from '../../core/quiz-code.ts'
import { knownStanding } from '../../platform/career.ts'
import { id } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { dayWords } from '../../ui/parts.tsx'
import { answers, answersFor, family, familyFor } from './answers.ts'
import { quizIn } from './content.ts'
import { type Starting, startingPoint } from './starting.ts'

export const showQuiz = operation({
  name: 'quiz.show',
  summary:
    'Show the two-minute quiz: twelve questions about where you stand against the next level, and their answers.',
  scope: 'read',
  input: z.strictObject({ family }),
  async run(context, input) {
    const quiz = quizIn(context.home.content)
    const asked = familyFor(input.family, await frameworkOf(context))
    return {
      family: asked,
      familyName: nameOf(context, asked),
      version: quiz.version,
      of: mostSigns,
      intro: quiz.intro,
      questions: questionsOf(quiz, asked).map(({ id, text, answers }) => ({ id, text, answers })),
      always: quiz.always,
    }
  },
  prints: ({ family, intro, questions, always }) =>
    [
      wrapped(intro),
      '',
      ...questions.flatMap(({ id, text, answers }, at) => [
        `${at + 1}. ${text} (${id})`,
        ...answers.map(({ score, text }) => `   ${score}  ${text}`),
        '',
      ]),
      `Count them: cairn quiz score --family ${family} --answers 2,2,1,0,…  (twelve, in this order)`,
      '',
      wrapped(always),
    ].join('\n'),
})

export const scoreQuiz = operation({
  name: 'quiz.score',
  summary:
    'Count the signs of the next level in your answers to the quiz, with the largest gaps and one thing to do this week.',
  scope: 'read',
  input: z.strictObject({ family, answers }),
  async run(context, input) {
    const quiz = quizIn(context.home.content)
    const asked = familyFor(input.family, await frameworkOf(context))
    const given = answersFor(quiz, asked, input.answers)
    const result = resultOf(quiz, asked, given)
    const scores = quiz.order[asked].map((id) => given[id]!)
    const code = codeOf({ family: asked, version: quiz.version, scores, on: context.today })
    return { ...result, familyName: nameOf(context, asked), code, asText: textOf(context, result, code) }
  },
  prints: (result) => printedResult(result),
})

export type ScoreAnswer = Awaited<ReturnType<typeof scoreQuiz.run>>

export const keepQuiz = operation({
  name: 'quiz.keep',
  summary: 'Keep a result of the quiz as your starting point: each answer becomes a hint that waits for your word.',
  scope: 'write',
  input: z.strictObject({
    family,
    answers: answers.optional(),
    code: z
      .string()
      .max(10_000, 'at most 10,000 characters')
      .optional()
      .describe('Or the code from the end of a result, as copied; it may stand in other text.'),
  }),
  async run(context, input) {
    const run = await runGiven(context, input)
    const before = await latestRun(context)
    if (!before || !isSame(run, before))
      await context.records.insert('quizzes', {
        id: context.newId(),
        family: run.family,
        version: run.version,
        scores: [...run.scores],
        takenOn: run.on,
        hints: {},
        createdAt: context.now,
      })
    return { ...(await startingPoint(context)), before: before !== undefined && isSame(run, before) }
  },
  says: ({ before, hints, needsRole }) => {
    if (before) return 'This result is your starting point already.'
    if (needsRole) return 'Kept. Say what you do, and its hints wait for your word.'
    if (hints.length === 0) return 'Kept. You have said more than it asks already, so there is nothing to hint at.'
    return hints.length === 1
      ? 'Kept. One hint waits for your word.'
      : `Kept. ${hints.length} hints wait for your word, each on its own.`
  },
})

export const listHints = operation({
  name: 'quiz.hints',
  summary: 'Show what you kept of the quiz, and the hints of it that still wait for your word.',
  scope: 'read',
  input: z.strictObject({}),
  run: startingPoint,
  prints: printedHints,
})

export const takeHint = operation({
  name: 'quiz.take',
  summary: 'Make a hint of the quiz your own, as a rating of yourself or as what your manager said, or wave it away.',
  scope: 'write',
  input: z.strictObject({
    hint: id.describe('The hint, by its id: skill.discovery, or agreement.'),
    as: z.enum(['kept', 'waved']).default('kept').describe('Make it your own, or wave it away.'),
  }),
  async run(context, { hint: asked, as }) {
    const { hints, quiz } = await startingPoint(context)
    const hint = hints.find(({ id }) => id === asked)
    if (!quiz || !hint)
      throw new Problem(
        'missing',
        'There is no such hint waiting. It may have been taken, or you have said more than the quiz since. Nothing was changed.',
        'hint',
      )
    const row = (await context.records.find('quizzes', quiz.id))!
    await context.records.update('quizzes', quiz.id, { hints: { ...row.hints, [asked]: as } })
    if (as === 'kept' && hint.about === 'skill')
      await context.call('rating.give', {
        skill: hint.skill,
        value: hint.value,
        source: 'self',
        because: `Said in the quiz on ${dayWords(quiz.takenOn)}. ${hint.question} ${hint.answer}.`,
      })
    if (as === 'kept' && hint.about === 'agreement')
      await context.call('agreement.record', { state: hint.state, confirmedByManager: false })
    return { taken: hint, as, ...(await startingPoint(context)) }
  },
  says: ({ taken, as }) => {
    if (as === 'waved') return 'Waved away. Nothing of it is kept but the answer itself.'
    return taken.about === 'skill'
      ? `Kept as your own rating: ${taken.name}, “${taken.label}”.`
      : 'Kept as what your manager said, not yet confirmed by them.'
  },
})

const frameworkOf = async ({ tx, personId, frameworks }: Context) =>
  (await knownStanding(tx, personId, frameworks))?.framework

const nameOf = ({ home }: Pick<Context, 'home'>, family: string): string =>
  quizIn(home.content).families.find(({ id }) => id === family)!.name

const textOf = (context: Context, result: QuizResult, code: string): string =>
  resultText({
    ...result,
    family: nameOf(context, result.family),
    on: context.today,
    gaps: result.topGaps,
    code,
  })

async function runGiven(
  context: Context,
  { family, answers, code }: z.output<typeof keepQuiz.input>,
): Promise<QuizRun> {
  const quiz = quizIn(context.home.content)
  const run = code?.trim() ? runOf(code) : null
  if (!run && answers === undefined)
    throw new Problem(
      'invalid',
      'Give the code from the end of a result, or the twelve answers. Nothing was changed.',
      'code',
    )
  const asked = run?.family ?? familyFor(family, await frameworkOf(context))
  if (!run) {
    const given = answersFor(quiz, asked, answers!)
    resultOf(quiz, asked, given)
    return {
      family: asked,
      version: quiz.version,
      scores: quiz.order[asked].map((id) => given[id]!),
      on: context.today,
    }
  }
  if (run.version !== quiz.version)
    throw new Problem(
      'conflict',
      `This code is of version ${run.version} of the quiz, and this Cairn asks version ${quiz.version}. Take the quiz here; nothing was changed.`,
      'code',
    )
  // Where the page was opened, the day may have begun earlier.
  if (run.on > addDays(context.today, 1))
    throw new Problem(
      'invalid',
      'This code is of a day that lies ahead. Check the date of both computers; nothing was changed.',
      'code',
    )
  return { ...run, on: [run.on, context.today].sort()[0]! }
}

const latestRun = ({ tx, personId }: Context) =>
  tx
    .selectFrom('quizzes')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('takenOn', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

const isSame = (run: QuizRun, row: { family: string; version: number; scores: number[]; takenOn: string }): boolean =>
  run.family === row.family &&
  run.version === row.version &&
  run.on === row.takenOn &&
  run.scores.join() === row.scores.join()

function printedResult({
  words,
  title,
  text,
  note,
  topGaps,
  thisWeek,
  always,
  code,
}: QuizResult & { code: string }): string {
  return [
    `${words}: ${title}`,
    wrapped(text),
    ...(note ? [wrapped(note)] : []),
    ...(topGaps.length > 0 ? ['', 'Where most is missing'] : []),
    ...topGaps.flatMap(({ title, why, firstStep }, at) => [
      `  ${at + 1}. ${title}`,
      wrapped(why, '     '),
      wrapped(firstStep, '     '),
    ]),
    '',
    wrapped(`This week: ${thisWeek}`),
    '',
    wrapped(always),
    '',
    `Keep it as your starting point: cairn quiz keep --code ${code}`,
  ].join('\n')
}

function printedHints({ quiz, hints, needsRole, line }: Starting): string {
  if (!quiz) return 'Nothing is kept of the quiz yet. Take it at /quiz, or: cairn quiz show'
  return [
    `The quiz on ${dayWords(quiz.takenOn)}: ${quiz.words}, “${quiz.title}”.`,
    ...(line ? [wrapped(line)] : []),
    ...(needsRole ? ['Say what you do first: cairn start role --help'] : []),
    '',
    hints.length === 0 ? 'No hint waits for your word.' : 'Waiting for your word',
    aligned(
      hints.map((hint) => [
        hint.id,
        hint.about === 'skill' ? `${hint.name}: ${hint.label}` : `What your manager says: ${hint.answer}`,
      ]),
      '  ',
    ),
    ...(hints.length > 0
      ? ['', `Make one your own: cairn quiz take --hint ${hints[0]!.id}   (--as waved waves it away)`]
      : []),
  ].join('\n')
}
