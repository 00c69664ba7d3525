import type { Agreement, GivenRating, Item } from '../readiness/input.ts'
import { itemIn, resultOf, type Standing, withItem, withRatings } from '../readiness/standing.ts'
import { actionModel } from './model.ts'

/** What would stand in the records if an action lands; tried on the readiness rules, never stored. */
export interface Effect {
  /** Records added, or put in the place of those with their ids. */
  items?: readonly Item[]
  /** Records that somebody confirms. Without effect while there is no such record. */
  attested?: readonly string[]
  ratings?: readonly GivenRating[]
  agreement?: Agreement
}

/** The standing with the effect in it; the one given stays as it is. */
export function withEffect(standing: Standing, { items = [], attested = [], ratings, agreement }: Effect): Standing {
  let after = standing
  for (const item of items) after = exchanged(after, item)
  for (const id of attested) {
    const item = itemIn(after, id)
    if (item) after = exchanged(after, { ...item, corroboration: 'attested', attesterIsRatingManager: undefined })
  }
  if (agreement) after = { ...after, input: { ...after.input, agreement } }
  // What a manager who rates has confirmed is then no longer a voice of its own.
  return ratings ? withRatings(after, [...after.input.ratings, ...ratings]) : after
}

/**
 * What a state is worth, in points (domain 2.1). The mean over the gates gives every one that holds its own value: with the
 * lowest alone, two that hold at once would each look worthless to lift.
 */
export function utility(standing: Standing): number {
  const { raw, half, caps } = resultOf(standing)
  const { gated, raw: open, half: certainty } = actionModel.utility
  const held = caps.length === 0 ? raw : caps.reduce((sum, { cap }) => sum + Math.min(raw, cap), 0) / caps.length
  return gated * held + open * raw - certainty * half
}

const exchanged = (standing: Standing, item: Item): Standing => withItem(standing, itemIn(standing, item.id), item)
