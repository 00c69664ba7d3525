import { Problem } from '../../core/problem.ts'
import type { Archive } from '../../platform/archive.ts'
import type { ClosedGroup, Context } from '../../platform/operation.ts'
import type { RecordTable } from '../../platform/schema.ts'
import { readSettings } from '../../platform/settings.ts'

const tablesOf: Partial<Record<ClosedGroup, RecordTable>> = { people: 'people', talks: 'talks' }

/** An archive holds everything, and so does its log: an assistant gets none that tells of what its owner keeps closed. */
export async function refuseClosedArchive(
  { tx, personId, via }: Context,
  { records, activity }: Archive,
): Promise<void> {
  if (via !== 'mcp') return
  const { opened } = await readSettings(tx, personId)
  for (const [group, table] of Object.entries(tablesOf) as [ClosedGroup, RecordTable][]) {
    if (opened.includes(group)) continue
    const isTold = activity.some(({ changes }) =>
      (changes as { table: string }[]).some((change) => change.table === table),
    )
    if (records[table].length > 0 || isTold)
      throw new Problem(
        'closed',
        `The archive tells of ${group}, which stay closed to assistants. Its owner can export it, or open them under More, Settings, or with “cairn settings set --opened ${group}”.`,
      )
  }
}
