import type { Change } from './schema.ts'

const foretold = new WeakMap<Change, { kept: string; hashed: string }>()

/** Works out beforehand what the log will say of a change, while nobody waits for it. The change must stay as it is. */
export const foretell = (change: Change): void =>
  void foretold.set(change, { kept: JSON.stringify(change), hashed: canonical(withoutPerson(change)) })

/** A change as the log keeps it. */
export const keptOf = (change: Change): string => foretold.get(change)?.kept ?? JSON.stringify(change)

/** A change as the hash of its entry is made of it: without whose it is. */
export const hashedOf = (change: Change): string => foretold.get(change)?.hashed ?? canonical(withoutPerson(change))

// Rows that a person has once carry the person's id as their own; it is left out with the owner.
const withoutPerson = ({ table, id, before, after }: Change) => {
  const owner = (after ?? before)?.personId
  return [table, id === owner ? null : id, stripped(before), stripped(after)]
}

/** A row without whose it is. */
export function stripped(row: Record<string, unknown> | null) {
  if (!row) return null
  const { personId, id, ...rest } = row
  return { ...rest, id: id === personId ? null : id }
}

/** JSON with sorted keys: the same value always gives the same text. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(byName))
      : inner,
  )

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : a > b ? 1 : 0)
