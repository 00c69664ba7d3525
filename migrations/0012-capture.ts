import type { Kysely } from 'kysely'
import { type Engine, guard, typesOf } from './tables.ts'

/** What a problem found first and a lesson say for themselves, whose words were passed on in which role, and which files of watched folders were read. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = typesOf(engine)
  await db.schema.alterTable('evidence').addColumn('found_first', text).execute()
  await db.schema.alterTable('evidence').addColumn('lesson', text).execute()
  await db.schema.alterTable('confirmations').addColumn('role', text).execute()

  // Paths of this computer are no part of a career: no archive holds them, and undo leaves them alone.
  await db.schema
    .createTable('watched_files')
    .addColumn('person_id', text, (c) => c.notNull().references('persons.id').onDelete('cascade'))
    .addColumn('folder', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('stamp', text, (c) => c.notNull())
    .addColumn('sha256', text)
    .addColumn('lines', 'integer', (c) => c.notNull())
    .addColumn('batch_id', text)
    .addColumn('trouble', text)
    .addColumn('read_at', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('watched_files_key', ['person_id', 'folder', 'name'])
    .execute()
  await db.schema
    .createIndex('watched_files_by_time')
    .on('watched_files')
    .columns(['person_id', 'read_at', 'folder', 'name'])
    .execute()
  await guard(db, engine, 'watched_files')
}
