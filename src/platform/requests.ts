import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { Problem } from '../core/problem.ts'
import { canonical } from './change-words.ts'
import type { Handle } from './database.ts'
import { send } from './server-connection.ts'

/** What makes a write that is sent twice one write. */
export interface Once {
  /** Chosen by the sender, another for each thing that is to be done. */
  key: string
  /** Other input under the same key is another request (a form that was filled in again), not a mistake of the sender. */
  perInput?: boolean
}

/** Most signs in a key. */
export const longestKey = 200

/** How long a sender may take to ask again: seven days, and until a thousand later requests. */
const kept = { days: 7, requests: 1000 }

/** The key as a sender gave it, or a refusal; undefined if none was given. */
export function keyFrom(text: string | undefined): string | undefined {
  if (text === undefined || (text.length <= longestKey && /^[\x21-\x7e]+$/.test(text))) return text
  throw new Problem(
    'invalid',
    `An Idempotency-Key is 1 to ${longestKey} letters, figures and signs without a space. Nothing was changed.`,
    'Idempotency-Key',
  )
}

/** A request under its key, as it is compared with the one before it. */
export interface Request {
  key: string
  operation: string
  /** SHA-256 of the input, without what is kept nowhere. */
  input: string
}

export function requestOf(
  { key, perInput }: Once,
  { name, secrets = [] }: { name: string; secrets?: readonly string[] },
  input: Record<string, unknown>,
): Request {
  const told = Object.fromEntries(Object.entries(input).filter(([field]) => !secrets.includes(field)))
  const hash = createHash('sha256').update(canonical(told)).digest('hex')
  // A space cannot be part of a key that was sent, so the two kinds never meet.
  return { key: perInput ? `${key} ${name} ${hash}` : key, operation: name, input: hash }
}

/** What was answered to the same request before, or null. Another request under its key is refused. */
export async function answeredBefore(
  tx: Handle,
  personId: string,
  { key, operation, input }: Request,
): Promise<{ answer: unknown; activity: string | null } | null> {
  const before = await tx
    .selectFrom('requests')
    .selectAll()
    .where('personId', '=', personId)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!before) return null
  if (before.operation !== operation || before.input !== input)
    throw new Problem(
      'conflict',
      `Another request was sent under this Idempotency-Key before, “${before.operation}”. Nothing was changed. Send this one under a key of its own.`,
      'Idempotency-Key',
    )
  return { answer: before.answer, activity: before.activity }
}

/** Keeps the answer for whoever asks again; in the transaction of the act, so that both are there or neither. */
export async function keepAnswer(
  tx: Handle,
  personId: string,
  request: Request,
  { answer, activity }: { answer: unknown; activity: string | null },
  now: string,
): Promise<void> {
  const last = tx
    .selectFrom('requests')
    .select(({ fn }) => fn.coalesce(fn.max('seq'), sql<number>`0`).as('seq'))
    .where('personId', '=', personId)
  const next = sql<number>`(${last}) + 1`
  await send(
    tx,
    tx
      .insertInto('requests')
      .values({ personId, seq: next, ...request, answer: JSON.stringify(answer ?? null), activity, at: now })
      .compile(),
  )
  const oldest = sql<number>`(${last}) - ${sql.lit(kept.requests)}`
  await send(
    tx,
    tx
      .deleteFrom('requests')
      .where('personId', '=', personId)
      .where((row) => row.or([row('seq', '<=', oldest), row('at', '<', daysBefore(now, kept.days))]))
      .compile(),
  )
}

/** Forgets all answers of a person. */
export const forgetAnswers = async (tx: Handle, personId: string): Promise<void> =>
  void (await tx.deleteFrom('requests').where('personId', '=', personId).execute())

const daysBefore = (instant: string, days: number): string =>
  new Date(Date.parse(instant) - days * 86_400_000).toISOString()
