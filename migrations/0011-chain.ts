import type { Kysely } from 'kysely'
import { type Engine, guard, ownedTable, partOf, typesOf } from './tables.ts'

/** What makes a chain of an initiative: when its numbers were set out, what sort of number it is, and decisions looked at again. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text, flag } = typesOf(engine)

  // When a number was set out stays unknown for what was written before: nothing is claimed about it.
  const metrics = {
    timing: text,
    durable: flag,
    shows: text,
    counter: text,
    baseline_set_on: text,
    target_set_on: text,
  }
  for (const [column, type] of Object.entries(metrics))
    await db.schema.alterTable('metrics').addColumn(column, type).execute()
  for (const column of ['known_by', 'target_set_on'])
    await db.schema.alterTable('initiatives').addColumn(column, text).execute()
  await db.schema.createIndex('metrics_by_counter').on('metrics').columns(['person_id', 'counter']).execute()
  await db.schema
    .createIndex('initiatives_by_metric')
    .on('initiatives')
    .columns(['person_id', 'metric', 'id'])
    .execute()

  await partOf(ownedTable(db, engine, 'revisits'), engine, 'evidence_id', 'evidence')
    .addColumn('on', text, (c) => c.notNull())
    .addColumn('stands', flag, (c) => c.notNull())
    .addColumn('because', text)
    .addColumn('again_on', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await guard(db, engine, 'revisits')
  await db.schema.createIndex('revisits_of_record').on('revisits').columns(['person_id', 'evidence_id', 'id']).execute()
  // A row that others name is taken back only after a look at those: by its id, whoever owns it.
  if (engine === 'sqlite')
    await db.schema.createIndex('revisits_of_evidence').on('revisits').columns(['evidence_id']).execute()
}
