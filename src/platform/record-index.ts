import { differenceOf, exchangedBy, exchangedOnEach } from '../core/changed.ts'
import type { StoredEvidence } from './career.ts'
import type { Handle } from './database.ts'
import { goneOn } from './going-on.ts'

// What is asked of all records of a person on one page or another, brought up by those that were changed since it was asked last.

type Records = readonly StoredEvidence[]

interface Sifted<T> {
  evidence: Records
  ground: unknown
  found: readonly T[]
}

/**
 * What a rule makes of each record that it holds for, in the order of their ids. `ground` is all else that the rule depends on: another
 * one, and every record is asked again.
 */
export const sifted = <T extends { id: string }>(
  tx: Handle,
  personId: string,
  what: string,
  evidence: Records,
  ground: unknown,
  rule: (record: StoredEvidence) => T | null,
): readonly T[] =>
  goneOn<Sifted<T>>(tx, personId, what, (earlier) => {
    const known = earlier && earlier.ground === ground ? earlier : { evidence: [], ground, found: [] }
    const { gone, come } = differenceOf(known.evidence, evidence)
    const made = come.flatMap((record) => rule(record) ?? [])
    const found = exchangedBy(
      ({ id }) => id,
      known.found,
      gone.map(({ id }) => id),
      made,
    )
    return { evidence, ground, found }
  }).found

/** The same by the keys that each is asked for by. The lists are brought up in place: read them before the next is asked for. */
export function siftedBy<T extends { id: string }>(
  tx: Handle,
  personId: string,
  what: string,
  asked: {
    evidence: Records
    ground: unknown
    rule(record: StoredEvidence): T | null
    keysOf(found: T): readonly string[]
  },
): ReadonlyMap<string, readonly T[]> {
  const found = sifted(tx, personId, what, asked.evidence, asked.ground, asked.rule)
  return goneOn<{ found: readonly T[]; lists: Map<string, readonly T[]> }>(
    tx,
    personId,
    `${what}, by key`,
    (earlier) => {
      const lists = earlier?.lists ?? new Map<string, readonly T[]>()
      exchangedOnEach(({ id }: T) => id, asked.keysOf, lists, differenceOf(earlier?.found ?? [], found))
      return { found, lists }
    },
  ).lists
}

/** The records of each initiative, in the order of their ids; a list is the same object as long as none of its records changed. */
export const recordsByInitiative = (tx: Handle, personId: string, evidence: Records): ReadonlyMap<string, Records> =>
  siftedBy(tx, personId, 'records by initiative', {
    evidence,
    ground: null,
    rule: (record) => (record.initiative === null ? null : record),
    keysOf: ({ initiative }) => [initiative!],
  })

/** One object for all that a rule depends on: an object that is the same as long as nothing of it changed, and what is said besides. */
export function groundOf(base: object, says: string): object {
  const known = grounds.get(base)
  if (known?.says === says) return known
  const fresh = { says }
  grounds.set(base, fresh)
  return fresh
}

const grounds = new WeakMap<object, { says: string }>()
