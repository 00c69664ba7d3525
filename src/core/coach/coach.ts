import type { ItemKind } from '../evidence.ts'
import { datesOf } from './dates.ts'
import { readText } from './reading.ts'
import type { CoachKind, CoachOptions, Reading } from './types.ts'

export { cuesOf, type SentenceCues } from './cues.ts'
export { describeDate } from './date-words.ts'
export { describeMetric } from './describe.ts'
export type { Why } from './kind-reader.ts'
export { asPoints } from './points.ts'
export { explain, kindIn } from './reading.ts'
export { firstBlank, holdsBlank, rewriteOf } from './rewrite.ts'
export { type Sentence, sentencesOf } from './sentences.ts'
export { likelySkills, type SkillHint, type SkillWords, suggestSkills } from './skills.ts'
export type { CoachKind, CoachOptions, DateTag, FlagId, Metric, MetricName, Reading, Strength, Tags } from './types.ts'
export { fixOf, messageOf, strengthWords, whyWords } from './wording.ts'

/**
 * Reads a text as a careful colleague would: its kind, the changes it states, what is missing, and how far the story goes.
 * Same text and options, same reading; nothing is invented or rewritten. Coach specification 1.
 */
export const coach = (text: string, options: CoachOptions = {}): Reading => readText(text, options, datesOf)

/** The kind a record gets from the coach's reading; null for what is not evidence yet (domain 0, “Words for kinds”). */
export const itemKindOf = (kind: CoachKind): ItemKind | null => itemKinds[kind]

const itemKinds: Record<CoachKind, ItemKind | null> = {
  outcome: 'outcome',
  output: 'artifact',
  decision: 'decision',
  problem_found: 'problem',
  trust: 'feedback',
  learning: 'learning',
  unclear: null,
}
