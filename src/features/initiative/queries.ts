import { sql } from 'kysely'
import { newestFirst } from '../../platform/cursor.ts'
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
export async function listInitiatives(tx: Handle, personId: string, page: { limit: number; cursor?: string }) {
  const query = tx
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
  const { rows, next } = await newestFirst(query, 'startedOn', page)
  return { items: rows.map(({ personId: _, ...initiative }) => initiative), next }
}
