import type { Day } from './day.ts'
import type { Evidence, ItemKind } from './evidence.ts'
import type { Candidate } from './promotion-case.ts'
import {
  type CaseInitiative,
  ownStory,
  type Story,
  type StoryPart,
  type StoryPartName,
  type StorySentence,
  storyOf,
  storyPart,
  textOf,
} from './story.ts'
import { asSentence, folded, type SentenceReader, sentencesIn } from './story-sentences.ts'
import { withoutFigures } from './without-figures.ts'

/** An example's story: its record's, and where that is silent, what other records of the same initiative say. */
export interface ExampleStory {
  parts: StoryPart[]
  /** The record's own sentences that belong to no part. */
  told: StorySentence[]
  myPart: StorySentence[]
  othersPart: StorySentence[]
}

export interface StorySources {
  records: ReadonlyMap<string, Evidence>
  candidates: ReadonlyMap<string, Candidate>
  ofInitiative: ReadonlyMap<string, readonly Evidence[]>
  initiatives: ReadonlyMap<string, CaseInitiative>
  read: SentenceReader
  on: Day
  /** True for a record whose figures are not shown. */
  isHidden(record: Evidence): boolean
  /** True for a record that may lend its words to another's example. */
  mayLend(id: string): boolean
}

/** The stories of a case's examples, in their order. No sentence stands in them twice. */
export function storiesOf(examples: readonly string[], sources: StorySources): Map<string, ExampleStory> {
  const spent: Spent = new Set()
  return new Map(examples.map((id) => [id, exampleStory(sources.records.get(id)!, sources, spent)]))
}

/** Sentences that stand somewhere already, folded. */
type Spent = Set<string>

function exampleStory(record: Evidence, sources: StorySources, spent: Spent): ExampleStory {
  const own = storyIn(record, sources)
  const parts = own.parts.map((part) => freshPart(part, record, spent))
  const told = spend(sentencesOf(own.told, record.id), spent)
  const lenders = lendersTo(record, sources)
  const filled: StoryPart[] = []
  for (const part of parts) filled.push(withLent(part, wantsNumber(part, record, sources), filled, lenders, spent))
  const first = (field: 'myPart' | 'othersPart') =>
    firstSaid([record, ...lenders.map((each) => each.record)], field, sources, spent)
  return { parts: filled, told, myPart: first('myPart'), othersPart: first('othersPart') }
}

const storyIn = (record: Evidence, { initiatives, read, isHidden }: StorySources): Story =>
  ownStory(record, {
    read,
    initiative: (record.initiative !== null && initiatives.get(record.initiative)) || null,
    hideFigures: isHidden(record),
  })

function freshPart(part: StoryPart, record: Evidence, spent: Spent): StoryPart {
  if (part.sentences.length === 0) return part
  const closed = spend(part.closed, spent)
  if (closed.length === part.closed.length) return part
  return closed.length > 0 ? storyPart(part.part, closed) : silent(record, part.part)
}

/** The part as it stands where nothing is said. */
const silent = (record: Evidence, name: StoryPartName): StoryPart =>
  storyOf(
    { ...record, text: '', kind: null, problem: null, decision: null, next: null, metrics: [] },
    { read: () => [] },
  ).parts.find(({ part }) => part === name)!

interface Lender {
  record: Evidence
  candidate: Candidate
  story: Story
}

/** The other records of its initiative that have already happened, strongest first. */
function lendersTo(record: Evidence, sources: StorySources): Lender[] {
  if (record.initiative === null) return []
  const lenders: Lender[] = []
  for (const other of sources.ofInitiative.get(record.initiative) ?? []) {
    const { id, happenedOn } = other
    if (id === record.id || !sources.mayLend(id)) continue
    if (happenedOn === null || happenedOn <= sources.on) lenders.push(lender(other, sources))
  }
  return lenders.sort((a, b) => forceOf(b) - forceOf(a) || laterFirst(a, b))
}

const lender = (record: Evidence, sources: StorySources): Lender => ({
  record,
  candidate: sources.candidates.get(record.id)!,
  // Most are never asked: reading takes longer than finding that they are weaker.
  get story() {
    return storyIn(record, sources)
  },
})

const forceOf = ({ candidate }: Lender): number => candidate.strength * candidate.recency * candidate.corroboration

