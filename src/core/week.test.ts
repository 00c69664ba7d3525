import { expect, test } from 'vitest'
import { type LoggedChange, leaningOf, weekInWords, weekOf } from './week.ts'

let n = 0
const made = (table: string, after: Record<string, unknown> = {}, id = String(++n)): LoggedChange => ({
  table,
  id,
  before: null,
  after,
})
const record = (kind: string | null) => made('evidence', { kind, removedAt: null })

test('a week is told in counts of what was logged, read, confirmed and rated', () => {
  const week = weekOf([
    record('decision'),
    record('decision'),
    record('artifact'),
    made('readings'),
    made('confirmations'),
    made('ratings'),
    made('ratings'),
  ])
  expect(weekInWords(week)).toBe(
    'Two decisions and one piece of work logged, one metric read, one record confirmed by others, two skills rated.',
  )
})

test('what was undone or removed never happened', () => {
  const undone = [
    made('evidence', { kind: 'decision', removedAt: null }, 'a'),
    { table: 'evidence', id: 'a', before: { kind: 'decision' }, after: null },
  ]
  const removed = [
    made('evidence', { kind: 'outcome', removedAt: null }, 'b'),
    { table: 'evidence', id: 'b', before: {}, after: { kind: 'outcome', removedAt: '2026-06-30' } },
  ]
  expect(weekInWords(weekOf([...undone, ...removed]))).toBeNull()
})

test('a record edited in its first week counts once, as what it is now', () => {
  const edited = [
    made('evidence', { kind: null, removedAt: null }, 'a'),
    { table: 'evidence', id: 'a', before: { kind: null }, after: { kind: 'outcome', removedAt: null } },
  ]
  expect(weekInWords(weekOf(edited))).toBe('One outcome logged.')
})

test('an older record that was touched is not logged again, and a launch is', () => {
  const edit = { table: 'evidence', id: 'a', before: { kind: 'outcome' }, after: { kind: 'outcome', removedAt: null } }
  const launch = { table: 'initiatives', id: 'i', before: { launchedOn: null }, after: { launchedOn: '2026-06-29' } }
  expect(weekInWords(weekOf([edit, launch]))).toBe('One launch.')
})

test('a week leans to what changed or to what was made, and says nothing where it is even or thin', () => {
  expect(leaningOf(weekOf([record('decision'), record('outcome'), record('artifact')]))).toBe('changed')
  expect(leaningOf(weekOf([record('artifact'), record('artifact'), record('outcome')]))).toBe('made')
  expect(leaningOf(weekOf([record('artifact'), record('outcome')]))).toBeNull()
  expect(leaningOf(weekOf([record('artifact')]))).toBeNull()
})
