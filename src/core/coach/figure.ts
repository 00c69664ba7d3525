import { clauseBefore, type Draft, type Line } from './line.ts'
import type { NameHit } from './names.ts'
import { nounAfter, nounBefore, nounOfClauseBefore } from './nouns.ts'
import type { MetricName } from './types.ts'
import { isMoney, isTime } from './units.ts'

/**
 * A figure found in a text before it is named and dated. `form` says which construction of coach specification 4.4 it is:
 * a share of a whole, a from–to pair, a multiple, a change by an amount, a level that was reached, a one-off gain, a saving,
 * a level merely stated, or no movement.
 */
export interface Figure {
  form: 'ratio' | 'pair' | 'multiple' | 'delta' | 'reached' | 'gain' | 'saving' | 'level' | 'flat'
  line: Line
  start: number
  end: number
  from: number | null
  to: number | null
  delta: number | null
  unit: string | null
  direction: 'up' | 'down' | 'flat' | null
  relative: boolean
  name: MetricName | null
  /** Noun from the text where no known name fits. */
  noun: string | null
  /** The verb says better or worse, not up or down. */
  judged?: 'better' | 'worse'
}

export const figureAt = (form: Figure['form'], line: Line, start: number, end: number): Figure => ({
  form,
  line,
  start,
  end,
  from: null,
  to: null,
  delta: null,
  unit: null,
  direction: null,
  relative: false,
  name: null,
  noun: null,
})

// “23 of 25 pilots converted” is about pilots
const isVerb = (written: string): boolean => /(?:[a-z]ed|converts?)$/i.test(written)

const filler = /^(?:[\s"'#]*(?:[\w'/&+-]+)?){0,5}$/
const nameBarrier = /,|[:—–(]|\b(?:but|while|with|by|from|after|since|when|because|and|than|so|where|which|that)\b/i

/** The known name that follows within three words, with nothing but fillers between. */
export function nameAfter(draft: Draft, line: Line, at: number, words = 3): NameHit | null {
  for (const hit of line.names) {
    if (hit.start < at || isVerb(draft.text.slice(hit.start, hit.end))) continue
    const gap = draft.text.slice(at, hit.start)
    if (gap.length > 40 || nameBarrier.test(gap) || /\d/.test(draft.masked.slice(at, hit.start)) || !filler.test(gap))
      return null
    return gap.trim() === '' || gap.trim().split(/\s+/).length <= words ? hit : null
  }
  return null
}

/** The nearest known name before a position in the same sentence. */
export function nameBefore(line: Line, at: number): NameHit | null {
  const before = line.names.filter((hit) => hit.end <= at)
  const last = before.at(-1) ?? null
  const head = before.at(-2)
  // “churn among annual customers” is about churn
  const belongs =
    last &&
    head &&
    (populations.has(last.entry.name) || last.entry.native !== head.entry.native) &&
    /^(?: [\w-]+)? (?:among|of|for|in|from|by|with|across) [\w' -]{0,24}$/i.test(
      line.text.slice(head.end - line.start, last.start - line.start),
    )
  return belongs ? head : last
}

const populations = new Set([
  'customers',
  'users',
  'accounts',
  'deals',
  'developers',
  'trials',
  'leads',
  'active users',
])

export const nearestAfter = (line: Line, at: number): NameHit | null =>
  line.names.find((hit) => hit.start >= at) ?? null

/** Names the figure: directly after for money, counts and ratios, otherwise before; then a noun of the text (coach specification 4.5). */
export function named(draft: Draft, figure: Figure, prefer: 'after' | 'before'): Figure {
  if (figure.name || figure.noun) return figure
  const { line } = figure
  const next = nameAfter(draft, line, figure.end)
  // “raised the list price by 8 % for new customers” is not about customers
  const after = next && prefer === 'before' && / for /.test(draft.text.slice(figure.end, next.start)) ? null : next
  const own = clauseName(draft, line, figure.start)
  const close = prefer === 'after' ? (after ?? own) : (own ?? after)
  if (close) return { ...figure, name: close.entry }
  const noun = nounNear(draft, figure, prefer)
  const far =
    nameBefore(line, figure.start) ?? (figure.form === 'gain' ? null : nearestAfterInClause(draft, line, figure.end))
  if (noun === null && far) return { ...figure, name: far.entry }
  return { ...figure, noun: noun ?? nounOfClauseBefore(draft.text, line, figure.start) }
}

function nounNear(draft: Draft, { line, start, end, unit }: Figure, prefer: 'after' | 'before'): string | null {
  const plain = !isMoney(unit) && !isTime(unit)
  const before = () => nounBefore(draft.text, line, start)
  const after = () => nounAfter(draft.text, line, end, plain)
  return prefer === 'after' ? (after() ?? before()) : (before() ?? (start === line.start ? after() : null))
}

function clauseName(draft: Draft, line: Line, at: number): NameHit | null {
  const clause = clauseBefore(draft, line, at)
  const hit = nameBefore(line, at)
  // “Sprint velocity: 54”, “renewals (81 % to 88 %)”: what stands before the mark is what follows it
  const reach = clause.trim() === '' ? 60 : clause.length
  return hit && hit.start >= at - reach ? hit : null
}

function nearestAfterInClause(draft: Draft, line: Line, at: number): NameHit | null {
  const hit = nearestAfter(line, at)
  if (!hit || hit.start - at > 60) return null
  return /[,;:—(]|\b(?:but|while|so|and|after|because|since|when)\b|\d/i.test(draft.text.slice(at, hit.start))
    ? null
    : hit
}

/** A name that cannot be measured in the unit gives way to a noun of the text: a CAC is no time, its payback is. */
export function fitting(draft: Draft, figure: Figure): Figure {
  if (!isTime(figure.unit) || figure.name?.native !== 'money') return figure
  return { ...figure, name: null, noun: nounBefore(draft.text, figure.line, figure.start) ?? 'time' }
}

export const isRateName = (name: MetricName | null): boolean => name?.native === '%'
export const isScoreName = (name: MetricName | null): boolean => name?.native === 'points'
export const isTimeName = (name: MetricName | null): boolean =>
  name !== null && (isTime(name.native ?? null) || /time|cycle|length|downtime/.test(name.name)) && name.polarity !== 1
