import type { Choosing } from './choosing.ts'
import { idsOf } from './ids.ts'
import { type LevelName, levelName, titleWithoutCodes } from './level-name.ts'
import type { Part } from './part.ts'
import { sameAs } from './plain.ts'
import type { DraftLevel, DraftTrack } from './types.ts'
import { trackOf } from './words.ts'

/** A place in the text that names a level. */
export interface Mention {
  part: Part
  /** The track of the section it stands in, if that names one. */
  track: 'ic' | 'people' | null
}

/** The levels of one ladder, lowest first, and which of them each mention is about. */
export interface Levels {
  levels: DraftLevel[]
  /** Ids by label, in the form of `sameAs`. Several where a label names several, such as “L4 and above”. */
  idsOf(part: Part): string[]
}

interface Found {
  labels: Set<string>
  names: LevelName[]
  titles: string[]
  codes: Set<string>
  key: string
  line: number
  track: 'ic' | 'people' | null
  rank: number | null
  number: number | null
}

export function levelsOf(mentions: readonly Mention[], ladder: string, choosing: Choosing): Levels {
  const { found, several } = gathered(mentions)
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

// Two tracks may both have a level 3; what each is called beside its number tells them apart.
const labelWithTitles = ({ label, also = [] }: Part): string => sameAs([label, ...also].join(' '))

type Several = (levels: readonly DraftLevel[], byLabel: ReadonlyMap<string, string[]>) => string[]

/** Mentions of one level brought together; labels of several levels kept apart. */
function gathered(mentions: readonly Mention[]): { found: Found[]; several: Map<string, Several> } {
  const byLabel = new Map<string, { part: Part; track: Mention['track'] }[]>()
  for (const { part, track } of mentions) {
    const label = labelWithTitles(part)
    const known = byLabel.get(label) ?? []
    known.push({ part, track })
    byLabel.set(label, known)
  }
  const several = new Map<string, Several>()
  const single = [...byLabel].filter(([label, [first]]) => {
    const group = severalIn(first!.part.label, new Set([...byLabel.keys()].filter((other) => other !== label)))
    if (group) several.set(label, group)
    return group === null
  })
  const found: Found[] = []
  const index = { code: new Map<string, Found>(), key: new Map<string, Found>() }
  for (const [label, places] of single) addFound(found, index, label, places)
  return { found: withShortForms(found), several }
}

function addFound(
  found: Found[],
  index: { code: Map<string, Found>; key: Map<string, Found> },
  label: string,
  places: readonly { part: Part; track: Mention['track'] }[],
): void {
  const texts = [...new Set(places.flatMap(({ part }) => [part.label, ...(part.also ?? [])]))]
  const names = texts.map(levelName).filter((name) => name !== null)
  const codes = new Set(names.flatMap((name) => name.codes))
  const keys = names.map((name) => name.key).filter((name) => name !== '')
  const key = keys.find((name) => !/^\d+$/.test(name)) ?? keys[0] ?? (names.length === 0 ? label : '')
  const byLabel = found.find(({ labels }) => labels.has(label))
  const byCode = [...codes].map((code) => index.code.get(code)).find((known) => known !== undefined)
  const byKey = key === '' ? undefined : index.key.get(key)
  const known = byLabel ?? byCode ?? (byKey && (byKey.codes.size === 0 || codes.size === 0) ? byKey : undefined)
  const track = places.map((place) => place.track ?? ownTrack(place.part)).find((named) => named !== null) ?? null
  if (known) {
    known.labels.add(label)
    for (const text of texts) if (!known.titles.includes(text)) known.titles.push(text)
    for (const code of codes) known.codes.add(code)
    known.names.push(...names)
    known.track ??= track
    known.rank ??= rankIn(names)
    known.number ??= numberIn(names)
    if (known.key === '') known.key = key
  } else {
    const made: Found = {
      labels: new Set([label, ...places.flatMap(({ part }) => [part.label, ...(part.also ?? [])].map(sameAs))]),
      names,
      titles: texts,
      codes,
      key,
      line: places[0]!.part.line,
      track,
      rank: rankIn(names),
      number: numberIn(names),
    }
    found.push(made)
  }
  const entry = known ?? found.at(-1)!
  for (const code of entry.codes) index.code.set(code, entry)
  if (entry.key !== '' && !index.key.has(entry.key)) index.key.set(entry.key, entry)
}

const ownTrack = (part: Part): 'ic' | 'people' | null => {
  const track = part.track?.toLowerCase() ?? ''
  if (/^(?:ic|individual)/.test(track)) return 'ic'
  return /^(?:people|manage|leader|m$)/.test(track) ? 'people' : trackOf(part.track ?? '')
}

const rankIn = (names: readonly LevelName[]): number | null => names.find(({ rank }) => rank !== null)?.rank ?? null

const numberIn = (names: readonly LevelName[]): number | null =>
  names.find(({ number, codes }) => number !== null && (codes.length > 0 || names.length > 0))?.number ?? null

/** “Senior” beside “Senior Product Manager”, “3” beside “L3”: short forms of the only level they can mean. */
function withShortForms(found: readonly Found[]): Found[] {
  const kept: Found[] = []
  const merged = new Set<Found>()
  for (const level of found) {
    const core = coreOf(level)
    const twins = found.filter((other) => other !== level && !merged.has(other) && areTwins(level, other, core))
    const [twin] = twins
    if (twins.length !== 1 || !isShorter(level, twin!)) {
      kept.push(level)
      continue
    }
    for (const label of level.labels) twin!.labels.add(label)
    for (const title of level.titles) if (!twin!.titles.includes(title)) twin!.titles.push(title)
    for (const code of level.codes) twin!.codes.add(code)
    twin!.track ??= level.track
    twin!.number ??= level.number
    twin!.rank ??= level.rank
    twin!.line = Math.min(twin!.line, level.line)
    merged.add(level)
  }
  return kept
}

const roleWords =
  /\b(?:product|marketing|manager|managers|marketer|engineer|engineers|software|designer|design|analyst|of|the)\b/g

const coreOf = ({ key }: { key: string }): string => key.replace(roleWords, ' ').replace(/\s+/g, ' ').trim()

function areTwins(level: Found, other: Found, core: string): boolean {
  if (level.codes.size > 0 && other.codes.size > 0) return false
  if (isSameJob(level, other)) return true
  if (core !== '' && core === coreOf(other)) return level.key !== other.key
  const isNumber = /^\d+$/.test(level.key) && level.codes.size === 0
  return isNumber && other.codes.size > 0 && other.number === level.number
}

// “GPM” and “Group Manager PM”: the same words but for those every product manager's title has.
const isSameJob = (level: Found, other: Found): boolean =>
  bare(level.key) !== '' &&
  bare(level.key) === bare(other.key) &&
  trackIn(level) === trackIn(other) &&
  level.rank === other.rank

const bare = (key: string): string =>
  [...new Set(key.split(' '))]
    .filter((word) => !/^(?:product|managers?|management|of|the)$/.test(word))
    .sort()
    .join(' ')

const isShorter = (level: Found, other: Found): boolean =>
  (isSameJob(level, other) && level.key.length < other.key.length) ||
  /^\d+$/.test(level.key) ||
  (level.key.length < other.key.length && level.key === coreOf(level))

/** What a label such as “L3-L5”, “Senior and above” or “Staff / Principal” reaches; null if it is one level. */
function severalIn(label: string, known: ReadonlySet<string>): Several | null {
  const from =
    /^(?:from )?(.{1,60}?)(?:\s*\+|\s*(?:and|&|or) (?:above|up|higher|upwards?|beyond|more senior)|\s*upwards?)$/i.exec(
      label,
    )
  if (from && isKnown(from[1]!, known))
    return (levels, byLabel) => {
      const start = idOf(from[1]!, byLabel)
      return levels.slice(levels.findIndex(({ id }) => id === start)).map(({ id }) => id)
    }
  const range = /^(.{1,40}?)\s*(?:[-–—]|to|through|bis)\s*(.{1,40})$/i.exec(label)
  if (range && isKnown(range[1]!, known) && isKnown(range[2]!, known))
    return (levels, byLabel) => {
      const [start, end] = [idOf(range[1]!, byLabel), idOf(range[2]!, byLabel)].map((id) =>
        levels.findIndex((level) => level.id === id),
      )
      return levels.slice(start, end! + 1).map(({ id }) => id)
    }
  const parts = label.split(/\s*(?:\/|,|&|\band\b|\bor\b)\s*/i).filter((part) => part !== '')
  if (parts.length >= 2 && parts.every((part) => isKnown(part, known)))
    return (_, byLabel) => parts.flatMap((part) => idOf(part, byLabel) ?? [])
  return null
}

const isKnown = (text: string, known: ReadonlySet<string>): boolean => nearest(text, known) !== undefined

const idOf = (text: string, byLabel: ReadonlyMap<string, string[]>): string | undefined =>
  byLabel.get(nearest(text, new Set(byLabel.keys())) ?? '')?.[0]

/** The known label that means the same level as `text`. */
function nearest(text: string, known: ReadonlySet<string>): string | undefined {
  const label = sameAs(text)
  if (known.has(label)) return label
  const name = levelName(text)
  if (!name) return undefined
  const named: [string, LevelName][] = []
  for (const other of known) {
    const known_ = levelName(other)
    if (!known_) continue
    if ((name.key !== '' && known_.key === name.key) || name.codes.some((code) => known_.codes.includes(code)))
      return other
    named.push([other, known_])
  }
  const core = coreOf(name)
  const alike = named.filter(([, known_]) => core !== '' && coreOf(known_) === core && known_.track === name.track)
  return alike.length === 1 ? alike[0]![0] : undefined
}

/** Lowest first. Numbers and words decide; where they are silent or contradict each other the order of the text is asked about. */
function inOrder(found: readonly Found[], ladder: string, choosing: Choosing): Found[] {
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

const trackIn = (level: Found): 'ic' | 'people' | null =>
  level.track ?? level.names.find(({ track }) => track !== null)?.track ?? null

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

/** The fullest of a level's titles, without codes. */
function nameIn({ titles }: Found): string {
  const words = titles
    .map((text) => titleWithoutCodes(levelName(text)?.title ?? text))
    .filter((title) => title !== '' && !/^\d+$/.test(title))
  const best = words.sort((a, b) => score(b) - score(a))[0] ?? levelName(titles[0]!)?.title ?? titles[0]!
  return best.charAt(0).toUpperCase() + best.slice(1)
}

function titlesOf(levels: readonly Found[]): { title: string; also: string[] }[] {
  const plainTitles = levels.map(nameIn)
  return levels.map((level, n) => {
    const plainTitle = plainTitles[n]!
    const isTwice = plainTitles.some((other, m) => m !== n && sameAs(other) === sameAs(plainTitle))
    const codes = [...level.codes].map((code) => code.toUpperCase())
    const title =
      isTwice && codes[0] && sameAs(codes[0]) !== sameAs(plainTitle)
        ? `${plainTitle} (${codes[0]})`
        : /^\d+$/.test(plainTitle)
          ? `Level ${plainTitle}`
          : plainTitle
    const also = [
      ...level.titles.flatMap((text) => [
        levelName(text)?.title ?? text,
        titleWithoutCodes(levelName(text)?.title ?? text),
      ]),
      ...codesWritten(level),
    ]
      .map((text) => text.trim())
      .filter((text) => !/^\d+$/.test(text) && !(isTwice && sameAs(text) === sameAs(plainTitle)))
      .filter(
        (text, at, all) =>
          text !== '' &&
          sameAs(text) !== sameAs(title) &&
          all.findIndex((other) => sameAs(other) === sameAs(text)) === at,
      )
      .filter(
        (text) =>
          !(
            text.includes(' – ') ||
            (sameAs(text).includes(sameAs(plainTitle)) && codes.some((code) => sameAs(text).includes(sameAs(code))))
          ),
      )
    return { title, also }
  })
}

/** Codes as the text writes them. */
const codesWritten = ({ titles, codes }: Found): string[] =>
  titles
    .flatMap((title) => title.match(/\b[A-Z]{1,4}-?\d{1,2}[a-d]?\b|\b(?:level|grade|band|milestone) \d{1,2}\b/gi) ?? [])
    .filter(
      (code) =>
        codes.has(code.toLowerCase().replace(/-| /, '')) || codes.has(code.toLowerCase().replace(/^[a-z]+ /, 'l')),
    )

// A title in full says more than a short form or a word of a key.
const score = (title: string): number =>
  (/\b(?:manager|marketer|director|engineer|designer|owner|president|officer|head|lead)\b/i.test(title) ? 100 : 0) +
  (/^\p{Lu}/u.test(title) ? 20 : 0) -
  (title.split(' ').length > 6 ? 50 : 0)

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
