import { z } from 'zod'
import { itemKindOf } from '../../core/coach/coach.ts'
import { describeMetric } from '../../core/coach/describe.ts'
import { itemKinds } from '../../core/evidence.ts'
import type { Framework } from '../../core/framework.ts'
import { facts, listed, skillName, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { day, id, page, text } from '../../platform/fields.ts'
import { knownToCoach } from '../../platform/known-to-coach.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { ProposalRow } from '../../platform/schema.ts'
import { dayWords, kindWord } from '../../ui/parts.tsx'
import { isClosedPeople } from './becoming.ts'
import { carriedOver } from './carried.ts'
import { filters } from './filters.ts'
import { listProposals } from './queries.ts'
import { asProposal, becomingWords, isAsSuggested, longestLine, type Proposal, readLine } from './reading.ts'

export const listInbox = operation({
  name: 'inbox.list',
  summary: 'List what waits for your yes or no, with the coach’s reading of each line.',
  scope: 'read',
  input: z.strictObject({
    ...filters,
    state: z.enum(['waiting', 'approved', 'dismissed']).default('waiting'),
    ...page,
  }),
  async run(context, asked) {
    const { tx, personId, today } = context
    const coachKnows = await knownToCoach(context)
    const withoutContacts = await isClosedPeople(context)
    const { items, ...found } = await listProposals(tx, personId, { ...asked, withoutContacts })
    const rows = asked.state === 'waiting' ? await carriedOver(context, items) : items
    return { items: rows.map((row) => asProposal(row, coachKnows, today)), ...found }
  },
  prints: ({ items, next }, frameworks) =>
    listed(
      items.map((line) => printed(line, frameworks)),
      'Nothing waits here. Bring in notes: cairn inbox import notes.md',
      next,
    ),
})

export const editProposal = operation({
  name: 'inbox.edit',
  summary: 'Change a proposal before you approve it.',
  scope: 'write',
  input: z.strictObject({
    id,
    text: text(longestLine).optional(),
    kind: z.enum(itemKinds).nullable().optional(),
    happenedOn: day.nullable().optional(),
    skills: z.array(id).max(3, 'at most three skills').optional(),
    scope: id.nullable().optional().describe('The level whose size of work this was.'),
    initiative: z.string().trim().max(200).nullable().optional().describe('The initiative it belongs to, by its name.'),
  }),
  async run(context, { id, ...input }) {
    const before = await waiting(context, id)
    const coachKnows = await knownToCoach(context)
    const text = input.text?.trim()
    const reread =
      text && text !== before.text && before.kindSource === 'coach' && !before.becomes
        ? readLine(text, before.happenedOn ?? context.today, coachKnows)
        : null
    const row = await context.records.update('proposals', id, {
      text,
      ...(reread && { kind: itemKindOf(reread.kind) }),
      ...(input.kind !== undefined && { kind: input.kind, kindSource: 'user' as const }),
      ...(input.happenedOn !== undefined && {
        happenedOn: input.happenedOn,
        dateSource: input.happenedOn ? ('user' as const) : null,
      }),
      ...(input.skills && !isAsSuggested(before, input.skills, coachKnows, context.today) && { skills: input.skills }),
      scope: input.scope,
      ...(input.initiative !== undefined && { initiativeTitle: input.initiative || null }),
    })
    const [now] = await carriedOver(context, [row as ProposalRow])
    return asProposal(now!, coachKnows, context.today)
  },
})

const printed = (line: Proposal, frameworks: readonly Framework[]): string =>
  [
    facts([
      line.happenedOn ? dayWords(line.happenedOn) : 'no date yet',
      line.becomes ? becomingWords[line.becomes] : kindWord(line.kind),
      line.details?.who,
      line.initiative && `for ${line.initiative}`,
    ]),
    wrapped(line.text, '  '),
    line.becomes
      ? wrapped(line.details?.sign ? `because ${line.details.sign}` : '', '  ')
      : wrapped(
          facts([
            ...line.reading.metrics.map(describeMetric),
            ...line.skills.map((skill) => skillName(frameworks, skill)),
          ]),
          '  ',
        ),
    `  ${line.id}`,
  ]
    .filter((row) => row.trim() !== '')
    .join('\n')

/** A proposal that waits, or a refusal. */
export async function waiting({ records }: Context, id: string): Promise<ProposalRow> {
  const found = (await records.find('proposals', id)) as ProposalRow | null
  if (!found) throw new Problem('missing', 'There is no such proposal in your inbox.', 'id')
  if (found.state !== 'waiting')
    throw new Problem('conflict', `This proposal was already ${found.state}. Nothing was changed.`, 'id')
  return found
}
