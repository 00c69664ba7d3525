import { type Quiz, questionsOf } from '../../core/quiz.ts'
import { quizFile } from '../../core/quiz-file.ts'
import { contentFile } from '../../platform/content.ts'

/** The quiz as its file has it. */
export const quizIn = contentFile('quiz.yaml', quizFile)

/** Answers by question, from a list in the order of the questions. */
export const byQuestion = (quiz: Quiz, family: 'pm' | 'pmm', scores: readonly number[]): Record<string, number> =>
  Object.fromEntries(questionsOf(quiz, family).map(({ id }, at) => [id, scores[at]!]))
