import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Input, Item } from '../readiness/input.ts'
import { resultOf, standingOf } from '../readiness/standing.ts'
import { utility, withEffect } from './effect.ts'
import { type ActionKind, actionKinds, actionModel } from './model.ts'
import { type Candidate, noAnchorText, planOf } from './plan.ts'

const examples: { n: number; input: Input }[] = JSON.parse(
  readFileSync(new URL('../../../test/cases/readiness_examples.json', import.meta.url), 'utf8'),
)
const { input } = examples.find(({ n }) => n === 3)!
const standing = standingOf(input)
const { asOf: date, targetLevel: scope } = input

const action = (id: string, kind: ActionKind, hours: number, landing: number, rest: Partial<Candidate>): Candidate => ({
  id,
  kind,
  label: id,
  skill: null,
  hours,
  landing,
  weeks: 0,
  effect: {},
  ...rest,
})
const item = (id: string, kind: Item['kind'], skills: string[], rest: Partial<Item> = {}): Item => ({
  id,
  kind,
  date,
  skills,
  scope,
  corroboration: 'witness',
  ...rest,
})

const w3 = input.items.find(({ id }) => id === 'w3')!
const tieringNow = standing.skills.find(({ id }) => id === 'tiering')!.onScale

/** The actions of domain 2.4. */
const seedActions: Candidate[] = [
  action('icp_project', 'project', 14, 0.7, {
    skill: 'icp',
    weeks: 5,
    effect: { items: [item('icp', 'decision', ['icp', 'positioning'], { initiative: 'ICP' })] },
  }),
  action('icp_attest', 'attest', 0.5, 0.6, { skill: 'icp', requires: 'icp_project', effect: { attested: ['icp'] } }),
  action('attest_w2', 'attest', 0.5, 0.6, { skill: 'winloss', effect: { attested: ['w2'] } }),
  action('messaging_feedback', 'feedback', 1.5, 0.6, {
    skill: 'messaging',
    effect: { items: [item('heard', 'feedback', ['messaging'], { corroboration: 'attested' })] },
  }),
  action('w3_outcome', 'measure', 1.5, 0.7, {
    skill: 'winloss',
    effect: { items: [{ ...w3, outcome: { baseline: 31, target: 40, targetSetBefore: true, after: 38 } }] },
  }),
  action('tier_decision', 'decision', 3, 0.9, {
    skill: 'tiering',
    effect: { items: [item('tiers', 'decision', ['tiering', 'messaging'])] },
  }),
  action('tier_talk', 'talk', 1, 0.7, {
    skill: 'tiering',
    effect: {
      ratings: [{ id: 'later', skill: 'tiering', source: 'manager', value: tieringNow, date }],
    },
  }),
  action('agree_confirm', 'talk', 1.5, 0.4, {
    effect: { agreement: { state: 'yes', date, confirmedByManager: true } },
  }),
  action('messaging_deck', 'artifact', 6, 0.95, {
    skill: 'messaging',
    effect: { items: [item('deck', 'artifact', ['messaging'], { corroboration: 'none' })] },
  }),
]
const four = { weeklyHours: 4, weeks: 6 }

