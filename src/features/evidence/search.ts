import { z } from 'zod'
import { facts, listed, wrapped } from '../../core/printed.ts'
import type { Handle } from '../../platform/database.ts'
import { operation } from '../../platform/operation.ts'
import { findWords } from '../../platform/search.ts'
import { dayWords } from '../../ui/parts.tsx'

export const findAnything = operation({
  name: 'search.find',
  summary: 'Find records and initiatives by their words, best first.',
  scope: 'read',
  input: z.strictObject({
    query: z.string().max(500).describe('Words to look for.'),
    limit: z.number().int().min(1).max(100).default(20),
  }),
  async run({ tx, personId }, { query, limit }) {
    const found = await findWords(tx, personId, query, limit)
    const titles = await titlesOf(
      tx,
      personId,
      found.map(({ id }) => id),
    )
    return { items: found.map((hit) => ({ ...hit, ...titles.get(hit.id) })), next: null }
  },
  prints: ({ items }) =>
    listed(
      items.map(({ id, type, title = '', on }) =>
        [
          facts([on ? dayWords(on) : 'no date yet', type === 'initiative' && 'initiative']),
          wrapped(title, '  '),
          `  ${id}`,
        ].join('\n'),
      ),
      'Nothing holds these words.',
    ),
})

async function titlesOf(
  tx: Handle,
  personId: string,
  ids: string[],
): Promise<Map<string, { title: string; on: string | null }>> {
  if (ids.length === 0) return new Map()
  const evidence = await tx
    .selectFrom('evidence')
    .select(['id', 'text', 'happenedOn'])
    .where('personId', '=', personId)
    .where('id', 'in', ids)
    .execute()
  const initiatives = await tx
    .selectFrom('initiatives')
    .select(['id', 'title', 'startedOn'])
    .where('personId', '=', personId)
    .where('id', 'in', ids)
    .execute()
  return new Map([
    ...evidence.map(({ id, text, happenedOn }) => [id, { title: text, on: happenedOn }] as const),
    ...initiatives.map(({ id, title, startedOn }) => [id, { title, on: startedOn }] as const),
  ])
}
