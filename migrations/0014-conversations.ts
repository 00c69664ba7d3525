import type { Kysely } from 'kysely'
import { type Engine, guard, ownedTable, typesOf } from './tables.ts'

/** What customers said, the cycles of discovery it came to, when somebody was last met, and proposals that become one of these. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = typesOf(engine)

  await ownedTable(db, engine, 'conversations')
    .addColumn('on', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('who', text, (c) => c.notNull())
    .addColumn('learned', text)
    .addColumn('initiative', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('conversations_by_day').on('conversations').columns(['person_id', 'on', 'id']).execute()
  await db.schema
    .createIndex('conversations_by_initiative')
    .on('conversations')
    .columns(['person_id', 'initiative', 'on', 'id'])
    .execute()

  // Which conversations a cycle holds follows from their days: one written down late still belongs where it happened.
  await ownedTable(db, engine, 'discovery_cycles')
    .addColumn('initiative', text)
    .addColumn('closed_on', text, (c) => c.notNull())
    .addColumn('synthesis', text, (c) => c.notNull())
    .addColumn('problem', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('discovery_cycles_by_day')
    .on('discovery_cycles')
    .columns(['person_id', 'closed_on', 'id'])
    .execute()

  await db.schema.alterTable('people').addColumn('last_contact', text).execute()

  // Empty for a line that becomes evidence and says nothing beyond its text, as all did before.
  await db.schema.alterTable('proposals').addColumn('becomes', text).execute()
  await db.schema.alterTable('proposals').addColumn('details', text).execute()

  await guard(db, engine, 'conversations')
  await guard(db, engine, 'discovery_cycles')
}
