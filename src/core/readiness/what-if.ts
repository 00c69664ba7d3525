import { addMonths, type Day, lastDayOf, monthOf } from '../day.ts'
import type { Corroboration, ItemKind } from '../evidence.ts'
import { Problem } from '../problem.ts'
import type { Source } from '../rating.ts'
import type { Agreement, Input, Item } from './input.ts'

/** Something supposed to have happened. Scopes are level ranks; ratings are as given by the rater themselves. */
export type Supposition =
  | { kind: 'rating'; skill: string; source: Source; rater?: string; value: number }
  | { kind: 'agreement'; state: Agreement['state']; confirmedByManager: boolean }
  | {
      kind: 'evidence'
      evidenceKind: ItemKind
      skills: readonly string[]
      scope: number
      corroboration: Corroboration
      /** With a number before and after, its target met. */
      measured: boolean
    }
  /** Someone else confirms a record that is there. */
  | { kind: 'confirm'; evidence: string }
  /** So many months pass with nothing new but what else is supposed, which happens at their end. */
  | { kind: 'time'; months: number }

/** The input as it would be. Time passes first; everything else happens on the day that is then today. */
export function supposing(input: Input, suppositions: readonly Supposition[]): Input {
  const months = suppositions.reduce((sum, one) => sum + (one.kind === 'time' ? one.months : 0), 0)
  const later = { ...input, asOf: monthsOn(input.asOf, months) }
  return suppositions.reduce((now, one, place) => supposed(now, one, place), later)
}

function supposed(input: Input, one: Supposition, place: number): Input {
  // Sorts after every real id, so that it is the latest of its day.
  const id = `\uffff${String(place).padStart(4, '0')}`
  switch (one.kind) {
    case 'time':
      return input
    case 'rating': {
      const { skill, source, value } = one
      const rater = one.rater ?? (source === 'manager' ? input.manager : undefined)
      return { ...input, ratings: [...input.ratings, { id, skill, source, rater, value, date: input.asOf }] }
    }
    case 'agreement': {
      const { state, confirmedByManager } = one
      return { ...input, agreement: { state, confirmedByManager, date: input.asOf } }
    }
    case 'evidence':
      return { ...input, items: [...input.items, itemFor(one, id, input.asOf)] }
    case 'confirm':
      return { ...input, items: confirmed(input.items, one.evidence) }
  }
}

function itemFor(one: Supposition & { kind: 'evidence' }, id: string, date: Day): Item {
  const { evidenceKind: kind, skills, scope, corroboration, measured } = one
  const outcome = measured ? { baseline: 0, after: 1, target: 1, targetSetBefore: true } : undefined
  return { id, kind, date, skills, scope, corroboration, outcome }
}

function confirmed(items: readonly Item[], id: string): Item[] {
  if (!items.some((item) => item.id === id))
    throw new Problem('missing', 'There is no such record among those that count or could count.', 'changes')
  return items.map((item) => (item.id === id ? { ...item, corroboration: 'attested', voices: undefined } : item))
}

/** The same day of a later month, or its last day where the month is shorter. */
function monthsOn(day: Day, months: number): Day {
  const month = addMonths(monthOf(day), months)
  const dayOfMonth = Math.min(Number(day.slice(8)), Number(lastDayOf(month).slice(8)))
  return `${month}-${String(dayOfMonth).padStart(2, '0')}`
}
