import type { Skill } from '../framework.ts'
import type { SkillWords } from './skills.ts'
import { stemsIn } from './stem.ts'

/** The parts of a skill that say what it is; a ladder from elsewhere may have only names and anchors. */
export type Described = Pick<Skill, 'id' | 'name' | 'anchors' | 'signals'> &
  Partial<Pick<Skill, 'summary' | 'evidence'>>

/**
 * What tells each skill of a ladder from the others: its signals, and the words of its name, summary, anchors and evidence, weighed by how
 * often they describe it and how few others share them. At most `most` words each.
 */
export function wordsOfSkills(skills: readonly Described[]): SkillWords[] {
  const told = skills.map(countedWords)
  const shared = new Map<string, number>()
  for (const counts of told) for (const stem of counts.keys()) shared.set(stem, (shared.get(stem) ?? 0) + 1)
  return skills.map(({ id, signals }, at) => ({
    id,
    signals,
    words: telling(told[at]!, (stem) => Math.log((skills.length + 1) / shared.get(stem)!)),
  }))
}

const most = 90
/** The length of a skill's words taken together, so that a long description says no more than a short one. */
const length = 10

function countedWords({ name, summary, anchors, evidence }: Described): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (text: string, times: number): void => {
    for (const stem of new Set(stemsIn(text))) counts.set(stem, (counts.get(stem) ?? 0) + times)
  }
  count(name, 4)
  count(summary ?? '', 2)
  for (const anchor of Object.values(anchors)) count(anchor, 1)
  for (const proof of evidence ?? []) count(proof, 1.5)
  return counts
}

function telling(counts: ReadonlyMap<string, number>, rarity: (stem: string) => number): Record<string, number> {
  const weighed = [...counts]
    .map(([stem, times]) => ({ stem, weight: Math.log(1 + times) * rarity(stem) }))
    .filter(({ weight }) => weight > 0.2)
    .sort((a, b) => b.weight - a.weight || (a.stem < b.stem ? -1 : 1))
  const whole = Math.hypot(...weighed.map(({ weight }) => weight)) || 1
  return Object.fromEntries(
    weighed.slice(0, most).map(({ stem, weight }) => [stem, Math.round((weight / whole) * length * 10) / 10]),
  )
}
