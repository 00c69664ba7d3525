import { type Kysely, type RawBuilder, sql } from 'kysely'
import { actingRole, type Engine, guard, typesOf } from './tables.ts'

/**
 * On a server: in which records each word and mark stands, by day. Row-level security lets only such comparisons use an index as
 * cannot tell of somebody else's rows. “Equal”, “before” and “after” are such; “holds these words” is not, so the index over the
 * words of a record served nobody. A file has all this in the index of its own.
 */
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  if (engine === 'sqlite') return
  const { text } = typesOf(engine)
  await sql`drop index search_words`.execute(db)
  await db.schema
    .createTable('search_words')
    .addColumn('person_id', text, (c) => c.notNull())
    .addColumn('word', text, (c) => c.notNull())
    // As a number, 20260630: there is one for each word of each record.
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('n', 'integer', (c) => c.notNull())
    .execute()
  await guard(db, engine, 'search_words', 'select, insert, delete')
  await fill(db)
  await sql`alter table search_words
    add constraint search_words_key primary key (person_id, word, day, n),
    add constraint search_words_of_a_person foreign key (person_id) references persons (id) on delete cascade`.execute(
    db,
  )
  await keepInStep(db)
}

/** As each person in turn: nobody else can read what they wrote. */
async function fill(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from persons`.execute(db)
  for (const { id } of rows) {
    await sql`select set_config('role', ${actingRole}, true), set_config('app.actor', ${id}, true)`.execute(db)
    await sql`insert into search_words (person_id, word, day, n) ${wordsIn('search_documents')}`.execute(db)
    await sql`select set_config('role', 'none', true), set_config('app.actor', '', true)`.execute(db)
  }
}

/** Every word of some documents, and every mark but that of whose they are. */
const wordsIn = (documents: string) => sql`
  select d.person_id, word, cast(replace(d.day, '-', '') as integer), d.n
  from ${sql.table(documents)} d cross join unnest(tsvector_to_array(d.words)) word
  where left(word, 4) <> ':of:'`

/** Whatever writes a document, its words follow, as they do in a file. */
async function keepInStep(db: Kysely<unknown>): Promise<void> {
  const put = (words: RawBuilder<unknown>) => sql`insert into search_words (person_id, word, day, n) ${words};`
  // Put aside first: worked out within the comparison, a day is no longer one that the index may be asked for.
  const take = (words: RawBuilder<unknown>) => sql`with g (person_id, word, day, n) as materialized (${words})
    delete from search_words s using g
    where s.person_id = g.person_id and s.word = g.word and s.day = g.day and s.n = g.n;`
  const [gone, come] = [wordsIn('gone'), wordsIn('come')]
  await follow(db, 'insert', sql`new table as come`, put(come))
  await follow(db, 'delete', sql`old table as gone`, take(gone))
  await follow(
    db,
    'update',
    sql`old table as gone new table as come`,
    sql`${take(sql`${gone} except ${come}`)} ${put(sql`${come} except ${gone}`)}`,
  )
}

async function follow(db: Kysely<unknown>, change: string, rows: RawBuilder<unknown>, work: RawBuilder<unknown>) {
  const name = sql.id(`search_words_after_${change}`)
  await sql`create function ${name}() returns trigger language plpgsql as $$ begin ${work} return null; end $$`.execute(
    db,
  )
  await sql`create trigger ${name} after ${sql.raw(change)} on search_documents referencing ${rows}
    for each statement execute function ${name}()`.execute(db)
}
