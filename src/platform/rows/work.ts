import type { Day } from '../../core/day.ts'
import type { ConversationKind } from '../../core/discovery.ts'
import type { Owned } from './owned.ts'

export interface InitiativeRow extends Owned {
  title: string
  problem: string | null
  why: string | null
  origin: 'found' | 'requested' | null
  requestedBy: string | null
  scope: string | null
  /** A metric's id. */
  metric: string | null
  target: number | null
  /** The day on which its own target was written down. */
  targetSetOn: Day | null
  /** How one will know that it worked. */
  knownBy: string | null
  notDoing: string[]
  userChange: string | null
  startedOn: Day
  launchedOn: Day | null
  stoppedOn: Day | null
  declinedBecause: string | null
  review: {
    on: Day
    whatHappened: string
    moved: boolean | null
    differently: string | null
    /** The record that was made of it. */
    evidence?: string
  } | null
  createdAt: string
}

export interface MetricRow extends Owned {
  name: string
  unit: string | null
  /** Which way is good. */
  direction: 'up' | 'down'
  baseline: number | null
  target: number | null
  /** The days on which baseline and target were written down; null where that was not noted. */
  baselineSetOn: Day | null
  targetSetOn: Day | null
  /** Whether it moves before the result that counts, or with it. */
  timing: 'leading' | 'lagging' | null
  /** Whether a move of it lasts. */
  durable: boolean | null
  /** Whether a move of it is people doing something else, or only the measurement nudged. */
  shows: 'behaviour' | 'measurement' | null
  /** The metric that must not get worse for it. */
  counter: string | null
  createdAt: string
}

export interface ReadingRow extends Owned {
  metricId: string
  on: Day
  value: number
  recordedOn: Day
}

/** A decision looked at again. */
export interface RevisitRow extends Owned {
  /** The record that holds the decision. */
  evidenceId: string
  on: Day
  stands: boolean
  because: string | null
  /** When to look at it once more. */
  againOn: Day | null
  createdAt: string
}

/** A working document: a template's questions and what was written under them. */
export interface DocumentRow extends Owned {
  /** The template's id, and the version of it that the document was begun with. */
  template: string
  templateVersion: number
  /** As the person calls it; null where its first words name it. */
  title: string | null
  fieldsJson: Record<string, unknown>
  state: 'draft' | 'finished'
  initiative: string | null
  /** The document it belongs to: an interview to its programme. */
  partOf: string | null
  /** Counts up with every change, so that two windows notice each other. */
  revision: number
  finishedOn: Day | null
  createdAt: string
  changedAt: string
  removedAt: string | null
}

/** A record that came of a document. */
export interface DocumentRecordRow extends Owned {
  documentId: string
  evidenceId: string
  /** Which of the document's offers it was. */
  offer: string
}

/** One conversation with a customer, or with somebody who might be one. */
export interface ConversationRow extends Owned {
  on: Day
  kind: ConversationKind
  /** Who it was, by role or company. */
  who: string
  /** Null until it is written down. */
  learned: string | null
  /** An initiative's id. */
  initiative: string | null
  createdAt: string
}

/** A cycle of discovery that was brought to an end with what they come to. */
export interface DiscoveryCycleRow extends Owned {
  /** An initiative's id; null for conversations without one. */
  initiative: string | null
  closedOn: Day
  synthesis: string
  /** The problem statement. */
  problem: string
  createdAt: string
}
