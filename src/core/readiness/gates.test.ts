import { describe, expect, test } from 'vitest'
import { addDays } from '../day.ts'
import {
  type Agreement,
  type Cap,
  type Expect,
  type Gate,
  type GivenRating,
  type Input,
  type Item,
  readiness,
} from '../readiness.ts'

const asOf = '2026-06-30'
const scale = { min: 1, max: 5, meets: 4 }

const input = (over: Partial<Input>): Input => ({
  skills: ['discovery', 'execution', 'influence', 'strategy', 'writing'].map((id) => ({ id, weight: 1 })),
  scale,
  targetLevel: 2,
  asOf,
  ratings: [],
  items: [],
  ...over,
})

const gate = <G extends Gate>(over: Partial<Input>, name: G) =>
  readiness(input(over)).caps.find((cap): cap is Extract<Cap, { gate: G }> => cap.gate === name)!

const item = (over: Partial<Item>): Item => ({
  id: `${over.date}${over.skills}${over.corroboration}`,
  kind: 'decision',
  date: '2026-06-10',
  skills: ['discovery'],
  scope: 2,
  corroboration: 'attested',
  ...over,
})

const byManager = (skill: string, over: Partial<GivenRating> = {}): GivenRating => ({
  skill,
  source: 'manager',
  rater: 'Maya',
  value: 4,
  date: '2026-05-01',
  ...over,
})

describe('manager input', () => {
  test('four skills of five are enough to open the gate, two are half of that', () => {
    const ratings = ['discovery', 'execution', 'influence', 'strategy'].map((skill) => byManager(skill))
    expect(gate({ ratings }, 'manager_input').cap).toBeCloseTo(100, 9)
    expect(gate({ ratings: ratings.slice(0, 2) }, 'manager_input').cap).toBeCloseTo(80, 9)
  })

  test('a rating counts for a year of active days and not a day longer', () => {
    const on = (days: number) => ({ ratings: [byManager('discovery', { date: addDays(asOf, -days) })] })
    expect(gate(on(365), 'manager_input').detail).toBeCloseTo(0.2, 9)
    expect(gate(on(366), 'manager_input').detail).toBe(0)
    expect(
      gate({ ...on(366), leaves: [{ from: '2026-01-01', to: '2026-01-01' }] }, 'manager_input').detail,
    ).toBeCloseTo(0.2, 9)
  })

  test('what the owner heard the manager say later does not take back what the manager sent', () => {
    const ratings = [byManager('discovery'), byManager('discovery', { heard: true, value: 5, date: '2026-06-01' })]
    const [skill] = readiness(input({ ratings })).skills
    expect(gate({ ratings }, 'manager_input').detail).toBeCloseTo(0.2, 9)
    expect([skill?.manager?.value, skill?.sources]).toEqual([5, 1])
  })
})

describe('sustained scope', () => {
  test('months on the owner’s word alone count for at most half of those needed', () => {
    const months = ['2026-01-05', '2026-02-05', '2026-03-05', '2026-04-05', '2026-05-05']
    const items = months.map((date) => item({ date, corroboration: 'none' }))
    expect(gate({ items }, 'sustained_scope')).toEqual({ gate: 'sustained_scope', cap: 77.5, detail: 3, needed: 6 })
    const witnessed = items.map((each) => ({ ...each, corroboration: 'witness' as const }))
    expect(gate({ items: witnessed }, 'sustained_scope').detail).toBe(5)
  })

  test('a follow-up reading is work in its own month, once it has been taken', () => {
    const outcome = { baseline: 1, after: 2, check30: '2026-05-20', check60: '2026-07-20' }
    expect(gate({ items: [item({ date: '2026-04-10', outcome })] }, 'sustained_scope').detail).toBe(2)
  })

  test('the window is twelve months, and longer where more than nine are needed', () => {
    const items = [item({ date: '2025-07-01' }), item({ date: '2025-06-30' })]
    expect(gate({ items }, 'sustained_scope').detail).toBe(1)
    expect(gate({ items, monthsNeeded: 10 }, 'sustained_scope').detail).toBe(2)
  })

  test('months wholly on leave are skipped, so that the window reaches back further; a broken month is not', () => {
    const items = [item({ date: '2025-05-15' })]
    expect(gate({ items }, 'sustained_scope').detail).toBe(0)
    expect(gate({ items, leaves: [{ from: '2025-12-01', to: '2026-01-31' }] }, 'sustained_scope').detail).toBe(1)
    expect(gate({ items, leaves: [{ from: '2025-12-02', to: '2026-01-31' }] }, 'sustained_scope').detail).toBe(0)
  })

  test('work below the target level’s scope, or seen as smaller by the one who confirmed it, fills no month', () => {
    const items = [item({ scope: 1 }), item({ date: '2026-05-10', attestedScope: 1 })]
    expect(gate({ items }, 'sustained_scope').detail).toBe(0)
  })
})

