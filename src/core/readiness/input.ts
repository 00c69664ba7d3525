import type { Day, Span } from '../day.ts'
import type { Corroboration, ItemKind } from '../evidence.ts'
import type { Source } from '../rating.ts'

/** A framework's rating scale; `min < meets < max`. */
export interface Scale {
  min: number
  max: number
  meets: number
}

/** A skill that applies at the target level, and how much it counts beside the others. */
export interface WeightedSkill {
  id: string
  weight: number
}

/** What the target level demands of a group of skills. */
export interface Expect {
  skills: readonly string[]
  bar: 'meets' | 'credible' | 'open'
  /** At least this many of the group at the bar. */
  meetsAtLeast?: number
  must?: readonly string[]
  /** At least this many results in the group that others confirm. */
  credited?: number
}

/** A rating against the target level's anchor, on the framework's own scale. `rater` defaults to the source. */
export interface GivenRating {
  id?: string
  skill: string
  source: Source
  rater?: string
  /** Null only with `noOpportunity`. */
  value: number | null
  date: Day
  purpose?: 'development' | 'formal'
  /** Typed in by the owner as heard: half precision, in the estimate only (domain 0). */
  heard?: boolean
  noOpportunity?: boolean
}

/** A number before and after. Scoring needs both; the rest raises or lowers what they say. */
export interface Outcome {
  metric?: string
  baseline?: number
  after?: number
  target?: number
  targetSetBefore?: boolean
  /** Default true. */
  higherIsBetter?: boolean
  /** The day a follow-up reading was taken, never the day it is planned for. */
  check30?: Day
  check60?: Day
}

/** A person who confirmed a record: a folded name or id, and how their word came. */
export interface Voice {
  by: string
  how: 'pasted' | 'attested'
}

/** One dated record as the rules see it. Scopes are level ranks. */
export interface Item {
  id: string
  kind: ItemKind
  date: Day
  /** Main skill first, at most three. */
  skills: readonly string[]
  scope: number
  /** The size of work a confirmer says they saw. */
  attestedScope?: number
  corroboration: Corroboration
  /** Confirmed by nobody but the manager whose rating already counts: no further source. */
  attesterIsRatingManager?: boolean
  /** Who confirmed; given where a manager who rates, or would, is among them, so that each skill can tell them apart. */
  voices?: readonly Voice[]
  /** Records without one stand alone. */
  initiative?: string
  outcome?: Outcome
}

/** What the manager said about readiness, as recorded after a talk. */
export interface Agreement {
  state: 'not_yet' | 'close' | 'yes'
  date: Day
  confirmedByManager?: boolean
  /** The manager who agreed, where another has since taken over: then it counts at most as heard (domain 0). */
  formerManager?: string
}

/**
 * What the rules compare with: the next level (`promotion`), or the present one, either by choice (`footprint`) or
 * because nothing lies above (`top`). Only promotion has a score, gates and asks (domain 0, “Beyond promotion”).
 */
export type Mode = 'promotion' | 'footprint' | 'top'

/** Everything readiness depends on (domain 1.3). Nothing else, no clock, may move the answer. */
export interface Input {
  /** In the framework's order, which settles ties. */
  skills: readonly WeightedSkill[]
  scale: Scale
  /** Rank of the target level. */
  targetLevel: number
  asOf: Day
  ratings: readonly GivenRating[]
  items: readonly Item[]
  agreement?: Agreement | null
  /** The present line manager, folded or not: who would answer if asked to rate. */
  manager?: string
  /** Months of next-level work the present level asks for; default 6. */
  monthsNeeded?: number
  expects?: readonly Expect[]
  leaves?: readonly Span[]
  mode?: Mode
}
