import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metricOf } from '../../../test/records.ts'
import { loadContent } from '../../platform/content.ts'
import { addDays, type Day } from '../day.ts'
import { templateFile } from '../document/template-file.ts'
import type { OwnRecords } from '../stall-check.ts'
import { stallFile } from '../stall-file.ts'
import { broughtUp, checkSignals, speaking } from './check.ts'
import { signalFile } from './file.ts'
import type { EvidenceFact, InitiativeFact, SignalFacts, SignalId } from './model.ts'
import { silenceOf } from './silence.ts'

const file = loadContent(resolve('content/signals.yaml'), signalFile)
const { stalls } = loadContent(resolve('content/stalls.yaml'), stallFile)
const today = '2026-06-30'
const ago = (days: number): Day => addDays(today, -days)

const nothing: OwnRecords = {
  strategyPieces: null,
  initiatives: null,
  outside: null,
  measured: null,
  launched: null,
  revisit: null,
}
const empty: SignalFacts = {
  today,
  leaves: [],
  initiatives: [],
  evidence: [],
  talks: [],
  people: [],
  answers: [],
  dismissals: [],
  aim: null,
  agreements: [],
  drafts: [],
  own: nothing,
}

const initiative = (id: string, fields: Partial<InitiativeFact> = {}): InitiativeFact => ({
  id,
  title: `Initiative ${id}`,
  origin: 'found',
  startedOn: ago(100),
  launchedOn: null,
  stoppedOn: null,
  declined: false,
  userChange: null,
  reviewed: false,
  readings: [],
  ...fields,
})
const record = (id: string, fields: Partial<EvidenceFact> = {}): EvidenceFact => ({
  id,
  text: `Record ${id}`,
  kind: 'decision',
  happenedOn: ago(10),
  initiative: null,
  metrics: [],
  decision: null,
  ...fields,
})
const metric = (from: number | null, to: number | null) => metricOf({ name: 'activation', from, to })
const talk = (id: string, on: Day, ...said: string[]) => ({ id, on, partner: 'Daniel', said })
const read = (on: Day) => ({ on, value: 44, recordedOn: on })
const check = (facts: Partial<SignalFacts>) => checkSignals({ ...empty, ...facts }, file, stalls)
const signal = (id: SignalId, facts: Partial<SignalFacts>) => check(facts).signals.find((one) => one.id === id)!

/** The worked example of the specification, section 4, on 30 June 2026. */
const worked: SignalFacts = {
  ...empty,
  initiatives: [
    initiative('found', { startedOn: ago(20) }),
    // Shipped 30 to 210 days ago: one with an outcome, looked at once in time and once late; the 60-day look is due for two.
    initiative('a', {
      origin: 'requested',
      startedOn: ago(170),
      launchedOn: ago(140),
      readings: [read(ago(110)), read(ago(60))],
    }),
    initiative('b', { origin: 'requested', startedOn: ago(150), launchedOn: ago(100) }),
    initiative('c', { origin: 'requested', startedOn: ago(120), launchedOn: ago(50) }),
    initiative('d', { origin: 'requested', startedOn: ago(60) }),
    initiative('e', { origin: 'requested', startedOn: ago(40) }),
  ],
  evidence: [
    record('r1', { happenedOn: ago(80), decision: { requestFrom: 'sales', type: 'choose' } }),
    record('r2', { happenedOn: ago(70), decision: { requestFrom: 'support', type: 'choose' } }),
    record('r3', {
      happenedOn: ago(30),
      decision: { requestFrom: 'sales', type: 'decline', because: 'It serves one account' },
    }),
  ],
}

describe('the worked example', () => {
  const { verdict, signals } = checkSignals(worked, file, stalls)
  const of = (id: SignalId) => signals.find((one) => one.id === id)!

  test('five of six pieces of work were asked for: .83 fires', () => {
    expect(of('ff_requests')).toMatchObject({ state: 'fires', count: { count: 5, of: 6 } })
    expect(of('ff_requests').says).toBe('Asked for by somebody else: 5 of 6 pieces of work in the last six months.')
  })

  test('three launches, one with an outcome: .33 fires, and the two without are named', () => {
    expect(of('ff_shipped_not_changed')).toMatchObject({ state: 'fires', count: { count: 2, of: 3 } })
    expect(of('ff_shipped_not_changed').records.map(({ id }) => id)).toEqual(['c', 'b'])
  })

  test('five requests last quarter, one declined with a reason: clear', () => {
    expect(of('ff_no_pushback')).toMatchObject({ state: 'clear', count: { count: 1, of: 5 } })
  })

  test('three looks after 30 days and two after 60, one in time and one late: 1.5 of 5 fires', () => {
    expect(of('ff_success_at_launch')).toMatchObject({ state: 'fires', count: { count: 1, late: 1, of: 5 } })
  })

  test('three signs: inside; the first fix by hours is the calendar, then the review, then a problem', () => {
    expect(verdict).toMatchObject({ id: 'inside', fires: 3, of: 4 })
    expect(verdict.says).toContain('3 of 4 signs')
    expect(speaking(signals).map(({ id, fix }) => [id, fix!.hours])).toEqual([
      ['ff_success_at_launch', 0.5],
      ['ff_shipped_not_changed', 1.5],
      ['ff_requests', 4],
    ])
    expect(speaking(signals)[1]!.fix!.place).toEqual({ at: 'initiative', initiative: 'c', part: 'review' })
  })
})

