import { addDays, type Day } from '../day.ts'
import { resultOf, type Standing } from '../readiness/standing.ts'
import { type Effect, utility, withEffect } from './effect.ts'
import { type ActionKind, actionModel } from './model.ts'

/** Something that could be done, with what it would change. */
export interface Candidate {
  id: string
  kind: ActionKind
  /** As an instruction, without a full stop. */
  label: string
  /** The main skill it is for; null where it is for all. */
  skill: string | null
  hours: number
  /** How likely it lands as planned, 0 to 1; never shown. */
  landing: number
  /** How many weeks it takes; 0 for what fits in a day. */
  weeks: number
  effect: Effect
  /** Another action that has to be picked before. */
  requires?: string
  /** The last day to begin, where a date sets one. */
  latestStart?: Day
}

export interface Pick {
  action: Candidate
  /** Points of utility if it lands. */
  gain: number
  /** Gain an hour, as it was ranked. */
  rate: number
  isAnchor: boolean
  isUrgent: boolean
  /** Hours of it in this week; 0 if it waits. */
  thisWeek: number
}

export interface ActionPlan {
  /** Hours that may be used. */
  budget: number
  used: number
  /** Urgent ones first, then in the order they were picked. */
  picks: Pick[]
  anchor: Candidate | null
  /** Without an anchor: what would admit one, if anything would. */
  noAnchor: { hours: number | null; weeks: number | null } | null
  /** Where one stands if all of it lands. */
  after: Standing
}

export interface PlanOptions {
  weeklyHours: number
  weeks: number
  /** Begun already: they come first, whatever they gain, as long as there are hours. */
  begun?: ReadonlySet<string>
}

/**
 * With so many hours a week, what to do next (domain 2.3). The same input gives the same plan in whatever order the actions come.
 * Gains are worked out anew after every pick, because they interact: gates open, and a skill that is shown needs no more.
 */
export function planOf(standing: Standing, actions: readonly Candidate[], options: PlanOptions): ActionPlan {
  const { weeklyHours, weeks, begun = new Set() } = options
  const budget = weeklyHours * weeks * actionModel.share
  const rest = [...undominated(actions)].sort((a, b) => (a.id < b.id ? -1 : 1))
  const state: State = { standing, worth: utility(standing), left: budget, weeks, asOf: standing.input.asOf, picks: [] }

  for (const action of rest.filter(({ id }) => begun.has(id))) {
    const found = tried(action, state)
    if (fits(action, state)) take(found, state)
  }
  const fitting = rest.filter((action) => isAnchorFor(action, standing))
  const ahead = state.picks.find(
    ({ action }) => action.kind === 'project' && action.hours >= actionModel.anchor.leastHours,
  )
  const anchor = ahead ?? anchorOf(fitting, budget, state)
  if (anchor && !ahead) take(anchor, state)
  while (state.picks.length < actionModel.most) {
    const next = bestOf(rest, state)
    if (!next || next.rate < actionModel.leastRate) break
    take(next, state)
  }
  const picks = inOrder(state.picks, anchor?.action ?? null, weeklyHours)
  return {
    budget,
    used: budget - state.left,
    picks,
    anchor: anchor?.action ?? null,
    noAnchor: anchor
      ? null
      : whatWouldAdmit(
          fitting.filter((action) => isWorth(tried(action, state))),
          options,
        ),
    after: state.standing,
  }
}

/** “No project fits 9.6 hours. Free 5 hours a week or extend to 8 weeks.”; null where an anchor was found or none exists. */
export function noAnchorText({
  budget,
  noAnchor,
}: Readonly<{ budget: number; noAnchor: ActionPlan['noAnchor'] }>): string | null {
  if (!noAnchor || (noAnchor.hours === null && noAnchor.weeks === null)) return null
  const ways = [
    noAnchor.hours !== null && `free ${hoursInFigures(noAnchor.hours)} a week`,
    noAnchor.weeks !== null && `extend to ${noAnchor.weeks} weeks`,
  ].filter(Boolean)
  const way = ways.join(' or ')
  return `No project fits ${hoursInFigures(budget)}. ${way[0]!.toUpperCase()}${way.slice(1)}.`
}

/** “14 hours”, “1 hour”, “half an hour”, “45 minutes”. */
export function hoursInFigures(hours: number): string {
  if (hours === 0.5) return 'half an hour'
  if (hours < 1) return `${Math.max(5, Math.round((hours * 60) / 5) * 5)} minutes`
  const rounded = Math.round(hours * 10) / 10
  return `${rounded} ${rounded === 1 ? 'hour' : 'hours'}`
}

interface Tried {
  action: Candidate
  after: Standing
  worth: number
  gain: number
  rate: number
  isUrgent: boolean
}

interface State {
  standing: Standing
  worth: number
  left: number
  weeks: number
  asOf: Day
  picks: Tried[]
}

// Two ways to the same end differ in hours alone: the longer one is none.
function undominated(actions: readonly Candidate[]): Candidate[] {
  const shortest = new Map<string, Candidate>()
  for (const action of actions) {
    const { kind, skill, landing, weeks, effect, requires, latestStart } = action
    const end = JSON.stringify([kind, skill, landing, weeks, effect, requires, latestStart])
    const known = shortest.get(end)
    if (!known || action.hours < known.hours || (action.hours === known.hours && action.id < known.id))
      shortest.set(end, action)
  }
  return [...shortest.values()]
}

