import type { CoachOptions, DateTag } from './types.ts'

export function datesOf(_text: string, _options: CoachOptions): DateTag[] {
  return []
}
