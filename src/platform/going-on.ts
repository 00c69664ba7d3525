import type { Handle } from './database.ts'
import { LastUsed } from './last-used.ts'
import { perDatabase } from './per-database.ts'

/**
 * What a rule last made of a person's records, to go on from. `go` has to see for itself, by what it holds, whether it may. In memory
 * only, the latest used of all persons; it may be wrong in nothing, so what is worked out inside a change may be kept as well.
 */
export function goneOn<T>(tx: Handle, personId: string, what: string, go: (earlier: T | null) => T): T {
  const known = latest(tx)
  return known.keep(personId, what, go((known.get(personId, what) as T | undefined) ?? null)) as T
}

/** Forgets what is held of a person whose records are erased or replaced as a whole. */
export const forgetGoneOn = (tx: Handle, personId: string): void => latest(tx).forget(personId)

// A page goes on from about ten; those of the owner, their example and a few others on a server fit.
const latest = perDatabase(() => new LastUsed<unknown>(40))
