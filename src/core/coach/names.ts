import { metricNames, plainNames } from './lexicon.ts'
import { hitsOf, wholeWords } from './scan.ts'
import type { MetricName } from './types.ts'

/** A known metric name where it stands in the text. */
export interface NameHit {
  start: number
  end: number
  entry: MetricName
}

interface Compiled {
  entry: MetricName
  pattern: RegExp
}

const builtIn: readonly Compiled[] = metricNames.map(compile)

const plain: readonly Compiled[] = plainNames.map((entry) => compile({ ...entry, name: '' }))

/** Known names in text order; where several overlap the longest stays. A person's own names come before ours. */
export function namesIn(text: string, own: readonly (string | MetricName)[] = []): NameHit[] {
  const found: NameHit[] = []
  for (const { entry, pattern } of [...own.map((name) => compile(entryOf(name))), ...builtIn]) {
    for (const hit of hitsOf(pattern, text))
      if (!sourceAfter.test(text.slice(hit.end, hit.end + 14))) found.push({ start: hit.start, end: hit.end, entry })
  }
  for (const { entry, pattern } of plain) {
    for (const hit of hitsOf(pattern, text))
      found.push({ start: hit.start, end: hit.end, entry: { ...entry, name: hit.text.toLowerCase() } })
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: NameHit[] = []
  for (const hit of found) {
    const last = kept.at(-1)
    if (!last || hit.start >= last.end) kept.push(hit)
    else if (hit.end - hit.start > last.end - last.start) kept[kept.length - 1] = hit
  }
  return kept
}

// “2 of 37 churn interviews” counts interviews, and a retention dashboard has no retention of its own.
const sourceAfter = /^[ -](?:interviews?|calls?|surveys?|reports?|dashboards?|stud(?:y|ies))\b/i

function compile(entry: MetricName): Compiled {
  // “time-to-hire” and “time to hire” are one name
  return { entry, pattern: wholeWords(entry.pattern.replace(/(?<=\w) (?=\w)/g, '[ -]')) }
}

const entryOf = (name: string | MetricName): MetricName =>
  typeof name === 'string' ? { name: name.toLowerCase(), pattern: literally(name.trim()), polarity: 0 } : name

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&').replace(/\s+/g, '\\s+')
