import { expect, test } from 'vitest'
import type { NextPick } from './actions/next.ts'
import type { DueCheck, TodayFacts } from './today/todo.ts'
import { leadFor, timeOf, todosFor } from './today.ts'

const nothing: TodayFacts = {
  today: '2026-11-21',
  checks: [],
  revisits: [],
  lookBacks: [],
  waiting: 0,
  incomplete: [],
  unconfirmed: null,
  toRate: null,
  start: null,
  promotion: null,
  next: [],
  missing: [],
  signals: [],
}

const check = (rest: Partial<DueCheck> = {}): DueCheck => ({
  initiative: 'import',
  title: 'the new import',
  day: 30,
  dueOn: '2026-11-20',
  metric: { id: 'activation', name: 'activation', unit: '%', baseline: 38, target: 45 },
  ...rest,
})
const promotion = { next: 'Group Product Manager', manager: 'Daniel', askOn: null, talked: null }
const pricing = {
  id: 'pricing',
  text: 'Decided on one price list.',
  skill: 'Strategic thinking',
  gap: 1,
  seenBy: ['Priya'],
}

const pick = (id: string, rest: Partial<NextPick> = {}): NextPick => ({
  id,
  kind: 'project',
  label: 'Tighten the ideal customer from twelve months of deals',
  skill: 'influence',
  hours: 14,
  reason: 'first gap and nothing shown at the next level',
  gain: 3,
  message: '',
  isFirst: false,
  isAnchor: true,
  isUrgent: false,
  thisWeek: 2,
  startedOn: null,
  place: { at: 'log', skill: 'influence', initiative: null },
  ...rest,
})
const first = (id: string, kind: NextPick['kind'], place: NextPick['place']) =>
  pick(id, { kind, place, label: id, hours: 0.25, thisWeek: 0.25, isFirst: true, isAnchor: false, skill: null })
const process = first('research:process', 'research', { at: 'process', topic: null })
const people = first('people:five', 'people', { at: 'people' })
const date = first('cycle:date', 'cycle', { at: 'cycle' })

const all: TodayFacts = {
  ...nothing,
  checks: [check()],
  waiting: 12,
  incomplete: [{ id: 'a', text: 'Launched it', lacks: 'happenedOn' }],
  unconfirmed: pricing,
  toRate: { skill: 'influence', name: 'Influence', level: 'Group Product Manager', rated: 3, of: 9 },
  start: { step: 'skills', name: 'Five skills', minutes: 2 },
  promotion,
  next: [process, people, date, pick('gw_icp')],
  missing: [
    {
      says: 'No decision says what was given up.',
      question: 'What did you leave aside for it?',
      record: 'b',
      field: 'decision.notChosen',
    },
  ],
}

test('nothing to do is said plainly', () => {
  expect(todosFor(nothing)).toEqual([])
  expect(leadFor([])).toBe('Nothing needs you now.')
})

test('a reading that is due finishes a story: the metric, its baseline and target, and one field', () => {
  const [todo] = todosFor({ ...nothing, checks: [check()] })
  expect(todo).toMatchObject({
    title: 'How is activation, 30 days after the new import?',
    why: 'You set 38 % as the baseline and 45 % as the target. One number finishes the story.',
    urgent: true,
    place: { at: 'reading', metric: 'activation' },
  })
  expect(timeOf(todo!, nothing.today)).toBe('due yesterday · 5 min')
})

test('of all there is, five things stay, the most urgent first', () => {
  const todos = todosFor(all)
  expect(todos.map(({ id }) => id)).toEqual(['check:import:30', 'start', 'process', 'inbox', 'incomplete'])
  expect(leadFor(todos)).toBe('Five things are worth your time. Twenty minutes, all told.')
})

test('one thing has its own sentence, and three add up', () => {
  expect(leadFor(todosFor({ ...nothing, checks: [check()] }))).toBe('One thing is worth your time. Five minutes.')
  const talked = { on: '2026-08-01', days: 112 }
  expect(
    leadFor(todosFor({ ...nothing, checks: [check()], unconfirmed: pricing, promotion: { ...promotion, talked } })),
  ).toBe('Three things are worth your time. Forty minutes, all told.')
})

test('many launches leave room for other things, and one launch is looked at once', () => {
  const launches = ['a', 'b', 'c', 'd', 'e', 'f'].map((initiative) => check({ initiative }))
  expect(todosFor({ ...all, checks: launches }).filter(({ id }) => id.startsWith('check:'))).toHaveLength(2)
  const both = [check({ day: 30, dueOn: '2026-10-20' }), check({ day: 60, dueOn: '2026-11-19' })]
  expect(todosFor({ ...nothing, checks: both }).map(({ id }) => id)).toEqual(['check:import:60'])
})

test('a check is named two days ahead and no longer asked for after three months', () => {
  const due = (dueOn: string) => todosFor({ ...nothing, checks: [check({ dueOn })] })
  expect(due('2026-11-23')).toMatchObject([{ urgent: false }])
  expect(timeOf(due('2026-11-23')[0]!, nothing.today)).toBe('due in 2 days · 5 min')
  expect(due('2026-11-24')).toEqual([])
  expect(due('2026-08-23')).toHaveLength(1)
  expect(due('2026-08-22')).toEqual([])
})

