import type { ActionPlace } from './facts.ts'

/** What the one button of an action says. */
export function buttonFor(place: ActionPlace): string {
  switch (place.at) {
    case 'process':
      return place.topic === null ? 'Open the sentence' : 'Write the answer down'
    case 'people':
      return 'Name one'
    case 'cycle':
      return 'Put it in'
    case 'confirm':
    case 'record':
      return 'Open the record'
    case 'initiative':
      return 'Record the reading'
    case 'agreement':
    case 'talk':
      return 'Record the talk'
    case 'ratings':
      return 'Ask them'
    case 'log':
      return 'Log what came of it'
  }
}
