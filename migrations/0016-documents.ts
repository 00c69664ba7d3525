import type { Kysely } from 'kysely'
import { type Engine, guard, ownedTable, partOf, typesOf } from './tables.ts'

/** Working documents: memos, reviews, interviews. What was filled in, and the records that came of it. */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text, number } = typesOf(engine)
  const owned = (name: string) => ownedTable(db, engine, name)

  await owned('documents')
    .addColumn('template', text, (c) => c.notNull())
    .addColumn('template_version', number, (c) => c.notNull())
    .addColumn('title', text)
    .addColumn('fields_json', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('initiative', text)
    .addColumn('part_of', text)
    .addColumn('revision', number, (c) => c.notNull())
    .addColumn('finished_on', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('changed_at', text, (c) => c.notNull())
    .addColumn('removed_at', text)
    .execute()

  const records = partOf(owned('document_records'), engine, 'document_id', 'documents')
  await partOf(records, engine, 'evidence_id', 'evidence')
    .addColumn('offer', text, (c) => c.notNull())
    .execute()

  const index = (name: string, table: string, ...columns: string[]) =>
    db.schema.createIndex(name).on(table).columns(columns).execute()
  await index('documents_by_change', 'documents', 'person_id', 'changed_at', 'id')
  await index('documents_by_template', 'documents', 'person_id', 'template', 'changed_at', 'id')
  await index('documents_by_initiative', 'documents', 'person_id', 'initiative', 'id')
  await index('documents_by_whole', 'documents', 'person_id', 'part_of', 'id')
  await index('document_records_by_document', 'document_records', 'person_id', 'document_id', 'id')
  await index('document_records_by_record', 'document_records', 'person_id', 'evidence_id', 'id')

  for (const table of ['documents', 'document_records']) await guard(db, engine, table)
}
