import type { FlagId, Metric } from './types.ts'

/**
 * The text with room for the answer to a question: the person’s own words, and blanks (`__`) where only the person knows. Nothing is
 * filled in for them; of what stands there at most the full stop at the end goes. Issue 4, “rewrite help without inventing”.
 */
export function rewriteOf(text: string, flag: FlagId, metrics: readonly Metric[] = []): string {
  const unnamed = metrics.find(({ name, unit }) => name === null && (unit === null || unit === 'count'))
  if (flag === 'no_unit' && unnamed) {
    const [, end] = unnamed.span
    return `${text.slice(0, end)} __${text.slice(end)}`
  }
  const words = text.trimEnd()
  const addition = flag === 'no_baseline' ? beforeOf(metrics) : additions[flag]
  if (/^[,;]/.test(addition)) return `${words.replace(/[.;,:]+$/, '')}${addition}`
  return `${/[.!?…]["”’)]?$/.test(words) ? words : `${words}.`} ${addition}`
}

/** Whether a blank is still open. `__init__` and a `__word__` in Markdown are none. */
export const holdsBlank = (text: string): boolean => blank.test(text)

/** Where the first open blank stands, as a range of characters; null if none is open. */
export function firstBlank(text: string): [start: number, end: number] | null {
  const at = text.search(blank)
  return at < 0 ? null : [at, at + 2]
}

const blank = /(?<![\p{L}\p{N}_])__(?![\p{L}\p{N}_])/u

/** What was said of a level or a change, as the pair it comes from. */
function beforeOf(metrics: readonly Metric[]): string {
  const told = metrics.find(({ from, name }) => from === null && name !== null)
  return told ? `That took ${told.name} from __ to __.` : 'Before, it was __.'
}

const additions: Record<Exclude<FlagId, 'no_baseline'>, string> = {
  unfinished: 'Done on __: __ went from __ to __.',
  vanity_metric: ', which led __ to do __ (before: __).',
  output_only_verbs: 'Since then __ went from __ to __ for __.',
  no_outcome: 'That took __ from __ to __ for __.',
  no_unit: 'Counted in __.',
  no_reason: ', because __.',
  no_followup: ', so I __.',
  no_owner: 'My part: I __.',
  passive_voice_ownership: 'My part: I __.',
  hedge: 'My part: I __.',
  no_time_window: ', over __.',
  business_link_missing: ', which took __ from __ to __ for the business.',
  no_tradeoff: ', and gave up __ for it.',
}
