import { sql } from 'kysely'
import type { Handle } from './database.ts'
import { engineOf } from './engine.ts'
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
        .columns(['personId', 'recordId'])
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

// Split into words here, so that both engines index the same ones.
const together = (...parts: (string | null | undefined)[]) => wordsIn(parts.filter(Boolean).join(' ')).join(' ')

/** Ids of the person's records that hold every word of the query, best first. The last word may be unfinished. */
export async function findWords(
  tx: Handle,
  personId: string,
  query: string,
  limit: number,
): Promise<{ id: string; type: 'evidence' | 'initiative' }[]> {
  const words = wordsIn(query).slice(0, most)
  if (words.length === 0) return []
  const found =
    engineOf(tx) === 'sqlite'
      ? sql`search_words w join search_documents d on d.n = w.rowid
          where search_words match ${forFile(words)} and d.person_id = ${personId} order by w.rank, d.n desc`
      : sql`search_documents d, to_tsquery('cairn_words', ${forServer(words)}) q
          where d.words @@ q and d.person_id = ${personId} order by ts_rank(d.words, q) desc, d.n desc`
  const { rows } = await sql<{ id: string; type: 'evidence' | 'initiative' }>`
    select d.record_id as id, d.type as type from ${found} limit ${limit}`.execute(tx)
  return rows.map(({ id, type }) => ({ id, type }))
}

/** The same as a condition on a record's id, for lists that have an order of their own. */
export const holdsWords = (tx: Handle, personId: string, query: string) => {
  const words = wordsIn(query).slice(0, most)
  if (words.length === 0) return sql<boolean>`1 = 1`
  return engineOf(tx) === 'sqlite'
    ? sql<boolean>`id in (select d.record_id from search_words w join search_documents d on d.n = w.rowid
        where search_words match ${forFile(words)} and d.person_id = ${personId})`
    : sql<boolean>`id in (select d.record_id from search_documents d
        where d.words @@ to_tsquery('cairn_words', ${forServer(words)}) and d.person_id = ${personId})`
}

// More words than this narrow a search no further.
const most = 20

/** Runs of letters and digits without their accents. No sign that an engine could take for an operator is left. */
const wordsIn = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

const forFile = (words: string[]) => words.map((word, i) => `"${word}"${i === words.length - 1 ? '*' : ''}`).join(' ')

const forServer = (words: string[]) =>
  words.map((word, i) => `${word}${i === words.length - 1 ? ':*' : ''}`).join(' & ')