test('a launch without a metric is asked for one', () => {
  const [todo] = todosFor({ ...nothing, checks: [check({ metric: null })] })
  expect(todo).toMatchObject({ button: 'Name the metric', place: { at: 'initiative', initiative: 'import' } })
})

test('asking how promotion works waits for the day put down, is urgent on it, and ends with a recorded talk', () => {
  const ask = (rest: Partial<NonNullable<TodayFacts['promotion']>>) =>
    todosFor({ ...nothing, next: [process], promotion: { ...promotion, ...rest } })
  expect(ask({})).toMatchObject([{ id: 'process', urgent: false, due: null, aboutOthers: true }])
  expect(ask({ askOn: '2026-11-25' })).toEqual([])
  expect(ask({ askOn: '2026-11-19' })).toMatchObject([{ id: 'process', urgent: true, due: '2026-11-19' }])
})

test('of the first steps two stand on the list at a time, and none of names or dates in the first ten minutes', () => {
  const shown = (rest: Partial<TodayFacts>) =>
    todosFor({ ...nothing, promotion, next: [process, people, date], ...rest }).map(({ id }) => id)
  expect(shown({})).toEqual(['process', 'people:five'])
  expect(shown({ next: [people, date] })).toEqual(['people:five', 'cycle:date'])
  expect(shown({ start: { step: 'skills', name: 'Five skills', minutes: 2 } })).toEqual(['start', 'process'])
})

test('a piece of work says why, how much of it is for this week, and begins with one button', () => {
  const [todo] = todosFor({ ...nothing, next: [pick('gw_icp')] })
  expect(todo).toMatchObject({
    title: 'Tighten the ideal customer from twelve months of deals',
    why: 'First gap and nothing shown at the next level.',
    button: 'Begin',
    place: { at: 'step', action: 'gw_icp', begin: true },
  })
  expect(timeOf(todo!, nothing.today)).toBe('2 hours this week, of 14 hours')
  const [begun] = todosFor({ ...nothing, next: [pick('gw_icp', { startedOn: '2026-11-20', thisWeek: 0 })] })
  expect(begun).toMatchObject({ button: 'Go on', place: { begin: false } })
})

test('two of the next steps stand on the list, none that waits for another week or stands there in other words', () => {
  const waits = pick('later', { thisWeek: 0 })
  const same = pick('attest:b', { kind: 'attest', place: { at: 'confirm', record: pricing.id } })
  const read = pick('check:import:30', { kind: 'measure', place: { at: 'initiative', initiative: 'import' } })
  const next = [waits, same, read, pick('one'), pick('two'), pick('three')]
  expect(todosFor({ ...nothing, checks: [check()], unconfirmed: pricing, next }).map(({ id }) => id)).toEqual([
    'check:import:30',
    `confirm:${pricing.id}`,
    'step:one',
    'step:two',
  ])
})

test('a person who seeks no promotion is never asked to talk about one', () => {
  expect(todosFor({ ...all, promotion: null }).some(({ id }) => id === 'process' || id === 'agreement')).toBe(false)
})

test('a talk comes back after ninety days at work and says when it no longer counts', () => {
  const after = (days: number) =>
    todosFor({ ...nothing, promotion: { ...promotion, talked: { on: '2026-01-01', days } } })
  expect(after(90)).toEqual([])
  expect(after(91)[0]).toMatchObject({ id: 'agreement', title: 'Talk with Daniel about where you stand' })
  expect(after(91)[0]!.why).toContain('After four it no longer counts')
  expect(after(121)[0]!.why).toContain('so it no longer counts')
})

test('records that do not count say what each lacks, and the button opens the first at that field', () => {
  const [todo] = todosFor({
    ...nothing,
    incomplete: [
      { id: 'a', text: 'One', lacks: 'skills' },
      { id: 'b', text: 'Two', lacks: 'happenedOn' },
      { id: 'c', text: 'Three', lacks: 'happenedOn' },
    ],
  })
  expect(todo).toMatchObject({
    title: 'Three records do not count yet',
    why: 'One names no skill and two have no date. A word each is enough.',
    place: { at: 'record', record: 'a', field: 'skills' },
  })
})

test('a confirmation asks the person who saw it, and the curtain covers their name', () => {
  expect(todosFor({ ...nothing, unconfirmed: pricing })).toMatchObject([
    {
      title: 'Ask Priya to confirm “Decided on one price list”',
      why: 'Nobody has confirmed it yet. It is your best record on Strategic thinking, your first gap.',
      aboutOthers: true,
    },
  ])
  expect(todosFor({ ...nothing, unconfirmed: { ...pricing, seenBy: [] } })[0]).toMatchObject({ aboutOthers: false })
})

test('the case never sends to a record that the list already names', () => {
  const missing = { says: 'It has no date.', question: 'When was it?', record: 'a', field: 'happenedOn' }
  expect(todosFor({ ...nothing, missing: [missing] }).map(({ id }) => id)).toEqual(['case'])
  expect(
    todosFor({ ...nothing, missing: [missing], incomplete: [{ id: 'a', text: 'x', lacks: 'happenedOn' }] }).map(
      ({ id }) => id,
    ),
  ).toEqual(['incomplete'])
})

test('the list names no score and promises nothing', () => {
  for (const { title, why } of todosFor(all).concat(todosFor({ ...all, start: null, waiting: 0, incomplete: [] })))
    expect(`${title} ${why}`).not.toMatch(/points|score|chance|guarantee|ready for promotion|!/i)
})
