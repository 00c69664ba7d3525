import type { Day } from '../core/day.ts'
import { lastEntry } from './activity.ts'
import type { Handle } from './database.ts'

interface Kept {
  key: string
  value: unknown
}

const kept = new Map<string, Kept>()

/**
 * A value worked out from all of a person's records, kept until the day or the records change. `what` names the rule and its
 * version. The value is shared between readers: treat it as read-only.
 */
export async function derived<T>(
  tx: Handle,
  personId: string,
  today: Day,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const last = await lastEntry(tx, personId)
  const place = `${personId} ${what}`
  const key = `${today} ${last?.hash ?? ''}`
  const known = kept.get(place)
  if (known?.key === key) return known.value as T
  const value = await work()
  // A write in progress has changed records without an entry yet: such a value must not outlive its transaction.
  if (tx.isTransaction && (await lastEntry(tx, personId))?.hash === last?.hash) kept.set(place, { key, value })
  return value
}
