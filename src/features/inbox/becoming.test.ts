import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { signUpPm } from '../../../test/harness.ts'

const file = (name: string) => ({
  name,
  base64: readFileSync(new URL(`../../../test/cases/import/${name}`, import.meta.url)).toString('base64'),
})

test('a yes to a decision record makes a decision of it, with its options and what was not chosen, and none of it twice', async () => {
  const ana = await signUpPm()
  const { batch, format, proposed } = await ana.call('inbox.import', { file: file('decisions-madr.md') })
  expect([format, proposed]).toEqual(['decisions', 2])
  await ana.call('inbox.approve', { batch })
  const { items } = await ana.call('evidence.list', { kind: 'decision' })
  expect(items[0]).toMatchObject({
    happenedOn: '2026-03-02',
    problem: expect.stringContaining('leave in the third month'),
    othersPart: 'Decided by Ana Ruiz, Lee Okafor.',
    decision: {
      type: 'choose',
      options: ['Charge per seat', 'Charge per project', 'One price for all'],
      choice: 'Charge per seat',
      notChosen: ['Charge per project', 'One price for all'],
    },
  })
  expect((await ana.call('inbox.import', { file: file('decisions-madr.md') })).proposed).toBe(0)
})

test('who decided is told from who is known by the person’s own name', async () => {
  const ana = await signUpPm()
  await ana.call('profile.set', { name: 'Ana Ruiz' })
  await ana.call('inbox.approve', {
    batch: (await ana.call('inbox.import', { file: file('decisions-madr.md') })).batch,
  })
  expect((await ana.call('evidence.list')).items[0].othersPart).toBe('Decided with Lee Okafor.')
})

test('words of the person’s own mark customers in a calendar', async () => {
  const ana = await signUpPm()
  const text = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:1',
    'DTSTART:20260603T090000',
    'SUMMARY:Sounding board north',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\n')
  expect(await ana.call('inbox.import', { text, dryRun: true })).toMatchObject({ format: 'calendar', proposed: 0 })
  await ana.call('settings.set', { customerTitles: ['sounding board'] })
  const { proposals } = await ana.call('inbox.import', { text })
  expect(proposals).toMatchObject([{ becomes: 'conversation', kind: null, happenedOn: '2026-06-03' }])
})
