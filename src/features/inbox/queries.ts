import { sql } from 'kysely'
import type { Day } from '../../core/day.ts'
import { Problem } from '../../core/problem.ts'
import { isBeside, readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Handle } from '../../platform/database.ts'
import { noSuchPlace } from '../../platform/fields.ts'
import { linesWaiting } from '../../platform/lines-waiting.ts'
import type { BatchRow, ImportFileRow, ProposalRow } from '../../platform/schema.ts'
import type { Filters } from './filters.ts'

/** Which of these keys or sources a line had that the person was shown before, in any batch and whatever became of it. */
export async function knownAmong(
  tx: Handle,
  personId: string,
  column: 'key' | 'source',
  values: readonly string[],
): Promise<Set<string>> {
  const known = new Set<string>()
  for (let at = 0; at < values.length; at += 500) {
    const rows = await tx
      .selectFrom('proposals')
      .select(({ ref }) => ref(column).as('value'))
      .where('personId', '=', personId)
      .where(column, 'in', values.slice(at, at + 500))
      .execute()
    for (const { value } of rows) known.add(value!)
  }
  return known
}

/** A file that waits to be read, with its bytes. */
export async function findKeptFile(tx: Handle, personId: string, id: string): Promise<ImportFileRow> {
  const row = await tx
    .selectFrom('importFiles')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('missing', 'There is no such file waiting here: it was read, or put away.', 'kept')
  return row
}

export async function isKept(tx: Handle, personId: string, id: string): Promise<boolean> {
  const query = tx.selectFrom('importFiles').select('id').where('personId', '=', personId).where('id', '=', id)
  return (await query.executeTakeFirst()) !== undefined
}

/** The files that wait to be read, oldest first; a table whose columns were not named yet cannot be. */
export async function keptFiles(tx: Handle, personId: string) {
  const rows = await tx
    .selectFrom('importFiles')
    .select(['id', 'name', 'format', 'preview', 'columnsJson', 'createdAt'])
    .where('personId', '=', personId)
    .orderBy('id')
    .limit(50)
    .execute()
  return rows.map(({ columnsJson, ...row }) => ({ ...row, needsColumns: row.format === 'table' && !columnsJson }))
}

interface Which extends Filters {
  withoutContacts?: boolean
}

/** Proposals of this person in one state, as narrowed by the filters. */
function proposalsOf(tx: Handle, personId: string, state: ProposalRow['state'], which: Which) {
  const { batch, kind, initiative, month, withoutContacts } = which
  let query = tx.selectFrom('proposals').where('personId', '=', personId).where('state', '=', state)
  if (batch !== undefined) query = query.where('batchId', '=', batch)
  if (kind === 'note') query = query.where('kind', 'is', null).where('becomes', 'is', null)
  else if (kind !== undefined) query = query.where('kind', '=', kind)
  if (initiative === 'none') query = query.where('initiativeTitle', 'is', null)
  else if (initiative !== undefined) query = query.where('initiativeTitle', '=', initiative)
  if (month === 'none') query = query.where('happenedOn', 'is', null)
  else if (month !== undefined)
    query = query.where('happenedOn', '>=', `${month}-01`).where('happenedOn', '<=', `${month}-31`)
  if (withoutContacts) query = query.where((is) => is.or([is('becomes', 'is', null), is('becomes', '!=', 'contact')]))
  return query
}

/** Those that wait, at most so many in the order of their batches and lines, and how many more there are. */
export async function waitingProposals(
  tx: Handle,
  personId: string,
  { most, ...which }: Which & { most: number },
): Promise<{ proposals: ProposalRow[]; left: number }> {
  const query = proposalsOf(tx, personId, 'waiting', which)
  const proposals = await query.selectAll().orderBy('batchId').orderBy('line').orderBy('id').limit(most).execute()
  const left = proposals.length < most ? 0 : (await countOf(query)) - proposals.length
  return { proposals, left }
}

const countOf = async (query: ReturnType<typeof proposalsOf>): Promise<number> =>
  (await query.select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()).n

/** The first day that any waiting line of each of these initiatives has. */
export async function firstDays(tx: Handle, personId: string, titles: readonly string[]): Promise<Map<string, Day>> {
  const first = new Map<string, Day>()
  for (let at = 0; at < titles.length; at += 500) {
    const rows = await tx
      .selectFrom('proposals')
      .select(['initiativeTitle', ({ fn }) => fn.min('happenedOn').as('on')])
      .where('personId', '=', personId)
      .where('state', '=', 'waiting')
      .where('initiativeTitle', 'in', titles.slice(at, at + 500))
      .groupBy('initiativeTitle')
      .execute()
    for (const { initiativeTitle, on } of rows) if (initiativeTitle !== null && on) first.set(initiativeTitle, on)
  }
  return first
}

