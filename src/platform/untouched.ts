import type { Handle } from './database.ts'
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
  const place = `${personId} ${what}`
  const before = kept.get(place)
  const value = before && areUntouched(tx, before, change, tables) ? (before.value as T) : await read()
  kept.delete(place)
  kept.set(place, { ...change, value })
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
  return value
}

/** Forgets what is held of a person whose records are erased or replaced as a whole. */
export function forgetUntouched(tx: Handle, personId: string): void {
  const kept = keptIn(tx)
  for (const place of kept.keys()) if (place.startsWith(`${personId} `)) kept.delete(place)
}

interface Kept extends LastChange {
  value: unknown
}

const keptIn = perDatabase(() => new Map<string, Kept>())
const mostKept = 150
