import type { Day } from '../day.ts'
import { readingsBySkill } from './estimate.ts'
import type { GivenRating, Scale } from './input.ts'
import { model } from './model.ts'

/** What a group's total advises: work on this group first, lift its lowest, or start exposure to the next group (o). */
const auditVerdicts = ['focus', 'level-out', 'expose'] as const
export type AuditVerdict = (typeof auditVerdicts)[number]

/** The totals at which a framework's own advice changes; they win over the general shares. */
export interface AuditSteps {
  focusBelow: number
  exposeAbove: number
}

export interface AuditTotal {
  total: number
  /** The highest total there is: n · max. */
  top: number
  verdict: AuditVerdict
}

/** A group's ratings added up, with both sides where a manager has rated every skill; the lower verdict counts. */
export interface Audit {
  self: AuditTotal
  manager: AuditTotal | null
  /** The skills the owner rates lowest, in the order given. */
  lowest: string[]
  verdict: AuditVerdict
}

/** The total of one person's ratings of a group and what it advises. Values are on the scale, one per skill. */
export function auditGroup(values: readonly number[], scale: Scale, steps?: AuditSteps): AuditTotal {
  const total = values.reduce((sum, value) => sum + value, 0)
  const top = values.length * scale.max
  const { focusBelow, exposeAbove } = steps ?? {
    focusBelow: model.audit.focus * top,
    exposeAbove: model.audit.expose * top,
  }
  if (total < focusBelow - 1e-9) return { total, top, verdict: 'focus' }
  // A high total can hide a skill at the bottom: that one comes first.
  if (total > exposeAbove + 1e-9 && !values.includes(scale.min)) return { total, top, verdict: 'expose' }
  return { total, top, verdict: 'level-out' }
}

/** What a total can still be while some values are missing (null): the lowest and the highest it can come to. */
export const auditRange = (values: readonly (number | null)[], { min, max }: Scale): [least: number, most: number] => [
  values.reduce<number>((sum, value) => sum + (value ?? min), 0),
  values.reduce<number>((sum, value) => sum + (value ?? max), 0),
]

/**
 * The audit of a group from stored ratings; null until the owner has rated all of it. Only what came from a manager
 * themselves makes a second total.
 */
export function auditOf(
  skills: readonly string[],
  ratings: readonly GivenRating[],
  scale: Scale,
  asOf: Day,
  steps?: AuditSteps,
): Audit | null {
  const readings = readingsBySkill({ ratings, asOf })
  const own = skills.flatMap((skill) => readings.get(skill)?.self?.value ?? [])
  if (skills.length === 0 || own.length < skills.length) return null
  const theirs = skills.flatMap((skill) => readings.get(skill)?.receivedManager?.value ?? [])
  const self = auditGroup(own, scale, steps)
  const manager = theirs.length === skills.length ? auditGroup(theirs, scale, steps) : null
  const verdicts = [self.verdict, ...(manager ? [manager.verdict] : [])]
  return {
    self,
    manager,
    lowest: skills.filter((_, i) => own[i] === Math.min(...own)),
    verdict: auditVerdicts.find((verdict) => verdicts.includes(verdict))!,
  }
}
