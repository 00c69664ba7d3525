import { sql } from 'kysely'
import type { Handle } from './database.ts'
import type { EvidenceRow, InitiativeRow, RecordTable } from './schema.ts'

/** Keeps what can be found by its words in step with the record. Removed records cannot be found. */
export async function keepWords(
  tx: Handle,
  table: RecordTable,
  row: object & { id: string; personId: string },
): Promise<void> {
  const words = wordsOf(table, row)
  if (!words) return
  if ((row as { removedAt?: string | null }).removedAt) return forgetWords(tx, row.personId, row.id)
  await tx
    .insertInto('searchDocuments')
    .values({ recordId: row.id, personId: row.personId, ...words })
    .onConflict((conflict) =>
      conflict
        .column('recordId')
        .doUpdateSet({ body: words.body })
        .where('searchDocuments.personId', '=', row.personId),
    )
    .execute()
}

export async function forgetWords(tx: Handle, personId: string, recordId: string): Promise<void> {
  await tx.deleteFrom('searchDocuments').where('recordId', '=', recordId).where('personId', '=', personId).execute()
}

function wordsOf(table: RecordTable, row: object): { type: 'evidence' | 'initiative'; body: string } | null {
  if (table === 'evidence') {
    const evidence = row as EvidenceRow
    const { decision } = evidence
    return {
      type: 'evidence',
      body: together(
        evidence.text,
        evidence.problem,
        evidence.next,
        evidence.myPart,
        evidence.othersPart,
        decision?.choice,
        decision?.because,
        ...(decision?.options ?? []),
        ...(decision?.notChosen ?? []),
        ...evidence.seenBy,
        ...evidence.creditedBy,
        ...evidence.metrics.map((metric) => metric.name),
      ),
    }
  }
  if (table === 'initiatives') {
    const initiative = row as InitiativeRow
    return {
      type: 'initiative',
      body: together(
        initiative.title,
        initiative.problem,
        initiative.why,
        initiative.userChange,
        initiative.requestedBy,
      ),
    }
  }
  return null
}

const together = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join('\n')

/** Ids of the person's records that hold every word of the query, best first. The last word may be unfinished. */
export async function findWords(
  tx: Handle,
  personId: string,
  query: string,
  limit: number,
): Promise<{ id: string; type: 'evidence' | 'initiative' }[]> {
  const match = asMatch(query)
  if (!match) return []
  const { rows } = await sql<{ id: string; type: 'evidence' | 'initiative' }>`
    select d.record_id as id, d.type as type from search_words w join search_documents d on d.n = w.rowid
    where search_words match ${match} and d.person_id = ${personId} order by w.rank, d.n desc limit ${limit}`.execute(
    tx,
  )
  return rows.map(({ id, type }) => ({ id, type }))
}

/** The same as a condition on a record's id, for lists that have an order of their own. */
export const holdsWords = (personId: string, query: string) => {
  const match = asMatch(query)
  return match
    ? sql<boolean>`id in (select d.record_id from search_words w join search_documents d on d.n = w.rowid
        where search_words match ${match} and d.person_id = ${personId})`
    : sql<boolean>`1 = 1`
}

// Every word is quoted, so that nothing a person types is read as an operator of the search engine.
function asMatch(query: string): string | null {
  const words = query.normalize('NFC').match(/[\p{L}\p{N}]+/gu)
  return words
    ? words
        .slice(0, 20)
        .map((word, i, all) => (i === all.length - 1 ? `"${word}"*` : `"${word}"`))
        .join(' ')
    : null
}
