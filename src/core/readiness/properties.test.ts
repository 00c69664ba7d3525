import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anyInput,
  anyItem,
  atMost,
  check,
  confirmedItem,
  day,
  fivePoints,
  fourPoints,
  inputOn,
  inputWithItem,
  inputWithRating,
  leaves,
  nothingFell,
  nothingWidened,
  pairs,
  ratingsOn,
  replaced,
  skillIds,
  target,
  today,
  withItems,
  withRating,
} from '../../../test/readiness-inputs.ts'
import { addDays, type Span } from '../day.ts'
import { type Corroboration, itemKinds } from '../evidence.ts'
import {
  type Agreement,
  fromCanonical,
  type GivenRating,
  type Item,
  type Outcome,
  readiness,
  toCanonical,
  whatWouldChange,
} from '../readiness.ts'

describe('what must hold for every input', () => {
  test('P00 outputs are finite, the score lies within 0 and 100 and inside its range, and sd is above 0', () => {
    check([anyInput], (input) => {
      const { raw, half, score, band, coverage, skills } = readiness(input)
      for (const number of [
        raw,
        half,
        score,
        ...band,
        coverage,
        ...skills.flatMap((s) => [s.mean, s.sd, s.credit, s.onScale]),
      ])
        expect(Number.isFinite(number)).toBe(true)
      atMost(0, score)
      atMost(score, 100)
      atMost(band[0], score)
      atMost(score, band[1])
      for (const skill of skills) expect(skill.sd).toBeGreaterThan(0)
    })
  })

  test('P01 raising any rating never lowers its skill, any other skill, or the score', () => {
    check([inputWithRating, fc.nat(), fc.nat()], (input, which, by) => {
      const rating = input.ratings[which % input.ratings.length]!
      const value = Math.min(input.scale.max, rating.value! + (by % 4))
      const raised = { ...input, ratings: replaced(input.ratings, rating, { ...rating, value }) }
      nothingFell(readiness(input), readiness(raised))
    })
  })

  test('P02 a rating on one skill leaves the others’ estimates unchanged', () => {
    check([anyInput, fc.nat(), ratingsOn(fourPoints)], (input, which, [rating]) => {
      if (!rating) return
      const skill = input.skills[which % input.skills.length]!.id
      const after = readiness(withRating(input, { ...rating, skill }))
      for (const [was, is] of pairs(readiness(input), after)) if (was.id !== skill) expect(is).toEqual(was)
    })
  })

  test('P03 the order of ratings and items is irrelevant, to the last bit', () => {
    const shuffled = anyInput.chain((input) =>
      fc.record({
        input: fc.constant(input),
        ratings: fc.shuffledSubarray([...input.ratings], { minLength: input.ratings.length }),
        items: fc.shuffledSubarray([...input.items], { minLength: input.items.length }),
      }),
    )
    check([shuffled], ({ input, ratings, items }) => {
      const other = { ...input, ratings, items }
      expect(JSON.stringify(readiness(other))).toBe(JSON.stringify(readiness(input)))
      expect(JSON.stringify(whatWouldChange(other))).toBe(JSON.stringify(whatWouldChange(input)))
    })
  })

  test('P04 mapping all ratings from 1–4 to 1–5 changes neither score, range nor the top gaps', () => {
    check([inputOn(fourPoints)], (input) => {
      const ratings = input.ratings.map((rating) => ({
        ...rating,
        value: fromCanonical(toCanonical(rating.value!, fourPoints), fivePoints),
      }))
      const [four, five] = [readiness(input), readiness({ ...input, scale: fivePoints, ratings })]
      expect(five.score).toBeCloseTo(four.score, 9)
      expect(five.band[0]).toBeCloseTo(four.band[0], 9)
      expect(five.band[1]).toBeCloseTo(four.band[1], 9)
      expect(five.gaps.map((gap) => gap.id)).toEqual(four.gaps.map((gap) => gap.id))
    })
  })

  test('P05 items for unknown skills, below the target’s scope, or dated in the future change nothing', () => {
    check([anyInput, anyItem, fc.constantFrom('unknown', 'small', 'future')], (input, item, how) => {
      const useless = {
        unknown: { ...item, skills: ['juggling'] },
        small: { ...item, scope: target - 1 },
        future: { ...item, date: addDays(today, 1) },
      }[how]
      expect(readiness(withItems(input, { ...useless, id: 'new' }))).toEqual(readiness(input))
    })
  })

  test('P06 adding an item never lowers a skill, coverage or the score', () => {
    check([anyInput, anyItem], (input, item) => {
      nothingFell(readiness(input), readiness(withItems(input, { ...item, id: 'new' })))
    })
  })

  test('P07 adding an item never widens a half-width or sd', () => {
    check([anyInput, anyItem], (input, item) => {
      nothingWidened(readiness(input), readiness(withItems(input, { ...item, id: 'new' })))
    })
  })

  test('P08 a relevant attested item strictly narrows its skill’s range', () => {
    check([anyInput, fc.nat(), day()], (input, which, date) => {
      const skill = input.skills[which % input.skills.length]!.id
      const after = readiness(withItems(input, confirmedItem(skill, date)))
      for (const [was, is] of pairs(readiness(input), after)) if (is.id === skill) expect(is.sd).toBeLessThan(was.sd)
    })
  })

  test('P09 making an item older never raises its skills or their coverage, nor narrows a half-width', () => {
    check([inputWithItem, fc.nat(), fc.integer({ min: 1, max: 700 })], (input, which, days) => {
      const item = input.items[which % input.items.length]!
      const older = { ...item, date: addDays(item.date, -days) }
      const [before, after] = [readiness(input), readiness({ ...input, items: replaced(input.items, item, older) })]
      for (const [was, is] of pairs(before, after)) {
        atMost(is.mean, was.mean)
        atMost(is.coverage, was.coverage)
        atMost(was.sd, is.sd)
      }
      atMost(before.half, after.half)
    })
  })

  test('P10 none → witness → pasted → attested never lowers anything', () => {
    check([inputWithItem, fc.nat()], (input, which) => {
      const item = input.items[which % input.items.length]!
      const steps: Corroboration[] = ['none', 'witness', 'pasted', 'attested']
      const results = steps.map((step) =>
        readiness({ ...input, items: replaced(input.items, item, { ...item, corroboration: step }) }),
      )
      results.slice(1).forEach((after, i) => {
        nothingFell(results[i]!, after)
        nothingWidened(results[i]!, after)
      })
    })
  })

  test('P11 an attester confirming a lower scope never raises anything', () => {
    check([inputWithItem, fc.nat(), fc.constantFrom(1, 2)], (input, which, less) => {
      const item: Item = {
        ...input.items[which % input.items.length]!,
        corroboration: 'attested',
        attestedScope: undefined,
      }
      const old = input.items[which % input.items.length]!
      const declared = readiness({ ...input, items: replaced(input.items, old, item) })
      const lower = { ...item, attestedScope: item.scope - less }
      const attested = readiness({ ...input, items: replaced(input.items, old, lower) })
      nothingFell(attested, declared)
      nothingWidened(attested, declared)
    })
  })

  test('P12 without a manager’s ratings the score is at most 60', () => {
    check([anyInput], (input) => {
      const ratings = input.ratings.filter((rating) => rating.source !== 'manager')
      atMost(readiness({ ...input, ratings }).score, 60)
    })
  })

  test('P13 from self-ratings alone no skill is at the bar and the score is at most 47', () => {
    check([anyInput], (input) => {
      const ratings = input.ratings.filter((rating) => rating.source === 'self')
      const result = readiness({ ...input, ratings, items: [] })
      atMost(result.score, 47)
      for (const skill of result.skills) expect(skill.state).not.toBe('at_bar')
    })
  })

  test('P14 unconfirmed items give at most .75 units per skill, however many', () => {
    const many = fc.uniqueArray(anyItem, { selector: (item) => item.id, minLength: 10, maxLength: 60 })
    fc.assert(
      fc.property(anyInput, many, fc.constantFrom<Corroboration>('none', 'witness'), (input, items, how) => {
        const unconfirmed = items.map((item) => ({ ...item, corroboration: how, initiative: undefined }))
        for (const skill of readiness({ ...input, items: unconfirmed }).skills) atMost(skill.units, 0.75)
      }),
      { numRuns: 150, seed: 20260630 },
    )
  })

  test('it is not to be farmed: 200 unconfirmed records at target scope, three skills each, over two years and without a manager never pass 60', () => {
    const diligence = fc.record({
      kind: fc.constantFrom(...itemKinds),
      how: fc.constantFrom<Corroboration>('none', 'witness'),
      measured: fc.boolean(),
      initiatives: fc.constantFrom(0, 1, 12, 200),
      value: fc.constantFrom(3, 4, 5),
      heard: fc.boolean(),
      agreement: fc.constantFrom<Agreement['state'] | null>(null, 'close', 'yes'),
      scope: fc.constantFrom(target, target + 1),
    })
    fc.assert(
      fc.property(diligence, ({ kind, how, measured, initiatives, value, heard, agreement, scope }) => {
        const items = Array.from(
          { length: 200 },
          (_, i): Item => ({
            id: `i${i}`,
            kind,
            date: addDays(today, -Math.floor((i * 730) / 200)),
            skills: [0, 1, 2].map((step) => skillIds[(i + step) % skillIds.length]!),
            scope,
            corroboration: how,
            initiative: initiatives === 0 ? undefined : `initiative ${i % initiatives}`,
            outcome: measured
              ? { baseline: 1, after: 9, target: 9, targetSetBefore: true, check30: today, check60: today }
              : undefined,
          }),
        )
        const given = (source: 'self' | 'manager' | 'peer'): GivenRating[] =>
          skillIds.map((skill) => ({ skill, source, rater: source, value, date: today, heard: source !== 'self' }))
        const result = readiness({
          skills: skillIds.map((id) => ({ id, weight: 1 })),
          scale: fivePoints,
          targetLevel: target,
          asOf: today,
          ratings: [...given('self'), ...(heard ? [...given('manager'), ...given('peer')] : [])],
          items,
          agreement: agreement && { state: agreement, date: today },
        })
        atMost(result.score, 60)
        atMost(result.band[1], 60)
        expect(result.shown).toBe(false)
        for (const skill of result.skills) atMost(skill.units, 0.75)
      }),
      { numRuns: 60, seed: 20260630 },
    )
  })

  test('P15 agreement: unknown = not yet ≤ close ≤ yes as claimed ≤ yes as confirmed', () => {
    check([anyInput, day(120)], (input, date) => {
      const states: (Agreement | undefined)[] = [
        undefined,
        { state: 'not_yet', date },
        { state: 'close', date },
        { state: 'yes', date },
        { state: 'yes', date, confirmedByManager: true },
      ]
      const scores = states.map((state) => readiness({ ...input, leaves: [], agreement: state }).score)
      expect(scores[0]).toBe(scores[1])
      scores.slice(1).forEach((score, i) => {
        atMost(scores[i]!, score)
      })
    })
  })

  test('P16 moving asOf forward never narrows a skill’s sd or the half-width, and never raises coverage', () => {
    check([anyInput, fc.integer({ min: 1, max: 900 })], (input, days) => {
      const [now, then] = [readiness(input), readiness({ ...input, asOf: addDays(today, days) })]
      nothingWidened(then, now)
      atMost(then.coverage, now.coverage)
    })
  })

  test('P17 only relative weights matter', () => {
    check([anyInput, fc.constantFrom(0.01, 3, 40)], (input, times) => {
      const scaled = input.skills.map(({ id, weight }) => ({ id, weight: weight * times }))
      const [one, other] = [readiness(input), readiness({ ...input, skills: scaled })]
      expect(other.score).toBeCloseTo(one.score, 9)
      expect(other.half).toBeCloseTo(one.half, 9)
      expect(other.gaps.map((gap) => gap.id)).toEqual(one.gaps.map((gap) => gap.id))
    })
  })

  test('P18 a manager’s rating moves a skill more than the same self-rating at the top of the scale', () => {
    check([anyInput, fc.nat(), day()], (input, which, date) => {
      const skill = input.skills[which % input.skills.length]!.id
      const bare = {
        ...input,
        ratings: input.ratings.filter((rating) => rating.skill !== skill),
        items: input.items.map((item) => ({ ...item, attesterIsRatingManager: false, voices: undefined })),
      }
      const meanAfter = (...given: GivenRating[]) =>
        readiness(withRating(bare, ...given)).skills.find(({ id }) => id === skill)!.mean
      const top = { id: 'new', skill, value: input.scale.max, date }
      const moved = (source: 'self' | 'manager') => Math.abs(meanAfter({ ...top, source }) - meanAfter())
      expect(moved('manager')).toBeGreaterThan(moved('self'))
    })
  })

  test('P19 the same input gives the same output, and is not touched', () => {
    check([anyInput], (input) => {
      const before = JSON.stringify(input)
      const frozen = deepFreeze(input)
      expect(readiness(frozen)).toEqual(readiness(JSON.parse(before)))
      expect(whatWouldChange(frozen)).toEqual(whatWouldChange(JSON.parse(before)))
      expect(JSON.stringify(input)).toBe(before)
    })
  })

  test('P20 the points lost and raw add up to 100', () => {
    check([anyInput], (input) => {
      const { raw, allGaps } = readiness(input)
      expect(raw + allGaps.reduce((sum, gap) => sum + gap.lost, 0)).toBeCloseTo(100, 9)
      for (const gap of allGaps) expect(gap.skillPart + gap.proofPart).toBeCloseTo(gap.lost, 9)
    })
  })

  test('P21 completing an item’s outcome with its target met never lowers anything', () => {
    check([inputWithItem, fc.nat()], (input, which) => {
      const item = input.items[which % input.items.length]!
      const open: Outcome = { baseline: 10, target: 20, ...item.outcome, after: undefined }
      const met: Outcome = { ...open, after: open.target }
      const [before, after] = [open, met].map((outcome) =>
        readiness({ ...input, items: replaced(input.items, item, { ...item, outcome }) }),
      )
      nothingFell(before!, after!)
      nothingWidened(before!, after!)
    })
  })
})

