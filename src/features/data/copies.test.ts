import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  everybodyLeaves,
  onServer,
  type Person,
  restart,
  signUp,
  signUpBeside,
  signUpPm,
  tamper,
} from '../../../test/harness.ts'
import { act, live } from '../../../test/life.ts'
import { tries } from '../../../test/tries.ts'
import { browse } from '../../../test/visitor.ts'
import { dailyKept, keepDaily } from '../../platform/daily.ts'
import { openDatabase, transaction } from '../../platform/database.ts'
import { migrate, migrations } from '../../platform/migrate.ts'

const checksum = async (person: Person): Promise<string> => (await person.call('archive.export')).checksum

const kinds = async (person: Person): Promise<string[]> =>
  (await person.call('archive.copies')).copies.map(({ why }: { why: string }) => why)

const texts = async (person: Person): Promise<string[]> =>
  (await person.call('evidence.list')).items.map(({ text }: { text: string }) => text)

/** A copy that a bad disk has eaten into. */
const spoil = (path: string) => writeFileSync(path, readFileSync(path).subarray(0, -500))

describe('going back to a copy', () => {
  test('brings any career to the state it had when the copy was kept, whatever happened since', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 1, maxLength: 8 }),
        fc.array(act, { minLength: 1, maxLength: 8 }),
        async (before, after) => {
          const ana = await signUpPm()
          await live(ana, before)
          const then = await checksum(ana)
          await ana.call('archive.backup')
          await live(ana, after)
          const later = await checksum(ana)
          expect((await ana.call('archive.restore', { copy: '1' })).checksum).toBe(then)
          expect(await checksum(ana)).toBe(then)
          expect((await ana.call('archive.verify')).broken).toBeNull()
          // What was there before is the newest copy now, so the same again leads back.
          await ana.call('archive.restore')
          expect(await checksum(ana)).toBe(later)
          await everybodyLeaves()
        },
      ),
      tries(8, 4),
    )
  })

  test('takes the newest that is whole, and says how many were not', async () => {
    const ana = await signUpPm()
    for (const text of ['First.', 'Second.', 'Third.']) {
      await ana.call('evidence.capture', { text })
      spoil((await ana.call('archive.backup')).copy)
      if (text === 'Third.') break
      await ana.call('archive.backup')
    }
    const { copy, passed } = await ana.call('archive.restore')
    expect([copy.number, passed.map(({ number }: { number: number }) => number)]).toEqual([4, [5]])
    expect(await texts(ana)).toHaveLength(2)
  })

  test.skipIf(onServer())('passes over a copy whose records were changed past Cairn, unless it is named', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    await ana.call('archive.backup')
    for (const text of [`'Cut churn from 4% to 1%.'`, 'text']) {
      await tamper(ana, text === 'text' ? `update evidence set metrics = '[{'` : `update evidence set text = ${text}`)
      await ana.call('archive.backup')
    }
    const { copy, passed, broken } = await ana.call('archive.restore')
    expect([copy.number, passed.length, broken]).toEqual([1, 2, null])
    expect((await ana.call('archive.verify')).ok).toBe(true)
    await expect(ana.call('archive.restore', { copy: '3' })).rejects.toThrow(/The copy 3 cannot be used/)
    expect((await ana.call('archive.restore', { copy: '2' })).broken).toContain('differs from its last logged change')
  })

  test('refuses a named copy that is damaged or not there, and changes nothing', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    spoil((await ana.call('archive.backup')).copy)
    const before = await checksum(ana)
    for (const [copy, sentence] of [
      ['1', /The copy 1 cannot be used/],
      ['7', /no copy “7”/],
      ['../../cairn.db', /no copy/],
    ] as const)
      await expect(ana.call('archive.restore', { copy })).rejects.toThrow(sentence)
    await expect(ana.call('archive.restore')).rejects.toThrow(/None of the 1 kept copies can be used/)
    expect(await checksum(ana)).toBe(before)
    expect(await kinds(ana)).toEqual(['by-hand'])
  })

  test('says so where no copy is kept yet', async () => {
    await expect((await signUp()).call('archive.restore')).rejects.toThrow('No copy is kept yet')
  })

  test('never brings somebody else’s records', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    await ana.call('archive.backup')
    const ben = await signUpBeside(ana)
    await ben.call('evidence.capture', { text: 'Cut cost by 5%.' })
    await expect(ben.call('archive.restore', { copy: '1' })).rejects.toThrow(/nothing of this person|no copy “1”/)
    expect(await texts(ben)).toEqual(['Cut cost by 5%.'])
    await ben.call('archive.backup')
    await ben.call('evidence.capture', { text: 'Cut cost by 6%.' })
    await ben.call('archive.restore')
    expect(await texts(ben)).toEqual(['Cut cost by 5%.'])
    expect(await texts(ana)).toEqual(['Cut churn from 4% to 3%.'])
  })

  test('leaves the filled example as it is', async () => {
    const ana = await signUpPm()
    await ana.call('archive.backup')
    await ana.call('demo.load')
    await ana.call('archive.restore')
    const { db } = ana.app.cairn
    const example = await db.selectFrom('persons').select('id').where('demo', '=', true).execute()
    expect(example).toHaveLength(1)
  })

  test('is not a way for an assistant to open what its owner closed', async () => {
    const ana = await signUpPm()
    await ana.call('settings.set', { opened: ['people'] })
    await ana.call('archive.backup')
    await ana.call('settings.set', { opened: [] })
    await expect(ana.call('archive.restore', {}, 'mcp')).rejects.toThrow('not for an assistant')
    expect((await ana.call('settings.show')).opened).toEqual([])
  })

  test('in the browser, each copy has its day, its size and its way back, asked about before', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const { visit, send } = browse(ana)
    await send((await visit('/more/data')).html, 'archive.backup')
    await ana.call('evidence.capture', { text: 'Cut cost by 5%.' })
    const page = await visit('/more/data')
    expect(page.text).toMatch(/30 June 2026, 12:00 UTC , kept by hand, [\d,]+ kB/)
    expect(page.html).toContain('<summary class="button">Go back to this copy…</summary>')
    const back = await send(page.html, 'archive.restore')
    expect(back.text).toContain('Everything is as it was on 30 June 2026, 12:00 UTC: 1 record.')
    expect(await texts(ana)).toEqual(['Cut churn from 4% to 3%.'])
  })
})

