import type { BackPlan } from '../back-plan.ts'
import type { Day } from '../day.ts'
import type { Framework } from '../framework.ts'
import type { Standing } from '../readiness/standing.ts'
import type { GapWork } from './gap-work.ts'
import type { ActionKind } from './model.ts'

/** Where an action is begun. */
export type ActionPlace =
  | { at: 'process'; topic: string | null }
  | { at: 'people' }
  | { at: 'cycle' }
  | { at: 'confirm'; record: string }
  | { at: 'record'; record: string; field: string | null }
  | { at: 'initiative'; initiative: string }
  | { at: 'agreement' }
  | { at: 'ratings'; skill: string | null }
  | { at: 'talk' }
  | { at: 'log'; skill: string | null; initiative: string | null }

/** What a record says besides what readiness reads of it. */
export interface ActionRecord {
  id: string
  text: string
  seenBy: readonly string[]
  initiative: string | null
}

/** A number that may be read now after a launch, and the records that would gain by it. */
export interface CheckDue {
  initiative: string
  title: string
  day: 30 | 60
  dueOn: Day
  records: readonly string[]
}

/** A decision or a problem that an initiative speaks of, and no record does. */
export interface Mention {
  initiative: string
  title: string
  kind: 'decision' | 'problem'
  skill: string
}

/** What is known for the first actions: how promotion works, who sees the work, when it is decided. */
export interface FirstFacts {
  /** Somebody was asked: a finding, a talk, or an agreement is written down. */
  asked: boolean
  /** The first topic still open once others are known; null while nothing or all is known. */
  nextTopic: { topic: string; ask: string } | null
  named: number
  closesOn: Day | null
  /** Title of the level aimed at. */
  next: string
}

/** Something begun, done or dropped before. */
export interface ActionHistory {
  /** Which step, as `actions.next` names it. */
  action: string
  kind: ActionKind
  label: string
  skill: string | null
  state: 'started' | 'done' | 'dropped'
  /** What was expected before anything was learned from this person. */
  usualHours: number
  /** What it took. */
  hours: number | null
  startedOn: Day | null
  endedOn: Day | null
}

/** Everything the next actions depend on. */
export interface ActionFacts {
  today: Day
  /** Where the person stands by the readiness rules. */
  standing: Standing
  framework: Framework
  /** The level whose anchors count. */
  against: string
  gapWork: readonly GapWork[]
  recordOf(id: string): ActionRecord | undefined
  /** Those of which a number has a name and one end, or none; in the order of their ids. */
  unfinished: readonly ActionRecord[]
  checks: readonly CheckDue[]
  mentions: readonly Mention[]
  /** People who back the person and were heard in the last 120 days; null while nothing records that. */
  freshBackers: number | null
  backPlan: BackPlan | null
  /** Null where nothing is aimed for. */
  first: FirstFacts | null
  /** The person wants no numbers: then points are left out of every sentence. */
  hideNumbers: boolean
  /** Oldest first. */
  history: readonly ActionHistory[]
}
