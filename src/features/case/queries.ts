import type { Handle } from '../../platform/database.ts'

/** The owner's hand on their case. */
export interface Hand {
  pinned?: string[]
  excluded?: string[]
  order?: string[]
  texts: { area?: string | null; growing?: string | null; next?: string | null }
}

export async function handOf(tx: Handle, personId: string): Promise<Hand> {
  const row = await tx.selectFrom('cases').select('valueJson').where('personId', '=', personId).executeTakeFirst()
  return { texts: {}, ...(row?.valueJson as Partial<Hand> | undefined) }
}

/** What stands in the named records, those that are removed too; the order is theirs. */
export async function textsOf(tx: Handle, personId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  return tx
    .selectFrom('evidence')
    .select(['id', 'text'])
    .where('personId', '=', personId)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
}
