import { best } from '../../core/best.ts'
import { isReviewDue, tellsWhatCame } from '../../core/chain.ts'
import { activeDaysBetween, addDays, type Day, daysBetween } from '../../core/day.ts'
import { revisitDay } from '../../core/decision-revisit.ts'
import { anchorAt, levelOf, rankOf, skillOf, skillsAt, weightOf } from '../../core/framework.ts'
import { itemOf } from '../../core/item.ts'
import { itemContext } from '../../core/readiness/records.ts'
import { recencyFrom, shownScope, strength } from '../../core/readiness/strength.ts'
import type { Signal } from '../../core/signals/model.ts'
import type { DueCheck, IncompleteRecord, TodayFacts } from '../../core/today/todo.ts'
import { evidenceOf, initiativesKept, launchesOf } from '../../platform/all-evidence.ts'
import {
  climberOf,
  knownStanding,
  latestAgreement,
  ratingRowsAgainst,
  ratingsAgainst,
  type Standing,
  type StoredEvidence,
} from '../../platform/career.ts'
import type { Handle } from '../../platform/database.ts'
import { dueLaunches } from '../../platform/due-checks.ts'
import { linesWaiting } from '../../platform/lines-waiting.ts'
import type { Context } from '../../platform/operation.ts'
import { groundOf, recordsByInitiative, sifted } from '../../platform/record-index.ts'
import { readStart } from '../../platform/start.ts'

/** Everything the list of today depends on, from the person's own records. */
export async function factsOf(context: Context, mayTellSignals: boolean): Promise<TodayFacts> {
  const { tx, personId, today, frameworks } = context
  const standing = await knownStanding(tx, personId, frameworks)
  const evidence = await evidenceOf(tx, personId, today)
  return {
    today,
    checks: await dueChecks(tx, personId, today),
    lookBacks: await lookBacks(tx, personId, today, evidence),
    revisits: await dueRevisits(tx, personId, today, evidence),
    waiting: await linesWaiting(tx, personId),
    incomplete: incompleteRecords(context, evidence),
    unconfirmed: standing ? await strongestUnconfirmed(context, standing, evidence) : null,
    toRate: standing && evidence.length > 0 ? await skillToRate(tx, personId, standing) : null,
    start: await openStep(context),
    promotion: standing ? await promotionOf(tx, personId, standing, today) : null,
    next: standing ? await nextSteps(context) : [],
    missing: standing && evidence.length > 0 ? await missingInCase(context) : [],
    signals: mayTellSignals ? await signalsBroughtUp(context) : [],
  }
}

const dueChecks = async (tx: Handle, personId: string, today: Day): Promise<DueCheck[]> =>
  (await dueLaunches(tx, personId, today)).flatMap(({ initiative, metric, due }) =>
    due.map(({ day, dueOn }) => ({
      initiative: initiative.id,
      title: initiative.title,
      day,
      dueOn,
      metric: metric && { ...metric, target: initiative.target ?? metric.target },
    })),
  )

/** Launches that nobody has looked back at, and those whose review counts for nothing yet; the latest first. */
async function lookBacks(
  tx: Handle,
  personId: string,
  today: Day,
  evidence: readonly StoredEvidence[],
): Promise<TodayFacts['lookBacks']> {
  const fresh = (await initiativesKept(tx, personId))
    .filter(({ launchedOn, stoppedOn }) => launchedOn && !stoppedOn && daysBetween(launchedOn, today) <= FRESH)
    .sort((a, b) => (a.launchedOn! < b.launchedOn! ? 1 : -1))
  if (fresh.length === 0) return []
  const launches = await launchesOf(tx, personId)
  const byInitiative = recordsByInitiative(tx, personId, evidence)
  const isTold = (id: string) => (byInitiative.get(id) ?? []).some(tellsWhatCame)
  return fresh.flatMap((initiative): TodayFacts['lookBacks'][number][] => {
    const { id, title, review } = initiative
    if (isReviewDue(initiative, launches.get(id)?.readings ?? [], today))
      return [{ initiative: id, title, lacks: 'review' }]
    return review && !review.evidence && !isTold(id) ? [{ initiative: id, title, lacks: 'record' }] : []
  })
}

// What happened longer ago is no longer remembered well enough to be asked for.
const FRESH = 180
const SOON = 2

