import { expect, test } from 'vitest'
import { metricOf, recordOf } from '../../test/records.ts'
import { tracedSentences } from './case-trace.ts'

const launch = {
  launchedOn: '2026-03-01',
  metricName: 'teams',
  direction: 'up' as const,
  target: null,
  readings: [{ id: 'r3', on: '2026-03-30', value: 3, recordedOn: '2026-03-30' }],
}
const record = recordOf({
  id: 'e',
  initiative: 'i',
  metrics: [metricOf({ name: 'teams', from: 0, to: 3, unit: null })],
})
const trace = (section: string, text: string, launches = new Map([['i', launch]])) =>
  tracedSentences(
    [{ title: section, sentences: [{ text, sources: ['e'] }] }],
    new Map([['e', record]]),
    launches,
    '2026-06-01',
  )

test('a figure leads to the reading it was read off, also where it is written as a word', () => {
  expect(trace('Calendar', 'Result: Three of four teams use it.')).toMatchObject([
    { records: ['e'], readings: [{ id: 'r3', record: 'e', initiative: 'i', as: ['after', 30] }] },
  ])
  expect(trace('Calendar', 'Result: The teams agreed on it.')).toMatchObject([{ readings: [] }])
})

test('a small number that the sentence says of something else leads to no reading', () => {
  for (const text of [
    'Decision: I cut step 3 of the tour.',
    'Result: Three people asked for it since.',
    'Problem: It took 3 weeks to set up, and nobody knew.',
  ])
    expect(trace('Calendar', text)[0]!.readings).toEqual([])
  expect(trace('Calendar', 'Result: It went from 0 to 3.')[0]!.readings).toHaveLength(1)
})

test('neither the name of a metric nor the days after a launch are readings of it', () => {
  const metric = metricOf({ name: 'week-1 retention', from: 1, to: 30, unit: '%' })
  const readings = [1, 30].map((value, at) => ({
    id: `r${value}`,
    on: at ? '2026-03-30' : '2026-02-01',
    value,
    recordedOn: '2026-03-30',
  }))
  const says = (text: string) =>
    tracedSentences(
      [{ title: 'Calendar', sentences: [{ text, sources: ['e'] }] }],
      new Map([['e', recordOf({ id: 'e', initiative: 'i', metrics: [metric] })]]),
      new Map([['i', { ...launch, metricName: 'week-1 retention', readings }]]),
      '2026-06-01',
    )[0]!.readings.map(({ id }) => id)
  expect(says('Result: Week-1 retention stood better within 30 days.')).toEqual([])
  expect(says('Result: Week-1 retention went from 1 % to 30 % within 29 days.')).toEqual(['r1', 'r30'])
})

test('a count of examples and who confirmed them were read off nothing', () => {
  for (const [section, text] of [
    ['In short', 'At the scope of Senior since June 2026: 5 examples here, 3 of them confirmed by others.'],
    ['Expectations', '3 of 10 expectations of Senior shown by confirmed records.'],
    ['Calendar', 'Confirmed by Maya and 3 others.'],
  ] as const)
    expect(trace(section, text)[0]!.readings).toEqual([])
  expect(trace('In short', 'What changed: Teams 0 → 3.')[0]!.readings).toHaveLength(1)
})

test('what is little more than a blank stands on nothing', () => {
  expect(trace('Calendar', 'Result: ____')).toEqual([])
  expect(trace('Calendar', 'Confirmed by ____.')).toEqual([])
})

test('an initiative without a metric has no readings behind its sentences', () => {
  expect(trace('Calendar', 'Result: Three of four teams use it.', new Map())).toMatchObject([{ readings: [] }])
})
