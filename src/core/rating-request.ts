import { addDays, type Day, daysBetween } from './day.ts'
import { anchorAt, type Framework, levelOf, skillOf } from './framework.ts'
import { managerNotice } from './readiness/wording.ts'

/** A skill somebody is asked to rate, under the letter that stands before it in a mail. */
export interface AskedSkill {
  id: string
  name: string
  /** `A`, `B`, …: a figure before a skill would be taken for an answer. */
  letter: string
  /** What the skill looks like at the level. */
  anchor: string
}

/** A request for somebody's ratings, as they read it. Nothing the owner said of themselves is in it. */
export interface RatingRequest {
  id: string
  owner: string | null
  rater: string
  /** The level's title. */
  title: string
  skills: AskedSkill[]
  points: Framework['scale']['points']
}

/** So many skills are asked for if none are chosen: what somebody answers between two meetings. */
export const usualSkills = 5

/** A mail names skills by letters, so there can be no more of them. */
export const mostSkills = 26

/** For so many days from the day an answer came in, whoever gave it may take it back. */
export const withdrawalDays = 30

export const withdrawableUntil = (receivedOn: Day): Day => addDays(receivedOn, withdrawalDays)

export const canWithdraw = (receivedOn: Day, on: Day): boolean => daysBetween(receivedOn, on) <= withdrawalDays

/** What a mail is recognised by when its answer comes back. */
export const referenceOf = (id: string): string => `cairn-${id.replaceAll('-', '').slice(-10)}`

export const askedSkills = (framework: Framework, level: string, ids: readonly string[]): AskedSkill[] =>
  ids.map((id, place) => {
    const skill = skillOf(framework, id)
    return {
      id,
      name: skill.name,
      letter: String.fromCharCode(65 + place),
      anchor: anchorAt(skill, level) ?? skill.summary,
    }
  })

export const titleAt = (framework: Framework, level: string): string => levelOf(framework, level).title

/** What every rater reads before the first question: who sees what, for how long, what it does, and the way back (domain 0, “Blind”). */
export function whoSeesWhat(owner: string | null): string[] {
  const name = owner ?? 'The person who asks'
  return [
    `${name} reads your answer: each number and your words. So does an assistant that ${owner ?? 'they'} may have connected to their records. Nobody else does through Cairn.`,
    `${name} rates the same skills. Those ratings are given before yours open, and they are not on this form.`,
    'Your answer is kept in their own records for as long as they keep them. It moves an estimate that is theirs alone. It does not go into their promotion case.',
    `For ${withdrawalDays} days you may take it back. Then it counts nowhere and is shown nowhere; the history of their file, and copies made before, still hold it.`,
    'You owe no answer, and may leave out what you have not seen. “I prefer to answer in person” is an answer too.',
    managerNotice,
  ]
}
