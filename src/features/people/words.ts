import type { Stance } from '../../core/people.ts'

export const stanceWords: Record<Stance, string> = {
  champion: 'backs you',
  challenger: 'not yet convinced',
  unknown: 'not known yet',
}

/** A level beside the owner’s. */
export function relationWords(relation: number): string {
  if (relation >= 2) return 'two or more levels above'
  if (relation === 1) return 'a level above'
  return relation === 0 ? 'your level' : 'a level below'
}
