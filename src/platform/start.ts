import type { Day } from '../core/day.ts'
import type { Handle } from './database.ts'

export const startSteps = ['role', 'notes', 'lines', 'skills', 'case', 'next'] as const
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
  /** The proposals of that batch that were shown first; the rest waits in the inbox. */
  lines: string[]
  /** Those of them that were left for later. */
  later: string[]
  /** The day the person means to ask how promotion works. */
  askOn: Day | null
}

const beginning: StartState = { done: [], skipped: [], answers: {}, batch: null, lines: [], later: [], askOn: null }

export async function readStart(tx: Handle, personId: string): Promise<StartState> {
  const row = await tx.selectFrom('starts').select('valueJson').where('personId', '=', personId).executeTakeFirst()
  return { ...beginning, ...(row?.valueJson as Partial<StartState> | undefined) }
}
