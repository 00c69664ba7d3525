import { expect, test } from 'vitest'
import { type GivenRating, type Input, type Item, movementBetween, readiness } from '../readiness.ts'

const own = (skill: string, value: number): GivenRating => ({
  id: skill,
  skill,
  source: 'self',
  rater: 'self',
  value,
  date: '2026-01-10',
})
const byManager = (skill: string): GivenRating => ({
  ...own(skill, 4),
  id: `m-${skill}`,
  source: 'manager',
  rater: 'Maya',
  date: '2026-05-10',
})

const before: Input = {
  skills: ['discovery', 'writing'].map((id) => ({ id, weight: 1 })),
  scale: { min: 1, max: 5, meets: 4 },
  targetLevel: 2,
  asOf: '2026-02-01',
  ratings: [own('discovery', 3), own('writing', 4)],
  items: [],
}

const decision: Item = {
  id: 'e1',
  kind: 'decision',
  date: '2026-05-20',
  skills: ['discovery'],
  scope: 2,
  corroboration: 'attested',
}

test('a record made since is a cause, though on the earlier day it could not have counted', () => {
  const after = { ...before, asOf: '2026-06-01', items: [decision], ratings: [...before.ratings, byManager('writing')] }
  const { delta, arrow, causes } = movementBetween(before, after)
  expect(delta).toBeCloseTo(readiness(after).score - readiness(before).score, 12)
  expect(arrow).toBe('up')
  expect(causes.map(({ id }) => id)).toEqual(['e1', 'writing:manager:maya'])
})

test('time passed is a cause of its own', () => {
  const { causes, arrow } = movementBetween(
    { ...before, ratings: [own('discovery', 5)] },
    { ...before, ratings: [own('discovery', 5)], asOf: '2028-02-01' },
  )
  expect(causes.map(({ kind }) => kind)).toEqual(['time'])
  expect(causes[0]!.dScore).toBeLessThan(0)
  expect(arrow).toBe('down')
})

test('a removed record and another ladder are causes too', () => {
  const held = { ...before, asOf: '2026-06-01', items: [decision] }
  const after = { ...held, items: [], skills: [{ id: 'writing', weight: 1 }] }
  expect(
    movementBetween(held, after)
      .causes.map(({ kind }) => kind)
      .sort(),
  ).toEqual(['ladder', 'record'])
})

test('where nothing changed there is nothing to explain', () => {
  expect(movementBetween(before, { ...before })).toEqual({ delta: 0, arrow: null, causes: [] })
})

test('hundreds of records at once are one cause: what they moved on their own, whatever else changed with them', () => {
  const was = { ...before, items: [decision], ratings: [own('discovery', 2), own('writing', 2)] }
  const many = Array.from({ length: 70 }, (_, i) => ({ ...decision, id: `e${i + 1}`, kind: 'learning' as const }))
  const later = { ...was, asOf: '2026-06-01' }
  const moved = readiness({ ...later, items: many }).raw - readiness(later).raw
  expect(moved).not.toBe(0)
  for (const other of [{}, { manager: 'Maya' }, { ratings: [...was.ratings, byManager('writing')] }]) {
    const { causes } = movementBetween(was, { ...later, ...other, items: many })
    expect(causes.find(({ kind }) => kind === 'records')).toMatchObject({ count: 70, dRaw: moved })
  }
})
