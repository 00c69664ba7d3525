import { type Answers, nameOf } from '../../core/document/answers.ts'
import type { Template } from '../../core/document/template.ts'
import { type Interview, interviewOf, type WinLoss, winLossOf } from '../../core/document/win-loss.ts'
import type { ItemKind } from '../../core/evidence.ts'
import { Problem } from '../../core/problem.ts'
import type { Handle } from '../../platform/database.ts'
import { templateOf } from '../../platform/documents.ts'
import type { DocumentRow } from '../../platform/schema.ts'

/** A document with its answers, or a refusal: another person’s is as if it did not exist. */
export async function findDocument(tx: Handle, personId: string, id: string): Promise<DocumentRow> {
  const row = await tx
    .selectFrom('documents')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('missing', 'There is no such document among yours.', 'id')
  return row
}

export const answersOf = ({ fieldsJson }: Pick<DocumentRow, 'fieldsJson'>): Answers => fieldsJson as Answers

/** The documents that belong to this one, in the order they were begun. */
export const partsOf = (tx: Handle, personId: string, whole: string): Promise<DocumentRow[]> =>
  tx
    .selectFrom('documents')
    .selectAll()
    .where('personId', '=', personId)
    .where('partOf', '=', whole)
    .where('removedAt', 'is', null)
    .orderBy('id')
    .limit(200)
    .execute()

/** What the interviews of a programme come to; null for any other document. */
export function winLossIn(content: string, template: Template, parts: readonly DocumentRow[]): WinLoss | null {
  if (template.worksOut !== 'win_loss') return null
  const interviews: Interview[] = parts.map((part) => interviewOf(answersOf(part), templateOf(content, part).tagging))
  return winLossOf(interviews)
}

export interface MadeRecord {
  id: string
  text: string
  kind: ItemKind | null
  offer: string
}

/** The records that came of a document and are still there. */
export async function recordsMadeBy(tx: Handle, personId: string, document: string): Promise<MadeRecord[]> {
  const made = await tx
    .selectFrom('documentRecords')
    .select(['evidenceId', 'offer'])
    .where('personId', '=', personId)
    .where('documentId', '=', document)
    .orderBy('id')
    .limit(50)
    .execute()
  if (made.length === 0) return []
  const rows = await tx
    .selectFrom('evidence')
    .select(['id', 'text', 'kind', 'removedAt'])
    .where('personId', '=', personId)
    .where(
      'id',
      'in',
      made.map(({ evidenceId }) => evidenceId),
    )
    .execute()
  return made.flatMap(({ evidenceId, offer }) => {
    const row = rows.find(({ id, removedAt }) => id === evidenceId && removedAt === null)
    return row ? [{ id: row.id, text: row.text, kind: row.kind, offer }] : []
  })
}

export async function initiativeTitle(tx: Handle, personId: string, id: string | null): Promise<string | null> {
  if (id === null) return null
  const row = await tx
    .selectFrom('initiatives')
    .select('title')
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.title ?? null
}

/** A document in a list. */
export interface Listed {
  id: string
  template: string
  /** What kind of document it is. */
  kind: string
  name: string
  state: DocumentRow['state']
  initiative: string | null
  partOf: string | null
  finishedOn: string | null
  changedAt: string
  removed: boolean
}

export function asListed(content: string, row: DocumentRow): Listed {
  const template = templateOf(content, row)
  const { id, state, initiative, partOf, finishedOn, changedAt, removedAt } = row
  return {
    id,
    template: row.template,
    kind: template.title,
    name: nameOf(template, answersOf(row), row.title),
    state,
    initiative,
    partOf,
    finishedOn,
    changedAt,
    removed: removedAt !== null,
  }
}
