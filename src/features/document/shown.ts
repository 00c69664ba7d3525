import { type Answers, nameOf } from '../../core/document/answers.ts'
import { longParts, type MissingField, missingIn, wordCount } from '../../core/document/completeness.ts'
import { type LaunchRule, launchSizeOf } from '../../core/document/launch-size.ts'
import { outlineMarkdown } from '../../core/document/markdown.ts'
import { type Offered, offersAhead, offersOf } from '../../core/document/offers.ts'
import { type Ordered, orderOf } from '../../core/document/order.ts'
import { blocksOf, type Outline } from '../../core/document/outline.ts'
import type { Template } from '../../core/document/template.ts'
import type { WinLoss } from '../../core/document/win-loss.ts'
import { templateOf } from '../../platform/documents.ts'
import type { Context } from '../../platform/operation.ts'
import type { DocumentRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'
import { privateTo } from './closed.ts'
import {
  answersOf,
  asListed,
  initiativeTitle,
  type Listed,
  type MadeRecord,
  partsOf,
  recordsMadeBy,
  winLossIn,
} from './queries.ts'

/** A document with all there is to say of it. */
export interface ShownDocument extends Listed {
  title: string | null
  templateVersion: number
  fields: Answers
  revision: number
  createdAt: string
  initiativeTitle: string | null
  /** What has to be filled before it can be finished. */
  missing: MissingField[]
  words: number
  /** What is longer than it reads well. */
  long: { field: string | null; says: string }[]
  /** The records it offers and that are not kept yet; none is kept before its owner says so. */
  offers: Offered[]
  /** What would make more of it. */
  ahead: string[]
  /** The records that came of it. */
  evidence: MadeRecord[]
  parts: Listed[]
  winLoss: WinLoss | null
  launchSize: LaunchRule | null
  order: Ordered[] | null
  markdown: string
}

type Reader = Pick<Context, 'tx' | 'personId' | 'today' | 'home' | 'via'>

export async function shownDocument(context: Reader, row: DocumentRow): Promise<ShownDocument> {
  const { tx, personId, today, home } = context
  const template = templateOf(home.content, row)
  const answers = (await privateTo(context)) ? withoutPrivate(template, answersOf(row)) : answersOf(row)
  const parts = template.collects ? await partsOf(tx, personId, row.id) : []
  const winLoss = winLossIn(home.content, template, parts)
  const around = { parts: parts.length, today }
  const evidence = await recordsMadeBy(tx, personId, row.id)
  const title = await initiativeTitle(tx, personId, row.initiative)
  return {
    ...asListed(home.content, row),
    title: row.title,
    templateVersion: row.templateVersion,
    fields: answers,
    revision: row.revision,
    createdAt: row.createdAt,
    initiativeTitle: title,
    missing: missingIn(template, answers),
    words: wordCount(answers),
    long: longParts(template, answers),
    offers: offersOf(template, answers, around),
    ahead: offersAhead(template, answers, around),
    evidence,
    parts: parts.map((part) => asListed(home.content, part)),
    winLoss,
    launchSize: template.worksOut === 'launch_size' ? launchSizeOf(template, answers) : null,
    order: template.worksOut === 'order' ? orderOf(answers) : null,
    markdown: outlineMarkdown(outlineOf({ row, template, answers, winLoss, initiative: title, withPrivate: true })),
  }
}

const withoutPrivate = (template: Template, answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).filter(([id]) => !template.fields.some((field) => field.id === id && field.private)),
  )

/** A document as its exports show it. */
export const outlineOf = ({
  row,
  template,
  answers,
  winLoss,
  initiative,
  withPrivate,
}: {
  row: DocumentRow
  template: Template
  answers: Answers
  winLoss: WinLoss | null
  initiative: string | null
  withPrivate: boolean
}): Outline => {
  const name = nameOf(template, answers, row.title)
  const day = row.finishedOn ?? row.changedAt.slice(0, 10)
  return {
    title: name,
    about: [
      ...(name === template.title ? [] : [template.title]),
      ...(initiative ? [initiative] : []),
      `${row.state === 'draft' ? 'Draft of ' : ''}${dayWords(day)}`,
    ],
    blocks: blocksOf({ template, answers, winLoss, withPrivate }),
  }
}
