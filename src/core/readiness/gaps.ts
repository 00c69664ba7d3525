import type { SkillResult } from './estimate.ts'
import { model } from './model.ts'

/** The points a skill costs, and whether doing the work or showing it comes first (k). */
export interface Gap {
  id: string
  /** Points lost: `skillPart + proofPart`. */
  lost: number
  /** The order of gaps; never shown. */
  priority: number
  skillPart: number
  proofPart: number
  type: 'build' | 'prove'
  /** The work has not offered this skill yet, and nothing shows it all the same. */
  noOpportunity: boolean
}

/**
 * All skills by what they cost, the heaviest first; equal ones by the lower estimate, then in the framework's order.
 * `more` counts the gaps equal to the third that stand below it.
 */
export function gapsOf(
  skills: readonly SkillResult[],
  weights: readonly number[],
): { all: Gap[]; top: Gap[]; more: number } {
  const entries = skills.map((skill, i) => ({ skill, gap: gapOf(skill, weights[i]!) }))
  const ties = groupEqual(entries, (entry) => -entry.gap.priority, model.gaps.tie)
    .flatMap((equal) => groupEqual(equal, (entry) => entry.skill.mean, model.gaps.tie))
    .map((equal) => equal.sort((a, b) => skills.indexOf(a.skill) - skills.indexOf(b.skill)).map((entry) => entry.gap))
  const all = ties.flat()
  const top = all.slice(0, model.gaps.top)
  const third = ties.find((equal) => equal.includes(top.at(-1)!)) ?? []
  return { all, top, more: third.filter((gap) => !top.includes(gap)).length }
}

/** Sorts by a number, rising, and puts those together that differ by less than the tolerance from the first of them. */
export function groupEqual<T>(values: readonly T[], numberOf: (value: T) => number, tolerance: number): T[][] {
  const groups: { first: number; values: T[] }[] = []
  for (const value of [...values].sort((a, b) => numberOf(a) - numberOf(b))) {
    const group = groups.at(-1)
    if (group && numberOf(value) - group.first < tolerance) group.values.push(value)
    else groups.push({ first: numberOf(value), values: [value] })
  }
  return groups.map((group) => group.values)
}

function gapOf(skill: SkillResult, weight: number): Gap {
  const skillPart = 100 * weight * (1 - skill.f)
  const proofPart = 100 * weight * skill.f * (1 - skill.g)
  return {
    id: skill.id,
    lost: 100 * weight * (1 - skill.credit),
    // A skill takes months to build, proof takes days to collect: what takes longer is named first.
    priority: model.gaps.skillPart * skillPart + proofPart,
    skillPart,
    proofPart,
    type: skill.state === 'clear_gap' || skillPart >= proofPart ? 'build' : 'prove',
    noOpportunity: skill.noOpportunity && skill.state !== 'at_bar',
  }
}
