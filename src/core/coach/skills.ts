import { hitsOf } from './scan.ts'
import { stemsIn, tellingWords } from './stem.ts'
import type { CoachKind, Metric } from './types.ts'

/** What a skill is known by in a person's notes; made once for a ladder by `wordsOfSkills`. */
export interface SkillWords {
  id: string
  /** As the ladder writes them, each matched at the start of a word. */
  signals: readonly string[]
  /** Stems of the words it is described with, and how much each says. */
  words?: Readonly<Record<string, number>>
  /** What the person's own choices add to a stem, or take from it. */
  learned?: Readonly<Record<string, number>>
}

export interface SkillHint {
  id: string
  /** What spoke for it: signals as the ladder writes them, then words of the text. */
  hits: string[]
  /** Speaks as clearly as the best, or nearly. */
  clear: boolean
}

/** The part of a reading that tells what kind of work a text reports. */
export interface Told {
  kind: CoachKind
  /** A guessed kind says nothing of the skill; a record's own kind is no guess. */
  confidence?: 'sure' | 'guess'
  metrics: readonly Pick<Metric, 'vanity' | 'direction'>[]
}

/**
 * Skills that the text speaks of, best first; ties keep the ladder's order. What says too little, or much less than the best, is left out.
 * Without a reading the words decide alone.
 */
export const suggestSkills = (text: string, skills: readonly SkillWords[], told?: Told): SkillHint[] =>
  hintsFrom(heardIn(text, skills, told), ({ stems }, at) => habitOf(stems, skills[at]!))

/** What a text says of each skill before any habit: what takes long to hear, and stays the same. */
export interface Heard {
  skills: readonly { id: string; hits: string[]; weight: number }[]
  /** Stems of its own words. */
  stems: readonly string[]
}

export function heardIn(text: string, skills: readonly SkillWords[], told?: Told): Heard {
  const note = noteOf(text, told)
  return {
    skills: skills.map((skill) => weigh(note, skill)),
    stems: [...note.stems].flatMap(([stem, { word }]) => (word ? [stem] : [])),
  }
}

/** The suggestions of a text that was heard. `habitOf` says how much habit speaks for the skill at a place of the list, or against it. */
export function hintsFrom(heard: Heard, habitOf: (heard: Heard, at: number) => number): SkillHint[] {
  // A habit may outweigh what the ladder says, but never by its mere length.
  const loudest = Math.max(habitMay, ...heard.skills.map(({ weight }) => weight))
  const weighed = heard.skills.map(({ id, hits, weight }, at) => {
    const habit = habitOf(heard, at)
    return { id, hits, weight: weight + Math.max(-loudest, Math.min(loudest, habit)) }
  })
  const best = Math.max(0, ...weighed.map(({ weight }) => weight))
  return weighed
    .filter(({ weight }) => weight >= enough && weight >= best * closeTo)
    .sort((a, b) => b.weight - a.weight)
    .map(({ id, hits, weight }) => ({ id, hits, clear: weight >= best * nearly }))
}

/** The skills that a text is filed under where nobody chooses: the clearest, at most two. */
export const likelySkills = (hints: readonly SkillHint[]): string[] =>
  hints
    .filter(({ clear }) => clear)
    .slice(0, 2)
    .map(({ id }) => id)

const enough = 3
const closeTo = 0.5
const nearly = 0.8
const signalWeight = 3
/** What a note begins with is what it is about. */
const leading = 1.3
const leadingWords = 3
/** Where a ladder says little, a habit may still say this much. */
const habitMay = 8

interface Note {
  text: string
  /** Where words begin. */
  starts: readonly number[]
  /** By stem: how much it says, and how it is written here; not at all where only the kind of work stands for it. */
  stems: ReadonlyMap<string, { times: number; word: string | null }>
}

function noteOf(text: string, told: Told | undefined): Note {
  const plain = text.toLowerCase().replace(/[‘’]/g, "'")
  const stems = new Map<string, { times: number; word: string | null }>()
  for (const [at, { word, stem }] of tellingWords(plain).entries())
    if (!stems.has(stem)) stems.set(stem, { times: at < leadingWords ? leading : 1, word })
  for (const kind of told ? kindsOf(told) : [])
    for (const stem of kindStems[kind] ?? []) if (!stems.has(stem)) stems.set(stem, { times: ofTheKind, word: null })
  return { text: plain, starts: hitsOf(/[\p{L}\p{N}]+(?:'\p{L}+)*/gu, plain).map((hit) => hit.start), stems }
}

const habitOf = (stems: readonly string[], { learned }: SkillWords): number =>
  learned ? stems.reduce((sum, stem) => sum + (learned[stem] ?? 0), 0) : 0

function weigh({ text, starts, stems }: Note, { id, signals, words = {} }: SkillWords) {
  const hits = new Set<string>()
  let weight = 0
  for (const signal of signals) {
    const at = wordStart(text, signal.toLowerCase(), starts)
    if (at === null) continue
    hits.add(signal)
    const isLead = at < (starts[leadingWords] ?? text.length)
    weight += signalWeight * (isLead ? leading : 1) * (1 + signal.split(' ').length / 4)
  }
  for (const [stem, { times, word }] of stems) {
    const says = words[stem] ?? 0
    weight += says * times
    if (says > 0 && word) hits.add(word)
  }
  return { id, hits: [...hits], weight }
}

/** Where a signal stands at the start of a word. */
function wordStart(text: string, signal: string, starts: readonly number[]): number | null {
  if (signal === '') return null
  const within = /^[^\p{L}\p{N}]/u.test(signal)
  for (let at = text.indexOf(signal); at >= 0; at = text.indexOf(signal, at + 1))
    if (within || startsAt(starts, at)) return at
  return null
}

function startsAt(starts: readonly number[], at: number): boolean {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! < at) low = middle + 1
    else high = middle
  }
  return starts[low] === at
}

// A ladder describes work by what it is, and a note tells it by what happened: “fell by a third” is an outcome without the word. That
// something was made says nothing of the skill.
const ofTheKind = 0.9
/** A decision with its effect is both. */
const kindsOf = ({ kind, confidence, metrics }: Told): CoachKind[] => {
  const known = confidence === 'guess' ? [] : [kind]
  const changed = metrics.some(({ vanity, direction }) => !vanity && direction !== null)
  return changed && !known.includes('outcome') ? [...known, 'outcome'] : known
}
const kindStems: Partial<Record<CoachKind, readonly string[]>> = {
  outcome: stemsIn('outcome result metric target retention revenue'),
  decision: stemsIn('decision strategy trade-off choice priorities'),
  problem_found: stemsIn('problem research discovery interviews users customers'),
  trust: stemsIn('influence trust stakeholders alignment support authority'),
}
