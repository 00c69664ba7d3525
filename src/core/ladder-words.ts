/** The statements of an anchor: each stands on a line of its own. */
export const statementsOf = (anchor: string | null | undefined): string[] =>
  (anchor ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Equal for texts that say the same in the same words, whatever their case, spaces and last sign. */
export const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’]/g, "'")
    .replace(/[^\p{L}\p{N}'+#%]+/gu, ' ')
    .trim()

/** How alike two texts are by their words, from 0 to 1. */
export function alike(a: string, b: string): number {
  const [one, other] = [wordsIn(a), wordsIn(b)]
  if (one.size === 0 || other.size === 0) return 0
  let shared = 0
  for (const word of one) if (other.has(word)) shared++
  return (2 * shared) / (one.size + other.size)
}

const wordsIn = (text: string): Set<string> => new Set(folded(text).split(' ').filter(Boolean))

/** A stretch of words that both texts have, or only the one before or the one after. */
export interface Stretch {
  in: 'both' | 'before' | 'after'
  text: string
}

/** The two texts as one, word by word: what stayed, what went, what came. Long texts are shown whole, one after the other. */
export function wordChanges(before: string, after: string): Stretch[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  if (a.length * b.length > mostPairs) return [piece('before', a), piece('after', b)]
  const lengths = commonLengths(a, b)
  const stretches: Stretch[] = []
  const put = (kind: Stretch['in'], word: string): void => {
    const last = stretches.at(-1)
    if (last?.in === kind) last.text += ` ${word}`
    else stretches.push({ in: kind, text: word })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put('both', a[i++]!)
      j++
    } else if (j >= b.length || (i < a.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) put('before', a[i++]!)
    else put('after', b[j++]!)
  }
  return stretches
}

const mostPairs = 90_000

const piece = (kind: Stretch['in'], words: readonly string[]): Stretch => ({ in: kind, text: words.join(' ') })

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean)

/** lengths[i][j]: most words that the rest of `a` from i and the rest of `b` from j have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
  return lengths
}
