import { withChoices } from '../core/coach/skill-choices.ts'
import { wordsOfSkills } from '../core/coach/skill-words.ts'
import type { SkillWords } from '../core/coach/skills.ts'
import type { CoachOptions } from '../core/coach/types.ts'
import { type Framework, skillsAt } from '../core/framework.ts'
import { foldName } from '../core/rating.ts'
import { rememberedBy } from '../core/remembered.ts'
import { knownStanding, profileOf, type StoredEvidence } from './career.ts'
import type { Handle } from './database.ts'
import { ladderHash } from './ladders.ts'
import { latestEvidence } from './latest-evidence.ts'
import { questionsOff, readSettings } from './settings.ts'

/** What the coach knows of the person whose text it reads. All of it is read from their own records; nothing else is kept. */
export interface KnownToCoach {
  /** How they write dates, who they are, whom they have named, and which questions they have switched off. */
  reads: Pick<CoachOptions, 'locale' | 'fiscalYearStart' | 'people' | 'self' | 'dismissed'>
  /** The skills of the level they aim at, with what their own choices taught; none without a ladder. */
  skills: SkillWords[]
  /** Equal for equal knowledge. */
  key: string
}

interface Asking {
  tx: Handle
  personId: string
  frameworks: readonly Framework[]
}

/** Read once for a transaction: many lines that are kept together are read by what was known before them. */
export async function knownToCoach(asking: Asking): Promise<KnownToCoach> {
  const { tx, personId } = asking
  if (!tx.isTransaction) return readKnown(asking)
  const known = knownIn.get(tx) ?? new Map<string, Promise<KnownToCoach>>()
  knownIn.set(tx, known)
  const found = known.get(personId) ?? readKnown(asking)
  known.set(personId, found)
  return found
}

const knownIn = new WeakMap<Handle, Map<string, Promise<KnownToCoach>>>()

async function readKnown({ tx, personId, frameworks }: Asking): Promise<KnownToCoach> {
  const profile = await profileOf(tx, personId)
  const records = await latestEvidence(tx, personId)
  const people = [
    profile.manager ?? '',
    ...records.flatMap(({ seenBy, creditedBy }) => [...seenBy, ...creditedBy]),
    ...records.flatMap(({ confirmations }) => confirmations.map(({ by }) => by)),
  ]
  const standing = await knownStanding(tx, personId, frameworks)
  const choices = records.filter(({ skillsSource }) => skillsSource === 'user')
  const reads: KnownToCoach['reads'] = {
    locale: (profile.locale ?? undefined) as CoachOptions['locale'],
    fiscalYearStart: profile.fiscalYearStart ?? undefined,
    people: named(people),
    self: profile.name ?? undefined,
    dismissed: questionsOff(await readSettings(tx, personId)),
  }
  return whatIsAsked(
    reads,
    standing && { framework: standing.framework, aim: standing.target ?? standing.level },
    choices,
  )
}

/** Who chooses a record's skills needs none suggested, and what choices teach takes as long as the reading: it is worked out when asked for. */
function whatIsAsked(
  reads: KnownToCoach['reads'],
  stand: { framework: Framework; aim: string } | null,
  choices: readonly StoredEvidence[],
): KnownToCoach {
  // Two persons may each have a ladder of the same name that says something else.
  const ladder = stand && [ladderHash(stand.framework), stand.aim]
  const learn = (): SkillWords[] => {
    if (!stand) return []
    const told = inOrder(choices).map(({ text, kind, metrics, skills }) => ({
      text: text.slice(0, longest),
      kind,
      metrics,
      skills,
    }))
    return taught(JSON.stringify([ladder, told]), () => withChoices(wordsAt(stand.framework, stand.aim), told))
  }
  let skills: SkillWords[] | undefined
  let key: string | undefined
  return {
    reads,
    get skills() {
      skills ??= learn()
      return skills
    },
    get key() {
      key ??= JSON.stringify([reads, ladder, this.skills.map(({ learned }) => learned)])
      return key
    },
  }
}

// Most records are kept as suggested, so that what was learned stands for many of them.
const taught = rememberedBy<SkillWords[]>(8)

// Ids are given in the order in which records are written down.
const inOrder = <T extends { id: string }>(records: readonly T[]): T[] =>
  records.toSorted((a, b) => (a.id < b.id ? -1 : 1))

const mostPeople = 150
/** Of one text, in characters: what it is about is said by then. */
const longest = 2_000

const named = (names: readonly string[]): string[] =>
  [...new Map(names.filter((name) => name.trim() !== '').map((name) => [foldName(name), name])).values()].slice(
    0,
    mostPeople,
  )

/** What tells the skills of a level apart is the same for everybody on the ladder. */
function wordsAt(framework: Framework, level: string): SkillWords[] {
  const levels = wordsOfLadder.get(framework) ?? new Map<string, SkillWords[]>()
  wordsOfLadder.set(framework, levels)
  const words = levels.get(level) ?? wordsOfSkills(skillsAt(framework, level))
  levels.set(level, words)
  return words
}

const wordsOfLadder = new WeakMap<Framework, Map<string, SkillWords[]>>()
