import { best } from '../best.ts'
import { type Gap, groupEqual } from './gaps.ts'
import { agreementState, isConfirmed, isRatedByManager } from './gates.ts'
import type { Agreement, GivenRating, Input, Item } from './input.ts'
import { model } from './model.ts'
import { fromCanonical } from './scale.ts'
import { type Result, resultOf, type Standing, standingOf, withItem, withRatings } from './standing.ts'
import type { Row } from './units.ts'

/** The id of what has not happened: it sorts after every real one, so it is the latest of its day. */
const ifOnly = '\uffff'

/** One thing that could happen next. */
export type Step =
  | { kind: 'ask_manager'; skills: string[] }
  | { kind: 'agreement'; to: 'close' | 'yes' }
  | { kind: 'evidence'; skill: string }
  | { kind: 'attest'; item: string }

/** What a step would do: points of score and raw won, points of half-width lost. */
export type Change = Step & { id: string; dScore: number; dRaw: number; dHalf: number; gain: number }

/** The two steps that would change the picture most, each tried alone on the same rules (l). */
export const whatWouldChange = (input: Input): Change[] => changesTo(standingOf(input))

export const changesTo = (standing: Standing): Change[] => changesFrom(standing).slice(0, model.change.top)

/** All steps that would help, the best first; equal ones in their fixed order: manager, agreement, records by gap, confirmations. */
function changesFrom(standing: Standing): Change[] {
  const now = resultOf(standing)
  const changes = candidates(standing, now).map(({ step, after }) => changeOf(step, now, resultOf(after)))
  const helpful = changes.filter((change) => change.gain > model.change.tie)
  const order = new Map(changes.map((change, place) => [change.id, place]))
  return groupEqual(helpful, (change) => -change.gain, model.change.tie).flatMap((equal) =>
    equal.sort((a, b) => order.get(a.id)! - order.get(b.id)!),
  )
}

interface Candidate {
  step: Step
  after: Standing
}

function candidates(standing: Standing, now: Result): Candidate[] {
  const asks = now.mode === 'promotion' ? [...managerRates(standing), ...agreementGrows(standing)] : []
  return [...asks, ...now.gaps.map((gap) => decisionOn(gap, standing)), ...confirmations(standing, now.gaps)]
}

/** The manager rates what they have not rated within a year, as the estimate stands: no optimism. */
function managerRates(standing: Standing): Candidate[] {
  const { input, readings } = standing
  const unrated = standing.skills.filter((skill) => !isRatedByManager(readings.get(skill.id), input))
  if (unrated.length === 0) return []
  const given = unrated.map(
    (skill): GivenRating => ({
      id: ifOnly,
      skill: skill.id,
      source: 'manager',
      rater: input.manager,
      value: fromCanonical(Math.min(1, skill.mean), input.scale),
      date: input.asOf,
    }),
  )
  const step: Step = { kind: 'ask_manager', skills: unrated.map((skill) => skill.id) }
  // What this manager has confirmed is then no longer a voice of its own.
  return [{ step, after: withRatings(standing, [...input.ratings, ...given]) }]
}

/** One step up the ladder of the gate; “yes” as heard holds at the same place as “close”, so the step after it is a confirmed yes. */
function agreementGrows(standing: Standing): Candidate[] {
  const { input } = standing
  const state = agreementState(input)
  if (state === 'yesConfirmed') return []
  const to = state === 'unknown' || state === 'not_yet' ? 'close' : 'yes'
  const agreement: Agreement = { state: to, date: input.asOf, confirmedByManager: to === 'yes' }
  return [{ step: { kind: 'agreement', to }, after: { ...standing, input: { ...input, agreement } } }]
}

/** One decision of the target level's size, today, confirmed by someone. */
function decisionOn(gap: Gap, standing: Standing): Candidate {
  const { asOf: date, targetLevel: scope } = standing.input
  const item: Item = { id: ifOnly, kind: 'decision', date, skills: [gap.id], scope, corroboration: 'attested' }
  return { step: { kind: 'evidence', skill: gap.id }, after: withItem(standing, null, item) }
}

/** Someone else confirms a record: per top gap, the three unconfirmed ones that would weigh most. */
function confirmations(standing: Standing, gaps: readonly Gap[]): Candidate[] {
  const worthAsking = new Set(gaps.flatMap((gap) => heaviestUnconfirmed(gap.id, standing)))
  return [...worthAsking]
    .filter((item) => !isConfirmed(item))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((item) => ({
      step: { kind: 'attest', item: item.id },
      after: withItem(standing, item, { ...item, corroboration: 'attested' }),
    }))
}

function heaviestUnconfirmed(skill: string, { rows }: Standing): Item[] {
  const unconfirmed = (rows.get(skill) ?? []).filter((row) => !row.confirmed)
  const byWeight = (a: Row, b: Row) => b.potential - a.potential || (a.item < b.item ? -1 : 1)
  return best(unconfirmed, model.change.itemsPerSkill, byWeight).map((row) => row.from)
}

function changeOf(step: Step, now: Result, after: Result): Change {
  const [dScore, dRaw, dHalf] = [after.score - now.score, after.raw - now.raw, now.half - after.half]
  const gain = model.change.score * dScore + model.change.raw * dRaw + model.change.half * dHalf
  return { ...step, id: idOf(step), dScore, dRaw, dHalf, gain }
}

/** `ask_manager`, `agreement`, `evidence:{skill}` or `attest:{record}`. */
function idOf(step: Step): string {
  if (step.kind === 'evidence') return `evidence:${step.skill}`
  return step.kind === 'attest' ? `attest:${step.item}` : step.kind
}
