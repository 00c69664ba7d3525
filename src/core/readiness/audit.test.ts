import { describe, expect, test } from 'vitest'
import { auditGroup, auditOf, type GivenRating } from '../readiness.ts'

const four = { min: 1, max: 4, meets: 3 }
const five = { min: 1, max: 5, meets: 4 }
const verdict = (values: number[], scale = four) => auditGroup(values, scale).verdict

describe('the total of five skills on 1–4', () => {
  test('advises by 12 and 16, both of them in the middle', () => {
    expect(auditGroup([2, 2, 2, 2, 3], four)).toEqual({ total: 11, top: 20, verdict: 'focus' })
    expect(verdict([2, 2, 2, 3, 3])).toBe('level-out')
    expect(verdict([3, 3, 3, 3, 4])).toBe('level-out')
    expect(verdict([3, 3, 3, 4, 4])).toBe('expose')
  })

  test('a skill at 1 is lifted first, however high the total', () => {
    expect(verdict([1, 4, 4, 4, 4])).toBe('level-out')
    expect(verdict([1, 1, 4, 4, 1])).toBe('focus')
  })
})

test('the same shares hold for any group and scale, and a ladder’s own numbers win', () => {
  expect(verdict([3, 3, 3], five)).toBe('level-out')
  expect(verdict([3, 3, 2], five)).toBe('focus')
  expect(auditGroup([3, 3, 3], five, { focusBelow: 10, exposeAbove: 12 }).verdict).toBe('focus')
})

describe('from stored ratings', () => {
  const rate = (source: GivenRating['source'], values: number[], heard = false): GivenRating[] =>
    values.map((value, i) => ({ skill: `s${i}`, source, rater: source, value, date: '2026-06-01', heard }))
  const audit = (...ratings: GivenRating[][]) =>
    auditOf(['s0', 's1', 's2', 's3', 's4'], ratings.flat(), four, '2026-06-30')

  test('there is no verdict until the owner has rated the whole group', () => {
    expect(audit(rate('self', [3, 3, 3, 3]))).toBeNull()
  })

  test('the lower of two verdicts counts, once a manager has rated all of it', () => {
    const own = rate('self', [4, 4, 3, 3, 3])
    expect(audit(own, rate('manager', [2, 2, 2, 2, 2]))).toMatchObject({ verdict: 'focus', manager: { total: 10 } })
    expect(audit(own, rate('manager', [2, 2, 2, 2]))).toMatchObject({ verdict: 'expose', manager: null })
    expect(audit(own, rate('manager', [2, 2, 2, 2, 2], true))).toMatchObject({ verdict: 'expose', manager: null })
  })

  test('the lowest skills are named', () => {
    expect(audit(rate('self', [3, 2, 3, 2, 3]))?.lowest).toEqual(['s1', 's3'])
  })
})
