import type { ActionPlace } from '../actions/facts.ts'
import type { NextPick } from '../actions/next.ts'
import type { Day } from '../day.ts'
import type { FixPlace, Signal } from '../signals/model.ts'

/** Where a thing is done. */
export type Place =
  | { at: 'reading'; initiative: string; metric: string; unit: string | null }
  | { at: 'initiative'; initiative: string; part: 'edit' | 'review' | 'record' }
  | { at: 'decision'; record: string }
  /** A next step: begun right here, or on the page it leads to. */
  | { at: 'step'; action: string; begin: boolean; place: ActionPlace }
  | { at: 'agreement' }
  | { at: 'start'; step: string }
  | { at: 'inbox' }
  | { at: 'record'; record: string; field: string | null }
  | { at: 'confirm'; record: string }
  | { at: 'rate'; skill: string }
  | { at: 'profile' }
  | { at: 'case' }
  /** What a check of one’s own records asks for. */
  | { at: 'fix'; place: FixPlace }

/** One thing worth doing today: what, why, how long, by when, and the one button. */
export interface Todo {
  /** The same thing has the same id on every day. */
  id: string
  title: string
  why: string
  minutes: number
  /** All of it, where the minutes are this week’s part. */
  wholeHours: number | null
  due: Day | null
  /** The day has come. */
  urgent: boolean
  button: string
  place: Place
  /** Speaks of talks or of other people by name. */
  aboutOthers: boolean
}

/** A look at a launch's number that may be taken now. */
export interface DueCheck {
  initiative: string
  title: string
  day: 30 | 60
  dueOn: Day
  metric: { id: string; name: string; unit: string | null; baseline: number | null; target: number | null } | null
}

/** A record that does not count, and the one thing that keeps it from counting. */
export interface IncompleteRecord {
  id: string
  text: string
  lacks: 'kind' | 'happenedOn' | 'skills'
}

/** Everything Today's list depends on. */
export interface TodayFacts {
  today: Day
  checks: readonly DueCheck[]
  /** Decisions whose day to be looked at again has come, or comes in a moment; the earliest first. */
  revisits: readonly { id: string; choice: string; dueOn: Day }[]
  /** Launches to look back at, and those whose review has become no record yet; the latest launched first. */
  lookBacks: readonly { initiative: string; title: string; lacks: 'review' | 'record' }[]
  waiting: number
  incomplete: readonly IncompleteRecord[]
  /** The strongest record that nobody has confirmed, on one of the first gaps if there is one; `gap` counts from 1. */
  unconfirmed: { id: string; text: string; skill: string; gap: number | null; seenBy: readonly string[] } | null
  /** The heaviest skill the person has not rated, of how many. */
  toRate: { skill: string; name: string; level: string; rated: number; of: number } | null
  /** The open step of the first ten minutes, once they were begun. */
  start: { step: string; name: string; minutes: number } | null
  /** Null where nothing is aimed for. */
  promotion: {
    next: string
    manager: string | null
    /** The day put down for asking how promotion works. */
    askOn: Day | null
    /** The last talk about where one stands, and its age in days at work. */
    talked: { on: Day; days: number } | null
  } | null
  /** The next steps, as “What next” has them; nothing but the first ones where too little is known to choose by. */
  next: readonly NextPick[]
  /** What the case lacks, most valuable first. */
  missing: readonly { says: string; question: string; record: string | null; field: string }[]
  /** The checks that are brought up this week, at most two. */
  signals: readonly Pick<Signal, 'id' | 'says' | 'fix' | 'aboutOthers'>[]
}

/** A thing to do, and how much it matters beside the others. */
export interface Weighed {
  todo: Todo
  weight: number
}

export type Draft = Omit<Todo, 'due' | 'urgent' | 'aboutOthers' | 'wholeHours'> & Partial<Todo>

export const weighed = (weight: number, todo: Draft): Weighed => ({
  weight,
  todo: { due: null, urgent: false, aboutOthers: false, wholeHours: null, ...todo },
})

/** The first line of a person’s words, as a title has room for it. */
export const shortened = (text: string, most = 60): string => {
  const [line] = text.trim().split('\n') as [string]
  return line.length > most ? `${line.slice(0, most - 2).replace(/\W+\w*$/, '')}…` : line.replace(/[.]$/, '')
}
