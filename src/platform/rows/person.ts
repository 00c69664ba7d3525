import type { Generated } from 'kysely'
import type { Day, Span } from '../../core/day.ts'
import type { Owned } from './owned.ts'

export interface PersonRow {
  id: string
  /** The filled example lives beside the person, never among their records. */
  demo: boolean
  /** Whose filled example this is. */
  belongsTo: string | null
  /** The rule their words were last split by; see `search.ts`. */
  wordsVersion: Generated<number>
  createdAt: string
}

export interface ProfileRow extends Owned {
  name: string | null
  framework: string | null
  /** The version stood on; null where the product's own ladder is followed as it is. */
  frameworkVersion: number | null
  level: string | null
  /** A level id, or `none`: not seeking promotion now. */
  target: string | null
  specialisation: string | null
  levelSince: Day | null
  company: string | null
  manager: string | null
  weeklyHours: number | null
  locale: string | null
  /** First month of the fiscal year, 1-12. */
  fiscalYearStart: number | null
  reviewOn: Day | null
  leaves: Span[]
}

/** One version of a ladder that the person brought in, changed, or keeps as it was when they adopted it. */
export interface LadderRow extends Owned {
  /** The ladder's id. */
  framework: string
  version: number
  name: string
  /** As a ladder's file has it (`core/framework-file.ts`). */
  ladderJson: Record<string, unknown>
  /** SHA-256 of the ladder as JSON: equal for equal words. */
  hash: string
  madeFrom: { how: 'imported' | 'edited' | 'kept'; format: string | null; file: string | null; of: string | null }
  createdAt: string
}

export interface SettingsRow extends Owned {
  valueJson: Record<string, unknown>
}

/** The owner's hand on their case: examples kept in, left out and in order, and the words they wrote into it. */
export interface CaseRow extends Owned {
  valueJson: Record<string, unknown>
}

/** How far the person has come in the first ten minutes. */
export interface StartRow extends Owned {
  valueJson: Record<string, unknown>
}

/** A run through the quiz that was kept as a starting point. */
export interface QuizRow extends Owned {
  family: 'pm' | 'pmm'
  /** Of the quiz's file. */
  version: number
  /** 0 to 3, in the order of the questions. */
  scores: number[]
  takenOn: Day
  /** What the person said to each hint, by its id. */
  hints: Record<string, 'kept' | 'waved'>
  createdAt: string
}
