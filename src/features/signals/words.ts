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

/** What somebody said, in quotation marks once, also where it was written down in some. */
export const inQuotes = (words: string): string => `“${words.trim().replace(/^["“„«]+|["”“»]+$/g, '')}”`
