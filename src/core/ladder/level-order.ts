import type { Choosing } from './choosing.ts'
import { nameIn } from './level-title.ts'
import { type Found, trackIn } from './levels-found.ts'

/** Lowest first. Numbers and words decide; where they are silent or contradict each other the order of the text is asked about. */
export function inOrder(found: readonly Found[], ladder: string, choosing: Choosing): Found[] {
  const tracks = [
    found.filter((level) => trackIn(level) !== 'people'),
    found.filter((level) => trackIn(level) === 'people'),
  ]
  const heights = new Map(tracks.flatMap((track) => heightsOf(track)))
  const falls = pairs(found, heights).filter((step) => step < 0).length
  const rises = pairs(found, heights).filter((step) => step > 0).length
  const written = falls > rises ? [...found].reverse() : [...found]
  const isKnown =
    found.length > 0 && found.every((level) => heights.get(level) !== null && heights.get(level) !== undefined)
  const assumed = isKnown ? sortedBy(written, heights) : mended(written, heights)
  if ((isKnown && (falls === 0 || rises === 0)) || found.length < 2) return assumed
  const key = choosing.ask({
    id: `${ladder}-order`,
    about: 'order',
    ladder,
    question: 'In which order do the levels follow each other, lowest first?',
    because: isKnown
      ? 'The text names them in another order than their titles suggest.'
      : 'Not every title says how senior it is.',
    assumed: 'titles',
    options: [
      { key: 'titles', label: assumed.map(nameIn).join(' → ') },
      { key: 'text', label: `As in the text: ${found.map(nameIn).join(' → ')}` },
      {
        key: 'reversed',
        label: `The other way round: ${[...found].reverse().map(nameIn).join(' → ')}`,
      },
    ],
    lines: found.map(({ line }) => line),
  })
  return key === 'text' ? [...found] : key === 'reversed' ? [...found].reverse() : assumed
}

/** How high levels of one track stand: by number if all have one, else by their words. */
function heightsOf(levels: readonly Found[]): [Found, number | null][] {
  const numbers = levels.map(({ number, codes, rank }) => (codes.size > 0 || rank === null ? number : null))
  const byNumber = numbers.every((number) => number !== null) && new Set(numbers).size === levels.length
  return levels.map((level, n) => [
    level,
    byNumber ? numbers[n]! + (trackIn(level) === 'people' ? 100 : 0) : level.rank,
  ])
}

function pairs(found: readonly Found[], heights: ReadonlyMap<Found, number | null>): number[] {
  return found.slice(1).flatMap((level, n) => {
    const [below, here] = [heights.get(found[n]!), heights.get(level)]
    if (below === null || below === undefined || here === null || here === undefined) return []
    return (trackIn(level) === 'people') !== (trackIn(found[n]!) === 'people') ? [] : [Math.sign(here - below)]
  })
}

const sortedBy = (found: readonly Found[], heights: ReadonlyMap<Found, number | null>): Found[] =>
  [...found].sort((a, b) => (heights.get(a) ?? 0) - (heights.get(b) ?? 0))

/** Levels whose words say how high they stand in that order; the others stay after the one they follow in the text. */
function mended(found: readonly Found[], heights: ReadonlyMap<Found, number | null>): Found[] {
  const known = sortedBy(
    found.filter((level) => (heights.get(level) ?? null) !== null),
    heights,
  )
  const order = [...known]
  found.forEach((level, n) => {
    if (order.includes(level)) return
    const before = found.slice(0, n).findLast((other) => order.includes(other))
    order.splice(before ? order.indexOf(before) + 1 : 0, 0, level)
  })
  return order
}
