import { Problem } from '../../core/problem.ts'
import type { Archive } from '../../platform/archive.ts'
import type { ClosedGroup, Context } from '../../platform/operation.ts'
import type { RecordTable } from '../../platform/schema.ts'
import { readSettings } from '../../platform/settings.ts'

const tablesOf: Partial<Record<ClosedGroup, readonly RecordTable[]>> = {
  people: ['people'],
  talks: ['talks'],
  signals: ['dismissals', 'stallAnswers'],
}

/** An archive holds everything, and so does its log: an assistant gets none that tells of what its owner keeps closed. */
export async function refuseClosedArchive(
  { tx, personId, via }: Context,
  { records, activity }: Archive,
): Promise<void> {
  if (via !== 'mcp') return
  const { opened } = await readSettings(tx, personId)
  for (const [group, tables] of Object.entries(tablesOf) as [ClosedGroup, readonly RecordTable[]][]) {
    if (opened.includes(group)) continue
    const isTold = activity.some(({ changes }) =>
      (changes as { table: RecordTable }[]).some(({ table }) => tables.includes(table)),
    )
    if (isTold || tables.some((table) => records[table].length > 0))
      throw new Problem(
        'closed',
        `The archive tells of ${group}, which stay closed to assistants. Its owner can export it, or open them under More, Settings, or with “cairn settings set --opened ${group}”.`,
      )
  }
}
