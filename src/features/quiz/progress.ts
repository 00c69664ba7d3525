import { isDay } from '../../core/day.ts'
import { type FamilyId, familyIds } from '../../core/quiz.ts'
import { browserStore } from '../../ui/shell/store.ts'

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

export const remember = (progress: Progress): void => void browserStore.set(key, JSON.stringify(progress))

export const forget = (): void => browserStore.drop(key)

/** Where somebody was, if that is still this quiz; anything else under the key is left behind. */
export function recall(version: number): Progress | null {
  try {
    const kept = JSON.parse(browserStore.get(key) ?? 'null') as Partial<Progress> | null
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
