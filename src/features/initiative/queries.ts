import { sql } from 'kysely'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Handle } from '../../platform/database.ts'

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
  if (cursor) {
    const [day, id] = readCursor(cursor, 2) as [string, string]
    query = query.where((e) => e.or([e('startedOn', '<', day), e.and([e('startedOn', '=', day), e('id', '<', id)])]))
  }
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
