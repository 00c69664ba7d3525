import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { homeOf, open } from '../src/app.ts'
import { keepFile, listCopies } from '../src/platform/backup.ts'
import { call } from '../src/platform/operation.ts'
import { rescued } from '../src/rescued.ts'

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

describe('one command goes back to the newest whole copy', () => {
  const restore = (...args: string[]) => rescued(config(), ['archive', 'restore', ...args])
  const place = () => homeOf(config())

  async function lines(): Promise<string[]> {
    const app = await start()
    const actor = { personId: app.ownerId, via: 'cli' } as const
    const { answer } = await call<{ items: { text: string }[] }>(app.cairn, actor, 'evidence.list', {})
    const { answer: verified } = await call<{ broken: string | null }>(app.cairn, actor, 'archive.verify', {})
    await app.close()
    expect(verified.broken).toBeNull()
    return answer.items.map(({ text }) => text).sort()
  }

  async function fileWithCopies(): Promise<{ before: string[]; bytes: Buffer }> {
    await wholeFile()
    await keepFile(place(), '2026-06-29T12:00:00.000Z', 'daily')
    await keepFile(place(), '2026-06-30T12:00:00.000Z', 'daily')
    return { before: await lines(), bytes: readFileSync(file()) }
  }

  const ways: [what: string, spoil: (bytes: Buffer) => void][] = [
    ['cut short', (bytes) => writeFileSync(file(), bytes.subarray(0, 9000))],
    ['overwritten in the middle', (bytes) => writeFileSync(file(), Buffer.from(bytes).fill(7, 20_000, 60_000))],
    ['empty', () => writeFileSync(file(), '')],
    ['gone', () => rmSync(file())],
    [
      'a folder',
      () => {
        rmSync(file())
        mkdirSync(file())
      },
    ],
    [
      'a link to nowhere',
      () => {
        rmSync(file())
        symlinkSync(join(home, 'nowhere.db'), file())
      },
    ],
    [
      'gone, with changes that waited',
      () => {
        rmSync(file())
        writeFileSync(`${file()}-wal`, Buffer.alloc(5000, 3))
      },
    ],
  ]

  test.each(ways)('from a file that is %s; what lay there is kept', async (_, spoil) => {
    const { before, bytes } = await fileWithCopies()
    spoil(bytes)
    const found = readdirSync(home).sort()
    await expect(start()).rejects.toThrow(/“cairn archive restore” goes back to the newest copy, of 2026-06-30/)
    expect(await rescued(config(), ['archive', 'copies'])).toContain('30 June 2026')
    // Whatever was asked for but the command itself, everything lies as it lay.
    expect(
      readdirSync(home)
        .filter((name) => !name.endsWith('-shm') && !(name.endsWith('-wal') && !found.includes(name)))
        .sort(),
    ).toEqual(found)
    expect(await restore()).toMatch(/^Everything is as it was on 30 June 2026, 12:00 UTC: 20 records\./)
    expect(await lines()).toEqual(before)
    const aside = readdirSync(join(home, 'backups')).filter((name) => name.includes('.damaged'))
    expect(aside.length > 0).toBe(found.some((name) => name.startsWith('cairn.db')))
  })

  test('passing over copies that are no longer whole', async () => {
    const { before, bytes } = await fileWithCopies()
    writeFileSync(listCopies(place(), '')[0]!.path, bytes.subarray(0, 9000))
    writeFileSync(file(), bytes.subarray(0, 9000))
    expect(await restore()).toMatch(/on 29 June 2026.*1 newer copy could not be used/s)
    expect(await lines()).toEqual(before)
  })

  test('or to the one that is named; and refuses where there is none, with everything left as it lies', async () => {
    const { bytes } = await fileWithCopies()
    const cut = bytes.subarray(0, 9000)
    writeFileSync(file(), cut)
    await expect(restore('9')).rejects.toThrow('no copy “9”')
    for (const { path } of listCopies(place(), '')) writeFileSync(path, cut)
    await expect(restore()).rejects.toThrow(/No copy in .* is whole/)
    await expect(restore('1')).rejects.toThrow(/The copy 1 cannot be used: it is damaged/)
    expect(readFileSync(file()).equals(cut)).toBe(true)
    rmSync(join(home, 'backups'), { recursive: true })
    await expect(start()).rejects.toThrow(/no copy is kept in/)
  })

  test('and leaves a whole file to Cairn itself, which may be in use', async () => {
    await fileWithCopies()
    expect(await restore()).toBeNull()
    expect(await rescued(config(), ['archive', 'copies'])).toBeNull()
  })
})

