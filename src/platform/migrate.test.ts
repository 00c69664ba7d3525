import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase, transaction } from './database.ts'
import { damage, migrate, migrations } from './migrate.ts'

let folder: string
let db: Database
let kept: string[]

const keep = async (before: string) => void kept.push(before)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-migrate-'))
  db = openDatabase(join(folder, 'cairn.db'))
  kept = []
})
afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const later = {
  name: '9998-later',
  up: async (tx: Parameters<(typeof migrations)[number]['up']>[0]) => {
    await sql`create table later (id text)`.execute(tx)
  },
}
const broken = {
  name: '9999-broken',
  up: async (tx: Parameters<(typeof migrations)[number]['up']>[0]) => {
    await sql`create table half_done (id text)`.execute(tx)
    throw new Error('the second half failed')
  },
}

test('a new file needs no copy; an old one is copied once before the first step', async () => {
  await migrate(db, keep)
  expect(kept).toEqual([])
  await migrate(db, keep)
  expect(kept).toEqual([])
  await migrate(db, keep, [...migrations, later])
  expect(kept).toEqual(['9998-later'])
})

test('a step that fails leaves nothing behind, and the steps before it stand', async () => {
  await expect(migrate(db, keep, [...migrations, later, broken])).rejects.toThrow('the second half failed')
  const { rows } = await sql<{
    name: string
  }>`select name from sqlite_master where name in ('half_done', 'later')`.execute(db)
  expect(rows.map(({ name }) => name)).toEqual(['later'])
  const done = await db.selectFrom('migrations').select('name').execute()
  expect(done.map(({ name }) => name)).toEqual([...migrations.map(({ name }) => name), '9998-later'])
})

test('no copy, no migration: a step does not run if the file could not be kept', async () => {
  await migrate(db, keep)
  const refuse = async () => {
    throw new Error('no room for a copy')
  }
  await expect(migrate(db, refuse, [...migrations, later])).rejects.toThrow('no room for a copy')
  const { rows } = await sql`select 1 from sqlite_master where name = 'later'`.execute(db)
  expect(rows).toEqual([])
})

test('a file of a newer program is refused before anything is done', async () => {
  await migrate(db, keep, [...migrations, later])
  await expect(migrate(db, keep)).rejects.toThrow('newer Cairn')
})

test('a whole file has no damage', async () => {
  await migrate(db, keep)
  expect(await damage(db)).toBeNull()
})

test('a full disk is told in words and nothing of the act remains', async () => {
  await migrate(db, keep)
  const { rows } = await sql<{ pageCount: number }>`pragma page_count`.execute(db)
  await sql.raw(`pragma max_page_count = ${rows[0]!.pageCount + 2}`).execute(db)
  const fill = transaction(db, 'write', null, async (tx) => {
    for (let i = 0; i < 100; i++)
      await tx
        .insertInto('persons')
        .values({ id: `${i}${'x'.repeat(2000)}`, demo: false, createdAt: '' })
        .execute()
  })
  await expect(fill).rejects.toThrow('The disk is full. Nothing was changed.')
  expect(await db.selectFrom('persons').selectAll().execute()).toEqual([])
})

test('every table carries the person it belongs to', async () => {
  await migrate(db, keep)
  const { rows } = await sql<{ name: string; columns: string }>`
    select m.name, (select group_concat(c.name) from pragma_table_info(m.name) c) as columns
    from sqlite_master m where m.type = 'table' and m.name not like 'search_words%' and m.name not like 'sqlite_%'`.execute(
    db,
  )
  const without = rows.filter(({ columns }) => !columns.split(',').includes('person_id')).map(({ name }) => name)
  expect(without.sort()).toEqual(['migrations', 'persons'])
})

test('durable before it answers: write-ahead log, full sync, foreign keys held', async () => {
  const pragma = async (name: string) =>
    Object.values((await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db)).rows[0]!)[0]
  expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual([
    'wal',
    2,
    1,
  ])
})
