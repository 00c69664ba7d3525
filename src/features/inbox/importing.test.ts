import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { jiraExport } from '../../../bench/parts/jira.ts'
import { type Person, restart, signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

const folder = join(import.meta.dirname, '../../../test/cases/import')
const sample = (name: string) => ({ name, base64: readFileSync(join(folder, name)).toString('base64') })
const fileOf = (name: string, text: string) => ({ name, base64: Buffer.from(text).toString('base64') })

/** Waits until nothing goes on any more. */
const settled = async (person: Person): Promise<void> => {
  for (;;) {
    const { items } = await person.call('inbox.progress')
    if (!items.some(({ state }: { state: string }) => state === 'going')) return
    await new Promise((go) => setTimeout(go, 20))
  }
}

describe('an export', () => {
  test('becomes proposals like notes do: a launch that only shipped is called output, and each row left out says why', async () => {
    const ana = await signUpPm()
    const { batch, format, proposed, proposals, skipped } = await ana.call('inbox.import', {
      file: sample('jira-all-fields.csv'),
    })
    expect([format, proposed]).toEqual(['jira', 3])
    expect(proposals[1]).toMatchObject({ text: 'Launch the new price page', kind: 'artifact', source: 'jira:PAY-13' })
    expect(proposals[1].reading.kind).toBe('output')
    expect(skipped).toContainEqual({
      line: 10,
      text: 'Export as a spreadsheet',
      why: 'it is not done yet (In Progress)',
    })
    expect((await ana.call('inbox.list', { batch })).items).toHaveLength(3)
  })

  test('brought in again adds only what is new, whatever its words are by now', async () => {
    const ana = await signUpPm()
    const rows = (...lines: string[]) => ['Summary,Issue key,Issue id,Status', ...lines].join('\n')
    await ana.call('inbox.import', { file: fileOf('a.csv', rows('Cut set-up to 4 steps,PAY-1,1,Done')) })
    const again = await ana.call('inbox.import', {
      file: fileOf('a.csv', rows('Cut set-up to 4 short steps,PAY-1,1,Done', 'Ask 12 buyers,PAY-2,2,Done')),
    })
    expect(again.proposals).toMatchObject([{ text: 'Ask 12 buyers' }])
    expect(again.skipped).toMatchObject([{ line: 2, why: 'already proposed before' }])
    const third = await ana.call('inbox.import', { file: fileOf('a.csv', rows('Ask 12 buyers,PAY-2,2,Done')) })
    expect(third).toMatchObject({ batch: null, proposed: 0 })
  })

  test('of many rows left out for one reason the first are kept, and all are counted', async () => {
    const ana = await signUpPm()
    const rows = Array.from({ length: 500 }, (_, i) => `Thing ${i},PAY-${i},${i},To Do`)
    const text = ['Summary,Issue key,Issue id,Status', ...rows, 'Cut churn,PAY-999,999,Done'].join('\n')
    const { skipped, reasons } = await ana.call('inbox.import', { file: fileOf('many.csv', text) })
    expect(skipped).toHaveLength(200)
    expect(reasons).toEqual([{ why: 'it is not done yet (To Do)', lines: 500 }])
    const { text: page } = await browse(ana).visit('/evidence/inbox')
    expect(page).toContain('500 lines left out')
  })

  test('is undone as one', async () => {
    const ana = await signUpPm()
    const { activity } = await ana.done('inbox.import', { file: sample('jira-all-fields.csv') })
    await ana.call('activity.undo', { id: activity })
    expect((await ana.call('inbox.list')).waiting).toBe(0)
    expect((await ana.call('inbox.import', { file: sample('jira-all-fields.csv') })).proposed).toBe(3)
    expect(await ana.call('archive.verify')).toMatchObject({ ok: true })
  })

  test('travels with an archive, with what it knows of its source', async () => {
    const ana = await signUpPm()
    await ana.call('inbox.import', { file: sample('work-log.csv'), columns: { text: 'What I did' } })
    await ana.call('inbox.import', { file: sample('linear.csv') })
    const { archive } = await ana.call('archive.export')
    const ben = await signUp()
    await ben.call('archive.import', { archive })
    expect((await ben.call('inbox.import', { file: sample('linear.csv') })).proposed).toBe(0)
    expect((await ben.call('inbox.import', { file: sample('work-log.csv') })).skipped).toHaveLength(3)
  })
})

describe('a table', () => {
  const chosen = { text: 'What I did', date: 'When', initiative: 'Area' }

  test('asks on its own page which column is what, and remembers the answer for the next one', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const form = new FormData()
    form.set('_from', '/evidence/inbox')
    form.set('_next', '/evidence/inbox/reading?file={kept}')
    form.set('later', 'true')
    form.set('file', new File([readFileSync(join(folder, 'work-log.csv'))], 'work-log.csv'))
    const asked = await visit('/do/inbox.import', form)
    expect(asked.text).toContain('Which column is what')
    expect(asked.text).toContain('Said no to the export because 2 of 40 prospects')
    expect((await visit('/evidence/inbox')).text).toContain('waits for you to say which column is what')
    await send(asked.html, 'inbox.import', {
      'columns.text': chosen.text,
      'columns.date': chosen.date,
      'columns.initiative': chosen.initiative,
    })
    await settled(ana)
    expect((await visit(asked.path)).text).toContain('2 lines wait for your yes or no.')
    expect((await ana.call('inbox.list')).items).toMatchObject([
      { happenedOn: '2026-04-03', initiative: 'Reports' },
      { happenedOn: '2026-04-17' },
    ])
    const next = 'When;What I did;Area;Proof;Sort\n1/5/2026;Asked 12 buyers;Plans;;\n'
    const again = await ana.call('inbox.import', { file: fileOf('may.csv', next) })
    expect(again.proposals).toMatchObject([{ text: 'Asked 12 buyers', initiative: 'Plans' }])
  })

  test('can be put away, and then nothing of it is there', async () => {
    const ana = await signUpPm()
    const { kept } = await ana.call('inbox.import', { file: sample('work-log.csv'), later: true })
    await ana.call('inbox.stop', { id: kept })
    expect((await ana.call('inbox.progress')).items).toEqual([])
    await expect(ana.call('inbox.import', { kept, columns: chosen })).rejects.toThrow('it was read, or put away')
    await expect(ana.call('inbox.stop', { id: kept })).rejects.toThrow('no such thing to stop')
  })

  test('nobody else in the same file sees it, reads it or puts it away', async () => {
    const ana = await signUpPm()
    const { kept } = await ana.call('inbox.import', { file: sample('work-log.csv'), later: true })
    const ben = await signUpBeside(ana)
    expect((await ben.call('inbox.progress')).items).toEqual([])
    await expect(ben.call('inbox.import', { kept, columns: chosen })).rejects.toThrow('no such file')
    await expect(ben.call('inbox.stop', { id: kept })).rejects.toThrow('no such thing to stop')
    expect((await ana.call('inbox.progress')).items).toMatchObject([{ id: kept, state: 'needs columns' }])
  })
})

