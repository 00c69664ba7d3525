import { addDays, type Day } from '../day.ts'
import type { ActionHistory } from './facts.ts'
import { type ActionKind, actionModel } from './model.ts'

/**
 * Hours and how often such things land, as this person’s own history has them (domain 2.2): the usual counts as so many times before.
 * Hours are learned as a share of what was expected, so that a small piece says something about a large one.
 */
export function learned(
  action: { kind: ActionKind; hours: number; landing: number },
  history: readonly ActionHistory[],
): { hours: number; landing: number } {
  const ofKind = history.filter(({ kind }) => kind === action.kind)
  const done = ofKind.filter(({ state }) => state === 'done')
  const dropped = ofKind.filter(({ state }) => state === 'dropped').length
  const shares = done.flatMap(({ hours, usualHours }) => (hours === null ? [] : [hours / usualHours]))
  const { landing, hours } = actionModel.learned
  const share = (hours + shares.reduce((sum, each) => sum + each, 0)) / (hours + shares.length)
  return {
    hours: Math.round(action.hours * share * 100) / 100,
    landing: (landing * action.landing + done.length) / (landing + done.length + dropped),
  }
}

/** For how many days a thing is not offered again after it was done or dropped; null for good. */
const rests: Record<ActionKind, { done: number | null; dropped: number | null }> = {
  research: { done: null, dropped: null },
  people: { done: null, dropped: null },
  cycle: { done: 180, dropped: null },
  // Asked, and no word came: once more after a month.
  attest: { done: 30, dropped: null },
  measure: { done: 30, dropped: null },
  record: { done: null, dropped: null },
  manager_rating: { done: 30, dropped: 90 },
  talk: { done: 45, dropped: 90 },
  feedback: { done: 60, dropped: 90 },
  decision: { done: null, dropped: null },
  artifact: { done: null, dropped: null },
  project: { done: null, dropped: null },
  habit: { done: null, dropped: null },
  pitch: { done: 90, dropped: null },
}

/** The latest word on each action. */
export const latestOf = (history: readonly ActionHistory[]): Map<string, ActionHistory> =>
  new Map(history.map((entry) => [entry.action, entry]))

/** True while an action that was done or dropped is not offered. */
export function isResting(entry: ActionHistory | undefined, today: Day): boolean {
  if (!entry || entry.state === 'started') return false
  const days = rests[entry.kind][entry.state]
  return days === null || entry.endedOn === null || today < addDays(entry.endedOn, days)
}

/** When it comes back, in words; null for good. */
export function backOn({ kind, state, endedOn }: ActionHistory): Day | null {
  if (state === 'started' || endedOn === null) return null
  const days = rests[kind][state]
  return days === null ? null : addDays(endedOn, days)
}
