import type { ConversationKind } from '../../core/discovery.ts'
import { isSpoken } from '../../core/discovery.ts'
import { nameOf } from '../../core/document/answers.ts'
import { currentOf, type Template } from '../../core/document/template.ts'
import { templateOf, templatesIn } from '../../platform/documents.ts'
import type { View } from '../../platform/page.ts'
import type { Initiative } from './pages-edit.tsx'

/** What stands beside an initiative's chain: who was heard about it, and what was written for it. */
export interface Around {
  /** Conversations in which somebody was spoken with, and surveys and support cases. */
  heard: number
  read: number
  latest: { id: string; who: string; on: string; learned: string | null }[]
  documents: { id: string; name: string; kind: string; isDraft: boolean }[]
  /** Begun nowhere yet, and of use now. */
  offered: Pick<Template, 'id' | 'title'> | null
}

const mostConversations = 3
const mostDocuments = 6

export async function aroundOf({ tx, personId, home }: View, initiative: Initiative): Promise<Around> {
  const { id } = initiative
  const kinds = await tx
    .selectFrom('conversations')
    .select(['kind', ({ fn }) => fn.countAll<number>().as('n')])
    .where('personId', '=', personId)
    .where('initiative', '=', id)
    .groupBy('kind')
    .execute()
  const countOf = (spoken: boolean) =>
    kinds.filter(({ kind }) => isSpoken(kind as ConversationKind) === spoken).reduce((sum, { n }) => sum + Number(n), 0)
  const latest = await tx
    .selectFrom('conversations')
    .select(['id', 'who', 'on', 'learned'])
    .where('personId', '=', personId)
    .where('initiative', '=', id)
    .orderBy('on', 'desc')
    .orderBy('id', 'desc')
    .limit(mostConversations)
    .execute()
  const rows = await tx
    .selectFrom('documents')
    .selectAll()
    .where('personId', '=', personId)
    .where('initiative', '=', id)
    .where('removedAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(mostDocuments)
    .execute()
  const fitting = fittingNow(initiative)
  return {
    heard: countOf(true),
    read: countOf(false),
    latest,
    documents: rows.map((row) => {
      const template = templateOf(home.content, row)
      const name = nameOf(template, row.fieldsJson as Parameters<typeof nameOf>[1], row.title)
      return { id: row.id, name, kind: template.title, isDraft: row.state === 'draft' }
    }),
    offered:
      fitting && !rows.some(({ template }) => template === fitting)
        ? currentOf(templatesIn(home.content), fitting)
        : null,
  }
}

/** The working document that this point of the work asks for. */
function fittingNow({ launchedOn, stoppedOn, declinedBecause }: Initiative): string | null {
  if (stoppedOn !== null || declinedBecause !== null) return null
  return launchedOn === null ? 'alignment_note' : 'post_launch_review'
}
