import { existsSync } from 'node:fs'
import { z } from 'zod'
import { count } from '../../core/number-words.ts'
import { wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { firstBroken } from '../../platform/activity.ts'
import { countsOf, erase, isBlank, lostBytes } from '../../platform/archive.ts'
import { type Copy, keepCopy, listCopies } from '../../platform/backup.ts'
import { dailyTrouble } from '../../platform/daily.ts'
import { damage } from '../../platform/migrate.ts'
import { operation } from '../../platform/operation.ts'
import { findInCopies } from '../../platform/restore.ts'
import { readBack, refuseOpening } from './arriving.ts'
import { keptFor, momentWords, sizeWords } from './words.ts'

export const backupArchive = operation({
  name: 'archive.backup',
  summary: 'Keep a copy of your whole file in its “backups” folder. Safe while Cairn is in use.',
  scope: 'write',
  input: z.strictObject({}),
  async run({ tx, personId, home, now }) {
    if (home.file && !existsSync(home.file))
      throw new Problem('unavailable', 'The file is not where it was. Nothing was copied.')
    const copy = await keepCopy(tx, personId, home, now, 'by-hand')
    return { copy, copies: listCopies(home, personId) }
  },
  says: ({ copy }) => `A copy lies in ${copy}.`,
})

export const listKeptCopies = operation({
  name: 'archive.copies',
  summary: 'List the copies that are kept, newest first: when, what for, how large.',
  scope: 'read',
  input: z.strictObject({}),
  run: async ({ personId, home }): Promise<{ copies: Copy[]; trouble: string | null }> => ({
    copies: listCopies(home, personId),
    trouble: dailyTrouble(home),
  }),
  prints: ({ copies, trouble }) =>
    [
      ...(copies.length === 0 ? ['No copy is kept yet.'] : copies.map(lineFor)),
      ...(copies.length === 0
        ? []
        : ['', '“cairn archive restore” goes back to the newest, with a number to that one.']),
      ...(trouble ? ['', wrapped(trouble)] : []),
    ].join('\n'),
})

const lineFor = ({ number, at, why, path, size }: Copy): string =>
  `${String(number || '-').padStart(4)}  ${momentWords(at)}, ${sizeWords(size)}, ${keptFor(why)}\n      ${path}`

export const restoreArchive = operation({
  name: 'archive.restore',
  summary:
    'Go back to a kept copy: the newest that is whole, or the one you name. What is here now is kept as a copy first.',
  scope: 'write',
  input: z.strictObject({
    copy: z.string().max(300).optional().describe('The copy, by its number or file name in “archive copies”.'),
  }),
  async run({ tx, personId, home, now, via }, { copy: named }): Promise<Restored> {
    const fault = await damage(tx)
    if (fault)
      throw new Problem(
        'unavailable',
        `The file itself is damaged: ${fault}. Nothing was changed. Stop Cairn, then go back with “cairn archive restore”: it puts a copy in the place of the file.`,
      )
    const { copy, archive, passed } = await findInCopies(tx, personId, now, listCopies(home, personId), named)
    if (via === 'mcp') await refuseOpening(tx, personId, archive)
    const kept = (await isBlank(tx, personId)) ? null : await keepCopy(tx, personId, home, now, 'before-restore')
    await erase(tx, personId)
    await readBack(tx, personId, archive)
    const broken = (await firstBroken(tx, personId)) ?? (await lostBytes(tx, personId))
    return { copy, kept, passed, broken, counts: countsOf(archive.records), checksum: archive.checksum }
  },
  says: ({ copy, kept, passed, broken, counts }) =>
    [
      `Everything is as it was on ${momentWords(copy.at)}: ${count(counts.evidence ?? 0, 'record')}.`,
      passed.length > 0 && `${count(passed.length, 'newer copy', 'newer copies')} could not be used.`,
      kept && `What was here before lies in ${kept}.`,
      broken && `The copy was not whole when it was made: ${broken}`,
    ]
      .filter(Boolean)
      .join(' '),
})

/** What going back came to, through Cairn or in the place of a file that could not be opened. */
export interface Restored {
  copy: Copy
  /** Where what was here before is kept; null if there was nothing. */
  kept: string | null
  /** Newer copies that are no longer whole. */
  passed: Copy[]
  /** What was not whole about the records when the copy was made, in words. */
  broken: string | null
  counts: Record<string, number>
  /** Null where a damaged record keeps everything from being read as an archive. */
  checksum: string | null
}
