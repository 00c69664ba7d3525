import type { Day } from './day.ts'

/** What a stored record is. A note has none (`null`): it is listed and never counts (domain 0, “Words for kinds”). */
export const itemKinds = ['decision', 'outcome', 'feedback', 'problem', 'artifact', 'learning'] as const
export type ItemKind = (typeof itemKinds)[number]

export const decisionTypes = ['choose', 'cut', 'decline', 'defer', 'reshape'] as const

/** A choice among options, with what it cost. Every part may still be blank. */
export interface Decision {
  type?: (typeof decisionTypes)[number]
  options?: string[]
  choice?: string
  because?: string
  /** What was given up. */
  notChosen?: string[]
  measure?: string
  revisitOn?: Day
  requestFrom?: string
  sharedOn?: Day
}

/** A problem that was seen before anybody asked (S3-09). Every part may still be blank. */
export interface FoundFirst {
  /** How it came to light. */
  how?: string
  who?: string
  /** What it costs them, or costs the business. */
  cost?: string
  /** Nobody had asked for it. */
  unasked?: boolean
}

/** What came of something that went otherwise than expected (S1-24). Every part may still be blank. */
export interface Lesson {
  expected?: string
  happened?: string
  /** What was believed before, and is not any more. */
  assumption?: string
  differently?: string
}

/** A change in a number, as said in a record. Units as in the coach: `%`, `pp`, `points`, `x`, `ratio`, `count`, time, ISO currency. */
export interface EvidenceMetric {
  name: string | null
  from: number | null
  to: number | null
  delta: number | null
  unit: string | null
  direction: 'up' | 'down' | 'flat' | null
  relative: boolean
  window: string | null
  /** True if the movement is an improvement, false if not, null if unknown. */
  good: boolean | null
  /** Counts attention or activity only: never an outcome. */
  vanity?: boolean
  target?: number | null
  /** The target was written down before launch. */
  targetSetBefore?: boolean
  /** Watched so that the gain elsewhere does not cost too much here; never the outcome itself. */
  counter?: boolean
  /** Follow-up readings. Scoring reads `recordedOn`, the case reads `value`. */
  checks?: { day: 30 | 60; recordedOn: Day; value: number }[]
}

/** Another person's word that a record is true. How sure it is: pasted by the owner < form or link. */
export interface Confirmation {
  id: string
  by: string
  /** What they do, as far as the owner says. */
  role?: string | null
  words: string
  on: Day
  how: 'pasted' | 'form' | 'link'
  /** The level of work the confirmer says they saw, a level id. */
  scopeSeen: string | null
}

/** One piece of evidence as stored. Text is the person's own; nothing here is computed. */
export interface Evidence {
  id: string
  text: string
  kind: ItemKind | null
  /** Who chose the kind. The person's choice always wins. */
  kindSource: 'user' | 'coach'
  /** Undated records do not count until dated. */
  happenedOn: Day | null
  /** Skill ids of the framework, main skill first, at most three. */
  skills: string[]
  initiative: string | null
  /** Level id of the work's size. */
  scope: string | null
  metrics: EvidenceMetric[]
  decision: Decision | null
  foundFirst?: FoundFirst | null
  lesson?: Lesson | null
  /** Who was losing what, and why. */
  problem: string | null
  /** What happens from here. */
  next: string | null
  myPart: string | null
  othersPart: string | null
  audienceLevel: string | null
  seenBy: string[]
  creditedBy: string[]
  links: string[]
  confidential: boolean
  confirmations: Confirmation[]
  /** Instant, UTC ISO. */
  createdAt: string
}

/** “Lee, Head of Design”; the name alone where nobody said what they do. */
export const speakerOf = ({ by, role }: Pick<Confirmation, 'by' | 'role'>): string =>
  role?.trim() ? `${by}, ${role.trim()}` : by

export type Corroboration = 'none' | 'witness' | 'pasted' | 'attested'

/** How far others stand behind a record: the strongest of its confirmations, else a named witness. */
export function corroborationOf(evidence: Pick<Evidence, 'confirmations' | 'seenBy'>): Corroboration {
  if (evidence.confirmations.some((c) => c.how !== 'pasted')) return 'attested'
  if (evidence.confirmations.length > 0) return 'pasted'
  return evidence.seenBy.length > 0 ? 'witness' : 'none'
}
