import type { Evidence, ItemKind } from '../evidence.ts'
import { rememberedBy } from '../remembered.ts'
import { type Heard, heardIn, hintsFrom, likelySkills, type SkillWords } from './skills.ts'
import { stemsIn } from './stem.ts'
import type { CoachKind } from './types.ts'

/** A record whose skills the person chose, as far as it teaches which skills their words mean. */
export type SkillChoice = Pick<Evidence, 'text' | 'skills' | 'kind' | 'metrics'>

/**
 * What each skill is known by, with what the person's own choices teach: where they chose otherwise than would have been suggested, the
 * words of that text speak for the skills they added and against those they took away. Oldest choice first; the last two hundred are
 * heard. One choice alone changes nothing, two alike do, and a habit of four is outweighed by as many against it.
 */
export function withChoices(skills: readonly SkillWords[], choices: readonly SkillChoice[]): SkillWords[] {
  const taught = skills.map((skill) => new Teaching(skill))
  for (const choice of choices.slice(-mostChoices)) {
    const chosen = choice.skills.filter((id) => skills.some((skill) => skill.id === id))
    // Skills of another ladder say nothing about this one.
    if (chosen.length < choice.skills.length) continue
    const { heard, stems } = heardOnce(choice, skills)
    const suggested = likelySkills(hintsFrom(heard, ({ stems }, at) => taught[at]!.habit(stems)))
    for (const teaching of taught) {
      const { id } = teaching.skill
      if (chosen.includes(id) !== suggested.includes(id)) teaching.count(stems, chosen.includes(id) ? 1 : -1)
    }
  }
  return taught.map((teaching) => teaching.known())
}

interface HeardChoice {
  heard: Heard
  stems: readonly string[]
}

// With each further choice all are gone through again, and nearly all say what they said before.
const heardWith = new WeakMap<readonly SkillWords[], ReturnType<typeof rememberedBy<HeardChoice>>>()

function heardOnce(choice: SkillChoice, skills: readonly SkillWords[]): HeardChoice {
  const heardBy = heardWith.get(skills) ?? rememberedBy<HeardChoice>(2 * mostChoices)
  heardWith.set(skills, heardBy)
  const told = toldBy(choice)
  return heardBy(JSON.stringify([choice.text, told]), () => ({
    heard: heardIn(choice.text, skills, told),
    stems: [...new Set(stemsIn(choice.text))].slice(0, mostStems),
  }))
}

const mostChoices = 200
const mostStems = 40
/** Of one skill, so that a page that carries them stays small. */
const mostLearned = 60
const deepest = 4

class Teaching {
  private readonly times = new Map<string, number>()

  readonly skill: SkillWords

  constructor(skill: SkillWords) {
    this.skill = skill
  }

  count(stems: readonly string[], by: 1 | -1): void {
    for (const stem of stems) {
      const now = Math.max(-deepest, Math.min(deepest, (this.times.get(stem) ?? 0) + by))
      if (now === 0) this.times.delete(stem)
      else this.times.set(stem, now)
    }
  }

  habit(stems: readonly string[]): number {
    return stems.reduce((sum, stem) => sum + beyondOnce(this.times.get(stem) ?? 0), 0)
  }

  known(): SkillWords {
    const telling = [...this.times].filter(([, times]) => beyondOnce(times) !== 0)
    if (telling.length === 0) return this.skill
    const most = telling.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || (a[0] < b[0] ? -1 : 1)).slice(0, mostLearned)
    return { ...this.skill, learned: Object.fromEntries(most.map(([stem, times]) => [stem, beyondOnce(times)])) }
  }
}

const beyondOnce = (times: number): number => times - Math.sign(times)

/** What a stored record tells, as its reading did. */
const toldBy = ({ kind, metrics }: SkillChoice) => ({
  kind: kind ? coachKinds[kind] : ('unclear' as const),
  metrics: metrics.map(({ vanity = false, direction }) => ({ vanity, direction })),
})

const coachKinds: Record<ItemKind, CoachKind> = {
  outcome: 'outcome',
  artifact: 'output',
  decision: 'decision',
  problem: 'problem_found',
  feedback: 'trust',
  learning: 'learning',
}
