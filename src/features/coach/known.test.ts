import { describe, expect, test } from 'vitest'
import { type Person, signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'

const dated = async (person: Person, text: string) =>
  (await person.call('evidence.capture', { text, dryRun: true })).evidence.happenedOn

describe('how the person writes dates is known wherever the coach reads', () => {
  const someone = async (settings: object) => {
    const person = await signUp({ today: '2026-07-15' })
    await person.call('profile.set', settings)
    return person
  }

  test('the opening month of the fiscal year, without a ladder too', async () => {
    const ana = await someone({ fiscalYearStart: 4 })
    const text = 'Churn fell in Q1'
    expect((await ana.call('coach.read', { text })).dates).toMatchObject([{ start: '2026-04-01', end: '2026-06-30' }])
    expect(await dated(ana, text)).toBe('2026-04-01')
    expect(await dated(ana, 'Better since the last quarter')).toBe('2026-04-01')
    const { proposals } = await ana.call('inbox.import', { text: `## Q2 2026\n- Cut churn from 4% to 3%\n\n- ${text}` })
    expect(proposals.map(({ happenedOn }: { happenedOn: string }) => happenedOn)).toEqual(['2025-07-01', '2025-04-01'])
  })

  test('the order of day and month', async () => {
    const text = 'Live on 03/04/2026'
    const [american, british] = [await someone({ locale: 'en-US' }), await someone({ locale: 'en-GB' })]
    expect(await dated(american, text)).toBe('2026-03-04')
    expect(await dated(british, text)).toBe('2026-04-03')
    expect((await british.call('coach.read', { text })).dates).toMatchObject([{ start: '2026-04-03' }])
    const { proposals } = await british.call('inbox.import', { text: `- ${text} after two pilots` })
    expect(proposals[0].happenedOn).toBe('2026-04-03')
  })
})

describe('whom the person has named is known', () => {
  const named = async (person: Person, text: string) => (await person.call('coach.read', { text })).named

  test('as a witness, as who gets credit, as who confirmed, and as the manager', async () => {
    const ana = await signUpPm()
    await ana.call('evidence.capture', { text: 'Shipped it', seenBy: ['Thuy Le, sales'], creditedBy: ['Oyelaran'] })
    const { evidence } = await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%' })
    await ana.call('evidence.confirm', { id: evidence.id, by: 'Bram (VP Sales)', words: 'It did.' })
    expect(await named(ana, 'Thuy, Oyelaran, @bram and Daniel were there, and so was Ana')).toEqual([
      { name: 'Bram', known: true },
      { name: 'Thuy Le', known: true },
      { name: 'Oyelaran', known: true },
      { name: 'Daniel', known: true },
    ])
  })

  test('but by nobody else, and not once the record is gone', async () => {
    const ana = await signUpPm()
    const ben = await signUpBeside(ana)
    const { evidence } = await ana.call('evidence.capture', { text: 'Shipped it', seenBy: ['Oyelaran'] })
    expect(await named(ana, 'Oyelaran signed')).toEqual([{ name: 'Oyelaran', known: true }])
    expect(await named(ben, 'Oyelaran signed')).toEqual([])
    await ana.call('evidence.remove', { id: evidence.id })
    expect(await named(ana, 'Oyelaran signed')).toEqual([])
  })
})

describe('which skills the person chose is learned from their records', () => {
  const notes = ['Fraud ring found with the payments team', 'Payments team found a second fraud ring']
  const next = 'Third fraud ring found, payments team told'
  const suggested = async (person: Person) =>
    (await person.call('evidence.capture', { text: next, dryRun: true })).evidence.skills

  test('two choices alike turn the third suggestion in capture, inbox and coach.read, one does not', async () => {
    const ana = await signUpPm()
    const before = await suggested(ana)
    expect(before).not.toContain('people-leadership')
    await ana.call('evidence.capture', { text: notes[0], skills: ['people-leadership'] })
    expect(await suggested(ana)).toEqual(before)
    await ana.call('evidence.capture', { text: notes[1], skills: ['people-leadership'] })
    expect(await suggested(ana)).toContain('people-leadership')
    expect((await ana.call('coach.read', { text: next })).skills[0].id).toBe('people-leadership')
    const { proposals } = await ana.call('inbox.import', { text: `- ${next}` })
    expect(proposals[0].skills).toContain('people-leadership')
  })

  test('a record changed later teaches as well, and what was sent back as shown does not', async () => {
    const ana = await signUpPm()
    const before = await suggested(ana)
    for (const text of notes) {
      const { evidence } = await ana.call('evidence.capture', { text })
      const same = await ana.call('evidence.edit', { id: evidence.id, skills: evidence.skills })
      expect(same.skillsSource).toBe('coach')
    }
    expect(await suggested(ana)).toEqual(before)
    for (const { id } of (await ana.call('evidence.list')).items)
      await ana.call('evidence.edit', { id, skills: ['people-leadership'] })
    expect(await suggested(ana)).toContain('people-leadership')
  })

  test('nothing is learned from what was removed or from somebody else', async () => {
    const ana = await signUpPm()
    const ben = await signUpBeside(ana)
    await ben.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
    const before = await suggested(ben)
    for (const text of notes) await ana.call('evidence.capture', { text, skills: ['people-leadership'] })
    expect(await suggested(ben)).toEqual(before)
    for (const { id } of (await ana.call('evidence.list')).items) await ana.call('evidence.remove', { id })
    expect(await suggested(ana)).toEqual(before)
  })
})
