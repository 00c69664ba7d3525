import { describe, expect, test } from 'vitest'
import { type Person, signUpBeside, signUpPm, today } from '../../../test/harness.ts'
import type { ReadinessAnswer } from './operations.ts'

const capture = async (
  person: Person,
  { skill = 'execution', kind = 'decision', on = '2026-06-01', scope = 'senior', confirmed = true } = {},
): Promise<string> => {
  const { evidence } = await person.call('evidence.capture', {
    text: `Chose one release over two on ${on}`,
    kind,
    skills: [skill],
    happenedOn: on,
    scope,
    metrics: [],
  })
  if (confirmed)
    await person.call('evidence.confirm', { id: evidence.id, by: 'Maya', words: 'I saw it.', on, how: 'pasted' })
  return evidence.id
}

const rateAll = async (person: Person, value: number) => {
  const { skills } = await person.call('readiness.show')
  for (const { id } of skills) await person.call('rating.give', { skill: id, value })
}

const skillIn = (answer: ReadinessAnswer, id: string) => answer.skills.find((skill) => skill.id === id)!

describe('from what one does to where one stands', () => {
  test('a record, a confirmation, a rating and a talk each move what the rules say they move', async () => {
    const ana = await signUpPm()
    await rateAll(ana, 4)
    const rated = await ana.call('readiness.show')
    expect(skillIn(rated, 'execution')).toMatchObject({ count: 0, sources: 1, state: 'open' })

    const id = await capture(ana, { confirmed: false })
    const captured = await ana.call('readiness.show')
    // A decision on one's own word: .55 × .35 of a unit, saturated as an initiative of its own and as unconfirmed.
    const own = 0.75 * (1 - Math.exp(-(1.5 * (1 - Math.exp((-0.55 * 0.35) / 1.5))) / 0.75))
    expect(skillIn(captured, 'execution').units).toBeCloseTo(4 * (1 - Math.exp(-own / 4)), 9)
    expect(skillIn(captured, 'execution').mean).toBeGreaterThan(skillIn(rated, 'execution').mean)
    expect(skillIn(captured, 'discovery')).toEqual(skillIn(rated, 'discovery'))

    await ana.call('evidence.confirm', { id, by: 'Maya', words: 'I saw it.', how: 'pasted' })
    const confirmed = await ana.call('readiness.show')
    expect(skillIn(confirmed, 'execution')).toMatchObject({ sources: 2 })
    expect(skillIn(confirmed, 'execution').credit).toBeGreaterThan(skillIn(captured, 'execution').credit)

    const gate = (answer: { caps: { gate: string; cap: number }[] }) =>
      answer.caps.find((cap) => cap.gate === 'manager_agreement')?.cap
    expect(gate(confirmed)).toBe(70)
    await ana.call('agreement.record', { state: 'close' })
    expect(gate(await ana.call('readiness.show'))).toBe(85)
    await ana.call('agreement.record', { state: 'yes', confirmedByManager: true })
    expect(gate(await ana.call('readiness.show'))).toBe(100)
  })

  test('the number comes with the third confirmed record at target scope, and not before', async () => {
    const ana = await signUpPm()
    await rateAll(ana, 4)
    await capture(ana, { skill: 'execution' })
    await capture(ana, { skill: 'discovery' })
    await capture(ana, { skill: 'influence', scope: 'pm' })
    expect(await ana.call('readiness.show')).toMatchObject({
      shown: false,
      score: null,
      band: null,
      raw: null,
      rawBand: null,
    })
    await capture(ana, { skill: 'influence' })
    const answer = await ana.call('readiness.show')
    expect(answer.shown).toBe(true)
    expect(answer.score).toBeLessThanOrEqual(60)
    expect(answer.band[0]).toBeLessThan(answer.score)
  })

  test('a rating as heard has half the precision of the rater’s own and opens no number', async () => {
    const ana = await signUpPm()
    await rateAll(ana, 4)
    const before = skillIn(await ana.call('readiness.show'), 'execution')
    await ana.call('rating.give', { skill: 'execution', value: 5, source: 'manager' })
    const answer = await ana.call('readiness.show')
    const after = skillIn(answer, 'execution')
    expect(after.PR - before.PR).toBeCloseTo(0.5 / 0.21 ** 2, 9)
    expect(after.sources).toBe(1)
    expect(answer).toMatchObject({ shown: false, secondVoice: false })
    expect(answer.caps[0]).toMatchObject({ gate: 'manager_input', cap: 60, detail: 0 })
  })

  test('ratings against another level or on another ladder say nothing here', async () => {
    const ana = await signUpPm()
    await ana.call('rating.give', { skill: 'execution', value: 4 })
    await ana.call('profile.set', { level: 'senior', target: 'principal' })
    expect(skillIn(await ana.call('readiness.show'), 'execution')).toMatchObject({ self: null, state: 'not_assessed' })
    await ana.call('profile.set', { framework: 'pmm', level: 'pmm', target: 'senior' })
    const elsewhere = await ana.call('readiness.show')
    expect(elsewhere.skills.every(({ self }: { self: unknown }) => self === null)).toBe(true)
    await ana.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
    expect(skillIn(await ana.call('readiness.show'), 'execution').self!.value).toBe(4)
  })

  test('no occasion yet reads so, and is not taken for a rating', async () => {
    const ana = await signUpPm()
    await ana.call('rating.give', { skill: 'execution', noOpportunity: true })
    const answer = await ana.call('readiness.show')
    expect(skillIn(answer, 'execution')).toMatchObject({ state: 'not_assessed', text: 'No chance yet: create one' })
    expect(answer.ratedWeight).toBe(0)
  })
})

