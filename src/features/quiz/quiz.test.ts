import { describe, expect, test } from 'vitest'
import { onServer, restart, signUp, signUpBeside, signUpPm } from '../../../test/harness.ts'
import { historyLine } from './starting.ts'

const factory = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1]
const middling = [2, 2, 2, 1, 1, 1, 2, 2, 1, 2, 2, 2]

describe('the quiz', () => {
  test('asks twelve questions of the family whose ladder the person stands on, or of the one named', async () => {
    const person = await signUp()
    expect(await person.call('quiz.show')).toMatchObject({ family: 'pm', of: 36 })
    await person.call('profile.set', { framework: 'pmm', level: 'pmm' })
    const { family, questions } = await person.call('quiz.show')
    expect([family, questions.length]).toEqual(['pmm', 12])
    expect((await person.call('quiz.show', { family: 'pm' })).family).toBe('pm')
  })

  test('comes to the same result for answers in order, by question, and as typed', async () => {
    const person = await signUp()
    const { questions } = await person.call('quiz.show')
    const byQuestion = Object.fromEntries(questions.map(({ id }: { id: string }, at: number) => [id, factory[at]]))
    const results = []
    for (const answers of [factory, byQuestion, factory.join(', ')])
      results.push(await person.call('quiz.score', { answers }))
    expect(results[0]).toMatchObject({ words: '7 of 36 signs', band: 'starting' })
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
    expect(results[0].asText).toContain(results[0].code)
    expect(JSON.stringify(results[0])).not.toMatch(/\d ?%/)
  })

  test.each([
    [{ answers: [0, 1, 2] }, /twelve in order/],
    [{ answers: Array(12).fill(4) }, /twelve in order/],
    [{ answers: { outcome: 2 } }, /Question 2 of 12 has no answer yet/],
    [{ answers: { colour: 2 } }, /no question “colour”/],
  ])('refuses %j and says what is missing', async (input, why) => {
    const person = await signUp()
    await expect(person.call('quiz.score', input)).rejects.toThrow(why)
    await expect(person.call('quiz.keep', input)).rejects.toThrow(why)
  })
})

