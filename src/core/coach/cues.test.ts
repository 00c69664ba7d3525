import { expect, test } from 'vitest'
import { cuesOf, sentencesOf } from './coach.ts'

const held = (sentence: string) =>
  Object.entries(cuesOf(sentence))
    .filter(([, holds]) => holds)
    .map(([name]) => name)

test.each([
  ['Decided against the connector because 2 of 40 prospects need it', ['decision', 'reason']],
  ['Found that 1 in 4 trials end at sign-on', ['problem']],
  ['Week-1 retention went from 42% to 58%', ['strongMetric']],
  ['So I ran a fast-follow', ['followup']],
  ['I was wrong about the nav', ['learning']],
])('“%s” speaks of %j', (sentence, cues) => {
  expect(held(sentence)).toEqual(expect.arrayContaining(cues))
})

test('a found figure and a wanted one are not the author’s result', () => {
  expect(cuesOf('Found that churn had doubled').strongMetric).toBe(false)
  expect(cuesOf('Goal: win rate 30% → 38%').strongMetric).toBe(false)
})

test('sentences end where a thought ends, not at an abbreviation or inside a number', () => {
  expect(
    sentencesOf('Win rate vs. Acme rose 1.5 points; e.g. Bosch renewed.\nNext: SMB').map((one) => one.text),
  ).toEqual(['Win rate vs. Acme rose 1.5 points;', 'e.g. Bosch renewed.', 'Next: SMB'])
})
