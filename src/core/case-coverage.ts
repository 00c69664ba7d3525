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
  skills: { id: string; name: string; cells: Record<ItemKind, CoverageCount> }[]
}

export interface CoverageCount {
  /** Records of the kind that are filed under the skill and have happened. */
  count: number
  /** Of those, how many are of the level's size. */
  atLevel: number
  /** What the best of those of the level's size weighs by itself, S·R·C of domain 1.4, 0..1. */
  best: number
}

export const coverageOf = ({ candidates, skills, selection, input }: Page): CaseCoverage => ({
  share: selection.coverage,
  kinds: [...itemKinds],
  skills: skills.map(({ id }) => ({
    id,
    name: skillOf(input.framework, id).name,
    cells: Object.fromEntries(itemKinds.map((kind) => [kind, countOf([...candidates.values()], id, kind)])) as Record<
      ItemKind,
      CoverageCount
    >,
  })),
})

function countOf(candidates: readonly Candidate[], skill: string, kind: ItemKind): CoverageCount {
  const found = candidates.filter((each) => each.kind === kind && each.on !== null && (each.weights[skill] ?? 0) > 0)
  const atLevel = found.filter(({ scope }) => scope === 'target')
  return {
    count: found.length,
    atLevel: atLevel.length,
    best: Math.max(0, ...atLevel.map(({ strength, recency, corroboration }) => strength * recency * corroboration)),
  }
}
