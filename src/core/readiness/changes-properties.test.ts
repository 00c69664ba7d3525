import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  agreement,
  anyInput,
  anyItem,
  atMost,
  check,
  confirmedItem,
  day,
  fourPoints,
  inputOn,
  ratingsOn,
  replaced,
  today,
  withItems,
  withRating,
} from '../../../test/readiness-inputs.ts'
import {
  changesTo,
  fromCanonical,
  type GivenRating,
  type Input,
  movementBetween,
  movementFrom,
  type Result,
  readiness,
  resultOf,
  standingFrom,
  standingOf,
  whatWouldChange,
} from '../readiness.ts'

describe('what would change this', () => {
  test('each step moves the numbers exactly as making it would', () => {
    check([anyInput], (input) => {
      const before = readiness(input)
      for (const change of whatWouldChange(input)) {
        const made = readiness(afterStep(input, before, change))
        expect(made.score - before.score).toBeCloseTo(change.dScore, 9)
        expect(made.raw - before.raw).toBeCloseTo(change.dRaw, 9)
        expect(before.half - made.half).toBeCloseTo(change.dHalf, 9)
      }
    })
  })

  test('the better step comes first, and a step that changes nothing is not offered', () => {
    check([anyInput], (input) => {
      const gains = whatWouldChange(input).map((change) => change.gain)
      for (const gain of gains) expect(gain).toBeGreaterThan(0)
      if (gains.length === 2) atMost(gains[1]!, gains[0]!)
    })
  })
})

function afterStep(input: Input, before: Result, change: ReturnType<typeof whatWouldChange>[number]): Input {
  if (change.kind === 'evidence') return withItems(input, confirmedItem(change.skill))
  if (change.kind === 'agreement')
    return { ...input, agreement: { state: change.to, date: today, confirmedByManager: change.to === 'yes' } }
  if (change.kind === 'attest') {
    const item = input.items.find(({ id }) => id === change.item)!
    return { ...input, items: replaced(input.items, item, { ...item, corroboration: 'attested' }) }
  }
  const given = change.skills.map((skill): GivenRating => {
    const { mean } = before.skills.find(({ id }) => id === skill)!
    return {
      id: '~',
      skill,
      source: 'manager',
      rater: input.manager,
      value: fromCanonical(mean, input.scale),
      date: today,
    }
  })
  return withRating(input, ...given)
}

describe('going on from what stood before', () => {
  /** Records and ratings that are taken out, changed and put in. */
  const step = fc.record({
    out: fc.array(fc.nat(), { maxLength: 3 }),
    changed: fc.array(fc.tuple(fc.nat(), anyItem), { maxLength: 3 }),
    come: fc.array(anyItem, { maxLength: 3 }),
    ratings: fc.option(ratingsOn(fourPoints), { nil: undefined }),
    asOf: fc.option(day(40), { nil: undefined, freq: 5 }),
    agreement: fc.option(agreement, { nil: undefined }),
    target: fc.option(fc.constantFrom(1, 2), { nil: undefined, freq: 5 }),
  })

  const changedBy = (
    input: Input,
    { out, changed, come, ratings, asOf, agreement, target }: typeof step extends fc.Arbitrary<infer T> ? T : never,
  ): Input => {
    const items = new Map(input.items.map((item) => [item.id, item]))
    const idAt = (at: number) => input.items[at % Math.max(1, input.items.length)]?.id ?? 'none'
    for (const [at, item] of changed) if (items.has(idAt(at))) items.set(idAt(at), { ...item, id: idAt(at) })
    for (const item of come) items.set(item.id, item)
    for (const at of out) items.delete(idAt(at))
    return {
      ...input,
      items: [...items.values()],
      ...(ratings && { ratings }),
      ...(asOf && { asOf }),
      ...(agreement && { agreement }),
      ...(target && { targetLevel: target }),
    }
  }

  test('comes to the same to the last bit as reading the whole', () => {
    check([inputOn(fourPoints), fc.array(step, { minLength: 1, maxLength: 5 })], (first, steps) => {
      let standing = standingOf(first)
      let input = first
      for (const each of steps) {
        input = changedBy(input, each)
        standing = standingFrom(standing, input)
        const whole = standingOf(input)
        expect(resultOf(standing)).toEqual(resultOf(whole))
        expect(standing.rows).toEqual(whole.rows)
        expect(changesTo(standing)).toEqual(changesTo(whole))
      }
    })
  })

  test('and what moved between two days is the same with the standing of the later one at hand', () => {
    check([inputOn(fourPoints), step], (before, each) => {
      const input = changedBy(before, { ...each, asOf: undefined, target: undefined })
      const whole = movementBetween(before, input)
      expect(movementFrom(readiness(before), before, input, readiness(input), standingOf(input))).toEqual(whole)
    })
  })
})
