import { z } from 'zod'
import { familyIds, type Quiz } from './quiz.ts'

// Apart from `quiz.ts`, so that the page's script can count without carrying the schema library.

const words = z.string().trim().min(1)
const id = z.string().regex(/^[a-z][a-z_]{0,39}$/, 'must be a short id: small letters and underscores')
const perFamily = <T extends z.ZodType>(value: T) => z.strictObject({ pm: value, pmm: value })

const question = z.strictObject({
  id,
  weight: z.number().positive(),
  gap: id,
  text: words,
  answers: z.array(z.strictObject({ score: z.int(), text: words })).length(4),
  agreement: z
    .array(z.enum(['not_yet', 'close', 'yes']).nullable())
    .length(4)
    .optional(),
})

const written = z.strictObject({
  version: z.int().positive(),
  families: z.array(z.strictObject({ id: z.enum(familyIds), name: words })).length(2),
  order: perFamily(z.array(id).length(12)),
  intro: words,
  questions: z.array(question),
  bands: z.array(z.strictObject({ id, min: z.int(), title: words, text: words })).min(2),
  always: words,
  nothingLeft: words,
  lowNote: words,
  gaps: z.record(
    id,
    z.strictObject({
      title: words,
      why: words,
      firstStep: words,
      skills: z.strictObject({ pm: z.array(words).optional(), pmm: z.array(words).optional() }),
    }),
  ),
  ratingByScore: z.array(z.number().min(0).max(1)).length(4),
})

/** The quiz's file, checked: what is asked can be answered, counted and explained. Findings name the place they are about. */
export const quizFile: z.ZodType<Quiz> = written.superRefine((quiz, check) => {
  const find = (path: (string | number)[], message: string) => check.addIssue({ code: 'custom', path, message })
  checkQuestions(quiz, find)
  checkOrder(quiz, find)
  checkBands(quiz, find)
})

type Written = z.output<typeof written>
type Find = (path: (string | number)[], message: string) => void

function checkQuestions({ questions, gaps }: Written, find: Find): void {
  questions.forEach(({ id, gap, answers }, at) => {
    if (questions.findIndex((other) => other.id === id) < at) find(['questions', at, 'id'], 'stands twice')
    if (!Object.hasOwn(gaps, gap)) find(['questions', at, 'gap'], `names the gap “${gap}”, which is not in this file`)
    answers.forEach(({ score }, i) => {
      if (score !== i)
        find(
          ['questions', at, 'answers', i, 'score'],
          `must be ${i}: answers stand from 0 to 3, each more than the last`,
        )
    })
  })
  for (const gap of Object.keys(gaps))
    if (!questions.some((question) => question.gap === gap)) find(['gaps', gap], 'belongs to no question')
}

function checkOrder({ order, questions }: Written, find: Find): void {
  for (const family of familyIds) {
    const asked = order[family]
    const known = asked.map((id) => questions.find((question) => question.id === id))
    asked.forEach((id, at) => {
      if (!known[at]) find(['order', family, at], `names the question “${id}”, which is not in this file`)
      else if (asked.indexOf(id) < at) find(['order', family, at], `asks “${id}” twice`)
    })
    const sum = known.reduce((total, question) => total + (question?.weight ?? 0), 0)
    if (Math.abs(sum - 100) > 1e-9) find(['order', family], `has weights that sum to ${sum}; they must sum to 100`)
  }
  questions.forEach(({ id }, at) => {
    if (!familyIds.some((family) => order[family].includes(id))) find(['questions', at], 'is asked of nobody')
  })
}

function checkBands({ bands }: Written, find: Find): void {
  bands.forEach(({ min }, at) => {
    if (at === 0 ? min !== 0 : min <= bands[at - 1]!.min || min > 36)
      find(['bands', at, 'min'], at === 0 ? 'must be 0' : 'must be more than the band before, and at most 36')
  })
}
