import type { Day } from '../day.ts'
import { inWords } from '../number-words.ts'
import { peopleTargets } from '../people.ts'
import type { Suggestion } from './candidates.ts'
import type { FirstFacts } from './facts.ts'
import { type ActionKind, usual } from './model.ts'

/**
 * What comes before everything else until it is done, in this order (domain 0): how promotion works here, five people who see the
 * work, the date. Nothing of it changes a number; all else is aimed at a guess without it.
 */
export function firstActions(first: FirstFacts, today: Day): Suggestion[] {
  const { asked, named, closesOn, next } = first
  return [
    !asked &&
      plain('research', 'research:process', {
        label: 'Find out how promotion works here',
        reason: `nothing is written down yet of how the step to ${next} is decided`,
        place: { at: 'process', topic: null },
      }),
    named < peopleTargets.first &&
      plain('people', 'people:five', {
        label: 'Name five people who see your work',
        reason:
          named === 0
            ? 'people decide about a step up, and none stands on your list'
            : `${inWords(named).toLowerCase()} of five ${named === 1 ? 'stands' : 'stand'} on your list`,
        place: { at: 'people' },
      }),
    (closesOn === null || closesOn < today) &&
      plain('cycle', 'cycle:date', {
        label: 'Put the review date in',
        reason:
          closesOn === null
            ? 'without a date nothing can be worked back from it'
            : 'the date that was put in has passed',
        place: { at: 'cycle' },
      }),
  ].filter((action) => action !== false)
}

/** Once something is known: what to ask next about the process, one thing at a time. */
export const nextQuestion = ({ nextTopic }: FirstFacts): Suggestion[] =>
  nextTopic
    ? [
        plain('research', `research:${nextTopic.topic}`, {
          label: nextTopic.ask,
          reason: 'this part of how promotion works here is still open',
          place: { at: 'process', topic: nextTopic.topic },
          hours: 0.25,
        }),
      ]
    : []

const plain = (
  kind: ActionKind,
  id: string,
  fields: Pick<Suggestion, 'label' | 'reason' | 'place'> & { hours?: number },
): Suggestion => ({ id, kind, skill: null, ...usual[kind], weeks: 0, effect: {}, ...fields })
