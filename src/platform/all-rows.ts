import type { Selectable } from 'kysely'
import type { Handle } from './database.ts'
import { engineOf } from './engine.ts'
import type { ActivityRow, RecordTable, Tables } from './schema.ts'

// Everything a person has, a part at a time: on a server a career of any size takes no more memory than one part of it.

const atOnce = 50

/** All rows of one table in the order of their ids, some at a time. */
export async function* rowsOf<T extends RecordTable>(
  tx: Handle,
  personId: string,
  table: T,
): AsyncGenerator<Selectable<Tables[T]>[]> {
  // Every table of records has these columns; which others it has makes no difference here.
  const all = tx
    .selectFrom(table as 'evidence')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('id')
  // A file finds a person's rows by another index than that of their ids, and would sort all of them for each part.
  if (engineOf(tx) === 'sqlite') {
    yield (await all.execute()) as unknown as Selectable<Tables[T]>[]
    return
  }
  for (let after = ''; ; ) {
    const rows = await all.where('id', '>', after).limit(atOnce).execute()
    if (rows.length > 0) yield rows as unknown as Selectable<Tables[T]>[]
    if (rows.length < atOnce) return
    after = rows.at(-1)!.id
  }
}

/** All entries of the log, the first one first, some at a time. */
export async function* entriesOf(tx: Handle, personId: string): AsyncGenerator<Selectable<ActivityRow>[]> {
  for (let after = 0; ; ) {
    const entries = await tx
      .selectFrom('activity')
      .selectAll()
      .where('personId', '=', personId)
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(atOnce)
      .execute()
    if (entries.length > 0) yield entries
    if (entries.length < atOnce) return
    after = entries.at(-1)!.seq
  }
}

/** What was attached, by its hash, one at a time. */
export async function* attachedOf(tx: Handle, personId: string): AsyncGenerator<{ sha256: string; bytes: Uint8Array }> {
  for (let after = ''; ; ) {
    // One may weigh as much as a thousand records.
    const found = await tx
      .selectFrom('attachmentBytes')
      .select(['sha256', 'bytes'])
      .where('personId', '=', personId)
      .where('sha256', '>', after)
      .orderBy('sha256')
      .limit(1)
      .executeTakeFirst()
    if (!found) return
    yield found
    after = found.sha256
  }
}
