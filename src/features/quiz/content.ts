import { join } from 'node:path'
import { type Quiz, questionsOf } from '../../core/quiz.ts'
import { quizFile } from '../../core/quiz-file.ts'
import { loadContent } from '../../platform/content.ts'

const read = new Map<string, Quiz>()

/** The quiz, read and checked once, when it is first asked for: most days nobody does, and no start should wait for it. */
export function quizIn(content: string): Quiz {
  const known = read.get(content)
  if (known) return known
  const quiz = loadContent(join(content, 'quiz.yaml'), quizFile)
  read.set(content, quiz)
  return quiz
}

/** Answers by question, from a list in the order of the questions. */
export const byQuestion = (quiz: Quiz, family: 'pm' | 'pmm', scores: readonly number[]): Record<string, number> =>
  Object.fromEntries(questionsOf(quiz, family).map(({ id }, at) => [id, scores[at]!]))
