import { CamelCasePlugin, Kysely, type KyselyPlugin, type Transaction } from 'kysely'
import { booleanColumns, jsonColumns, type Tables } from './schema.ts'
import { openSqlite, sqliteDialect } from './sqlite.ts'

export type Database = Kysely<Tables>
/** A handle inside a transaction, or the database itself: what a query needs. */
export type Handle = Kysely<Tables> | Transaction<Tables>

/** A person's file as typed queries. */
export const openDatabase = (file: string): Database =>
  new Kysely<Tables>({
    dialect: sqliteDialect(openSqlite(file)),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true }), valuesPlugin],
  })

/** Everything `work` does, or nothing. A read sees one state of the file from start to end. */
export const transaction = <T>(
  db: Database,
  scope: 'read' | 'write',
  work: (tx: Transaction<Tables>) => Promise<T>,
): Promise<T> =>
  db
    .transaction()
    .setAccessMode(scope === 'read' ? 'read only' : 'read write')
    .execute(work)

// Lists and yes/no values have no type of their own in SQLite; they are read back here, once, for every query.
const valuesPlugin: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    for (const row of result.rows) {
      for (const name in row) {
        const value = row[name]
        if (typeof value === 'string' && jsonColumns.has(name)) row[name] = JSON.parse(value)
        else if (typeof value === 'number' && booleanColumns.has(name)) row[name] = value === 1
      }
    }
    return result
  },
}
