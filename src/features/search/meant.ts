import { oneEditAway, shorter } from '../../core/search-typo.ts'
import type { Handle } from '../../platform/database.ts'
import { findWords, knownWords } from '../../platform/search.ts'
import { anything, type Found, type Sought } from '../../platform/search-asked.ts'

/** A word that stands nowhere, and the one that is shown for it. */
export interface Instead {
  asked: string
  shown: string
}

interface Meant {
  sought: Sought
  instead: Instead[]
  found: Found[]
}

/**
 * The same search with every word that stands nowhere replaced by what may have been meant, and the best of what that finds: a word
 * of the person's own that is one letter away, else one that begins the same. Null where there is no such word, or where all words
 * stand somewhere.
 */
export async function meantBy(tx: Handle, personId: string, sought: Sought, limit: number): Promise<Meant | null> {
  const { words: asked, phrases } = sought
  const instead: Instead[] = []
  const words: string[] = []
  let alone: Found[] | null = null
  for (const word of asked) {
    if (await standsSomewhere(tx, personId, word, sought)) {
      words.push(word)
      continue
    }
    const other = await likely(tx, personId, word, sought, limit)
    if (!other) return null
    words.push(other.word)
    instead.push({ asked: word, shown: other.whole ? other.word : `${other.word}…` })
    alone = other.found
  }
  if (instead.length === 0) return null
  const meant = { ...sought, words }
  // Of a single word, what it finds is known by now.
  const found =
    alone && asked.length === 1 && phrases.length === 0 ? alone : await findWords(tx, personId, meant, limit)
  return { sought: meant, instead, found }
}

async function standsSomewhere(tx: Handle, personId: string, word: string, { noMarks, ...sought }: Sought) {
  const { words, phrases, without, marks, since, until } = sought
  const isAll = words.length === 1 && [phrases, without, marks].every((other) => other.length === 0) && !since && !until
  // Nothing is found by all of it.
  if (isAll) return false
  return (await findWords(tx, personId, { ...anything, words: [word], noMarks }, 1)).length > 0
}

interface Known {
  word: string
  whole: boolean
}

interface Likely extends Known {
  found: Found[]
}

/** The word of which most is found by the same filters. */
async function likely(
  tx: Handle,
  personId: string,
  word: string,
  sought: Sought,
  limit: number,
): Promise<Likely | null> {
  const [nearby, cut] = [oneEditAway(word), shorter(word)]
  const known = await knownWords(tx, personId, [...new Set([...nearby, ...cut])])
  const among = (words: readonly string[]) => known.filter(({ word }) => words.includes(word))
  const near = among(nearby)
  const whole = near.filter(({ whole }) => whole)
  // Of the shorter ones, the longest says most.
  const longest = among(cut).toSorted((a, b) => b.word.length - a.word.length)
  for (const some of [whole, near, longest]) {
    const best = await mostFound(tx, personId, some.slice(0, mostTried), sought, limit)
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
  limit: number,
): Promise<Likely | null> {
  let best: Likely | null = null
  const many = ({ found }: Likely) => Math.min(found.length, enough)
  for (const known of candidates) {
    const alone = { ...sought, words: [known.word], phrases: [] }
    const one = { ...known, found: await findWords(tx, personId, alone, Math.max(limit, enough)) }
    if (many(one) > (best ? many(best) : 0)) best = one
  }
  return best
}

const enough = 10
