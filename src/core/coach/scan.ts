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
  for (const match of text.matchAll(pattern)) {
    meter.runs++
    if (match[0] === '') continue
    hits.push({ start: match.index, end: match.index + match[0].length, text: match[0], groups: match.slice(1) })
  }
  return hits
}

export function firstHit(pattern: RegExp, text: string): Hit | null {
  meter.runs++
  meter.characters += text.length
  const at = pattern.global ? new RegExp(pattern.source, pattern.flags.replace('g', '')) : pattern
  const match = at.exec(text)
  return match && { start: match.index, end: match.index + match[0].length, text: match[0], groups: match.slice(1) }
}

/** True if a pattern that is not global holds in the text. */
export function holds(pattern: RegExp, text: string): boolean {
  meter.runs++
  meter.characters += text.length
  return pattern.test(text)
}

/** Alternatives matched as whole words; a hyphen or an apostrophe inside a word belongs to it. */
export const wholeWords = (alternatives: string, flags = 'gi'): RegExp =>
  new RegExp(`(?<![\\w]|\\w['-])(?:${alternatives})(?![\\w]|['-]\\w)`, flags)

export const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end
