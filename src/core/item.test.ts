import { describe, expect, test } from 'vitest'
import { confirmationOf, metricOf, recordOf } from '../../test/records.ts'
import type { Confirmation, Evidence, EvidenceMetric } from './evidence.ts'
import { type ItemContext, itemOf, outcomeOf } from './item.ts'

const ranks: Record<string, number> = { pm: 1, senior: 2 }
const context: ItemContext = {
  rankOf: (level) => ranks[level] ?? null,
  presentRank: 1,
  managers: new Set(['maya']),
  asOf: '2026-06-30',
}

const record = (more: Partial<Evidence>): Evidence =>
  recordOf({
    text: 'We dropped the second onboarding step.',
    kind: 'decision',
    kindSource: 'coach',
    happenedOn: '2026-05-04',
    skills: ['discovery'],
    scope: 'senior',
    createdAt: '2026-05-04T09:00:00Z',
    ...more,
  })

const metric = (more: Partial<EvidenceMetric>) => metricOf({ name: 'activation', delta: 16, ...more })

const word = (more: Partial<Confirmation>) => confirmationOf({ by: 'Noor', how: 'link', ...more })

const item = (more: Partial<Evidence>) => itemOf(record(more), context)

describe('what counts', () => {
  test('notes and undated records do not', () => {
    expect(item({ kind: null })).toBeNull()
    expect(item({ happenedOn: null })).toBeNull()
  })

  test('a record that does not say its size, or names a level this ladder lacks, is of the present level’s', () => {
    expect(item({ scope: null })?.scope).toBe(1)
    expect(item({ scope: 'chief' })?.scope).toBe(1)
    expect(item({ scope: 'senior' })?.scope).toBe(2)
  })
})

describe('who stands behind it', () => {
  test('a word given after the day asked about has not been given yet', () => {
    expect(item({ confirmations: [word({ on: '2026-07-01' })], seenBy: ['Noor'] })?.corroboration).toBe('witness')
  })

  test('names are told apart only where a manager is among them', () => {
    expect(item({ confirmations: [word({})] })?.voices).toBeUndefined()
    expect(item({ confirmations: [word({}), word({ by: 'MAYA', how: 'pasted' })] })?.voices).toEqual([
      { by: 'noor', how: 'attested' },
      { by: 'maya', how: 'pasted' },
    ])
  })

  test('pasting cannot lift the size of work that somebody saw', () => {
    const seen = word({ scopeSeen: 'pm' })
    expect(item({ confirmations: [seen] })?.attestedScope).toBe(1)
    expect(item({ confirmations: [seen, word({ how: 'pasted', scopeSeen: 'senior' })] })?.attestedScope).toBe(1)
    expect(item({ confirmations: [seen, word({ scopeSeen: 'senior' })] })?.attestedScope).toBe(2)
    expect(item({ confirmations: [word({})] })?.attestedScope).toBeUndefined()
  })
})

describe('the outcome', () => {
  const outcome = (...metrics: EvidenceMetric[]) => outcomeOf(metrics, '2026-06-30')

  test('is the first metric with both ends that counts more than attention', () => {
    const views = metric({ name: 'views', vanity: true })
    const delta = metric({ name: 'churn', from: null, to: null })
    expect(outcome(views, delta, metric({}), metric({ name: 'later' }))?.metric).toBe('activation')
    expect(outcome(delta)).toBeUndefined()
  })

  test('carries from, to and target across', () => {
    expect(outcome(metric({ target: 55, targetSetBefore: true }))).toMatchObject({
      baseline: 42,
      after: 58,
      target: 55,
      targetSetBefore: true,
    })
  })

  test('up is good unless the movement was judged otherwise', () => {
    expect(outcome(metric({ good: null, from: 9, to: 3, direction: 'down' }))?.higherIsBetter).toBe(true)
    expect(outcome(metric({ good: true, from: 9, to: 3, direction: 'down' }))?.higherIsBetter).toBe(false)
    expect(outcome(metric({ good: false, direction: 'up' }))?.higherIsBetter).toBe(false)
    expect(outcome(metric({ good: false, from: 9, to: 3, direction: 'down' }))?.higherIsBetter).toBe(true)
    expect(outcome(metric({ good: true, from: 9, to: 3, direction: null }))?.higherIsBetter).toBe(false)
  })

  test('a follow-up counts from the day it was read off, never from the day it is planned for', () => {
    const checks = [
      { day: 30 as const, recordedOn: '2026-06-01', value: 57 },
      { day: 60 as const, recordedOn: '2026-07-01', value: 56 },
    ]
    expect(outcome(metric({ checks }))).toMatchObject({ check30: '2026-06-01', check60: undefined })
  })
})
