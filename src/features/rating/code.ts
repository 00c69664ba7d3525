import { randomBytes } from 'node:crypto'
import { Problem } from '../../core/problem.ts'
import type { SignedCode } from '../../core/rating-answer.ts'

// An answer is signed with the key that its own form carries. That shows that it was made with this form and arrived as it was made. It
// does not show who pressed the keys: whoever has the form, the owner included, can answer it.

export const newKey = (): string => randomBytes(32).toString('base64url')

/** Refuses a code that was not made with this key, or was changed since. */
export async function checkSignature({ signed, signature }: SignedCode, key: string, rater: string): Promise<void> {
  const hmac = await crypto.subtle.importKey(
    'raw',
    Buffer.from(key, 'base64url'),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
  const fits = await crypto.subtle.verify('HMAC', hmac, Buffer.from(signature, 'base64url'), Buffer.from(signed))
  if (fits) return
  throw new Problem(
    'invalid',
    `This answer was not made with the form for ${rater}, or was changed on its way. Nothing was kept. Ask them to make it again and to send the file.`,
    'text',
  )
}

export const payloadText = ({ payload }: SignedCode): string => Buffer.from(payload, 'base64url').toString('utf8')
