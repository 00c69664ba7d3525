import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confirmationOf, metricOf, recordOf } from '../../test/records.ts'
import { smallLadder } from '../../test/small-ladder.ts'
import { type CaseDrawn, type CaseInput, caseFrom, caseOf } from './case-document.ts'
import { type Evidence, type EvidenceMetric, itemKinds } from './evidence.ts'

const skills = ['strategy', 'discovery', 'influence']
const framework = smallLadder({
  levels: [
    { id: 'pm', title: 'PM', track: 'shared', scope: 'One problem.', next: ['senior'] },
    { id: 'senior', title: 'Senior PM', track: 'shared', scope: 'An area.', next: ['top'] },
    { id: 'top', title: 'Chief', track: 'shared', scope: 'Everything.', next: [] },
  ],
  skills: skills.map((id) => ({ id, name: id, summary: id, anchors: { pm: 'P.', senior: 'S.', top: 'T.' } })),
})

const texts = [
  'Retention went from 42% to 58% after we cut two steps.',
  'Decided against the export because 2 of 40 asked for it. Gave up the deal for it.',
  'One in nine invoices failed silently; nobody had noticed.',
  'Decided to keep the old price. Next I want to own pricing.',
  'Launched the audit log.',
]

const record: fc.Arbitrary<Omit<Evidence, 'id'>> = fc
  .record({
    text: fc.constantFrom(...texts),
    kind: fc.option(fc.constantFrom(...itemKinds)),
    happenedOn: fc.option(fc.constantFrom('2024-05-01', '2026-01-10', '2026-04-03', '2026-06-29', '2026-07-09')),
    skills: fc.subarray(skills),
    scope: fc.option(fc.constantFrom('pm', 'senior', 'senior')),
    initiative: fc.option(fc.constantFrom('i1', 'i2')),
    metrics: fc.constantFrom<EvidenceMetric[]>(
      [],
      [metricOf({ name: 'retention' })],
      [metricOf({ name: 'churn', from: 9, to: 4 })],
    ),
    seenBy: fc.constantFrom<string[]>([], ['Lee']),
    confidential: fc.boolean(),
    confirmations: fc.subarray([
      confirmationOf({ id: 'c1', by: 'Maya', words: 'She found the cause.' }),
      confirmationOf({ id: 'c2', by: 'Daniel', words: 'It held.', how: 'form' }),
    ]),
  })
  .map((fields) => recordOf({ id: '', ...fields }))

type Fixed = Pick<CaseInput, 'climber' | 'on' | 'initiatives' | 'hand' | 'redact' | 'ratings'>
const about: { [Field in keyof Fixed]: fc.Arbitrary<Fixed[Field]> } = {
  climber: fc.constantFrom({ level: 'pm', target: 'senior' }, { level: 'pm', target: 'none' }),
  on: fc.constantFrom('2026-06-30', '2026-07-10'),
  initiatives: fc.subarray([
    { id: 'i1', title: 'Checkout', problem: 'People gave up at the third step.', review: null },
    { id: 'i2', title: 'Pricing', problem: null, review: { whatHappened: 'It held for 40%.', differently: null } },
  ]),
  hand: fc.record({
    pinned: fc.subarray(['r01', 'r04'], { maxLength: 1 }),
    excluded: fc.subarray(['r02', 'r03']),
  }),
  redact: fc.boolean(),
  ratings: fc.constant([]),
}

const step = fc.record({
  put: fc.array(fc.tuple(fc.nat(12), record), { maxLength: 3 }),
  out: fc.array(fc.nat(12), { maxLength: 2 }),
  ...Object.fromEntries(
    Object.entries(about).map(([field, given]) => [field, fc.option(given as fc.Arbitrary<unknown>, { freq: 4 })]),
  ),
}) as fc.Arbitrary<
  { put: [number, Omit<Evidence, 'id'>][]; out: number[] } & { [Field in keyof Fixed]: Fixed[Field] | null }
>

const idAt = (at: number): string => `r${String(at).padStart(2, '0')}`

test('a case that goes on from an earlier one is the case made from nothing, whatever was written between', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 2, maxLength: 6 }), (steps) => {
      let records = new Map<string, Evidence>()
      let drawn: CaseDrawn | null = null
      let fixed: Fixed = {
        climber: { level: 'pm', target: 'senior' },
        on: '2026-06-30',
        initiatives: [],
        ratings: [],
      }
      for (const { put, out, ...said } of steps) {
        records = new Map(records)
        for (const [at, fields] of put) records.set(idAt(at), { ...fields, id: idAt(at) })
        for (const at of out) records.delete(idAt(at))
        fixed = { ...fixed, ...Object.fromEntries(Object.entries(said).filter(([, given]) => given !== null)) }
        const evidence = [...records.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
        const input: CaseInput = { framework, name: 'Ana', reviewOn: null, evidence, ...fixed }
        drawn = caseFrom(drawn, input)
        // Objects of its own: nothing that was remembered of a record helps here.
        expect(drawn.document).toEqual(caseOf(structuredClone(input)))
      }
    }),
    { numRuns: 60 },
  )
})
