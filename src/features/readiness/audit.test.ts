import { describe, expect, test } from 'vitest'
import { type Person, signUp, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import type { AuditAnswer } from './audit.ts'

const tiers = {
  1: ['customer-copy', 'launch-execution', 'sales-enablement', 'customer-insight', 'cross-functional'],
  2: ['competitive-positioning', 'messaging-architecture', 'win-loss', 'icp-refinement', 'launch-tiering'],
  3: ['category-strategy', 'pricing-strategy', 'gtm-motion', 'board-communication', 'team-building'],
} as const

async function signUpPmm(profile: Record<string, unknown> = {}): Promise<Person> {
  const mira = await signUp()
  await mira.call('profile.set', { framework: 'pmm', level: 'senior', target: 'director', ...profile })
  return mira
}

const answer = async (person: Person, tier: 1 | 2 | 3, values: (number | 'no chance')[]) => {
  for (const [i, value] of values.entries())
    await person.call('rating.give', {
      skill: tiers[tier][i],
      ...(value === 'no chance' ? { noOpportunity: true } : { value }),
    })
}

const tierOf = async (person: Person, tier: 1 | 2 | 3) =>
  ((await person.call('audit.show')) as AuditAnswer).tiers.find((one) => one.tier === tier)!

describe('the audit of a product marketer', () => {
  test('has five statements in each of three tiers, all in the first person', async () => {
    const mira = await signUpPmm()
    const audit: AuditAnswer = await mira.call('audit.show')
    expect(audit.tiers.map(({ tier, skills }) => [tier, skills.map(({ id }) => id)])).toEqual(
      Object.entries(tiers).map(([tier, skills]) => [Number(tier), skills]),
    )
    const statements = audit.tiers.flatMap(({ skills }) => skills.map(({ statement }) => statement))
    expect(new Set(statements).size).toBe(15)
    for (const statement of statements) expect(statement).toMatch(/^I (?!am\b)/)
  })

  test('S0-19: has no total until all five are answered, and a range meanwhile', async () => {
    const mira = await signUpPmm()
    await answer(mira, 2, [3, 2, 2])
    expect(await tierOf(mira, 2)).toMatchObject({ total: null, of: 20, range: [9, 15], verdict: null, minimum: 2 })
    await answer(mira, 2, [3, 2, 2, 3, 3])
    expect(await tierOf(mira, 2)).toMatchObject({ total: 13, range: [13, 13], verdict: 'level-out' })
  })

  test('S0-14 to S0-16: 11 works on tier 2 first, 12 and 16 level out, 17 starts tier 3', async () => {
    const mira = await signUpPmm()
    const verdicts = []
    for (const values of [
      [2, 2, 2, 2, 3],
      [2, 2, 2, 3, 3],
      [3, 3, 3, 3, 4],
      [3, 3, 3, 4, 4],
    ]) {
      await answer(mira, 2, values)
      const { total, verdict, title } = await tierOf(mira, 2)
      verdicts.push([total, verdict, title])
    }
    expect(verdicts).toEqual([
      [11, 'focus', 'Build tier 2 first'],
      [12, 'level-out', 'Level out, then borrow exposure'],
      [16, 'level-out', 'Level out, then borrow exposure'],
      [17, 'expose', 'Start tier 3'],
    ])
  })

  test('S0-18: a skill at 1 never reads as far enough for tier 3, and stands beside the total', async () => {
    const mira = await signUpPmm()
    await answer(mira, 2, [4, 4, 4, 4, 1])
    expect(await tierOf(mira, 2)).toMatchObject({
      total: 17,
      minimum: 1,
      lowest: ['launch-tiering'],
      verdict: 'level-out',
    })
  })

  test('S0-10: “no chance yet” is kept apart from “not able yet”, and is no answer of 1', async () => {
    const mira = await signUpPmm()
    await answer(mira, 3, [2, 'no chance', 3, 3, 'no chance'])
    expect(await tierOf(mira, 3)).toMatchObject({
      answered: 5,
      total: null,
      range: [10, 16],
      minimum: 2,
      notAble: ['category-strategy'],
      noChance: ['pricing-strategy', 'team-building'],
    })
  })
})

describe('S0-06: the craft is due after eighteen months in the role', () => {
  const first = async (profile: Record<string, unknown>) => {
    const mira = await signUpPmm({ level: 'pmm', target: 'senior', ...profile })
    await answer(mira, 1, [3, 2, 3, 3, 3])
    return ((await mira.call('audit.show')) as AuditAnswer).first
  }

  test('before that a weak skill is a hint, after it it comes first', async () => {
    expect(await first({ levelSince: '2025-06-01' })).toMatchObject({ due: false, weak: ['launch-execution'] })
    expect(await first({ levelSince: '2024-06-01' })).toMatchObject({ due: true, weak: ['launch-execution'] })
  })

  test('a leave does not count as time in the role', async () => {
    const leaves = [{ from: '2024-10-01', to: '2025-09-30' }]
    expect(await first({ levelSince: '2024-06-01', leaves })).toMatchObject({ due: false })
  })

  test('whoever has risen past the role is past the time, and an unknown time is asked for', async () => {
    expect(await first({ level: 'senior', target: 'director' })).toMatchObject({ due: true })
    expect(await first({})).toMatchObject({ due: false, asksSince: true })
  })

  test('what the work has not offered is not weak', async () => {
    const mira = await signUpPmm()
    await answer(mira, 1, [3, 'no chance', 3, 3, 3])
    expect((await mira.call('audit.show')).first).toBeNull()
  })
})

describe('the audit’s pages', () => {
  test('go one statement at a time without script, and go on where they were left', async () => {
    const mira = await signUpPmm()
    const visitor = browse(mira)
    expect((await visitor.visit('/level/audit')).text).toContain('15 statements a colleague could test')
    const page = await visitor.visit('/level/audit/answer')
    expect(page.text).toContain('Customer-focused copy')
    expect(page.html).toContain('name="_next" value="/level/audit/answer?after=customer-copy"')
    await answer(mira, 1, [3])
    expect((await visitor.visit('/level/audit/answer')).text).toContain('Launch execution')
    expect((await visitor.visit('/level/audit')).text).toContain('Go on: 14 left')
  })

  test('S0-20: an answer keeps its because and the records it rests on', async () => {
    const mira = await signUpPmm()
    const { evidence } = await mira.call('evidence.capture', {
      text: 'Held three interviews about lost deals',
      kind: 'learning',
      skills: ['win-loss'],
    })
    const page = await browse(mira).visit('/level/audit/answer?skill=win-loss')
    expect(page.html).toContain(`name="evidence" value="${evidence.id}"`)
    await mira.call('rating.give', {
      skill: 'win-loss',
      value: 2,
      because: 'Three interviews, no programme, nothing changed by them.',
      evidence: [evidence.id],
    })
    const asked = (await tierOf(mira, 2)).skills.find(({ id }) => id === 'win-loss')
    expect(asked).toMatchObject({
      value: 2,
      because: 'Three interviews, no programme, nothing changed by them.',
      evidence: [evidence.id],
    })
    expect((await browse(mira).visit('/level/audit')).text).toContain('Three interviews, no programme')
  })

  test('show the verdict in words and the count one click away, or not at all', async () => {
    const mira = await signUpPmm()
    await answer(mira, 2, [3, 2, 2, 3, 3])
    const visitor = browse(mira)
    expect((await visitor.visit('/level/audit')).text).toContain('13 of 20, lowest 2')
    await mira.call('settings.set', { hideNumbers: true })
    const { text } = await visitor.visit('/level/audit')
    expect(text).toContain('level out, then borrow exposure')
    expect(text).not.toMatch(/of 20|lowest 2/)
  })

  test('say on a ladder without tiers that there is nothing to add up', async () => {
    const ana = await signUpPm()
    expect((await browse(ana).visit('/level/audit')).text).toContain('has no tiers of skills')
    expect((await ana.call('audit.show')).tiers).toEqual([])
  })
})