describe('the manager’s word over time', () => {
  const held = async (person: Person) =>
    (await person.call('readiness.show')).caps.find(({ gate }: { gate: string }) => gate === 'manager_agreement').detail

  test('a yes that a former manager confirmed counts as heard until the next talk', async () => {
    const ana = await signUpPm()
    await ana.call('agreement.record', { state: 'yes', confirmedByManager: true })
    expect(await held(ana)).toBe('yesConfirmed')
    await ana.call('profile.set', { manager: 'Noor' })
    expect(await held(ana)).toBe('yesClaimed')
    await ana.call('agreement.record', { state: 'not_yet' })
    expect(await held(ana)).toBe('not_yet')
  })

  test('it lapses after 120 days, and leave does not count among them', async () => {
    const ana = await signUpPm({ today: '2026-01-31' })
    await ana.call('agreement.record', { state: 'close' })
    ana.clock.today = '2026-05-31'
    expect(await held(ana)).toBe('close')
    ana.clock.today = '2026-06-01'
    expect(await held(ana)).toBe('unknown')
    await ana.call('profile.set', { leaves: [{ from: '2026-03-01', to: '2026-03-31' }] })
    expect(await held(ana)).toBe('close')
  })

  test('a past day is judged by what had been said by then', async () => {
    const ana = await signUpPm()
    await ana.call('agreement.record', { state: 'close', on: '2026-03-02' })
    await ana.call('agreement.record', { state: 'not_yet', on: '2026-06-02' })
    const { caps } = await ana.call('readiness.show', { on: '2026-04-01' })
    expect(caps.find(({ gate }: { gate: string }) => gate === 'manager_agreement').detail).toBe('close')
  })
})

describe('beyond promotion', () => {
  test('without a target the present level is the measure, and there is no number, no hold and no manager to ask', async () => {
    const ana = await signUpPm()
    await ana.call('profile.set', { target: 'none' })
    await rateAll(ana, 5)
    for (const skill of ['execution', 'discovery', 'influence']) await capture(ana, { skill, scope: 'pm' })
    const answer = await ana.call('readiness.show')
    expect(answer).toMatchObject({ mode: 'footprint', against: 'pm', shown: false, score: null, caps: [] })
    expect(answer.whatWouldChange.map(({ kind }: { kind: string }) => kind)).not.toContain('ask_manager')
    expect(skillIn(answer, 'execution')).toMatchObject({ count: 1 })
  })

  test('at the top level ratings count even where the profile names another target', async () => {
    const ana = await signUpPm()
    await ana.call('profile.set', { level: 'cpo', target: 'vp' })
    await ana.call('rating.give', { skill: 'influence', value: 4 })
    const answer = await ana.call('readiness.show')
    expect(answer).toMatchObject({ mode: 'top', against: 'cpo' })
    expect(skillIn(answer, 'influence').self!.value).toBe(4)
  })
})

test('a second person in the same file stands on nothing of the first one’s', async () => {
  const ana = await signUpPm()
  await rateAll(ana, 4)
  for (const skill of ['execution', 'discovery', 'influence']) await capture(ana, { skill })
  await ana.call('agreement.record', { state: 'yes' })
  const bo = await signUpBeside(ana)
  await bo.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
  const answer = await bo.call('readiness.show')
  expect(answer).toMatchObject({ shown: false, ratedWeight: 0, secondVoice: false, on: today })
  expect(answer.skills.every(({ state }: { state: string }) => state === 'not_assessed')).toBe(true)
  expect(answer.caps.find(({ gate }: { gate: string }) => gate === 'manager_agreement').detail).toBe('unknown')
})
