import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { checkLevel } from '../../core/framework.ts'
import { Problem } from '../../core/problem.ts'
import { foldName } from '../../core/rating.ts'
import { type Profile, profileOf } from '../../platform/career.ts'
import { day, id, text } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { ConfirmationRow } from '../../platform/schema.ts'
import { answersOf, type said as saidInput } from './input.ts'
import { findEvidence } from './queries.ts'

// What others say of a record: their words, and who they are.

export const confirmEvidence = operation({
  name: 'evidence.confirm',
  summary: 'Add another person’s words that a record is true: who, what they said, when, and how it reached you.',
  scope: 'write',
  input: z.strictObject({
    id: id.describe('The record.'),
    by: z.string().trim().min(1, 'say who').max(120).describe('Who confirms it.'),
    role: z.string().trim().max(120).optional().describe('What they do.'),
    words: text(4000).describe('What they wrote or said, in their words.'),
    on: day.optional().describe('The day they said it; today if left out.'),
    how: z
      .enum(['pasted', 'form', 'link'])
      .default('pasted')
      .describe('How it reached you. What you paste yourself is “pasted”.'),
    scopeSeen: id.nullable().optional().describe('The level of work they say they saw.'),
  }),
  async run(context, input) {
    const evidence = await findEvidence(context.tx, context.personId, input.id)
    if (evidence.removed)
      throw new Problem('conflict', 'This record was removed. Restore it first; nothing was changed.', 'id')
    const profile = await profileOf(context.tx, context.personId)
    const on = input.on ?? context.today
    refuseOwnWords(input, on, profile, context)
    await context.records.insert('confirmations', {
      id: context.newId(),
      evidenceId: input.id,
      by: input.by,
      role: input.role || null,
      words: input.words.trim(),
      on,
      how: input.how,
      scopeSeen: levelNamed(context, profile, input.scopeSeen, 'scopeSeen') ?? null,
    })
    return findEvidence(context.tx, context.personId, input.id)
  },
  says: ({ confirmations }) => `Kept the words of ${confirmations.at(-1)!.by}.`,
})

/** The words that came with a record that is just being written down: whose, and said on which day. Refused before anything is kept. */
export function wordsWith(
  said: z.output<typeof saidInput> | undefined,
  { text, happenedOn, profile, context }: { text: string; happenedOn: Day | null; profile: Profile; context: Context },
): Omit<ConfirmationRow, 'id' | 'personId' | 'evidenceId'> | null {
  if (!said || !answersOf(said)) return null
  const { by = '', role = '', words = '' } = said
  if (by === '')
    throw new Problem(
      'invalid',
      'Say whose words they are, or leave the rest of it out. Nothing was saved yet.',
      'said.by',
    )
  const on = said.on ?? happenedOn ?? context.today
  refuseOwnWords({ by }, on, profile, context, 'said.')
  return { by, role: role || null, words: words || text, on, how: 'pasted', scopeSeen: null }
}

function refuseOwnWords({ by }: { by: string }, on: Day, profile: Profile, { today }: Context, within = '') {
  if (on > today) throw new Problem('invalid', 'The day they said it lies ahead. Nothing was changed.', `${within}on`)
  if (isOwner(by, profile))
    throw new Problem(
      'invalid',
      'Your own word already stands in the record. Somebody else’s confirms it; nothing was changed.',
      `${within}by`,
    )
}

const isOwner = (name: string, profile: Profile): boolean =>
  ['me', 'myself', 'i', ...(profile.name ? [foldName(profile.name)] : [])].includes(foldName(name))

/** Who saw it besides the owner: a witness makes a record stronger, and nobody is their own. */
export function witnesses(names: string[], profile: Profile): string[] {
  const own = names.findIndex((name) => isOwner(name, profile))
  if (own === -1) return names
  throw new Problem('invalid', 'You saw it, of course. Name who else did; nothing was changed.', `seenBy.${own}`)
}

export function levelNamed<T extends string | null | undefined>(
  { frameworks }: Context,
  profile: Profile,
  level: T,
  field: string,
): T {
  if (!level) return level
  const framework = frameworks.find(({ id }) => id === profile.framework)
  if (!framework) throw new Problem('conflict', 'Choose your ladder first; levels belong to one.', field)
  checkLevel(framework, level, field)
  return level
}
