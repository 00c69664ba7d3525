import { existsSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  everybodyLeaves,
  onServer,
  type Person,
  signUp,
  signUpBeside,
  signUpPm,
  tamper,
} from '../../../test/harness.ts'
import { act, live } from '../../../test/life.ts'
import { tries } from '../../../test/tries.ts'

describe('undo', () => {
  test('takes the last change back, and undoing the undo brings it again', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const { activity } = await ana.done('activity.undo')
    expect((await ana.call('evidence.list')).items).toEqual([])
    await ana.call('activity.undo', { id: activity })
    expect((await ana.call('evidence.list')).items.map((item: { id: string }) => item.id)).toEqual([evidence.id])
    // The redone change stands again, so it is the last one.
    expect((await ana.call('activity.undo')).operation).toBe('evidence.capture')
    expect((await ana.call('archive.verify')).ok).toBe(true)
  })

  test('takes back an approval with everything it made: records, initiative, inbox', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', {
      text: '## Onboarding\n- Retention 42% to 58% in May 2026\n- Cut two steps in June 2026',
    })
    await ana.call('inbox.approve', { all: true })
    await ana.call('activity.undo')
    expect((await ana.call('evidence.list')).items).toEqual([])
    expect((await ana.call('initiative.list')).items).toEqual([])
    expect((await ana.call('inbox.list')).waiting).toBe(2)
  })

  test('is refused where something newer stands on the change, and changes nothing', async () => {
    const ana = await signUpPm()
    const { answer, activity } = await ana.done('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    await ana.call('evidence.edit', { id: answer.evidence.id, text: 'Cut churn from 4% to 2%.' })
    await expect(ana.call('activity.undo', { id: activity })).rejects.toThrow('Something newer has changed this since')
    expect((await ana.call('evidence.show', { id: answer.evidence.id })).text).toBe('Cut churn from 4% to 2%.')
  })

  test('cannot be done twice to the same change', async () => {
    const ana = await signUpPm()
    const { activity } = await ana.done('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    await ana.call('activity.undo', { id: activity })
    await expect(ana.call('activity.undo', { id: activity })).rejects.toThrow('already undone')
  })

  test('says so when there is nothing to undo', async () => {
    await expect((await signUp()).call('activity.undo')).rejects.toThrow('nothing to undo')
  })
})

describe('verify', () => {
  test('finds a record changed outside Cairn', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    await tamper(ana, `update evidence set text = 'Cut churn from 4% to 1%.'`)
    expect(await ana.call('archive.verify')).toMatchObject({
      ok: false,
      broken: expect.stringContaining('differs from its last logged change'),
    })
  })

  test('finds an entry altered, taken out or added', async () => {
    for (const sql of [
      `update activity set operation = 'rating.give' where seq = 2`,
      `update activity set changes = replace(changes, '4%', '9%') where seq = 2`,
      `delete from activity where seq = 2`,
      `update activity set at = '2020-01-01' where seq = 2`,
    ]) {
      const ana = await signUpPm()
      for (const text of ['Cut churn from 4% to 3%.', 'Cut cost by 5%.']) await ana.call('evidence.capture', { text })
      await tamper(ana, sql)
      expect((await ana.call('archive.verify')).ok, sql).toBe(false)
    }
  })

  test('finds a record slipped in or taken away', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    await ana.call('metric.define', { name: 'churn', unit: '%' })
    await tamper(
      ana,
      `insert into readings (id, person_id, metric_id, "on", value, recorded_on) select 'x', person_id, id, '2026-01-01', 5, '2026-01-01' from metrics`,
    )
    expect((await ana.call('archive.verify')).broken).toContain('never logged')
    await tamper(ana, `delete from readings; delete from evidence`)
    expect((await ana.call('archive.verify')).broken).toContain('disappeared')
  })
})

