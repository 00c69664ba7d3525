import { expect, test } from 'vitest'
import { coach } from './coach/coach.ts'
import { recordDay } from './record-day.ts'

const today = '2026-11-21'
const dayOf = (text: string) => recordDay(coach(text, { refDate: today }).tags.dates, today)

test('a day is itself', () => {
  expect(dayOf('Cut churn to 3% on 12 May 2026.')).toBe('2026-05-12')
})

test('a month, quarter or half dates work to its first day: nothing is fresher than it is', () => {
  expect(dayOf('Cut churn to 3% in May 2026.')).toBe('2026-05-01')
  expect(dayOf('Cut churn to 3% in Q3 2026.')).toBe('2026-07-01')
  expect(dayOf('Cut churn to 3% in H1 2026.')).toBe('2026-01-01')
})

test('what lies ahead dates nothing', () => {
  expect(dayOf('Cut churn to 3% by 12 May 2027.')).toBeNull()
  expect(dayOf('Cut churn to 3%.')).toBeNull()
})
