import type { Evidence } from './evidence.ts'
import { isMeasured, type Measured, metricSentence, missedTarget } from './metric-words.ts'

export const storyParts = ['problem', 'decision', 'tradeOff', 'result', 'next'] as const
export type StoryPartName = (typeof storyParts)[number]

/** Something a reader will look for that is not written yet. Shown as `____`. */
export interface Blank {
  what: string
  /** Asks the person for it. */
  question: string
  /** The record whose `field` would fill it; null if it belongs to the profile or to the case itself. */
  record: string | null
  /** Of the evidence (`decision.because`), the profile (`profile.reviewOn`) or the case's own texts (`case.next`). */
  field: string
}

/** A sentence in pieces: the person's own words or fixed connecting words, and blanks. */
export type Piece = string | Blank

export interface StoryPart {
  part: StoryPartName
  pieces: Piece[]
  /** The part whose sentence already says this one too; then there are no pieces. */
  within: StoryPartName | null
  /** Nothing is blank. */
  filled: boolean
}

export interface Story {
  /** All five, in order. */
  parts: StoryPart[]
  /** The person's own sentences that belong to no part. */
  told: string[]
}

/** What a sentence speaks of, as the coach hears it. */
export interface SentenceCues {
  decision: boolean
  problem: boolean
  tradeoff: boolean
  reason: boolean
  effect: boolean
  followup: boolean
  strongMetric: boolean
}

/** Splits a text into its sentences and says what each speaks of. */
export type SentenceReader = (text: string) => { text: string; cues: SentenceCues }[]

/** What an initiative adds to the stories of its records. */
export interface CaseInitiative {
  id: string
  title: string
  problem: string | null
  review: { whatHappened: string; differently: string | null } | null
}

export interface StoryOptions {
  read: SentenceReader
  initiative?: CaseInitiative | null
  /** Show how much numbers changed, not what they are. */
  hideFigures?: boolean
}

/**
 * A record as problem, decision, trade-off, result and next step (domain 8.3). Fields the person filled come first, then their
 * own sentences, each in the part it speaks of. Nothing is added but the connecting words; what is not there is a blank.
 */
export function storyOf(evidence: Evidence, options: StoryOptions): Story {
  const hide = options.hideFigures ? withoutFigures : (words: string) => words
  const spoken = placeSentences(evidence, options.read, hide)
  const record = withWords(evidence, hide)
  const initiative = options.initiative ? withInitiativeWords(options.initiative, hide) : null
  return {
    parts: [
      problemPart(record, spoken, initiative),
      decisionPart(record, spoken),
      tradeOffPart(record, spoken),
      resultPart(record, spoken, initiative, options.hideFigures ?? false),
      nextPart(record),
    ],
    told: spoken.told,
  }
}

export const isBlank = (piece: Piece): piece is Blank => typeof piece !== 'string'

/** The sentence with its blanks as `____`. */
export const textOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (isBlank(piece) ? '____' : piece)).join('')

export const isStoryTold = (story: Story): boolean => story.parts.every((part) => part.filled)

interface Spoken {
  problem: string[]
  decision: string[]
  tradeOff: string[]
  result: string[]
  told: string[]
  /** The decision's sentence also says what was given up. */
  tradeOffInDecision: boolean
}

function placeSentences({ text, kind }: Evidence, read: SentenceReader, hide: (words: string) => string): Spoken {
  const spoken: Spoken = { problem: [], decision: [], tradeOff: [], result: [], told: [], tradeOffInDecision: false }
  for (const { text: said, cues } of read(text)) {
    const sentence = hide(said)
    if (cues.problem && !cues.decision) spoken.problem.push(sentence)
    else if (cues.decision) {
      spoken.decision.push(sentence)
      spoken.tradeOffInDecision ||= cues.tradeoff
    } else if (cues.strongMetric || cues.effect) spoken.result.push(sentence)
    else if (cues.tradeoff) spoken.tradeOff.push(sentence)
    else if (cues.followup || (cues.reason && spoken.decision.length > 0)) spoken.decision.push(sentence)
    else spoken.told.push(sentence)
  }
  // The person said what kind of record this is: its first sentence is then that part, whatever its words.
  const main = kind === 'decision' || kind === 'problem' ? kind : null
  if (main && spoken[main].length === 0 && spoken.told.length > 0) spoken[main].push(spoken.told.shift()!)
  return spoken
}

function withWords(evidence: Evidence, hide: (words: string) => string): Evidence {
  const { problem, next, decision } = evidence
  const all = (words: string[] | undefined) => words?.map(hide)
  return {
    ...evidence,
    problem: problem && hide(problem),
    next: next && hide(next),
    decision: decision && {
      ...decision,
      choice: decision.choice && hide(decision.choice),
      because: decision.because && hide(decision.because),
      options: all(decision.options),
      notChosen: all(decision.notChosen),
    },
  }
}

const withInitiativeWords = (initiative: CaseInitiative, hide: (words: string) => string): CaseInitiative => ({
  ...initiative,
  problem: initiative.problem && hide(initiative.problem),
  review: initiative.review && {
    whatHappened: hide(initiative.review.whatHappened),
    differently: initiative.review.differently && hide(initiative.review.differently),
  },
})

function problemPart({ id, problem }: Evidence, spoken: Spoken, initiative: CaseInitiative | null): StoryPart {
  const words = problem ?? joined(spoken.problem) ?? initiative?.problem
  return words
    ? part('problem', [asSentence(words)])
    : part('problem', [blank('the problem', 'Who was losing what, and why?', id, 'problem')])
}

