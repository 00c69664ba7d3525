/**
 * What a refusal is about. Surfaces translate it: HTTP status, exit code, tool error.
 * `invalid` the input is wrong · `missing` no such record · `conflict` the state does not allow it ·
 * `closed` this door is shut for this caller · `too_large` beyond a limit · `unavailable` the machine said no (disk, file).
 */
export type ProblemCode = 'invalid' | 'missing' | 'conflict' | 'closed' | 'too_large' | 'unavailable'

/** A refusal that the person can act on: says what happened and what to do. Nothing was changed. */
export class Problem extends Error {
  override readonly name = 'Problem'

  readonly code: ProblemCode
  /** The input field the refusal is about, as a dotted path (`decision.choice`). */
  readonly field: string | undefined

  constructor(code: ProblemCode, message: string, field?: string) {
    super(message)
    this.code = code
    this.field = field
  }
}
