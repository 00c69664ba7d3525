import type { Handle } from './database.ts'

// Initiatives as others name them and choose among them.

export interface KnownInitiative {
  id: string
  title: string
}

interface Reader {
  tx: Handle
  personId: string
}

/** The initiatives with these ids, in no order. */
export const initiativesNamed = async ({ tx, personId }: Reader, ids: readonly string[]): Promise<KnownInitiative[]> =>
  ids.length === 0
    ? []
    : tx
        .selectFrom('initiatives')
        .select(['id', 'title'])
        .where('personId', '=', personId)
        .where('id', 'in', [...new Set(ids)])
        .execute()

/** Their titles by id. */
export const initiativeTitles = async (reader: Reader, ids: readonly string[]): Promise<Map<string, string>> =>
  new Map((await initiativesNamed(reader, ids)).map(({ id, title }) => [id, title]))

/** The level whose size of work an initiative is, once that was said for all of it. */
export async function sizeOfInitiative({ tx, personId }: Reader, id: string | null): Promise<string | null> {
  if (id === null) return null
  const found = await tx
    .selectFrom('initiatives')
    .select('scope')
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return found?.scope ?? null
}

/** More than these are not offered: a list of years of work is not looked through. */
export const mostOffered = 30

/** The initiatives that forms offer: the latest begun, newest first, and those that are chosen already. */
export async function offeredInitiatives(
  { tx, personId }: Reader,
  ...chosen: (string | null | undefined)[]
): Promise<KnownInitiative[]> {
  const latest = await tx
    .selectFrom('initiatives')
    .select(['id', 'title'])
    .where('personId', '=', personId)
    .orderBy('startedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(mostOffered)
    .execute()
  const others = chosen.flatMap((id) => (id && !latest.some((each) => each.id === id) ? [id] : []))
  return [...latest, ...(await initiativesNamed({ tx, personId }, others))]
}
