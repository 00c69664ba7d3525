import { oneEditAway, shorter } from '../../core/search-typo.ts'
import type { Handle } from '../../platform/database.ts'
import { anything, findWords, knownWords, type Sought } from '../../platform/search.ts'

/** A word that stands nowhere, and the one that is shown for it. */
export interface Instead {
  asked: string
  shown: string
}

/**
 * The same search with every word that stands nowhere replaced by what may have been meant: a word of the person's own that is one
 * letter away, else one that begins the same. Null where there is no such word, or where all words stand somewhere.
 */
export async function meantBy(
  tx: Handle,
  personId: string,
  sought: Sought,
): Promise<{ sought: Sought; instead: Instead[] } | null> {
  const instead: Instead[] = []
  const words: string[] = []
  for (const word of sought.words) {
    const alone = { ...anything, words: [word], noMarks: sought.noMarks }
    if ((await findWords(tx, personId, alone, 1)).length > 0) {
      words.push(word)
      continue
    }
    const other = await likely(tx, personId, word, sought)
    if (!other) return null
    words.push(other.word)
    instead.push({ asked: word, shown: other.whole ? other.word : `${other.word}…` })
  }
  return instead.length > 0 ? { sought: { ...sought, words }, instead } : null
}

interface Known {
  word: string
  whole: boolean
}

/** The word of which most is found by the same filters. */
async function likely(tx: Handle, personId: string, word: string, sought: Sought): Promise<Known | null> {
  const near = await knownWords(tx, personId, oneEditAway(word))
  const whole = near.filter(({ whole }) => whole)
  const cut = await knownWords(tx, personId, shorter(word))
  // Of the shorter ones, the longest says most.
  const longest = cut.toSorted((a, b) => b.word.length - a.word.length)
  for (const some of [whole, near, longest]) {
    const best = await mostFound(tx, personId, some.slice(0, mostTried), sought)
    if (best) return best
  }
  return null
}

const mostTried = 5

async function mostFound(
  tx: Handle,
  personId: string,
  candidates: readonly Known[],
  sought: Sought,
): Promise<Known | null> {
  let best: { known: Known; found: number } | null = null
  for (const known of candidates) {
    const found = (await findWords(tx, personId, { ...sought, words: [known.word], phrases: [] }, enough)).length
    if (found > (best?.found ?? 0)) best = { known, found }
  }
  return best?.known ?? null
}

const enough = 10