test('while another program writes, records are read on, and a write waits for its turn or is refused in the end', async () => {
  const app = await start()
  const act = (name: string, input: object) => call(app.cairn, { personId: app.ownerId, via: 'web' }, name, input)
  const texts = async () =>
    ((await act('evidence.list', {})).answer as { items: { text: string }[] }).items.map(({ text }) => text)
  const other = new DatabaseSync(file())
  other.exec('begin immediate')
  let isDone = false
  const writing = act('evidence.capture', { text: 'Cut cost by 5%.' }).then(() => {
    isDone = true
  })
  for (let n = 0; n < 20; n++) expect(await texts()).toEqual([])
  expect(isDone).toBe(false)
  other.exec('rollback')
  await writing
  expect(await texts()).toEqual(['Cut cost by 5%.'])

  other.exec('begin immediate')
  const clock = vi.spyOn(performance, 'now')
  for (let n = 0; n < 100; n++) clock.mockReturnValueOnce(n * 10_000)
  await expect(act('evidence.capture', { text: 'Cut cost by 6%.' })).rejects.toThrow(/another program. Nothing was/)
  clock.mockRestore()
  other.close()
  expect(await texts()).toEqual(['Cut cost by 5%.'])
  await app.close()
})

describe('a file that is not where it was opened', () => {
  const ways: [what: string, away: () => void, back: () => void][] = [
    ['moved away', () => renameSync(file(), `${file()}-away`), () => renameSync(`${file()}-away`, file())],
    [
      'replaced by another',
      () => {
        renameSync(file(), `${file()}-away`)
        copyFileSync(`${file()}-away`, file())
      },
      () => renameSync(`${file()}-away`, file()),
    ],
    [
      'without what waits beside it',
      () => renameSync(`${file()}-wal`, join(home, 'w')),
      () => renameSync(join(home, 'w'), `${file()}-wal`),
    ],
  ]

  test.each(ways)(
    '%s, takes nothing that would be lost with it, and goes on when it is back',
    async (_, away, back) => {
      const app = await start()
      const log = (text: string) => call(app.cairn, { personId: app.ownerId, via: 'cli' }, 'evidence.capture', { text })
      await log('Before.')
      away()
      await expect(log('Meanwhile.')).rejects.toThrow(/is not where it was.*Nothing was changed/)
      back()
      await log('After.')
      await app.close()
      const again = await start()
      const { answer } = await call<{ items: { text: string }[] }>(
        again.cairn,
        { personId: again.ownerId, via: 'cli' },
        'evidence.list',
        {},
      )
      expect(answer.items.map(({ text }) => text).sort()).toEqual(['After.', 'Before.'])
      await again.close()
    },
  )
})

test('tables that are not as Cairn made them are said at the start, and one command goes back', async () => {
  await wholeFile()
  await keepFile(homeOf(config()), '2026-06-30T12:00:00.000Z', 'daily')
  for (const spoil of ['alter table evidence rename column problem to problam', 'drop index evidence_by_day']) {
    const database = new DatabaseSync(file())
    database.exec(spoil)
    database.close()
    await expect(start()).rejects.toThrow(/is not as Cairn made it.*archive restore/)
    expect(await rescued(config(), ['archive', 'restore'])).toContain('20 records')
    await (await start()).close()
  }
})

test('a table or index that somebody added is let be', async () => {
  await wholeFile()
  const database = new DatabaseSync(file())
  database.exec('create table mine (a); create index mine_too on evidence (text)')
  database.close()
  await (await start()).close()
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
  expect(listCopies(place, '')).toEqual([])
  expect(readdirSync(join(home, 'backups'))).toEqual([])
})
