import { expect, test } from 'vitest'
import { signUp, signUpPm } from '../../../test/harness.ts'

test('the day is the profile’s own, and everything is worked back from it', async () => {
  const ana = await signUpPm({ today: '2026-02-23' })
  const { plan } = await ana.call('cycle.set', { closesOn: '2026-09-30' })
  expect(plan).toMatchObject({
    packet: '2026-09-09',
    verdict: 'on_time',
    says: 'Everything can be there for this cycle.',
  })
  expect(plan.pieces[0]).toMatchObject({ id: 'process', due: '2026-02-26', done: false, late: false })
  expect((await ana.call('profile.show')).reviewOn).toBe('2026-09-30')
  await ana.call('profile.set', { reviewOn: '2026-12-18' })
  expect(await ana.call('cycle.show')).toMatchObject({ closesOn: '2026-12-18', leadDays: 21 })
})

test('what the records show is done, and nothing is claimed of the rest', async () => {
  const ana = await signUpPm()
  await ana.call('cycle.set', { closesOn: '2027-03-31', leadDays: 14 })
  const state = async (id: string) =>
    (await ana.call('cycle.show')).plan.pieces.find((piece: { id: string }) => piece.id === id).done
  expect([await state('process'), await state('agreement'), await state('draft')]).toEqual([false, false, null])
  await ana.call('research.record', { topic: 'process', answer: 'A panel' })
  for (const name of ['A', 'B', 'C', 'D', 'E']) await ana.call('people.add', { name })
  await ana.call('agreement.record', { state: 'close' })
  await ana.call('evidence.capture', {
    text: 'Chose one price list',
    kind: 'decision',
    skills: ['influence'],
    scope: 'senior',
  })
  expect([await state('process'), await state('agreement'), await state('scope_start')]).toEqual([true, true, true])
})

test('a day that has passed is refused; one that passes later is said to have passed, and undo takes both back at once', async () => {
  const ana = await signUpPm()
  await expect(ana.call('cycle.set', { closesOn: '2026-06-29' })).rejects.toMatchObject({
    code: 'invalid',
    field: 'closesOn',
  })
  const { activity } = await ana.done('cycle.set', { closesOn: '2026-12-18', leadDays: 7 })
  ana.clock.today = '2026-12-19'
  expect(await ana.call('cycle.show')).toMatchObject({ isPast: true, plan: null })
  await ana.call('activity.undo', { id: activity })
  expect(await ana.call('cycle.show')).toEqual({ closesOn: null, leadDays: 21, isPast: false, plan: null })
})

test('a cycle can be put in before anything else is said', async () => {
  const ana = await signUp()
  expect((await ana.call('cycle.set', { closesOn: '2027-03-31' })).plan.pieces).toHaveLength(16)
})
