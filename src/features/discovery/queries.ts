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

export interface KnownInitiative {
  id: string
  title: string
}

/** More than these are not offered: a list of years of work is not looked through. */
const mostOffered = 30

/** The initiatives that the forms offer: the latest begun, newest first, and those that are chosen already. */
export async function offeredInitiatives(
  { tx, personId }: { tx: Handle; personId: string },
  chosen: readonly (string | null | undefined)[],
): Promise<KnownInitiative[]> {
  const latest = await tx
    .selectFrom('initiatives')
    .select(['id', 'title'])
    .where('personId', '=', personId)
    .orderBy('startedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(mostOffered)
    .execute()
  const others = chosen.flatMap((id) => (id && !latest.some((each) => each.id === id) ? [{ initiative: id }] : []))
  const titles = await titlesOf(tx, personId, others)
  return [...latest, ...[...titles].map(([id, title]) => ({ id, title }))]
}
