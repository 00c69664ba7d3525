import type { Choosing } from './choosing.ts'
import { idsOf } from './ids.ts'
import { inOrder } from './level-order.ts'
import { titlesOf } from './level-title.ts'
import { type Found, gathered, labelWithTitles, type Mention, trackIn } from './levels-found.ts'
import type { Part } from './part.ts'
import { sameAs } from './plain.ts'
import type { DraftLevel, DraftTrack } from './types.ts'

/** The levels of one ladder, lowest first, and which of them each mention is about. */
export interface Levels {
  levels: DraftLevel[]
  /** Ids by label, in the form of `sameAs`. Several where a label names several, such as “L4 and above”. */
  idsOf(part: Part): string[]
}

export function levelsOf(mentions: readonly Mention[], ladder: string, choosing: Choosing): Levels {
  const { found, several } = gathered(mentions, ladder, choosing)
  const ordered = inOrder(found, ladder, choosing)
  const tracks = tracksOf(ordered, ladder, choosing)
  const titles = titlesOf(ordered)
  const ids = idsOf(
    titles.map(({ title }) => title),
    'level',
  )
  const levels = ordered.map(
    (level, n): DraftLevel => ({
      id: ids[n]!,
      title: titles[n]!.title,
      also: titles[n]!.also,
      track: tracks[n]!,
      next: [],
      scope: '',
      line: level.line,
    }),
  )
  linkUp(levels, ordered, ladder, choosing)
  const sorted = [
    ...levels.filter(({ track }) => track !== 'people'),
    ...levels.filter(({ track }) => track === 'people'),
  ]
  const byLabel = new Map<string, string[]>(
    ordered.flatMap(({ labels }, n) => [...labels].map((label) => [label, [ids[n]!]] as [string, string[]])),
  )
  for (const [label, parts] of several) {
    const reached = parts(levels, byLabel)
    byLabel.set(label, reached)
  }
  return {
    levels: sorted,
    idsOf: (part) => byLabel.get(labelWithTitles(part)) ?? byLabel.get(sameAs(part.label)) ?? [],
  }
}

/** Those who lead people, if anybody does; where a title leaves it open, it is asked. */
function tracksOf(levels: readonly Found[], ladder: string, choosing: Choosing): DraftTrack[] {
  const own = levels.map(trackIn)
  if (!own.includes('people')) return levels.map((level) => (level.track === 'ic' ? 'ic' : 'shared'))
  const lowest = Math.min(...levels.map((level, n) => (own[n] === 'people' ? (level.rank ?? 100) : 100)))
  return levels.map((level, n) => {
    const assumed = own[n] ?? 'ic'
    const isOpen = own[n] === null && (level.rank === null || level.rank >= Math.min(36, lowest))
    if (!isOpen) return assumed
    return choosing.ask({
      id: `${ladder}-track-${sameAs(level.titles[0]!).replaceAll(' ', '-')}`,
      about: 'track',
      ladder,
      question: `Does “${level.titles[0]}” lead people?`,
      because: 'The title alone does not say.',
      assumed,
      options: [
        { key: 'ic', label: 'No, it is on the individual track' },
        { key: 'people', label: 'Yes, it is on the people track' },
      ],
      lines: [level.line],
    }) as DraftTrack
  })
}

/** Each level leads to the next one on its track; where the track of people leaders begins is asked. */
function linkUp(levels: DraftLevel[], found: readonly Found[], ladder: string, choosing: Choosing): void {
  const single = levels.filter(({ track }) => track !== 'people')
  const people = levels.filter(({ track }) => track === 'people')
  for (const track of [single, people])
    track.slice(1).forEach((level, n) => {
      track[n]!.next.push(level.id)
    })
  const [first] = people
  if (!first || single.length === 0) return
  const height = (level: DraftLevel): number | null => found[levels.indexOf(level)]!.rank
  const start = height(first)
  const below = single.filter((level) => start !== null && height(level) !== null && height(level)! < start)
  const assumed =
    start === null || single.some((level) => height(level) === null) ? 'none' : (below.at(-1)?.id ?? 'none')
  const from = choosing.ask({
    id: `${ladder}-branch`,
    about: 'branch',
    ladder,
    question: `From which level does the way lead to ${first.title}?`,
    because: 'The text has a track for people leaders and does not say where it begins.',
    assumed,
    options: [
      ...single.map(({ id, title }) => ({ key: id, label: title })),
      { key: 'none', label: 'From none: the two do not map to each other' },
    ],
    lines: [first.line],
  })
  single.find(({ id }) => id === from)?.next.push(first.id)
}
