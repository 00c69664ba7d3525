import { expect, test } from 'vitest'
import { signUpBeside, signUpPm } from '../../../test/harness.ts'

const text = 'Dropped the partner API in favour of SSO.'
const flagsOf = async (person: { call: (name: string, input?: unknown) => Promise<{ flags: string[] }> }) =>
  (await person.call('coach.read', { text })).flags

test('a question waved away in three entries is off for this person only, and comes back when it is switched on', async () => {
  const ana = await signUpPm()
  const ben = await signUpBeside(ana)
  const [flag] = await flagsOf(ana)
  expect(flag).toBe('no_reason')
  for (const off of [[], [], [flag]]) expect(await ana.call('coach.dismiss', { flag })).toEqual({ off })
  expect(await flagsOf(ana)).not.toContain(flag)
  expect(await flagsOf(ben)).toContain(flag)
  const { reading } = await ana.call('evidence.capture', { text, dryRun: true })
  expect(reading.flags).not.toContain(flag)
  await ana.call('settings.set', { questionsOff: [] })
  expect(await flagsOf(ana)).toContain(flag)
  expect(await ana.call('coach.dismiss', { flag })).toEqual({ off: [] })
})

test('waving away is undone like any change', async () => {
  const ana = await signUpPm()
  for (let entry = 1; entry <= 3; entry++) await ana.call('coach.dismiss', { flag: 'no_reason' })
  await ana.call('activity.undo')
  expect(await flagsOf(ana)).toContain('no_reason')
})

test('switching one question off keeps how often others were waved away', async () => {
  const ana = await signUpPm()
  for (let entry = 1; entry <= 2; entry++) await ana.call('coach.dismiss', { flag: 'hedge' })
  await ana.call('settings.set', { questionsOff: ['no_reason'] })
  expect(await ana.call('coach.dismiss', { flag: 'hedge' })).toEqual({ off: ['no_reason', 'hedge'] })
})

test('a question that is off is not asked in the inbox or in the first ten minutes either', async () => {
  const ana = await signUpPm()
  await ana.call('settings.set', { questionsOff: ['no_reason'] })
  await ana.call('inbox.import', { text: `- ${text}` })
  const { items: silent } = await ana.call('inbox.list')
  expect(silent[0].reading.flags).not.toContain('no_reason')
  await ana.call('settings.set', { questionsOff: [] })
  const { items: asking } = await ana.call('inbox.list')
  expect(asking[0].reading.flags).toContain('no_reason')
})
