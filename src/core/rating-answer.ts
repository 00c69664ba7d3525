import { z } from 'zod'
import { isDay } from './day.ts'
import { Problem } from './problem.ts'

/** What the page for a rater hands back, before it is signed: short names, for it may be pasted by hand. */
export const formAnswer = z.strictObject({
  /** The request it answers. */
  request: z.string().max(80),
  on: z.string().refine(isDay),
  does: z.enum(['rates', 'in person', 'withdraws']),
  ratings: z
    .array(
      z.strictObject({
        skill: z.string().max(80),
        value: z.number().nullable(),
        because: z.string().max(2000).nullable(),
      }),
    )
    .max(26)
    .refine((ratings) => new Set(ratings.map(({ skill }) => skill)).size === ratings.length),
})

export type FormAnswer = z.infer<typeof formAnswer>

/** A code as it was pasted: what was signed, and the signature, both base64url. */
export interface SignedCode {
  signed: string
  payload: string
  signature: string
}

export const codeMark = 'cairn1.'

/**
 * The code in a text, however mail programs have quoted and broken it; null if there is none. Refuses one that has lost its end.
 */
export function codeIn(text: string): SignedCode | null {
  const at = text.lastIndexOf(codeMark)
  if (at < 0) return null
  const joined = text.slice(at).replaceAll(/=\r?\n|[\s>|\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
  const found = /^cairn1\.([\w-]+)\.([\w-]{43})/.exec(joined)
  if (!found)
    throw new Problem(
      'invalid',
      'This code is not whole: a part of it was lost when it was copied. Copy all of it, or choose the file. Nothing was kept.',
      'text',
    )
  const [, payload, signature] = found as unknown as [string, string, string]
  return { signed: codeMark + payload, payload, signature }
}

/** What a signed payload says. Only for one whose signature fits: whatever else it is, it was made by the page. */
export function answerIn(payloadText: string): FormAnswer {
  const answer = formAnswer.safeParse(asJson(payloadText))
  if (!answer.success) throw strangeAnswer()
  return answer.data
}

/** The request a payload names, read before its signature can be checked. */
export function requestNamedIn(payloadText: string): string {
  const named = z.looseObject({ request: z.string() }).safeParse(asJson(payloadText))
  if (!named.success) throw strangeAnswer()
  return named.data.request
}

const strangeAnswer = () =>
  new Problem(
    'invalid',
    'This is not an answer as the page of a request makes it. Ask for it again; nothing was kept.',
    'text',
  )

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