/** Proposals of one state in the order of their batches and lines, a page at a time, with the number that wait in all and as narrowed. */
export async function listProposals(
  tx: Handle,
  personId: string,
  { state, limit, cursor, ...which }: Which & { state: ProposalRow['state']; limit: number; cursor?: string },
) {
  const narrowed = proposalsOf(tx, personId, state, which)
  const query = cursor ? narrowed.where(isBeside(['batchId', 'line', 'id'], '>', placeAt(cursor))) : narrowed
  const rows = await query
    .selectAll()
    .orderBy('batchId')
    .orderBy('line')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last ? writeCursor(last.batchId, last.line, last.id) : null
  return { items, next, waiting: await linesWaiting(tx, personId), found: await countOf(narrowed) }
}

/** What the waiting lines can be narrowed by, with how many there are of each: the most frequent initiatives, the latest months. */
export async function choicesAmong(tx: Handle, personId: string, batch: string | undefined) {
  const query = proposalsOf(tx, personId, 'waiting', { batch })
  const n = sql<number>`count(*)`.as('n')
  const kinds = await query.select(['kind', 'becomes', n]).groupBy(['kind', 'becomes']).execute()
  const initiatives = await query
    .select(['initiativeTitle as name', n])
    .groupBy('initiativeTitle')
    .orderBy('n', 'desc')
    .limit(60)
    .execute()
  const months = await query
    .select([sql<string | null>`substr(happened_on, 1, 7)`.as('name'), n])
    .groupBy('name')
    .orderBy('name', 'desc')
    .limit(60)
    .execute()
  return { kinds: kinds.filter(({ becomes }) => becomes === null), initiatives, months }
}

/** Names, in lower case, of the initiatives whose size of work the person has said. */
export async function initiativesSized(tx: Handle, personId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('initiatives')
    .select('title')
    .where('personId', '=', personId)
    .where('scope', 'is not', null)
    .execute()
  return new Set(rows.map(({ title }) => title.toLowerCase()))
}

/** A batch with how far it is decided. */
export interface BatchState extends Pick<BatchRow, 'id' | 'name' | 'createdAt'> {
  counts: Record<ProposalRow['state'], number>
}

/** A batch whose lines are shown: with what was left out, and the initiatives its waiting lines name, most lines first; an empty name for none. */
export interface OpenBatch extends BatchState, Pick<BatchRow, 'skipped' | 'reasons'> {
  initiatives: { title: string; lines: number }[]
}

/** The batches with these ids, in their order. */
export async function openBatches(tx: Handle, personId: string, ids: readonly string[]): Promise<OpenBatch[]> {
  if (ids.length === 0) return []
  const batches = await tx
    .selectFrom('batches')
    .select(['id', 'name', 'createdAt', 'skipped', 'reasons'])
    .where('personId', '=', personId)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  const counts = await countsOf(tx, personId, ids)
  const named = await tx
    .selectFrom('proposals')
    .select(['batchId', 'initiativeTitle', sql<number>`count(*)`.as('n')])
    .where('personId', '=', personId)
    .where('state', '=', 'waiting')
    .where('batchId', 'in', ids)
    .where('becomes', 'is', null)
    .groupBy(['batchId', 'initiativeTitle'])
    .execute()
  return batches.map((batch) => ({
    ...batch,
    counts: counts(batch.id),
    initiatives: named
      .filter(({ batchId }) => batchId === batch.id)
      .map(({ initiativeTitle, n }) => ({ title: initiativeTitle ?? '', lines: n }))
      .sort((a, b) => b.lines - a.lines),
  }))
}

/** The latest batches but those named, newest first, a page at a time. */
export async function listBatches(
  tx: Handle,
  personId: string,
  { but, limit, before }: { but: readonly string[]; limit: number; before: string | null },
): Promise<{ items: BatchState[]; next: string | null }> {
  let query = tx.selectFrom('batches').select(['id', 'name', 'createdAt']).where('personId', '=', personId)
  if (before !== null) query = query.where('id', '<', before)
  if (but.length > 0) query = query.where('id', 'not in', but)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const counts = await countsOf(
    tx,
    personId,
    shown.map(({ id }) => id),
  )
  return {
    items: shown.map((batch) => ({ ...batch, counts: counts(batch.id) })),
    next: rows.length > limit ? shown.at(-1)!.id : null,
  }
}

async function countsOf(
  tx: Handle,
  personId: string,
  ids: readonly string[],
): Promise<(batch: string) => BatchState['counts']> {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .selectFrom('proposals')
          .select(['batchId', 'state', sql<number>`count(*)`.as('n')])
          .where('personId', '=', personId)
          .where('batchId', 'in', ids)
          .groupBy(['batchId', 'state'])
          .execute()
  return (batch) => {
    const count = (state: ProposalRow['state']) =>
      rows.find((row) => row.batchId === batch && row.state === state)?.n ?? 0
    return { waiting: count('waiting'), approved: count('approved'), dismissed: count('dismissed') }
  }
}

function placeAt(cursor: string): [batch: string, line: number, id: string] {
  const [batch, line, id] = readCursor(cursor, 3) as [string, string, string]
  if (!/^\d{1,9}$/.test(line)) throw noSuchPlace()
  return [batch, Number(line), id]
}
