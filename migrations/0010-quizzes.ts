import type { Kysely } from 'kysely'
import { type Engine, guard, ownedTable, typesOf } from './tables.ts'

/** Runs through the two-minute quiz that were kept as a starting point, with what the person said to each hint. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = typesOf(engine)
  await ownedTable(db, engine, 'quizzes')
    .addColumn('family', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('scores', text, (c) => c.notNull())
    .addColumn('taken_on', text, (c) => c.notNull())
    .addColumn('hints', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('quizzes_by_day').on('quizzes').columns(['person_id', 'taken_on', 'id']).execute()
  await guard(db, engine, 'quizzes')
}
