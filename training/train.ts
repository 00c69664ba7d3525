import { type Features, featuresOf } from '../src/core/coach/features.ts'
import { judge, signsOf } from '../src/core/coach/kind.ts'
import { type KindWeights, kindModel, middle, mostSteps, softmax } from '../src/core/coach/kind-model.ts'
import { draftOf } from '../src/core/coach/line.ts'
import { figuresIn } from '../src/core/coach/metrics.ts'
import { prepare } from '../src/core/coach/prepare.ts'
import { type CoachKind, coachKinds } from '../src/core/coach/types.ts'
import type { Note } from './notes.ts'

// Multinomial logistic regression with AdaGrad and weight decay. Everything random comes from one seed, and the order of notes and
// features from the files, so that the same notes give the same bytes.

/** How many features of words the shipped model keeps. */
const mostWords = 9_000
const rounds = 20
const rate = 0.3
const decay = 1e-3
// The rules were written while reading some of these notes, and are better on them than on anybody else's. Half of the time the model
// learns without them, so that it trusts them no more than it should.
const blind = 0.5

export interface Read extends Note {
  features: Features
  rules: CoachKind
}

export function readNotes(notes: readonly Note[]): Read[] {
  return notes.map((note) => {
    const draft = draftOf(prepare(note.text).text, {})
    const signs = signsOf(draft, figuresIn(draft))
    const judgement = judge(signs)
    return { ...note, features: featuresOf(signs, judgement), rules: judgement.kind }
  })
}

/** Weights without temperature and threshold: those are measured on notes that the weights have not seen. */
export function train(notes: readonly Read[]): KindWeights {
  const all = learned(notes, frequent(notes))
  return packed(learned(notes, { words: strongest(all), signs: all.names.signs }))
}

interface Names {
  words: string[]
  signs: string[]
}

interface Fitted {
  names: Names
  /** Per feature, words first, one weight per kind. */
  weights: Float64Array
  bias: Float64Array
  /** How much each feature was used, to tell a strong weight of a rare word from a strong weight that matters. */
  used: Float64Array
}

const width = coachKinds.length

/** Features that more than one note has. */
function frequent(notes: readonly Read[]): Names {
  const often = (part: keyof Names) => {
    const counts = new Map<string, number>()
    for (const { features } of notes) for (const name of features[part]) counts.set(name, (counts.get(name) ?? 0) + 1)
    return [...counts].filter(([, count]) => count > 1).map(([name]) => name)
  }
  return { words: often('words'), signs: often('signs') }
}

function strongest({ names, weights, used }: Fitted): string[] {
  const worth = names.words.map((name, at) => {
    let most = 0
    for (let kind = 0; kind < width; kind++) most = Math.max(most, Math.abs(weights[at * width + kind]!))
    return { name, worth: most * Math.sqrt(used[at]!) }
  })
  worth.sort((a, b) => b.worth - a.worth || (a.name < b.name ? -1 : 1))
  return worth.slice(0, mostWords).map(({ name }) => name)
}

function learned(notes: readonly Read[], names: Names): Fitted {
  const places = new Map(
    [...names.words.map((name) => name), ...names.signs.map((name) => `sign ${name}`)].map((name, at) => [name, at]),
  )
  const rows = notes.map(({ features, kind }) => {
    const words = features.words.flatMap((name) => places.get(name) ?? [])
    const signs = features.signs.flatMap((name) => places.get(`sign ${name}`) ?? [])
    return { words, signs, share: 1 / Math.sqrt(Math.max(1, words.length)), kind: coachKinds.indexOf(kind) }
  })
  const weights = new Float64Array(places.size * width)
  const pace = new Float64Array(places.size * width).fill(1e-8)
  const bias = new Float64Array(width)
  const biasPace = new Float64Array(width).fill(1e-8)
  const used = new Float64Array(places.size)
  for (const { words, signs, share } of rows) {
    for (const at of words) used[at]! += share
    for (const at of signs) used[at]! += 1
  }
  const random = randomFrom(1)
  const order = rows.map((_, at) => at)
  const odds = new Array<number>(width)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random)
    for (const at of order) {
      const { words, signs, share, kind } = rows[at]!
      const seen = random() < blind ? [] : signs
      for (let k = 0; k < width; k++) {
        let sum = 0
        for (const place of words) sum += weights[place * width + k]!
        sum *= share
        for (const place of seen) sum += weights[place * width + k]!
        odds[k] = sum + bias[k]!
      }
      const chances = softmax(odds)
      for (let k = 0; k < width; k++) {
        const off = chances[k]! - (k === kind ? 1 : 0)
        if (Math.abs(off) < 1e-4) continue
        for (const place of words) step(place * width + k, off * share)
        for (const place of seen) step(place * width + k, off)
        biasPace[k]! += off * off
        bias[k]! -= (rate * off) / Math.sqrt(biasPace[k]!)
      }
    }
  }
  return { names, weights, bias, used }

  function step(place: number, slope: number): void {
    const whole = slope + decay * weights[place]!
    pace[place]! += whole * whole
    weights[place]! -= (rate * whole) / Math.sqrt(pace[place]!)
  }
}

