import { featuresOf } from './features.ts'
import { type Judgement, judge, type Signs } from './kind.ts'
import { type KindModel, kindModel } from './kind-model.ts'
import weights from './kind-weights.json' with { type: 'json' }
import { coachKinds } from './types.ts'

let model: KindModel | null = null
// Taken apart on first use: a page that never asks the coach does not hold it.
const theModel = (): KindModel => {
  model ??= kindModel(weights)
  return model
}

/** The kind as rules and model together see it, with how sure that is; coach specification 3 and 9. */
export function readKind(signs: Signs): Judgement {
  const ruled = judge(signs)
  if (isTooShort(signs)) return ruled
  const { probabilities, sure } = theModel()
  const chances = probabilities(featuresOf(signs, ruled))
  const most = Math.max(...chances)
  return { kind: coachKinds[chances.indexOf(most)]!, confidence: most >= sure ? 'sure' : 'guess' }
}

/** Why a text is read as it is: what the rules alone say, and the words that weighed most for the kind, in the text's order. */
export interface KindReasons {
  kind: Judgement['kind']
  /** Between 0 and 1. */
  probability: number
  rules: Judgement
  words: string[]
}

export function reasonsOf(signs: Signs): KindReasons {
  const ruled = judge(signs)
  if (isTooShort(signs)) return { kind: ruled.kind, probability: 1, rules: ruled, words: [] }
  const features = featuresOf(signs, ruled)
  const { probabilities, reasons } = theModel()
  const chances = probabilities(features)
  const probability = Math.max(...chances)
  const kind = coachKinds[chances.indexOf(probability)]!
  return { kind, probability, rules: ruled, words: tellingWords(signs.draft.text, reasons(features, kind)) }
}

/** The heaviest words and rows of words that stand in the text as they are, without those inside a longer one. */
function tellingWords(text: string, reasons: { feature: string; weight: number }[]): string[] {
  const chosen: { words: string; at: number }[] = []
  const lower = text.toLowerCase()
  for (const { feature, weight } of reasons) {
    if (weight <= 0 || chosen.length === mostReasons) break
    const words = /^[wbt] (.*\p{L}.*)$/u.exec(feature)?.[1]
    const at = words === undefined ? -1 : lower.indexOf(words)
    if (at < 0 || chosen.some((one) => one.words.includes(words!))) continue
    chosen.push({ words: words!, at })
  }
  return chosen.sort((a, b) => a.at - b.at).map(({ words }) => words)
}

const mostReasons = 4

const isTooShort = ({ draft, figures }: Signs): boolean =>
  figures.length === 0 && draft.text.split(/\s+/).filter((word) => /\w/.test(word)).length < 3
