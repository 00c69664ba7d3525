import { expect, test } from 'vitest'
import type { ActionHistory } from './facts.ts'
import { backOn, isResting, latestOf, learned } from './history.ts'

const entry = (over: Partial<ActionHistory> = {}): ActionHistory => ({
  action: 'talk:close',
  kind: 'talk',
  label: 'Talk',
  skill: null,
  state: 'done',
  usualHours: 1.5,
  hours: null,
  startedOn: null,
  endedOn: '2026-06-30',
  ...over,
})
const talk = { kind: 'talk', hours: 1.5, landing: 0.6 } as const

test('with nothing done yet the usual holds', () => {
  expect(learned(talk, [])).toEqual({ hours: 1.5, landing: 0.6 })
})

test('hours and landing move as the specification counts them', () => {
  const history = [entry({ hours: 3 }), entry({ hours: 4.5 }), entry(), entry({ state: 'dropped', hours: 9 })]
  // (2 · 1.5 + 3 + 4.5) / 4 and (4 · .6 + 3) / (4 + 3 + 1).
  expect(learned(talk, history).hours).toBeCloseTo(10.5 / 4, 2)
  expect(learned(talk, history).landing).toBeCloseTo(5.4 / 8)
})

test('another kind teaches nothing, and a small piece teaches about a large one by its share', () => {
  const history = [
    entry({ kind: 'project', usualHours: 8, hours: 8 }),
    entry({ kind: 'project', usualHours: 6, hours: 6 }),
  ]
  expect(learned(talk, history)).toEqual({ hours: 1.5, landing: 0.6 })
  expect(learned({ kind: 'project', hours: 24, landing: 0.7 }, history).hours).toBe(24)
})

test('the last word on an action counts: begun again it is open, done it rests, a piece of work for good', () => {
  const done = entry()
  expect(isResting(done, '2026-08-13')).toBe(true)
  expect(isResting(done, '2026-08-14')).toBe(false)
  expect(backOn(done)).toBe('2026-08-14')
  expect(isResting(entry({ kind: 'project' }), '2036-01-01')).toBe(true)
  expect(backOn(entry({ kind: 'project' }))).toBeNull()
  expect(isResting(latestOf([done, entry({ state: 'started' })]).get('talk:close'), '2026-07-01')).toBe(false)
  expect(isResting(undefined, '2026-07-01')).toBe(false)
})