describe('a long file', () => {
  const long = fileOf('jira.csv', jiraExport(600))

  test('is read while everybody else goes on, and shows how far it is', async () => {
    const ana = await signUpPm()
    const { visit } = browse(ana)
    const { kept } = await ana.call('inbox.import', { file: long, later: true }, 'web')
    const page = await visit(`/evidence/inbox/reading?file=${kept}`)
    expect(page.html).toMatch(/<progress max="1"/)
    expect(page.html).toContain('<noscript><meta http-equiv="refresh" content="2"/></noscript>')
    expect((await ana.call('evidence.capture', { text: 'Meanwhile.' })).evidence.text).toBe('Meanwhile.')
    await settled(ana)
    const over = await visit(`/evidence/inbox/reading?file=${kept}`)
    expect(over.text).toContain('360 lines wait for your yes or no.')
    expect(over.text).toMatch(/120 lines ?: it is not done yet \(In Progress\)/)
    expect((await ana.call('inbox.list')).waiting).toBe(360)
  })

  test('that cannot be read is refused in a sentence, and nothing of it is there', async () => {
    const ana = await signUpPm()
    const text = `[${'{"title": "Asked 12 buyers"},\n'.repeat(8_000)}`
    await expect(ana.call('inbox.import', { text })).rejects.toThrow(/begins as JSON and cannot be read as such/)
    expect((await ana.call('inbox.list')).waiting).toBe(0)
  })

  test('stopped, it leaves what was there before', async () => {
    const ana = await signUpPm()
    const { kept } = await ana.call('inbox.import', { file: long, later: true }, 'web')
    await ana.call('inbox.stop', { id: kept })
    await settled(ana)
    expect((await ana.call('inbox.list')).waiting).toBe(0)
    expect((await ana.call('inbox.progress')).items).toEqual([])
    expect((await browse(ana).visit(`/evidence/inbox/reading?file=${kept}`)).text).toContain('Stopped')
  })

  test('interrupted by the end of the program, it waits, and is read when one says so', async () => {
    const ana = await signUpPm()
    const { kept } = await ana.call('inbox.import', { file: long, later: true }, 'web')
    const later = await restart(ana)
    const { visit, send } = browse(later)
    expect((await later.call('inbox.list')).waiting).toBe(0)
    const page = await visit(`/evidence/inbox/reading?file=${kept}`)
    expect(page.text).toContain('It was not read to its end, so nothing of it was kept.')
    await send(page.html, 'inbox.import')
    await settled(later)
    expect((await later.call('inbox.list')).waiting).toBe(360)
  })
})
