import { changeVerb } from './change-words.ts'
import { clauseBefore, type Draft, type Line } from './line.ts'
import type { NameHit } from './names.ts'
import { hitsOf } from './scan.ts'
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
    populations.has(last.entry.name) &&
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
  if (figure.name) return figure
  const { line } = figure
  const after = nameAfter(draft, line, figure.end)
  const before = clauseName(draft, line, figure.start) ?? nameBefore(line, figure.start)
  const hit = prefer === 'after' ? (after ?? before) : (before ?? after)
  const usable = hit ?? (figure.form === 'gain' ? null : nearestAfterInClause(draft, line, figure.end))
  if (usable) return { ...figure, name: usable.entry }
  return {
    ...figure,
    noun: prefer === 'after' ? (nounAfter(draft, figure) ?? nounBefore(draft, figure)) : nounBefore(draft, figure),
  }
}

function clauseName(draft: Draft, line: Line, at: number): NameHit | null {
  const start = at - clauseBefore(draft, line, at).length
  const hit = nameBefore(line, at)
  return hit && hit.start >= start ? hit : null
}

function nearestAfterInClause(draft: Draft, line: Line, at: number): NameHit | null {
  const hit = nearestAfter(line, at)
  if (!hit || hit.start - at > 60) return null
  return /[,;:—(]|\b(?:but|while|so|and|after|because|since|when)\b|\d/i.test(draft.text.slice(at, hit.start))
    ? null
    : hit
}

const determiners =
  /^(?:the|a|an|our|my|their|his|her|its|this|that|these|those|average|avg|mean|median|total|overall|all|number|share|of|#|monthly|weekly|daily|new|more|and|also|then|for|to|in|on|with|by|at|from|is|are|was|were|has|have|had|been|now|today|it|we|i|they|he|she|you|there|still|only|just|already|up|down|went|so|which|who|not|numbers?|figures?|results?|things?|something|hope|see|case|target)$/i

/** “60 % of prospects” is about prospects, “9 of 20 partners” about partners. */
function nounAfter(draft: Draft, figure: Figure): string | null {
  const match = /^ ?(?:of )?((?:[a-z][\w'-]*\s?){1,5})/i.exec(
    draft.text.slice(figure.end, Math.min(figure.line.end, figure.end + 60)),
  )
  if (!match) return null
  const words = match[1]!
    .trim()
    .split(/\s+/)
    .filter((word) => !determiners.test(word))
  const plural = words.findIndex((word) => /[a-z]{2,}s$/i.test(word) && !/(?:ss|us|is)$/i.test(word))
  const noun =
    plural >= 0 && plural < 3 ? words[plural] : isMoney(figure.unit) || isTime(figure.unit) ? undefined : words[0]
  return noun ? noun.toLowerCase() : null
}

/** The noun phrase right before the number, or the subject or object of its verb. */
function nounBefore(draft: Draft, figure: Figure): string | null {
  const lead = draft.text.slice(Math.max(figure.line.start, figure.start - 80), figure.start)
  const clause = lead.slice(
    Math.max(0, ...[...lead.matchAll(/[,;:—(] ?(?=\S)/g)].map((hit) => hit.index + hit[0].length)),
  )
  const verbs = hitsOf(changeVerb, clause)
  const verb = verbs.at(-1)
  const object = verb ? clause.slice(verb.end) : clause
  const subject = verb ? clause.slice(0, verb.start) : ''
  return lastWords(object) ?? lastWords(subject)
}

function lastWords(phrase: string): string | null {
  const head = phrase.split(/\b(?:in|on|for|from|by|at|per|with|among|to)\b/i)[0] ?? ''
  const words = head.replace(/^.*# of /, '').match(/[A-Za-z][\w'/-]*/g) ?? []
  const noun: string[] = []
  for (let i = words.length - 1; i >= 0 && noun.length < 2; i--) {
    if (determiners.test(words[i]!) || /^(?:up|down|\w+ed|by)$/i.test(words[i]!)) {
      if (noun.length > 0) break
      continue
    }
    noun.unshift(words[i]!.toLowerCase())
  }
  return noun.length > 0 ? noun.join(' ') : null
}

/** A name that cannot be measured in the unit gives way to a noun of the text: a CAC is no time, its payback is. */
export function fitting(draft: Draft, figure: Figure): Figure {
  if (!isTime(figure.unit) || figure.name?.native !== 'money') return figure
  return { ...figure, name: null, noun: nounBefore(draft, figure) ?? 'time' }
}

export const isRateName = (name: MetricName | null): boolean => name?.native === '%'
export const isScoreName = (name: MetricName | null): boolean => name?.native === 'points'
export const isTimeName = (name: MetricName | null): boolean =>
  name !== null && (isTime(name.native ?? null) || /time|cycle|length|downtime/.test(name.name)) && name.polarity !== 1
