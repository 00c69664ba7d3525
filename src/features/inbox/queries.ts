import { sql } from 'kysely'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Handle } from '../../platform/database.ts'
import { noSuchPlace } from '../../platform/fields.ts'
import type { BatchRow, ProposalRow } from '../../platform/schema.ts'

/** Which of these lines the person has been shown before, in any batch and whatever became of them. */
export async function keysKnown(tx: Handle, personId: string, keys: string[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (let i = 0; i < keys.length; i += 500) {
    const rows = await tx
      .selectFrom('proposals')
      .select('key')
      .where('personId', '=', personId)
      .where('key', 'in', keys.slice(i, i + 500))
      .execute()
    for (const { key } of rows) known.add(key)
  }
  return known
}

export const waitingProposals = (tx: Handle, personId: string, batch?: string): Promise<ProposalRow[]> => {
  const query = tx.selectFrom('proposals').selectAll().where('personId', '=', personId).where('state', '=', 'waiting')
  return (batch ? query.where('batchId', '=', batch) : query).orderBy('batchId').orderBy('line').orderBy('id').execute()
}

/** Proposals of one state in the order of their batches and lines, a page at a time, with the number that wait in all. */
export async function listProposals(
  tx: Handle,
  personId: string,
  { batch, state, limit, cursor }: { batch?: string; state: ProposalRow['state']; limit: number; cursor?: string },
) {
  let query = tx.selectFrom('proposals').selectAll().where('personId', '=', personId).where('state', '=', state)
  if (batch) query = query.where('batchId', '=', batch)
  const after = cursor ? placeAt(cursor) : null
  if (after)
    query = query.where((e) =>
      e.or([
        e('batchId', '>', after.batch),
        e.and([e('batchId', '=', after.batch), e('line', '>', after.line)]),
        e.and([e('batchId', '=', after.batch), e('line', '=', after.line), e('id', '>', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('batchId')
    .orderBy('line')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last ? writeCursor(last.batchId, last.line, last.id) : null
  return { items, next, waiting: await countWaiting(tx, personId) }
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

/** A batch with how far it is decided, and the initiatives its waiting lines name, most lines first; an empty name for none. */
export interface BatchState extends Pick<BatchRow, 'id' | 'name' | 'createdAt' | 'skipped'> {
  counts: Record<ProposalRow['state'], number>
  initiatives: { title: string; lines: number }[]
}

/** The latest batches, newest first; those with waiting lines before those that are decided. */
export async function batchStates(tx: Handle, personId: string): Promise<BatchState[]> {
  const batches = await tx
    .selectFrom('batches')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  const lines = await tx
    .selectFrom('proposals')
    .select(['batchId', 'state', 'initiativeTitle', sql<number>`count(*)`.as('n')])
    .where('personId', '=', personId)
    .groupBy(['batchId', 'state', 'initiativeTitle'])
    .execute()
  const byBatch = Map.groupBy(lines, ({ batchId }) => batchId)
  return batches
    .map(({ id, name, createdAt, skipped }) => {
      const own = byBatch.get(id) ?? []
      const count = (state: ProposalRow['state']) =>
        own.filter((row) => row.state === state).reduce((sum, { n }) => sum + n, 0)
      const initiatives = own
        .filter(({ state }) => state === 'waiting')
        .map(({ initiativeTitle, n }) => ({ title: initiativeTitle ?? '', lines: n }))
      return {
        id,
        name,
        createdAt,
        skipped,
        counts: { waiting: count('waiting'), approved: count('approved'), dismissed: count('dismissed') },
        initiatives: initiatives.sort((a, b) => b.lines - a.lines),
      }
    })
    .sort((a, b) => Number(b.counts.waiting > 0) - Number(a.counts.waiting > 0))
}

const countWaiting = async (tx: Handle, personId: string): Promise<number> =>
  (
    await tx
      .selectFrom('proposals')
      .select(sql<number>`count(*)`.as('n'))
      .where('personId', '=', personId)
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow()
  ).n

function placeAt(cursor: string) {
  const [batch, line, id] = readCursor(cursor, 3) as [string, string, string]
  if (Number.isNaN(Number(line))) throw noSuchPlace()
  return { batch, line: Number(line), id }
}
