import type { ActionPlace } from '../core/actions/facts.ts'

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
