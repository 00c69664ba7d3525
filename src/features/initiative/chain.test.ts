import { describe, expect, test } from 'vitest'
import { type Person, signUpBeside, signUpPm } from '../../../test/harness.ts'

const link = async (ana: Person, id: string, hop: string) =>
  (await ana.call('initiative.chain', { id })).links.find((each: { hop: string }) => each.hop === hop)
const next = async (ana: Person, id: string) => (await ana.call('initiative.chain', { id })).next
const todos = async (ana: Person): Promise<string[]> =>
  (await ana.call('today.show')).todos.map(({ id }: { id: string }) => id)

test('from the problem to a sentence of the case, with the days going by', async () => {
  const ana = await signUpPm({ today: '2026-02-02' })
  const { id } = await ana.call('initiative.start', { title: 'Onboarding', origin: 'found' })
  expect(await next(ana, id)).toBe('problem')
  await ana.call('initiative.edit', { id, problem: 'New admins gave up at step three.', notDoing: ['Export'] })
  expect(await next(ana, id)).toBe('metric')
  const { metric } = await ana.call('initiative.edit', { id, newMetric: { name: 'week-1 retention', unit: '%' } })
  expect(await next(ana, id)).toBe('baseline')
  await ana.call('metric.define', { id: metric, baseline: 42 })
  expect(await next(ana, id)).toBe('target')
  await ana.call('initiative.edit', { id, target: 55 })
  expect(await next(ana, id)).toBe('decision')
  const { evidence: decision } = await ana.call('evidence.capture', {
    text: 'Decided to cut two steps before the mobile redesign, because admins never get to the app.',
    kind: 'decision',
    initiative: id,
    skills: ['discovery'],
    decision: { choice: 'cut two steps first', notChosen: ['The mobile redesign'], revisitOn: '2026-04-20' },
  })
  expect(await next(ana, id)).toBe('launch')

  ana.clock.today = '2026-03-02'
  const launched = await ana.done('initiative.launch', { id })
  expect(launched.answer.checks.map(({ dueOn }: { dueOn: string }) => dueOn)).toEqual(['2026-04-01', '2026-05-01'])
  expect(await ana.call('initiative.chain', { id })).toMatchObject({ waitsUntil: '2026-04-01' })
  expect((await link(ana, id, 'target')).remark).toBe('Written down before launch.')
  expect(await todos(ana)).not.toContain(`check:${id}:30`)

  ana.clock.today = '2026-04-01'
  expect((await todos(ana))[0]).toBe(`check:${id}:30`)
  const { readings } = await ana.call('metric.record', { id: metric, value: 58 })
  expect((await link(ana, id, 'day 30')).says).toBe('58 %, +16 points')
  expect(await next(ana, id)).toBe('review')
  expect(await todos(ana)).toContain(`review:${id}`)
  await ana.call('initiative.review', { id, whatHappened: 'Admins got through setup by themselves.', moved: true })
  expect(await todos(ana)).toContain(`record:${id}`)

  const before = (await ana.call('evidence.list')).items.length
  const shown = await ana.call('initiative.record', { id, dryRun: true })
  expect(shown.evidence.metrics).toMatchObject([{ name: 'week-1 retention', from: 42, to: 58, target: 55, good: true }])
  expect((await ana.call('evidence.list')).items).toHaveLength(before)
  const { evidence, counts } = await ana.call('initiative.record', {
    id,
    skills: ['outcome-ownership'],
    seenBy: ['Priya'],
    size: 'yes',
  })
  expect(evidence).toMatchObject({ kind: 'outcome', initiative: id, happenedOn: '2026-04-01' })
  expect(counts.sentence).toContain('Counts towards Outcome ownership')
  expect(await ana.call('initiative.show', { id })).toMatchObject({ scope: 'senior' })
  await expect(ana.call('initiative.record', { id })).rejects.toThrow('made already')

  ana.clock.today = '2026-05-01'
  expect((await todos(ana)).some((todo) => todo === `revisit:${decision.id}`)).toBe(true)
  const revisited = await ana.call('decision.revisit', { id: decision.id, stands: true, againOn: '2026-09-01' })
  expect(revisited).toMatchObject({ revisitOn: '2026-09-01', initiativeTitle: 'Onboarding' })
  expect(await todos(ana)).not.toContain(`revisit:${decision.id}`)
  const sixty = (await ana.call('metric.record', { id: metric, value: 59 })).readings.at(-1)

  const [first] = readings
  const { sentences } = await ana.call('case.trace', { reading: sixty.id })
  expect(sentences[0]).toMatchObject({
    text: expect.stringContaining('after 60 days it stood at 59 %'),
    records: expect.arrayContaining([expect.objectContaining({ id: evidence.id, initiative: id })]),
    readings: expect.arrayContaining([
      expect.objectContaining({ id: first.id, value: 58, on: '2026-04-01' }),
      expect.objectContaining({ id: sixty.id, as: [60] }),
    ]),
  })
  const reading = await ana.call('reading.show', { id: first.id })
  expect(reading).toMatchObject({
    answers: [{ day: 30, initiative: id }],
    records: [{ id: evidence.id, as: ['after', 30] }],
  })
  const chain = await ana.call('initiative.chain', { id })
  expect(chain.links.every(({ state }: { state: string }) => state === 'there')).toBe(true)
  expect(chain.next).toBeNull()
  expect(chain.sentences.length).toBeGreaterThan(0)

  const { archive } = await ana.call('archive.export')
  await ana.call('archive.import', { archive, replace: true })
  expect((await ana.call('decision.list')).items[0].revisits).toHaveLength(1)
  expect((await link(ana, id, 'baseline')).remark).toBe('Written down before launch.')
})

