import type { Kysely } from 'kysely'
import { type Engine, guard, ownedTable, typesOf } from './tables.ts'

/** Ladders a person brought in, a row for each version, and the version that their profile stands on. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = typesOf(engine)
  await ownedTable(db, engine, 'ladders')
    .addColumn('framework', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('ladder_json', text, (c) => c.notNull())
    .addColumn('hash', text, (c) => c.notNull())
    .addColumn('made_from', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('ladders_by_version')
    .unique()
    .on('ladders')
    .columns(['person_id', 'framework', 'version'])
    .execute()
  await guard(db, engine, 'ladders')
  await db.schema.alterTable('profiles').addColumn('framework_version', 'integer').execute()
}
