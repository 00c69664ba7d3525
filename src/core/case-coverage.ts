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
    const { open, cells } = shownBy(id, ground.bySkill.get(id) ?? none, ground.made)
    return { id, name: skillOf(input.framework, id).name, weight, shown: 1 - open, cells }
  }),
})

interface Shown {
  /** The candidates added up. */
  of: readonly Candidate[]
  open: number
  cells: SkillCoverage['cells']
}

/** After a change only the skills that it touched are added up again; where records were only added at the end, only those. */
function shownBy(skill: string, candidates: readonly Candidate[], made: Map<string, unknown>): Shown {
  const place = `coverage ${skill}`
  const known = made.get(place) as Shown | undefined
  if (known?.of === candidates) return known
  const goesOn = known !== undefined && isAppended(known.of, candidates)
  const shown: Shown = goesOn
    ? { of: candidates, open: known.open, cells: copied(known.cells) }
    : { of: candidates, open: 1, cells: emptyCells() }
  for (let at = goesOn ? known.of.length : 0; at < candidates.length; at++)
    add(candidates[at]!, candidates[at]!.weights[skill]!, shown)
  made.set(place, shown)
  return shown
}

const isAppended = (before: readonly Candidate[], after: readonly Candidate[]): boolean =>
  before.every((candidate, at) => candidate === after[at])

const copied = (cells: SkillCoverage['cells']): SkillCoverage['cells'] =>
  Object.fromEntries(itemKinds.map((kind) => [kind, { ...cells[kind] }])) as SkillCoverage['cells']

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