const laterFirst = (a: Lender, b: Lender): number =>
  (b.record.happenedOn ?? '').localeCompare(a.record.happenedOn ?? '') || (a.record.id < b.record.id ? -1 : 1)

/** A result told without before and after, or only in passing, is worth more with a sibling's number behind it. */
const wantsNumber = (part: StoryPart, { id, kind }: Evidence, { candidates }: StorySources): boolean =>
  part.part === 'result' &&
  part.filled &&
  !(candidates.get(id)!.measured && (part.closed.length > 0 || kind === 'outcome'))

function withLent(
  part: StoryPart,
  wantsNumber: boolean,
  before: readonly StoryPart[],
  lenders: readonly Lender[],
  spent: Spent,
): StoryPart {
  if (part.filled && !wantsNumber) return part
  const lent: StorySentence[][] = []
  for (const lender of fittingFirst(part.part, lenders)) {
    // Two numbers say more than one; of everything else the best is enough.
    if (lent.length > 0 && (lent.length === 2 || part.part !== 'result')) break
    if ((wantsNumber || lent.length > 0) && !lender.candidate.measured) continue
    const offered = lentBy(lender, part.part)
    if (part.closed.length === 0 && offered.some((sentence) => isDecision(before, sentence)))
      return storyPart(part.part, [], { within: 'decision' })
    const fresh = spend(offered, spent)
    if (fresh.length > 0) lent.push(fresh)
  }
  if (lent.length > 0) return storyPart(part.part, [...part.closed, ...lent.flat()])
  return part.filled || part.closed.length > 0 ? part : (halfSaid(part.part, lenders) ?? part)
}

// The kind of record that a part is looked for in first.
const fitting: Record<StoryPartName, ItemKind | null> = {
  problem: 'problem',
  decision: 'decision',
  tradeOff: 'decision',
  result: 'outcome',
  next: null,
}

const fittingFirst = (part: StoryPartName, lenders: readonly Lender[]): Lender[] => {
  const fitOf = ({ record, candidate }: Lender) =>
    Number(part === 'result' && candidate.measured) * 2 + Number(record.kind === fitting[part])
  return [...lenders].sort((a, b) => fitOf(b) - fitOf(a))
}

/** What a record says of a part; a sentence that says two of them is good for either. */
function lentBy({ story, record }: Lender, name: StoryPartName): StorySentence[] {
  const part = story.parts.find((each) => each.part === name)!
  // “Cut the setup from seven steps to three” holds two numbers and is no result.
  if (!part.filled || (part.within && name === 'result' && record.kind !== 'outcome')) return []
  return part.within ? story.parts.find((each) => each.part === part.within)!.closed : part.closed
}

const isDecision = (parts: readonly StoryPart[], sentence: StorySentence): boolean =>
  parts.some(({ part, closed }) => part === 'decision' && closed.some((other) => wordsOf(other) === wordsOf(sentence)))

/** A sibling's sentence that still waits for a number is nearer to it than nothing. */
function halfSaid(name: StoryPartName, lenders: readonly Lender[]): StoryPart | undefined {
  return fittingFirst(name, lenders)
    .map(({ story }) => story.parts.find(({ part }) => part === name)!)
    .find(({ closed, filled }) => !filled && closed.length > 0)
}

function firstSaid(
  records: readonly Evidence[],
  field: 'myPart' | 'othersPart',
  { read, isHidden }: StorySources,
  spent: Spent,
): StorySentence[] {
  const record = records.find((each) => each[field]?.trim())
  if (!record) return []
  const words = isHidden(record) ? withoutFigures(record[field]!, record) : record[field]!
  return spend(sentencesOf(sentencesIn(words, read), record.id), spent)
}

const sentencesOf = (sentences: readonly string[], record: string): StorySentence[] =>
  sentences.map((words) => ({ pieces: [asSentence(words)], record }))

/** Those that stand nowhere yet; from now on they do. */
function spend(sentences: readonly StorySentence[], spent: Spent): StorySentence[] {
  return sentences.filter((sentence) => {
    const isNew = !spent.has(wordsOf(sentence))
    spent.add(wordsOf(sentence))
    return isNew
  })
}

const wordsOf = ({ pieces }: StorySentence): string => folded(textOf(pieces))