test('a metric can be named where an initiative begins, and is the one that bears the name already', async () => {
  const ana = await signUpPm({ today: '2026-02-02' })
  const start = (title: string, name: string, baseline?: number) =>
    ana.call('initiative.start', { title, newMetric: { name, unit: '%', ...(baseline && { baseline }) }, target: 55 })
  const { metric } = await start('Onboarding', 'Week-1 retention', 42)
  expect(await ana.call('metric.show', { id: metric })).toMatchObject({ baseline: 42, unit: '%', readings: [] })
  expect((await start('Setup', 'week-1  retention', 44)).metric).toBe(metric)
  expect((await ana.call('metric.show', { id: metric })).readings).toMatchObject([{ value: 44, on: '2026-02-02' }])
  expect((await start('Billing', 'churn')).metric).not.toBe(metric)
})

describe('what was written down when', () => {
  test('a launch without a baseline says so, and one found later says that it came later', async () => {
    const ana = await signUpPm({ today: '2026-03-02' })
    const metric = await ana.call('metric.define', { name: 'churn', unit: '%', direction: 'down' })
    const { id } = await ana.call('initiative.start', { title: 'Billing', metric: metric.id })
    await ana.call('initiative.launch', { id })
    expect((await link(ana, id, 'launch')).remark).toBe('Launched without a baseline.')
    expect((await link(ana, id, 'target')).state).toBe('gone')
    ana.clock.today = '2026-03-09'
    await ana.call('metric.define', { id: metric.id, baseline: 4 })
    expect((await link(ana, id, 'baseline')).remark).toBe('Written down after launch.')
    expect(await ana.call('metric.show', { id: metric.id })).toMatchObject({ direction: 'down', baseline: 4 })
  })

  test('a target that stood before launch counts as such in its records, one from later does not', async () => {
    for (const [setOn, isBefore] of [
      ['2026-01-05', true],
      ['2026-06-20', undefined],
    ] as const) {
      const ana = await signUpPm({ today: '2026-01-05' })
      const metric = await ana.call('metric.define', { name: 'activation', unit: '%', baseline: 40 })
      const { id } = await ana.call('initiative.start', { title: 'Setup', metric: metric.id })
      ana.clock.today = setOn
      await ana.call('initiative.edit', { id, target: 44 })
      ana.clock.today = '2026-06-21'
      await ana.call('initiative.launch', { id, on: '2026-02-01' })
      await ana.call('metric.record', { id: metric.id, on: '2026-03-05', value: 45 })
      await ana.call('initiative.record', { id, text: 'Clinics got going.', skills: ['discovery'], myPart: 'The plan' })
      const [{ metrics }] = (await ana.call('evidence.list')).items
      expect(metrics[0].targetSetBefore ?? false).toBe(isBefore ?? false)
      await ana.call('activity.undo')
      expect((await ana.call('evidence.list')).items).toEqual([])
      expect((await link(ana, id, 'evidence')).state).not.toBe('there')
    }
  })

  test('where a metric is aimed at twice, the second launch starts from its last reading before', async () => {
    const ana = await signUpPm({ today: '2026-01-05' })
    const metric = await ana.call('metric.define', { name: 'activation', unit: '%', baseline: 40 })
    const first = await ana.call('initiative.start', { title: 'Setup', metric: metric.id })
    await ana.call('initiative.launch', { id: first.id })
    ana.clock.today = '2026-02-10'
    await ana.call('metric.record', { id: metric.id, value: 46 })
    const second = await ana.call('initiative.start', { title: 'Import', metric: metric.id })
    await ana.call('initiative.launch', { id: second.id, on: '2026-02-10' })
    expect((await link(ana, first.id, 'baseline')).says).toBe('40 %')
    expect((await link(ana, second.id, 'baseline')).says).toBe('46 %')
  })
})

