import { anchorAt, type Framework, heaviestSkills, levelOf, type Skill, skillsAt } from '../../core/framework.ts'
import { Problem } from '../../core/problem.ts'
import { targetOf } from '../../core/readiness.ts'
import { ratingRowsAgainst, type Standing } from '../../platform/career.ts'
import type { View } from '../../platform/page.ts'
import type { RatingRow } from '../../platform/schema.ts'

/** What can be rated, and what was said so far. */
export interface ToRate {
  standing: Standing
  framework: Framework
  /** The level whose anchors ratings are against. */
  against: string
  title: string
  /** The skills of that level, those that count most first. */
  skills: Skill[]
  /** Against that level, newest first. */
  ratings: RatingRow[]
}

export async function toRate(view: View, standing: Standing): Promise<ToRate> {
  const { framework } = standing
  const against = targetOf(standing, framework).level
  return {
    standing,
    framework,
    against,
    title: levelOf(framework, against).title,
    skills: heaviestSkills(framework, against, skillsAt(framework, against).length),
    ratings: await ratingRowsAgainst(view.tx, view.personId, standing, against),
  }
}

/** The skill that was asked for by id; a refusal if the level does not ask for it. */
export function rateable({ skills, framework, title, against }: ToRate, id: string): Skill {
  const skill = skills.find((candidate) => candidate.id === id)
  if (skill && anchorAt(skill, against) !== null) return skill
  const known = framework.skills.find((candidate) => candidate.id === id)
  throw new Problem(
    'missing',
    `${known ? `${known.name} is not asked for at ${title}` : 'There is no such skill'}.`,
    'skill',
  )
}

export const pointOptions = ({ scale }: Framework) =>
  scale.points.map(({ value, label, meaning }) => ({
    value: String(value),
    label: value === scale.meets ? `${label} – the bar` : label,
    hint: meaning,
  }))

export const labelOf = ({ scale }: Framework, value: number | null): string =>
  value === null ? 'No occasion yet' : (scale.points.find((point) => point.value === value)?.label ?? String(value))
