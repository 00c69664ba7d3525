import type { Day } from '../../core/day.ts'
import { type Framework, levelOf, rankOf, skillOf } from '../../core/framework.ts'
import { itemOf } from '../../core/item.ts'
import { isAtScope } from '../../core/readiness/units.ts'
import type { Profile, StoredEvidence } from '../../platform/career.ts'
import type { Context } from '../../platform/operation.ts'

export interface Counts {
  /** True if the record counts towards the level aimed at. */
  counts: boolean
  /** One line for the person: what it counts for, or what is missing for it to count. */
  sentence: string
  skills: string[]
  level: string | null
}

/** What a record does for the person's case, in one line. */
export function countsFor(
  evidence: StoredEvidence,
  profile: Profile,
  { frameworks, today }: Pick<Context, 'frameworks' | 'today'>,
): Counts {
  const framework = frameworks.find(({ id }) => id === profile.framework)
  const not = (sentence: string): Counts => ({ counts: false, sentence, skills: evidence.skills, level: null })
  if (evidence.removed) return not('Removed. It counts for nothing until you restore it.')
  if (!framework || !profile.level) return not('Kept. Choose your ladder to see what it counts for.')
  const aim = profile.target && profile.target !== 'none' ? profile.target : profile.level
  const level = levelOf(framework, aim)
  if (!evidence.kind) return not('Kept as a note. Say what it is, and it can count.')
  if (!evidence.happenedOn) return not('Kept. It counts once it has a date.')
  if (evidence.happenedOn > today) return not('Kept. It counts from the day it has happened.')
  if (evidence.skills.length === 0) return not('Kept. Name the skill it shows, and it can count.')
  const names = evidence.skills
    .filter((id) => framework.skills.some((skill) => skill.id === id))
    .map((id) => skillOf(framework, id).name)
  if (names.length === 0) return not(`Kept. None of its skills is on the ${framework.name} ladder.`)
  const seen = evidence.confirmations.length > 0 ? 'Confirmed.' : 'Nobody has confirmed it yet.'
  if (!showsSizeOf(aim, evidence, profile.level, framework, today))
    return not(`Shows ${inWords(names)}, below ${level.title} size. ${seen}`)
  return {
    counts: true,
    sentence: `Counts towards ${inWords(names)} at ${level.title}. ${seen}`,
    skills: evidence.skills,
    level: aim,
  }
}

/** True if the number counts the record as work of the level's size; a level of another ladder says nothing here. */
function showsSizeOf(aim: string, evidence: StoredEvidence, present: string, framework: Framework, asOf: Day): boolean {
  const rank = (level: string) => rankOf(framework, level)
  const rankIfKnown = (level: string) => (framework.levels.some(({ id }) => id === level) ? rank(level) : null)
  const item = itemOf(evidence, { rankOf: rankIfKnown, presentRank: rank(present), managers: new Set(), asOf })
  return item !== null && isAtScope(item, { targetLevel: rank(aim), asOf })
}

const inWords = (names: string[]) => list.format(names)

const list = new Intl.ListFormat('en')
