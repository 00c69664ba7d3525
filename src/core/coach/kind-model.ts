import type { Features } from './features.ts'
import { type CoachKind, coachKinds } from './types.ts'

/** A linear model of kinds as `bin/train-coach.mjs` writes it. */
export interface KindWeights {
  /** Names of the features of words, one per line, and for each a sign per kind: its weight in steps, from the middle. */
  words: string
  wordWeights: string
  signs: string
  signWeights: string
  /** One step in log-odds. */
  step: number
  /** In log-odds, in the order of `coachKinds`. */
  bias: number[]
  /** Divides the log-odds, so that what is said with 90 % is right nine times in ten on authors the model has not seen. */
  temperature: number
  /** From this probability on a reading is sure. */
  sure: number
}

/** The character of a weight of nought; one step more is one character on. No sign that JSON would have to escape lies near. */
export const middle = 110
export const mostSteps = 15

export interface KindModel {
  /** How likely each kind is, in the order of `coachKinds`; they add up to 1. */
  probabilities(features: Features): number[]
  /** What each known word feature adds to the log-odds of a kind. */
  reasons(features: Features, kind: CoachKind): { feature: string; weight: number }[]
  sure: number
}

export function kindModel(weights: KindWeights): KindModel {
  const words = tableOf(weights.words, weights.wordWeights, weights.step)
  const signs = tableOf(weights.signs, weights.signWeights, weights.step)
  const known = (features: Features) => {
    const said = features.words.flatMap((name) => rowOf(words, name))
    const seen = features.signs.flatMap((name) => rowOf(signs, name))
    // A long text does not weigh more than a short one; what the rules saw weighs in full.
    const share = 1 / Math.sqrt(Math.max(1, said.length))
    return { said, seen, share }
  }
  return {
    sure: weights.sure,
    probabilities: (features) => {
      const { said, seen, share } = known(features)
      const odds = weights.bias.map(
        (bias, kind) =>
          bias +
          seen.reduce((sum, { row }) => sum + row[kind]!, 0) +
          share * said.reduce((sum, { row }) => sum + row[kind]!, 0),
      )
      return softmax(odds.map((value) => value / weights.temperature))
    },
    reasons: (features, kind) => {
      const { said, seen, share } = known(features)
      const at = coachKinds.indexOf(kind)
      return [
        ...said.map(({ name, row }) => ({ feature: name, weight: row[at]! * share })),
        ...seen.map(({ name, row }) => ({ feature: name, weight: row[at]! })),
      ].sort((a, b) => b.weight - a.weight)
    },
  }
}

type Table = ReadonlyMap<string, number[]>

function tableOf(names: string, weights: string, step: number): Table {
  const width = coachKinds.length
  return new Map(
    names
      .split('\n')
      .map((name, at) => [
        name,
        Array.from({ length: width }, (_, kind) => (weights.charCodeAt(at * width + kind) - middle) * step),
      ]),
  )
}

const rowOf = (table: Table, name: string) => {
  const row = table.get(name)
  return row ? [{ name, row }] : []
}

/** Log-odds as probabilities. */
export function softmax(odds: readonly number[]): number[] {
  const most = Math.max(...odds)
  const shares = odds.map((value) => Math.exp(value - most))
  const sum = shares.reduce((a, b) => a + b, 0)
  return shares.map((share) => share / sum)
}
