import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from './database.ts'

test('rows say what stands in the file, also after another program has added a column', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-'))
  const file = join(folder, 'cairn.db')
  const db = openDatabase(file)
  onTestFinished(async () => {
    await db.destroy()
    rmSync(folder, { recursive: true })
  })
  const rows = async () => (await sql<object>`select * from things order by id`.execute(db)).rows
  const other = new DatabaseSync(file)
  other.exec(`create table things (id text, seen_by text, confidential integer, size integer);
    insert into things values ('a', '["Priya"]', 1, 1), ('b', '[]', 0, null)`)
  const before = [
    { id: 'a', seenBy: ['Priya'], confidential: true, size: 1 },
    { id: 'b', seenBy: [], confidential: false, size: null },
  ]
  expect(await rows()).toEqual(before)
  other.exec(`alter table things add column lesson text; update things set lesson = '{"was_lost":1}' where id = 'a'`)
  other.close()
  expect(await rows()).toEqual([
    { ...before[0], lesson: { was_lost: 1 } },
    { ...before[1], lesson: null },
  ])
  await expect(sql`select 'no list' as seen_by`.execute(db)).rejects.toThrow(
    '“seenBy” of one of your records is damaged',
  )
})
