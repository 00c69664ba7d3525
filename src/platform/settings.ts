import type { Handle } from './database.ts'
import type { ClosedGroup } from './operation.ts'

/** The person's preferences. */
export interface Settings {
  hideNumbers: boolean
  scoreOnToday: boolean
  showEverything: boolean
  opened: ClosedGroup[]
}

const defaults: Settings = {
  hideNumbers: false,
  scoreOnToday: false,
  showEverything: false,
  opened: [],
}

export async function readSettings(tx: Handle, personId: string): Promise<Settings> {
  const row = await tx.selectFrom('settings').select('valueJson').where('personId', '=', personId).executeTakeFirst()
  return { ...defaults, ...(row?.valueJson as Partial<Settings> | undefined) }
}
