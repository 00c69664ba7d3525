import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { open } from '../src/app.ts'
import { keepFile, listCopies } from '../src/platform/backup.ts'
import { call } from '../src/platform/operation.ts'

let home: string
const file = () => join(home, 'cairn.db')
const config = () => ({ host: '127.0.0.1', port: 4180, home, database: file() })
const start = () => open(config())

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cairn-file-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

/** The bytes of a whole file that holds records, with nothing waiting beside it. */
async function wholeFile(): Promise<Buffer> {
  const app = await start()
  for (let i = 0; i < 20; i++)
    await call(app.cairn, { personId: app.ownerId, via: 'cli' }, 'evidence.capture', { text: `Cut cost ${i} by 5%.` })
  await app.close()
  return readFileSync(file())
}

describe('a file that cannot be used is named and left as it is', () => {
  test('cut off at every tenth of its length, and a sign or two beyond', async () => {
    const whole = await wholeFile()
    const lengths = Array.from({ length: 10 }, (_, i) => Math.floor((whole.length * i) / 10)).flatMap((n) => [n, n + 1])
    for (const length of [...lengths, 50, 99, 100, 511, 4096, whole.length - 1]) {
      const cut = whole.subarray(0, length)
      writeFileSync(file(), cut)
      await expect(start(), `${length} bytes`).rejects.toMatchObject({ name: 'Problem', code: 'unavailable' })
      expect(readFileSync(file()).equals(cut), `${length} bytes`).toBe(true)
    }
  })

  test('a folder, a letter, another program’s file, a link to nowhere', async () => {
    const ways: [reason: RegExp, make: () => void][] = [
      [/it is a folder/, () => mkdirSync(file())],
      [/never a file of Cairn/, () => writeFileSync(file(), 'A letter to nobody. '.repeat(300))],
      [/another program/, () => new DatabaseSync(file()).exec('create table evidence (a)')],
      [/points to a file that is not there/, () => symlinkSync(join(home, 'nowhere.db'), file())],
    ]
    for (const [reason, make] of ways) {
      make()
      await expect(start()).rejects.toThrow(reason)
      expect(readdirSync(home)).toEqual(['cairn.db'])
      rmSync(file(), { recursive: true })
    }
  })

  test('changes that wait beside a file that is gone are kept, for they may be the last ones', async () => {
    const waiting = Buffer.alloc(5000, 3)
    writeFileSync(`${file()}-wal`, waiting)
    await expect(start()).rejects.toThrow(/changes that belong to it still lie beside it/)
    expect(readFileSync(`${file()}-wal`).equals(waiting)).toBe(true)
    expect(readdirSync(home)).toEqual(['cairn.db-wal'])
  })
})

test('a start that fails leaves what lies beside the file alone, whatever its name', async () => {
  const names = ['cairn.db.backup', 'cairn.db-2025', 'cairn.db-shm.kept']
  for (const name of names) writeFileSync(join(home, name), 'precious')
  const failing = open(config(), {
    clock: () => {
      throw new Error('no clock')
    },
  })
  await expect(failing).rejects.toThrow('no clock')
  expect(readdirSync(home)).toEqual(expect.arrayContaining(names))
  expect(names.map((name) => readFileSync(join(home, name), 'utf8'))).toEqual(names.map(() => 'precious'))
})

test('half a copy is never taken for one', async () => {
  const whole = await wholeFile()
  writeFileSync(file(), whole.subarray(0, 8192))
  const place = { file: file(), where: file(), folder: home, content: home }
  await expect(keepFile(place, '2026-06-30T12:00:00.000Z', 'by-hand')).rejects.toThrow(/No copy could be kept/)
  expect(listCopies(place)).toEqual([])
  expect(readdirSync(join(home, 'backups'))).toEqual([])
})