describe('decisions', () => {
  test('one that no longer stands is kept with its reason, and undo takes the look back', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', {
      text: 'Decided to wait with the mobile app.',
      kind: 'decision',
      decision: { choice: 'wait with the mobile app', revisitOn: '2026-06-20' },
    })
    expect((await ana.call('decision.list', { due: true })).items.map(({ id }: { id: string }) => id)).toEqual([
      evidence.id,
    ])
    await ana.call('decision.revisit', {
      id: evidence.id,
      stands: false,
      because: 'Half of all visits are mobile now.',
    })
    expect((await ana.call('decision.list', { due: true })).items).toEqual([])
    expect((await ana.call('decision.list')).items[0].revisits).toMatchObject([{ stands: false, on: '2026-06-30' }])
    await ana.call('activity.undo')
    expect((await ana.call('decision.list', { due: true })).items).toHaveLength(1)
  })

  test('only decisions are looked at again, and never before they are', async () => {
    const ana = await signUpPm()
    const { evidence } = await ana.call('evidence.capture', { text: 'Churn fell from 4% to 3%.', kind: 'outcome' })
    await expect(ana.call('decision.revisit', { id: evidence.id, stands: true })).rejects.toThrow('not a decision')
    const { evidence: choice } = await ana.call('evidence.capture', { text: 'Decided to wait.', kind: 'decision' })
    for (const wrong of [{ on: '2026-07-01' }, { againOn: '2026-06-30' }])
      await expect(ana.call('decision.revisit', { id: choice.id, stands: true, ...wrong })).rejects.toThrow(
        'Nothing was changed',
      )
    expect((await ana.call('decision.list')).items[0].revisits).toEqual([])
  })
})

test('a reading can be corrected and taken out, and both can be undone', async () => {
  const ana = await signUpPm()
  const { id } = await ana.call('metric.define', { name: 'activation', unit: '%' })
  await ana.call('metric.record', { id, value: 40, on: '2026-06-01' })
  const [, late] = (await ana.call('metric.record', { id, value: 45, on: '2026-06-20' })).readings
  await expect(ana.call('reading.edit', { id: late.id, on: '2026-06-01' })).rejects.toThrow('that day already')
  await expect(ana.call('reading.edit', { id: late.id, on: '2026-07-01' })).rejects.toThrow('forecast')
  await ana.call('reading.edit', { id: late.id, value: 44, on: '2026-06-18' })
  await ana.call('reading.remove', { id: late.id })
  expect((await ana.call('metric.show', { id })).readings).toHaveLength(1)
  await ana.call('activity.undo')
  expect((await ana.call('metric.show', { id })).readings[1]).toMatchObject({ value: 44, on: '2026-06-18' })
  await ana.call('metric.remove', { id })
  expect((await ana.call('metric.show')).items).toEqual([])
  await ana.call('activity.undo')
  expect((await ana.call('metric.show', { id })).readings).toHaveLength(2)
  await ana.call('initiative.start', { title: 'Setup', metric: id })
  await expect(ana.call('metric.remove', { id })).rejects.toThrow('“Setup” should move this metric')
})

test('a second person neither sees nor changes a chain', async () => {
  const ana = await signUpPm()
  const lee = await signUpBeside(ana)
  const metric = await lee.call('metric.define', { name: 'Lee’s number', baseline: 1 })
  await lee.call('initiative.start', { title: 'Lee’s secret bet', metric: metric.id, startedOn: '2026-01-02' })
  await lee.call('evidence.capture', {
    text: 'Decided on the secret.',
    kind: 'decision',
    decision: { revisitOn: '2026-01-01' },
  })
  expect((await ana.call('decision.list', { due: true })).items).toEqual([])
  expect(await ana.call('initiative.timeline')).toMatchObject({ items: [], years: [] })
  expect(await ana.call('today.show').then(JSON.stringify)).not.toContain('secret')
})
