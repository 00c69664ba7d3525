import type { Handle } from './database.ts'
import { LastUsed } from './last-used.ts'
import { perDatabase } from './per-database.ts'
import type { RecordTable } from './schema.ts'
import { areUntouched, changeBefore, type LastChange } from './settled.ts'

/**
 * What rests on a few of a person's tables and on nothing else, such as their profile: read once, and again when a change has touched
 * one of them. It is shared between readers: treat it as read-only.
 */
export async function whileUntouched<T>(
  tx: Handle,
  personId: string,
  what: string,
  tables: readonly RecordTable[],
  read: () => Promise<T>,
): Promise<T> {
  const change = await changeBefore(tx, personId, tables)
  if (!change) return read()
  const kept = keptIn(tx)
  const before = kept.get(personId, what)
  const value = before && areUntouched(tx, before, change, tables) ? (before.value as T) : await read()
  kept.keep(personId, what, { ...change, value })
  return value
}

/** Forgets what is held of a person whose records are erased or replaced as a whole. */
export const forgetUntouched = (tx: Handle, personId: string): void => keptIn(tx).forget(personId)

interface Kept extends LastChange {
  value: unknown
}

const keptIn = perDatabase(() => new LastUsed<Kept>(150))