describe('three states of each check', () => {
  const pieces = (n: number, requested: number) =>
    Array.from({ length: n }, (_, i) => initiative(String(i), { origin: i < requested ? 'requested' : 'found' }))
  const launches = (n: number, fields: Partial<InitiativeFact> = {}) =>
    Array.from({ length: n }, (_, i) => initiative(String(i), { launchedOn: ago(90), ...fields }))
  const champions = (n: number, above: number) =>
    Array.from({ length: n }, (_, i) => ({
      id: String(i),
      name: `P ${i}`,
      stance: 'champion' as const,
      levelRelation: i < above ? 1 : 0,
      lineManager: false,
    }))
  const heardOnce = {
    talks: [talk('t', ago(10), 'You need to show impact.')],
    answers: [{ talkId: 't', words: 'You need to show impact.', stall: 'impact' as const, heard: true }],
  }
  const states: [SignalId, ...Record<'fires' | 'clear' | 'not_enough', Partial<SignalFacts>>[]][] = [
    [
      'ff_requests',
      {
        fires: { initiatives: pieces(4, 3) },
        clear: { initiatives: pieces(5, 3) },
        not_enough: { initiatives: pieces(3, 3) },
      },
    ],
    [
      'ff_shipped_not_changed',
      {
        fires: { initiatives: launches(2) },
        clear: { initiatives: launches(2, { userChange: 'Clinics book their second patient a week earlier.' }) },
        not_enough: { initiatives: launches(1) },
      },
    ],
    [
      'ff_no_pushback',
      {
        fires: { initiatives: pieces(3, 3).map((one) => ({ ...one, startedOn: ago(50) })) },
        clear: {
          initiatives: pieces(3, 3).map((one) => ({ ...one, startedOn: ago(50) })),
          evidence: [record('no', { decision: { type: 'defer', because: 'After the launch' } })],
        },
        not_enough: { initiatives: pieces(2, 2).map((one) => ({ ...one, startedOn: ago(50) })) },
      },
    ],
    [
      'ff_success_at_launch',
      {
        fires: { initiatives: launches(1) },
        clear: { initiatives: launches(1, { readings: [read(ago(60)), read(ago(30))] }) },
        not_enough: { initiatives: [initiative('young', { launchedOn: ago(40) })] },
      },
    ],
    [
      'stall_impact',
      {
        fires: { ...heardOnce, own: { ...nothing, measured: [], launched: { all: 0, withOutcome: 0 } } },
        clear: { talks: [talk('t', ago(10), 'All fine.')] },
        not_enough: heardOnce,
      },
    ],
    [
      'trap_wait_and_see',
      {
        fires: { aim: { since: ago(60) }, talks: [talk('t', ago(76))] },
        clear: { aim: { since: ago(60) }, talks: [talk('t', ago(75))] },
        not_enough: { aim: { since: null } },
      },
    ],
    [
      'trap_level_peers',
      {
        fires: { people: champions(3, 1) },
        clear: { people: champions(4, 2) },
        not_enough: { people: champions(2, 0) },
      },
    ],
  ]

  test.each(states)('%s', (id, fixtures) => {
    for (const [state, facts] of Object.entries(fixtures!)) expect(signal(id, facts).state, state).toBe(state)
  })

  test('what is not kept here yet says so, and fires never', () => {
    expect(signal('trap_late_feedback', worked)).toMatchObject({
      state: 'not_enough',
      says: expect.stringContaining('not kept here yet'),
    })
  })

  test('nothing written down is nothing guessed', () => {
    const { signals, verdict, questions } = check({})
    expect(new Set(signals.map(({ state }) => state))).toEqual(new Set(['not_enough']))
    expect([verdict.id, questions]).toEqual([null, []])
    expect(verdict.says).toContain('So far 0')
  })

  test('work of which nobody knows where it came from is not counted', () => {
    const unknown = pieces(8, 4).map((one, i) => (i > 2 ? { ...one, origin: null } : one))
    expect(signal('ff_requests', { initiatives: unknown })).toMatchObject({ state: 'not_enough', count: { of: 3 } })
  })

  test('a look back, a reading or a measured record says what a launch changed', () => {
    const launched = (fields: Partial<InitiativeFact>) => [
      initiative('x', { launchedOn: ago(90), ...fields }),
      initiative('y', { launchedOn: ago(80), reviewed: true }),
    ]
    const count = (facts: Partial<SignalFacts>) => signal('ff_shipped_not_changed', facts).count.count
    expect(count({ initiatives: launched({}) })).toBe(1)
    expect(count({ initiatives: launched({ readings: [read(ago(40))] }) })).toBe(0)
    expect(count({ initiatives: launched({ readings: [read(ago(95))] }) })).toBe(1)
    const measured = (from: number | null) => [record('m', { initiative: 'x', metrics: [metric(from, 44)] })]
    expect(count({ initiatives: launched({}), evidence: measured(31) })).toBe(0)
    expect(count({ initiatives: launched({}), evidence: measured(null) })).toBe(1)
  })

  test('a no about a piece of work is not a request of its own', () => {
    const initiatives = pieces(2, 2).map((one) => ({ ...one, startedOn: ago(50) }))
    const no = (initiative: string | null) =>
      record('no', { initiative, decision: { type: 'decline', because: 'x', requestFrom: 'sales' } })
    expect(signal('ff_no_pushback', { initiatives, evidence: [no('0')] }).count.of).toBe(2)
    expect(signal('ff_no_pushback', { initiatives, evidence: [no(null)] }).count.of).toBe(3)
  })
})

