import type { ActionPlace } from '../core/actions/facts.ts'
import type { FixPlace } from '../core/signals/model.ts'

/** The page on which an action is begun. */
export function wayTo(place: ActionPlace): string {
  switch (place.at) {
    case 'process':
      return place.topic === null ? '/talks/process' : `/talks/process?topic=${encodeURIComponent(place.topic)}#record`
    case 'people':
      return '/people#add'
    case 'cycle':
      return '/cycle#date'
    case 'confirm':
      return `/evidence/${place.record}#ask`
    case 'record':
      return `/evidence/${place.record}/edit${place.field ? `#edit-${place.field}` : ''}`
    case 'initiative':
      return `/initiatives/${place.initiative}#checks`
    case 'agreement':
      return '/level/agreement'
    case 'ratings':
      return '/level/ratings'
    case 'talk':
      return '/talks#record'
    case 'log':
      return place.initiative ? `/log?initiative=${encodeURIComponent(place.initiative)}` : '/log'
  }
}

/** The page on which the fix of a check is begun, where that is no new document. */
export function wayToFix(place: Exclude<FixPlace, { at: 'document' }>): string {
  switch (place.at) {
    case 'initiatives':
      return '/initiatives#begin'
    case 'initiative':
      return `/initiatives/${place.initiative}#${place.part}`
    case 'log':
      return '/log'
    case 'process':
      return '/talks/process#ask'
    case 'people':
      return '/people#add'
    case 'talks':
      return '/talks#record'
    case 'evidence':
      return `/evidence/${place.record}`
    case 'draft':
      return `/library/${place.document}`
  }
}
