import type { SignalGroup, SignalState } from '../../core/signals/model.ts'

export const stateWords: Record<SignalState, string> = {
  fires: 'Worth a look',
  clear: 'Clear',
  not_enough: 'Not enough data',
}

export const groupWords: Record<SignalGroup, string> = {
  factory: 'Who leads the work',
  stalls: 'What you heard in place of a yes',
  traps: 'Ways of waiting',
}
