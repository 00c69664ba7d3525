import type { Kysely } from 'kysely'
import { type Engine, guard, ownedTable, typesOf } from './tables.ts'

/** Checks that the owner waved away with a reason, and what they said of a phrase that stands in a talk. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text, flag } = typesOf(engine)
  await ownedTable(db, engine, 'dismissals')
    .addColumn('signal', text, (c) => c.notNull())
    .addColumn('reason', text, (c) => c.notNull())
    .addColumn('on', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()

  // The talk is named and not tied: a talk taken back takes its question away, and brings the answer back with it.
  await ownedTable(db, engine, 'stall_answers')
    .addColumn('talk_id', text, (c) => c.notNull())
    .addColumn('words', text, (c) => c.notNull())
    .addColumn('stall', text, (c) => c.notNull())
    .addColumn('heard', flag, (c) => c.notNull())
    .addColumn('on', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()

  const index = (name: string, table: string, ...columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns).execute()
  await index('dismissals_in_order', 'dismissals', 'person_id', 'id')
  await index('stall_answers_by_talk', 'stall_answers', 'person_id', 'talk_id', 'id')
  for (const table of ['dismissals', 'stall_answers']) await guard(db, engine, table)
}
