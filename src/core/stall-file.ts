import { z } from 'zod'
import { itemKinds } from './evidence.ts'
import { type Stalls, stallIds } from './stall.ts'

// Apart from `stall.ts`, so that the page's script can match without carrying the schema library.

const words = z.string().trim().min(1)

/** The file of stalls, checked. */
export const stallFile: z.ZodType<Stalls> = z
  .strictObject({
    version: z.int().positive(),
    notKnown: z.strictObject({ text: words, ask: words }),
    stalls: z.array(
      z.strictObject({
        id: z.enum(stallIds),
        title: words,
        phrases: z.array(words).min(1),
        meaning: words,
        ask: words,
        remedy: words,
        hours: z.number().positive(),
        dueDays: z.int().positive(),
        evidence: z.enum(itemKinds),
      }),
    ),
  })
  .superRefine(({ stalls }, check) => {
    const taken = new Map<string, string>()
    stalls.forEach(({ id, phrases }, at) => {
      phrases.forEach((phrase, n) => {
        const owner = taken.get(phrase)
        if (owner)
          check.addIssue({ code: 'custom', path: ['stalls', at, 'phrases', n], message: `stands in “${owner}” too` })
        taken.set(phrase, id)
      })
    })
    for (const id of stallIds)
      if (stalls.filter((stall) => stall.id === id).length !== 1)
        check.addIssue({ code: 'custom', path: ['stalls'], message: `must hold “${id}” once` })
  })
