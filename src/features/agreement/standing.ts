import { activeDaysBetween, addDays, type Day } from '../../core/day.ts'
import { foldName } from '../../core/rating.ts'
import { type AgreementState, agreementState } from '../../core/readiness/gates.ts'
import { model } from '../../core/readiness/model.ts'
import type { Profile } from '../../platform/career.ts'
import type { AgreementRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'

/** How a recorded talk counts on a day (domain 0 and 1.4 i). */
export interface AgreementStanding {
  /** What the rules make of it: it lapses, and another manager's word counts at most as heard. */
  counts: AgreementState
  /** The last day it counts. */
  until: Day
  lapsed: boolean
  /** The manager it was made with, where another has taken over since. */
  formerManager: string | null
  /** One or two sentences for the person. */
  words: string
}

type Recorded = Pick<AgreementRow, 'state' | 'on' | 'manager' | 'confirmedByManager'>

export function standingOfAgreement(
  agreement: Recorded,
  { manager, leaves }: Pick<Profile, 'manager' | 'leaves'>,
  today: Day,
): AgreementStanding {
  const formerManager =
    agreement.manager && manager && foldName(agreement.manager) !== foldName(manager) ? agreement.manager : null
  const counts = agreementState({
    agreement: {
      state: agreement.state,
      date: agreement.on,
      confirmedByManager: agreement.confirmedByManager,
      formerManager: formerManager ?? undefined,
    },
    asOf: today,
    leaves,
  })
  const until = lastDayOf(agreement.on, leaves)
  const lapsed = today > until
  return { counts, until, lapsed, formerManager, words: wordsFor(agreement, { until, lapsed, formerManager }) }
}

/** What was said, in the words of the form. */
export const stateWords: Record<AgreementRow['state'], string> = { not_yet: 'not yet', close: 'close', yes: 'yes' }

function wordsFor(
  { state, on, manager, confirmedByManager }: Recorded,
  { until, lapsed, formerManager }: Pick<AgreementStanding, 'until' | 'lapsed' | 'formerManager'>,
): string {
  const said = `“${capital(stateWords[state])}”, said on ${dayWords(on)}${manager ? ` with ${manager}` : ''}`
  const backing = formerManager
    ? `, who was your manager then`
    : confirmedByManager
      ? ', who confirmed that this is what was said'
      : ''
  const first = `${said}${manager ? backing : confirmedByManager ? ', confirmed by your manager' : ''}.`
  if (lapsed) return `${first} That is more than four months ago, so it no longer counts: talk again.`
  if (formerManager) return `${first} It counts as heard until your next talk, or until ${dayWords(until)}.`
  return `${first} It counts until ${dayWords(until)}.`
}

/** An agreement lasts 120 days on which the person was not on leave. */
function lastDayOf(on: Day, leaves: Profile['leaves']): Day {
  const { days } = model.gates.agreement
  let last = addDays(on, days)
  while (activeDaysBetween(on, addDays(last, 1), leaves) <= days) last = addDays(last, 1)
  return last
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)
