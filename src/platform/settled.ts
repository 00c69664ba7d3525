import { CompiledQuery } from 'kysely'
import { type Database, glance, type Handle } from './database.ts'
import { engineOf } from './engine.ts'
import type { Change } from './schema.ts'

/** How far a person's log had come: the place of its last entry and what that entry says of all before it. */
export interface LastChange {
  /** 0 while nothing was written. */
  seq: number
  hash: string
}

const unsettled = new WeakSet<Handle>()
const known = new WeakMap<Handle, Map<string, LastChange>>()

/** Says that this transaction has changed records: what is worked out inside it may never be committed, so it is not kept. */
export const unsettle = (tx: Handle): void => void unsettled.add(tx)

/** The last change that this transaction sees, or null where it has changed records itself. */
export async function settledChange(tx: Handle, personId: string): Promise<LastChange | null> {
  if (unsettled.has(tx)) return null
  const seen = known.get(tx) ?? new Map<string, LastChange>()
  // Outside a transaction the next question may have another answer.
  if (tx.isTransaction) known.set(tx, seen)
  const asked = seen.get(personId)
  if (asked) return asked
  const place = engineOf(tx) === 'sqlite' ? '?' : '$1'
  const { rows } = await tx.executeQuery<LastChange>(CompiledQuery.raw(lastOf(place), [personId]))
  const change = rows[0] ?? nothing
  seen.set(personId, change)
  return change
}

/** What was changed after one place in the log up to another; null where the log does not go on from there, or by too many entries. */
export async function changesBetween(
  tx: Handle,
  personId: string,
  from: LastChange,
  to: LastChange,
  mostEntries: number,
): Promise<Change[] | null> {
  if (from.seq >= to.seq || to.seq - from.seq > mostEntries) return null
  const entries = await tx
    .selectFrom('activity')
    .select(['hash', 'changes'])
    .where('personId', '=', personId)
    .where('seq', '>=', from.seq)
    .where('seq', '<=', to.seq)
    .orderBy('seq')
    .execute()
  return entries[0]?.hash === from.hash ? entries.slice(1).flatMap(({ changes }) => changes) : null
}

/** The last change there is, outside any transaction. */
export const lastChange = async (db: Database, personId: string): Promise<LastChange> =>
  (await glance<LastChange>(db, personId, lastOf))[0] ?? nothing

// Asked with every page that is shown, so it is text and not put together anew each time.
const lastOf = (person: string): string =>
  `select seq, hash from activity where person_id = ${person} order by seq desc limit 1`

const nothing: LastChange = { seq: 0, hash: '' }

/** True as long as this transaction has changed nothing. */
export const isSettled = (tx: Handle): boolean => !unsettled.has(tx)
