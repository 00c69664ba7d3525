import type { ActionHistory } from '../../core/actions/facts.ts'
import type { Day } from '../../core/day.ts'
import type { Stance } from '../../core/people.ts'
import type { StallId } from '../../core/stall.ts'
import type { Owned } from './owned.ts'

/** One thing found out about how promotion works where the person is. */
export interface ResearchRow extends Owned {
  /** A topic’s id (`core/process-research.ts`), or the person’s own. */
  topic: string
  learned: string
  toldBy: string | null
  on: Day
  createdAt: string
}

/** Somebody who has a say or sees the work. For the writer’s eyes only. */
export interface PeopleRow extends Owned {
  name: string
  role: string | null
  /** Levels above (positive) or below the person; 2 stands for two or more. */
  levelRelation: number | null
  lineManager: boolean
  /** Has a say in the decision. */
  voter: boolean
  stance: Stance
  /** The person’s guess of how they would rate the work, 1 to 5. */
  wouldRate: number | null
  /** What they know of the work. */
  knows: string[]
  /** The last day the two met or spoke, as far as it was said. */
  lastContact: Day | null
  createdAt: string
}

/** What a review cycle has besides its closing day, which is the profile’s `reviewOn`. One row a person. */
export interface CycleRow extends Owned {
  /** Days before it closes in which a committee reads. */
  leadDays: number
}

export interface TalkRow extends Owned {
  on: Day
  partner: string | null
  notes: string | null
  /** What the other side said, as heard. */
  said: string[]
  theirResponse: string | null
  createdAt: string
}

/** A next step that was begun, done or dropped. */
export interface ActionRow extends Owned, ActionHistory {
  changedAt: string
}

/** A check that its owner waved away. It is silent for a while, and its reason stays. */
export interface DismissalRow extends Owned {
  /** The check's id (`content/signals.yaml`). */
  signal: string
  reason: string
  on: Day
  createdAt: string
}

/** Whether a line of a talk was what its words look like. */
export interface StallAnswerRow extends Owned {
  talkId: string
  /** The line as it stood in the talk. */
  words: string
  stall: StallId
  heard: boolean
  on: Day
  createdAt: string
}