describe('a kept result', () => {
  test('rates nothing by itself: each hint waits for a click of its own', async () => {
    const person = await signUpPm()
    const { hints, quiz } = await person.call('quiz.keep', { answers: middling })
    expect(quiz).toMatchObject({ words: '20 of 36 signs', title: 'Under way' })
    expect(hints.length).toBeGreaterThan(5)
    expect((await person.call('rating.list')).items).toEqual([])
    expect((await person.call('agreement.show')).current).toBeNull()
  })

  test('a hint that is kept becomes a rating of oneself, below what “meets” asks, and waits no longer', async () => {
    const person = await signUpPm()
    const { hints } = await person.call('quiz.keep', { answers: Array(12).fill(3) })
    const before = hints.find(({ id }: { id: string }) => id === 'skill.discovery')
    const meets = person.app.cairn.frameworks.find(({ id }) => id === 'pm')!.scale.meets
    expect(before.value).toBe(meets)
    await person.call('quiz.take', { hint: 'skill.discovery' })
    const [rating] = (await person.call('rating.list')).items
    expect(rating).toMatchObject({ skill: 'discovery', source: 'self', value: before.value })
    expect(rating.because).toContain('How often do you speak with customers? Most weeks')
    expect((await person.call('quiz.hints')).hints.map(({ id }: { id: string }) => id)).not.toContain('skill.discovery')
  })

  test('several answers about one skill hint at the lowest of them', async () => {
    const person = await signUpPm()
    const lowScope = await person.call('quiz.keep', { answers: [3, 3, 3, 3, 0, 3, 3, 3, 3, 3, 3, 3] })
    const hint = lowScope.hints.find(({ id }: { id: string }) => id === 'skill.strategic-thinking')
    expect(hint.question).toContain('next level’s size')
    expect(hint.value).toBe(Math.min(...person.app.cairn.frameworks[0]!.scale.points.map(({ value }) => value)))
  })

  test('what the manager said becomes an agreement that nobody has confirmed', async () => {
    const person = await signUpPm()
    await person.call('quiz.keep', { answers: middling })
    await person.call('quiz.take', { hint: 'agreement' })
    expect((await person.call('agreement.show')).current).toMatchObject({
      state: 'close',
      on: '2026-06-30',
      confirmedByManager: false,
    })
  })

  test('a hint waved away does not come back, and undo brings it back', async () => {
    const person = await signUpPm()
    await person.call('quiz.keep', { answers: middling })
    const { activity } = await person.done('quiz.take', { hint: 'skill.influence', as: 'waved' })
    await expect(person.call('quiz.take', { hint: 'skill.influence' })).rejects.toThrow('no such hint waiting')
    await person.call('activity.undo', { id: activity })
    const ids = (await person.call('quiz.hints')).hints.map(({ id }: { id: string }) => id)
    expect(ids).toContain('skill.influence')
  })

  test('undo takes a kept hint and its rating back together', async () => {
    const person = await signUpPm()
    await person.call('quiz.keep', { answers: middling })
    const { activity } = await person.done('quiz.take', { hint: 'skill.influence' })
    await person.call('activity.undo', { id: activity })
    expect((await person.call('rating.list')).items).toEqual([])
  })

  test('moves to history with the first rating, whoever it was about', async () => {
    const person = await signUpPm()
    expect((await person.call('quiz.keep', { answers: middling })).line).toBeNull()
    await person.call('rating.give', { skill: 'discovery', value: 2 })
    const { line, hints } = await person.call('quiz.hints')
    expect(line).toBe(historyLine)
    expect(hints.map(({ id }: { id: string }) => id)).not.toContain('skill.discovery')
  })

  test('without a ladder is kept, and hints come once there is one; skills of another ladder are left out', async () => {
    const person = await signUp()
    expect(await person.call('quiz.keep', { family: 'pmm', answers: middling })).toMatchObject({
      needsRole: true,
      hints: [],
    })
    await person.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
    expect((await person.call('quiz.hints')).hints.map(({ id }: { id: string }) => id)).toEqual(['agreement'])
  })

  test('kept twice is kept once; another joins it, and the newest hints', async () => {
    const person = await signUpPm()
    await person.call('quiz.keep', { answers: factory })
    expect((await person.call('quiz.keep', { answers: factory })).before).toBe(true)
    person.clock.today = '2026-07-15'
    const { quiz, earlier } = await person.call('quiz.keep', { answers: middling })
    expect(quiz.signs).toBe(20)
    expect(earlier.map(({ signs }: { signs: number }) => signs)).toEqual([7])
  })

  test('comes along in an archive', async () => {
    const person = await signUpPm()
    await person.call('quiz.keep', { answers: middling })
    await person.call('quiz.take', { hint: 'skill.influence', as: 'waved' })
    const before = await person.call('quiz.hints')
    const { archive } = await person.call('archive.export')
    const other = await signUp()
    await other.call('archive.import', { archive, replace: true })
    expect(await other.call('quiz.hints')).toEqual(before)
    if (!onServer()) expect(await (await restart(other)).call('quiz.hints')).toEqual(before)
  })

  test('is nobody else’s', async () => {
    const ana = await signUpPm()
    await ana.call('quiz.keep', { answers: middling })
    const ben = await signUpBeside(ana)
    await ben.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
    expect(await ben.call('quiz.hints')).toMatchObject({ quiz: null, hints: [] })
    await expect(ben.call('quiz.take', { hint: 'skill.influence' })).rejects.toThrow('no such hint waiting')
  })
})

describe('a code from a page without a network', () => {
  test('is accepted with the text it stands in, and keeps the day it was made', async () => {
    const elsewhere = await signUp({ today: '2026-06-12' })
    const { asText } = await elsewhere.call('quiz.score', { family: 'pm', answers: middling })
    const person = await signUpPm()
    expect(await person.call('quiz.keep', { code: asText })).toMatchObject({
      quiz: { signs: 20, takenOn: '2026-06-12' },
    })
  })

  test.each([
    ['hello', /no code of the quiz/],
    ['', /Give the code/],
  ])('“%s” is refused', async (code, why) => {
    const person = await signUpPm()
    await expect(person.call('quiz.keep', { code })).rejects.toThrow(why)
  })

  test('from where the next day has begun is of today', async () => {
    const east = await signUp({ today: '2026-07-01' })
    const { code } = await east.call('quiz.score', { family: 'pm', answers: middling })
    const person = await signUpPm()
    expect((await person.call('quiz.keep', { code })).quiz.takenOn).toBe('2026-06-30')
  })

  test('of a day that lies ahead is refused', async () => {
    const elsewhere = await signUp({ today: '2026-07-20' })
    const { code } = await elsewhere.call('quiz.score', { family: 'pm', answers: middling })
    const person = await signUpPm()
    await expect(person.call('quiz.keep', { code })).rejects.toThrow('lies ahead')
  })
})