describe('leave', () => {
  test('away from the next day until now, every estimate stays as it was before leaving', () => {
    check([anyInput, fc.integer({ min: 1, max: 700 })], (input, days) => {
      const back = addDays(today, days)
      const away: Span = { from: addDays(today, 1), to: back }
      const before = readiness(input)
      const after = readiness({ ...input, asOf: back, leaves: [...(input.leaves ?? []), away] })
      expect(after.skills).toEqual(before.skills)
      expect(after.half).toBe(before.half)
      expect(after.caps.find((cap) => cap.gate === 'manager_agreement')).toEqual(
        before.caps.find((cap) => cap.gate === 'manager_agreement'),
      )
    })
  })

  test('a leave never makes anything older: no range widens and no coverage falls', () => {
    check([anyInput, leaves], (input, more) => {
      const [without, away] = [readiness({ ...input, leaves: [] }), readiness({ ...input, leaves: more })]
      nothingWidened(without, away)
      atMost(without.coverage, away.coverage)
    })
  })

  test('whole months of leave cost no month of work done before them', () => {
    check([anyInput, fc.integer({ min: 1, max: 24 })], (input, months) => {
      const on = { ...input, leaves: [] }
      const lastDays = Array.from({ length: months }, (_, i) =>
        new Date(Date.UTC(2026, 7 + i, 0)).toISOString().slice(0, 10),
      )
      const back = lastDays.at(-1)!
      const away = readiness({ ...on, asOf: back, leaves: [{ from: addDays(today, 1), to: back }] })
      expect(away.months).toBe(readiness(on).months)
    })
  })
})

