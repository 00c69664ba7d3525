import { addDays, daysBetween } from '../day.ts'
import { followUps } from '../follow-up.ts'
import { isMeasured } from '../metric-words.ts'
import { ageOf, isBetween, isWithin } from './clock.ts'
import {
  type EvidenceFact,
  type FactoryId,
  type FixPlace,
  filled,
  type InitiativeFact,
  type Sign,
  type Signal,
  type SignalFacts,
  type SignalFile,
  type SignalRecord,
} from './model.ts'

/** The four signs of work that is led by requests (article 003), each with the count behind it. */
export const factorySignals = (facts: SignalFacts, signs: readonly Sign[]): Signal[] =>
  signs.map((sign) => {
    const found = rules[sign.id](facts, sign)
    const { of, fires, place, records, ...counts } = found
    const { template: _, ...words } = sign.fix
    const state = of < sign.atLeast ? 'not_enough' : fires ? 'fires' : 'clear'
    const sentence = { not_enough: sign.notEnough, fires: sign.fires, clear: sign.clear }[state]
    return {
      id: sign.id,
      group: 'factory',
      title: sign.title,
      state,
      says: filled(sentence, { ...counts, of }),
      count: { ...counts, of },
      records,
      fix: state === 'fires' ? { ...words, place } : null,
      aboutOthers: false,
    }
  })

interface Finding {
  count: number
  /** Out of how many; what the least number of records is held against. */
  of: number
  late?: number
  fires: boolean
  records: SignalRecord[]
  place: FixPlace
}

const rules: Record<FactoryId, (facts: SignalFacts, sign: Sign) => Finding> = {
  /** Of the work that was under way, how much was asked for by others. What was dropped within two weeks, or declined, was no work. */
  ff_requests(facts, { days, limit, fix: { template } }) {
    const known = facts.initiatives.filter(
      (initiative) =>
        initiative.origin !== null && wasUnderWay(facts, initiative, days) && !wasDroppedAtOnce(initiative),
    )
    const requested = known.filter(({ origin }) => origin !== 'found')
    return {
      count: requested.length,
      of: known.length,
      fires: requested.length > limit! * known.length,
      records: requested.map(recordOf),
      place: template ? { at: 'document', template, initiative: null } : { at: 'initiatives' },
    }
  },

  ff_shipped_not_changed(facts, { days, limit }) {
    const launched = facts.initiatives.filter(({ launchedOn }) => isBetween(facts, launchedOn, aMonth, days))
    const silent = launched.filter((initiative) => !hasOutcome(initiative, facts.evidence)).sort(latestLaunchFirst)
    const [latest] = silent
    return {
      count: silent.length,
      of: launched.length,
      fires: launched.length - silent.length < limit! * launched.length,
      records: silent.map(recordOf),
      place: latest ? { at: 'initiative', initiative: latest.id, part: 'review' } : { at: 'initiatives' },
    }
  },

  ff_no_pushback(facts, { days, fix: { template } }) {
    const asked = facts.initiatives.filter(
      ({ origin, startedOn }) => origin === 'requested' && isWithin(facts, startedOn, days),
    )
    const recent = facts.evidence.filter(({ decision, happenedOn }) => decision && isWithin(facts, happenedOn, days))
    // The no to a piece of work is about a request that is counted already.
    const known = new Set(asked.map(({ id }) => id))
    const alsoAsked = recent.filter(
      ({ decision, initiative }) => decision!.requestFrom && !(initiative !== null && known.has(initiative)),
    )
    const turned = recent.filter(
      ({ decision }) => isTurnedDown(decision!.type) && (decision!.because ?? '').trim() !== '',
    )
    const open = asked
      .filter(({ launchedOn, stoppedOn, declined }) => !declined && launchedOn === null && stoppedOn === null)
      .sort((a, b) => (a.startedOn === b.startedOn ? (a.id < b.id ? 1 : -1) : a.startedOn < b.startedOn ? 1 : -1))[0]
    return {
      count: turned.length,
      of: asked.length + alsoAsked.length,
      fires: turned.length === 0,
      records:
        turned.length > 0 ? turned.map(recordOfEvidence) : [...asked.map(recordOf), ...alsoAsked.map(recordOfEvidence)],
      place: template ? { at: 'document', template, initiative: open?.id ?? null } : { at: 'log' },
    }
  },

  ff_success_at_launch(facts, { limit, days }) {
    const due = facts.initiatives.flatMap((initiative) => looksDue(facts, initiative, days))
    const inTime = due.filter(({ state }) => state === 'on time').length
    const late = due.filter(({ state }) => state === 'late').length
    const missing = due.filter(({ state }) => state !== 'on time' && state !== 'late')
    return {
      count: inTime,
      late,
      of: due.length,
      fires: inTime + late / 2 < limit! * due.length,
      records: onceEach(missing.map(({ initiative }) => recordOf(initiative))),
      place: nextLook(facts, missing),
    }
  },
}

