import type { Day } from '../day.ts'
import type { EvidenceMetric } from '../evidence.ts'

/** What a text tells about, as the coach reads it; `unclear` is a plan, a fragment or an idiom. Coach specification 3.1. */
export const coachKinds = ['outcome', 'output', 'decision', 'problem_found', 'trust', 'learning', 'unclear'] as const
export type CoachKind = (typeof coachKinds)[number]

/** In display order (coach specification 6). */
export const flagIds = [
  'unfinished',
  'vanity_metric',
  'output_only_verbs',
  'no_outcome',
  'no_unit',
  'no_baseline',
  'no_reason',
  'no_followup',
  'no_owner',
  'passive_voice_ownership',
  'hedge',
  'no_time_window',
  'business_link_missing',
  'no_tradeoff',
] as const
export type FlagId = (typeof flagIds)[number]

/** A half-open range of characters, `text.slice(start, end)`. */
export type TextSpan = [start: number, end: number]

/** A metric as read from a text. `span` points into the text as it was given. */
export interface Metric extends EvidenceMetric {
  span: TextSpan
  vanity: boolean
}

/** `start` and `end` are inclusive days; `certain` is false if the year was not said. */
export interface DateTag {
  text: string
  start: Day
  end: Day
  grain: 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year'
  certain: boolean
}

/** Somebody a text names; `known` if the person has named them before. */
export interface Mention {
  name: string
  known: boolean
}

export interface Tags {
  /** Handles, as written. */
  people: string[]
  /** Everybody who is named, by handle or by name. */
  named: Mention[]
  tags: string[]
  refs: string[]
  links: string[]
  dates: DateTag[]
}

export type Strength = 0 | 1 | 2 | 3 | 4

export interface Reading {
  kind: CoachKind
  confidence: 'sure' | 'guess'
  /** In text order. */
  metrics: Metric[]
  /** After suppression, in display order; a page shows at most the first. */
  flags: FlagId[]
  strength: Strength
  tags: Tags
}

export interface MetricName {
  name: string
  /** Source of a regular expression. */
  pattern: string
  /** 1 up is good, -1 down is good, 0 unknown. */
  polarity: 1 | -1 | 0
  /** Unit of a bare number; `money` = no unit until a currency is said. */
  native?: string
  business?: boolean
  vanity?: boolean
}

export interface DateOptions {
  /** The day the text speaks from. Without it no date is resolved. */
  refDate?: Day
  /** First month of the fiscal year, 1-12; January unless said. */
  fiscalYearStart?: number
  locale?: 'en-US' | 'en-GB'
}

export interface CoachOptions extends DateOptions {
  /** How `1.204` is read; `auto` looks for an unambiguous number in the same text. */
  decimal?: 'auto' | '.' | ','
  /** The person's own choice; it wins over the reading. */
  kind?: CoachKind
  /** Questions the person has waved off for this entry. */
  dismissed?: readonly FlagId[]
  /** Names of people the person has given before, with or without a role. */
  people?: readonly string[]
  /** The person's own name, which is nobody else's. */
  self?: string
  /** The person's own metric names, read as they stand. */
  names?: readonly (string | MetricName)[]
}
