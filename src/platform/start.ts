import type { Handle } from './database.ts'

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

const beginning: StartState = { done: [], skipped: [], answers: {}, batch: null }

export async function readStart(tx: Handle, personId: string): Promise<StartState> {
  const row = await tx.selectFrom('starts').select('valueJson').where('personId', '=', personId).executeTakeFirst()
  return { ...beginning, ...(row?.valueJson as Partial<StartState> | undefined) }
}
