import type { Kysely } from 'kysely'
import { type Engine, guard, typesOf } from './tables.ts'

/**
 * What the program has worked out from a person's records, so that it need not read all of them again tomorrow. Nothing is lost with
 * it: it is not part of an archive, leaves no entry in the log, and a row that does not fit is ignored.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = typesOf(engine)
  await db.schema
    .createTable('derived')
    .addColumn('person_id', text, (c) => c.notNull().references('persons.id').onDelete('cascade'))
    .addColumn('what', text, (c) => c.notNull())
    .addColumn('version', text, (c) => c.notNull())
    .addColumn('day', text, (c) => c.notNull())
    .addColumn('last_change', text, (c) => c.notNull())
    .addColumn('content', text, (c) => c.notNull())
    .addColumn('checksum', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('derived_key', ['person_id', 'what'])
    .execute()
  await guard(db, engine, 'derived')
}
