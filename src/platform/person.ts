import { v7 as newId } from 'uuid'
import { type Database, type Handle, transaction } from './database.ts'
import { wordsVersion } from './search-documents.ts'

/** The person whose file or server this is; made when it is first opened. */
export const ownerOf = (db: Database, now: string): Promise<string> =>
  transaction(db, 'write', null, async (tx) => (await ownerIn(tx)) ?? addPerson(tx, null, now))

/** The same of a file or server that somebody has opened before. */
export async function ownerIn(tx: Handle): Promise<string | null> {
  const first = await tx
    .selectFrom('persons')
    .select('id')
    .where('demo', '=', false)
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return first?.id ?? null
}

/** The person of somebody's filled example, while it is loaded. */
export async function exampleOf(tx: Handle, ownerId: string): Promise<string | null> {
  const row = await tx.selectFrom('persons').select('id').where('belongsTo', '=', ownerId).limit(1).executeTakeFirst()
  return row?.id ?? null
}

/** The same, from outside any transaction. */
export const exampleFor = (db: Database, ownerId: string): Promise<string | null> =>
  transaction(db, 'read', ownerId, (tx) => exampleOf(tx, ownerId))

/** Who a filled example belongs to; anybody else is their own. */
export const ownerBehind = (db: Database, personId: string): Promise<string> =>
  transaction(db, 'read', personId, async (tx) => {
    const row = await tx.selectFrom('persons').select('belongsTo').where('id', '=', personId).executeTakeFirst()
    return row?.belongsTo ?? personId
  })

/** Everyone there is. */
export const everybody = async (db: Database): Promise<string[]> =>
  (await transaction(db, 'read', null, (tx) => tx.selectFrom('persons').select('id').execute())).map(({ id }) => id)

/** Somebody new: of their own, or the filled example that belongs to somebody. */
export async function addPerson(tx: Handle, belongsTo: string | null, now: string): Promise<string> {
  const id = newId()
  await tx
    .insertInto('persons')
    .values({ id, belongsTo, demo: belongsTo !== null, wordsVersion, createdAt: now })
    .execute()
  return id
}

/** Forgets a person whose records were erased before. */
export const removePerson = async (tx: Handle, id: string): Promise<void> =>
  void (await tx.deleteFrom('persons').where('id', '=', id).execute())
