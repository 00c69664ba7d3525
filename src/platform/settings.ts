import type { Handle } from './database.ts'
import type { ClosedGroup } from './operation.ts'

/** The person's preferences and how far they have come on the start pages. */
export interface Settings {
  hideNumbers: boolean
  scoreOnToday: boolean
  showEverything: boolean
  theme: 'system' | 'light' | 'dark'
  opened: ClosedGroup[]
  start: StartState
}

export const startSteps = ['role', 'notes', 'skills', 'case', 'next'] as const
export type StartStep = (typeof startSteps)[number]

export const skillAnswers = ['example', 'unsure', 'no_chance'] as const
export type SkillAnswer = (typeof skillAnswers)[number]

/** The first ten minutes: what was done or passed over, and the three-tap answers, which are hints and never ratings. */
export interface StartState {
  done: StartStep[]
  skipped: StartStep[]
  answers: Record<string, SkillAnswer>
  /** The batch pasted on the start page. */
  batch: string | null
}

const defaults: Settings = {
  hideNumbers: false,
  scoreOnToday: false,
  showEverything: false,
  theme: 'system',
  opened: [],
  start: { done: [], skipped: [], answers: {}, batch: null },
}

export async function readSettings(tx: Handle, personId: string): Promise<Settings> {
  const row = await tx.selectFrom('settings').select('valueJson').where('personId', '=', personId).executeTakeFirst()
  return { ...defaults, ...(row?.valueJson as Partial<Settings> | undefined) }
}
