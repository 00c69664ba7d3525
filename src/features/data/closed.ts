import { Problem } from '../../core/problem.ts'
import type { Archive } from '../../platform/archive.ts'
import { templatesIn } from '../../platform/documents.ts'
import type { ClosedGroup, Context } from '../../platform/operation.ts'
import type { Change, RecordTable } from '../../platform/schema.ts'
import { readSettings } from '../../platform/settings.ts'

const tablesOf: Partial<Record<ClosedGroup, readonly RecordTable[]>> = {
  people: ['people'],
  talks: ['talks'],
  signals: ['dismissals', 'stallAnswers'],
}

/** An archive holds everything, and so does its log: an assistant gets none that tells of what its owner keeps closed. */
export async function refuseClosedArchive({ tx, personId, via, home }: Context, archive: Archive): Promise<void> {
  if (via !== 'mcp') return
  const { opened } = await readSettings(tx, personId)
  const told = [...groupsOfTables(archive), ...groupsOfDocuments(archive, home.content)]
  const group = told.find((group) => !opened.includes(group))
  if (group)
    throw new Problem(
      'closed',
      `The archive tells of ${group}, which stay closed to assistants. Its owner can export it, or open them under More, Settings, or with “cairn settings set --opened ${group}”.`,
    )
}

const changesIn = ({ activity }: Archive): Change[] => activity.flatMap(({ changes }) => changes as Change[])

function groupsOfTables(archive: Archive): ClosedGroup[] {
  const changed = new Set(changesIn(archive).map(({ table }) => table))
  return (Object.entries(tablesOf) as [ClosedGroup, readonly RecordTable[]][]).flatMap(([group, tables]) =>
    tables.some((table) => changed.has(table) || archive.records[table].length > 0) ? [group] : [],
  )
}

/** What the documents are about that are, or ever were, in it. */
function groupsOfDocuments(archive: Archive, content: string): ClosedGroup[] {
  const rows = changesIn(archive).flatMap(({ table, after, before }) =>
    table === 'documents' ? [after ?? before] : [],
  )
  const names = new Set([...archive.records.documents, ...rows].map((row) => row?.template))
  return templatesIn(content).flatMap(({ id, closed, fields }) =>
    names.has(id)
      ? [...(closed ? [closed] : []), ...(fields.some((field) => field.private) ? (['notes'] as const) : [])]
      : [],
  )
}
