import { expect, test } from 'vitest'
import { signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import type { Todo } from '../../core/today/todo.ts'

const ids = async (person: { call(name: string): Promise<{ todos: Todo[] }> }) =>
  (await person.call('today.show')).todos.map(({ id }) => id.split(':')[0])

test('the page is headed by the day, and passing over the first steps leaves a page that teaches', async () => {
  const ana = await signUp({ today: '2026-11-21' })
  await ana.call('start.mark', { step: 'all', as: 'skipped' })
  const { path, text } = await browse(ana).visit('/')
  expect(path).toBe('/')
  expect(text).toContain('Saturday, 21 November')
  expect(text).toContain('It begins with one line about something you did.')
  expect(text).toContain('Log one thing')
})

test('whatever was done by another way in, the first page is Today and not the beginning', async () => {
  const ana = await signUp()
  await ana.call('evidence.capture', { text: 'Launched the new onboarding' })
  expect((await browse(ana).visit('/')).path).toBe('/')
  const ben = await signUp()
  await ben.call('settings.set', { hideNumbers: true })
  expect((await browse(ben).visit('/')).path).toBe('/start')
})

test('a reading that is due is recorded on Today itself, and then it is gone', async () => {
  const ana = await signUpPm()
  const metric = await ana.call('metric.define', { name: 'activation', unit: '%', baseline: 38, target: 45 })
  const { id } = await ana.call('initiative.start', {
    title: 'the new import',
    metric: metric.id,
    startedOn: '2026-04-01',
  })
  await ana.call('initiative.launch', { id, on: '2026-05-30' })
  const { visit, send } = browse(ana)
  const page = await visit('/')
  expect(page.text).toContain('How is activation, 30 days after the new import?')
  expect(page.text).toContain('due yesterday · 5 min')
  const after = await send(page.html, 'metric.record', { value: '41.5' })
  expect(after.path).toBe('/')
  expect(after.text).not.toContain('How is activation')
  expect((await ana.call('metric.show', { id: metric.id })).readings).toMatchObject([{ on: '2026-06-30', value: 41.5 }])
  expect(after.text).toContain('one metric read')
})

test('what is no number is refused, kept and changes nothing', async () => {
  const ana = await signUpPm()
  const metric = await ana.call('metric.define', { name: 'activation' })
  const { id } = await ana.call('initiative.start', {
    title: 'the new import',
    metric: metric.id,
    startedOn: '2026-04-01',
  })
  await ana.call('initiative.launch', { id, on: '2026-05-30' })
  const { visit, send } = browse(ana)
  const refused = await send((await visit('/')).html, 'metric.record', { value: 'about forty' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('value="about forty"')
  expect((await ana.call('metric.show', { id: metric.id })).readings).toEqual([])
})

test('records that do not count are counted, a note that was meant as one is not', async () => {
  const ana = await signUpPm()
  await ana.call('evidence.capture', {
    text: 'Decided to drop the redesign because nobody reaches it',
    happenedOn: null,
    skills: ['influence'],
  })
  await ana.call('evidence.capture', { text: 'Lunch with the design team', kind: null })
  const { todos } = await ana.call('today.show')
  const [todo] = todos.filter(({ id }: Todo) => id === 'incomplete')
  expect(todo.why).toBe('It has no date. One word is enough.')
})

test('smaller work on the first gap is not the one to have confirmed while work of the target’s size waits', async () => {
  const ana = await signUpPm()
  await ana.call('start.mark', { step: 'all', as: 'done' })
  await ana.call('rating.give', { skill: 'influence', value: 1 })
  const small = { text: 'Got two teams to share one form', kind: 'decision', skills: ['influence'], size: 'no' }
  const large = {
    text: 'Found why trials stall',
    kind: 'problem',
    skills: ['discovery'],
    size: 'yes',
    seenBy: ['Priya'],
  }
  const asked = async () => (await ana.call('today.show')).todos.find(({ id }: Todo) => id.startsWith('confirm:'))
  const { evidence: first } = await ana.call('evidence.capture', small)
  expect((await asked()).id).toBe(`confirm:${first.id}`)
  const { evidence } = await ana.call('evidence.capture', large)
  expect((await asked()).id).toBe(`confirm:${evidence.id}`)
})

test('the strongest record on the first gap is the one to have confirmed, and afterwards it is not', async () => {
  const ana = await signUpPm()
  await ana.call('rating.give', { skill: 'influence', value: 1 })
  const capture = (text: string, rest: object) =>
    ana.call('evidence.capture', { text, skills: ['influence'], scope: 'senior', happenedOn: '2026-06-01', ...rest })
  await capture('Wrote the weekly report', { kind: 'artifact' })
  const { evidence } = await capture('Decided on one price list', { kind: 'decision', seenBy: ['Priya'] })
  await capture('A decision of my present size', { kind: 'decision', scope: 'pm' })
  const confirm = async () => (await ana.call('today.show')).todos.find(({ id }: Todo) => id.startsWith('confirm:'))
  expect(await confirm()).toMatchObject({
    id: `confirm:${evidence.id}`,
    title: 'Ask Priya to confirm “Decided on one price list”',
    why: 'Nobody has confirmed it yet. It is your best record on Leadership through influence, your first gap.',
  })
  await ana.call('evidence.confirm', { id: evidence.id, by: 'Priya', words: 'True.', how: 'form' })
  expect((await confirm())?.id).not.toBe(`confirm:${evidence.id}`)
})

test('asking how promotion works ends with a recorded talk and comes back as a talk when that is old', async () => {
  const ana = await signUpPm()
  expect(await ids(ana)).toContain('process')
  await ana.call('agreement.record', { state: 'not_yet' })
  expect(await ids(ana)).not.toContain('process')
  ana.clock.today = '2026-10-15'
  expect(await ids(ana)).toContain('agreement')
})

test('a leave stops the clock of a talk', async () => {
  const ana = await signUpPm()
  await ana.call('agreement.record', { state: 'close' })
  await ana.call('profile.set', { leaves: [{ from: '2026-07-05', to: '2026-09-30' }] })
  ana.clock.today = '2026-10-15'
  expect(await ids(ana)).not.toContain('agreement')
})

test('a person who seeks no promotion gets no ask', async () => {
  const ana = await signUp()
  await ana.call('start.role', { now: 'pm:senior', next: 'none' })
  await ana.call('evidence.capture', { text: 'Decided to drop the redesign because nobody reaches it' })
  expect(await ids(ana)).not.toContain('process')
})

test('the number stays off Today until it is asked for, and then never stands alone', async () => {
  const ana = await signUpPm()
  for (const { id } of (await ana.call('readiness.show')).skills) {
    await ana.call('rating.give', { skill: id, value: 4 })
    await ana.call('rating.give', { skill: id, value: 4, source: 'manager' })
  }
  for (const text of ['one', 'two', 'three']) {
    const { evidence } = await ana.call('evidence.capture', {
      text,
      kind: 'decision',
      skills: ['influence'],
      scope: 'senior',
    })
    await ana.call('evidence.confirm', { id: evidence.id, by: 'Priya', words: 'True.', how: 'form' })
  }
  const { score, wording } = await ana.call('readiness.show')
  const { visit } = browse(ana)
  const hidden = await visit('/')
  expect(hidden.html).toContain('cairn-picture')
  expect(hidden.html).not.toContain('score-number')
  expect(hidden.text).not.toContain(' %')
  await ana.call('settings.set', { scoreOnToday: true })
  const shown = await visit('/')
  expect(shown.text).toContain(`Readiness, of 100: ${Math.round(score)}`)
  expect(shown.text).toContain(wording.band)
  expect(shown.text).toContain('This is not your chance of being promoted.')
  await ana.call('settings.set', { hideNumbers: true })
  expect((await visit('/')).html).not.toContain('score-number')
})

test('the week counts the last seven days and forgets what was undone', async () => {
  const ana = await signUpPm({ today: '2026-06-20' })
  await ana.call('evidence.capture', { text: 'An old one', kind: 'decision' })
  ana.clock.today = '2026-06-28'
  await ana.call('evidence.capture', { text: 'A new one', kind: 'outcome' })
  const { activity } = await ana.done('evidence.capture', { text: 'A slip', kind: 'artifact' })
  await ana.call('activity.undo', { id: activity })
  expect((await ana.call('today.show')).week.words).toBe('One outcome logged.')
})

test('words from a record are shown as text', async () => {
  const ana = await signUpPm()
  await ana.call('evidence.capture', { text: '<script>alert(1)</script>', kind: 'decision', happenedOn: null })
  const { html } = await browse(ana).visit('/')
  expect(html).not.toContain('<script>alert')
  expect(html).toContain('&lt;script&gt;alert')
})

test('another person’s records move nothing on this one’s list', async () => {
  const ana = await signUpPm()
  const ben = await signUpBeside(ana)
  const before = await ana.call('today.show')
  await ben.call('profile.set', { framework: 'pm', level: 'pm' })
  await ben.call('inbox.import', {
    text: 'Launched the new onboarding\nDecided to drop the redesign because nobody reaches it',
  })
  const metric = await ben.call('metric.define', { name: 'activation' })
  const { id } = await ben.call('initiative.start', { title: 'import', metric: metric.id, startedOn: '2026-04-01' })
  await ben.call('initiative.launch', { id, on: '2026-05-30' })
  await ben.call('agreement.record', { state: 'yes' })
  await ben.call('evidence.capture', { text: 'Something of Ben’s', happenedOn: null, kind: 'decision' })
  expect(await ana.call('today.show')).toEqual(before)
})
