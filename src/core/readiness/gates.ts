import { activeDaysBetween, addMonths, type Day, lastDayOf, type Month, monthOf, type Span } from '../day.ts'
import type { Readings, SkillResult } from './estimate.ts'
import type { Agreement, Expect, Input, Item } from './input.ts'
import { model } from './model.ts'
import { daysOfWork } from './strength.ts'

export type AgreementState = 'unknown' | 'not_yet' | 'close' | 'yesClaimed' | 'yesConfirmed'

/** A limit on the score and what it rests on (i). Gates hold a number back; they never lift it. */
export type Cap =
  /** `detail`: share of the weight that a manager has rated within a year. */
  | { gate: 'manager_input'; cap: number; detail: number }
  /** `detail`: months with work at the target level's scope, of `needed`. */
  | { gate: 'sustained_scope'; cap: number; detail: number; needed: number }
  | { gate: 'manager_agreement'; cap: number; detail: AgreementState }
  /** `detail`: the skill furthest from what the level expects; null if none is short. */
  | { gate: 'level_expectations'; cap: number; detail: string | null }
  /** `detail`: confirmed results in the group, of `needed`. */
  | { gate: 'credited_work'; cap: number; detail: number; needed: number; skills: readonly string[] }

export type Gate = Cap['gate']

interface WorkDays {
  backed: number
  alone: number
}

/** Counts over the records at target scope, kept so that one record can be exchanged without counting all again. */
export interface Tally {
  /** Work days per month: `backed` by a witness or more, or `alone` on the owner's word. */
  months: Map<Month, WorkDays>
  /** The month's counts by the day: finding a month by its day is most of the counting. */
  ofDay: Map<Day, WorkDays>
  confirmed: number
  /** Confirmed records by main skill. */
  confirmedByMainSkill: Map<string, number>
}

export const emptyTally = (): Tally => ({
  months: new Map(),
  ofDay: new Map(),
  confirmed: 0,
  confirmedByMainSkill: new Map(),
})

/** A tally of its own that says the same. */
export const copied = ({ months, confirmed, confirmedByMainSkill }: Tally): Tally => ({
  months: new Map([...months].map(([month, days]) => [month, { ...days }])),
  ofDay: new Map(),
  confirmed,
  confirmedByMainSkill: new Map(confirmedByMainSkill),
})

/** Adds a record to the tally, or takes it out with `times` −1. */
export function count(tally: Tally, item: Item, asOf: Day, times: 1 | -1 = 1): void {
  const kind = item.corroboration === 'none' ? 'alone' : 'backed'
  for (const day of daysOfWork(item, asOf)) daysIn(tally, day)[kind] += times
  if (!isConfirmed(item)) return
  const main = item.skills[0]!
  tally.confirmed += times
  tally.confirmedByMainSkill.set(main, (tally.confirmedByMainSkill.get(main) ?? 0) + times)
}

function daysIn(tally: Tally, day: Day): WorkDays {
  const known = tally.ofDay.get(day)
  if (known) return known
  const month = monthOf(day)
  const days = tally.months.get(month) ?? { backed: 0, alone: 0 }
  tally.months.set(month, days)
  tally.ofDay.set(day, days)
  return days
}

export const isConfirmed = (item: Item): boolean => item.corroboration === 'attested' || item.corroboration === 'pasted'

/** The gates in their fixed order; the first of the lowest holds the score (i). */
export function gates(
  input: Input,
  skills: readonly SkillResult[],
  weights: readonly number[],
  readings: ReadonlyMap<string, Readings>,
  tally: Tally,
): Cap[] {
  const caps: Cap[] = [
    managerInput(input, skills, weights, readings),
    sustainedScope(input, tally),
    managerAgreement(agreementState(input)),
  ]
  if (!input.expects || input.expects.length === 0) return caps
  return [...caps, levelExpectations(input.expects, skills), ...creditedWork(input.expects, tally)]
}

/** The agreement as it counts on the day: it lapses, and a former manager's word counts at most as heard (domain 0). */
export function agreementState({
  agreement,
  asOf,
  leaves,
}: Pick<Input, 'agreement' | 'asOf' | 'leaves'>): AgreementState {
  if (!agreement) return 'unknown'
  const age = activeDaysBetween(agreement.date, asOf, leaves)
  if (age < 0 || age > model.gates.agreement.days) return 'unknown'
  return stateNow(agreement)
}

/** Months with work at target scope in the window; months on the owner's word alone fill at most half of those needed. */
function sustainedMonths(
  { asOf, leaves, monthsNeeded }: Pick<Input, 'asOf' | 'leaves' | 'monthsNeeded'>,
  tally: Tally,
): number {
  const needed = monthsNeeded ?? model.gates.scope.months
  const worked = [...tally.months].filter(([, days]) => days.backed + days.alone > 0)
  if (worked.length === 0) return 0
  const first = worked.map(([month]) => month).sort()[0]!
  const window = new Set(monthsWindow(asOf, windowLength(needed), leaves ?? [], first))
  const inside = worked.filter(([month]) => window.has(month))
  const backed = inside.filter(([, days]) => days.backed > 0).length
  return backed + Math.min(inside.length - backed, Math.floor(needed / 2))
}