describe('a value that no program of Cairn’s wrote', () => {
  test('is found by the check, and said wherever it is met', async () => {
    for (const [table, column] of [
      ['evidence', 'metrics'],
      ['activity', 'changes'],
      ['profiles', 'leaves'],
    ] as const) {
      const ana = await signUpPm()
      await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
      await tamper(ana, `update ${table} set ${column} = '[{'`)
      const { ok, broken, checksum } = await ana.call('archive.verify')
      expect([ok, broken, checksum]).toEqual([false, expect.stringContaining(`“${column}”`), null])
      await expect(ana.call('archive.export')).rejects.toThrow(/is damaged and cannot be read.*archive restore/)
    }
  })

  test('is no list of changes, and an entry without its states is not the one that was written', async () => {
    for (const change of [`'[9]'`, `'7'`, `replace(changes, '"before":null', '"begore":null')`]) {
      const ana = await signUpPm()
      await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
      await tamper(ana, `update activity set changes = ${change} where seq = 2`)
      expect((await ana.call('archive.verify')).broken, change).toMatch(/Entry 2 .* was altered/)
    }
  })
})

test('verify finds attached bytes that were changed', async () => {
  const ana = await signUpPm()
  const { evidence } = await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
  await ana.call('evidence.attach', { id: evidence.id, file: { name: 'chart.png', base64: 'YQ==' } })
  await tamper(ana, `update attachment_bytes set bytes = ${onServer() ? `'\\x62'` : `x'62'`}`)
  expect((await ana.call('archive.verify')).broken).toContain('chart.png')
})

describe('an assistant', () => {
  test('cannot take back the closing of a group, nor bring an archive that opens one', async () => {
    const ana = await signUpPm()
    await ana.call('settings.set', { opened: ['people'] })
    const { archive } = await ana.call('archive.export')
    const closing = await ana.done('settings.set', { opened: [] })
    await expect(ana.call('activity.undo', { id: closing.activity }, 'mcp')).rejects.toThrow('not for an assistant')
    await expect(ana.call('activity.undo', {}, 'mcp')).rejects.toThrow('not for an assistant')
    await expect(ana.call('archive.import', { archive, replace: true }, 'mcp')).rejects.toThrow('not for an assistant')
    expect((await ana.call('settings.show')).opened).toEqual([])
  })
})

describe('archive', () => {
  test('keeps what is there unless told to replace it, and keeps a copy first', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const { archive } = await ana.call('archive.export')
    await ana.call('evidence.capture', { text: 'Cut cost by 5%.' })
    await expect(ana.call('archive.import', { archive })).rejects.toThrow('There are records here already')
    expect((await ana.call('evidence.list')).items).toHaveLength(2)
    const { kept } = await ana.call('archive.import', { archive, replace: true })
    expect((await ana.call('evidence.list')).items).toHaveLength(1)
    expect(evidenceIn(kept)).toBe(2)
  })

  test('refuses a damaged, foreign or newer archive whole', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const { archive } = await ana.call('archive.export')
    const fresh = await signUp()
    for (const [change, sentence] of [
      [{ ...archive, activity: archive.activity.slice(1) }, 'checksum'],
      [{ ...archive, format: 'other/1' }, 'not a Cairn archive'],
      [{ ...archive, migrations: [...archive.migrations, '9999-later'] }, 'newer Cairn'],
    ] as const)
      await expect(fresh.call('archive.import', { archive: change })).rejects.toThrow(sentence)
    const base64 = Buffer.from('{"format":').toString('base64')
    await expect(fresh.call('archive.import', { file: { name: 'a.json', base64 } })).rejects.toThrow('damaged')
    expect((await fresh.call('activity.list')).items).toEqual([])
  })

  test('carries attachments and their bytes', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const base64 = Buffer.from('a chart').toString('base64')
    await ana.call('evidence.attach', { id: evidence.id, file: { name: '../../chart.png', base64 } })
    const fresh = await signUp()
    await fresh.call('archive.import', { archive: (await ana.call('archive.export')).archive })
    const [attachment] = (await fresh.call('evidence.show', { id: evidence.id })).attachments
    expect(attachment).toMatchObject({ name: 'chart.png', type: 'application/octet-stream', size: 7 })
    expect((await fresh.call('archive.export')).archive.bytes).toEqual([{ sha256: attachment.sha256, base64 }])
  })

  test('a backup is a whole file that opens by itself', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const { copy, copies } = await ana.call('archive.backup')
    expect(existsSync(copy)).toBe(true)
    expect(copies[0].size).toBe(readFileSync(copy).length)
    expect(evidenceIn(copy)).toBe(1)
  })

  test('holds only the person’s own rows', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const ben = await signUpBeside(ana)
    expect((await ben.call('archive.export')).counts.evidence).toBe(0)
    await ben.call('profile.set', { framework: 'pm', level: 'pm' })
    await ben.call('archive.import', { archive: (await ben.call('archive.export')).archive, replace: true })
    expect((await ana.call('evidence.list')).items).toHaveLength(1)
    expect((await ana.call('archive.verify')).ok).toBe(true)
  })
})

