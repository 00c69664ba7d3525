import { type Answers, textOf } from './answers.ts'
import type { Template } from './template.ts'

export const launchSizes = ['large', 'medium', 'small', 'a note only'] as const
export type LaunchSize = (typeof launchSizes)[number]

export interface LaunchRule {
  points: number
  of: number
  size: LaunchSize
  /** Not ready to be used: one size smaller than its points. */
  movedDown: boolean
}

/** The size by five answers of 0 to 2 points: 8 to 10 large, 5 to 7 medium, 2 to 4 small, else a note. Null until all are answered. */
export function launchSizeOf(template: Template, answers: Answers): LaunchRule | null {
  const asked = template.fields.flatMap((field) => (field.type === 'choice' && field.points ? [field] : []))
  const given = asked.map(
    ({ id, options, points }) => points![options.findIndex(({ value }) => value === textOf(answers, id))],
  )
  if (given.length === 0 || given.some((points) => points === undefined)) return null
  const points = given.reduce<number>((sum, each) => sum + each!, 0)
  const byPoints = points >= 8 ? 0 : points >= 5 ? 1 : points >= 2 ? 2 : 3
  const movedDown = textOf(answers, 'readiness') === 'no' && byPoints < 3
  const of = asked.reduce((sum, { points }) => sum + Math.max(...points!), 0)
  return { points, of, size: launchSizes[byPoints + (movedDown ? 1 : 0)]!, movedDown }
}

/** “Medium: 6 of 10 points.” */
export const launchWords = ({ points, of, size, movedDown }: LaunchRule): string =>
  `${size[0]!.toUpperCase()}${size.slice(1)}: ${points} of ${of} points${movedDown ? ', and one size smaller because it is not ready' : ''}.`
