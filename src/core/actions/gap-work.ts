import { z } from 'zod'
import { itemKinds } from '../evidence.ts'

const words = z.string().trim().min(1)

/** The file of work that closes gaps, checked. */
export const gapWorkFile = z
  .strictObject({
    format: z.literal('cairn.plans/1'),
    gap_work: z.array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be a short id: small letters, digits and underscores'),
        gap: z.record(words, words),
        when: words.optional(),
        text: words,
        hours: z.number().positive(),
        weeks: z.number().positive(),
        evidence: z.array(z.enum(itemKinds)).min(1),
      }),
    ),
  })
  .transform(({ gap_work }) => gap_work)

/** A piece of work and, by ladder, the skill it is for. */
export type GapWork = z.output<typeof gapWorkFile>[number]
