import { decisionSentences, leftAside, otherOption, reasonLead, repeats, withoutLead } from './case-decision.ts'
import type { Evidence } from './evidence.ts'
import { counterSentence, isMeasured, type Measured, metricSentence, missedTarget } from './metric-words.ts'
import { foundSentences, lessonSentences, saysWhoLost, withHidden } from './story-kinds.ts'
import {
  asSentence,
  bare,
  placeSentences,
  type SentenceReader,
  type Spoken,
  sentencesIn,
  withoutChoice,
} from './story-sentences.ts'
import { withoutFigures } from './without-figures.ts'

export const storyParts = ['problem', 'decision', 'tradeOff', 'result', 'next'] as const
export type StoryPartName = (typeof storyParts)[number]

/** Something a reader will look for that is not written yet. Shown as `____`. */
export interface Blank {
  /** In a few words: “what was given up”. */
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

/** One sentence of a story and the record that says it; null if the initiative itself does. */
export interface StorySentence {
  pieces: Piece[]
  record: string | null
}

export interface StoryPart {
  part: StoryPartName
  sentences: StorySentence[]
  /** All its sentences, one after the other. */
  pieces: Piece[]
  /** The part whose sentence already says this one too; then it has no sentences of its own. */
  within: StoryPartName | null
  /** Nothing is blank. */
  filled: boolean
  /** What it says already, without its blanks. */
  closed: StorySentence[]
}

export interface Story {
  /** All five, in order. */
  parts: StoryPart[]
  /** The person's own sentences that belong to no part. */
  told: string[]
}

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
  const hide = (words: string) => (options.hideFigures ? withoutFigures(words, evidence) : words)
  const record = withWords(evidence, hide)
  const spoken = withoutChoice(placeSentences(evidence, options.read, hide), record.decision)
  const telling: Telling = {
    record,
    spoken,
    initiative: options.initiative ? withInitiativeWords(options.initiative, hide) : null,
    hideFigures: options.hideFigures ?? false,
    sentences: (words) => sentencesIn(words, options.read),
  }
  return {
    parts: [problemPart(telling), decisionPart(telling), tradeOffPart(telling), resultPart(telling), nextPart(telling)],
    told: spoken.told,
  }
}

/** The same, told once as long as neither the record nor its initiative says something else: treat it as read-only. */
export function ownStory(evidence: Evidence, { read, initiative = null, hideFigures = false }: StoryOptions): Story {
  const known = stories.get(evidence)?.[hideFigures ? 1 : 0]
  if (known && known.read === read && saysTheSame(known.initiative, initiative)) return known.story
  const story = storyOf(evidence, { read, initiative, hideFigures })
  const both = stories.get(evidence) ?? [null, null]
  both[hideFigures ? 1 : 0] = { read, initiative, story }
  stories.set(evidence, both)
  return story
}

type Told = { read: SentenceReader; initiative: CaseInitiative | null; story: Story } | null

const stories = new WeakMap<Evidence, [plain: Told, hidden: Told]>()

/** True where an initiative adds the same to the stories of its records. */
export const saysTheSame = (a: CaseInitiative | null, b: CaseInitiative | null): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

export const isBlank = (piece: Piece): piece is Blank => typeof piece !== 'string'

/** The sentence with its blanks as `____`. */
export const textOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (isBlank(piece) ? '____' : piece)).join('')

export const isStoryTold = (story: Story): boolean => story.parts.every((part) => part.filled)

/** Sentences one after the other. */
export const joinedPieces = (sentences: readonly Pick<StorySentence, 'pieces'>[]): Piece[] =>
  sentences.flatMap(({ pieces }, index) => {
    const [first, ...rest] = pieces
    if (index === 0 || first === undefined) return pieces
    return isBlank(first) ? [' ', ...pieces] : [` ${first}`, ...rest]
  })