describe('what was heard', () => {
  const line = 'Please think more strategically, and zoom out.'
  const heard = [talk('t', ago(10), line, 'See you Monday.')]

  test('is asked about first, and says nothing until it is answered', () => {
    const { questions } = check({ talks: heard })
    expect(questions).toMatchObject([{ talk: 't', words: line, stall: 'strategy', partner: 'Daniel' }])
    expect(signal('stall_strategy', { talks: heard })).toMatchObject({
      state: 'not_enough',
      says: expect.stringContaining('yes or no'),
    })
  })

  test('a no is taken at its word', () => {
    const answers = [{ talkId: 't', words: line, stall: 'strategy' as const, heard: false }]
    expect(check({ talks: heard, answers }).questions).toEqual([])
    expect(signal('stall_strategy', { talks: heard, answers }).state).toBe('clear')
  })

  test('done and not seen, it names what to send', () => {
    const talks = [talk('t', ago(10), 'I do not see the impact.')]
    const answers = [{ talkId: 't', words: 'I do not see the impact.', stall: 'impact' as const, heard: true }]
    const measured = ['x', 'y'].map((id) => ({ type: 'evidence' as const, id, text: `Record ${id}` }))
    expect(signal('stall_impact', { talks, answers, own: { ...nothing, measured } })).toMatchObject({
      state: 'fires',
      says: expect.stringContaining('You have done this; it has not been seen.'),
      records: [{ id: 'x' }, { id: 'y' }, { type: 'talk' }],
      fix: { place: { at: 'evidence', record: 'x' } },
    })
  })

  test('long ago it no longer speaks for today', () => {
    expect(check({ talks: [talk('t', ago(120), line)] }).questions).toEqual([])
    expect(check({ talks: [talk('t', ago(119), line)] }).questions).toHaveLength(1)
    expect(
      check({ talks: [talk('t', ago(150), line)], leaves: [{ from: ago(100), to: ago(60) }] }).questions,
    ).toHaveLength(1)
  })
})

test('every working document that a check names exists', () => {
  const templates = loadContent(resolve('content/templates.yaml'), templateFile).map(({ id }) => id)
  const named = [
    ...file.factory.signs.flatMap(({ fix }) => fix.template ?? []),
    ...file.stalls.map(({ template }) => template),
    ...file.traps.drafts,
  ]
  for (const template of named) expect(templates).toContain(template)
})

