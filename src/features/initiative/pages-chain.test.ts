import { expect, test } from 'vitest'
import { signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'

test('a review becomes a record on one’s word, and a sentence of the case leads to the reading and back', async () => {
  const ana = await signUpPm({ today: '2026-04-05' })
  const { visit, send } = browse(ana)
  const { id } = await ana.call('initiative.start', { title: 'Onboarding', startedOn: '2026-01-10' })
  const page = await visit(`/initiatives/${id}`)
  expect(page.text).toContain('How will you know that it worked?')
  const answered = await send(page.html, 'initiative.edit', {
    problem: 'New admins gave up at step three.',
    'newMetric.name': 'week-1 retention',
    'newMetric.unit': '%',
    'newMetric.baseline': '42',
    target: '55',
  })
  expect(answered.text).not.toContain('Before it is built')
  const { metric } = await ana.call('initiative.show', { id })
  await ana.call('initiative.launch', { id, on: '2026-03-01' })
  await ana.call('metric.record', { id: metric, on: '2026-03-30', value: 58 })

  const due = await visit(`/initiatives/${id}`)
  expect(due.html).toContain('review=yes#review"')
  const reviewed = await send(due.html, 'initiative.review', {
    whatHappened: 'Admins got through by themselves.',
    moved: 'true',
  })
  expect(reviewed.text).toContain('week-1 retention 42 % → 58 %, up 16 points')
  expect((await ana.call('evidence.list')).items).toEqual([])
  const open = await send(reviewed.html, 'initiative.record', { text: 'Admins got __ by themselves.' })
  expect(open.status).toBe(422)
  expect(open.html).toContain('Admins got __ by themselves.</textarea>')
  const kept = await send(reviewed.html, 'initiative.record', { skills: ['outcome-ownership'], seenBy: 'Priya' })
  expect(kept.text).toContain('made from the look back')
  expect(kept.html).not.toContain('/do/initiative.record')

  const reading = /\/readings\/[\w-]+/.exec((await visit('/case')).html)![0]
  const read = await visit(reading)
  expect(read.text).toMatch(/58 % on 30 March 2026/)
  expect(read.text).toContain('Week-1 retention went from 42 % to 58 %')
  expect(read.html).toContain(`/initiatives/${id}#checks`)
  const record = /\/evidence\/[\w-]+/.exec(read.html.split('id="records"')[1]!)![0]
  expect((await visit(record)).html).toContain(reading)

  const corrected = await send(read.html, 'reading.edit', { value: '57' })
  expect(corrected.text).toContain('57 % on 30 March 2026')
  const gone = await send(corrected.html, 'reading.remove')
  expect(gone.path).toBe(`/metrics/${metric}`)
  const back = await send(gone.html, 'activity.undo')
  expect(back.html).toContain(reading)
})

test('each place of the chain leads on to the next and back', async () => {
  const ana = await signUpPm({ today: '2026-04-05' })
  const { visit } = browse(ana)
  const metric = await ana.call('metric.define', { name: 'week-1 retention', unit: '%', baseline: 42, target: 55 })
  const { id } = await ana.call('initiative.start', { title: 'Onboarding', startedOn: '2026-01-10', metric: metric.id })
  const { evidence: decision } = await ana.call('evidence.capture', {
    text: 'Decided to cut two steps.',
    kind: 'decision',
    initiative: id,
    happenedOn: '2026-02-02',
    skills: ['strategic-thinking'],
    decision: { choice: 'cut two steps', notChosen: ['The redesign'], revisitOn: '2026-09-01' },
  })
  await ana.call('initiative.launch', { id, on: '2026-03-01' })
  const { readings } = await ana.call('metric.record', { id: metric.id, on: '2026-03-30', value: 58 })
  await ana.call('initiative.review', { id, whatHappened: 'Admins got through by themselves.', moved: true })
  const { evidence } = await ana.call('initiative.record', { id, skills: ['outcome-ownership'] })

  const initiative = `/initiatives/${id}`
  const [metricPage, reading] = [`/metrics/${metric.id}`, `/readings/${readings[0].id}`]
  const [chosen, record] = [`/evidence/${decision.id}`, `/evidence/${evidence.id}`]
  const [skill, ofChoice] = ['/level/skills/outcome-ownership', '/level/skills/strategic-thinking']
  const pairs = [
    [initiative, metricPage],
    [initiative, chosen],
    [chosen, '/decisions'],
    [initiative, reading],
    [metricPage, reading],
    [reading, record],
    [initiative, record],
    [chosen, ofChoice],
    [record, skill],
    [record, '/case'],
    [skill, '/case'],
    [initiative, '/case'],
    [reading, '/case'],
  ] as const
  const pages = new Map<string, string>()
  for (const path of new Set(pairs.flat())) pages.set(path, (await visit(path)).html)
  const leads = (from: string, to: string) =>
    new RegExp(`href="${to}["#?]`).test(pages.get(from)!.split('<main')[1]!)
      ? 'leads'
      : `${from} does not lead to ${to}`
  for (const [one, other] of pairs) {
    expect(leads(one, other)).toBe('leads')
    expect(leads(other, one)).toBe('leads')
  }
})

test('a metric says what sort of number it is, and what must not get worse for it', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  const empty = await visit('/metrics')
  expect(empty.text).toContain('For example')
  const tickets = await ana.call('metric.define', { name: 'support tickets a week' })
  const made = await send(empty.html, 'metric.define', { name: '<b>activation</b>', unit: '%', baseline: '40' })
  expect(made.html).not.toContain('<b>activation')
  expect(made.text).toContain('not said yet')
  const said = await send(made.html, 'metric.define', {
    timing: 'leading',
    durable: 'false',
    shows: 'behaviour',
    counter: tickets.id,
  })
  expect(said.text).toContain('leading: it moves before the result that counts')
  expect(said.html).toContain(`/metrics/${tickets.id}`)
  await send(said.html, 'metric.record', { value: '46', on: '2026-06-29' })
  const read = await visit(said.path)
  expect(read.text).toContain('+6 points')
  const refused = await send((await visit(`/metrics/${tickets.id}`)).html, 'metric.remove')
  expect(refused.text).toContain('It is the counter-metric of')
})

