import type { Handle } from './database.ts'
import { perDatabase } from './per-database.ts'

/**
 * What a rule last made of a person's records, to go on from. `go` has to see for itself, by what it holds, whether it may. In memory
 * only, the latest used of all persons; it may be wrong in nothing, so what is worked out inside a change may be kept as well.
 */
export function goneOn<T>(tx: Handle, personId: string, what: string, go: (earlier: T | null) => T): T {
  const known = latest(tx)
  const place = `${personId} ${what}`
  const now = go((known.get(place) as T | undefined) ?? null)
  known.delete(place)
  known.set(place, now)
  if (known.size > most) known.delete(known.keys().next().value!)
  return now
}

/** Forgets what is held of a person whose records are erased or replaced as a whole. */
export function forgetGoneOn(tx: Handle, personId: string): void {
  const known = latest(tx)
  for (const place of known.keys()) if (place.startsWith(`${personId} `)) known.delete(place)
}

const latest = perDatabase(() => new Map<string, unknown>())

// A page goes on from about ten; those of the owner, their example and a few others on a server fit.
const most = 40
