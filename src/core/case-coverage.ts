import type { Page } from './case-page.ts'
import { type ItemKind, itemKinds } from './evidence.ts'
import { skillOf } from './framework.ts'
import type { Candidate } from './promotion-case.ts'

/** How much of the level the records show: the rubric's skills against kinds of evidence. */
export interface CaseCoverage {
  /** Share of the level's weight that the examples cover, 0..1; marked examples count for nothing. */
  share: number
  kinds: ItemKind[]
  /** All of the level's, in the ladder's order. */
  skills: SkillCoverage[]
}

export interface SkillCoverage {
  id: string
  name: string
  /** What it counts for the level; only the proportion matters. */
  weight: number
  /** How far records of the level's size show it, 0..1, whatever anybody rated. */
  shown: number
  cells: Record<ItemKind, CoverageCount>
}

export interface CoverageCount {
  /** Records of the kind that are filed under the skill and have happened. */
  count: number
  /** Of those, how many are of the level's size. */
  atLevel: number
  /** What the best of those of the level's size weighs by itself, S·R·C of domain 1.4, 0..1. */
  best: number
}

export function coverageOf({ candidates, skills, selection, input }: Page): CaseCoverage {
  const filed = filedBySkill(candidates.values())
  return {
    share: selection.coverage,
    kinds: [...itemKinds],
    skills: skills.map(({ id, weight }) => ({
      id,
      name: skillOf(input.framework, id).name,
      weight,
      shown: shownBy(filed.get(id) ?? [], id),
      cells: Object.fromEntries(itemKinds.map((kind) => [kind, countOf(filed.get(id) ?? [], kind)])) as Record<
        ItemKind,
        CoverageCount
      >,
    })),
  }
}

function filedBySkill(candidates: Iterable<Candidate>): Map<string, Candidate[]> {
  const filed = new Map<string, Candidate[]>()
  for (const candidate of candidates)
    for (const [skill, weight] of Object.entries(candidate.weights)) {
      if (weight <= 0) continue
      const known = filed.get(skill)
      if (known) known.push(candidate)
      else filed.set(skill, [candidate])
    }
  return filed
}

/** As on the level's page: confirmed is strong, seen by somebody is solid, one's own word or smaller work is thin. */
export const strengthSteps = ['nothing yet', 'thin', 'solid', 'strong'] as const

export function stepOf({ count, atLevel, best }: CoverageCount): 0 | 1 | 2 | 3 {
  if (count === 0) return 0
  return atLevel === 0 || best < 0.3 ? 1 : best < 0.5 ? 2 : 3
}

function countOf(filed: readonly Candidate[], kind: ItemKind): CoverageCount {
  const found = filed.filter((each) => each.kind === kind && each.on !== null)
  const atLevel = found.filter(({ scope }) => scope === 'target')
  return {
    count: found.length,
    atLevel: atLevel.length,
    best: atLevel.reduce((most, each) => Math.max(most, each.strength * each.recency * each.corroboration), 0),
  }
}

// As in the choice of examples (domain 8.2): each record leaves less to show, and none leaves nothing.
function shownBy(candidates: readonly Candidate[], skill: string): number {
  const counting = candidates.filter(({ scope, kind, on }) => scope === 'target' && kind !== null && on !== null)
  return 1 - counting.reduce((open, { weights }) => open * (1 - Math.min(0.95, weights[skill] ?? 0)), 1)
}
