import { type Kysely, sql } from 'kysely'
import { type Engine, guard, typesOf } from './tables.ts'

/**
 * What can be found, with a title and a day of its own, so that a search reads nothing else. The program splits it into words and
 * adds marks (`kind:decision`), and does so anew for whoever was there before: nobody's rows can be read here on a server.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = typesOf(engine)
  if (engine === 'sqlite') {
    for (const trigger of ['search_added', 'search_removed', 'search_changed'])
      await sql`drop trigger ${sql.id(trigger)}`.execute(db)
    await sql`drop table search_words`.execute(db)
  }
  await sql`drop table search_documents`.execute(db)
  if (engine === 'postgres') {
    await sql`drop text search configuration cairn_words`.execute(db)
    await sql`drop text search dictionary cairn_stems`.execute(db)
  }
  // Which rule a person's words were last split by; another program splits them anew.
  await db.schema
    .alterTable('persons')
    .addColumn('words_version', 'integer', (c) => c.notNull().defaultTo(0))
    .execute()

  const documents = db.schema
    .createTable('search_documents')
    .addColumn('n', 'integer', (c) =>
      engine === 'sqlite' ? c.primaryKey() : c.generatedAlwaysAsIdentity().primaryKey(),
    )
    .addColumn('record_id', text, (c) => c.notNull())
    .addColumn('person_id', text, (c) => c.notNull().references('persons.id').onDelete('cascade'))
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('kind', text)
    .addColumn('day', text, (c) => c.notNull())
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
  await (engine === 'sqlite' ? documents : documents.addColumn('words', sql`tsvector`, (c) => c.notNull())).execute()
  await db.schema
    .createIndex('search_documents_record')
    .unique()
    .on('search_documents')
    .columns(['person_id', 'record_id'])
    .execute()
  await makeVocabulary(db, engine)
  if (engine === 'sqlite') return indexInFile(db)
  await db.schema
    .createIndex('search_documents_by_day')
    .on('search_documents')
    .columns(['person_id', 'day', 'n'])
    .execute()
  await sql`create index search_words on search_documents using gin (words)`.execute(db)
  for (const table of ['search_documents', 'search_vocabulary']) await guard(db, engine, table)
}

/** Every word a person ever wrote, for those that are written otherwise when they are looked for. */
async function makeVocabulary(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text } = typesOf(engine)
  const vocabulary = db.schema
    .createTable('search_vocabulary')
    .addColumn('person_id', text, (c) => c.notNull().references('persons.id').onDelete('cascade'))
    .addColumn('word', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('search_vocabulary_key', ['person_id', 'word'])
  await (engine === 'sqlite' ? vocabulary.modifyEnd(sql`without rowid`) : vocabulary).execute()
}

/**
 * Its rows stand in the order of days, so that the latest are found without a look at the others: the place of one is its day as a
 * number, and its own. The words themselves are not kept a second time. Two letters and three are looked up like a word.
 */
async function indexInFile(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table search_words using fts5(
    words, content='', contentless_delete=1, prefix='2 3', tokenize="ascii tokenchars ':'")`.execute(db)
  const leave = sql`delete from search_words
    where rowid = cast(replace(old.day, '-', '') as integer) * 67108864 + old.n`
  await sql`create trigger search_removed after delete on search_documents begin ${leave}; end`.execute(db)
  await sql`create trigger search_changed after update on search_documents begin ${leave}; end`.execute(db)
}
