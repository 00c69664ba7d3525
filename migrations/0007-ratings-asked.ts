import type { Kysely } from 'kysely'
import { type Engine, guard, ownedTable, typesOf } from './tables.ts'

/** Whom the owner asked to rate, and what came back. A rating that came in so names the request it answers. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = typesOf(engine)
  await ownedTable(db, engine, 'rating_forms')
    .addColumn('source', text, (c) => c.notNull())
    .addColumn('rater', text, (c) => c.notNull())
    .addColumn('form', text, (c) => c.notNull())
    .addColumn('skills', text, (c) => c.notNull())
    .addColumn('framework', text, (c) => c.notNull())
    .addColumn('framework_version', 'integer', (c) => c.notNull())
    .addColumn('level', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('asked_on', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('received_answer', text)
    .addColumn('locked_ratings', text)
    .addColumn('received_on', text)
    .addColumn('closed_on', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await guard(db, engine, 'rating_forms')
  await db.schema
    .createIndex('rating_forms_by_day')
    .on('rating_forms')
    .columns(['person_id', 'asked_on', 'id'])
    .execute()
  // Answers wait for the owner's own word: looked for after each rating of theirs.
  await db.schema
    .createIndex('rating_forms_by_state')
    .on('rating_forms')
    .columns(['person_id', 'state', 'id'])
    .execute()

  await db.schema.alterTable('ratings').addColumn('form_id', text).execute()
  await db.schema.createIndex('ratings_by_form').on('ratings').columns(['person_id', 'form_id']).execute()
}
