import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { answeredOn } from './answered.ts'
import { signUp } from './harness.ts'
import { browse } from './visitor.ts'

// From a company's ladder to a number that moves, over the weeks that it takes: each thing on a day of its own.

const ladder = readFileSync(join(import.meta.dirname, 'cases', 'ladders', 'tables.md'), 'utf8')
const skills = ['discovery', 'delivery', 'influence']

test('a ladder is brought in and stood on, two others answer weeks apart, and the number comes, moves and says why', async () => {
  const ana = await signUp({ today: '2026-03-02' })
  const shown = async () => {
    const { shown: isShown, score, heldBy } = await ana.call('readiness.show')
    return { isShown, score, heldBy }
  }
  await ana.call('profile.set', { name: 'Ana', manager: 'Daniel' })
  const preview = await ana.call('framework.import', { text: ladder, name: 'Acme', dryRun: true })
  expect(preview).toMatchObject({ saved: false, name: 'Acme' })
  expect((await ana.call('framework.list')).items.map(({ name }: { name: string }) => name)).not.toContain('Acme')
  const branch = preview.choices.find(({ about }: { about: string }) => about === 'branch')
  const kept = await ana.call('framework.import', { text: ladder, name: 'Acme', choices: { [branch.id]: 'none' } })
  expect(kept).toMatchObject({ saved: true, version: 1 })
  await ana.call('framework.adopt', { id: kept.id, level: 'pm', target: 'senior-pm' })
  for (const skill of skills) await ana.call('rating.give', { skill, value: 3 })
  expect(await shown()).toMatchObject({ isShown: false, score: null })

  ana.clock.today = '2026-03-16'
  const mail = await ana.call('rating.form', { skills })
  const page = await ana.call('rating.form', { source: 'peer', rater: 'Maya Lindt', form: 'file', skills })
  expect(await shown()).toMatchObject({ isShown: false })

  ana.clock.today = '2026-03-30'
  await ana.call('rating.receive', { id: mail.id, text: 'A 4 - the interviews in May\nB 3\nC 2\n' })
  const byDaniel = await shown()
  expect(byDaniel).toMatchObject({ isShown: true, score: expect.any(Number) })

  ana.clock.today = '2026-04-13'
  await ana.call('rating.receive', {
    text: answeredOn(page.file.text, { discovery: 5, delivery: 4, influence: 1 }, { on: '2026-04-13' }),
  })
  const byMaya = await shown()
  const { agenda } = await ana.call('rating.alignment')
  expect(agenda.length).toBeGreaterThan(0)

  ana.clock.today = '2026-05-11'
  const { evidence } = await ana.call('evidence.capture', {
    text: 'Decided to drop the export because 2 of 40 customers used it; support hours fell from 30 to 12 a week.',
    skills: ['influence'],
    scope: 'senior-pm',
  })
  await ana.call('evidence.confirm', { id: evidence.id, by: 'Priya', words: 'That was Ana.', how: 'pasted' })
  const byRecord = await shown()
  expect(byRecord.score).toBeGreaterThan(byMaya.score)

  ana.clock.today = '2026-06-01'
  const { points } = await ana.call('readiness.history')
  const on = (day: string) => points.find((point: { on: string }) => point.on === day)
  expect(on('2026-03-02')).toMatchObject({ shown: false, score: null, framework: kept.id, frameworkVersion: 1 })
  expect(on('2026-03-30')).toMatchObject({ shown: true, score: byDaniel.score })
  expect(on('2026-03-30').causes.map(({ text }: { text: string }) => text)).toContain('Your manager rated Discovery')
  expect(on('2026-04-13').score).toBe(byMaya.score)
  expect(on('2026-05-11')).toMatchObject({ score: byRecord.score, arrow: 'up' })
  expect(on('2026-05-11').causes[0].text).toContain('Decided to drop the export')

  const { visit } = browse(ana)
  const { text } = await visit('/level/history')
  expect(text).toMatch(/The second voice is in: \d+, [a-z ]+ 30 March 2026 Your manager rated Discovery/)
  expect(text).toMatch(/Up \d+ points, to \d+, [a-z ]+ 11 May 2026 Logged and confirmed/)
  expect(text).toContain('Logged and confirmed: “Decided to drop the export')
})
