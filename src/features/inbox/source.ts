import { refuseTwoAtOnce } from '../../core/handed-in.ts'
import type { Columns } from '../../core/import/importer.ts'
import type { Context } from '../../platform/operation.ts'
import { findKeptFile } from './queries.ts'
import type { About, Handed } from './reader.ts'

/** Something to be read, with how it is read. */
export interface Source {
  /** What the batch is called. */
  name: string
  about: About
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

/** The words that were pasted, the file that came along, or one that waits; with the columns that were named for it. */
export async function handedIn(
  { tx, personId }: Context,
  { text, file, kept, format, columns }: Given,
): Promise<Handed & { columns: Columns | undefined }> {
  refuseTwoAtOnce(text, file, kept)
  if (kept !== undefined) {
    const waits = await findKeptFile(tx, personId, kept)
    return {
      name: waits.name,
      format: waits.format,
      words: waits.bytes,
      isGivenAway: true,
      columns: columns ?? waits.columnsJson ?? undefined,
    }
  }
  return { name: file?.name ?? null, format, words: file ? Buffer.from(file.base64, 'base64') : (text ?? ''), columns }
}

/** The columns of tables like this one, as they were chosen last. */
export async function chosenBefore({ tx, personId }: Context, { table }: About): Promise<Columns | undefined> {
  if (!table) return undefined
  const row = await tx
    .selectFrom('columnChoices')
    .select('columnsJson')
    .where('personId', '=', personId)
    .where('head', '=', table.head)
    .executeTakeFirst()
  return row?.columnsJson ?? undefined
}

/** Keeps which columns were chosen, for the next table like this one. */
export async function rememberColumns(context: Context, { about, columns }: Source): Promise<void> {
  if (!about.table || !columns) return
  const { head } = about.table
  const before = await context.tx
    .selectFrom('columnChoices')
    .select('id')
    .where('personId', '=', context.personId)
    .where('head', '=', head)
    .executeTakeFirst()
  if (before) await context.records.update('columnChoices', before.id, { columnsJson: columns })
  else
    await context.records.insert('columnChoices', {
      id: context.newId(),
      head,
      columnsJson: columns,
      createdAt: context.now,
    })
}