function decisionPart({ id, decision }: Evidence, spoken: Spoken): StoryPart {
  const said = joined(spoken.decision)
  if (!decision?.choice) {
    return said
      ? part('decision', [said])
      : part('decision', [
          'I decided ',
          blank('the decision', 'What did you decide, and over what?', id, 'decision.choice'),
          '.',
        ])
  }
  const other = decision.options?.find((option) => option !== decision.choice) ?? decision.notChosen?.[0]
  const reason = decision.because?.replace(/^because\s+/i, '')
  return part('decision', [
    `I decided: ${bare(decision.choice)}, over `,
    other ? bare(other) : blank('the other option', 'What was the strongest other option?', id, 'decision.notChosen'),
    ', on the ground that ',
    reason ? bare(reason) : blank('the reason', 'Why this and not the other option?', id, 'decision.because'),
    '.',
  ])
}

function tradeOffPart({ id, decision }: Evidence, spoken: Spoken): StoryPart {
  const givenUp = decision?.notChosen?.filter((option) => option.trim() !== '') ?? []
  if (givenUp.length > 0) return part('tradeOff', [`That meant leaving aside: ${givenUp.map(bare).join('; ')}.`])
  if (spoken.tradeOff.length > 0) return part('tradeOff', [joined(spoken.tradeOff)!])
  if (spoken.tradeOffInDecision && !decision?.choice)
    return { part: 'tradeOff', pieces: [], within: 'decision', filled: true }
  return part('tradeOff', [
    'That meant leaving ',
    blank('what was given up', 'What did you leave aside for it, and what did that cost?', id, 'decision.notChosen'),
    ' aside.',
  ])
}

function resultPart(
  evidence: Evidence,
  spoken: Spoken,
  initiative: CaseInitiative | null,
  hideFigures: boolean,
): StoryPart {
  const said = joined(spoken.result)
  const metric = evidence.metrics.find(isMeasured)
  const pieces: Piece[] = said ? [said] : []
  if (metric) {
    if (missedTarget(metric) || !said || !saysBoth(said, metric) || hideFigures)
      pieces.push(metricSentence(metric, hideFigures))
    if (missedTarget(metric)) pieces.push(...whatFollowed(evidence, initiative))
  } else if (said) {
    const started = evidence.metrics.find((each) => !each.vanity && each.to !== null)
    if (started)
      pieces.push('It was ', blank('the number before', 'What was it before?', evidence.id, 'metrics'), ' before.')
  } else pieces.push(blank('the result', 'What changed, and from what to what?', evidence.id, 'metrics'))
  return part('result', spaced(pieces))
}

// A miss that is told with its cause is stronger than a win without a number (domain 1.4 b).
function whatFollowed({ id }: Evidence, initiative: CaseInitiative | null): Piece[] {
  const review = initiative?.review
  if (review) return [review.whatHappened, ...(review.differently ? [review.differently] : [])].map(asSentence)
  return [
    'The cause was ',
    blank('the cause', 'Why did it end short of the target?', id, 'text'),
    '; we then ',
    blank('what changed after', 'What did you change then?', id, 'next'),
    '.',
  ]
}

const nextPart = ({ id, next }: Evidence): StoryPart =>
  next
    ? part('next', [`What I want from here: ${bare(next)}.`])
    : part('next', [
        'What I want from here: ',
        blank('the next step', 'What larger problem does this open?', id, 'next'),
        '.',
      ])

const part = (name: StoryPartName, pieces: Piece[]): StoryPart => ({
  part: name,
  pieces,
  within: null,
  filled: !pieces.some(isBlank),
})

export const blank = (what: string, question: string, record: string | null, field: string): Blank => ({
  what,
  question,
  record,
  field,
})

function spaced(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) => {
    const before = pieces[index - 1]
    return typeof piece === 'string' && typeof before === 'string' && !before.endsWith(' ') ? ` ${piece}` : piece
  })
}

const saysBoth = (said: string, { from, to }: Measured): boolean =>
  [from, to].every((value) => holdsFigure(said, value))

function holdsFigure(said: string, value: number): boolean {
  const figures = said.replace(/(\d)[,’'\u00A0\u2009](?=\d{3})/g, '$1').match(/\d+(?:[.,]\d+)?/g) ?? []
  return figures.some((each) => Number(each.replace(',', '.')) === Math.abs(value))
}

const joined = (sentences: readonly string[]): string | null =>
  sentences.length > 0 ? sentences.map(asSentence).join(' ') : null

/** Their words with a full stop, if they set none. */
export const asSentence = (words: string): string => {
  const trimmed = words.trim()
  return /[.!?…:"”’')\]]$/.test(trimmed) ? trimmed : `${trimmed}.`
}

const bare = (words: string): string => words.trim().replace(/[.;,]+$/, '')

/** A person's own sentence without its figures, for a document that leaves the company. Dates and ordinals go too: better one too many. */
export const withoutFigures = (words: string): string =>
  words.replace(/(?:[$€£¥₹]\s?)?\d[\d.,’']*(?:\s?(?:%|k|m|bn|million|billion)(?![\p{L}\d]))?/giu, (found) =>
    /[.,]$/.test(found) ? `[figure]${found.at(-1)}` : '[figure]',
  )
