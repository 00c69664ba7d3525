import * as words from './cue-words.ts'
import { draftOf } from './line.ts'
import { figuresIn } from './metrics.ts'
import { prepare } from './prepare.ts'
import { firstHit, type Hit, hitsOf, holds, meter, wholeWords } from './scan.ts'
import { breathsIn } from './sentences.ts'
import { strengthsOf } from './strong.ts'

export type CueName =
  | 'decision'
  | 'problem'
  | 'trust'
  | 'learning'
  | 'effect'
  | 'reason'
  | 'tradeoff'
  | 'followup'
  | 'future'
  | 'hedge'
  | 'ship'
  | 'make'

/** Where a text says something of a kind; `implied` ones are shapes, not words, and only support a guess. */
export interface Cue {
  name: CueName
  start: number
  end: number
  implied: boolean
}

const kindPatterns: readonly { name: CueName; implied: boolean; pattern: RegExp }[] = [
  { name: 'decision', implied: false, pattern: anyOf(words.decisionSaid) },
  { name: 'problem', implied: false, pattern: anyOf(words.problemSaid) },
  { name: 'trust', implied: false, pattern: anyOf(words.trustSaid) },
  { name: 'learning', implied: false, pattern: anyOf(words.learningSaid) },
  { name: 'decision', implied: true, pattern: anyOf(words.decisionImplied) },
  { name: 'trust', implied: true, pattern: anyOf(words.trustImplied) },
  { name: 'learning', implied: true, pattern: anyOf(words.learningImplied) },
  { name: 'problem', implied: true, pattern: anyOf(words.problemImplied) },
]

const plainPatterns: Record<
  'effect' | 'effectImplied' | 'reason' | 'tradeoff' | 'followup' | 'future' | 'hedge' | 'ship' | 'make',
  RegExp
> = {
  effect: wholeWords(words.effect),
  effectImplied: wholeWords(words.effectImplied),
  reason: wholeWords(words.reason),
  tradeoff: wholeWords(words.tradeoff),
  followup: wholeWords(words.followup),
  future: wholeWords(words.future),
  hedge: wholeWords(words.hedge),
  ship: wholeWords(words.ship),
  make: wholeWords(words.make),
}
const futureStart = /^'ll/i

function anyOf(sources: readonly string[]): RegExp {
  return wholeWords(sources.join('|'), 'i')
}

/** First place of each kind cue in a sentence, said before implied. */
export function kindCuesIn(text: string): Cue[] {
  const cues: Cue[] = []
  for (const { name, implied, pattern } of kindPatterns) {
    meter.steps++
    if (implied && cues.some((cue) => cue.name === name)) continue
    const hit = firstHit(pattern, text)
    if (hit && !isTrap(name, hit, text)) cues.push({ name, start: hit.start, end: hit.end, implied })
  }
  return cues
}

// Words that look like a cue and are not: a metric cut is a change, a report on stage is an idiom, a noun at the start is no verb.
function isTrap(name: CueName, hit: { start: number; text: string }, text: string): boolean {
  if (name === 'decision' && /^dropp/i.test(hit.text))
    return /^\s*(?:by )?[\d~]/.test(text.slice(hit.start + hit.text.length))
  if (name === 'learning' && /^failure|^the failed/i.test(hit.text))
    return /^\s*payments?/i.test(text.slice(hit.start + hit.text.length))
  if (name === 'learning' && /^learn/i.test(hit.text))
    return /machine[- ]$/i.test(text.slice(Math.max(0, hit.start - 8), hit.start))
  return false
}

export function holdsCue(name: keyof typeof plainPatterns, text: string): boolean {
  return plainHits(name, text).length > 0
}

export function plainHits(name: keyof typeof plainPatterns, text: string): readonly Hit[] {
  const before = lastHits.get(name)
  if (before?.text === text) return before.hits
  const hits = hitsOf(plainPatterns[name], text).filter(
    (hit) => name !== 'future' || !futureStart.test(hit.text) || hit.start > 0,
  )
  lastHits.set(name, { text, hits })
  return hits
}

// Rules, model, strength and questions all ask the same of one text.
const lastHits = new Map<keyof typeof plainPatterns, { text: string; hits: readonly Hit[] }>()

export const holdsDoneThing = (text: string): boolean => holds(doneThing, text)
const doneThing = wholeWords(words.doneThings, 'i')

/** What one sentence speaks of, for placing it into the parts of a story. */
export interface SentenceCues {
  decision: boolean
  problem: boolean
  tradeoff: boolean
  reason: boolean
  effect: boolean
  followup: boolean
  learning: boolean
  trust: boolean
  /** It reports a change, a reached level or a win that is the author's own result. */
  strongMetric: boolean
}

export function cuesOf(sentence: string | { text: string }): SentenceCues {
  const { text } = prepare(typeof sentence === 'string' ? sentence : sentence.text)
  const kinds = breathsIn(text)
    .flatMap((part) => kindCuesIn(part.text))
    .filter((cue) => !cue.implied)
  const has = (name: CueName): boolean => kinds.some((cue) => cue.name === name)
  const draft = draftOf(text, {})
  return {
    decision: has('decision'),
    problem: has('problem'),
    learning: has('learning'),
    trust: has('trust'),
    tradeoff: holdsCue('tradeoff', text),
    reason: holdsCue('reason', text),
    effect: holdsCue('effect', text),
    followup: holdsCue('followup', text),
    strongMetric: strengthsOf(draft, figuresIn(draft)).some(Boolean),
  }
}
