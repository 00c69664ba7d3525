import { count } from './number-words.ts'

/** On screen: “people who back you”, “not yet convinced”, and those of whom it is not known. */
export const stances = ['champion', 'challenger', 'unknown'] as const
export type Stance = (typeof stances)[number]

/** How many people to know (domain 6): who back the step, and who are not convinced or must approve without seeing the work. */
export const peopleTargets = {
  enough: 10,
  atLeast: 5,
  aboveShare: 0.6,
  mixFrom: 3,
  tooMany: 14,
  unconvinced: 5,
  first: 5,
} as const

/** What coverage is counted from. */
export interface KnownPerson {
  stance: Stance
  levelRelation: number | null
  lineManager: boolean
  voter: boolean
}

/** The list against its targets, in counts and words; never one number (domain 0, “One number”). */
export interface PeopleCoverage {
  named: number
  backing: number
  /** Of those who back, how many are a level or more above, or line managers. */
  backingAbove: number
  unconvinced: number
  /** How many have a say in the decision. */
  deciding: number
  state: 'thin' | 'on the way' | 'enough'
  words: string[]
}

export function coverageOf(people: readonly KnownPerson[]): PeopleCoverage {
  const backers = people.filter(({ stance }) => stance === 'champion')
  const above = backers.filter(({ levelRelation, lineManager }) => lineManager || (levelRelation ?? 0) >= 1).length
  const unconvinced = people.filter(({ stance }) => stance === 'challenger').length
  const deciding = people.filter(({ voter }) => voter).length
  const { atLeast, enough } = peopleTargets
  const state = backers.length < atLeast ? 'thin' : backers.length < enough ? 'on the way' : 'enough'
  const counted = {
    named: people.length,
    backing: backers.length,
    backingAbove: above,
    unconvinced,
    deciding,
    state,
  } as const
  return { ...counted, words: wordsFor(counted) }
}

function wordsFor({ named, backing, backingAbove, unconvinced, deciding }: Omit<PeopleCoverage, 'words'>): string[] {
  if (named === 0) return []
  const { atLeast, enough, aboveShare, mixFrom, tooMany } = peopleTargets
  return [
    backing > tooMany
      ? `${backing} back you. Enough. Spend the time on the others.`
      : `${backing} of ${enough} who back you${backing < atLeast ? `; ${atLeast} is a start` : ''}.`,
    backing >= mixFrom &&
      backingAbove < aboveShare * backing &&
      `${backingAbove} of them ${backingAbove === 1 ? 'is' : 'are'} above you or ${backingAbove === 1 ? 'a line manager' : 'line managers'}. Most of a decision is made there.`,
    unconvinced === 0
      ? 'Nobody stands under “not yet convinced”. Whoever has to agree and rarely sees your work belongs there.'
      : `${count(unconvinced, 'person', 'people')} not yet convinced; from five on you hear most doubts early.`,
    deciding === 0 && 'You have marked nobody who has a say in the decision.',
  ].filter((line) => line !== false)
}

/** “MK” for Maya Keller: what a page shows where a screen may be shared. */
export const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '')
    .join('')
}
