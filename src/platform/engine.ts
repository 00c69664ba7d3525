import { PostgresAdapter } from 'kysely'
import type { Handle } from './database.ts'

export type Engine = 'sqlite' | 'postgres'

/** Which engine a query of this handle will run on: for the few that differ. */
export const engineOf = (handle: Pick<Handle, 'getExecutor'>): Engine =>
  handle.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite'
