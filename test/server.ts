import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgres } from '../bin/postgres.mjs'
import { openDatabase } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that tests of this project run on, with an empty database of Cairn's to copy. */
    server?: { url: string; template: string }
  }
}

/** A server for one run of the tests, with one migrated database; each person in a test gets a copy of it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  if ('why' in server) throw new Error(server.why)
  const template = `cairn_test_${process.pid}`
  await administer(server.url, `create database ${template}`)
  const db = openDatabase(databaseOf(server.url, template))
  await migrate(db, async () => undefined)
  await db.destroy()
  project.provide('server', { url: server.url, template })
  return async () => {
    for (const name of await databasesLike(server.url, template))
      await administer(server.url, `drop database ${name} with (force)`)
    await server.stop()
  }
}

async function databasesLike(url: string, beginning: string): Promise<string[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [beginning])
    return rows.map(({ datname }) => datname)
  } finally {
    await client.end()
  }
}

/** The address of a database on the same server. */
export function databaseOf(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

/** What the owner of the server may do, past every policy; on a connection of its own. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

let administrator: pg.Pool | null = null

/** The same for the databases of people, which come and go with every test: on one connection per worker. */
export async function makeOrDrop(url: string, statement: string): Promise<void> {
  administrator ??= new pg.Pool({ connectionString: url, max: 1, allowExitOnIdle: true })
  await administrator.query(statement)
}
