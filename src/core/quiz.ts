import type { Day } from './day.ts'
import { Problem } from './problem.ts'

/** The two-minute quiz as its file holds it. Texts are the product's own; domain 3. */
export interface Quiz {
  version: number
  families: readonly { id: FamilyId; name: string }[]
  /** The twelve questions of each family, in the order they are asked. */
  order: Record<FamilyId, readonly string[]>
  intro: string
  questions: readonly QuizQuestion[]
  /** From low to high, the first at 0. */
  bands: readonly QuizBand[]
  /** Stands on the page before, during and after. */
  always: string
  nothingLeft: string
  lowNote: string
  gaps: Readonly<Record<string, QuizGap>>
  /** What a score stands for as a rating of oneself, from 0 to 1 with “meets” at .75. */
  ratingByScore: readonly number[]
}

export const familyIds = ['pm', 'pmm'] as const
export type FamilyId = (typeof familyIds)[number]

/** 0 to 3, in the order the answers stand. */
export type QuizScore = 0 | 1 | 2 | 3

export interface QuizQuestion {
  id: string
  /** Of 100 per family; it only ranks the gaps. */
  weight: number
  gap: string
  text: string
  answers: readonly { score: number; text: string }[]
  /** What each score says of the talk with the manager, if this question is about it. */
  agreement?: readonly ('not_yet' | 'close' | 'yes' | null)[]
}

export interface QuizBand {
  id: string
  /** Signs from which it holds. */
  min: number
  title: string
  text: string
}

export interface QuizGap {
  title: string
  why: string
  firstStep: string
  /** Skills it touches, by the ladders of the product. */
  skills: Partial<Record<FamilyId, readonly string[]>>
}

/** Twelve questions, three signs each at most. */
export const mostSigns = 36

/** As much of the quiz as counting needs: a page has it without the texts. */
export interface QuizScale {
  /** One family's questions, in order. */
  questions: readonly Pick<QuizQuestion, 'id' | 'weight' | 'gap'>[]
  bands: readonly Pick<QuizBand, 'id' | 'min'>[]
}

export interface QuizCount {
  signs: number
  /** A band's id. */
  band: string
  /** The three largest losses at most, as ids of gaps, the largest first. */
  gaps: string[]
}

/** What the answers come to, whatever order they were given in; refuses while a question is open. Domain 3. */
export function countSigns({ questions, bands }: QuizScale, answers: Readonly<Record<string, number>>): QuizCount {
  const open = questions.find(({ id }) => !isScore(answers[id]))
  if (open)
    throw new Problem(
      'invalid',
      `Question ${questions.indexOf(open) + 1} of ${questions.length} has no answer yet.`,
      `answers.${open.id}`,
    )
  const signs = questions.reduce((sum, { id }) => sum + answers[id]!, 0)
  const losses = questions
    .map(({ id, gap, weight }) => ({ gap, loss: weight * (3 - answers[id]!) }))
    .filter(({ loss }) => loss > 0)
    .sort((a, b) => b.loss - a.loss)
  return {
    signs,
    band: bands.findLast(({ min }) => min <= signs)!.id,
    gaps: losses.slice(0, 3).map(({ gap }) => gap),
  }
}

const isScore = (value: unknown): value is QuizScore => value === 0 || value === 1 || value === 2 || value === 3

/** One family's part of the quiz, as counting needs it. */
export const scaleOf = (quiz: Quiz, family: FamilyId): QuizScale => ({
  questions: questionsOf(quiz, family),
  bands: quiz.bands,
})

/** One family's questions, in order. */
export const questionsOf = (quiz: Quiz, family: FamilyId): QuizQuestion[] =>
  quiz.order[family].map((id) => quiz.questions.find((question) => question.id === id)!)

/** The families that are asked a question. */
export const familiesOf = (quiz: Quiz, question: string): FamilyId[] =>
  familyIds.filter((family) => quiz.order[family].includes(question))

export interface QuizResult extends QuizCount {
  family: FamilyId
  of: typeof mostSigns
  words: string
  title: string
  text: string
  /** A line beside the two lower bands, else null. */
  note: string | null
  topGaps: (Pick<QuizGap, 'title' | 'why' | 'firstStep'> & { id: string })[]
  thisWeek: string
  always: string
}

/** The result in words: signs, band, the gaps and one thing to do this week. */
export function resultOf(quiz: Quiz, family: FamilyId, answers: Readonly<Record<string, number>>): QuizResult {
  const count = countSigns(scaleOf(quiz, family), answers)
  const at = quiz.bands.findIndex(({ id }) => id === count.band)
  const { title, text } = quiz.bands[at]!
  const topGaps = count.gaps.map((id) => {
    const { title, why, firstStep } = quiz.gaps[id]!
    return { id, title, why, firstStep }
  })
  return {
    ...count,
    family,
    of: mostSigns,
    words: signWords(count.signs),
    title,
    text,
    note: at < lowBands ? quiz.lowNote : null,
    topGaps,
    thisWeek: topGaps[0]?.firstStep ?? quiz.nothingLeft,
    always: quiz.always,
  }
}

/** How many of the bands, from the lowest, bring the note along. */
export const lowBands = 2

/** The one way the result is put as a number. */
export const signWords = (signs: number): string => `${signs} of ${mostSigns} signs`

/** The result as plain text, to send or to keep. */
export const resultText = (result: {
  words: string
  title: string
  family: string
  on: Day
  gaps: readonly { title: string; firstStep: string }[]
  thisWeek: string
  always: string
  code: string
}): string =>
  [
    `Cairn quiz, ${result.family}, ${result.on}`,
    `${result.words}: ${result.title}`,
    ...(result.gaps.length > 0 ? ['', 'Where most is missing'] : []),
    ...result.gaps.map(({ title, firstStep }, i) => `${i + 1}. ${title}. ${firstStep}`),
    '',
    `This week: ${result.thisWeek}`,
    '',
    result.always,
    '',
    `Code for your own Cairn: ${result.code}`,
  ].join('\n')