/**
 * The last `length` calendar months up to the day's own. Months wholly on leave are skipped and the window reaches back
 * further for them; it need not reach beyond `first`.
 */
function monthsWindow(asOf: Day, length: number, leaves: readonly Span[], first: Month): Month[] {
  const months: Month[] = []
  for (let month = monthOf(asOf); months.length < length && month >= first; month = addMonths(month, -1))
    if (!isWhollyOnLeave(month, leaves)) months.push(month)
  return months
}

function managerInput(
  input: Input,
  skills: readonly SkillResult[],
  weights: readonly number[],
  readings: ReadonlyMap<string, Readings>,
): Cap {
  const { floor, share } = model.gates.manager
  const rated = skills.map((skill, i) => (isRatedByManager(readings.get(skill.id), input) ? weights[i]! : 0))
  const detail = Math.min(
    1,
    rated.reduce((total, weight) => total + weight, 0),
  )
  return { gate: 'manager_input', cap: between(floor, detail / share), detail }
}

/** True if a manager's own rating of the skill is at most a year old. */
export function isRatedByManager(
  readings: Readings | undefined,
  { asOf, leaves }: Pick<Input, 'asOf' | 'leaves'>,
): boolean {
  const rating = readings?.receivedManager
  return rating !== undefined && activeDaysBetween(rating.date, asOf, leaves) <= model.gates.manager.days
}

function sustainedScope(input: Input, tally: Tally): Cap {
  const needed = input.monthsNeeded ?? model.gates.scope.months
  const months = sustainedMonths(input, tally)
  const cap = needed > 0 ? between(model.gates.scope.floor, months / needed) : 100
  return { gate: 'sustained_scope', cap, detail: months, needed }
}

const managerAgreement = (state: AgreementState): Cap => ({
  gate: 'manager_agreement',
  cap: model.gates.agreement[state],
  detail: state,
})

function levelExpectations(expects: readonly Expect[], skills: readonly SkillResult[]): Cap {
  const byId = new Map(skills.map((skill) => [skill.id, skill]))
  const demands = expects.flatMap((expect) => demandsOf(expect, byId))
  const worst = demands.reduce((low, demand) => (demand.met < low.met ? demand : low), { id: '', met: 1 })
  const cap = between(model.gates.expectations.floor, worst.met)
  return { gate: 'level_expectations', cap, detail: worst.met < 1 ? worst.id : null }
}

/** Each demand of a group as a skill and how far it is met, 0 to 1. Skills that do not apply at the level make none. */
function demandsOf(expect: Expect, byId: ReadonlyMap<string, SkillResult>): { id: string; met: number }[] {
  const known = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
  const group = known(expect.skills)
  const demands = known(expect.must ?? []).map((skill) => ({ id: skill.id, met: skill.f }))
  if (expect.bar === 'meets') demands.push(...group.map((skill) => ({ id: skill.id, met: skill.f })))
  if (expect.bar === 'credible')
    demands.push(
      ...group.map((skill) => ({ id: skill.id, met: Math.min(1, skill.mean / model.gates.expectations.credible) })),
    )
  const nth = [...group].sort((a, b) => b.f - a.f)[Math.min(expect.meetsAtLeast ?? 0, group.length) - 1]
  if (nth) demands.push({ id: nth.id, met: nth.f })
  return demands
}

function creditedWork(expects: readonly Expect[], tally: Tally): Cap[] {
  return expects.flatMap(({ credited, skills }) => {
    if (!credited) return []
    const detail = skills.reduce((total, skill) => total + (tally.confirmedByMainSkill.get(skill) ?? 0), 0)
    const cap = between(model.gates.credited.floor, detail / credited)
    return [{ gate: 'credited_work' as const, cap, detail, needed: credited, skills }]
  })
}

function stateNow({ state, confirmedByManager, formerManager }: Agreement): AgreementState {
  if (state !== 'yes') return state
  return confirmedByManager && formerManager === undefined ? 'yesConfirmed' : 'yesClaimed'
}

const windowLength = (needed: number): number =>
  Math.max(model.gates.scope.window, needed + model.gates.scope.windowBeyond)

function isWhollyOnLeave(month: Month, leaves: readonly Span[]): boolean {
  if (leaves.length === 0) return false
  const last = lastDayOf(month)
  const dayBefore = lastDayOf(addMonths(month, -1))
  return activeDaysBetween(dayBefore, last, leaves) === 0
}

/** From the floor to 100 as `met` goes from 0 to 1. */
const between = (floor: number, met: number): number => floor + (100 - floor) * Math.min(1, met)