describe('silence', () => {
  const dismissals = [{ signal: 'ff_requests', reason: 'A platform team is asked for all it does', on: ago(44) }]
  const silence = (facts: Partial<SignalFacts> = {}) =>
    silenceOf('ff_requests', dismissals, { ...empty, ...facts, days: file.silentDays })

  test('lasts 45 days at work', () => {
    expect(silence()).toMatchObject({ until: '2026-07-01', reason: dismissals[0]!.reason })
    expect(silence({ today: '2026-07-01' })).toBeNull()
    expect(silence({ leaves: [{ from: ago(20), to: ago(11) }] })!.until).toBe('2026-07-11')
    expect(silence({ leaves: [{ from: ago(2), to: '2026-07-30' }] })!.until > '2026-07-30').toBe(true)
  })

  test('what is silent does not speak, nor in the verdict', () => {
    const { signals, verdict } = checkSignals({ ...worked, dismissals }, file, stalls)
    expect(speaking(signals).map(({ id }) => id)).not.toContain('ff_requests')
    expect(verdict).toMatchObject({ id: 'drifting', fires: 2, of: 4 })
  })

  test('in a week two are brought up, whatever becomes of them', () => {
    expect(broughtUp([['a'], ['a', 'b', 'c'], ['c', 'd']], 2)).toEqual(['a', 'b'])
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))),
        fc.integer({ min: 1, max: 3 }),
        (mornings, most) => {
          const all = broughtUp(mornings, most)
          expect(all.length).toBeLessThanOrEqual(most)
          // One more morning takes nothing away that was brought up.
          expect(broughtUp([...mornings, ['e', 'd']], most).slice(0, all.length)).toEqual(all)
        },
      ),
    )
  })
})

describe('on any records', () => {
  const day = fc.integer({ min: 0, max: 300 }).map(ago)
  const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null })
  const anyInitiative = fc.record({
    id: fc.uuid(),
    title: fc.constant('x'),
    origin: fc.constantFrom('found' as const, 'requested' as const, null),
    startedOn: day,
    launchedOn: maybe(day),
    stoppedOn: maybe(day),
    declined: fc.boolean(),
    userChange: fc.constantFrom(null, 'x'.repeat(40)),
    reviewed: fc.boolean(),
    readings: fc.array(day.map(read), { maxLength: 3 }),
  })
  const anyEvidence = fc
    .record({
      id: fc.uuid(),
      happenedOn: maybe(day),
      type: fc.constantFrom('choose' as const, 'decline' as const),
      because: fc.constantFrom('', 'for a reason'),
      requestFrom: fc.constantFrom(undefined, 'sales'),
    })
    .map(({ id, happenedOn, ...decision }) => record(id, { happenedOn, decision }))
  const anyTalk = fc
    .record({
      id: fc.uuid(),
      on: day,
      said: fc.array(fc.constantFrom('show impact', 'no budget', 'fine'), { maxLength: 3 }),
    })
    .map((one) => ({ ...one, partner: null }))
  const anyPerson = fc.record({
    id: fc.uuid(),
    name: fc.constant('x'),
    stance: fc.constantFrom('champion' as const, 'unknown' as const),
    levelRelation: fc.constantFrom(null, -1, 0, 1),
    lineManager: fc.boolean(),
  })
  const some = <T>(arb: fc.Arbitrary<T>) => fc.array(arb, { maxLength: 7 })
  const anyFacts = fc.record({
    initiatives: some(anyInitiative),
    evidence: some(anyEvidence),
    talks: some(anyTalk),
    people: some(anyPerson),
    aim: fc.constantFrom(null, { since: null }, { since: ago(70) }),
    dismissals: some(
      fc.record({ signal: fc.constantFrom('ff_requests', 'trap_level_peers'), reason: fc.constant('x'), on: day }),
    ),
    leaves: some(fc.record({ from: day, to: day })),
  })

  test('their order makes no difference', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned = Object.fromEntries(
          Object.entries(facts).map(([name, value]) => [name, Array.isArray(value) ? [...value].reverse() : value]),
        )
        expect(check(turned)).toEqual(check(facts))
      }),
      { numRuns: 60 },
    )
  })

  test('nothing fires below its least number, and nothing but what fires has a fix', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { signals, verdict } = check(facts)
        for (const { id, state, count, fix } of signals) {
          const least =
            file.factory.signs.find((sign) => sign.id === id)?.atLeast ?? (id === 'trap_level_peers' ? 3 : 0)
          if (count.of < least) expect(state, id).toBe('not_enough')
          expect(fix !== null, id).toBe(state === 'fires')
        }
        expect(verdict.id === null).toBe(verdict.of < 3)
      }),
      { numRuns: 60 },
    )
  })

  test('a day that only moves on turns nothing from firing to clear while the same records speak', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 1, max: 20 }), (facts, later) => {
        const before = check(facts)
        const after = check({ ...facts, today: addDays(today, later) })
        for (const [at, { id, group, state, count }] of before.signals.entries()) {
          const now = after.signals[at]!
          const same = count.of === now.count.of && count.count === now.count.count && count.late === now.count.late
          if (group === 'factory' && state === 'fires' && same) expect(now.state, id).toBe('fires')
        }
      }),
      { numRuns: 60 },
    )
  })
})
