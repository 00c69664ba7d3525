import type { Kysely } from 'kysely'
import { type Engine, guard, typesOf } from './tables.ts'

/** The first answers to writes that were sent under a key, so that a request sent twice is done once. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = typesOf(engine)
  await db.schema
    .createTable('requests')
    .addColumn('person_id', text, (c) => c.notNull().references('persons.id').onDelete('cascade'))
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('operation', text, (c) => c.notNull())
    .addColumn('input', text, (c) => c.notNull())
    .addColumn('answer', text, (c) => c.notNull())
    .addColumn('activity', text)
    .addColumn('at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('requests_key', ['person_id', 'key'])
    .execute()
  await db.schema.createIndex('requests_in_order').unique().on('requests').columns(['person_id', 'seq']).execute()
  await guard(db, engine, 'requests')
}