/** A project whose main skill is one of the first gaps, of those to build if any is. */
function isAnchorFor({ kind, hours, requires, skill }: Candidate, standing: Standing): boolean {
  if (kind !== 'project' || hours < actionModel.anchor.leastHours || requires !== undefined) return false
  const { gaps } = resultOf(standing)
  const toBuild = gaps.filter(({ type }) => type === 'build')
  return (toBuild.length > 0 ? toBuild : gaps).some(({ id }) => id === skill)
}

/** Pure gain by the hour picks quick wins only, and never the piece of work that closes the first gap. */
function anchorOf(projects: readonly Candidate[], budget: number, state: State): Tried | null {
  const open = projects
    .filter((action) => action.hours <= actionModel.anchor.ofBudget * budget && fits(action, state))
    .map((action) => tried(action, state))
    .filter(isWorth)
  return best(open.map((found) => ({ ...found, rate: plainRate(found) })))
}

const plainRate = ({ action, gain }: Tried): number => (action.landing * gain) / action.hours

const isWorth = (found: Tried): boolean => plainRate(found) >= actionModel.leastRate

function bestOf(actions: readonly Candidate[], state: State): Tried | null {
  const { perSkill, perKind } = actionModel
  return best(
    actions
      .filter((action) => fits(action, state) && onSkill(action, state) < perSkill && ofKind(action, state) < perKind)
      .map((action) => tried(action, state)),
  )
}

function fits(action: Candidate, { left, weeks, picks }: State): boolean {
  if (action.hours > left + actionModel.tie || action.weeks > weeks) return false
  if (picks.some((pick) => pick.action.id === action.id)) return false
  return action.requires === undefined || picks.some((pick) => pick.action.id === action.requires)
}

function tried(action: Candidate, state: State): Tried {
  const { sameSkill, sameKind, soon, soonDays, leastHours } = actionModel
  const after = withEffect(state.standing, action.effect)
  const worth = utility(after)
  const gain = worth - state.worth
  const isUrgent = action.latestStart !== undefined && action.latestStart <= addDays(state.asOf, soonDays)
  const rate =
    ((action.landing * gain) / Math.max(leastHours, action.hours)) *
    sameSkill ** onSkill(action, state) *
    sameKind ** ofKind(action, state) *
    (isUrgent ? soon : 1)
  return { action, after, worth, gain, rate, isUrgent }
}

const onSkill = ({ skill }: Candidate, { picks }: State): number =>
  skill === null ? 0 : picks.filter(({ action }) => action.skill === skill).length

const ofKind = ({ kind }: Candidate, { picks }: State): number =>
  picks.filter(({ action }) => action.kind === kind).length

/** The highest rate; among equal ones fewer hours, then the id. */
function best(found: readonly Tried[]): Tried | null {
  return found.reduce<Tried | null>((held, next) => {
    if (!held || next.rate > held.rate + actionModel.tie) return next
    if (next.rate < held.rate - actionModel.tie) return held
    const order = next.action.hours - held.action.hours || (next.action.id < held.action.id ? -1 : 1)
    return order < 0 ? next : held
  }, null)
}

function take(found: Tried, state: State): void {
  state.picks.push(found)
  state.standing = found.after
  state.worth = found.worth
  state.left -= found.action.hours
}

function inOrder(taken: readonly Tried[], anchor: Candidate | null, weeklyHours: number): Pick[] {
  const shown = [...taken.filter(({ isUrgent }) => isUrgent), ...taken.filter(({ isUrgent }) => !isUrgent)]
  const week = weeklyHours * actionModel.share
  const slice = anchor ? Math.min(anchor.hours, actionModel.anchor.ofWeek * week) : 0
  let left = week - slice
  const finished = new Set<string>(anchor && slice >= anchor.hours ? [anchor.id] : [])
  const isOpen = ({ requires }: Candidate) => requires === undefined || finished.has(requires)
  const picks = shown.map(({ action, gain, rate, isUrgent }): Pick => {
    const isAnchor = action.id === anchor?.id
    // What waits for another piece cannot be done before that is finished.
    const takes = isAnchor ? slice : isOpen(action) && action.hours <= left + actionModel.tie ? action.hours : 0
    if (!isAnchor && takes > 0) {
      left -= takes
      finished.add(action.id)
    }
    return { action, gain, rate, isAnchor, isUrgent, thisWeek: takes }
  })
  // A piece of several weeks need not wait for one that holds all of it: the first takes what is left of this one.
  const next = picks.find(({ action, thisWeek }) => thisWeek === 0 && action.weeks > 0 && isOpen(action))
  if (next && left >= actionModel.leastHours) next.thisWeek = Math.min(next.action.hours, left)
  return picks
}

/** The fewest hours a week, and the fewest weeks, with which one of the projects would fit. */
function whatWouldAdmit(
  projects: readonly Candidate[],
  { weeklyHours, weeks }: PlanOptions,
): { hours: number | null; weeks: number | null } {
  const usable = actionModel.anchor.ofBudget * actionModel.share
  const hours = projects
    .filter((project) => project.weeks <= weeks)
    .map((project) => Math.ceil((project.hours / (usable * weeks) - actionModel.tie) * 2) / 2)
  const longer = projects.map((project) =>
    Math.max(project.weeks, Math.ceil(project.hours / (usable * weeklyHours) - actionModel.tie)),
  )
  return { hours: least(hours), weeks: least(longer.filter((each) => Number.isFinite(each))) }
}

const least = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.min(...values))
