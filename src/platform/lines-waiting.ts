import type { Handle } from './database.ts'

/** How many lines of the inbox wait for a yes or no. */
export const linesWaiting = async (tx: Handle, personId: string): Promise<number> =>
  (
    await tx
      .selectFrom('proposals')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('personId', '=', personId)
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow()
  ).n
