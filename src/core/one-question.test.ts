import { expect, test } from 'vitest'
import { coach } from './coach/coach.ts'
import { answerTo, questionAbout } from './one-question.ts'

const read = (text: string) => ({ text, ...coach(text, { refDate: '2026-06-30' }) })

test('a line is asked only what the coach misses first', () => {
  const { flags } = read('Improved signup conversion by 15% in May.')
  expect(flags[0]).toBe('no_baseline')
  expect(questionAbout({ flags, happenedOn: '2026-05-31' })).toMatchObject({
    asks: 'no_baseline',
    text: 'What was it before?',
  })
})

test('a full story is asked for its day, and once it has one, for who saw it', () => {
  expect(questionAbout({ flags: [], happenedOn: null })?.asks).toBe('day')
  expect(questionAbout({ flags: [], happenedOn: '2026-05-31' })?.asks).toBe('witness')
})

test('a plan is asked nothing', () => {
  expect(questionAbout({ flags: ['unfinished'], happenedOn: null })).toBeNull()
})

test('the number before becomes where the metric started, and nothing is worked out from it', () => {
  const record = read('Improved signup conversion by 15% in May.')
  const { metrics, text } = answerTo('no_baseline', 'it was 40 %', record)
  expect(text).toBeUndefined()
  expect(metrics).toEqual([{ ...record.metrics[0], from: 40 }])
})

test('an answer that is no single number is kept as the person wrote it', () => {
  const record = read('Improved signup conversion by 15% in May.')
  expect(answerTo('no_baseline', 'somewhere between 38 and 41', record)).toEqual({
    text: 'Improved signup conversion by 15% in May. somewhere between 38 and 41',
  })
  expect(answerTo('no_baseline', 'nobody had measured it', record).text).toContain('nobody had measured it')
})

test('a number of another unit never becomes the number before', () => {
  const record = read('Cut onboarding time by 3 days in May.')
  expect(answerTo('no_baseline', '40 %', record).metrics).toBeUndefined()
})

test('a reason, a price paid and one’s own part go where the record keeps them', () => {
  const record = read('Decided not to build the connector.')
  expect(answerTo('no_reason', ' only 2 of 30 prospects asked ', record)).toEqual({
    decision: { because: 'only 2 of 30 prospects asked' },
  })
  expect(answerTo('no_tradeoff', 'the audit log', record)).toEqual({ decision: { notChosen: ['the audit log'] } })
  expect(answerTo('hedge', 'I wrote the brief', record)).toEqual({ myPart: 'I wrote the brief' })
  expect(answerTo('witness', 'Priya', record)).toEqual({ seenBy: ['Priya'] })
})

test('what changed since becomes one more sentence, so that the coach reads it with the rest', () => {
  const record = read('Launched the new onboarding')
  const { text } = answerTo('output_only_verbs', 'Week-1 retention went from 42 % to 58 %', record)
  expect(text).toBe('Launched the new onboarding. Week-1 retention went from 42 % to 58 %')
  expect(coach(text!).kind).toBe('outcome')
})

test('a unit that was missing is filled in, and a thing counted becomes the name', () => {
  const bare = {
    text: 'Improved by 12.',
    metrics: [{ ...read('Cut churn by 12 %').metrics[0]!, name: null, unit: null }],
  }
  expect(answerTo('no_unit', 'percent', bare).metrics?.[0]).toMatchObject({ unit: '%', name: null })
  expect(answerTo('no_unit', 'support tickets a week', bare).metrics?.[0]).toMatchObject({
    unit: null,
    name: 'support tickets a week',
  })
})

test('no answer changes nothing', () => {
  expect(answerTo('no_reason', '  ', read('Decided not to build the connector.'))).toEqual({})
})
