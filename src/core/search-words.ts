/** How a text is split for finding: the same when it is written down and when it is looked for, on every engine. */

/** Runs of letters and digits in small letters without their accents. No sign that an engine could take for an operator is left. */
export const wordsIn = (text: string): string[] =>
  (folded(text).match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    word.length > longest ? word.slice(0, longest).toWellFormed() : word,
  )

// No engine needs more to tell words apart, and one of them refuses what is very long.
const longest = 64

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** All letters and digits as one word: an id or a name as a mark. */
export const asOneWord = (text: string): string => wordsIn(text).join('')

/**
 * How words may begin that are kin to this one, the word itself included: “launched” and “launching” begin with “launch”. A single
 * letter is looked for as it is, since half of all words begin with it.
 */
export function beginnings(word: string): string[] {
  if (/^[a-z0-9]$/.test(word)) return []
  const stem = withoutEnding(word)
  return word.startsWith(stem) ? [stem] : [word, stem]
}

/** Light: what is left is long enough to mean the same. */
function withoutEnding(word: string): string {
  if (word.length < 5) return word
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`
  const one = word.replace(/(ss|sh|ch|x|z)es$/, '$1').replace(/([^sui])s$/, '$1')
  if (/.{4}ation$/.test(one)) return one.slice(0, -3)
  const root = one.replace(/(?:ing|(?<!e)ed)$/, '')
  if (root === one || root.length < 4) return one
  return root.replace(/([bdgmnprt])\1$/, '$1')
}
