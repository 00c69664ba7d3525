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

export const coverageOf = ({ ground, skills, selection, input }: Page): CaseCoverage => ({
  share: selection.coverage,
  kinds: [...itemKinds],
  skills: skills.map(({ id, weight }) => {
    const { open, cells } = shownBy(id, ground.bySkill.get(id) ?? none)
    return { id, name: skillOf(input.framework, id).name, weight, shown: 1 - open, cells }
  }),
})

interface Shown {
  open: number
  cells: SkillCoverage['cells']
}

/** Kept for the list of them: after a change only the skills that it touched are added up again. */
function shownBy(skill: string, candidates: readonly Candidate[]): Shown {
  const known = shownIn.get(candidates)
  if (known) return known
  const shown = { open: 1, cells: emptyCells() }
  for (const candidate of candidates) add(candidate, candidate.weights[skill]!, shown)
  shownIn.set(candidates, shown)
  return shown
}

// A list is of one skill.
const shownIn = new WeakMap<readonly Candidate[], Shown>()
const none: readonly Candidate[] = []

const emptyCells = () =>
  Object.fromEntries(itemKinds.map((kind) => [kind, { count: 0, atLevel: 0, best: 0 }])) as SkillCoverage['cells']

function add({ kind, scope, strength, recency, corroboration }: Candidate, weight: number, shown: Shown): void {
  const cell = shown.cells[kind!]
  cell.count += 1
  if (scope !== 'target') return
  cell.atLevel += 1
  cell.best = Math.max(cell.best, strength * recency * corroboration)
  // As in the choice of examples (domain 8.2): each record leaves less to show, and none leaves nothing.
  shown.open *= 1 - Math.min(0.95, weight)
}

/** As on the level's page: confirmed is strong, seen by somebody is solid, one's own word or smaller work is thin. */
export const strengthSteps = ['nothing yet', 'thin', 'solid', 'strong'] as const

export function stepOf({ count, atLevel, best }: CoverageCount): 0 | 1 | 2 | 3 {
  if (count === 0) return 0
  return atLevel === 0 || best < 0.3 ? 1 : best < 0.5 ? 2 : 3
}