test('a decision is looked at again on the page of decisions, and Today asks for it', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  expect((await visit('/decisions')).text).toContain('For example')
  const { evidence } = await ana.call('evidence.capture', {
    text: 'Decided to wait with the app.',
    kind: 'decision',
    decision: { choice: 'wait with the app', revisitOn: '2026-06-28' },
  })
  expect((await visit('/')).html).toContain(`/decisions#decision-${evidence.id}`)
  const due = await visit('/decisions')
  const refused = await send(due.html, 'decision.revisit', {
    stands: 'false',
    because: 'Half is mobile',
    againOn: '2026-01-01',
  })
  expect(refused.html).toContain('Half is mobile</textarea>')
  const kept = await send(due.html, 'decision.revisit', { stands: 'false', because: 'Half is mobile' })
  expect(kept.text).toMatch(/It no longer stands\. Half is mobile/)
  expect(kept.text).not.toContain('To look at again')
})

test('ten years of initiatives are shown a year at a time, the picture with its table', async () => {
  const ana = await signUpPm()
  const { visit } = browse(ana)
  expect((await visit('/initiatives/timeline')).text).toContain('For example')
  for (let year = 2017; year <= 2026; year++)
    for (let month = 1; month <= 5; month++) {
      const startedOn = `${year}-0${month}-01`
      const { id } = await ana.call('initiative.start', { title: `Bet ${year} ${month}`, startedOn })
      await ana.call('initiative.launch', { id, on: `${year}-0${month}-20` })
    }
  const page = await visit('/initiatives/timeline')
  expect(page.text).toContain('Timeline of 2026')
  expect(page.text).not.toContain('Bet 2025')
  expect(page.html.match(/<th scope="row">/g)).toHaveLength(5)
  expect(page.html).toMatch(/<svg[^>]*timeline-picture/)
  const old = await visit('/initiatives/timeline?year=2018')
  expect(old.text).toContain('Bet 2018 3')
  expect(old.text).toMatch(/not read yet, due 19 February 2018/)
  expect((await ana.call('initiative.timeline', { year: 2018, limit: 2 })).next).toBeTruthy()
})
