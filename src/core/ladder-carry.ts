import type { Framework } from './framework.ts'
import { levelName } from './ladder/level-name.ts'
import { matchesOf } from './ladder-match.ts'
import { alike } from './ladder-words.ts'

/** A skill or a level that records name and the ladder stood on does not have. */
export interface FormerWord {
  id: string
  /** What it was called on the ladder it comes from; its id where no ladder is left that has it. */
  name: string
  /** The ladder it comes from; null where none is left that has it. */
  ladder: string | null
  records: number
  /** The likeliest counterpart on the ladder stood on; null if nothing is like it. */
  suggested: string | null
}

/** How many records name each skill, and how many each level. */
export interface Used {
  skills: ReadonlyMap<string, number>
  levels: ReadonlyMap<string, number>
}

/** What records name that the ladder has not, most used first, each with what it is likely called there. */
export function formerWords(
  used: Used,
  known: readonly Framework[],
  now: Framework,
): { skills: FormerWord[]; levels: FormerWord[] } {
  const skills = strangers(used.skills, now.skills)
  const levels = strangers(used.levels, now.levels)
  const former = mostNamed(known, [...skills.keys()], [...levels.keys()])
  return {
    skills: wordsOf(skills, former, (ladder, id) => skillWord(ladder, id, now)),
    levels: wordsOf(levels, former, (ladder, id) => levelWord(ladder, id, now)),
  }
}

const strangers = (used: ReadonlyMap<string, number>, own: readonly { id: string }[]): Map<string, number> =>
  new Map([...used].filter(([id]) => !own.some((part) => part.id === id)))

/** Ladders that have one of the words, the one with most of them first. */
function mostNamed(known: readonly Framework[], skills: readonly string[], levels: readonly string[]): Framework[] {
  const named = ({ skills: has, levels: stands }: Framework): number =>
    has.filter(({ id }) => skills.includes(id)).length + stands.filter(({ id }) => levels.includes(id)).length
  return known
    .map((ladder) => ({ ladder, count: named(ladder) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ ladder }) => ladder)
}

interface Word {
  name: string
  suggested: string | null
}

function wordsOf(
  used: ReadonlyMap<string, number>,
  former: readonly Framework[],
  wordOn: (ladder: Framework, id: string) => Word | null,
): FormerWord[] {
  const words = [...used].map(([id, records]): FormerWord => {
    for (const ladder of former) {
      const word = wordOn(ladder, id)
      if (word) return { id, ...word, ladder: ladder.name, records }
    }
    return { id, name: id, ladder: null, records, suggested: null }
  })
  return words.sort((a, b) => b.records - a.records || (a.name < b.name ? -1 : 1))
}

function skillWord(ladder: Framework, id: string, now: Framework): Word | null {
  const skill = ladder.skills.find((known) => known.id === id)
  if (!skill) return null
  const matched = matchesOf(ladder, now).skills.get(id)
  return { name: skill.name, suggested: matched ?? likest(skill.name, now.skills) }
}

/** The skill whose name is most like it, if a third of the words are the same, begin alike or mean the same. */
function likest(name: string, among: readonly { id: string; name: string }[]): string | null {
  const [best] = among
    .map((other) => ({
      id: other.id,
      likeness: Math.max(
        alike(name, other.name),
        sharedStems(name, other.name),
        meanTheSame(name, other.name) ? 0.34 : 0,
      ),
    }))
    .filter(({ likeness }) => likeness >= 0.34)
    .sort((a, b) => b.likeness - a.likeness)
  return best?.id ?? null
}

/** Words by which ladders call one skill. */
const families = [
  /\b(?:strateg\w*|vision)\b/i,
  /\b(?:execution|executing|deliver\w*|shipping)\b/i,
  /\b(?:discovery|research|insights?|customers?|users?)\b/i,
  /\b(?:data|analytic\w*|analysis|metrics?|measurement)\b/i,
  /\b(?:communicat\w*|writing|storytelling|presenting)\b/i,
  /\b(?:influence|stakeholders?|alignment|collaboration)\b/i,
  /\b(?:coaching|mentoring|mentorship|people)\b/i,
  /\b(?:roadmap\w*|priorit\w*|planning)\b/i,
  /\b(?:positioning|messaging)\b/i,
  /\b(?:launch\w*|go.to.market|gtm)\b/i,
]

const meanTheSame = (a: string, b: string): boolean => families.some((family) => family.test(a) && family.test(b))

// “Strategic thinking” and “Strategy” share no word, but how their words begin.
function sharedStems(a: string, b: string): number {
  const [one, other] = [stems(a), stems(b)]
  if (one.size === 0 || other.size === 0) return 0
  return (2 * [...one].filter((stem) => other.has(stem)).length) / (one.size + other.size)
}

const stems = (text: string): Set<string> =>
  new Set(
    (text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
      .filter((word) => !/^(?:with|from|product|skills?|management|work(?:ing)?)$/.test(word))
      .map((word) => word.slice(0, 6)),
  )

function levelWord(ladder: Framework, id: string, now: Framework): Word | null {
  const level = ladder.levels.find((known) => known.id === id)
  if (!level) return null
  const matched = matchesOf(ladder, now).levels.get(id)
  return { name: level.title, suggested: matched ?? sameHeight(level, now) }
}

/** The level whose title says the same in other words, else the one that stands as high. */
function sameHeight({ title, also, track }: Framework['levels'][number], now: Framework): string | null {
  const names = [title, ...also].flatMap((text) => levelName(text) ?? [])
  const others = now.levels.flatMap((level) =>
    [level.title, ...level.also].flatMap((text) => {
      const name = levelName(text)
      return name ? [{ level, name }] : []
    }),
  )
  const byWords = others.find(({ name }) => names.some(({ key }) => key !== '' && key === name.key))
  const byRank = others.filter(({ name }) => name.rank !== null && names.some(({ rank }) => rank === name.rank))
  return (byWords ?? byRank.find(({ level }) => level.track === track) ?? byRank[0])?.level.id ?? null
}
