import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { revisitDay } from '../../core/decision-revisit.ts'
import { aligned, facts, listed, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { evidenceOf } from '../../platform/all-evidence.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import { day, id, optionalText, type Paged, page } from '../../platform/fields.ts'
import { initiativeTitles } from '../../platform/initiatives.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { RevisitRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'

/** A decision with what it was chosen over, and when it is looked at again. */
export interface DecisionTold {
  /** The record that holds it. */
  id: string
  text: string
  happenedOn: Day | null
  initiative: string | null
  initiativeTitle: string | null
  decision: StoredEvidence['decision']
  revisitOn: Day | null
  revisits: Omit<RevisitRow, 'personId'>[]
}

export const listDecisions = operation({
  name: 'decision.list',
  summary:
    'List your decisions, newest first: what was chosen over what, why, what will be measured, and when each is looked at again.',
  scope: 'read',
  input: z.strictObject({
    initiative: id.optional().describe('Of one initiative.'),
    due: z.boolean().optional().describe('Only those whose day to be looked at again has come, the earliest first.'),
    ...page,
  }),
  async run(context, { initiative, due, limit, cursor }) {
    if (due) return { items: await dueDecisions(context, limit), next: null }
    const { items, next } = await context.call<Paged<StoredEvidence>>('evidence.list', {
      kind: 'decision',
      initiative,
      limit,
      cursor,
    })
    return { items: await told(context, items), next }
  },
  prints: ({ items, next }) =>
    listed(
      items.map(printedDecision),
      'No decisions here. Log one: cairn evidence capture --text "Decided …" --kind decision --decision.choice "…" --decision.not-chosen "…"',
      next,
    ),
})

export const revisitDecision = operation({
  name: 'decision.revisit',
  summary: 'Say whether a decision still stands, why, and when to look at it once more.',
  scope: 'write',
  input: z.strictObject({
    id: id.describe('The record that holds the decision.'),
    stands: z.boolean().describe('Whether you would decide the same today.'),
    because: optionalText(1000).describe('What you see now that you did not see then.'),
    againOn: day.nullable().optional().describe('When to look at it once more.'),
    on: day.optional().describe('The day you looked; today if left out.'),
  }),
  async run(context, { id, stands, because = null, againOn = null, on = context.today }) {
    const record = await context.call<StoredEvidence>('evidence.show', { id })
    if (record.removed)
      throw new Problem('conflict', 'This record was removed. Restore it first; nothing was changed.', 'id')
    if (record.kind !== 'decision')
      throw new Problem('invalid', 'This record is not a decision. Nothing was changed.', 'id')
    if (on > context.today) throw new Problem('invalid', 'The day you looked lies ahead. Nothing was changed.', 'on')
    if (againOn && againOn <= on)
      throw new Problem('invalid', 'The next look has to come after this one. Nothing was changed.', 'againOn')
    await context.records.insert('revisits', {
      id: context.newId(),
      evidenceId: id,
      on,
      stands,
      because,
      againOn,
      createdAt: context.now,
    })
    return (await told(context, [record]))[0]!
  },
  says: ({ revisits, revisitOn }) =>
    [
      revisits.at(-1)!.stands
        ? 'Kept: it still stands.'
        : 'Kept: it no longer stands. Log what you decide instead, so that the change is yours too.',
      revisitOn && `Today asks again on ${dayWords(revisitOn)}.`,
    ]
      .filter(Boolean)
      .join(' '),
})

/** Decisions whose day has come, the earliest first. */
async function dueDecisions(context: Context, limit: number): Promise<DecisionTold[]> {
  const { tx, personId, today } = context
  const decisions = (await evidenceOf(tx, personId, today)).filter(({ kind }) => kind === 'decision')
  const revisits = Map.groupBy(
    await tx.selectFrom('revisits').selectAll().where('personId', '=', personId).execute(),
    ({ evidenceId }) => evidenceId,
  )
  const due = decisions.flatMap((record) => {
    const on = revisitDay(record.decision, revisits.get(record.id) ?? [])
    return on !== null && on <= today ? [{ record, on }] : []
  })
  due.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.record.id < b.record.id ? -1 : 1))
  return told(
    context,
    due.slice(0, limit).map(({ record }) => record),
  )
}

async function told({ tx, personId }: Context, records: readonly StoredEvidence[]): Promise<DecisionTold[]> {
  if (records.length === 0) return []
  const rows = await tx
    .selectFrom('revisits')
    .selectAll()
    .where('personId', '=', personId)
    .where(
      'evidenceId',
      'in',
      records.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()
  const revisits = Map.groupBy(rows, ({ evidenceId }) => evidenceId)
  const titles = await initiativeTitles(
    { tx, personId },
    records.flatMap(({ initiative }) => initiative ?? []),
  )
  return records.map(({ id, text, happenedOn, initiative, decision }) => ({
    id,
    text,
    happenedOn,
    initiative,
    initiativeTitle: (initiative && titles.get(initiative)) || null,
    decision,
    revisitOn: revisitDay(decision, revisits.get(id) ?? []),
    revisits: (revisits.get(id) ?? [])
      .map(({ personId: _, ...revisit }) => revisit)
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
  }))
}

function printedDecision({
  id,
  text,
  happenedOn,
  initiativeTitle,
  decision,
  revisitOn,
  revisits,
}: DecisionTold): string {
  const last = revisits.at(-1)
  const rows: [string, string | null | undefined][] = [
    ['Options', decision?.options?.join('; ')],
    ['Chosen', decision?.choice],
    ['Because', decision?.because],
    ['Not chosen', decision?.notChosen?.join('; ')],
    ['Measured by', decision?.measure],
    ['Looked at', last && facts([dayWords(last.on), last.stands ? 'still stands' : 'no longer stands', last.because])],
    ['Look again', revisitOn && dayWords(revisitOn)],
    ['Id', id],
  ]
  return [
    wrapped(facts([happenedOn && dayWords(happenedOn), initiativeTitle, text.split('\n', 1)[0]])),
    aligned(
      rows.flatMap(([name, value]) => (value ? [[name, value]] : [])),
      '  ',
    ),
  ].join('\n')
}
