import { z } from 'zod'
import { missingIn } from '../../core/document/completeness.ts'
import { type Offered, offersOf } from '../../core/document/offers.ts'
import { itemKinds } from '../../core/evidence.ts'
import { Problem } from '../../core/problem.ts'
import { templateOf } from '../../platform/documents.ts'
import { day, id, size, text } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { DocumentRow } from '../../platform/schema.ts'
import { refuseClosedTo } from './closed.ts'
import { printedDocument } from './printed.ts'
import { answersOf, findDocument, type MadeRecord, partsOf, recordsMadeBy } from './queries.ts'
import { shownDocument } from './shown.ts'

const record = z.strictObject({
  offer: id.describe('Which offer of the document: “document.show” lists them.'),
  log: z.boolean().default(true).describe('Whether it is logged.'),
  text: text(100_000).optional().describe('In other words than those offered.'),
  kind: z.enum(itemKinds).optional().describe('Of another kind than offered.'),
  skills: z.array(id).max(3, 'at most three skills; the first is the main one').optional(),
  scope: id.optional().describe('The level whose size of work this was.'),
  size: size.optional().describe('Or: was it of the size of the level you aim at?'),
  happenedOn: day.optional().describe('The day it happened; today if left out and the document names none.'),
})
type Wanted = z.output<typeof record>

export const finishDocument = operation({
  name: 'document.finish',
  summary:
    'Finish a document and log the record it offers, with your skills and size of work. Say with “records” what is logged and how; a document that was finished before logs only what is new.',
  scope: 'write',
  input: z.strictObject({
    id,
    records: z
      .array(record)
      .max(20)
      .optional()
      .describe('What is logged of its offers, and how. Left out, each is logged as offered; an empty list logs none.'),
  }),
  async run(context, { id, records }) {
    const row = await findDocument(context.tx, context.personId, id)
    const template = templateOf(context.home.content, row)
    await refuseClosedTo(context, template)
    if (row.removedAt)
      throw new Problem('conflict', 'This document was removed. Restore it first; nothing was changed.', 'id')
    refuseUnfilled(missingIn(template, answersOf(row)))
    const offers = await offersIn(context, row)
    const wanted = wantedOf(offers, records)
    const made = await recordsMadeBy(context.tx, context.personId, id)
    const finished =
      row.state === 'finished'
        ? row
        : await context.records.update('documents', id, {
            state: 'finished',
            finishedOn: context.today,
            revision: row.revision + 1,
            changedAt: context.now,
          })
    const sentences: string[] = []
    for (const { offer, wish } of wanted) {
      const known = made.find((each) => each.offer === offer.id)
      if (known) await bringUpToDate(context, known, offer, records !== undefined)
      else sentences.push(await log(context, finished, offer, wish))
    }
    return { ...(await shownDocument(context, finished)), counts: sentences }
  },
  says: ({ kind, evidence, counts }) =>
    counts.length > 0
      ? `Finished. ${counts.join(' ')}`
      : `“${kind}” is finished.${evidence.length > 0 ? '' : ' Nothing was logged.'}`,
  prints: (answer) =>
    [
      `${answer.kind} is finished.`,
      ...answer.counts,
      ...answer.evidence.map(({ id, text }) => `  ${id}  ${text.split('\n')[0]!.slice(0, 70)}`),
      printedDocument(answer),
    ].join('\n'),
})

function refuseUnfilled(missing: ReturnType<typeof missingIn>): void {
  if (missing.length === 0) return
  const still = missing.map(({ label, says }) => `${label}${says ? ` (${says})` : ''}`)
  throw new Problem(
    'conflict',
    `Still to fill before it can be finished: ${still.join('; ')}. All that is written is kept.`,
    `fields.${missing[0]!.id}`,
  )
}

async function offersIn({ tx, personId, home, today }: Context, row: DocumentRow): Promise<Offered[]> {
  const template = templateOf(home.content, row)
  const parts = template.collects ? (await partsOf(tx, personId, row.id)).length : 0
  return offersOf(template, answersOf(row), { parts, today })
}

function wantedOf(offers: readonly Offered[], records: readonly Wanted[] | undefined) {
  if (!records) return offers.map((offer) => ({ offer, wish: undefined }))
  return records
    .filter(({ log }) => log)
    .map((wish) => {
      const offer = offers.find(({ id }) => id === wish.offer)
      if (!offer)
        throw new Problem(
          'invalid',
          `This document offers no record “${wish.offer}” as it stands${offers.length > 0 ? `; it offers: ${offers.map(({ id }) => id).join(', ')}` : ''}. Nothing was changed.`,
          'records',
        )
      return { offer, wish }
    })
}

/** One record, through the log’s own door, with the way back to the document. */
async function log(context: Context, document: DocumentRow, offer: Offered, wish: Wanted | undefined): Promise<string> {
  const { evidence, counts } = await context.call<{ evidence: { id: string }; counts: { sentence: string } }>(
    'evidence.capture',
    {
      text: wish?.text ?? offer.text,
      kind: offer.kind === null ? null : (wish?.kind ?? offer.kind),
      happenedOn: wish?.happenedOn ?? offer.happenedOn ?? context.today,
      ...(wish?.skills && { skills: wish.skills }),
      ...(wish?.scope ? { scope: wish.scope } : wish?.size ? { size: wish.size } : {}),
      ...(document.initiative && { initiative: document.initiative }),
      ...(offer.decision && { decision: offer.decision }),
      ...(offer.metrics.length > 0 && { metrics: offer.metrics }),
      ...(offer.problem && { problem: offer.problem }),
      ...(offer.next && { next: offer.next }),
      ...(offer.seenBy.length > 0 && { seenBy: offer.seenBy }),
    },
  )
  await context.records.insert('documentRecords', {
    id: context.newId(),
    documentId: document.id,
    evidenceId: evidence.id,
    offer: offer.id,
  })
  if (offer.confirm) await context.call('evidence.confirm', { id: evidence.id, ...offer.confirm, how: 'pasted' })
  return counts.sentence
}

/** A record that came of it before takes over what was read off since; its words and skills stay as its owner has them. */
async function bringUpToDate(context: Context, record: MadeRecord, offer: Offered, isAsked: boolean): Promise<void> {
  if (!isAsked || offer.metrics.length === 0) return
  await context.call('evidence.edit', { id: record.id, metrics: offer.metrics })
}
