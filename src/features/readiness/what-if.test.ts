import { expect, test } from 'vitest'
import { type Person, signUpPm } from '../../../test/harness.ts'

const rateAll = async (person: Person, value: number) => {
  for (const { id } of (await person.call('readiness.show')).skills)
    await person.call('rating.give', { skill: id, value })
}

const capture = async (person: Person, skill: string, confirmed = true): Promise<string> => {
  const { evidence } = await person.call('evidence.capture', {
    text: `Chose one way over another for ${skill}`,
    kind: 'decision',
    skills: [skill],
    happenedOn: '2026-06-01',
    scope: 'senior',
    metrics: [],
  })
  if (confirmed)
    await person.call('evidence.confirm', { id: evidence.id, by: 'Maya', words: 'I saw it.', how: 'pasted' })
  return evidence.id
}

async function withSecondVoice(): Promise<Person> {
  const ana = await signUpPm()
  await rateAll(ana, 4)
  for (const skill of ['execution', 'discovery', 'influence']) await capture(ana, skill)
  return ana
}

const whatIf = (person: Person, ...changes: Record<string, unknown>[]) => person.call('readiness.whatIf', { changes })

test('what is supposed stands where readiness would stand after doing it, and nothing is kept', async () => {
  const ana = await withSecondVoice()
  const before = await ana.call('readiness.show')
  const supposed = await whatIf(
    ana,
    { kind: 'agreement', state: 'close' },
    { kind: 'rating', source: 'self', skill: 'execution', value: 5 },
    { kind: 'evidence', skills: ['data-fluency'], corroboration: 'witness' },
  )
  expect(supposed.today.score).toBe(before.score)
  expect(await ana.call('readiness.show')).toEqual(before)

  await ana.call('agreement.record', { state: 'close' })
  await ana.call('rating.give', { skill: 'execution', value: 5 })
  await ana.call('evidence.capture', {
    text: 'Dropped two reports',
    kind: 'decision',
    skills: ['data-fluency'],
    scope: 'senior',
    happenedOn: ana.clock.today,
    metrics: [],
    seenBy: ['Noor'],
  })
  const after = await ana.call('readiness.show')
  expect(supposed.score).toBeCloseTo(after.score, 9)
  expect(supposed.band[0]).toBeCloseTo(after.band[0], 9)
  expect(supposed.raw).toBeCloseTo(after.raw, 9)
  expect(supposed.skills.map(({ id, mean }: { id: string; mean: number }) => [id, mean.toFixed(9)])).toEqual(
    after.skills.map(({ id, mean }: { id: string; mean: number }) => [id, mean.toFixed(9)]),
  )
})

test('the manager’s own rating, a confirmation and time that passes can be supposed', async () => {
  const ana = await withSecondVoice()
  const waiting = await capture(ana, 'communication', false)
  const { skills, score } = await ana.call('readiness.show')
  const rated = await whatIf(
    ana,
    ...skills.map(({ id }: { id: string }) => ({ kind: 'rating', source: 'manager', skill: id, value: 4 })),
  )
  expect(rated.caps[0]).toMatchObject({ gate: 'manager_input', cap: 100 })
  expect(rated.changes[0]).toBe('your manager rates Product sense “At level”')
  const confirmed = await whatIf(ana, { kind: 'confirm', evidence: waiting })
  expect(confirmed.dRaw).toBeGreaterThan(0)
  const later = await whatIf(ana, { kind: 'time', months: 24 })
  expect(later).toMatchObject({ on: '2028-06-30', changes: ['24 months pass'] })
  expect(later.score).toBeLessThan(score)
})

test('before a second voice no supposition shows a number', async () => {
  const ana = await signUpPm()
  await rateAll(ana, 4)
  const supposed = await whatIf(ana, { kind: 'rating', source: 'manager', skill: 'execution', value: 5 })
  for (const side of [supposed, supposed.today])
    expect(side).toMatchObject({ shown: false, score: null, band: null, raw: null, rawBand: null })
  expect(supposed).toMatchObject({ dScore: null, dRaw: null })
  expect(supposed.wording.denial).toBeNull()
})

test('what is not on the ladder, not on its scale or not there is refused', async () => {
  const ana = await withSecondVoice()
  await expect(whatIf(ana, { kind: 'rating', skill: 'juggling', value: 4 })).rejects.toThrow('has no skill “juggling”')
  await expect(whatIf(ana, { kind: 'rating', skill: 'execution', value: 9 })).rejects.toThrow(
    '9 is not on this ladder’s',
  )
  await expect(whatIf(ana, { kind: 'evidence', skills: ['execution'], scope: 'king' })).rejects.toThrow(
    'no level “king”',
  )
  await expect(whatIf(ana, { kind: 'confirm', evidence: 'nothing' })).rejects.toThrow('There is no such record')
})
