import { type KyselyPlugin, type RootOperationNode, SqliteQueryCompiler } from 'kysely'
import type { Person } from './harness.ts'

/** A query as it was asked: as text for SQLite, whatever the engine, and as Kysely holds it. */
export interface Heard {
  sql: string
  parameters: readonly unknown[]
  node: RootOperationNode
}

/** Keeps every query that the person's records are asked from now on. */
export function listen({ app }: Person): Heard[] {
  const heard: Heard[] = []
  const compiler = new SqliteQueryCompiler()
  const recorder: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      const { sql, parameters } = compiler.compileQuery(node, queryId)
      heard.push({ sql, parameters, node })
      return node
    },
    transformResult: async ({ result }) => result,
  }
  app.cairn.db = app.cairn.db.withPlugin(recorder)
  return heard
}
