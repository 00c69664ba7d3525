import { createHash } from 'node:crypto'
import { firstRowsOf, headOf, table, tableOf } from '../../core/import/columns.ts'
import { wordsIn } from '../../core/import/encoding.ts'
import type { Columns, Importer, Incoming } from '../../core/import/importer.ts'
import { importerOf } from '../../core/import/importers.ts'
import { Problem } from '../../core/problem.ts'
import type { Context } from '../../platform/operation.ts'
import type { ImportFileRow } from '../../platform/schema.ts'
import { findKeptFile } from './queries.ts'

/** Something to be read, with how it is read. */
export interface Source {
  /** What the batch is called. */
  name: string
  incoming: Incoming
  importer: Importer
  columns: Columns | undefined
}

export interface Given {
  text?: string
  file?: { name: string; base64: string }
  kept?: string
  name?: string
  format: string
  columns?: Columns
}

/** The words that were pasted, of the file that came along, or of one that waits. */
export async function sourceOf(context: Context, given: Given): Promise<Source> {
  const ways = [given.text, given.file, given.kept].filter((way) => way !== undefined)
  if (ways.length > 1)
    throw new Problem('invalid', 'Give either the text or a file, not both. Nothing was changed.', 'file')
  const kept = given.kept === undefined ? null : await findKeptFile(context.tx, context.personId, given.kept)
  const words = kept ? wordsIn(kept.bytes) : given.file ? wordsIn(Buffer.from(given.file.base64, 'base64')) : given.text
  if (words === undefined || words.trim() === '')
    throw new Problem('invalid', 'There is nothing to read: paste some notes or choose a file.', 'text')
  const file = kept?.name ?? given.file?.name ?? null
  const incoming = { text: words.toWellFormed().replaceAll('\0', '\uFFFD'), name: file }
  const importer = importerOf(incoming, kept?.format ?? given.format)
  const columns =
    given.columns ?? kept?.columnsJson ?? (importer === table ? await chosenBefore(context, incoming) : null)
  return { name: given.name ?? file ?? 'Pasted notes', incoming, importer, columns: columns ?? undefined }
}

/** The columns of tables with this head, as they were chosen last. */
async function chosenBefore({ tx, personId }: Context, incoming: Incoming): Promise<Columns | null> {
  const row = await tx
    .selectFrom('columnChoices')
    .select('columnsJson')
    .where('personId', '=', personId)
    .where('head', '=', headHash(incoming))
    .executeTakeFirst()
  return row?.columnsJson ?? null
}

/** Keeps which columns were chosen, for the next table with this head. */
export async function rememberColumns(context: Context, incoming: Incoming, columnsJson: Columns): Promise<void> {
  const head = headHash(incoming)
  const before = await context.tx
    .selectFrom('columnChoices')
    .select('id')
    .where('personId', '=', context.personId)
    .where('head', '=', head)
    .executeTakeFirst()
  if (before) await context.records.update('columnChoices', before.id, { columnsJson })
  else await context.records.insert('columnChoices', { id: context.newId(), head, columnsJson, createdAt: context.now })
}

const headHash = (incoming: Incoming): string =>
  createHash('sha256')
    .update(headOf(tableOf(incoming)))
    .digest('hex')

/** The beginning of a table, to choose its columns by. */
export function previewOf(incoming: Incoming): NonNullable<ImportFileRow['preview']> {
  const found = tableOf(incoming)
  const shown = (cell: string): string => (cell.length > longestCell ? `${cell.slice(0, longestCell - 1)}…` : cell)
  return {
    head: [...found.head],
    rows: firstRowsOf(found, rowsShown).map(({ cells }) => found.head.map((_, at) => shown(cells[at] ?? ''))),
  }
}

const rowsShown = 5
const longestCell = 120
