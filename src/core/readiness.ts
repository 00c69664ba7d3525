import type { Input } from './readiness/input.ts'
import { type Result, resultOf, standingOf } from './readiness/standing.ts'

export { type Change, whatWouldChange } from './readiness/changes.ts'
export type * from './readiness/input.ts'
export type { Result } from './readiness/standing.ts'

/**
 * How far a person's records and ratings support the next level, 0 to 100, with its range and its reasons (domain 1).
 * Pure and the same to the last bit for any order of ratings and records. Refuses ratings outside the scale and
 * unknown kinds. While `shown` is false the number must not leave the server.
 */
export const readiness = (input: Input): Result => resultOf(standingOf(input))
