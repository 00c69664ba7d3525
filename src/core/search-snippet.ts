import { beginnings, wordsIn } from './search-words.ts'

/** A stretch of a text; `hit` where it is what was looked for. */
export interface Piece {
  text: string
  hit: boolean
}

/** The part of a text that holds most of what was looked for, in one line of about so many signs, with each hit apart. */
export function snippetOf(text: string, sought: readonly string[], most = 200): Piece[] {
  const line = text.replace(/\s+/g, ' ').trim()
  const hits = hitsIn(line, sought)
  const [from, to] = windowOf(line, hits, most)
  const pieces: Piece[] = []
  const add = (piece: string, hit: boolean) => {
    if (piece !== '') pieces.push({ text: piece, hit })
  }
  let at = from
  if (from > 0) add('… ', false)
  for (const hit of hits.filter(({ start, end }) => start >= from && end <= to)) {
    add(line.slice(at, hit.start), false)
    add(line.slice(hit.start, hit.end), true)
    at = hit.end
  }
  add(line.slice(at, to), false)
  if (to < line.length) add(' …', false)
  return pieces
}

/** The snippet as plain text. */
export const plainSnippet = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('')

interface Hit {
  start: number
  end: number
}

function hitsIn(line: string, sought: readonly string[]): Hit[] {
  const starts = [...new Set(sought.flatMap((word) => [word, ...beginnings(word)]))]
  if (starts.length === 0) return []
  return [...line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].flatMap(({ 0: word, index }) => {
    const folded = wordsIn(word)
    const isHit = folded.some((part) =>
      starts.some((start) => (beginnings(start).length === 0 ? part === start : part.startsWith(start))),
    )
    return isHit ? [{ start: index, end: index + word.length }] : []
  })
}

/** Where the line is cut: between words, around the first place that holds as many hits as any. */
function windowOf(line: string, hits: readonly Hit[], most: number): [from: number, to: number] {
  if (line.length <= most) return [0, line.length]
  const lead = Math.floor(most / 4)
  const near = hits.slice(0, mostHits)
  const held = ({ start }: Hit) => near.filter((hit) => hit.start >= start && hit.end <= start - lead + most).length
  const best = near.reduce<Hit | null>((found, hit) => (found && held(found) >= held(hit) ? found : hit), null)
  const wanted = Math.max(0, Math.min((best?.start ?? 0) - lead, line.length - most))
  const from = wanted === 0 ? 0 : nextWord(line, wanted, best?.start ?? 0)
  const end = Math.min(line.length, from + most)
  const space = line.lastIndexOf(' ', end)
  if (end < line.length && space > (best?.end ?? from)) return [from, space]
  // Never through the middle of a sign that has two parts.
  return [from, /[\uDC00-\uDFFF]/.test(line[end] ?? '') ? end - 1 : end]
}

// Of a long document, its first hits say enough.
const mostHits = 100

function nextWord(line: string, at: number, before: number): number {
  if (line[at - 1] === ' ') return at
  const space = line.indexOf(' ', at)
  return space < 0 || space + 1 > before ? at : space + 1
}
