import { expect, test } from 'vitest'
import { featuresOf } from '../src/core/coach/features.ts'
import { judge, signsOf } from '../src/core/coach/kind.ts'
import { kindModel } from '../src/core/coach/kind-model.ts'
import shipped from '../src/core/coach/kind-weights.json' with { type: 'json' }
import { draftOf } from '../src/core/coach/line.ts'
import { figuresIn } from '../src/core/coach/metrics.ts'
import { prepare } from '../src/core/coach/prepare.ts'
import { labelledNotes } from './notes.ts'
import { readNotes, temperatureFor, thresholdFor, train } from './train.ts'

test('the shipped weights are those that the notes give, to the byte: run bin/train-coach.mjs after a change of rules or notes', () => {
  const { temperature: _, sure: __, ...weights } = train(readNotes(labelledNotes()))
  const { temperature, sure, ...kept } = shipped
  expect(weights.words === kept.words && weights.wordWeights === kept.wordWeights).toBe(true)
  expect(weights).toEqual(kept)
  expect(temperature).toBeGreaterThan(0)
  expect(sure).toBeLessThan(1)
}, 120_000)

const few = readNotes(labelledNotes().filter((_, at) => at % 12 === 0))

test('what is trained does not depend on when or how often', () => {
  expect(train(few)).toEqual(train(few))
})

test('probabilities add up to one, whatever the text', () => {
  const { probabilities } = kindModel(train(few))
  for (const text of ['', 'x', '🧭'.repeat(50), 'Cut churn from 4% to 3%.', '0 '.repeat(900)]) {
    const draft = draftOf(prepare(text).text, {})
    const signs = signsOf(draft, figuresIn(draft))
    const chances = probabilities(featuresOf(signs, judge(signs)))
    expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9)
    expect(Math.min(...chances)).toBeGreaterThanOrEqual(0)
  }
})

test('a model that says 90 % and is right half the time is cooled down, and is never sure', () => {
  const judged = few.slice(0, 100).map((note, at) => ({
    ...note,
    probabilities: [0.9, 0.1, 0, 0, 0, 0, 0],
    kind: at % 2 ? ('outcome' as const) : ('output' as const),
  }))
  const temperature = temperatureFor(judged)
  expect(temperature).toBeGreaterThan(2)
  expect(thresholdFor(judged, temperature, 0.96)).toBeGreaterThan(0.6)
})