describe('the product marketer of the worked example, four hours a week for six weeks', () => {
  const plan = planOf(standing, seedActions, four)

  test('takes the project that closes the first gap, then what shows most by the hour', () => {
    expect(
      plan.picks.map(({ action: { id, hours }, gain, rate }) => [id, hours, gain.toFixed(2), rate.toFixed(3)]),
    ).toEqual([
      ['icp_project', 14, '2.73', '0.136'],
      ['icp_attest', 0.5, '2.13', '1.787'],
      ['messaging_feedback', 1.5, '2.68', '1.071'],
      ['attest_w2', 0.5, '1.09', '1.045'],
      ['tier_talk', 1, '0.84', '0.590'],
      ['w3_outcome', 1.5, '1.18', '0.386'],
    ])
  })

  test('uses 19.0 of 19.2 hours and leads from 60 to 70 if all of it lands', () => {
    expect([plan.budget, plan.used].map((hours) => hours.toFixed(1))).toEqual(['19.2', '19.0'])
    const [before, after] = [resultOf(standing), resultOf(plan.after)]
    expect([before.raw, before.half, after.raw, after.half].map((points) => points.toFixed(1))).toEqual([
      '60.4',
      '15.2',
      '71.2',
      '14.6',
    ])
    expect([before.score, after.score].map(Math.round)).toEqual([60, 70])
  })

  test('names the runners-up of the second round by the same rates', () => {
    const after = withEffect(standing, seedActions[0]!.effect)
    const rate = (id: string) => {
      const { effect, landing, hours } = seedActions.find((each) => each.id === id)!
      return ((landing * (utility(withEffect(after, effect)) - utility(after))) / Math.max(0.5, hours)).toFixed(3)
    }
    expect(['attest_w2', 'messaging_feedback', 'w3_outcome'].map(rate)).toEqual(['1.539', '1.071', '1.050'])
  })

  test('leaves out the sixth deck: after the project it does not fit, and more of what is shown is worth little', () => {
    expect(plan.picks.some(({ action: { id } }) => id === 'messaging_deck')).toBe(false)
  })

  test('gives the project three fifths of this week, and what waits for it waits', () => {
    const week = Object.fromEntries(plan.picks.map(({ action: { id }, thisWeek }) => [id, thisWeek]))
    expect(week.icp_project).toBeCloseTo(1.92)
    expect(week).toMatchObject({ icp_attest: 0, messaging_feedback: 0, attest_w2: 0.5 })
    expect(Object.values(week).reduce((sum, hours) => sum + hours, 0)).toBeLessThanOrEqual(3.2 + 1e-9)
  })
})

test('without room for a project it says what would make room, and the least of it', () => {
  const tight = planOf(standing, seedActions, { weeklyHours: 2, weeks: 6 })
  expect(tight.anchor).toBeNull()
  // 14 h ≤ 0.75 · 0.8 · 6 weeks · 4 h, and ≤ 0.75 · 0.8 · 2 h · 12 weeks.
  expect(noAnchorText(tight)).toBe('No project fits 9.6 hours. Free 4 hours a week or extend to 12 weeks.')
  expect(noAnchorText(planOf(standing, seedActions, four))).toBeNull()
  expect(noAnchorText(planOf(standing, [], four))).toBeNull()
  expect(planOf(standing, seedActions, { weeklyHours: 4, weeks: 6 }).anchor?.id).toBe('icp_project')
  expect(planOf(standing, seedActions, { weeklyHours: 2, weeks: 12 }).anchor?.id).toBe('icp_project')
})

test('a piece of several weeks that no week holds takes what is left of this one', () => {
  const pieces = seedActions.filter(({ id }) => id === 'tier_talk' || id === 'messaging_deck')
  const weeksLong = pieces.map((each) => (each.id === 'messaging_deck' ? { ...each, weeks: 3 } : each))
  const { picks } = planOf(standing, weeksLong, four)
  expect(picks.map(({ action: { id }, thisWeek }) => [id, thisWeek.toFixed(1)])).toEqual([
    ['tier_talk', '1.0'],
    ['messaging_deck', '2.2'],
  ])
})

test('what has to begin within two weeks comes first and counts half as much again', () => {
  const urgent = seedActions.map((each) => (each.id === 'attest_w2' ? { ...each, latestStart: '2026-07-10' } : each))
  const [first] = planOf(standing, urgent, four).picks
  expect(first).toMatchObject({ action: { id: 'attest_w2' }, isUrgent: true })
  const later = seedActions.map((each) => (each.id === 'attest_w2' ? { ...each, latestStart: '2026-07-15' } : each))
  expect(planOf(standing, later, four).picks[0]!.action.id).toBe('icp_project')
})

test('what was begun stays in the plan, whatever else there is', () => {
  const { picks, anchor } = planOf(standing, seedActions, { ...four, begun: new Set(['messaging_deck']) })
  expect(picks[0]!.action.id).toBe('messaging_deck')
  expect(picks.map(({ action: { hours } }) => hours).reduce((a, b) => a + b)).toBeLessThanOrEqual(19.2)
  // 13.2 of the 19.2 hours are left: the project needs 14.
  expect(anchor).toBeNull()
})

