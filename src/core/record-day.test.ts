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

test('a stretch that still runs, or a year counted back from today, is the background of what is told', () => {
  expect(dayOf('Issued 9 editions this year.')).toBeNull()
  expect(dayOf('No Android kiosk this half.')).toBeNull()
  expect(dayOf('A year ago she was too shy to call anyone. Now she runs the panel.')).toBeNull()
  expect(dayOf('Hired two people over the last two years.')).toBeNull()
  expect(dayOf('Rewritten in 2025.')).toBe('2025-01-01')
  expect(dayOf('Switched it off last quarter.')).toBe('2026-07-01')
  expect(dayOf('Switched it off two weeks ago.')).toBe('2026-11-07')
})
