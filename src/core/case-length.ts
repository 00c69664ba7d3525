import type { ExampleStory } from './case-story.ts'
import { joinedPieces, type Piece, type StoryPartName, type StorySentence, textOf } from './story.ts'

/** Most words a case page holds, each of its sections, and an example behind it (domain 8.1), where the person's sentences allow it. */
export const most = { page: 400, inShort: 55, example: 45, quote: 25, growing: 30, next: 25, atLength: 180 } as const

export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}_]/u.test(word)).length

/** What is printed of some sentences. `more` is the record that says what was left out. */
export interface Printed {
  pieces: Piece[]
  /** Records that the words come from. */
  sources: string[]
  more: string | null
}

/** The sentences that fit, whole ones only, from the first; the first in any case. */
export function sentencesWithin<T>(sentences: readonly T[], room: number, wordsOf: (sentence: T) => number): T[] {
  let left = room
  const fits = sentences.findIndex((sentence, index) => {
    left -= wordsOf(sentence)
    return index > 0 && left < 0
  })
  return fits < 0 ? [...sentences] : sentences.slice(0, fits)
}

const partOrder: readonly StoryPartName[] = ['result', 'decision', 'problem', 'tradeOff', 'next']

export interface FittedStory {
  parts: { part: StoryPartName; printed: Printed }[]
  told: Printed | null
  myPart: Printed | null
  othersPart: Printed | null
}

/**
 * An example within `room` words: the first sentence of each part, of the person's own part and of the others' always, further
 * ones as long as there is room, those of the result first. Sentences are left out whole, from the end of their part, and never changed.
 */
export function fitted(story: ExampleStory, room: number): FittedStory {
  const columns = new Map<string, readonly StorySentence[]>([
    ...story.parts.map(({ part, sentences }): [string, StorySentence[]] => [part, sentences]),
    ['myPart', story.myPart],
    ['othersPart', story.othersPart],
    ['told', story.told],
  ])
  const kept = new Map<string, number>()
  let left = room
  const nextIn = (name: string) => columns.get(name)?.[kept.get(name) ?? 0]
  const take = (name: string) => {
    const sentence = nextIn(name)
    if (!sentence) return
    left -= wordsIn(textOf(sentence.pieces))
    kept.set(name, (kept.get(name) ?? 0) + 1)
  }
  const fits = (name: string) => {
    const sentence = nextIn(name)
    return sentence !== undefined && wordsIn(textOf(sentence.pieces)) <= left
  }
  // What was the person's part and what the others' belongs to the claim: it is not left out for room.
  for (const name of [...partOrder, 'myPart', 'othersPart']) take(name)
  // A part that says another one too has two things to say: cut after the first, it would bear the name of what is left out.
  for (const { within } of story.parts) if (within) take(within)
  if (story.parts.every(({ closed }) => closed.length === 0)) take('told')
  for (const name of ['myPart', 'othersPart', ...partOrder, 'told']) while (fits(name)) take(name)
  const printed = (name: string): Printed | null => printedOf(columns.get(name)!, kept.get(name) ?? 0)
  const told = printed('told')
  const parts = story.parts.flatMap(({ part }) => {
    const printedPart = printed(part)
    return printedPart ? [{ part, printed: printedPart }] : []
  })
  // Sentences of no part that found no room are said to be there at the end of the last part from the same record.
  const unsaid = told === null ? (story.told[0]?.record ?? null) : null
  const last = parts.findLast(({ printed }) => unsaid !== null && printed.sources.includes(unsaid))
  if (last) last.printed.more ??= unsaid
  return {
    parts,
    told,
    myPart: printed('myPart'),
    othersPart: printed('othersPart'),
  }
}

/** Room for each story out of `left` words: what a short one does not need, the longer ones get. */
export function roomsFor(stories: readonly ExampleStory[], left: number): number[] {
  const lengths = stories.map(({ parts, told, myPart, othersPart }) =>
    [...parts.flatMap(({ sentences }) => sentences), ...told, ...myPart, ...othersPart].reduce(
      (sum, { pieces }) => sum + wordsIn(textOf(pieces)),
      0,
    ),
  )
  const rooms: number[] = lengths.map(() => 0)
  const shortestFirst = lengths.map((_, index) => index).sort((a, b) => lengths[a]! - lengths[b]!)
  shortestFirst.forEach((index, place) => {
    const used = rooms.reduce((sum, room, other) => sum + Math.min(room, lengths[other]!), 0)
    rooms[index] = Math.max(most.example, Math.floor((left - used) / (lengths.length - place)))
  })
  return rooms
}

function printedOf(sentences: readonly StorySentence[], count: number): Printed | null {
  if (count === 0) return null
  const kept = sentences.slice(0, count)
  return {
    pieces: joinedPieces(kept),
    sources: [...new Set(kept.flatMap(({ record }) => record ?? []))],
    more: sentences[count]?.record ?? null,
  }
}