describe('for any career', () => {
  test('export and import bring back the same state, and the log stays whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 14 }), async (acts) => {
        const ana = await signUpPm()
        await live(ana, acts)
        const before = await ana.call('archive.export')
        expect((await ana.call('archive.verify')).broken).toBeNull()
        // In a run on a server this is the road there and back: what was lived there is read into a file, and that into a database.
        let archive = JSON.parse(before.file.text)
        for (const fresh of [await signUp({ inFile: true }), await signUp()]) {
          await fresh.call('archive.import', { archive })
          archive = (await fresh.call('archive.export')).archive
          expect({ ...archive, exportedAt: '' }).toEqual({ ...before.archive, exportedAt: '' })
          expect((await fresh.call('archive.verify')).broken).toBeNull()
          for (const show of ['readiness.show', 'case.show', 'today.show', 'evidence.list'])
            expect(await answerOrRefusal(fresh, show), show).toEqual(await answerOrRefusal(ana, show))
          expect(found(await fresh.call('search.find', { query: 'a', limit: 100 }))).toEqual(
            found(await ana.call('search.find', { query: 'a', limit: 100 })),
          )
        }
        await everybodyLeaves()
      }),
      tries(12, 6),
    )
  })

  test('undoing everything, newest first, leaves the records as they began', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          act.filter(({ name }) => name !== 'activity.undo'),
          { minLength: 1, maxLength: 12 },
        ),
        async (acts) => {
          const ana = await signUpPm()
          const began = await ana.call('archive.export')
          const start = (await ana.call('activity.list', { limit: 1 })).items[0].id
          await live(ana, acts)
          for (;;) {
            const standing = (await ana.call('activity.list', { limit: 200 })).items.filter(
              (entry: { undone: boolean; undoes: string | null }) => !entry.undone && !entry.undoes,
            )
            if (standing[0].id === start) break
            await ana.call('activity.undo')
          }
          const { records } = (await ana.call('archive.export')).archive
          expect(records).toEqual(began.archive.records)
          await everybodyLeaves()
        },
      ),
      tries(12, 6),
    )
  })
})

/** A life may begin by taking the profile back; then what needs one is refused in the same words. */
const answerOrRefusal = (person: Person, name: string): Promise<unknown> =>
  person.call(name).catch((error) => {
    if (error.name !== 'Problem') throw error
    return error.message
  })

/** Records in a kept copy: a whole file, or on a server an archive. */
function evidenceIn(copy: string): number {
  if (onServer()) return JSON.parse(readFileSync(copy, 'utf8')).records.evidence.length
  const file = new DatabaseSync(copy, { readOnly: true })
  try {
    expect(file.prepare('pragma integrity_check').get()).toMatchObject({ integrity_check: 'ok' })
    return Number(file.prepare('select count(*) n from evidence').get()!.n)
  } finally {
    file.close()
  }
}

/** What a search finds, best first where ranks differ; records that are found equally well stand in any order. */
const found = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id).sort()
