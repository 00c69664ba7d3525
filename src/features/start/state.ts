import type { Context } from '../../platform/operation.ts'
import { readStart, type StartState, type StartStep } from '../../platform/start.ts'

/** Keeps what `edit` makes of the first ten minutes so far. */
export async function changeStart(
  { tx, personId, records }: Context,
  edit: (start: StartState) => StartState,
): Promise<void> {
  const valueJson = { ...edit(await readStart(tx, personId)) }
  await records.put('starts', { valueJson })
}

/** A step is done, passed over, or open: never two of them. */
export const withStep = (start: StartState, step: StartStep, as: 'done' | 'skipped' | 'open'): StartState => ({
  ...start,
  done: as === 'done' ? [...new Set([...start.done, step])] : start.done.filter((other) => other !== step),
  skipped: as === 'skipped' ? [...new Set([...start.skipped, step])] : start.skipped.filter((other) => other !== step),
})