/** Decisions whose day has come, or comes within two days; the earliest first. */
async function dueRevisits(
  tx: Handle,
  personId: string,
  today: Day,
  evidence: readonly StoredEvidence[],
): Promise<TodayFacts['revisits']> {
  const rows = await tx.selectFrom('revisits').selectAll().where('personId', '=', personId).execute()
  const byRecord = Map.groupBy(rows, ({ evidenceId }) => evidenceId)
  const decisions = sifted(tx, personId, 'decisions', evidence, null, (record) =>
    record.kind === 'decision' ? record : null,
  )
  return decisions
    .flatMap(({ id, text, decision }) => {
      if (!decision?.revisitOn && !byRecord.has(id)) return []
      const dueOn = revisitDay(decision, byRecord.get(id) ?? [])
      return dueOn !== null && dueOn <= addDays(today, SOON) ? [{ id, choice: decision?.choice ?? text, dueOn }] : []
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}

/** Records that one word each would make count. What the person called a note stays one. */
const incompleteRecords = ({ tx, personId, today }: Context, evidence: readonly StoredEvidence[]): IncompleteRecord[] =>
  sifted(
    tx,
    personId,
    'incomplete',
    evidence,
    today,
    ({ id, text, kind, kindSource, happenedOn, skills }): IncompleteRecord | null => {
      if (kind === null) return kindSource === 'coach' ? { id, text, lacks: 'kind' } : null
      if (happenedOn === null) return { id, text, lacks: 'happenedOn' }
      return skills.length === 0 && happenedOn <= today ? { id, text, lacks: 'skills' } : null
    },
  ).toReversed()

/**
 * The record that somebody’s word would lift most, on the first of the gaps that has one. Only where none is of the target’s
 * size does smaller work come up: a word for it moves nothing at the target.
 */
async function strongestUnconfirmed(
  context: Context,
  standing: Standing,
  evidence: readonly StoredEvidence[],
): Promise<TodayFacts['unconfirmed']> {
  const { tx, personId, today } = context
  const { framework, level, target, profile } = standing
  const { gaps } = await context.call<{ gaps: { id: string }[] }>('readiness.show')
  const asked = rankOf(framework, target ?? level)
  const reading = itemContext(framework, climberOf(standing), await ratingsAgainst(tx, personId, standing), today)
  const recencyOn = recencyFrom(today, profile.leaves)
  const worthOf = (record: StoredEvidence): Unconfirmed | null => {
    const item = record.confirmations.length === 0 ? itemOf(record, reading) : null
    if (!item || item.date > today) return null
    const worth = strength(item, today) * recencyOn(item.date)
    return { id: record.id, record, worth, scope: shownScope(item) }
  }
  const ground = groundOf(reading, JSON.stringify(profile.leaves))
  const unconfirmed = sifted(tx, personId, 'unconfirmed', evidence, ground, worthOf)
  const ofSize = unconfirmed.filter(({ scope }) => scope >= asked)
  const open = ofSize.length > 0 ? ofSize : unconfirmed
  const named = ({ id, text, seenBy }: StoredEvidence, skill: string, gap: number | null) => ({
    id,
    text,
    seenBy,
    skill: skillOf(framework, skill).name,
    gap,
  })
  const strongest = (fits: (record: StoredEvidence) => boolean) =>
    best(
      open.filter(({ record }) => fits(record)),
      1,
      (a, b) => b.worth - a.worth || (a.record.id < b.record.id ? 1 : -1),
    )[0]?.record
  for (const [at, { id: skill }] of gaps.entries()) {
    const record = strongest(({ skills }) => skills[0] === skill) ?? strongest(({ skills }) => skills.includes(skill))
    if (record) return named(record, skill, at + 1)
  }
  const record = strongest(({ skills }) => framework.skills.some(({ id }) => id === skills[0]))
  return record ? named(record, record.skills[0]!, null) : null
}

interface Unconfirmed {
  id: string
  record: StoredEvidence
  worth: number
  scope: number
}

async function skillToRate(tx: Handle, personId: string, standing: Standing): Promise<TodayFacts['toRate']> {
  const { framework, level, target } = standing
  const against = target ?? level
  const skills = skillsAt(framework, against).filter((skill) => anchorAt(skill, against))
  const rated = new Set(
    (await ratingRowsAgainst(tx, personId, standing, against))
      .filter(({ source }) => source === 'self')
      .map(({ skill }) => skill),
  )
  const [next] = skills
    .filter(({ id }) => !rated.has(id))
    .sort((a, b) => weightOf(framework, against, b.id) - weightOf(framework, against, a.id))
  if (!next) return null
  const done = skills.filter(({ id }) => rated.has(id)).length
  return { skill: next.id, name: next.name, level: levelOf(framework, against).title, rated: done, of: skills.length }
}

/** The step to go on with, once the first ten minutes were begun and some of them is open. */
async function openStep(context: Context): Promise<TodayFacts['start']> {
  const { done, skipped, next } = await context.call<{
    done: string[]
    skipped: string[]
    next: { step: string; name: string; minutes: number } | null
  }>('start.show')
  return done.length + skipped.length > 0 ? next : null
}

async function promotionOf(
  tx: Handle,
  personId: string,
  standing: Standing,
  today: Day,
): Promise<TodayFacts['promotion']> {
  const { framework, level, target, profile } = standing
  if (target === null || target === level) return null
  const talk = await latestAgreement(tx, personId, standing, today)
  return {
    next: levelOf(framework, target).title,
    manager: profile.manager,
    askOn: (await readStart(tx, personId)).askOn,
    talked: talk ? { on: talk.on, days: activeDaysBetween(talk.on, today, profile.leaves) } : null,
  }
}

/** What is known of a skill, or of its records, decides which steps are worth naming; before that only the first ones are. */
async function nextSteps(context: Context): Promise<TodayFacts['next']> {
  const { picks } = await context.call<{ picks: TodayFacts['next'] }>('actions.next')
  const { skills } = await context.call<{ skills: { state: string }[] }>('readiness.show')
  return skills.some(({ state }) => state !== 'not_assessed') ? picks : picks.filter(({ isFirst }) => isFirst)
}

async function signalsBroughtUp(context: Context): Promise<TodayFacts['signals']> {
  const { signals, onToday } = await context.call<{ signals: Signal[]; onToday: string[] }>('signals.check')
  return onToday.flatMap((id) => signals.find((signal) => signal.id === id) ?? [])
}

const missingInCase = async (context: Context): Promise<TodayFacts['missing']> =>
  (await context.call<{ missing: TodayFacts['missing'] }>('case.show')).missing
