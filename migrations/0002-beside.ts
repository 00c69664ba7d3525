import { type Kysely, sql } from 'kysely'
import { actingRole, actor, type Engine, grant, typesOf } from './tables.ts'

/** Whose filled example a person is: on a server several people may have one open. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = typesOf(engine)
  await db.schema
    .alterTable('persons')
    .addColumn('belongs_to', text, (c) => c.references('persons.id').onDelete('cascade'))
    .execute()
  if (engine === 'sqlite') {
    await sql`update persons set belongs_to = (select id from persons where not demo order by created_at, id limit 1) where demo`.execute(
      db,
    )
    await sql`create unique index search_documents_record on search_documents (person_id, record_id)`.execute(db)
    return
  }
  const role = sql.id(actingRole)
  const mine = sql`belongs_to = ${actor}`
  await sql`drop policy own_rows on persons`.execute(db)
  await sql`create policy own_rows on persons for select to ${role} using (id = ${actor} or ${mine})`.execute(db)
  await sql`create policy begin_example on persons for insert to ${role} with check (${mine})`.execute(db)
  await sql`create policy end_example on persons for delete to ${role} using (${mine})`.execute(db)
  await grant(db, 'persons', 'insert, delete')
}
