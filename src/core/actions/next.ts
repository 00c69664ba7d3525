import type { Day } from '../day.ts'
import { resultOf } from '../readiness/standing.ts'
import { candidatesFor, type Suggestion } from './candidates.ts'
import type { ActionFacts, ActionHistory, ActionPlace } from './facts.ts'
import { firstActions, nextQuestion } from './first.ts'
import { isResting, latestOf, learned } from './history.ts'
import { type ActionKind, actionModel } from './model.ts'
import { hoursInFigures, noAnchorText, planOf } from './plan.ts'

/** One of the next actions, as it is shown. */
export interface NextPick {
  id: string
  kind: ActionKind
  label: string
  skill: string | null
  hours: number
  /** Why, without a full stop. */
  reason: string
  /** Points it is worth if it lands; 0 for what lays the ground. */
  gain: number
  /** All of it in one or two sentences. */
  message: string
  isFirst: boolean
  isAnchor: boolean
  isUrgent: boolean
  /** Hours of it this week; 0 if it waits for another week. */
  thisWeek: number
  startedOn: Day | null
  place: ActionPlace
}

export interface Next {
  weeklyHours: number
  weeks: number
  budget: number
  used: number
  picks: NextPick[]
  /** False before there is a number of one’s own, and where numbers are hidden: then points say nothing. */
  pointsShown: boolean
  /** What would make room for a project; null where one is in, or there is none. */
  noProject: string | null
  /** Which rules had too little to go on. */
  notEnough: string[]
}

/**
 * What to do next with so many hours a week. The ground comes first (domain 0): finding out, naming people, the date; then what was
 * begun; then what changes most for an hour (domain 2.3).
 */
export function nextActions(facts: ActionFacts, time: { weeklyHours: number; weeks: number }): Next {
  const { today, history, first, standing } = facts
  const latest = latestOf(history)
  const isOpen = ({ id }: Suggestion) => !isResting(latest.get(id), today)
  const asLearned = (action: Suggestion) => ({ ...action, ...learned(action, history) })

  const front = first ? firstActions(first, today).filter(isOpen).map(asLearned) : []
  const later = first ? nextQuestion(first).filter(isOpen).map(asLearned) : []
  const { actions, notEnough } = candidatesFor(facts)
  const begun = new Set([...latest.values()].flatMap(({ action, state }) => (state === 'started' ? [action] : [])))
  const known = new Map([...actions, ...front, ...later].map((action) => [action.id, action]))
  const missing = [...latest.values()].filter(({ action, state }) => state === 'started' && !known.has(action))

  const ground = front.reduce((sum, { hours }) => sum + hours, 0)
  const share = actionModel.share * time.weeks
  const weeklyHours = Math.max(0, time.weeklyHours - ground / share)
  const plan = planOf(standing, actions.filter(isOpen).map(asLearned), { ...time, weeklyHours, begun })
  const pointsShown = resultOf(standing).shown && !facts.hideNumbers

  const pickOf = (action: Suggestion, rest: Partial<NextPick> = {}): NextPick => {
    const { id, kind, label, skill, hours, reason, place } = action
    const shown = { id, kind, label, skill, hours, reason, place, gain: 0, thisWeek: hours, ...rest }
    return {
      ...shown,
      message: messageOf(shown, pointsShown),
      isFirst: false,
      isAnchor: false,
      isUrgent: false,
      startedOn: startOf(latest.get(id)),
      ...rest,
    }
  }
  const picks = [
    ...front.map((action) => pickOf(action, { isFirst: true })),
    ...missing.map((entry) => pickOf(fromHistory(entry))),
    ...plan.picks.map(({ action, gain, isAnchor, isUrgent, thisWeek }) =>
      pickOf({ ...known.get(action.id)!, hours: action.hours }, { gain, isAnchor, isUrgent, thisWeek }),
    ),
    ...later.map((action) => pickOf(action)),
  ]
  return {
    ...time,
    budget: time.weeklyHours * share,
    used: plan.used + ground,
    picks,
    pointsShown,
    noProject: noAnchorText(plan),
    notEnough,
  }
}

/** Everything that could be begun, with the hours it takes before anything is learned. */
export const offered = (facts: ActionFacts): Suggestion[] => [
  ...(facts.first ? [...firstActions(facts.first, facts.today), ...nextQuestion(facts.first)] : []),
  ...candidatesFor(facts).actions,
]

const startOf = (entry: ActionHistory | undefined): Day | null => (entry?.state === 'started' ? entry.startedOn : null)

/** What was begun and is no longer found by the rules stays in sight until it is said to be done. */
const fromHistory = ({ action, kind, label, skill, usualHours }: ActionHistory): Suggestion => ({
  id: action,
  kind,
  label,
  skill,
  hours: usualHours,
  landing: 1,
  weeks: 0,
  effect: {},
  reason: 'you have begun it',
  place: { at: 'log', skill, initiative: null },
})

/** “{label}. About {hours}. Worth about {n} points if it lands, because {reason}.” Without a number of one’s own, without points. */
function messageOf(
  { label, hours, gain, reason }: Pick<NextPick, 'label' | 'hours' | 'gain' | 'reason'>,
  points: boolean,
): string {
  const takes = `${label}. About ${hoursInFigures(hours)}`
  if (!points || gain <= 0) return `${takes}, because ${reason}.`
  const worth = Math.round(gain)
  const words = worth === 0 ? 'less than a point' : `about ${worth} ${worth === 1 ? 'point' : 'points'}`
  return `${takes}. Worth ${words} if it lands, because ${reason}.`
}
