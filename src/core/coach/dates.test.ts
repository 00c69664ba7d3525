import { expect, test } from 'vitest'
import { coach } from './coach.ts'

const datesIn = (text: string, options = {}) =>
  coach(text, { refDate: '2026-07-15', ...options }).tags.dates.map(
    ({ start, end, certain }) => `${start} ${end}${certain ? '' : ' ?'}`,
  )

test.each([
  ['Shipped last Tuesday', '2026-07-14 2026-07-14'],
  ['Growing since March', '2026-03-01 2026-03-31 ?'],
  ['Released on 2025-03-01', '2025-03-01 2025-03-01'],
  ['Met them two weeks ago', '2026-07-01 2026-07-01'],
  ['March 2025 to June 2025', '2025-03-01 2025-06-30'],
  ['Done in May 2024', '2024-05-01 2024-05-31'],
  ['In Q2 2026 churn fell', '2026-04-01 2026-06-30'],
  ['Better last quarter', '2026-04-01 2026-06-30'],
  ['The Jan–Mar 2026 numbers', '2026-01-01 2026-03-31'],
  ['Over the last 6 weeks', '2026-06-03 2026-07-15'],
  ['Rewritten in 2025', '2025-01-01 2025-12-31'],
  ['We hit it on 3 Feb', '2026-02-03 2026-02-03 ?'],
])('“%s” is %s', (text, expected) => {
  expect(datesIn(text)).toEqual([expected])
})

test.each([
  '24/7 support',
  'won 12/15 deals',
  'from 3/5 to 4/5 stars',
  'cut it from 5 min',
  'Sat score is up',
  'the march to profit',
  '61% 30 days after launch',
  'three weeks later it was gone',
  'it may have worked',
])('“%s” names no date', (text) => {
  expect(datesIn(text)).toEqual([])
})

test('work is past: a month without a year is the last one, unless the text looks ahead', () => {
  expect(datesIn('Launched in November')).toEqual(['2025-11-01 2025-11-30 ?'])
  expect(datesIn('Will launch in November')).toEqual(['2026-11-01 2026-11-30 ?'])
  expect(datesIn('Shipped on Friday')).toEqual(['2026-07-10 2026-07-10'])
})

test('a quarter without a year is the latest one that has begun, in the person’s fiscal year', () => {
  expect(datesIn('Churn fell in Q4')).toEqual(['2025-10-01 2025-12-31 ?'])
  expect(datesIn('Churn fell in Q1', { fiscalYearStart: 4 })).toEqual(['2026-04-01 2026-06-30 ?'])
})

test('day and month order follow the person, and nothing is resolved without a day to speak from', () => {
  expect(datesIn('Live on 03/04/2026')).toEqual(['2026-03-04 2026-03-04'])
  expect(datesIn('Live on 03/04/2026', { locale: 'en-GB' })).toEqual(['2026-04-03 2026-04-03'])
  expect(datesIn('Live on 03/04/2026', { refDate: undefined })).toEqual([])
})

test('people, tags, references and links are picked up, and what only looks like them is not', () => {
  const { people, tags, refs, links } = coach(
    'With @maria and a@b.co: #Retention #a1b2c3 #3 #1234 JIRA-4512 COVID-19 https://x.io/a?b=1.',
  ).tags
  expect({ people, tags, refs, links }).toEqual({
    people: ['maria'],
    tags: ['retention'],
    refs: ['#1234', 'JIRA-4512'],
    links: ['https://x.io/a?b=1'],
  })
})
