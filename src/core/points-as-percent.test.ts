import { expect, test } from 'vitest'
import { metricOf } from '../../test/records.ts'
import { pointsAsPercent } from './points-as-percent.ts'

const retention = metricOf({ name: 'retention', from: 42, to: 58, unit: '%' })

test('points that are called percent are said to be points', () => {
  expect(pointsAsPercent('Retention up 16% from 42% to 58%.', [retention])).toBe(
    'From 42 % to 58 % is 16 points, or 38 % against what it was. Your words say 16 %.',
  )
  expect(
    pointsAsPercent('Fell by 0,5 percent, from 4 % to 3,5 %', [metricOf({ from: 4, to: 3.5, unit: '%' })]),
  ).toContain('is 0.5 points')
})

test('nothing is said where nothing is mixed up, or nobody can tell', () => {
  for (const text of [
    'Retention up 16 points from 42% to 58%.',
    'Retention up 16 percentage points from 42 % to 58 %.',
    'Retention up 16 %-points from 42 % to 58 %.',
    'Retention up 38 % from 42 % to 58 %.',
    'Retention went from 42 % to 58 % for 116 % more teams.',
  ])
    expect(pointsAsPercent(text, [retention]), text).toBeNull()
  // From 2 % to 4 %: the “2 %” is where it began.
  expect(pointsAsPercent('From 2 % to 4 %', [metricOf({ from: 2, to: 4, unit: '%' })])).toBeNull()
  expect(pointsAsPercent('16 % of them, from 42 to 58', [metricOf({ from: 42, to: 58, unit: 'days' })])).toBeNull()
})
