import { describe, expect, test } from 'vitest'
import { addDays } from '../day.ts'
import { type GivenRating, type Input, type Item, readiness } from '../readiness.ts'
import type { Outcome } from './input.ts'
import { attainment, recency, strength } from './strength.ts'

const asOf = '2026-06-30'
const ago = (days: number) => addDays(asOf, -days)

describe('recency', () => {
  test('is full for six months, half at eighteen, a quarter at thirty, and nothing before the day itself', () => {
    expect(recency(ago(180), asOf)).toBe(1)
    expect(recency(ago(180 + 365), asOf)).toBeCloseTo(0.5, 12)
    expect(recency(ago(180 + 730), asOf)).toBeCloseTo(0.25, 12)
    expect(recency(addDays(asOf, 1), asOf)).toBe(0)
  })

  test('days of leave do not age a record', () => {
    expect(recency(ago(545), asOf, [{ from: ago(400), to: ago(36) }])).toBe(1)
  })
})

describe('strength', () => {
  const of = (kind: Item['kind'], outcome?: Outcome) =>
    strength({ id: 'a', kind, date: ago(10), skills: ['x'], scope: 2, corroboration: 'none', outcome }, asOf)
  const measured: Outcome = { baseline: 40, after: 50, target: 50 }

  test('owning a miss with numbers beats an unmeasured win', () => {
    const whole = { targetSetBefore: true, check30: ago(5), check60: ago(1) }
    expect(of('outcome', { ...measured, ...whole })).toBeCloseTo(1, 12)
    expect(of('outcome', { ...measured, ...whole, after: 40 })).toBeCloseTo(0.75, 12)
    expect(of('outcome')).toBe(0.3)
  })

  test('nothing is added while a before or an after is missing', () => {
    expect(of('artifact', { baseline: 40, target: 50, targetSetBefore: true, check30: ago(5) })).toBe(0.35)
    expect(of('artifact', measured)).toBeCloseTo(0.55, 12)
  })

  test('a check that lies ahead is a plan', () => {
    expect(of('decision', { ...measured, check30: addDays(asOf, 3) })).toBeCloseTo(0.75, 12)
  })

  test('without a target, half for a move the right way', () => {
    expect(attainment({ baseline: 9, after: 3 })).toBe(0)
    expect(attainment({ baseline: 9, after: 3, higherIsBetter: false })).toBe(0.5)
    expect(attainment({ baseline: 9, after: 3, target: 5, higherIsBetter: false })).toBe(1)
    expect(attainment({ baseline: 40, after: 45, target: 50 })).toBe(0.5)
  })

  test('a target equal to the baseline asks to hold the number', () => {
    expect(attainment({ baseline: 40, after: 40, target: 40 })).toBe(1)
    expect(attainment({ baseline: 40, after: 39, target: 40 })).toBe(0)
    expect(attainment({ baseline: 40, after: 39, target: 40, higherIsBetter: false })).toBe(1)
  })
})

describe('who confirmed it', () => {
  const rated: GivenRating = { skill: 'discovery', source: 'manager', rater: 'Maya', value: 4, date: ago(20) }
  const skillOf = (item: Partial<Item>, ratings: GivenRating[] = [rated]) => {
    const input: Input = {
      skills: ['discovery', 'execution'].map((id) => ({ id, weight: 1 })),
      scale: { min: 1, max: 5, meets: 4 },
      targetLevel: 2,
      asOf,
      ratings,
      items: [
        {
          id: 'a',
          kind: 'decision',
          date: ago(10),
          skills: ['discovery', 'execution'],
          scope: 2,
          corroboration: 'attested',
          ...item,
        },
      ],
    }
    return readiness(input).skills
  }
  const maya = { by: 'maya', how: 'attested' as const }
  const noor = { by: 'noor', how: 'pasted' as const }

  test('the manager who rates a skill is no second source there, and a full one on a skill they have not rated', () => {
    const [discovery, execution] = skillOf({ voices: [maya] })
    const [alone, half] = skillOf({})
    expect([discovery?.sources, execution?.sources]).toEqual([1, 1])
    expect(discovery!.units).toBeLessThan(alone!.units)
    expect(execution!.units).toBe(half!.units)
  })

  test('another voice beside that manager counts as its own', () => {
    const [both] = skillOf({ voices: [maya, noor] })
    const [pasted] = skillOf({ corroboration: 'pasted' })
    expect(both!.sources).toBe(2)
    expect(both!.units).toBe(pasted!.units)
  })

  test('a manager’s word that the owner typed in takes nothing from what that manager confirms', () => {
    const [heard] = skillOf({ voices: [maya] }, [{ ...rated, heard: true }])
    const [unrated] = skillOf({ voices: [maya] }, [])
    expect(heard!.units).toBe(unrated!.units)
    expect(heard!.sources).toBe(1)
  })

  test('one launch counts once, however many records tell of it', () => {
    const launch = Array.from({ length: 12 }, (_, i) => ({ id: `r${i}`, initiative: 'launch' }))
    const items = launch.map(
      (part): Item => ({
        ...part,
        kind: 'decision',
        date: ago(10),
        skills: ['discovery'],
        scope: 2,
        corroboration: 'attested',
      }),
    )
    const [skill] = readiness({
      skills: [{ id: 'discovery', weight: 1 }],
      scale: { min: 1, max: 5, meets: 4 },
      targetLevel: 2,
      asOf,
      ratings: [],
      items,
    }).skills
    expect(skill!.units).toBeLessThan(1.5)
    expect(skill!.count).toBe(12)
  })
})
