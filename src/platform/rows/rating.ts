import type { Day } from '../../core/day.ts'
import type { Owned } from './owned.ts'

export interface RatingRow extends Owned {
  skill: string
  source: 'self' | 'manager' | 'peer'
  rater: string
  value: number | null
  on: Day
  because: string | null
  ratingEvidence: string[]
  /** As the owner heard it from the rater, not given by the rater. */
  heard: boolean
  noOpportunity: boolean
  framework: string
  frameworkVersion: number
  /** The level whose anchor the value is against. */
  level: string
  /** The request it answers, if the rater answered one themselves. */
  formId: string | null
  createdAt: string
}

/** Somebody who was asked to rate, and their answer. */
export interface RatingFormRow extends Owned {
  source: 'manager' | 'peer'
  rater: string
  /** A text to send by mail, or a page that works without a network. */
  form: 'mail' | 'file'
  skills: string[]
  framework: string
  frameworkVersion: number
  level: string
  /** What an answer from the page is signed with, base64url. */
  key: string
  askedOn: Day
  state: 'asked' | 'in_person' | 'sealed' | 'open' | 'withdrawn' | 'cancelled'
  /** Shown only once it is open. */
  receivedAnswer: AnswerReceived | null
  /** What the owner had said of themselves by then: what the answer is compared with. */
  lockedRatings: OwnRating[] | null
  receivedOn: Day | null
  closedOn: Day | null
  createdAt: string
}

/** An answer as it came in. */
export interface AnswerReceived {
  on: Day
  how: 'mail' | 'form'
  answers: RatingReceived[]
}

export interface RatingReceived {
  skill: string
  /** Null where they have had no occasion to see it. */
  value: number | null
  because: string | null
  /** The line of the mail it was read from. */
  line: string | null
  /** The owner had to say what the line means. */
  heard: boolean
}

export interface OwnRating {
  skill: string
  value: number | null
  on: Day
}

export interface AgreementRow extends Owned {
  state: 'not_yet' | 'close' | 'yes'
  on: Day
  /** The manager it was made with. */
  manager: string | null
  confirmedByManager: boolean
  conditions: string[]
  framework: string | null
  frameworkVersion: number | null
  /** The level it is about: what was said about one level says nothing about another. */
  level: string | null
  createdAt: string
}
