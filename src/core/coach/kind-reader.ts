import { featuresOf } from './features.ts'
import { type Judgement, judge, type Signs } from './kind.ts'
import { type KindModel, kindModel } from './kind-model.ts'
import weights from './kind-weights.json' with { type: 'json' }
import { type CoachKind, coachKinds } from './types.ts'

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

/** Why a text is read as it is: the rule that saw it, and the words that weighed most for the kind, in the text’s order. */
export interface Why {
  kind: CoachKind
  confidence: Judgement['confidence']
  /** Null where the rules alone would have read another kind, and the words decided. */
  rule: RuleName | null
  words: string[]
}

export type RuleName = 'result' | 'said' | 'implied' | 'ahead' | 'attention' | 'work' | 'passive' | 'short' | 'plain'

export function whyOf(signs: Signs): Why {
  const ruled = judge(signs)
  if (isTooShort(signs)) return { ...ruled, rule: 'short', words: [] }
  const read = readKind(signs)
  const fired = ruled.kind === read.kind ? ruleFired(signs, ruled.kind) : null
  const seen = fired
    ? fired.spans.map(([start, end]) => ({ words: signs.draft.text.slice(start, end), at: start }))
    : []
  const { text } = signs.draft
  return {
    ...read,
    rule: fired?.rule ?? null,
    words: tellingWords(text, theModel().reasons(featuresOf(signs, ruled), read.kind), seen),
  }
}

/** What the rules went by when they said this kind, and where it stands. */
function ruleFired(signs: Signs, kind: CoachKind): { rule: RuleName; spans: [number, number][] } {
  const { strong, cues, futureOnly, action, vanity, passive, draft } = signs
  if (futureOnly) return { rule: 'ahead', spans: [] }
  if (kind === 'outcome' && strong.length > 0)
    return { rule: 'result', spans: strong.slice(0, 2).map(({ start, end }) => [start, end]) }
  const own = cues.filter(({ name }) => kindOfCue[name as keyof typeof kindOfCue] === kind)
  const cue = own.find(({ implied }) => !implied) ?? own[0]
  if (cue) return { rule: cue.implied ? 'implied' : 'said', spans: [[cue.start, cue.end]] }
  if (kind === 'output' && vanity) return { rule: 'attention', spans: [] }
  if (kind === 'output' && action) return { rule: 'work', spans: [wordAt(draft.text, action.start)] }
  if (kind === 'output' && passive) return { rule: 'passive', spans: [] }
  return { rule: 'plain', spans: [] }
}

const kindOfCue = { decision: 'decision', problem: 'problem_found', trust: 'trust', learning: 'learning' } as const

const wordAt = (text: string, start: number): [number, number] => [
  start,
  start + (/^[\p{L}'’-]+/u.exec(text.slice(start))?.[0].length ?? 0),
]

interface Telling {
  words: string
  at: number
}

/** What the rules saw and the heaviest words beside it that stand in the text as they are, none of them told twice. */
function tellingWords(
  text: string,
  reasons: { feature: string; weight: number }[],
  seen: readonly Telling[],
): string[] {
  const chosen = seen.map(({ words, at }) => ({ words: words.trim(), at })).filter(({ words }) => words !== '')
  const lower = text.toLowerCase()
  for (const { feature, weight } of reasons) {
    if (weight <= 0 || chosen.length >= mostReasons) break
    const words = /^[wbt] ([\p{L}'’ ]+)$/u.exec(feature)?.[1]
    if (words === undefined || !isTelling(words)) continue
    const at = placeOf(words, lower)
    if (at < 0 || chosen.some((one) => at < one.at + one.words.length && at + words.length > one.at)) continue
    chosen.push({ words: text.slice(at, at + words.length), at })
  }
  return chosen.sort((a, b) => a.at - b.at).map(({ words }) => words)
}

const mostReasons = 4

/** Where the words stand whole; below nought where they do not stand in a row. */
function placeOf(words: string, text: string): number {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const after = text[at + words.length]
    if ((at === 0 || !/[\p{L}'’]/u.test(text[at - 1]!)) && (after === undefined || !/[\p{L}'’]/u.test(after))) return at
  }
  return -1
}

// “of the” may weigh, and says nothing to anybody.
const isTelling = (words: string): boolean => words.split(' ').some((word) => word.length > 2 && !little.has(word))

const little = new Set(
  (
    'the and for from with that this these those its our their his her your you they them who was were are been being has have ' +
    'had did does not but per into onto over out off all any one two three both each than then when where which what how why ' +
    'there here about after before under via too very also just only some more most other another will would can could may ' +
    'she him hers ours mine yours'
  ).split(' '),
)

const isTooShort = ({ draft, figures }: Signs): boolean =>
  figures.length === 0 && draft.text.split(/\s+/).filter((word) => /\w/.test(word)).length < 3
