import type { Day } from '../../core/day.ts'
import { type FamilyId, resultOf } from '../../core/quiz.ts'
import { hintsOf, type QuizHint } from '../../core/quiz-hints.ts'
import { targetOf } from '../../core/readiness.ts'
import { knownStanding, latestAgreement, ratingRowsAgainst, type Standing } from '../../platform/career.ts'
import type { Context } from '../../platform/operation.ts'
import type { QuizRow } from '../../platform/schema.ts'
import { byQuestion, quizIn } from './content.ts'

/** A result of the quiz as it stands in the file. */
export interface KeptQuiz {
  id: string
  family: FamilyId
  takenOn: Day
  signs: number
  words: string
  title: string
}

export interface Starting {
  quiz: KeptQuiz | null
  /** Said beside the result once the person has rated a skill: then it is history. Null before. */
  line: string | null
  /** What still waits for the person's word. */
  hints: QuizHint[]
  /** Hints need a ladder to stand on. */
  needsRole: boolean
  /** Results that were kept before, newest first. */
  earlier: KeptQuiz[]
}

export const historyLine = 'The quiz took your word. The readiness number also asks who else says so.'

/** What the person kept of the quiz; domain 3. A hint goes once it was answered, or once they said more than the quiz asks. */
export async function startingPoint(
  context: Pick<Context, 'tx' | 'personId' | 'today' | 'frameworks' | 'home'>,
): Promise<Starting> {
  const { tx, personId, frameworks } = context
  const rows = await tx
    .selectFrom('quizzes')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('takenOn', 'desc')
    .orderBy('id', 'desc')
    .limit(24)
    .execute()
  const [latest, ...before] = rows
  if (!latest) return { quiz: null, line: null, hints: [], needsRole: false, earlier: [] }
  const standing = await knownStanding(tx, personId, frameworks)
  const quiz = quizIn(context.home.content)
  const asKept = (row: QuizRow) => kept(row, quiz)
  return {
    quiz: asKept(latest),
    line: (await hasRated(context)) ? historyLine : null,
    hints: standing && latest.version === quiz.version ? await waiting(context, standing, latest) : [],
    needsRole: standing === null,
    earlier: before.map(asKept),
  }
}

// The words of a result may change with the quiz; what was answered does not.
function kept(row: QuizRow, quiz: ReturnType<typeof quizIn>): KeptQuiz {
  const { signs, words, title } = resultOf(quiz, row.family, byQuestion(quiz, row.family, row.scores))
  return { id: row.id, family: row.family, takenOn: row.takenOn, signs, words, title }
}

async function waiting(
  context: Pick<Context, 'tx' | 'personId' | 'today' | 'home'>,
  standing: Standing,
  row: QuizRow,
): Promise<QuizHint[]> {
  const { tx, personId, today } = context
  const { framework, level, target } = standing
  const against = targetOf({ level, target }, framework).level
  const ratings = await ratingRowsAgainst(tx, personId, standing, against)
  const hints = hintsOf(quizIn(context.home.content), row.family, row.scores, {
    framework,
    against,
    rated: new Set(ratings.filter(({ source }) => source === 'self').map(({ skill }) => skill)),
    agreed: (await latestAgreement(tx, personId, standing, today)) !== undefined,
  })
  return hints.filter(({ id }) => row.hints[id] === undefined)
}

const hasRated = async ({ tx, personId }: Pick<Context, 'tx' | 'personId'>): Promise<boolean> =>
  (await tx
    .selectFrom('ratings')
    .select('id')
    .where('personId', '=', personId)
    .where('source', '=', 'self')
    .limit(1)
    .executeTakeFirst()) !== undefined
