import { type FlagId, flagIds } from '../core/coach/types.ts'
import type { Handle } from './database.ts'
import type { ClosedGroup } from './operation.ts'
import { whileUntouched } from './untouched.ts'

/** The person's preferences. */
export interface Settings {
  hideNumbers: boolean
  scoreOnToday: boolean
  showEverything: boolean
  opened: ClosedGroup[]
  /** In how many entries each of the coach’s questions was waved away. */
  wavedAway: Partial<Record<FlagId, number>>
  /** Folders whose notes are taken into the inbox; null for the usual one, none for none. */
  inboxFolders: string[] | null
  /** Words in the title of a meeting that mark it as a conversation with a customer. */
  customerTitles: string[]
}

const defaults: Settings = {
  hideNumbers: false,
  scoreOnToday: false,
  showEverything: false,
  opened: [],
  wavedAway: {},
  inboxFolders: null,
  customerTitles: [],
}

/** Waved away in so many entries, a question is not asked again until it is switched on (coach specification 6). */
export const offAfter = 3

/** The coach’s questions that this person has switched off, in display order. */
export const questionsOff = ({ wavedAway }: Pick<Settings, 'wavedAway'>): FlagId[] =>
  flagIds.filter((flag) => (wavedAway[flag] ?? 0) >= offAfter)

/** Shared by all who ask: read them only. */
export const readSettings = (tx: Handle, personId: string): Promise<Readonly<Settings>> =>
  whileUntouched(tx, personId, 'settings', ['settings'], async () => {
    const row = await tx.selectFrom('settings').select('valueJson').where('personId', '=', personId).executeTakeFirst()
    return Object.freeze({ ...defaults, ...(row?.valueJson as Partial<Settings> | undefined) })
  })
