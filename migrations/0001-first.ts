import { type Kysely, sql } from 'kysely'
import { actingRole, actor, type Engine, force, grant, guard, ownedTable, partOf, typesOf } from './tables.ts'

// One person's career. Every row carries person_id, also in a personal file, so that the same queries serve a team's server.
// Days are YYYY-MM-DD text, instants UTC ISO text, lists and small objects JSON text: all readable with any SQLite tool.

export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
  const { text, number, flag, no, bytes } = typesOf(engine)
  const owned = (name: string) => ownedTable(db, engine, name)
  if (engine === 'postgres') await makeRole(db)

  // The person whose file this is and, while it is open, the filled example beside them.
  await db.schema
    .createTable('persons')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('demo', flag, (c) => c.notNull().defaultTo(no))
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()

  await owned('profiles')
    .addColumn('name', text)
    .addColumn('framework', text)
    .addColumn('level', text)
    .addColumn('target', text)
    .addColumn('specialisation', text)
    .addColumn('level_since', text)
    .addColumn('company', text)
    .addColumn('manager', text)
    .addColumn('weekly_hours', number)
    .addColumn('locale', text)
    .addColumn('fiscal_year_start', 'integer')
    .addColumn('review_on', text)
    .addColumn('leaves', text, (c) => c.notNull())
    .execute()

  await owned('settings')
    .addColumn('value_json', text, (c) => c.notNull())
    .execute()
  await owned('cases')
    .addColumn('value_json', text, (c) => c.notNull())
    .execute()
  await owned('starts')
    .addColumn('value_json', text, (c) => c.notNull())
    .execute()

  await owned('initiatives')
    .addColumn('title', text, (c) => c.notNull())
    .addColumn('problem', text)
    .addColumn('why', text)
    .addColumn('origin', text)
    .addColumn('requested_by', text)
    .addColumn('scope', text)
    .addColumn('metric', text)
    .addColumn('target', number)
    .addColumn('not_doing', text, (c) => c.notNull())
    .addColumn('user_change', text)
    .addColumn('started_on', text, (c) => c.notNull())
    .addColumn('launched_on', text)
    .addColumn('stopped_on', text)
    .addColumn('declined_because', text)
    .addColumn('review', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('initiatives_by_person')
    .on('initiatives')
    .columns(['person_id', 'started_on', 'id'])
    .execute()

  await owned('evidence')
    .addColumn('text', text, (c) => c.notNull())
    .addColumn('kind', text)
    .addColumn('kind_source', text, (c) => c.notNull())
    .addColumn('happened_on', text)
    .addColumn('listed_on', text, (c) => c.notNull())
    .addColumn('skills', text, (c) => c.notNull())
    .addColumn('skills_source', text, (c) => c.notNull())
    .addColumn('initiative', text)
    .addColumn('scope', text)
    .addColumn('metrics', text, (c) => c.notNull())
    .addColumn('decision', text)
    .addColumn('problem', text)
    .addColumn('next', text)
    .addColumn('my_part', text)
    .addColumn('others_part', text)
    .addColumn('audience_level', text)
    .addColumn('seen_by', text, (c) => c.notNull())
    .addColumn('credited_by', text, (c) => c.notNull())
    .addColumn('links', text, (c) => c.notNull())
    .addColumn('confidential', flag, (c) => c.notNull())
    .addColumn('imported_from', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .addColumn('removed_at', text)
    .execute()
  // The list reads newest first and pages by (listed_on, id); removed records are kept for undo and stay out of the way.
  await db.schema
    .createIndex('evidence_by_day')
    .on('evidence')
    .columns(['person_id', 'removed_at', 'listed_on', 'id'])
    .execute()
  await db.schema.createIndex('evidence_by_initiative').on('evidence').columns(['person_id', 'initiative']).execute()

  await partOf(owned('confirmations'), engine, 'evidence_id', 'evidence')
    .addColumn('by', text, (c) => c.notNull())
    .addColumn('words', text, (c) => c.notNull())
    .addColumn('on', text, (c) => c.notNull())
    .addColumn('how', text, (c) => c.notNull())
    .addColumn('scope_seen', text)
    .execute()
  await db.schema
    .createIndex('confirmations_by_evidence')
    .on('confirmations')
    .columns(['person_id', 'evidence_id'])
    .execute()

  await partOf(owned('attachments'), engine, 'evidence_id', 'evidence')
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('size', 'integer', (c) => c.notNull())
    .addColumn('sha256', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('attachments_by_evidence')
    .on('attachments')
    .columns(['person_id', 'evidence_id'])
    .execute()

  await db.schema
    .createTable('attachment_bytes')
    .addColumn('sha256', text, (c) => c.notNull())
    .addColumn('person_id', text, (c) => c.notNull().references('persons.id').onDelete('cascade'))
    .addColumn('bytes', bytes, (c) => c.notNull())
    .addPrimaryKeyConstraint('attachment_bytes_key', ['person_id', 'sha256'])
    .execute()

  await owned('metrics')
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('unit', text)
    .addColumn('direction', text, (c) => c.notNull())
    .addColumn('baseline', number)
    .addColumn('target', number)
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('metrics_by_person').on('metrics').columns(['person_id', 'name']).execute()

  await partOf(owned('readings'), engine, 'metric_id', 'metrics')
    .addColumn('on', text, (c) => c.notNull())
    .addColumn('value', number, (c) => c.notNull())
    .addColumn('recorded_on', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('readings_by_metric').on('readings').columns(['person_id', 'metric_id', 'on']).execute()

  await owned('ratings')
    .addColumn('skill', text, (c) => c.notNull())
    .addColumn('source', text, (c) => c.notNull())
    .addColumn('rater', text, (c) => c.notNull())
    .addColumn('value', number)
    .addColumn('on', text, (c) => c.notNull())
    .addColumn('because', text)
    .addColumn('rating_evidence', text, (c) => c.notNull())
    .addColumn('heard', flag, (c) => c.notNull())
    .addColumn('no_opportunity', flag, (c) => c.notNull())
    .addColumn('framework', text, (c) => c.notNull())
    .addColumn('framework_version', 'integer', (c) => c.notNull())
    .addColumn('level', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('ratings_by_skill').on('ratings').columns(['person_id', 'skill', 'on']).execute()

  await owned('agreements')
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('on', text, (c) => c.notNull())
    .addColumn('manager', text)
    .addColumn('confirmed_by_manager', flag, (c) => c.notNull())
    .addColumn('conditions', text, (c) => c.notNull())
    .addColumn('framework', text)
    .addColumn('framework_version', 'integer')
    .addColumn('level', text)
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('agreements_by_day').on('agreements').columns(['person_id', 'on']).execute()

  await owned('batches')
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('format', text, (c) => c.notNull())
    .addColumn('skipped', text, (c) => c.notNull())
    .addColumn('created_at', text, (c) => c.notNull())
    .execute()

  await partOf(owned('proposals'), engine, 'batch_id', 'batches')
    .addColumn('line', 'integer', (c) => c.notNull())
    .addColumn('text', text, (c) => c.notNull())
    .addColumn('key', text, (c) => c.notNull())
    .addColumn('happened_on', text)
    .addColumn('date_source', text)
    .addColumn('initiative_title', text)
    .addColumn('kind', text)
    .addColumn('kind_source', text, (c) => c.notNull())
    .addColumn('skills', text)
    .addColumn('scope', text)
    .addColumn('links', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('evidence_id', text)
    .execute()
  // The same text imported twice must propose nothing twice: its key is looked up for every line.
  await db.schema.createIndex('proposals_by_key').on('proposals').columns(['person_id', 'key']).execute()
  await db.schema
    .createIndex('proposals_waiting')
    .on('proposals')
    .columns(['person_id', 'state', 'batch_id', 'line'])
    .execute()

  // Append-only. Nothing in the program updates or deletes an entry but the removal of a whole person.
  await owned('activity')
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('at', text, (c) => c.notNull())
    .addColumn('via', text, (c) => c.notNull())
    .addColumn('operation', text, (c) => c.notNull())
    .addColumn('changes', text, (c) => c.notNull())
    .addColumn('undoes', text)
    .addColumn('previous_hash', text, (c) => c.notNull())
    .addColumn('hash', text, (c) => c.notNull())
    .execute()
  // Two writers can never take the same place in the chain.
  await db.schema.createIndex('activity_order').unique().on('activity').columns(['person_id', 'seq']).execute()
  await db.schema.createIndex('activity_undone').on('activity').columns(['person_id', 'undoes']).execute()

  await db.schema
    .createTable('search_documents')
    .addColumn('n', 'integer', (c) =>
      engine === 'sqlite' ? c.primaryKey() : c.generatedAlwaysAsIdentity().primaryKey(),
    )
    .addColumn('record_id', text, (c) => (engine === 'sqlite' ? c.notNull().unique() : c.notNull()))
    .addColumn('person_id', text, (c) => c.notNull().references('persons.id').onDelete('cascade'))
    .addColumn('type', text, (c) => c.notNull())
    .addColumn('body', text, (c) => c.notNull())
    .execute()
  if (engine === 'sqlite') return indexWordsInFile(db)
  await indexWordsOnServer(db)
  for (const name of ownedTables) await guard(db, engine, name)
  // The log is append-only for everyone: an entry can be added, and go only with all of its person's.
  await guard(db, engine, 'activity', 'select, insert, delete')
  await guardShared(db)
}

const ownedTables = [
  'profiles',
  'settings',
  'cases',
  'starts',
  'initiatives',
  'evidence',
  'confirmations',
  'attachments',
  'attachment_bytes',
  'metrics',
  'readings',
  'ratings',
  'agreements',
  'batches',
  'proposals',
  'search_documents',
]

/** A role that owns nothing and cannot sign in; who connects may act as it. It belongs to the whole server, so it may be there already. */
async function makeRole(db: Kysely<unknown>): Promise<void> {
  await sql`do $$ begin
    if not exists (select from pg_roles where rolname = '${sql.raw(actingRole)}') then
      create role ${sql.raw(actingRole)} nologin;
    end if;
  exception when duplicate_object or unique_violation then null;
  end $$`.execute(db)
  await sql`do $$ begin
    if not pg_has_role(current_user, '${sql.raw(actingRole)}', 'member') then
      execute format('grant ${sql.raw(actingRole)} to %I', current_user);
    end if;
    if not has_schema_privilege('${sql.raw(actingRole)}', current_schema(), 'usage') then
      execute format('grant usage on schema %I to ${sql.raw(actingRole)}', current_schema());
    end if;
  end $$`.execute(db)
}

/** Persons are known to who connects, which finds out whose records to open; what they wrote is not. */
async function guardShared(db: Kysely<unknown>): Promise<void> {
  await force(db, 'persons')
  await sql`create policy register on persons to current_user using (true) with check (true)`.execute(db)
  await sql`create policy own_rows on persons to ${sql.id(actingRole)} using (id = ${actor})`.execute(db)
  await grant(db, 'persons', 'select')
  await force(db, 'migrations')
  await sql`create policy register on migrations to current_user using (true) with check (true)`.execute(db)
  await sql`create policy known_to_all on migrations for select to ${sql.id(actingRole)} using (true)`.execute(db)
  await grant(db, 'migrations', 'select')
}

async function indexWordsInFile(db: Kysely<unknown>): Promise<void> {
  await sql`create virtual table search_words using fts5(body, content='search_documents', content_rowid='n', tokenize='porter unicode61 remove_diacritics 2')`.execute(
    db,
  )
  await sql`create trigger search_added after insert on search_documents begin
    insert into search_words(rowid, body) values (new.n, new.body); end`.execute(db)
  await sql`create trigger search_removed after delete on search_documents begin
    insert into search_words(search_words, rowid, body) values ('delete', old.n, old.body); end`.execute(db)
  await sql`create trigger search_changed after update on search_documents begin
    insert into search_words(search_words, rowid, body) values ('delete', old.n, old.body);
    insert into search_words(rowid, body) values (new.n, new.body); end`.execute(db)
}

/** The same stems as in a file, and as there no word is too common to be found. The program has split the body into words. */
async function indexWordsOnServer(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createIndex('search_documents_record')
    .unique()
    .on('search_documents')
    .columns(['person_id', 'record_id'])
    .execute()
  await sql`create text search dictionary cairn_stems (template = snowball, language = english)`.execute(db)
  await sql`create text search configuration cairn_words (copy = pg_catalog.simple)`.execute(db)
  await sql`alter text search configuration cairn_words
    alter mapping for asciiword, word, numword with cairn_stems`.execute(db)
  await sql`alter table search_documents add column words tsvector
    generated always as (to_tsvector('cairn_words', body)) stored`.execute(db)
  await sql`create index search_words on search_documents using gin (words)`.execute(db)
}
