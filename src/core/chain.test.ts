import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChainFacts, chainOf, entryQuestions, hops } from './chain.ts'
import { addDays } from './day.ts'
import { revisitDay } from './decision-revisit.ts'

const nothing: ChainFacts = {
  today: '2026-06-30',
  initiative: {
    problem: null,
    why: null,
    origin: null,
    requestedBy: null,
    knownBy: null,
    target: null,
    targetSetOn: null,
    launchedOn: null,
    stoppedOn: null,
    declinedBecause: null,
    review: null,
  },
  metric: null,
  readings: [],
  otherLaunches: [],
  records: [],
  skillName: (id) => id,
  sentences: null,
}
const metric = {
  id: 'm',
  name: 'retention',
  unit: '%',
  baseline: 42,
  baselineSetOn: '2026-01-02',
  target: 55,
  targetSetOn: '2026-01-02',
}
const launched = { ...nothing.initiative, launchedOn: '2026-05-30' }
const state = (facts: ChainFacts, hop: string) => chainOf(facts).links.find((link) => link.hop === hop)?.state

describe('the chain', () => {
  test('begins with the problem, and asks the three questions that belong before the work', () => {
    expect(chainOf(nothing).next).toBe('problem')
    expect(entryQuestions(nothing)).toEqual(['problem', 'metric', 'knownBy'])
    const answered = { ...nothing.initiative, problem: 'Admins give up.', knownBy: 'Half of them invite somebody.' }
    expect(entryQuestions({ initiative: answered, metric })).toEqual([])
  })

  test('asks for what runs out before what can be added on any day', () => {
    expect(chainOf({ ...nothing, initiative: launched, metric }).next).toBe('day 30')
    const stopped = { ...launched, stoppedOn: '2026-06-02' }
    expect(chainOf({ ...nothing, initiative: stopped, metric }).next).toBeNull()
  })

  test('says of its metric what a reader has to know before they believe a move of it', () => {
    const remark = (more: object) =>
      chainOf({
        ...nothing,
        initiative: { ...nothing.initiative, why: 'Net retention' },
        metric: { ...metric, ...more },
      }).links.find(({ hop }) => hop === 'metric')?.remark
    expect(remark({})).toBe('Serves: Net retention.')
    expect(remark({ timing: 'leading', durable: false, shows: 'measurement' })).toBe(
      'Serves: Net retention. It moves before the result that counts. A move of it may not last. It can be nudged without people changing.',
    )
    expect(remark({ timing: 'lagging', durable: true, shows: 'behaviour' })).toBe('Serves: Net retention.')
  })

  test('a launch without a target is told so and not asked for one', () => {
    const facts = { ...nothing, initiative: launched, metric: { ...metric, target: null } }
    expect(state(facts, 'target')).toBe('gone')
    expect(chainOf(facts).next).not.toBe('target')
  })

  test('a decision is no evidence of what came of it', () => {
    const record = { id: 'd', text: 'Decided.', kind: 'decision' as const, skills: ['x'], decision: null }
    expect(state({ ...nothing, initiative: launched, records: [record] }, 'evidence')).toBe('waiting')
    expect(state({ ...nothing, records: [{ ...record, kind: 'outcome' }] }, 'evidence')).toBe('there')
  })

  const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2025-06-01', n))
  const some = fc.record({
    launchedOn: fc.option(day),
    metric: fc.constantFrom(null, metric, { ...metric, baseline: null, target: null }),
    readings: fc.array(fc.record({ on: day, value: fc.double({ noNaN: true }), recordedOn: day }), { maxLength: 5 }),
    kinds: fc.array(fc.constantFrom('decision' as const, 'outcome' as const, null), { maxLength: 3 }),
    reviewed: fc.boolean(),
    today: day,
  })

  test('names each place once, in its order, and never sends to one that is there or not yet due', () => {
    fc.assert(
      fc.property(some, ({ launchedOn, kinds, reviewed, ...rest }) => {
        const review = reviewed ? { on: '2026-01-01', whatHappened: 'It rose.', moved: true } : null
        const { links, next, waitsUntil } = chainOf({
          ...nothing,
          ...rest,
          initiative: { ...nothing.initiative, launchedOn, review },
          records: kinds.map((kind, at) => ({ id: String(at), text: 'A text.', kind, skills: [], decision: null })),
        })
        expect(links.map(({ hop }) => hop)).toEqual(hops)
        if (next) expect(links.find(({ hop }) => hop === next)?.state).toBe('open')
        if (waitsUntil) expect(next).toBeNull()
      }),
    )
  })
})

describe('the day to look at a decision again', () => {
  const looked = (on: string, againOn: string | null = null) => ({ on, stands: true, because: null, againOn })

  test('is the one that was set, until somebody looked; a few days early is looked', () => {
    expect(revisitDay(null, [])).toBeNull()
    expect(revisitDay({ revisitOn: '2026-06-30' }, [])).toBe('2026-06-30')
    expect(revisitDay({ revisitOn: '2026-06-30' }, [looked('2026-06-28')])).toBeNull()
    expect(revisitDay({ revisitOn: '2026-06-30' }, [looked('2026-03-01')])).toBe('2026-06-30')
  })

  test('is then the one that was set at the last look', () => {
    expect(revisitDay({ revisitOn: '2026-06-30' }, [looked('2026-06-30', '2026-09-01')])).toBe('2026-09-01')
    expect(
      revisitDay({ revisitOn: '2026-06-30' }, [looked('2026-09-02'), looked('2026-06-30', '2026-09-01')]),
    ).toBeNull()
  })
})
