import type { Input } from './readiness/input.ts'
import { type Result, resultOf, standingOf } from './readiness/standing.ts'

export { type Audit, type AuditSteps, type AuditVerdict, auditGroup, auditOf } from './readiness/audit.ts'
export { type Cause, type Movement, movementBetween, movementFrom } from './readiness/causes.ts'
export { type Change, changesTo, whatWouldChange } from './readiness/changes.ts'
export type { SkillResult, SkillState } from './readiness/estimate.ts'
export type { Gap } from './readiness/gaps.ts'
export type { Cap, Gate } from './readiness/gates.ts'
export type * from './readiness/input.ts'
export {
  type AgreementRecord,
  type Climber,
  type ItemsOf,
  itemContext,
  readinessInput,
  targetOf,
  weightedSkills,
} from './readiness/records.ts'
export { fromCanonical, toCanonical } from './readiness/scale.ts'
export { type Band, type Confidence, type Result, resultOf, standingFrom, standingOf } from './readiness/standing.ts'
export * from './readiness/wording.ts'

/**
 * How far a person's records and ratings support the next level, 0 to 100, with its range and its reasons (domain 1).
 * Pure and the same to the last bit for any order of ratings and records. Refuses ratings outside the scale and
 * unknown kinds. While `shown` is false the number must not leave the server.
 */
export const readiness = (input: Input): Result => resultOf(standingOf(input))
