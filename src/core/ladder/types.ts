import type { Framework } from '../framework.ts'

/** How a text is written. `advert` is the plain text of a job advert; `text` is prose and lists without any markup. */
export const ladderFormats = ['markdown', 'html', 'csv', 'tsv', 'yaml', 'json', 'text', 'advert'] as const

export type LadderFormat = (typeof ladderFormats)[number]

/** What a person may say about the text they hand in. All of it may be left out. */
export interface ReadOptions {
  /** Taken as given if present; else the text itself decides. */
  format?: LadderFormat
  /** What to call the ladder where the text does not name it, for example the file's name. */
  name?: string
  /** Answers to uncertain choices of an earlier reading of the same text: `answers[choice.id] = option.key`. */
  answers?: Answers
  /** Only for an advert: the advert of the present level, so that the reading holds both and their difference. */
  against?: string
}

/** Choice id → key of the option taken. An id or key that this text does not ask for is left aside with a warning. */
export type Answers = Readonly<Record<string, string>>

/** What was understood of a text; nothing in it is saved yet. Lines count from 1. */
export interface LadderReading {
  format: LadderFormat
  /** At least one; in the order of the text. */
  ladders: LadderDraft[]
  /** Every decision that the text leaves open, those of the whole text first. */
  choices: Choice[]
  /** In the order of their lines. */
  warnings: LadderWarning[]
  /** Present if the text is an advert that was read against the one of the present level. */
  difference?: AdvertDifference
}

export interface LadderDraft {
  /** Stands for this ladder in `Choice.ladder`; unique in the reading, the same for the same text. */
  key: string
  name: string
  /** What the text says about the ladder as a whole; may be empty. */
  summary: string
  line: number
  /** Lowest first; on two tracks the individual ones, then those of people leaders. */
  levels: DraftLevel[]
  skills: DraftSkill[]
  /** Null where the text has none: `frameworkOf` then takes ours, 1 to 5 with 4 as the bar. */
  scale: DraftScale | null
}

export interface DraftLevel {
  /** Unique in the draft, of the form that a ladder's file wants. */
  id: string
  title: string
  /** Other names for it: codes, short forms, former titles. */
  also: string[]
  track: DraftTrack
  /** Ids of the levels one step up. */
  next: string[]
  /** The sentence about the level as a whole; may be empty. */
  scope: string
  line: number
}

/** `shared` where the text knows one way only; as soon as some levels lead people, all others are `ic`. */
export type DraftTrack = 'shared' | 'ic' | 'people'

export interface DraftSkill {
  id: string
  name: string
  /** The heading or section it stands under, null if none. */
  group: string | null
  /** What the skill is, apart from any level; may be empty. */
  summary: string
  line: number
  /** anchors[level id]; a level where the skill is not asked for is absent. Statements of “all levels” are in each. */
  anchors: Record<string, Statement[]>
}

export interface Statement {
  text: string
  line: number
  /** Where it is written: at its own level, for all levels, or at a lower level that this one builds upon. */
  from: 'level' | 'every level' | 'lower level'
  /** Only in adverts: whether it is a condition or a wish. */
  need?: 'required' | 'desirable'
}

export interface DraftScale {
  points: { value: number; label: string; meaning: string }[]
  meets: number
  line: number
}

/** One decision that the text leaves open: what was taken, what else it could be. */
export interface Choice {
  /** The same for the same text, whatever was answered to others before it. */
  id: string
  about: ChoiceAbout
  /** `LadderDraft.key`, null if it is about the text as a whole. */
  ladder: string | null
  /** A question to the person, in our words. */
  question: string
  /** Why it is uncertain, in a sentence; may be empty. */
  because: string
  /** Key of the option that the reading follows: the person's answer, else our assumption. */
  taken: string
  answered: boolean
  /** At least two. */
  options: { key: string; label: string }[]
  lines: number[]
}

export const choiceSubjects = [
  'format',
  'orientation',
  'order',
  'levels',
  'level',
  'steps',
  'combined',
  'track',
  'branch',
  'skill',
  'section',
  'every level',
  'cumulation',
  'scale',
  'advert',
] as const

export type ChoiceAbout = (typeof choiceSubjects)[number]

/** Something that was left out, changed or looks like a slip. */
export interface LadderWarning {
  line: number
  /** Null if it is about the text as a whole. */
  ladder: string | null
  says: string
}

/** The next level's advert against the present one's. */
export interface AdvertDifference {
  present: string
  next: string
  /** Asked for by the next level's advert only. */
  added: DifferentStatement[]
  /** Asked for by the present level's advert only. */
  dropped: DifferentStatement[]
  /** In both, but worded differently. */
  raised: { before: Statement; after: Statement; dimension: Dimension | null }[]
  /** In both. */
  same: Statement[]
}

export interface DifferentStatement extends Statement {
  dimension: Dimension | null
}

/** What a company's guidelines or advert stress (S2-13). */
export const dimensions = [
  'leadership',
  'strategic thinking',
  'stakeholder management',
  'scope',
  'technical depth',
] as const

export type Dimension = (typeof dimensions)[number]

/** What a draft does not know when it becomes a ladder of ours. */
export interface FrameworkChoices {
  /** Of the form `[a-z][a-z0-9-]{0,59}`; made from the name if absent. */
  id?: string
  /** 1 if absent. */
  version?: number
  name?: string
}

/**
 * `readLadder` in `read-ladder.ts`. Throws a `Problem` about the field `text` that says what the text was understood as: `invalid`
 * for what is no ladder, `too_large` for what is longer than any. Takes time in proportion to the text.
 */
export type ReadLadder = (text: string, options?: ReadOptions) => LadderReading

/** `frameworkOf` in `framework-of.ts`: a ladder of ours that `frameworkFile` accepts, from any draft of a reading. */
export type FrameworkOf = (draft: LadderDraft, choices?: FrameworkChoices) => Framework
