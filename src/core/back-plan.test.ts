import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backPlanOf, dueOf } from './back-plan.ts'
import { addDays, daysBetween } from './day.ts'
import { weekdayOf } from './process-talk.ts'

const plan = (closesOn: string, leadDays: number, today: string, monthsAtScope = 0) =>
  backPlanOf({ closesOn, leadDays, today, monthsAtScope })!

describe('the two cycles of the specification', () => {
  test('with seven months to go everything can be there', () => {
    const { pieces, packet, verdict } = plan('2026-09-30', 21, '2026-02-23')
    expect(packet).toBe('2026-09-09')
    expect(pieces.map(({ due }) => due)).toEqual([
      '2026-02-26',
      '2026-03-06',
      '2026-03-13',
      '2026-05-12',
      '2026-05-13',
      '2026-06-11',
      '2026-06-26',
      '2026-07-24',
      '2026-07-27',
      '2026-08-05',
      '2026-08-10',
      '2026-08-12',
      '2026-08-19',
      '2026-08-26',
      '2026-09-04',
      '2026-09-09',
    ])
    expect(pieces.some(({ late }) => late)).toBe(false)
    expect(verdict).toBe('on_time')
  })

  test('with two months to go the manager is asked which cycle they would choose, unless the work has long been there', () => {
    const late = plan('2026-12-18', 14, '2026-10-20', 1)
    expect(late.packet).toBe('2026-12-04')
    expect(late.pieces.filter((piece) => piece.late).map(({ due }) => due)).toEqual([
      '2026-05-22',
      '2026-06-02',
      '2026-06-05',
      '2026-08-06',
      '2026-08-07',
      '2026-09-04',
      '2026-09-21',
    ])
    expect(dueOf(late, 'agreement')).toBe('2026-10-20')
    expect(late.verdict).toBe('consider_next')
    expect(plan('2026-12-18', 14, '2026-10-20', 4).verdict).toBe('tight')
  })
})

test('what is done is not late, and says so in the plan', () => {
  const done = backPlanOf({
    closesOn: '2026-12-18',
    leadDays: 14,
    today: '2026-06-03',
    monthsAtScope: 0,
    done: { process: true, rating1: false },
  })!
  expect(done.pieces.slice(0, 3)).toMatchObject([
    { done: true, late: false },
    { done: false, late: true },
    { done: null, late: false },
  ])
})

test('a packet whose day has passed has no plan', () => {
  expect(backPlanOf({ closesOn: '2026-06-30', leadDays: 21, today: '2026-06-20', monthsAtScope: 3 })).toBeNull()
})

test('no day falls on a weekend or a holiday, the order stays, and a later close makes nothing earlier', () => {
  const holidays = ['2026-05-01', '2026-12-24', '2026-12-25']
  const facts = (close: number, leadDays: number) => ({
    closesOn: addDays('2027-01-01', close),
    leadDays,
    today: '2026-01-05',
    holidays,
    monthsAtScope: 0,
  })
  fc.assert(
    fc.property(fc.nat(700), fc.nat(60), fc.nat(60), (close, lead, later) => {
      const first = backPlanOf(facts(close, lead))!
      const second = backPlanOf(facts(close + later, lead))!
      first.pieces.forEach(({ due }, n) => {
        expect([0, 6]).not.toContain(weekdayOf(due))
        expect(holidays).not.toContain(due)
        if (n > 0) expect(daysBetween(first.pieces[n - 1]!.due, due)).toBeGreaterThanOrEqual(0)
        expect(daysBetween(due, second.pieces[n]!.due)).toBeGreaterThanOrEqual(0)
      })
    }),
    { numRuns: 60 },
  )
})
