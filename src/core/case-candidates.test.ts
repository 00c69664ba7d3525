import { describe, expect, test } from 'vitest'
import { confirmationOf, recordOf } from '../../test/records.ts'
import { smallLadder } from '../../test/small-ladder.ts'
import { type CaseRecords, candidatesOf } from './case-candidates.ts'
import { coachReader } from './coach-reader.ts'
import type { Confirmation, Evidence } from './evidence.ts'
import type { Rating } from './rating.ts'

const anchors = { pm: 'At PM.', senior: 'At senior.', director: 'At director.' }
const framework = smallLadder({
  levels: [
    { id: 'apm', title: 'Associate', track: 'shared', scope: 'A piece.', next: ['pm'] },
    { id: 'pm', title: 'PM', track: 'shared', scope: 'One problem.', next: ['senior'] },
    { id: 'senior', title: 'Senior PM', track: 'shared', scope: 'An area.', next: ['director'] },
    { id: 'director', title: 'Director', track: 'shared', scope: 'Areas.', next: [] },
  ],
  skills: [
    { id: 'strategy', name: 'Strategy', summary: 'S', anchors: { apm: 'At APM.', ...anchors } },
    { id: 'discovery', name: 'Discovery', summary: 'D', anchors },
  ],
})

const record = (more: Partial<Evidence>): Evidence =>
  recordOf({
    id: 'e',
    text: 'Left the editor out.',
    kind: 'decision',
    happenedOn: '2026-05-01',
    skills: ['strategy', 'discovery'],
    scope: 'senior',
    createdAt: '2026-05-01T10:00:00.000Z',
    ...more,
  })

const confirmedBy = (by: string, more: Partial<Confirmation> = {}): Confirmation =>
  confirmationOf({ id: by, by, ...more })

const one = (more: Partial<Evidence>, records: Partial<CaseRecords> = {}) => {
  const all = {
    framework,
    climber: { level: 'pm', target: 'senior' },
    ratings: [],
    initiatives: [],
    on: '2026-06-30',
    read: coachReader,
  }
  return candidatesOf({ ...all, evidence: [record(more)], ...records }).candidates[0]!
}

describe('a record as a candidate', () => {
  test('weighs what readiness says it weighs, the main skill fully and the others half', () => {
    expect(one({ confirmations: [confirmedBy('Maya')] }).weights).toEqual({ strategy: 0.55, discovery: 0.275 })
    expect(one({}).weights.strategy).toBeCloseTo(0.55 * 0.35)
    expect(one({ seenBy: ['Lee'] }).weights.strategy).toBeCloseTo(0.55 * 0.6)
  })

  test('is worth less where the manager who confirms it has rated the same skill', () => {
    const rating: Rating = {
      id: 'r',
      skill: 'strategy',
      source: 'manager',
      rater: 'Kim',
      value: 4,
      date: '2026-06-01',
      because: null,
      evidence: [],
      heard: false,
      noOpportunity: false,
      frameworkVersion: 1,
    }
    const { weights } = one({ confirmations: [confirmedBy('Kim')] }, { ratings: [rating] })
    expect(weights.strategy).toBeCloseTo(0.55 * 0.6)
    expect(weights.discovery).toBeCloseTo(0.275)
  })

  test('is of the size it says, or of the smaller size a confirmer saw, or of the present level', () => {
    expect(one({}).scope).toBe('target')
    expect(one({ scope: 'director' }).scope).toBe('target')
    expect(one({ scope: null }).scope).toBe('present')
    expect(one({ scope: 'apm' }).scope).toBe('other')
    expect(one({ confirmations: [confirmedBy('Maya', { scopeSeen: 'pm' })] }).scope).toBe('present')
    expect(one({ scope: null }, { climber: { level: 'pm', target: 'none' } }).scope).toBe('target')
  })

  test('without a kind or a day is weighed so that a draft may show it', () => {
    expect(one({ kind: null, happenedOn: null })).toMatchObject({ kind: null, on: null, strength: 0.2, recency: 1 })
    expect(one({ happenedOn: '2027-01-01' })).toMatchObject({ recency: 0, weights: {} })
  })

  test('knows only the skills of the target level, and only confirmations that have come in', () => {
    expect(one({ skills: ['gone', 'discovery'] }).skills).toEqual(['discovery'])
    expect(one({ confirmations: [confirmedBy('Maya', { on: '2026-07-02' })] }).confirmed).toBe(false)
    expect(one({ confirmations: [confirmedBy('Maya', { how: 'pasted' })] }).confirmed).toBe(true)
  })

  test('hears a trade-off in a decision’s own sentence', () => {
    expect(one({ text: 'Decided to fix the session first instead of the editor, which moved to Q4.' }).tradeOff).toBe(
      true,
    )
    expect(one({ text: 'Decided to fix the session first.' }).tradeOff).toBe(false)
    expect(one({ decision: { choice: 'Fix the session', notChosen: ['the editor'] } }).tradeOff).toBe(true)
  })
})
