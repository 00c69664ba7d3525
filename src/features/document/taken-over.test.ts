import { expect, test } from 'vitest'
import { signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

test('a review of a launch begins with what the records say, from the page of its initiative', async () => {
  const ana = await signUpPm({ today: '2026-02-02' })
  const guard = await ana.call('metric.define', { name: 'support tickets' })
  const { id, metric } = await ana.call('initiative.start', {
    title: 'Onboarding',
    notDoing: ['The redesign'],
    newMetric: { name: 'week-1 retention', unit: '%', baseline: 42 },
    target: 55,
  })
  await ana.call('metric.define', { id: metric, counter: guard.id })
  const { visit, send } = browse(ana)
  const before = await visit(`/initiatives/${id}`)
  expect(before.text).toContain('Begin: Alignment note')
  const note = await send(before.html, 'document.start')
  expect((await ana.call('document.show', { id: note.path.split('/')[2] })).fields).toEqual({
    success: [{ metric: 'week-1 retention', now: '42 %', aim: '55 %' }],
    guard: 'support tickets',
    trade_offs: ['The redesign'],
  })

  ana.clock.today = '2026-06-01'
  await ana.call('initiative.launch', { id, on: '2026-03-02' })
  await ana.call('metric.record', { id: metric, on: '2026-04-01', value: 58 })
  await ana.call('metric.record', { id: metric, on: '2026-05-02', value: 57 })
  const after = await visit(`/initiatives/${id}`)
  expect(after.html).toContain(`href="${note.path}"`)
  const review = await send(after.html, 'document.start')
  expect((await ana.call('document.show', { id: review.path.split('/')[2] })).fields).toEqual({
    shipped: '2026-03-02',
    metric: 'week-1 retention',
    unit: '%',
    baseline: '42',
    target: '55',
    target_on: '2026-02-02',
    day30: '58',
    day30_on: '2026-04-01',
    day60: '57',
    day60_on: '2026-05-02',
  })
  expect((await visit(`/initiatives/${id}`)).html).not.toContain('Begin: After the launch')
})

test('what is said where it begins wins, and without an initiative nothing is taken over', async () => {
  const ana = await signUpPm()
  const { id } = await ana.call('initiative.start', { title: 'Onboarding', problem: 'Admins give up.' })
  const begun = (input: object) => ana.call('document.start', { template: 'strategy_memo', ...input })
  expect((await begun({ initiative: id })).fields).toEqual({ problem: 'Admins give up.' })
  expect((await begun({ initiative: id, fields: { problem: 'Nobody signs.' } })).fields).toEqual({
    problem: 'Nobody signs.',
  })
  expect((await begun({})).fields).toEqual({})
})

test('no figure of confidential work comes into a document by itself', async () => {
  const ana = await signUpPm()
  const { id } = await ana.call('initiative.start', {
    title: 'Onboarding',
    problem: 'Of 100 admins 40 give up.',
    newMetric: { name: 'week-1 retention', unit: '%', baseline: 42 },
    target: 55,
  })
  const text = 'Week-1 retention went from 42 % to 58 %.'
  const metrics = [{ name: 'week-1 retention', from: 42, to: 58, unit: '%' }]
  await ana.call('evidence.capture', { text, initiative: id, metrics, confidential: true })
  const begun = async (template: string) =>
    (await ana.call('document.start', { template, initiative: id })).fields as Record<string, unknown>
  expect(await begun('alignment_note')).toMatchObject({ success: [{ metric: 'week-1 retention' }] })
  const fields = [await begun('alignment_note'), await begun('post_launch_review'), await begun('strategy_memo')]
  expect((await begun('strategy_memo')).problem).toBe('Of [figure] admins [figure] give up.')
  const agenda = (await ana.call('document.start', { template: 'career_agenda' })).fields
  expect(JSON.stringify([...fields, agenda])).not.toMatch(/42|55|58|100/)
  expect(agenda.since).toEqual(['Week-1 retention went from [figure] to [figure].'])
})

test('an agenda begins with what was logged since the last talk, the newest first', async () => {
  const ana = await signUpPm({ today: '2026-03-10' })
  const since = async () => (await ana.call('document.start', { template: 'career_agenda' })).fields.since
  expect(await since()).toBeUndefined()
  await ana.call('evidence.capture', { text: 'Cut the tour.', happenedOn: '2026-02-01' })
  await ana.call('evidence.capture', { text: 'Declined the export.\nIt served one account.', happenedOn: '2026-03-05' })
  expect(await since()).toEqual(['Declined the export.', 'Cut the tour.'])
  await ana.call('talk.record', { on: '2026-03-01', notes: 'Talked about the plan.' })
  expect(await since()).toEqual(['Declined the export.'])
})

test('an initiative shows the customers who were heard about it', async () => {
  const ana = await signUpPm({ today: '2026-03-10' })
  const { id } = await ana.call('initiative.start', { title: 'Onboarding' })
  const { visit } = browse(ana)
  expect((await visit(`/initiatives/${id}`)).html).toContain(`/discovery?initiative=${id}#log`)
  for (const kind of ['interview', 'usability', 'survey'])
    await ana.call('discovery.log', {
      who: `Admin in a ${kind}`,
      kind,
      initiative: id,
      learned: 'Prints each invoice.',
    })
  await ana.call('discovery.log', { who: 'Somebody else', kind: 'interview' })
  const { text, html } = await visit(`/initiatives/${id}`)
  expect(text).toContain('Admin in a survey')
  expect(text).toContain('2 conversations, 1 survey or case read ; 6 to 10 make a cycle')
  expect(text).not.toContain('Somebody else')
  expect(html).toContain(`href="/discovery?initiative=${id}"`)
})
