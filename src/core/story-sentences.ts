import type { Evidence } from './evidence.ts'

/** What a sentence speaks of, as the coach hears it. */
export interface SentenceCues {
  decision: boolean
  problem: boolean
  tradeoff: boolean
  reason: boolean
  effect: boolean
  followup: boolean
  strongMetric: boolean
  /** It says what comes next. */
  next?: boolean
}

/** Splits a text into its sentences and says what each speaks of. */
export type SentenceReader = (text: string) => { text: string; cues: SentenceCues }[]

/** A record’s own sentences, each in the part of the story it speaks of. */
export interface Spoken {
  problem: string[]
  decision: string[]
  tradeOff: string[]
  result: string[]
  next: string[]
  told: string[]
  /** The decision's sentence also says what was given up. */
  tradeOffInDecision: boolean
}

export function placeSentences(evidence: Evidence, read: SentenceReader, hide: (words: string) => string): Spoken {
  const spoken: Spoken = {
    problem: [],
    decision: [],
    tradeOff: [],
    result: [],
    next: [],
    told: [],
    tradeOffInDecision: false,
  }
  let before: Place | null = null
  for (const { text, cues } of wholeSentences(withoutItsDate(evidence), read)) {
    const place = placeFor(cues, spoken)
    const last = before === place ? spoken[place].at(-1) : undefined
    // Two halves of one sentence that say the same part stay one sentence.
    if (last?.endsWith(';')) spoken[place][spoken[place].length - 1] = `${last} ${hide(text)}`
    else spoken[place].push(hide(text))
    if (place === 'decision') spoken.tradeOffInDecision ||= cues.tradeoff
    before = place
  }
  // The person said what kind of record this is: its first sentence is then that part, whatever its words.
  const main = evidence.kind === 'decision' || evidence.kind === 'problem' ? evidence.kind : null
  if (main && spoken[main].length === 0 && spoken.told.length > 0) spoken[main].push(spoken.told.shift()!)
  return spoken
}

/** A sentence that the decision’s field repeats is said there, and nowhere else. */
export function withoutChoice(spoken: Spoken, decision: Evidence['decision']): Spoken {
  const choice = decision?.choice ? ` ${folded(decision.choice)} ` : ''
  const isNew = (sentence: string) => !choice.includes(` ${folded(sentence)} `)
  if (choice.trim() === '') return spoken
  return {
    ...spoken,
    problem: spoken.problem.filter(isNew),
    decision: spoken.decision.filter(isNew),
    result: spoken.result.filter(isNew),
    tradeOff: spoken.tradeOff.filter(isNew),
    told: spoken.told.filter(isNew),
    tradeOffInDecision: spoken.tradeOffInDecision || !spoken.tradeOff.every(isNew),
  }
}

/** Words alone: two sentences that fold alike say the same. */
export const folded = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()

type Place = Exclude<keyof Spoken, 'tradeOffInDecision'>

function placeFor(cues: SentenceCues, spoken: Spoken): Place {
  if (cues.next) return 'next'
  if (cues.problem && !cues.decision) return 'problem'
  if (cues.decision) return 'decision'
  if (cues.strongMetric || cues.effect) return 'result'
  if (cues.tradeoff) return 'tradeOff'
  return cues.followup || (cues.reason && spoken.decision.length > 0) ? 'decision' : 'told'
}

/**
 * The sentences of a text. What follows a semicolon and speaks of nothing else goes on with what it follows: “Declined it;
 * sales was not happy” is one thought.
 */
function wholeSentences(text: string, read: SentenceReader): ReturnType<SentenceReader> {
  const whole: ReturnType<SentenceReader> = []
  for (const sentence of read(text)) {
    const before = whole.at(-1)
    if (before?.text.endsWith(';') && isWithout(sentence.cues)) before.text += ` ${sentence.text}`
    else
      whole.push({
        text: sentence.text.replace(listMark, ''),
        get cues() {
          return sentence.cues
        },
      })
  }
  return whole.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
}

/** What a field says, in whole sentences: here a semicolon ends none. */
export function sentencesIn(words: string, read: SentenceReader): string[] {
  const whole: string[] = []
  for (const { text } of read(words)) {
    if (whole.at(-1)?.endsWith(';')) whole.push(`${whole.pop()} ${text}`)
    else whole.push(text)
  }
  return whole.filter((text) => /[\p{L}\p{N}]/u.test(text)).map(asSentence)
}

const listMark = /^(?:[-*•–—]|\d{1,2}[.)])\s+/

const isWithout = ({ decision, problem, tradeoff, effect, strongMetric, next }: SentenceCues): boolean =>
  !(decision || problem || tradeoff || effect || strongMetric || next)

/** The text without the date it begins with: when it was stands in its own field. */
export function withoutItsDate({ text, happenedOn }: Pick<Evidence, 'text' | 'happenedOn'>): string {
  const rest = text.replace(leadingDate, '')
  return happenedOn !== null && rest.trim() !== '' ? rest : text
}

const leadingDate =
  /^\s*(?:[-*•]\s+)?(?:\d{4}-\d{2}(?:-\d{2})?\s*[:–—-]?\s+|(?:(?:\d{1,2}\.?\s+)?\p{L}{3,9}\.?\s+(?:\d{1,2},?\s+)?(?:19|20)\d{2}|\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2})\s*[:–—-]\s+)/u

/** Their words with a full stop, if they set none. */
export const asSentence = (words: string): string => {
  const trimmed = words.trim().replace(/[;,]+$/, '')
  return /[.!?…:]["”“’'»)\]]*$|\p{Extended_Pictographic}(?:\uFE0F|\u200D|\p{Emoji_Modifier})*$/u.test(trimmed)
    ? trimmed
    : `${trimmed}.`
}

/** Their words without the stop at the end, to go on behind them. */
export const bare = (words: string): string => words.trim().replace(/[.;,]+$/, '')
