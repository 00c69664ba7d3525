/** One place in a text where a pattern holds. */
export interface Hit {
  start: number
  end: number
  text: string
  groups: readonly (string | undefined)[]
}

/** Counts the work of reading, so that a test can watch how it grows with the text instead of timing it. */
export const meter = { runs: 0, characters: 0, steps: 0 }

/** Every place where a global pattern holds, in text order. */
export function hitsOf(pattern: RegExp, text: string): Hit[] {
  meter.runs++
  meter.characters += text.length
  const hits: Hit[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    meter.runs++
    if (match[0] === '') pattern.lastIndex++
    else hits.push({ start: match.index, end: match.index + match[0].length, text: match[0], groups: match.slice(1) })
  }
  return hits
}

/** The first place where a pattern that is not global holds. */
export function firstHit(pattern: RegExp, text: string): Hit | null {
  meter.runs++
  meter.characters += text.length
  const match = pattern.exec(text)
  return match && { start: match.index, end: match.index + match[0].length, text: match[0], groups: match.slice(1) }
}

/** True if a pattern that is not global holds in the text. */
export function holds(pattern: RegExp, text: string): boolean {
  meter.runs++
  meter.characters += text.length
  return pattern.test(text)
}

/**
 * Alternatives matched as whole words; a hyphen or an apostrophe inside a word belongs to it. They are tried by first letter, because a list of
 * a hundred phrases is otherwise tried in full at every word.
 */
export const wholeWords = (alternatives: string, flags = 'gi'): RegExp =>
  new RegExp(`(?<![\\w]|\\w['-])(?:${byFirstLetter(splitTop(alternatives))})(?![\\w]|['-]\\w)`, flags)

function byFirstLetter(alternatives: readonly string[]): string {
  const buckets = new Map<string, string[]>()
  for (const one of alternatives) {
    const letter = /^[a-z](?![?*{])/.test(one) ? one[0]! : ''
    buckets.set(letter, [...(buckets.get(letter) ?? []), one])
  }
  return [...buckets]
    .map(([letter, group]) => (letter && group.length > 1 ? `(?=${letter})(?:${group.join('|')})` : group.join('|')))
    .join('|')
}

/** The alternatives of a pattern, without those inside brackets. */
function splitTop(pattern: string): string[] {
  const parts = ['']
  let depth = 0
  let inClass = false
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!
    if (character === '\\') {
      parts[parts.length - 1] += character + (pattern[++at] ?? '')
      continue
    }
    if (character === '[') inClass = true
    else if (character === ']') inClass = false
    else if (!inClass && character === '(') depth++
    else if (!inClass && character === ')') depth--
    if (character === '|' && depth === 0 && !inClass) parts.push('')
    else parts[parts.length - 1] += character
  }
  return parts
}

export const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end
