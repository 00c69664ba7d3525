import { describe, expect, test } from 'vitest'
import { signUpBeside, signUpPm } from '../../../test/harness.ts'

describe('what did my manager mean', () => {
  test('each line is read on its own, with what to ask back and what to do', async () => {
    const person = await signUpPm()
    const { matches, unknown, notKnown } = await person.call('stall.decode', {
      phrase: 'You need to think more strategically.\nNice shoes.\nThere’s no headcount this half.',
    })
    expect(matches.map(({ id }: { id: string }) => id)).toEqual(['strategy', 'structural'])
    expect(matches[0]).toMatchObject({ heard: 'You need to think more strategically.' })
    expect(matches[1].ask).toContain('on which day')
    expect([unknown, notKnown]).toEqual([['Nice shoes.'], null])
  })

  test('an unknown remark is not guessed at; there is something to ask instead', async () => {
    const person = await signUpPm()
    const { matches, notKnown } = await person.call('stall.decode', { phrase: 'You are doing fine.' })
    expect([matches, notKnown.ask]).toEqual([[], expect.stringContaining('differently')])
  })

  test('measured results of one’s own are held against “no impact”, and nobody else’s', async () => {
    const ana = await signUpPm()
    const says = async (person: typeof ana) =>
      (await person.call('stall.decode', { phrase: 'not seeing the impact' })).matches[0].check
    expect((await says(ana)).state).toBe('not_enough')
    for (const text of ['Cut churn from 4% to 3%.', 'Week-1 retention went from 42% to 58%.'])
      await ana.call('evidence.capture', { text, happenedOn: '2026-06-01' })
    expect(await says(ana)).toMatchObject({ state: 'differs', records: [{}, {}] })
    expect((await says(await signUpBeside(ana))).state).toBe('not_enough')
    ana.clock.today = '2027-01-30'
    expect((await says(ana)).state).toBe('not_enough')
  })

  test('initiatives without a number of the company bear “more strategic” out', async () => {
    const person = await signUpPm()
    await person.call('initiative.start', { title: 'Onboarding', why: 'Because Sales asked' })
    await person.call('initiative.start', { title: 'Billing', why: 'Churn is our largest cost' })
    await person.call('initiative.start', { title: 'Search' })
    const { matches } = await person.call('stall.decode', { phrase: 'see the bigger picture' })
    expect(matches[0].check).toMatchObject({
      state: 'confirms',
      says: expect.stringContaining('1 of your 3 initiatives'),
    })
  })

  test('an assistant reads what a phrase means, and the records only once signals are open to it', async () => {
    const person = await signUpPm()
    const ask = async () => (await person.call('stall.decode', { phrase: 'no budget' }, 'mcp')).matches[0]
    expect(await ask()).toMatchObject({ meaning: expect.stringContaining('date'), check: null })
    await person.call('settings.set', { opened: ['signals'] })
    expect((await ask()).check).not.toBeNull()
  })
})