/** A part of its sentences, or one that `within` says already. */
export const storyPart = (
  part: StoryPartName,
  sentences: readonly StorySentence[],
  more: { within?: StoryPartName | null; closed?: StorySentence[] } = {},
): StoryPart => ({
  part,
  sentences: [...sentences],
  pieces: joinedPieces(sentences),
  within: more.within ?? null,
  filled: sentences.length > 0 ? !sentences.some(isOpen) : Boolean(more.within),
  closed: more.closed ?? sentences.filter((sentence) => !isOpen(sentence)),
})

/** A sentence that waits for something. */
export const isOpen = ({ pieces }: Pick<StorySentence, 'pieces'>): boolean => pieces.some(isBlank)

interface Telling {
  record: Evidence
  spoken: Spoken
  initiative: CaseInitiative | null
  hideFigures: boolean
  /** What a field says, sentence by sentence. */
  sentences(words: string): string[]
}

function withWords(evidence: Evidence, hide: (words: string) => string): Evidence {
  const { problem, next, decision } = evidence
  const all = (words: string[] | undefined) => words?.map(hide)
  return {
    ...evidence,
    ...withHidden(evidence, hide),
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

function problemPart({ record, spoken, initiative, sentences }: Telling): StoryPart {
  const found = foundSentences(record.foundFirst)
  const own = record.problem ? sentences(record.problem) : spoken.problem
  if (own.length > 0 || saysWhoLost(record.foundFirst)) return storyPart('problem', said([...own, ...found], record.id))
  if (initiative?.problem) return storyPart('problem', said(sentences(initiative.problem), null))
  return storyPart('problem', [
    { pieces: [blank('the problem', 'Who was losing what, and why?', record.id, 'problem')], record: record.id },
  ])
}

function decisionPart({ record: { id, decision }, spoken }: Telling): StoryPart {
  const choice = decision?.choice
  if (decision && choice?.trim()) {
    const asStory = (open: boolean) =>
      decisionSentences({ ...decision, choice }, id, open).map((pieces) => ({ pieces, record: id }))
    return storyPart('decision', asStory(true), { closed: asStory(false) })
  }
  if (spoken.decision.length > 0)
    return storyPart('decision', said([...spoken.decision, ...reasonApart(decision, spoken)], id))
  const open = blank('the decision', 'What did you decide, and over what?', id, 'decision.choice')
  return storyPart('decision', [{ pieces: [open], record: id }])
}

// A reason may come later than the decision's own sentence: as the answer to the question why.
const reasonApart = (decision: Evidence['decision'], spoken: Spoken): string[] =>
  decision?.because?.trim() && !repeats(spoken.decision.join(' '), decision.because, reasonLead)
    ? [asSentence(`The reason: ${withoutLead(decision.because, reasonLead)}`)]
    : []

function tradeOffPart({ record: { id, decision }, spoken }: Telling): StoryPart {
  const givenUp = decision?.notChosen?.filter((option) => option.trim() !== '') ?? []
  const inDecision = decision?.choice?.trim() ? otherOption(decision) : undefined
  const rest = givenUp.filter((option) => option !== inDecision)
  const sentences = said(
    [
      ...leftAside(rest),
      ...spoken.tradeOff,
      // The decision's fields speak for it, so its sentence is still free to say what it cost.
      ...(givenUp.length === 0 && decision?.choice?.trim() && spoken.tradeOffInDecision ? spoken.decision : []),
    ],
    id,
  )
  if (sentences.length > 0) return storyPart('tradeOff', sentences)
  if (givenUp.length > 0 || spoken.tradeOffInDecision) return storyPart('tradeOff', [], { within: 'decision' })
  const open = blank(
    'what was given up',
    'What did you leave aside for it, and what did that cost?',
    id,
    'decision.notChosen',
  )
  return storyPart('tradeOff', [{ pieces: [open], record: id }])
}

function resultPart(telling: Telling): StoryPart {
  const { record, spoken, hideFigures } = telling
  const own = said(spoken.result, record.id)
  const learned = said(lessonSentences(record.lesson), record.id)
  const metric = record.metrics.find(isMeasured)
  if (metric) {
    const missed = missedTarget(metric)
    if (own.length + learned.length === 0 && !missed && !hideFigures && saysBoth(spoken.decision, metric))
      return storyPart('result', [], { within: 'decision' })
    const figures = missed || hideFigures || !saysBoth(spoken.result, metric)
    return storyPart('result', [
      ...own,
      ...(figures ? said([metricSentence(metric, hideFigures)], record.id) : []),
      ...said(counterSentence(record.metrics, hideFigures), record.id),
      ...(missed && learned.length === 0 ? whatFollowed(telling) : learned),
    ])
  }
  if (own.length === 0 && learned.length > 0) return storyPart('result', learned)
  if (own.length === 0)
    return storyPart('result', [
      {
        pieces: [blank('the result', 'What changed, and from what to what?', record.id, 'metrics')],
        record: record.id,
      },
    ])
  const isStarted = record.metrics.some((each) => !each.vanity && !each.counter && each.to !== null)
  const before = blank('the number before', 'What was it before?', record.id, 'metrics')
  return storyPart('result', [
    ...own,
    ...learned,
    ...(isStarted ? [{ pieces: ['It was ', before, ' before.'], record: record.id }] : []),
  ])
}

// A miss that is told with its cause is stronger than a win without a number (domain 1.4 b).
function whatFollowed({ record: { id }, initiative, sentences }: Telling): StorySentence[] {
  const review = initiative?.review
  if (review)
    return said([...sentences(review.whatHappened), ...(review.differently ? sentences(review.differently) : [])], null)
  const pieces = [
    'The cause was ',
    blank('the cause', 'Why did it end short of the target?', id, 'text'),
    '; we then ',
    blank('what changed after', 'What did you change then?', id, 'next'),
    '.',
  ]
  return [{ pieces, record: id }]
}

// Words that only say which part it is, as every place that shows the part does itself.
const nextLabel =
  /^(?:(?:next(?: steps?| up)?|(?:from here|what (?:i want|comes)(?: from here| next)?))\s*(?:[:–—]|-\s)\s*)+/i

function nextPart({ record: { id, next, lesson }, spoken }: Telling): StoryPart {
  const own = next?.trim() ? [next] : spoken.next
  const words = (own.length === 0 && lesson?.differently?.trim() ? [lesson.differently] : own).map((each) =>
    each.trim().replace(nextLabel, ''),
  )
  if (words.some((each) => each !== '')) return storyPart('next', said([words.map(bare).join('; ')], id))
  const open = blank('the next step', 'What larger problem does this open?', id, 'next')
  return storyPart('next', [{ pieces: [open], record: id }])
}

const said = (sentences: readonly string[], record: string | null): StorySentence[] =>
  sentences.map((words) => ({ pieces: [asSentence(words)], record }))

export const blank = (what: string, question: string, record: string | null, field: string): Blank => ({
  what,
  question,
  record,
  field,
})

const saysBoth = (sentences: readonly string[], { from, to }: Measured): boolean =>
  [from, to].every((value) => sentences.some((words) => holdsFigure(words, value)))

/** True if the words say this number, in figures or, where it is small, as a word. */
export function holdsFigure(words: string, value: number): boolean {
  const figures = words.replace(/(\d)[,’'\u00A0\u2009](?=\d{3})/g, '$1').match(/\d+(?:[.,]\d+)?/g) ?? []
  const spelled = smallNumbers[Math.abs(value)]
  return (
    figures.some((each) => Number(each.replace(',', '.')) === Math.abs(value)) ||
    (spelled !== undefined && new RegExp(`\\b${spelled}\\b`, 'i').test(words))
  )
}

const smallNumbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
