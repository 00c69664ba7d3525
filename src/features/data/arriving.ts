import { Problem } from '../../core/problem.ts'
import { type Archive, restoreArchive } from '../../platform/archive.ts'
import type { Handle } from '../../platform/database.ts'
import { readSettings, type Settings } from '../../platform/settings.ts'

/** What an assistant may read is the owner's to open: an archive brought by an assistant must not open more than stands open. */
export async function refuseOpening(tx: Handle, personId: string, archive: Archive): Promise<void> {
  const { opened } = await readSettings(tx, personId)
  const brought = (archive.records.settings ?? []).flatMap(
    (row) => ((row.valueJson as Partial<Settings>)?.opened ?? []) as string[],
  )
  if (brought.some((group) => !opened.some((open) => open === group))) throw settingsAreClosed()
}

// What arrives was written elsewhere, perhaps by hand: rows that the file cannot take are the archive's fault, not the program's.
export async function readBack(tx: Handle, personId: string, archive: Archive): Promise<void> {
  try {
    await restoreArchive(tx, personId, archive)
  } catch (error) {
    if (error instanceof Problem) throw error
    if ((error as { errcode?: number }).errcode === primaryKeyTaken)
      throw new Problem(
        'conflict',
        'Records of this archive are in this file already, as the filled example’s or beside it. Take the example away first, with “demo clear”; nothing was changed.',
        'file',
      )
    throw new Problem('invalid', 'This archive is damaged: its records do not fit. Nothing was changed.', 'file')
  }
}

const primaryKeyTaken = 1555

export const settingsAreClosed = () =>
  new Problem(
    'closed',
    'This would change the settings, which are for you to change, not for an assistant. Nothing was changed.',
  )
