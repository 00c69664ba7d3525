import { describe, expect, test } from 'vitest'
import { signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'

describe('rating.give', () => {
  test('keeps a rating with its reason, against the target level of the ladder as it is now', async () => {
    const ana = await signUpPm()
    const rating = await ana.call('rating.give', { skill: 'execution', value: 3, because: 'Two launches, one alone.' })
    expect(rating).toMatchObject({
      skill: 'execution',
      skillName: 'Execution',
      value: 3,
      label: 'Partial',
      source: 'self',
      rater: 'self',
      heard: false,
      level: 'senior',
      framework: 'pm',
      on: '2026-06-30',
      because: 'Two launches, one alone.',
    })
    expect((await ana.call('rating.list', { skill: 'execution' })).items).toHaveLength(1)
  })

  test('a manager’s or peer’s rating typed in is kept as heard, whoever says otherwise', async () => {
    const ana = await signUpPm()
    const rating = await ana.call('rating.give', { skill: 'execution', value: 4, source: 'manager' })
    expect(rating).toMatchObject({ heard: true, rater: 'Daniel' })
    await expect(
      ana.call('rating.give', { skill: 'execution', value: 4, source: 'manager', heard: false }),
    ).rejects.toMatchObject({ code: 'invalid', field: 'heard' })
  })

  test('a peer needs a name', async () => {
    const ana = await signUpPm()
    await expect(ana.call('rating.give', { skill: 'execution', value: 4, source: 'peer' })).rejects.toMatchObject({
      code: 'invalid',
      field: 'rater',
    })
  })

  test('refuses a value off the scale, and names the scale', async () => {
    const ana = await signUpPm()
    for (const value of [0, 6, 3.5, -1])
      await expect(ana.call('rating.give', { skill: 'execution', value })).rejects.toMatchObject({
        code: 'invalid',
        field: 'value',
        message: expect.stringContaining('4 (At level)'),
      })
    await expect(ana.call('rating.give', { skill: 'execution' })).rejects.toMatchObject({ field: 'value' })
    expect((await ana.call('rating.list')).items).toEqual([])
  })

  test('5 is a point of one ladder and not of the other', async () => {
    const bo = await signUp()
    await bo.call('profile.set', { framework: 'pmm', level: 'pmm', target: 'senior' })
    await expect(bo.call('rating.give', { skill: 'sales-enablement', value: 5 })).rejects.toMatchObject({
      field: 'value',
    })
    expect(await bo.call('rating.give', { skill: 'sales-enablement', value: 4 })).toMatchObject({ label: 'Strong' })
  })

  test('refuses a skill that the level does not ask for, and names those it does', async () => {
    const ana = await signUpPm()
    await expect(ana.call('rating.give', { skill: 'sales-enablement', value: 3 })).rejects.toMatchObject({
      code: 'invalid',
      field: 'skill',
      message: expect.stringContaining('strategic-thinking'),
    })
  })

  test('refuses a day that lies ahead, and a record that is not one’s own', async () => {
    const ana = await signUpPm()
    await expect(ana.call('rating.give', { skill: 'execution', value: 3, on: '2026-07-01' })).rejects.toMatchObject({
      code: 'invalid',
      field: 'on',
    })
    const bo = await signUpBeside(ana)
    const { evidence } = await bo.call('evidence.capture', { text: 'Cut the export.' })
    await expect(
      ana.call('rating.give', { skill: 'execution', value: 3, evidence: [evidence.id] }),
    ).rejects.toMatchObject({ code: 'invalid', field: 'evidence' })
  })

  test('needs no value where there was no occasion, and takes one if there is one', async () => {
    const ana = await signUpPm()
    expect(await ana.call('rating.give', { skill: 'execution', noOpportunity: true })).toMatchObject({
      value: null,
      label: null,
      noOpportunity: true,
    })
    expect(await ana.call('rating.give', { skill: 'influence', value: 2, noOpportunity: true })).toMatchObject({
      value: 2,
      noOpportunity: true,
    })
  })

  test('can be taken back', async () => {
    const ana = await signUpPm()
    const { activity } = await ana.done('rating.give', { skill: 'execution', value: 3 })
    await ana.call('activity.undo', { id: activity })
    expect((await ana.call('rating.list')).items).toEqual([])
  })

  test('says first to choose a ladder where there is none', async () => {
    const someone = await signUp()
    await expect(someone.call('rating.give', { skill: 'execution', value: 3 })).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})

test('a second person lists none of the first one’s ratings', async () => {
  const ana = await signUpPm()
  await ana.call('rating.give', { skill: 'execution', value: 3 })
  const bo = await signUpBeside(ana)
  expect(await bo.call('rating.list')).toEqual({ items: [], next: null })
})
