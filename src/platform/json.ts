import { sql } from 'kysely'

// Lists are JSON text on SQLite; how to look into one differs between engines, so it stands here and not in the features' queries.

/** True where the list in the column (`evidence.skills`) holds the value. */
export const listHolds = (column: string, value: string) =>
  sql<boolean>`exists (select 1 from json_each(${sql.ref(column)}) where json_each.value = ${value})`

/** True where an object in the list has all these fields filled. */
export const listHasFilled = (column: string, ...fields: [string, ...string[]]) =>
  sql<boolean>`exists (select 1 from json_each(${sql.ref(column)}) where ${sql.join(
    fields.map((field) => sql`json_extract(json_each.value, ${`$.${field}`}) is not null`),
    sql` and `,
  )})`
