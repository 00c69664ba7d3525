import { v7 as newId } from 'uuid'
import { type Database, type Handle, transaction } from './database.ts'

/** The person whose file this is; made when the file is. */
export const ownerOf = (db: Database, now: string): Promise<string> =>
  transaction(db, 'write', async (tx) => (await personOf(tx, false)) ?? (await addPerson(tx, false, now)))

/** The filled example's person, while it is loaded. */
export const examplePerson = (tx: Handle): Promise<string | null> => personOf(tx, true)

export async function addPerson(tx: Handle, demo: boolean, now: string): Promise<string> {
  const id = newId()
  await tx.insertInto('persons').values({ id, demo, createdAt: now }).execute()
  return id
}

/** Forgets a person whose records were erased before. */
export const removePerson = async (tx: Handle, id: string): Promise<void> =>
  void (await tx.deleteFrom('persons').where('id', '=', id).execute())

async function personOf(tx: Handle, demo: boolean): Promise<string | null> {
  const row = await tx.selectFrom('persons').select('id').where('demo', '=', demo).executeTakeFirst()
  return row?.id ?? null
}
