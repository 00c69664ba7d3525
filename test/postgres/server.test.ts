import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { open } from '../../src/app.ts'
import { openDatabase, transaction } from '../../src/platform/database.ts'
import { migrate, migrations } from '../../src/platform/migrate.ts'
import { call } from '../../src/platform/operation.ts'
import { signUp } from '../harness.ts'
import { program, serve } from '../program.ts'
import { administer, databaseOf } from '../server.ts'

let home: string
let database: string
const name = `program_${process.pid}`

beforeAll(async () => {
  const { url } = inject('server')!
  home = mkdtempSync(join(tmpdir(), 'cairn-server-'))
  await administer(url, `create database ${name}`)
  database = databaseOf(url, name)
})
afterAll(async () => {
  await administer(inject('server')!.url, `drop database ${name} with (force)`)
  rmSync(home, { recursive: true, force: true })
})

const command = (args: string[], url: string) =>
  spawnSync(process.execPath, [...program, ...args], {
    env: { PATH: process.env.PATH, CAIRN_HOME: home, DATABASE_URL: url },
    encoding: 'utf8',
  })

const config = () => ({ host: '127.0.0.1', port: 4180, home, database })

test('the program on a server: browser, command line and assistant see the same records, and no file is made', async () => {
  const cairn = await serve(home, { DATABASE_URL: database })
  try {
    await cairn.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
    const captured = command(['evidence', 'capture', '--text', 'Cut churn from 4% to 3%.'], database)
    expect([captured.status, captured.stderr]).toEqual([0, ''])
    const page = await (await fetch(`${cairn.address}/evidence?query=churn`)).text()
    expect(page).toContain('Cut churn from 4% to 3%.')
    const data = await (await fetch(`${cairn.address}/more/data`)).text()
    expect(data).toContain(name)
    expect(data).not.toContain('cairn.db')
  } finally {
    await cairn.stop()
  }
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [...program, 'mcp'],
      env: { PATH: process.env.PATH!, CAIRN_HOME: home, DATABASE_URL: database },
    }),
  )
  const { structuredContent } = await client.callTool({ name: 'evidence_list', arguments: {} })
  expect(structuredContent).toMatchObject({ items: [{ text: 'Cut churn from 4% to 3%.' }] })
  await client.close()
  expect(readdirSync(home)).not.toContain('cairn.db')
})

test('two programs that start on an empty database at once make one set of tables and one owner', async () => {
  const person = await signUp()
  const empty = `${name}_empty`
  await administer(person.database, `create database ${empty}`)
  const at = { ...config(), database: databaseOf(person.database, empty) }
  const apps = await Promise.all([open(at), open(at), open(at)])
  try {
    expect(new Set(apps.map(({ ownerId }) => ownerId)).size).toBe(1)
  } finally {
    for (const app of apps) await app.close()
    await administer(person.database, `drop database ${empty} with (force)`)
  }
})

test('many that write at once as one person each take a place of their own in the log', async () => {
  const person = await signUp()
  const second = await open({ host: '127.0.0.1', port: 4180, home: person.folder, database: person.database })
  const actor = { personId: person.personId, via: 'api' } as const
  await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      call(n % 2 ? person.app.cairn : second.cairn, actor, 'evidence.capture', { text: `Cut cost ${n} by 5%.` }),
    ),
  )
  await second.close()
  const { items } = await person.call('activity.list', { limit: 100 })
  expect(items).toHaveLength(40)
  expect((await person.call('archive.verify')).broken).toBeNull()
})

test('a connection that breaks is said to whoever uses it, and the next one does', async () => {
  const person = await signUp()
  const told: string[] = []
  for (let n = 0; n < 10; n++) {
    const all = Promise.allSettled(
      Array.from({ length: 6 }, () => person.call('evidence.capture', { text: 'Cut cost by 5%.' })),
    )
    await administer(
      person.database,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    for (const one of await all) if (one.status === 'rejected') told.push(one.reason.message)
  }
  expect(told.length).toBeGreaterThan(0)
  for (const sentence of told) expect(sentence).toMatch(/cannot be reached|it may have been, or not/)
  await person.call('evidence.capture', { text: 'Cut cost by 6%.' })
  expect((await person.call('archive.verify')).broken).toBeNull()
})

test('a request that reaches two programs at once under one key is done once', async () => {
  const person = await signUp()
  const second = await open({ host: '127.0.0.1', port: 4180, home: person.folder, database: person.database })
  const actor = { personId: person.personId, via: 'api' } as const
  const all = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      call(
        n % 2 ? person.app.cairn : second.cairn,
        actor,
        'evidence.capture',
        { text: 'Cut cost by 5%.' },
        { key: 'k' },
      ),
    ),
  )
  await second.close()
  expect(new Set(all.map(({ answer }) => JSON.stringify(answer))).size).toBe(1)
  expect(all.filter(({ again }) => !again)).toHaveLength(1)
  expect((await person.call('evidence.list')).items).toHaveLength(1)
})

test('what is there is kept before it is brought up to date, and a newer database is refused untouched', async () => {
  const person = await signUp()
  await person.call('evidence.capture', { text: 'Cut cost by 5%.' })
  const db = openDatabase(person.database)
  const kept: string[] = []
  const later = { name: '9998-later', up: async () => undefined }
  await migrate(db, async (before) => void kept.push(before), [...migrations, later])
  expect(kept).toEqual(['9998-later'])
  await expect(open({ ...config(), database: person.database })).rejects.toThrow(/newer Cairn.*9998-later/)
  await transaction(db, 'write', null, (tx) => tx.deleteFrom('migrations').where('name', '>=', '0002').execute())
  await expect(open({ ...config(), database: person.database })).rejects.toThrow('belongs_to')
  const copies = readdirSync(join(home, 'backups'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.includes('before-0002'),
  )
  expect(copies).toHaveLength(1)
  await db.destroy()
})

test.each([
  ['no server there', () => 'postgres://cairn@127.0.0.1:1/cairn', /cannot be reached/],
  ['no such database', () => databaseOf(inject('server')!.url, 'nowhere'), /no database of the name/],
  ['a role that may not', () => `${database}&user=stranger`, /refused the name|cannot be reached/],
])('%s: said in one sentence, with exit code 2', (_, url, sentence) => {
  const { status, stderr } = command(['today', 'show'], url())
  expect(stderr).toMatch(sentence)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(status).toBe(2)
})