describe('for any actions and any time', () => {
  const skills = input.skills.map(({ id }) => id)
  const anyAction = fc.record({
    kind: fc.constantFrom(...actionKinds),
    skill: fc.option(fc.constantFrom(...skills)),
    hours: fc.constantFrom(0.25, 0.5, 1, 1.5, 3, 6, 9, 14),
    landing: fc.constantFrom(0.4, 0.6, 0.9),
    weeks: fc.constantFrom(0, 2, 5, 12),
    record: fc.constantFrom<Item['kind']>('decision', 'problem', 'feedback', 'artifact'),
    corroboration: fc.constantFrom<Item['corroboration']>('none', 'witness', 'attested'),
    what: fc.constantFrom('item', 'nothing', 'agreement', 'attest'),
    soon: fc.boolean(),
    after: fc.boolean(),
  })
  const actions = fc.array(anyAction, { maxLength: 14 }).map((drawn) =>
    drawn.map(({ kind, skill, hours, landing, weeks, record, corroboration, what, soon, after }, n): Candidate => {
      const id = `a${String(n).padStart(2, '0')}`
      const effect = {
        item: { items: [item(`made ${id}`, record, [skill ?? skills[0]!], { corroboration })] },
        nothing: {},
        agreement: { agreement: { state: 'yes' as const, date, confirmedByManager: true } },
        attest: { attested: ['w2'] },
      }[what]!
      return action(id, kind, hours, landing, {
        skill,
        weeks,
        effect,
        latestStart: soon ? date : undefined,
        requires: after && n > 0 ? 'a00' : undefined,
      })
    }),
  )
  const time = fc.record({ weeklyHours: fc.constantFrom(0, 0.5, 1, 4, 10), weeks: fc.constantFrom(1, 3, 6, 13) })
  const runs = { numRuns: 120 }

  test('hours, limits by skill and kind, order of requirements and the least worth hold', () =>
    fc.assert(
      fc.property(actions, time, (all, options) => {
        const { picks, budget, used, anchor } = planOf(standing, all, options)
        const chosen = picks.map((pick) => pick.action)
        expect(used).toBeLessThanOrEqual(budget + 1e-9)
        expect(chosen.reduce((sum, { hours }) => sum + hours, 0)).toBeCloseTo(used)
        expect(chosen.length).toBeLessThanOrEqual(actionModel.most)
        for (const { skill, kind, weeks, id, requires } of chosen) {
          if (skill !== null) expect(chosen.filter((each) => each.skill === skill).length).toBeLessThanOrEqual(2)
          expect(chosen.filter((each) => each.kind === kind).length).toBeLessThanOrEqual(3)
          expect(weeks).toBeLessThanOrEqual(options.weeks)
          if (requires) expect(chosen.map((each) => each.id)).toContain(requires)
          expect(chosen.filter((each) => each.id === id)).toHaveLength(1)
        }
        for (const { rate, gain } of picks) {
          expect(rate).toBeGreaterThanOrEqual(actionModel.leastRate)
          expect(gain).toBeGreaterThan(0)
        }
        const week = picks.reduce((sum, { thisWeek }) => sum + thisWeek, 0)
        expect(week).toBeLessThanOrEqual(options.weeklyHours * actionModel.share + 1e-9)
        if (anchor) expect(anchor.hours).toBeLessThanOrEqual(0.75 * budget + 1e-9)
      }),
      runs,
    ))

  test('the order they come in is irrelevant, and the same input gives the same plan', () =>
    fc.assert(
      fc.property(actions, time, (all, options) => {
        const ids = (list: Candidate[]) => planOf(standing, list, options).picks.map((pick) => pick.action.id)
        expect(ids([...all].reverse())).toEqual(ids(all))
      }),
      runs,
    ))

  test('a longer way to the same end changes nothing', () =>
    fc.assert(
      fc.property(actions, time, fc.nat(), (all, options, which) => {
        fc.pre(all.length > 0)
        const same = all[which % all.length]!
        const longer = { ...same, id: `${same.id} longer`, hours: same.hours + 5 }
        const ids = (list: Candidate[]) => planOf(standing, list, options).picks.map((pick) => pick.action.id)
        expect(ids([...all, longer])).toEqual(ids(all))
      }),
      runs,
    ))
})
