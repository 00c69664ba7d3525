import { buttonFor } from '../actions/buttons.ts'
import type { NextPick } from '../actions/next.ts'
import { type Draft, shortened, type TodayFacts, type Weighed, weighed } from './todo.ts'

const MOST_FIRST_STEPS = 2

/**
 * First actions are research and people (domain 0). Nobody is asked for names or dates in their first ten minutes, and how promotion
 * works is asked on the day that was put down for it.
 */
export function firstSteps({ next, promotion, start: open, today }: TodayFacts): Weighed[] {
  if (!promotion) return []
  const { askOn } = promotion
  const asked = next
    .filter(({ isFirst, id }) => isFirst && (isProcess(id) ? !askOn || askOn <= today : !open))
    .slice(0, MOST_FIRST_STEPS)
  return asked.map((pick, at) => {
    const due = isProcess(pick.id) ? askOn : null
    return weighed(due ? 88 : 72 - at, {
      ...stepOf(pick),
      id: isProcess(pick.id) ? 'process' : pick.id,
      why: isProcess(pick.id)
        ? `One question opens it: how the step to ${promotion.next} is decided, by whom and when. The sentence is ready.`
        : stepOf(pick).why,
      minutes: isProcess(pick.id) ? 5 : stepOf(pick).minutes,
      due,
      urgent: due !== null,
    })
  })
}

const isProcess = (id: string): boolean => id === 'research:process'

const MOST_STEPS = 2

/** What changes most for an hour this week, and what was begun; not what stands on the list in its own words already. */
export function steps({ next, checks: due, unconfirmed, promotion }: TodayFacts): Weighed[] {
  const talked = promotion?.talked
  const isThere = ({ kind, id, place }: NextPick): boolean =>
    (kind === 'measure' &&
      place.at === 'initiative' &&
      due.some(({ initiative }) => initiative === place.initiative)) ||
    (place.at === 'confirm' && place.record === unconfirmed?.id) ||
    (id.startsWith('talk:') && talked !== null && talked !== undefined && talked.days > TALK_AGES)
  return next
    .filter((pick) => !pick.isFirst && !isThere(pick) && (pick.thisWeek > 0 || pick.startedOn !== null))
    .slice(0, MOST_STEPS)
    .map((pick, at) =>
      weighed((pick.isUrgent ? 65 : pick.startedOn ? 58 : pick.kind === 'research' ? 47 : 52) - at, stepOf(pick)),
    )
}

function stepOf(pick: NextPick): Draft {
  const { id, label, reason, hours, thisWeek, place, startedOn, kind } = pick
  const minutes = Math.max(5, Math.round(((thisWeek || hours) * 60) / 5) * 5)
  const begin = place.at === 'log' && startedOn === null
  return {
    id: `step:${id}`,
    title: shortened(label, 110),
    why: sentence(startedOn ? 'you have begun it: say what came of it' : reason),
    minutes,
    wholeHours: thisWeek > 0 && thisWeek < hours ? hours : null,
    button: begin ? 'Begin' : startedOn ? 'Go on' : buttonFor(place),
    place: { at: 'step', action: id, begin, place },
    aboutOthers: ['research', 'people', 'talk', 'manager_rating', 'feedback', 'attest'].includes(kind),
  }
}

const sentence = (reason: string): string => `${reason[0]!.toUpperCase()}${reason.slice(1)}.`

const TALK_AGES = 90
const TALK_EXPIRES = 120

export function agreement({ promotion }: TodayFacts): Weighed[] {
  const talked = promotion?.talked
  if (!talked || talked.days <= TALK_AGES) return []
  const expired = talked.days > TALK_EXPIRES
  return [
    weighed(expired ? 80 : 66, {
      id: 'agreement',
      title: `Talk with ${promotion.manager ?? 'your manager'} about where you stand`,
      why: expired
        ? 'Your last talk about it is more than four months old, so it no longer counts.'
        : 'Your last talk about it is three months old. After four it no longer counts.',
      minutes: 25,
      button: 'Record the talk',
      place: { at: 'agreement' },
      aboutOthers: true,
    }),
  ]
}