function packed({ names, weights, bias }: Fitted): KindWeights {
  const most = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  const step = Number((most / mostSteps).toPrecision(4))
  const written = (part: string[], from: number) => {
    const sorted = part.map((name, at) => ({ name, at: from + at })).sort((a, b) => (a.name < b.name ? -1 : 1))
    return {
      names: sorted.map(({ name }) => name).join('\n'),
      weights: sorted
        .map(({ at }) => Array.from(weights.subarray(at * width, at * width + width), signOf).join(''))
        .join(''),
    }
  }
  const signOf = (weight: number) =>
    String.fromCharCode(middle + Math.max(-mostSteps, Math.min(mostSteps, Math.round(weight / step))))
  const words = written(names.words, 0)
  const signs = written(names.signs, names.words.length)
  return {
    words: words.names,
    wordWeights: words.weights,
    signs: signs.names,
    signWeights: signs.weights,
    step,
    bias: Array.from(bias, (value) => Number(value.toFixed(4))),
    temperature: 1,
    sure: 1,
  }
}

/** A reading of a note by a model that saw none of its author's. */
export interface Judged extends Read {
  probabilities: number[]
}

/** Every note judged by a model that was trained on all other authors. */
export function judgedByOthers(notes: readonly Read[]): Judged[] {
  const authors = [...new Set(notes.map(({ author }) => author))]
  return authors.flatMap((author) => {
    const { probabilities } = kindModel(train(notes.filter((note) => note.author !== author)))
    return notes
      .filter((note) => note.author === author)
      .map((note) => ({ ...note, probabilities: probabilities(note.features) }))
  })
}

/** The temperature that makes the probabilities of unseen notes most fitting, to the hundredth. */
export function temperatureFor(judged: readonly Judged[]): number {
  const lossAt = (temperature: number) =>
    judged.reduce((sum, one) => sum - Math.log(Math.max(1e-9, at(one, temperature)[coachKinds.indexOf(one.kind)]!)), 0)
  let best = 1
  for (let temperature = 0.5; temperature <= 3; temperature += 0.01)
    if (lossAt(temperature) < lossAt(best)) best = temperature
  return Number(best.toFixed(2))
}

/** The lowest probability from which on at least `share` of the unseen notes are read rightly, to the hundredth. */
export function thresholdFor(judged: readonly Judged[], temperature: number, share: number): number {
  for (let sure = 0.3; sure < 1; sure += 0.01) {
    const taken = judged
      .map((one) => ({ one, chances: at(one, temperature) }))
      .filter(({ chances }) => Math.max(...chances) >= sure)
    const right = taken.filter(({ one, chances }) => kindFrom(chances) === one.kind)
    if (right.length >= share * taken.length) return Number(sure.toFixed(2))
  }
  return 1
}

/** Probabilities again at another temperature. */
export const at = ({ probabilities }: Pick<Judged, 'probabilities'>, temperature: number): number[] =>
  softmax(probabilities.map((value) => Math.log(Math.max(1e-12, value)) / temperature))

export const kindFrom = (chances: readonly number[]): CoachKind => coachKinds[chances.indexOf(Math.max(...chances))]!

function shuffle(order: number[], random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
}

/** Numbers from 0 to 1, the same row for the same seed (a linear congruential generator, Numerical Recipes). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
