import { type CreateTableBuilder, type Kysely, sql } from 'kysely'

export type Engine = 'sqlite' | 'postgres'

/** The role every query of a person runs as on PostgreSQL: it owns nothing, so no policy lets it past. */
export const actingRole = 'cairn_app'

/** The person a transaction acts as; nobody's rows are visible where none is set. */
export const actor = sql`nullif(current_setting('app.actor', true), '')`

/** The names of column types, which differ between engines. Text is ordered by its bytes on both. */
export const typesOf = (engine: Engine) =>
  engine === 'sqlite'
    ? ({ text: 'text', number: 'real', flag: 'integer', no: 0, bytes: 'blob' } as const)
    : ({ text: sql`text collate "C"`, number: 'double precision', flag: 'boolean', no: false, bytes: 'bytea' } as const)

/**
 * A table of a person's rows. A server holds many persons, and one of them may bring a career along that another has too: there the
 * key of a row is its owner and its id.
 */
export function ownedTable(db: Kysely<unknown>, engine: Engine, name: string): CreateTableBuilder<string, string> {
  const { text } = typesOf(engine)
  const table = db.schema
    .createTable(name)
    .addColumn('id', text, (c) => (engine === 'sqlite' ? c.primaryKey() : c.notNull()))
    .addColumn('person_id', text, (c) =>
      c.notNull().references('persons.id').onDelete('cascade'),
    ) as CreateTableBuilder<string, string>
  return engine === 'sqlite' ? table : table.addPrimaryKeyConstraint(`${name}_key`, ['person_id', 'id'])
}

/** A column that names a row of another table, which must be the same person's. */
export function partOf(
  table: CreateTableBuilder<string, string>,
  engine: Engine,
  column: string,
  used: string,
): CreateTableBuilder<string, string> {
  const { text } = typesOf(engine)
  return engine === 'sqlite'
    ? table.addColumn(column, text, (c) => c.notNull().references(`${used}.id`))
    : table
        .addColumn(column, text, (c) => c.notNull())
        .addForeignKeyConstraint(`${column}_of_the_same_person`, ['person_id', column], used, ['person_id', 'id'])
}

/** On PostgreSQL: only the acting person's rows of this table can be seen or written, whoever owns it. */
export async function guard(
  db: Kysely<unknown>,
  engine: Engine,
  table: string,
  allowed = 'select, insert, update, delete',
): Promise<void> {
  if (engine === 'sqlite') return
  await force(db, table)
  const own = sql`person_id = ${actor}`
  await sql`create policy own_rows on ${sql.table(table)} to ${sql.id(actingRole)} using (${own}) with check (${own})`.execute(
    db,
  )
  await grant(db, table, allowed)
}

/** Policies hold for the table's owner too. */
export async function force(db: Kysely<unknown>, table: string): Promise<void> {
  await sql`alter table ${sql.table(table)} enable row level security`.execute(db)
  await sql`alter table ${sql.table(table)} force row level security`.execute(db)
}

export const grant = (db: Kysely<unknown>, table: string, allowed: string) =>
  sql`grant ${sql.raw(allowed)} on ${sql.table(table)} to ${sql.id(actingRole)}`.execute(db)
