import type { Kysely } from 'kysely'
import { type Engine, guard, ownedTable, typesOf } from './tables.ts'

/** What a person found out about promotion where they work, who decides, when, what was said in talks, and what they did about it. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text, number, flag } = typesOf(engine)
  const owned = (name: string) => ownedTable(db, engine, name)

  await owned('research')
    .addColumn('topic', text, (c) => c.notNull())
    .addColumn('learned', text, (c) => c.notNull())
    .addColumn('told_by', text)
    .addColumn('on', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()

  // Notes about people are for the writer's eyes. Nothing shares them, on purpose.
  await owned('people')
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('role', text)
    .addColumn('level_relation', number)
    .addColumn('line_manager', flag, (c) => c.notNull())
    .addColumn('voter', flag, (c) => c.notNull())
    .addColumn('stance', text, (c) => c.notNull())
    .addColumn('would_rate', number)
    .addColumn('knows', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()

  // The day itself stands in the profile, which knew it before.
  await owned('cycles')
    .addColumn('lead_days', number, (c) => c.notNull())
    .execute()

  await owned('talks')
    .addColumn('on', text, (c) => c.notNull())
    .addColumn('partner', text)
    .addColumn('notes', text)
    .addColumn('said', text, (c) => c.notNull())
    .addColumn('their_response', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()

  await owned('actions')
    .addColumn('action', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('label', text, (c) => c.notNull())
    .addColumn('skill', text)
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('usual_hours', number, (c) => c.notNull())
    .addColumn('hours', number)
    .addColumn('started_on', text)
    .addColumn('ended_on', text)
    .addColumn('changed_at', text, (c) => c.notNull())
    .execute()

  const index = (name: string, table: string, ...columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns).execute()
  await index('research_by_day', 'research', 'person_id', 'on', 'id')
  await index('people_in_order', 'people', 'person_id', 'id')
  await index('talks_by_day', 'talks', 'person_id', 'on', 'id')
  await index('actions_by_name', 'actions', 'person_id', 'action', 'id')
  await index('actions_by_time', 'actions', 'person_id', 'changed_at', 'id')

  for (const table of ['research', 'people', 'cycles', 'talks', 'actions']) await guard(db, engine, table)
}