describe.skipIf(onServer())('a copy of a file', () => {
  test('of an older format is brought up to date on the way, and stays as it is', async () => {
    const ana = await signUp()
    await ana.call('archive.backup')
    const [{ path }] = (await ana.call('archive.copies')).copies
    const older = join(dirname(path), 'older.db')
    const db = openDatabase(older)
    await migrate(db, async () => undefined, migrations.slice(0, 1))
    await transaction(db, 'write', null, async (tx) => {
      await tx
        .insertInto('persons')
        .values({ id: 'x', demo: false, createdAt: '2020' } as never)
        .execute()
      await tx
        .insertInto('settings')
        .values({ id: 'x', personId: 'x', valueJson: '{"hideNumbers":true}' } as never)
        .execute()
    })
    await db.destroy()
    writeFileSync(path, readFileSync(older))
    const bytes = readFileSync(path)
    await ana.call('archive.restore', { copy: '1' })
    expect((await ana.call('settings.show')).hideNumbers).toBe(true)
    expect(readFileSync(path).equals(bytes)).toBe(true)
    expect(readdirSync(dirname(path)).filter((name) => name.includes('unfinished'))).toEqual([])
  })

  test('of the same owner’s earlier file is theirs, whatever id they had there', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const { copy } = await ana.call('archive.backup')
    const anew = await signUp()
    mkdirSync(join(anew.folder, 'backups'))
    writeFileSync(join(anew.folder, 'backups', copy.split('/').at(-1)), readFileSync(copy))
    await anew.call('archive.restore')
    expect(await texts(anew)).toEqual(['Cut churn from 4% to 3%.'])
    expect(await checksum(anew)).toBe(await checksum(ana))
  })
})

