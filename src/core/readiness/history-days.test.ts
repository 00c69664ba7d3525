import { expect, test } from 'vitest'
import { addDays, type Day } from '../day.ts'
import { pointDays } from './history-days.ts'

const everyDay = (from: Day, count: number): Day[] => Array.from({ length: count }, (_, i) => addDays(from, i))

test('a short time has a point for every day on which something changed', () => {
  expect(pointDays(['2026-06-09', '2026-06-03', '2026-06-09'], '2026-06-01', '2026-06-20')).toEqual([
    '2026-06-03',
    '2026-06-09',
  ])
})

test('months in which nothing changed have their ends, because time passes too', () => {
  expect(pointDays(['2026-03-05'], '2020-01-01', '2026-06-15')).toEqual([
    '2026-03-05',
    '2026-03-31',
    '2026-04-30',
    '2026-05-31',
  ])
})

test('the longer the time, the fewer the points of each part of it', () => {
  const days = everyDay('2016-01-01', 3650)
  const points = (count: number) => pointDays(days, '2016-01-01', addDays('2016-01-01', count)).length
  expect(points(40)).toBe(41)
  expect(points(200)).toBeLessThan(40)
  expect(points(900)).toBeLessThan(40)
  expect(points(3600)).toBeLessThan(45)
})

test('where nothing was written there is no point', () => {
  expect(pointDays([], '2026-01-01', '2026-06-01')).toEqual([])
})
