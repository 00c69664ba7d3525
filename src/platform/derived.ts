import type { Day } from '../core/day.ts'
import type { Handle } from './database.ts'

interface Kept {
  key: string
  value: unknown
}

const kept = new Map<string, Kept>()
const unsettled = new WeakSet<Handle>()

/** Says that this transaction has changed records: what is worked out inside it may never be committed, so it is not kept. */
export const unsettle = (tx: Handle): void => void unsettled.add(tx)

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
  if (unsettled.has(tx)) return work()
  const place = `${personId} ${what}`
  const key = `${today} ${await lastChange(tx, personId)}`
  const known = kept.get(place)
  if (known?.key === key) return known.value as T
  const value = await work()
  if (!unsettled.has(tx)) kept.set(place, { key, value })
  return value
}

async function lastChange(tx: Handle, personId: string): Promise<string> {
  const last = await tx
    .selectFrom('activity')
    .select('hash')
    .where('personId', '=', personId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.hash ?? ''
}