describe('the copy of the day', () => {
  const keep = (person: Person) => keepDaily(person.app.cairn, person.personId)

  /** A day on which something was written. */
  async function day(person: Person, today: string): Promise<void> {
    person.clock.today = today
    await person.call('evidence.capture', { text: `Done on ${today}.` })
    expect(await keep(person)).toBeNull()
  }

  test('is kept once, and not where nothing changed since the newest copy', async () => {
    const ana = await signUpPm()
    await day(ana, '2026-06-30')
    await day(ana, '2026-06-30')
    expect(await kinds(ana)).toEqual(['daily'])
    ana.clock.today = '2026-07-01'
    await ana.call('archive.backup')
    await keep(ana)
    expect(await kinds(ana)).toEqual(['by-hand', 'daily'])
    await day(ana, '2026-07-02')
    expect(await kinds(ana)).toEqual(['daily', 'by-hand', 'daily'])
  })

  test('of more than ten the oldest goes, and none that was kept for another reason', async () => {
    const ana = await signUpPm()
    await ana.call('archive.backup')
    await ana.call('archive.restore')
    for (let n = 10; n < 10 + dailyKept + 4; n++) await day(ana, `2026-07-${n}`)
    const { copies } = await ana.call('archive.copies')
    const daily = copies.filter(({ why }: { why: string }) => why === 'daily')
    expect(daily.map(({ at }: { at: string }) => at.slice(8, 10))).toEqual(
      Array.from({ length: dailyKept }, (_, n) => String(10 + dailyKept + 3 - n)),
    )
    expect(await kinds(ana)).toEqual([...daily.map(() => 'daily'), 'before-restore', 'by-hand'])
  })

  test('is not kept of what was just gone back to, so that the same command leads forward again', async () => {
    const ana = await signUpPm()
    await ana.call('archive.backup')
    await day(ana, '2026-06-30')
    ana.clock.today = '2026-07-01'
    await ana.call('archive.restore', { copy: '1' })
    expect(await keep(ana)).toBeNull()
    await ana.call('archive.restore')
    expect(await texts(ana)).toEqual(['Done on 2026-06-30.'])
  })

  test('is kept anew where the newest copy is no longer whole', async () => {
    const ana = await signUpPm()
    await day(ana, '2026-06-30')
    const [{ path }] = (await ana.call('archive.copies')).copies
    writeFileSync(path, 'gone bad')
    ana.clock.today = '2026-07-01'
    await keep(ana)
    expect(await kinds(ana)).toEqual(['daily', 'daily'])
  })

  test('is the newest to go back to also after the clock was set back', async () => {
    const ana = await signUpPm()
    await day(ana, '2026-06-30')
    await day(ana, '2020-01-01')
    await day(ana, '2020-01-01')
    await day(ana, '2026-06-30')
    await day(ana, '2020-01-01')
    expect((await ana.call('archive.copies')).copies.map(({ at }: { at: string }) => at.slice(0, 4))).toEqual([
      '2020',
      '2026',
      '2020',
      '2026',
    ])
    const { copy } = await ana.call('archive.restore')
    expect(copy.at.slice(0, 4)).toBe('2020')
    expect((await ana.call('archive.verify')).broken).toBeNull()
  })

  test('that cannot be kept fails nothing, is said on the pages until it can, and then no more', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const folder = join(ana.folder, 'backups')
    writeFileSync(folder, 'in the way')
    expect(await keep(ana)).toMatch(/^Today’s copy could not be kept\. Your records are saved all the same\. .*ENOTDIR/)
    const { visit } = browse(ana)
    for (const path of ['/', '/more/data']) expect((await visit(path)).text, path).toContain('cannot be read (ENOTDIR)')
    expect(await texts(ana)).toHaveLength(1)
    rmSync(folder)
    expect(await keep(ana)).toBeNull()
    for (const path of ['/', '/more/data']) expect((await visit(path)).text, path).not.toContain('cannot be read')
  })

  test('holds what the example beside the person did too, so that it is as new as the file', async () => {
    const ana = await signUpPm()
    await day(ana, '2026-06-30')
    await ana.call('demo.load')
    ana.clock.today = '2026-07-01'
    await keep(ana)
    // On a server a copy is one person's rows, and hers did not change.
    expect(await kinds(ana)).toEqual(onServer() ? ['daily'] : ['daily', 'daily'])
  })
})

test('a copy that a killed program left half made is never offered, and goes when it is old', async () => {
  const ana = await signUpPm()
  const { copy } = await ana.call('archive.backup')
  const left = `${copy}-999999999-unfinished`
  writeFileSync(left, 'half')
  const again = await restart(ana)
  await again.call('archive.backup')
  expect(await kinds(again)).toEqual(['by-hand', 'by-hand'])
  expect(readdirSync(dirname(copy))).toContain(left.split('/').at(-1))
})
