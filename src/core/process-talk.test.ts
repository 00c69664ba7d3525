import { expect, test } from 'vitest'
import { addDays, daysBetween } from './day.ts'
import { processOpener, suggestedDay, weekdayOf } from './process-talk.ts'

test('the question puts the team first and asks for nothing', () => {
  const said = processOpener('Senior Product Manager')
  expect(said).toMatch(/^The team’s goals come first for me\./)
  expect(said).toContain('How does the step to Senior Product Manager work')
  expect(said).not.toMatch(/I want|deserve|years|promote me/i)
})

test('a person who stays at their level asks what to be known for', () => {
  expect(processOpener(null)).not.toMatch(/promot|next level/)
})

test('the day proposed is a Tuesday, Wednesday or Thursday within the week, never a weekend', () => {
  for (let n = 0; n < 400; n++) {
    const today = addDays('2026-01-01', n)
    const day = suggestedDay(today)
    expect([2, 3, 4]).toContain(weekdayOf(day))
    expect(daysBetween(today, day)).toBeGreaterThanOrEqual(3)
    expect(daysBetween(today, day)).toBeLessThanOrEqual(7)
  }
})
