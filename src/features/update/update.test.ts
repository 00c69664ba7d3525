import { expect, test } from 'vitest'
import { signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

test('a week’s records become an update, on the page, as a file and on the command line', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  const empty = await visit('/update')
  expect(empty.text).toContain('29 June to 5 July 2026. Week 1 of Q3 2026.')
  expect(empty.text).toContain('such weeks happen')

  const metric = await ana.call('metric.define', { name: 'activation', unit: '%', baseline: 38, target: 45 })
  const { id } = await ana.call('initiative.start', {
    title: 'Guided setup',
    metric: metric.id,
    startedOn: '2026-05-01',
  })
  await ana.call('metric.record', { id: metric.id, on: '2026-06-24', value: 44 })
  for (const text of ['Wrote the help page.', 'Wrote the rollout plan.', 'Wrote the deck.'])
    await ana.call('evidence.capture', { text, kind: 'artifact', happenedOn: '2026-06-25', initiative: id })
  await ana.call('evidence.capture', {
    text: 'Priya: best handover so far.',
    kind: 'feedback',
    happenedOn: '2026-06-25',
  })
  const page = await send(empty.html, 'update.draft', { week: '2026-06-24' })
  expect(page.text).toContain('22 to 28 June 2026')
  expect(page.text).toContain('Activation: 38 % → 44 % (+6 points, target 45 %).')
  expect(page.text).toContain('3 lines say what went out, 1 line says what changed')
  expect(page.text).toContain('Why does “Guided setup” matter?')
  expect(page.text).toContain('Left out: 1 record with others’ words')
  expect(page.html).not.toContain('Priya')
  expect(page.html).toContain('data-draft="update:2026-06-22"')

  await ana.call('initiative.edit', { id, why: 'Clinics that reach week two stay.' })
  const file = await visit('/download/update.draft?week=2026-06-22')
  expect(file.html).toContain('Why it matters: Clinics that reach week two stay.')
  const { markdown, week } = await ana.call('update.draft', { week: '2026-W26' }, 'mcp')
  expect([markdown, week.after]).toEqual([file.html, '2026-06-29'])
  expect((await visit('/update?week=2026-06-22')).html).toContain('href="/update?week=2026-06-15"')
})

test('a week that lies ahead, or is none, is refused in words', async () => {
  const ana = await signUpPm()
  await expect(ana.call('update.draft', { week: '2026-07-06' })).rejects.toThrow(/lies ahead/)
  await expect(ana.call('update.draft', { week: 'last week' })).rejects.toThrow(/a day in it/)
  const { visit, send } = browse(ana)
  const refused = await send((await visit('/update')).html, 'update.draft', { week: '2026-07-06' })
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('lies ahead')])
})

test('the profile says how weeks are counted and dates are written, and nobody else’s week is told', async () => {
  const ana = await signUpPm()
  await ana.call('profile.set', { locale: 'en-US', fiscalYearStart: 7 })
  await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.', happenedOn: '2026-06-28' })
  const { markdown } = await ana.call('update.draft')
  expect(markdown).toContain('# Week of June 28, 2026\n\nJune 28 to July 4, 2026. Week 1 of Q1, fiscal year 2027.')
  expect(markdown).toContain('Cut churn from 4% to 3%.')
  expect((await (await signUpBeside(ana)).call('update.draft')).isEmpty).toBe(true)
})
