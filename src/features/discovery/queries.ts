import type { Conclusion, Conversation } from '../../core/discovery.ts'
import type { Handle } from '../../platform/database.ts'

/** All conversations as they are counted; what was learned stays where it is. */
export const conversationsOf = (tx: Handle, personId: string): Promise<Conversation[]> =>
  tx.selectFrom('conversations').select(['on', 'kind', 'initiative']).where('personId', '=', personId).execute()

export const conclusionsOf = (tx: Handle, personId: string): Promise<Conclusion[]> =>
  tx
    .selectFrom('discoveryCycles')
    .select(['id', 'initiative', 'closedOn', 'synthesis', 'problem'])
    .where('personId', '=', personId)
    .execute()

/** The names of the initiatives that were spoken about. */
export async function titlesOf(
  tx: Handle,
  personId: string,
  about: readonly { initiative: string | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(about.flatMap(({ initiative }) => initiative ?? []))]
  const rows =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('initiatives')
          .select(['id', 'title'])
          .where('personId', '=', personId)
          .where('id', 'in', ids)
          .execute()
  return new Map(rows.map(({ id, title }) => [id, title]))
}
