import { sql } from 'kysely'
import type { Handle } from './database.ts'
import { engineOf } from './engine.ts'

// Lists are JSON text on both engines; how to look into one differs, so it stands here and not in the features' queries.

const itemsOf = (tx: Handle, column: string) =>
  engineOf(tx) === 'sqlite'
    ? sql`json_each(${sql.ref(column)}) as item`
    : sql`jsonb_array_elements(cast(${sql.ref(column)} as jsonb)) as item(value)`

const fieldOf = (tx: Handle, field: string) =>
  engineOf(tx) === 'sqlite' ? sql`json_extract(item.value, ${`$.${field}`})` : sql`item.value ->> ${field}`

/** True where the list of texts in the column (`evidence.skills`) holds the value. */
export const listHolds = (tx: Handle, column: string, value: string) => {
  const sought = engineOf(tx) === 'sqlite' ? sql`${value}` : sql`to_jsonb(cast(${value} as text))`
  const place = sql.raw(engineOf(tx) === 'sqlite' ? 'instr' : 'strpos')
  // Most lists do not even hold its letters, and need not be read as lists.
  return sql<boolean>`(${place}(${sql.ref(column)}, ${JSON.stringify(value)}) > 0
    and exists (select 1 from ${itemsOf(tx, column)} where item.value = ${sought}))`
}

/** True where an object in the list has all these fields filled. */
export const listHasFilled = (tx: Handle, column: string, ...fields: [string, ...string[]]) =>
  sql<boolean>`exists (select 1 from ${itemsOf(tx, column)} where ${sql.join(
    fields.map((field) => sql`${fieldOf(tx, field)} is not null`),
    sql` and `,
  )})`
