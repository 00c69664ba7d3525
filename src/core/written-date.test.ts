import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDay } from './day.ts'
import { dateInHeading, dateInLine } from './written-date.ts'

const refDate = '2026-06-30'

describe('a heading', () => {
  test.each([
    ['2026', '2026-01-01', ''],
    ['Q2 2026', '2026-04-01', ''],
    ['2026 Q2', '2026-04-01', ''],
    ['2026-Q1', '2026-01-01', ''],
    ['H2 2025', '2025-07-01', ''],
    ['March 2026', '2026-03-01', ''],
    ['2026-03', '2026-03-01', ''],
    ['2026-03-09', '2026-03-09', ''],
    ['Monday, 9 March 2026', '2026-03-09', ''],
    ['March 9th, 2026', '2026-03-09', ''],
    ['Week of 3 March', '2026-03-03', ''],
    ['Week of March 3, 2025', '2025-03-03', ''],
    ['w/c 3 Nov', '2025-11-03', ''],
    ['2026-W10', '2026-03-02', ''],
    ['Week 10', '2026-03-02', ''],
    ['3–7 March 2026', '2026-03-03', ''],
    ['2026-03-02 – 2026-03-08', '2026-03-02', ''],
    ['Jan–Mar 2026', '2026-01-01', ''],
    ['28 February – 4 March 2026', '2026-02-28', ''],
    ['Q3', '2025-07-01', ''],
    ['November', '2025-11-01', ''],
    ['Q2 2026: Checkout redesign', '2026-04-01', 'Checkout redesign'],
    ['Checkout redesign (March 2026)', '2026-03-01', 'Checkout redesign'],
    ['Q1 – Pricing', '2026-01-01', 'Pricing'],
    ['Brag document 2025', '2025-01-01', 'Brag document'],
    ['H1 so far', '2026-01-01', ''],
  ])('“%s” gives a date', (text, day, rest) => {
    expect(dateInHeading(text, { refDate })).toEqual({ day, rest })
  })

  test.each([
    'Checkout redesign',
    'The march to profit',
    'May be useful',
    'Version 2.2026',
    'Sprint 12',
    'Feb 30, 2026',
  ])('“%s” gives none', (text) => {
    expect(dateInHeading(text, { refDate })?.rest ?? null).not.toBe('')
  })

  test('without a year takes the year of the heading above', () => {
    expect(dateInHeading('Q4', { refDate, year: 2024 })?.day).toBe('2024-10-01')
  })
})

describe('quarters and halves are those of the writer’s fiscal year', () => {
  test.each([
    ['Q1 2026', '2025-07-01'],
    ['Q3', '2026-01-01'],
    ['Q4', '2026-04-01'],
    ['H1', '2025-07-01'],
    ['March 2026', '2026-03-01'],
    ['2025', '2025-01-01'],
  ])('a heading “%s” begins on %s where the year opens in July', (text, day) => {
    expect(dateInHeading(text, { refDate, fiscalYearStart: 7 })?.day).toBe(day)
  })

  test.each([
    ['Churn fell in Q1', '2026-04-01', 4],
    ['Churn fell in Q2', '2025-07-01', 4],
    ['Shipped it (Q1)', '2026-02-01', 2],
    ['Shipped it in H2 2026', '2026-04-01', 10],
  ])('a line “%s” is dated %s', (text, day, fiscalYearStart) => {
    expect(dateInLine(text, { refDate, fiscalYearStart })).toBe(day)
  })

  test('under the heading of a year they are those that began in it', () => {
    expect(dateInHeading('Q1', { refDate, year: 2024, fiscalYearStart: 7 })?.day).toBe('2024-07-01')
    expect(dateInHeading('Q4', { refDate, year: 2024, fiscalYearStart: 7 })?.day).toBe('2024-04-01')
  })
})

describe('a line', () => {
  test.each([
    ['2026-03-12: launched the new checkout', '2026-03-12'],
    ['Launched the new checkout on 12 March 2026', '2026-03-12'],
    ['Launched the new checkout (March 2026)', '2026-03-01'],
    ['Launched the new checkout in Q2 2026.', '2026-04-01'],
    ['3 March: talked to eight customers', '2026-03-03'],
    ['Talked to eight customers (Q2)', '2026-04-01'],
    ['Jonas ran his first discovery alone in sept', '2025-09-01'],
    ['New import live since 22.10., tickets down', '2025-10-22'],
    ['14/5 shipped the new checklist', '2026-05-14'],
    ['Churn down since the emails, March', '2026-03-01'],
    ['Win rate from 22% to 31% in Q2 after the battlecard', '2026-04-01'],
  ])('“%s” has a date', (text, day) => {
    expect(dateInLine(text, { refDate })).toBe(day)
  })

  test.each([
    'Won 12/15 deals',
    '3/9 shipped the new checklist',
    'Grew from 3.2 to 4.5.',
    'We will launch it in March.',
    'We will launch it in Q3 with sales.',
    'Support is there 24/7',
    'We may ship it in march step',
    'Cut p95 from 2026 ms to 800 ms',
    'Planned the migration for December 2027',
    'See ADR-2026-03-12-x',
  ])('“%s” has none', (text) => {
    expect(dateInLine(text, { refDate })).toBeNull()
  })
})

test('whatever is written, a date is a day of the calendar and a line’s is never to come', () => {
  const words = fc.constantFrom(
    'Q2',
    '2026',
    'March',
    '31',
    'Feb',
    '-',
    '–',
    'Week',
    '53',
    '/',
    'of',
    '2025-13-40',
    '30',
    'H1',
    '(',
    ')',
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 8 }).map((all) => all.join(' ')),
  )
  fc.assert(
    fc.property(text, (drawn) => {
      const heading = dateInHeading(drawn, { refDate })
      expect(heading === null || isDay(heading.day)).toBe(true)
      const line = dateInLine(drawn, { refDate })
      expect(line === null || (isDay(line) && line <= refDate)).toBe(true)
    }),
    { numRuns: 500 },
  )
})
