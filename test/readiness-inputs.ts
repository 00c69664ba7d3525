import fc from 'fast-check'
import { expect } from 'vitest'
import { addDays, type Span } from '../src/core/day.ts'
import { type Corroboration, itemKinds } from '../src/core/evidence.ts'
import type { Agreement, Expect, GivenRating, Input, Item, Outcome, Result, Scale } from '../src/core/readiness.ts'

const runs = 400
const almost = 1e-9
export const today = '2026-06-30'
export const target = 2
export const fivePoints: Scale = { min: 1, max: 5, meets: 4 }
export const fourPoints: Scale = { min: 1, max: 4, meets: 3 }
export const skillIds = ['discovery', 'execution', 'influence', 'pricing', 'strategy', 'writing']

export const day = (mostDaysAgo = 900) => fc.integer({ min: 0, max: mostDaysAgo }).map((ago) => addDays(today, -ago))

const outcome: fc.Arbitrary<Outcome> = fc.record(
  {
    baseline: fc.integer({ min: 0, max: 50 }),
    after: fc.integer({ min: 0, max: 50 }),
    target: fc.integer({ min: 0, max: 50 }),
    targetSetBefore: fc.boolean(),
    higherIsBetter: fc.boolean(),
    check30: day(),
    check60: day(),
  },
  { requiredKeys: [] },
)

const corroboration = fc.constantFrom<Corroboration>('none', 'witness', 'pasted', 'attested')

export const anyItem: fc.Arbitrary<Item> = fc.record(
  {
    id: fc.uuid(),
    kind: fc.constantFrom(...itemKinds),
    date: day(),
    skills: fc.subarray(skillIds, { minLength: 1, maxLength: 3 }),
    scope: fc.constantFrom(1, 2, 2, 2, 3),
    attestedScope: fc.constantFrom(1, 2, 3),
    corroboration,
    attesterIsRatingManager: fc.boolean(),
    voices: fc.uniqueArray(
      fc.record({
        by: fc.constantFrom('ada', 'ben', 'eve'),
        how: fc.constantFrom('pasted' as const, 'attested' as const),
      }),
      { selector: (voice) => voice.by, minLength: 1, maxLength: 2 },
    ),
    initiative: fc.constantFrom('launch', 'pricing test'),
    outcome,
  },
  { requiredKeys: ['id', 'kind', 'date', 'skills', 'scope', 'corroboration'] },
)

export const ratingsOn = ({ min, max }: Scale): fc.Arbitrary<GivenRating[]> =>
  fc.uniqueArray(
    fc.record(
      {
        id: fc.uuid(),
        skill: fc.constantFrom(...skillIds),
        source: fc.constantFrom('self' as const, 'manager' as const, 'peer' as const),
        rater: fc.constantFrom('Ada', 'Ben', 'Cem', 'Dee'),
        value: fc.integer({ min, max }),
        date: day(),
        heard: fc.boolean(),
        purpose: fc.constantFrom('development' as const, 'formal' as const),
      },
      { requiredKeys: ['id', 'skill', 'source', 'rater', 'value', 'date'] },
    ),
    { selector: (rating) => rating.id, maxLength: 24 },
  )

export const agreement: fc.Arbitrary<Agreement> = fc.record({
  state: fc.constantFrom('not_yet' as const, 'close' as const, 'yes' as const),
  date: day(200),
  confirmedByManager: fc.boolean(),
})

export const leaves: fc.Arbitrary<Span[]> = fc.array(
  fc.tuple(day(), fc.integer({ min: 0, max: 150 })).map(([from, days]) => ({ from, to: addDays(from, days) })),
  { maxLength: 2 },
)

const expects: fc.Arbitrary<Expect[]> = fc.array(
  fc.record(
    {
      skills: fc.subarray(skillIds, { minLength: 1 }),
      bar: fc.constantFrom('meets' as const, 'credible' as const, 'open' as const),
      meetsAtLeast: fc.integer({ min: 1, max: 4 }),
      must: fc.subarray(skillIds, { maxLength: 2 }),
      credited: fc.integer({ min: 1, max: 3 }),
    },
    { requiredKeys: ['skills', 'bar'] },
  ),
  { maxLength: 2 },
)

export const inputOn = (scale: Scale): fc.Arbitrary<Input> =>
  fc.record(
    {
      skills: fc
        .subarray(skillIds, { minLength: 2 })
        .chain((ids) =>
          fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), weight: fc.constantFrom(0.5, 1, 1.75) }))),
        ),
      scale: fc.constant(scale),
      targetLevel: fc.constant(target),
      asOf: fc.constant(today),
      ratings: ratingsOn(scale),
      items: fc.uniqueArray(anyItem, { selector: (item) => item.id, maxLength: 14 }),
      agreement,
      monthsNeeded: fc.integer({ min: 1, max: 9 }),
      expects,
      leaves,
      manager: fc.constantFrom('Ada', 'Eve'),
    },
    { requiredKeys: ['skills', 'scale', 'targetLevel', 'asOf', 'ratings', 'items'] },
  )

export const anyInput = fc.oneof(inputOn(fivePoints), inputOn(fourPoints))

export const check = <T extends [unknown, ...unknown[]]>(
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => void,
) => fc.assert(fc.property(...arbitraries, holds), { numRuns: runs, seed: 20260630 })

/** Two answers about the same skills, side by side. */
export const pairs = (before: Result, after: Result) => before.skills.map((was, i) => [was, after.skills[i]!] as const)

export const atMost = (low: number, high: number) => expect(low).toBeLessThanOrEqual(high + almost)

export function nothingFell(before: Result, after: Result): void {
  for (const [was, is] of pairs(before, after)) {
    atMost(was.mean, is.mean)
    atMost(was.coverage, is.coverage)
    atMost(was.credit, is.credit)
    atMost(was.sources, is.sources)
  }
  atMost(before.coverage, after.coverage)
  atMost(before.raw, after.raw)
  atMost(before.score, after.score)
  before.caps.forEach((cap, i) => {
    atMost(cap.cap, after.caps[i]!.cap)
  })
}

export function nothingWidened(before: Result, after: Result): void {
  atMost(after.half, before.half)
  for (const [was, is] of pairs(before, after)) atMost(is.sd, was.sd)
}

export const withItems = (input: Input, ...items: Item[]): Input => ({ ...input, items: [...input.items, ...items] })
export const withRating = (input: Input, ...ratings: GivenRating[]): Input => ({
  ...input,
  ratings: [...input.ratings, ...ratings],
})
export const replaced = <T>(list: readonly T[], old: T, next: T): T[] =>
  list.map((entry) => (entry === old ? next : entry))

export const inputWithItem = anyInput.filter((input) => input.items.length > 0)
export const inputWithRating = anyInput.filter((input) => input.ratings.length > 0)

export const confirmedItem = (skill: string, date = today): Item => ({
  id: 'new',
  kind: 'decision',
  date,
  skills: [skill],
  scope: target,
  corroboration: 'attested',
})
