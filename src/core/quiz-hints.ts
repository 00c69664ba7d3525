import { anchorAt, type Framework } from './framework.ts'
import { type FamilyId, type Quiz, questionsOf } from './quiz.ts'
import { fromCanonical } from './readiness/scale.ts'

/** One answer of the quiz, offered as a beginning: it stands for nothing until the person says so. Domain 3, “Prefill”. */
export type QuizHint = {
  /** `skill.<id>`, or `agreement`. */
  id: string
  question: string
  answer: string
} & (
  | { about: 'skill'; skill: string; name: string; value: number; label: string }
  | { about: 'agreement'; state: 'not_yet' | 'close' | 'yes' }
)

/** Where the hints would go. */
export interface HintGround {
  framework: Framework
  /** The level that ratings are given against. */
  against: string
  /** Skills on which the person has said more than the quiz asked. */
  rated: ReadonlySet<string>
  /** Whether what the manager said about this level is on record already. */
  agreed: boolean
}

/**
 * What a run of the quiz says of skills and of the talk with the manager, in the order of the ladder. Several answers may touch one
 * skill: the lowest counts. Skills that the ladder does not have are left out.
 */
export function hintsOf(quiz: Quiz, family: FamilyId, scores: readonly number[], ground: HintGround): QuizHint[] {
  const told = questionsOf(quiz, family).map((question, at) => ({ question, score: scores[at]! }))
  const words = ({ question, score }: (typeof told)[number]) => ({
    question: question.text,
    answer: question.answers[score]!.text,
  })
  const skills = ground.framework.skills
    .filter((skill) => anchorAt(skill, ground.against) !== null && !ground.rated.has(skill.id))
    .flatMap((skill): QuizHint[] => {
      const about = told
        .filter(({ question }) => quiz.gaps[question.gap]!.skills[family]?.includes(skill.id))
        .sort((a, b) => a.score - b.score)[0]
      if (!about) return []
      const point = pointFor(ground.framework, quiz.ratingByScore[about.score]!)
      return [{ id: `skill.${skill.id}`, about: 'skill', skill: skill.id, name: skill.name, ...point, ...words(about) }]
    })
  const manager = told.find(({ question }) => question.agreement)
  const state = manager?.question.agreement?.[manager.score]
  if (!manager || !state || ground.agreed) return skills
  return [...skills, { id: 'agreement', about: 'agreement', state, ...words(manager) }]
}

/** The point of the ladder's scale at a place from 0 to 1, rounded down: a quiz takes somebody's word for it. */
function pointFor({ scale: { points, meets } }: Framework, place: number): { value: number; label: string } {
  const values = points.map(({ value }) => value)
  const exact = fromCanonical(place, { min: Math.min(...values), max: Math.max(...values), meets })
  const inOrder = points.toSorted((a, b) => a.value - b.value)
  const { value, label } = inOrder.findLast((point) => point.value <= exact + 1e-9) ?? inOrder[0]!
  return { value, label }
}
