import type { Day, Span } from '../day.ts'
import type { Decision, EvidenceMetric, ItemKind } from '../evidence.ts'
import type { Reading } from '../follow-up.ts'
import type { Stance } from '../people.ts'
import type { StallId } from '../stall.ts'
import type { OwnRecords } from '../stall-check.ts'

// Checks on the owner's own records (domain 0 and 4): for their eyes only, and never part of readiness or of the case.

export const factoryIds = ['ff_requests', 'ff_shipped_not_changed', 'ff_no_pushback', 'ff_success_at_launch'] as const
export type FactoryId = (typeof factoryIds)[number]

export const stallSignalIds = ['stall_strategy', 'stall_cross_functional', 'stall_impact', 'stall_structural'] as const
export type StallSignalId = (typeof stallSignalIds)[number]

export const trapIds = ['trap_wait_and_see', 'trap_late_feedback', 'trap_level_peers'] as const
export type TrapId = (typeof trapIds)[number]

/** Every check of records, in the order in which they come up. */
export const signalIds = [...factoryIds, ...stallSignalIds, ...trapIds] as const
export type SignalId = (typeof signalIds)[number]

/** Openings of a talk, held against what somebody is about to say. */
export const openingIds = ['trap_top_priority', 'trap_checklist', 'trap_demand', 'trap_tenure'] as const
export type OpeningId = (typeof openingIds)[number]

export type SignalGroup = 'factory' | 'stalls' | 'traps'

/** Nothing is guessed: with fewer records than a check needs, it says so. */
export type SignalState = 'fires' | 'clear' | 'not_enough'

/** A record that stands behind a check. */
export interface SignalRecord {
  type: 'initiative' | 'evidence' | 'document' | 'talk' | 'person'
  id: string
  text: string
}

/** Where a fix is begun. */
export type FixPlace =
  | { at: 'initiatives' }
  | { at: 'initiative'; initiative: string; part: 'review' | 'checks' }
  | { at: 'log' }
  | { at: 'process' }
  | { at: 'people' }
  | { at: 'talks' }
  | { at: 'evidence'; record: string }
  /** A working document begins it, or goes on with the draft there is. */
  | { at: 'document'; template: string; initiative: string | null }
  | { at: 'draft'; document: string }

/** The one action that a check asks for. */
export interface Fix {
  text: string
  hours: number
  button: string
  place: FixPlace
}

export interface Signal {
  id: SignalId
  group: SignalGroup
  title: string
  state: SignalState
  /** The sentence about it, with the count behind it. */
  says: string
  /** How many, out of how many; `late` are looks taken after their time. */
  count: { count: number; of: number; late?: number }
  records: SignalRecord[]
  /** Only where it fires. */
  fix: Fix | null
  /** Speaks of talks or of other people. */
  aboutOthers: boolean
}

/** Everything the checks depend on. */
export interface SignalFacts {
  today: Day
  leaves: readonly Span[]
  initiatives: readonly InitiativeFact[]
  evidence: readonly EvidenceFact[]
  talks: readonly TalkFact[]
  people: readonly PersonFact[]
  answers: readonly AnswerFact[]
  dismissals: readonly DismissalFact[]
  /** Working documents that are being written. */
  drafts: readonly DraftFact[]
  /** Whether a level above is aimed at, and since when, as far as that is on record. */
  aim: { since: Day | null } | null
  /** Days on which a talk about readiness was recorded. */
  agreements: readonly Day[]
  /** What else the records say to a stall. */
  own: OwnRecords
}

export interface InitiativeFact {
  id: string
  title: string
  origin: 'found' | 'requested' | null
  startedOn: Day
  launchedOn: Day | null
  stoppedOn: Day | null
  declined: boolean
  userChange: string | null
  reviewed: boolean
  /** Of the metric it aims at. */
  readings: readonly Reading[]
}

export interface EvidenceFact {
  id: string
  text: string
  kind: ItemKind | null
  happenedOn: Day | null
  initiative: string | null
  metrics: readonly EvidenceMetric[]
  decision: Decision | null
}

export interface TalkFact {
  id: string
  on: Day
  partner: string | null
  /** What the other side said, line by line. */
  said: readonly string[]
}

export interface PersonFact {
  id: string
  name: string
  stance: Stance
  levelRelation: number | null
  lineManager: boolean
}

/** What the owner said of a line in which a phrase was found. */
export interface AnswerFact {
  talkId: string
  words: string
  stall: StallId
  heard: boolean
}

export interface DismissalFact {
  signal: string
  reason: string
  on: Day
}

export interface DraftFact {
  id: string
  title: string | null
  template: string
  initiative: string | null
  /** All that stands in it. */
  text: string
}

interface FixWords {
  text: string
  hours: number
  button: string
}

export interface Sign {
  id: FactoryId
  title: string
  days: number
  atLeast: number
  limit: number | null
  fires: string
  clear: string
  notEnough: string
  fix: FixWords & {
    /** The working document it is written as, if it is one. */
    template: string | null
  }
}

interface WaitAndSee {
  id: 'trap_wait_and_see'
  title: string
  aimedDays: number
  talkDays: number
  never: string
  fires: string
  clear: string
  early: string
  notEnough: string
  fix: FixWords
}

interface LateFeedback {
  id: 'trap_late_feedback'
  title: string
  notEnough: string
}

interface LevelPeers {
  id: 'trap_level_peers'
  title: string
  atLeast: number
  limit: number
  fires: string
  clear: string
  notEnough: string
  fix: FixWords
}

export interface Opening {
  id: OpeningId
  title: string
  patterns: readonly string[]
  says: string
  fix: string
}

export interface StallWindow {
  id: StallSignalId
  stall: StallId
  /** How far back a talk still speaks for today. */
  days: number
  /** The working document that the remedy is written as. */
  template: string
}

/** `content/signals.yaml`. */
export interface SignalFile {
  version: number
  silentDays: number
  newInAWeek: number
  factory: {
    needs: number
    verdicts: readonly { fires: number; id: string; says: string }[]
    noVerdict: string
    signs: readonly Sign[]
  }
  stalls: readonly StallWindow[]
  traps: {
    records: readonly [WaitAndSee, LateFeedback, LevelPeers]
    openings: readonly Opening[]
    /** The working documents that hold what somebody means to say. */
    drafts: readonly string[]
  }
}

/** A sentence of the file with its counts in place. */
export const filled = (sentence: string, counts: Record<string, number | undefined>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => (counts[name] ?? 0).toLocaleString('en'))
