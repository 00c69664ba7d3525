import { sql } from 'kysely'
import { isBeside, readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Handle } from '../../platform/database.ts'

/** How many records an initiative has that are not removed. */
export const recordsOf = async (tx: Handle, personId: string, initiative: string): Promise<number> =>
  (
    await tx
      .selectFrom('evidence')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('personId', '=', personId)
      .where('initiative', '=', initiative)
      .where('removedAt', 'is', null)
      .executeTakeFirstOrThrow()
  ).n

/** More than these are not offered to choose from. */
const mostOffered = 50

/** Metrics that a form offers, by name, and the one that is chosen already. */
export async function offeredMetrics(tx: Handle, personId: string, chosen: string | null) {
  const metrics = tx
    .selectFrom('metrics')
    .select(['id', 'name', 'unit', 'baseline', 'target'])
    .where('personId', '=', personId)
  const offered = await metrics.orderBy('name').orderBy('id').limit(mostOffered).execute()
  if (chosen === null || offered.some(({ id }) => id === chosen)) return offered
  return [...offered, ...(await metrics.where('id', '=', chosen).execute())]
}

/** The person's initiatives, newest first, each with the number of its records. */
export async function listInitiatives(
  tx: Handle,
  personId: string,
  { limit, cursor }: { limit: number; cursor?: string },
) {
  let query = tx
    .selectFrom('initiatives')
    .selectAll()
    .select((e) =>
      e
        .selectFrom('evidence')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('evidence.initiative', '=', 'initiatives.id')
        .where('evidence.personId', '=', personId)
        .where('evidence.removedAt', 'is', null)
        .as('records'),
    )
    .where('personId', '=', personId)
  if (cursor) query = query.where(isBeside(['startedOn', 'id'], '<', readCursor(cursor, 2)))
  const rows = await query
    .orderBy('startedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(({ personId: _, ...initiative }) => initiative),
    next: rows.length > limit && last ? writeCursor(last.startedOn, last.id) : null,
  }
}