const aMonth = 30

const isTurnedDown = (type: string | undefined): boolean => type === 'decline' || type === 'defer' || type === 'reshape'

function wasUnderWay(facts: SignalFacts, { startedOn, launchedOn, stoppedOn, declined }: InitiativeFact, days: number) {
  if (declined || ageOf(facts, startedOn) < 0) return false
  if (isWithin(facts, startedOn, days)) return true
  const endedOn = [launchedOn, stoppedOn].filter((day) => day !== null).sort()[0] ?? null
  return endedOn === null || ageOf(facts, endedOn) < days
}

const wasDroppedAtOnce = ({ startedOn, stoppedOn }: InitiativeFact): boolean =>
  stoppedOn !== null && daysBetween(startedOn, stoppedOn) <= 14

/** It is known what came of it: a reading or a measured record after launch, the change for users in words, or a look back. */
export function hasOutcome(
  { id, launchedOn, readings, userChange, reviewed }: InitiativeFact,
  evidence: readonly EvidenceFact[],
): boolean {
  if (launchedOn === null) return false
  return (
    reviewed ||
    (userChange ?? '').trim().length >= 40 ||
    readings.some(({ on }) => on > launchedOn) ||
    evidence.some(
      ({ initiative, happenedOn, metrics }) =>
        initiative === id && happenedOn !== null && happenedOn >= launchedOn && metrics.some(isMeasured),
    )
  )
}

/** The looks at a launch that can no longer be in time, each with what came of it. Two weeks are left for each. */
function looksDue(facts: SignalFacts, initiative: InitiativeFact, days: number) {
  const { launchedOn, stoppedOn, readings } = initiative
  if (launchedOn === null) return []
  return followUps(launchedOn, readings, facts.today)
    .filter(
      ({ day, dueOn }) =>
        isBetween(facts, launchedOn, day + 14, days - 60 + day) && (stoppedOn === null || stoppedOn > dueOn),
    )
    .map((look) => ({ ...look, initiative }))
}

/** The look that comes next; where none lies ahead, the latest one that was missed. */
function nextLook(facts: SignalFacts, missed: readonly { initiative: InitiativeFact; dueOn: string }[]): FixPlace {
  const ahead = facts.initiatives
    .filter(({ launchedOn, stoppedOn }) => launchedOn !== null && launchedOn <= facts.today && stoppedOn === null)
    .flatMap((initiative) => [30, 60].map((day) => ({ initiative, dueOn: addDays(initiative.launchedOn!, day) })))
    .filter(({ dueOn }) => dueOn >= facts.today)
  const next = best(ahead, (a, b) => a < b) ?? best(missed, (a, b) => a > b)
  return next ? { at: 'initiative', initiative: next.initiative.id, part: 'checks' } : { at: 'initiatives' }
}

const best = <T extends { initiative: InitiativeFact; dueOn: string }>(
  looks: readonly T[],
  before: (a: string, b: string) => boolean,
): T | undefined =>
  [...looks].sort((a, b) =>
    a.dueOn === b.dueOn ? (a.initiative.id < b.initiative.id ? -1 : 1) : before(a.dueOn, b.dueOn) ? -1 : 1,
  )[0]

const latestLaunchFirst = (a: InitiativeFact, b: InitiativeFact): number =>
  a.launchedOn === b.launchedOn ? (a.id < b.id ? 1 : -1) : a.launchedOn! < b.launchedOn! ? 1 : -1

const recordOf = ({ id, title }: InitiativeFact): SignalRecord => ({ type: 'initiative', id, text: title })

const recordOfEvidence = ({ id, text }: EvidenceFact): SignalRecord => ({
  type: 'evidence',
  id,
  text: firstWords(text),
})

const onceEach = (records: readonly SignalRecord[]): SignalRecord[] => [
  ...new Map(records.map((record) => [record.id, record])).values(),
]

/** A record by its first words. */
export function firstWords(text: string): string {
  const letters = [...text.trim().split('\n')[0]!]
  return letters.length > 120 ? `${letters.slice(0, 117).join('').trimEnd()}…` : letters.join('')
}

/** What the four come to: null where too few of them have records enough. Those that are silent do not speak here either. */
export interface Verdict {
  id: string | null
  says: string
  fires: number
  of: number
}

export function verdictOf(
  signs: readonly Pick<Signal, 'id' | 'state'>[],
  silent: ReadonlySet<string>,
  { verdicts, needs, noVerdict }: SignalFile['factory'],
): Verdict {
  const of = signs.filter(({ state }) => state !== 'not_enough').length
  const fires = signs.filter(({ id, state }) => state === 'fires' && !silent.has(id)).length
  if (of < needs) return { id: null, says: filled(noVerdict, { needs, of }), fires, of }
  const verdict = verdicts[Math.min(fires, verdicts.length - 1)]!
  return { id: verdict.id, says: filled(verdict.says, { count: fires, of }), fires, of }
}