describe('manager agreement', () => {
  const cap = (agreement: Agreement | undefined, over: Partial<Input> = {}) => {
    const { cap, detail } = gate({ agreement, ...over }, 'manager_agreement')
    return [cap, detail]
  }

  test('asking never costs: not yet holds no lower than never having asked', () => {
    expect(cap(undefined)).toEqual([70, 'unknown'])
    expect(cap({ state: 'not_yet', date: asOf })).toEqual([70, 'not_yet'])
    expect(cap({ state: 'close', date: asOf })).toEqual([85, 'close'])
    expect(cap({ state: 'yes', date: asOf })).toEqual([85, 'yesClaimed'])
    expect(cap({ state: 'yes', date: asOf, confirmedByManager: true })).toEqual([100, 'yesConfirmed'])
  })

  test('it lapses after 120 active days', () => {
    const old: Agreement = { state: 'yes', date: addDays(asOf, -121), confirmedByManager: true }
    expect(cap(old)).toEqual([70, 'unknown'])
    expect(cap(old, { leaves: [{ from: '2026-05-01', to: '2026-05-01' }] })).toEqual([100, 'yesConfirmed'])
  })

  test('a former manager’s yes counts as heard, and a former manager’s “close” as it was', () => {
    expect(cap({ state: 'yes', date: asOf, confirmedByManager: true, formerManager: 'Maya' })).toEqual([
      85,
      'yesClaimed',
    ])
    expect(cap({ state: 'close', date: asOf, confirmedByManager: true, formerManager: 'Maya' })).toEqual([85, 'close'])
  })
})

describe('level expectations', () => {
  const ratings = ['discovery', 'execution', 'influence', 'strategy', 'writing'].map((skill) => byManager(skill))
  const weak = [...ratings.slice(0, 4), byManager('writing', { value: 1 })]
  const cap = (expect: Partial<Expect>, given = weak) =>
    gate(
      { ratings: given, expects: [{ skills: ['discovery', 'writing'], bar: 'open', ...expect }] },
      'level_expectations',
    )
  const skill = (id: string) => readiness(input({ ratings: weak })).skills.find((each) => each.id === id)!

  test('a level that expects nothing has no such gate', () => {
    expect(gate({ expects: [] }, 'level_expectations')).toBeUndefined()
  })

  test('a weak must-have is not offset by strong other skills', () => {
    expect(cap({ must: ['writing'] }).cap).toBeCloseTo(60 + 40 * skill('writing').f, 9)
    expect(cap({ must: ['writing'] }).detail).toBe('writing')
  })

  test('“meets” asks it of each skill of the group', () => {
    expect(cap({ bar: 'meets' }).cap).toBeCloseTo(60 + 40 * skill('writing').f, 9)
  })

  test('“credible” is content with about a point less', () => {
    expect(cap({ bar: 'credible' }).cap).toBeCloseTo(60 + 40 * (skill('writing').mean / 0.4375), 9)
    expect(cap({ bar: 'credible' }, ratings)).toMatchObject({ cap: 100, detail: null })
  })

  test('“at least one” looks at the strongest, “at least two” at the next', () => {
    expect(cap({ meetsAtLeast: 1 }).cap).toBeCloseTo(60 + 40 * skill('discovery').f, 9)
    expect(cap({ meetsAtLeast: 2 }).detail).toBe('writing')
  })

  test('skills that do not apply at the level demand nothing', () => {
    expect(cap({ must: ['people-leadership'] })).toMatchObject({ cap: 100, detail: null })
  })
})

describe('credited work', () => {
  const expects: Expect[] = [{ skills: ['strategy', 'writing'], bar: 'open', credited: 2 }]

  test('only confirmed work whose main skill is in the group counts', () => {
    const items = [
      item({ skills: ['strategy'] }),
      item({ skills: ['strategy'], corroboration: 'witness' }),
      item({ skills: ['discovery', 'strategy'] }),
    ]
    expect(gate({ items, expects }, 'credited_work')).toMatchObject({ cap: 85, detail: 1, needed: 2 })
  })
})

describe('which gate holds', () => {
  test('the lowest; the range then ends at the cap, and the raw range stays beside it', () => {
    const ratings = ['discovery', 'execution', 'influence', 'strategy', 'writing'].flatMap((skill) => [
      byManager(skill, { value: 5 }),
      byManager(skill, { value: 5, source: 'self' }),
    ])
    const items = ['discovery', 'execution', 'influence', 'strategy', 'writing'].map((skill) =>
      item({ skills: [skill] }),
    )
    const result = readiness(input({ ratings, items }))
    expect(result.heldBy).toBe('sustained_scope')
    expect(result.cap).toBeCloseTo(62.5, 9)
    expect(result.band).toEqual([62.5 - result.half, 62.5])
    expect(result.rawBand[1]).toBeGreaterThan(result.raw)
  })
})
