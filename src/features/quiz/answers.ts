import { z } from 'zod'
import type { Framework } from '../../core/framework.ts'
import { Problem } from '../../core/problem.ts'
import { type FamilyId, familyIds, type Quiz } from '../../core/quiz.ts'
import { id } from '../../platform/fields.ts'

const error =
  'answer each question with 0, 1, 2 or 3: twelve in order, such as 2,2,1,0,1,3,2,2,1,0,1,2, or each by its id'
const score = z.int({ error }).min(0, { error }).max(3, { error })

export const family = z
  .enum(familyIds)
  .optional()
  .describe('pm for product management, pmm for product marketing; your own ladder’s if left out.')

/** By question, or as twelve in the order of the questions. */
export const answers = z
  .union(
    [
      z.record(id, score),
      z.array(score).length(12, { error }),
      z.string().regex(/^\s*[0-3](?:[\s,]+[0-3]){11}\s*$/, { error }),
    ],
    { error },
  )
  .describe(
    'Twelve answers from 0 to 3, in the order of the questions, such as 2,2,1,0,1,3,2,2,1,0,1,2; or each by its question’s id.',
  )

/** The family asked for, else the one of the person's ladder. */
export const familyFor = (asked: FamilyId | undefined, framework: Pick<Framework, 'id'> | null | undefined): FamilyId =>
  asked ?? (framework?.id === 'pmm' ? 'pmm' : 'pm')

/** What was given for one family, by question. A page may send what was answered for the other family too; that is left out. */
export function answersFor(quiz: Quiz, family: FamilyId, given: z.output<typeof answers>): Record<string, number> {
  const asked = quiz.order[family]
  if (Array.isArray(given)) return Object.fromEntries(asked.map((id, at) => [id, given[at]!]))
  if (typeof given === 'string')
    return answersFor(
      quiz,
      family,
      given
        .trim()
        .split(/[\s,]+/)
        .map(Number),
    )
  const unknown = Object.keys(given).find((id) => !quiz.questions.some((question) => question.id === id))
  if (unknown !== undefined)
    throw new Problem(
      'invalid',
      `The quiz has no question “${unknown}”. There are: ${asked.join(', ')}.`,
      `answers.${unknown}`,
    )
  return Object.fromEntries(Object.entries(given).filter(([id]) => asked.includes(id)))
}
