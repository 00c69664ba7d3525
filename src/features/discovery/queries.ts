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
