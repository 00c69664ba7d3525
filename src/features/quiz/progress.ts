import { isDay } from '../../core/day.ts'
import { type FamilyId, familyIds } from '../../core/quiz.ts'

/** How far somebody has come, in this browser only. */
export interface Progress {
  version: number
  family: FamilyId
  answers: Record<string, number>
  /** The question they are at; below nought before the first. */
  at: number
  /** The day it was finished; null while it is not. */
  on: string | null
}

const key = 'cairn.quiz'

// A browser may keep nothing, as in a private window: then the quiz is simply not resumed.
export function remember(progress: Progress): void {
  try {
    localStorage.setItem(key, JSON.stringify(progress))
  } catch {}
}

export function forget(): void {
  try {
    localStorage.removeItem(key)
  } catch {}
}

/** Where somebody was, if that is still this quiz; anything else under the key is left behind. */
export function recall(version: number): Progress | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Progress> | null
    const isWhole =
      kept?.version === version &&
      familyIds.includes(kept.family!) &&
      Number.isInteger(kept.at) &&
      typeof kept.answers === 'object' &&
      kept.answers !== null &&
      Object.values(kept.answers).every((score) => [0, 1, 2, 3].includes(score))
    return isWhole ? { ...(kept as Progress), on: isDay(kept.on ?? '') ? kept.on! : null } : null
  } catch {
    return null
  }
}
