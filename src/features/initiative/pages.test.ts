import { describe, expect, test } from 'vitest'
import { signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

describe('the list', () => {
  test('empty, it teaches; begun here, an initiative opens', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const empty = await visit('/initiatives')
    expect(empty.text).toContain('For example')
    const begun = await send(empty.html, 'initiative.start', { title: 'Onboarding', startedOn: '2026-02-01' })
    const [initiative] = (await ana.call('initiative.list')).items
    expect(begun.path).toBe(`/initiatives/${initiative.id}`)
    expect(begun.text).toContain('Begun on 1 February 2026')
  })

  test('counts the records of each, removed ones left out', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('initiative.start', { title: 'Onboarding' })
    await ana.call('evidence.capture', { text: 'Cut setup from 9 steps to 4.', initiative: id })
    const { evidence } = await ana.call('evidence.capture', { text: 'Wrote the brief.', initiative: id })
    const { visit } = browse(ana)
    expect((await visit('/initiatives')).text).toContain('2 records')
    await ana.call('evidence.remove', { id: evidence.id })
    expect((await visit('/initiatives')).text).toContain('1 record ')
  })

  test('a refused start comes back filled', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const refused = await send((await visit('/initiatives')).html, 'initiative.start', {
      title: '  ',
      problem: 'Admins gave up.',
    })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Admins gave up.</textarea>')
  })
})

describe('one initiative', () => {
  test('launched, with its number named, it keeps the reading after 30 days', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('initiative.start', { title: 'Onboarding', startedOn: '2026-02-01' })
    const { visit, send } = browse(ana)
    const launched = await send((await visit(`/initiatives/${id}`)).html, 'initiative.launch', { on: '2026-05-20' })
    expect(launched.text).toContain('Launched on 20 May 2026')
    expect(launched.text).toContain('Which number should it have moved?')
    const named = await send(launched.html, 'initiative.edit', {
      'newMetric.name': 'week-1 retention',
      'newMetric.unit': '%',
      'newMetric.baseline': '42',
      target: '55',
    })
    expect(named.text).toMatch(/week-1 retention ?, 42 % before, target 55 %/)
    expect(named.text).toMatch(/After 30 days 19 June 2026 due now/)
    const read = await send(named.html, 'metric.record', { value: '54.5', on: '2026-06-21' })
    expect(read.text).toMatch(/After 30 days 19 June 2026 read in time 54.5 % on 21 June 2026/)
    expect(read.text).toMatch(/After 60 days 19 July 2026 not due yet/)
  })

  test('is looked back at once it is out', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('initiative.start', { title: 'Onboarding' })
    const { visit, send } = browse(ana)
    expect((await visit(`/initiatives/${id}`)).html).not.toContain('/do/initiative.review')
    await ana.call('initiative.launch', { id })
    const page = await visit(`/initiatives/${id}`)
    const refused = await send(page.html, 'initiative.review', {
      whatHappened: ' ',
      differently: 'Test with five teams first',
    })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Test with five teams first</textarea>')
    const kept = await send(page.html, 'initiative.review', { whatHappened: 'Setup got shorter.', moved: 'false' })
    expect(kept.text).toContain('It did not move as meant.')
  })

  test('edited without touching anything, it stays as it was', async () => {
    const ana = await signUpPm()
    const metric = await ana.call('metric.define', { name: 'activation', unit: '%' })
    const { id } = await ana.call('initiative.start', {
      title: 'Onboarding & “more”',
      problem: 'Admins gave up.',
      origin: 'requested',
      requestedBy: 'Sales',
      scope: 'senior',
      metric: metric.id,
      target: 44,
      notDoing: ['Export', 'Badges'],
    })
    const before = await ana.call('initiative.show', { id })
    const { visit, send } = browse(ana)
    await send((await visit(`/initiatives/${id}`)).html, 'initiative.edit')
    expect(await ana.call('initiative.show', { id })).toEqual(before)
    expect((await ana.call('metric.show')).items).toHaveLength(1)
  })

  test('declined, it offers no launch and says why', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('initiative.start', { title: 'Export' })
    await ana.call('initiative.decline', { id, reason: 'Two of forty asked for it.' })
    const { text, html } = await browse(ana).visit(`/initiatives/${id}`)
    expect(text).toContain('Two of forty asked for it.')
    expect(html).not.toContain('/do/initiative.launch')
  })

  test('whatever it is called is shown as text', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('initiative.start', {
      title: `<script>alert(1)</script>${'x'.repeat(170)}`,
      problem: '<b>who</b>',
    })
    const { visit } = browse(ana)
    for (const path of ['/initiatives', `/initiatives/${id}`, '/log', '/evidence'])
      expect((await visit(path)).html).not.toMatch(/<script>alert|<b>who/)
  })

  test('nobody else in the same file sees or changes it', async () => {
    const ana = await signUpPm()
    const lee = await signUpBeside(ana)
    const { id } = await lee.call('initiative.start', { title: 'Lee’s secret bet' })
    const { visit } = browse(ana)
    expect((await visit('/initiatives')).text).not.toContain('secret')
    expect((await visit(`/initiatives/${id}`)).text).not.toContain('secret')
    for (const [operation, fields] of [
      ['initiative.edit', { title: 'Mine' }],
      ['initiative.launch', {}],
      ['initiative.review', { whatHappened: 'Mine' }],
    ] as const)
      expect((await visit(`/do/${operation}`, { id, _from: '/initiatives', ...fields })).status).toBe(404)
    expect(await lee.call('initiative.show', { id })).toMatchObject({ title: 'Lee’s secret bet', launchedOn: null })
  })
})
