import { z } from 'zod'
import { operation } from '../src/platform/operation.ts'

/** An operation that stays closed to assistants until the person opens its group by name. */
export const secret = operation({
  name: 'secret.show',
  summary: 'Show what is said about people.',
  scope: 'read',
  closed: 'people',
  input: z.strictObject({}),
  run: async () => ({ said: 'private' }),
})