describe('ratings as the owner heard them', () => {
  test('they move nothing but the estimate: no gate share, no source, no second voice', () => {
    check([anyInput, ratingsOn(fourPoints)], (input, given) => {
      const heard = given.map((rating) => ({ ...rating, heard: true })).filter((rating) => rating.source !== 'self')
      const [before, after] = [readiness(input), readiness(withRating(input, ...heard))]
      expect(after.caps[0]).toEqual(before.caps[0])
      expect(after.secondVoice).toBe(before.secondVoice)
      for (const [was, is] of pairs(before, after)) {
        expect(is.sources).toBe(was.sources)
        expect(is.units).toBe(was.units)
      }
    })
  })

  test('a heard rating has half the precision of the same rating received', () => {
    check(
      [anyInput, fc.nat(), day(), fc.constantFrom('manager' as const, 'peer' as const)],
      (input, which, date, source) => {
        const skill = input.skills[which % input.skills.length]!.id
        const bare = { ...input, ratings: input.ratings.filter((rating) => rating.skill !== skill) }
        const rating: GivenRating = { id: 'new', skill, source, value: input.scale.meets, date }
        const precision = (...given: GivenRating[]) =>
          readiness(withRating(bare, ...given)).skills.find(({ id }) => id === skill)!.PR
        const gained = precision(rating) - precision()
        expect(precision({ ...rating, heard: true }) - precision()).toBeCloseTo(gained / 2, 9)
      },
    )
  })
})

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) deepFreeze(part)
    Object.freeze(value)
  }
  return value
}
