import type { Why } from './kind-reader.ts'
import type { CoachKind, FlagId, Strength } from './types.ts'

const words: Record<FlagId, { message: string; fix: string }> = {
  unfinished: {
    message: 'This is still ahead of you. Save it as a plan and log it when it has happened.',
    fix: '“Will launch the portal” → “Launched the portal on 3 May; __ of __ partners signed in the first week”',
  },
  vanity_metric: {
    message: 'That counts attention or activity. What did people do differently because of it?',
    fix: '“12k page views” → “12k views, __ demo requests (was __)”',
  },
  output_only_verbs: {
    message: 'It is out. What has changed since, for customers or the business?',
    fix: '“Launched onboarding in Q2” → “… week-1 retention from __ % to __ %”',
  },
  no_outcome: {
    message: 'What did this change, and for whom?',
    fix: '“Ran 25 interviews” → “… which moved __ to the top of the list; __ deals closed”',
  },
  no_unit: {
    message: 'Of what: percent, points, users, euros?',
    fix: '“improved by 12” → “NPS up 12 points”',
  },
  no_baseline: {
    message: 'What was it before?',
    fix: '“+15 % conversion” → “conversion from __ % to __ %”',
  },
  no_reason: {
    message: 'Why this and not the other option?',
    fix: '“Decided not to build the connector” → “… because __ of __ prospects need it”',
  },
  no_followup: {
    message: 'What did you do with it?',
    fix: '“1 in 4 trials end at sign-on” → “… so I __”',
  },
  no_owner: {
    message: 'Which part was yours?',
    fix: '“We cut churn” → “I found the billing bug; we cut churn from __ to __”',
  },
  passive_voice_ownership: {
    message: 'Who did it? Say so if it was you.',
    fix: '“was released” → “I released”',
  },
  hedge: {
    message: 'Name the part you did yourself.',
    fix: '“Helped with the launch” → “Wrote the launch brief and trained __ reps”',
  },
  no_time_window: {
    message: 'Over what period?',
    fix: '“+9 points” → “+9 points in H1”',
  },
  business_link_missing: {
    message: 'Which goal does this serve: growth, revenue, cost or risk?',
    fix: '“p95 from 800 to 200 ms” → “… checkout conversion up __ points”',
  },
  no_tradeoff: {
    message: 'What did you give up for it?',
    fix: '“Prioritised single sign-on” → “… over __, which moved to __”',
  },
}

/** The question a flag asks. */
export const messageOf = (flag: FlagId): string => words[flag].message

/** An example of the answer, with blanks where only the person knows the figure. */
export const fixOf = (flag: FlagId): string => words[flag].fix

const strengths: Record<Strength, string> = {
  0: 'not yet',
  1: 'what I did',
  2: 'a result',
  3: 'a result you can check',
  4: 'a full story',
}

export const strengthWords = (strength: Strength): string => strengths[strength]

const readAs: Record<CoachKind, string> = {
  outcome: 'Read as a result',
  output: 'Read as work done',
  decision: 'Read as a decision',
  problem_found: 'Read as a problem found',
  trust: 'Read as trust',
  learning: 'Read as something learned',
  unclear: 'Read as not clear yet',
}

const ruleWords: Record<NonNullable<Why['rule']>, string> = {
  result: 'it says what changed',
  said: 'it says so',
  implied: 'it is told like one',
  ahead: 'it speaks of what is still ahead',
  attention: 'its numbers count attention or activity',
  work: 'it says what was made',
  passive: 'it says what was done',
  short: 'there are too few words',
  plain: 'nothing in it says more',
}

/** Why a text was read as it was, in one sentence: “Read as a decision: it says so, “dropped”, “instead of”.” */
export function whyWords({ kind, rule, words }: Why): string {
  const reasons = [...(rule ? [ruleWords[rule]] : []), ...words.map((word) => `“${word}”`)]
  return `${readAs[kind]}${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}.`
}
