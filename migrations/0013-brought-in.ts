import type { Kysely } from 'kysely'
import { type Engine, guard, ownedTable, typesOf } from './tables.ts'

/** Where a proposal came from, files that are being brought in, and which column of a table holds what. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text, bytes } = typesOf(engine)
  const add = (table: string, column: string) => db.schema.alterTable(table).addColumn(column, text).execute()
  await add('proposals', 'source')
  await add('batches', 'reasons')
  await db.schema.createIndex('proposals_by_source').on('proposals').columns(['person_id', 'source']).execute()

  // Whether a record came from a proposal is asked whenever a record is taken back.
  await db.schema.createIndex('proposals_by_evidence').on('proposals').columns(['person_id', 'evidence_id']).execute()

  // A file waits here until it is read, or until its columns are named. It is no record: nothing of it is logged, or travels.
  await ownedTable(db, engine, 'import_files')
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('format', text, (c) => c.notNull())
    .addColumn('columns_json', text)
    .addColumn('preview', text)
    .addColumn('created_at', text, (c) => c.notNull())
    // Last, so that whoever asks for the others does not read past it.
    .addColumn('bytes', bytes, (c) => c.notNull())
    .execute()

  await db.schema.createIndex('import_files_in_order').on('import_files').columns(['person_id', 'id']).execute()

  await ownedTable(db, engine, 'column_choices')
    .addColumn('head', text, (c) => c.notNull())
    .addColumn('columns_json', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('column_choices_by_head')
    .unique()
    .on('column_choices')
    .columns(['person_id', 'head'])
    .execute()

  for (const table of ['import_files', 'column_choices']) await guard(db, engine, table)
}
