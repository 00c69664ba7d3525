import type { ItemKind } from '../../core/evidence.ts'
import { Problem } from '../../core/problem.ts'
import { type StoredEvidence, withTheirConfirmations } from '../../platform/career.ts'
import { newestFirst } from '../../platform/cursor.ts'
import type { Handle } from '../../platform/database.ts'
import type { Paged } from '../../platform/fields.ts'
import { listHasFilled, listHolds } from '../../platform/json.ts'
import { holdsWords } from '../../platform/search.ts'

export interface Filters {
  query?: string
  kind?: ItemKind | 'note'
  skill?: string
  initiative?: string
  from?: string
  to?: string
  measured?: boolean
  confirmed?: boolean
  removed?: boolean
  limit: number
  cursor?: string
}

/** The person's records that match, newest first, a page at a time. */
export async function listEvidence(tx: Handle, personId: string, filters: Filters): Promise<Paged<StoredEvidence>> {
  let query = tx
    .selectFrom('evidence')
    .selectAll()
    .where('personId', '=', personId)
    .where('removedAt', filters.removed ? 'is not' : 'is', null)
  if (filters.query) query = query.where(await holdsWords(tx, personId, filters.query))
  if (filters.kind === 'note') query = query.where('kind', 'is', null)
  else if (filters.kind) query = query.where('kind', '=', filters.kind)
  if (filters.skill) query = query.where(listHolds(tx, 'evidence.skills', filters.skill))
  if (filters.initiative) query = query.where('initiative', '=', filters.initiative)
  if (filters.from) query = query.where('listedOn', '>=', filters.from)
  if (filters.to) query = query.where('listedOn', '<=', filters.to)
  if (filters.measured !== undefined) {
    // One number of the record was read before and after.
    const isMeasured = listHasFilled(tx, 'evidence.metrics', 'from', 'to')
    query = query.where(({ not }) => (filters.measured ? isMeasured : not(isMeasured)))
  }
  if (filters.confirmed !== undefined)
    query = query.where(({ exists, not, selectFrom }) => {
      const has = exists(
        selectFrom('confirmations')
          .select('confirmations.id')
          .whereRef('confirmations.evidenceId', '=', 'evidence.id')
          .where('confirmations.personId', '=', personId),
      )
      return filters.confirmed ? has : not(has)
    })
  const { rows, next } = await newestFirst(query, 'listedOn', filters)
  return {
    items: await withTheirConfirmations(tx, personId, rows),
    next,
  }
}

/** One record, also a removed one; a refusal if it is not the person's. */
export async function findEvidence(tx: Handle, personId: string, id: string): Promise<StoredEvidence> {
  const row = await tx
    .selectFrom('evidence')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('missing', 'There is no such record among yours. It may have been in another file.', 'id')
  return (await withTheirConfirmations(tx, personId, [row]))[0]!
}

export const attachmentsOf = (tx: Handle, personId: string, evidenceId: string) =>
  tx
    .selectFrom('attachments')
    .select(['id', 'name', 'type', 'size', 'sha256', 'createdAt'])
    .where('personId', '=', personId)
    .where('evidenceId', '=', evidenceId)
    .orderBy('id')
    .execute()
