import type { Choosing } from './choosing.ts'
import { coreOf, type Several, severalIn } from './level-group.ts'
import { type LevelName, levelName } from './level-name.ts'
import type { Part } from './part.ts'
import { sameAs } from './plain.ts'
import { trackOf } from './words.ts'

/** A place in the text that names a level. */
export interface Mention {
  part: Part
  /** The track of the section it stands in, if that names one. */
  track: 'ic' | 'people' | null
}

/** One level, with all that the text calls it. */
export interface Found {
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

/** Mentions of one level brought together; labels of several levels kept apart. */
export function gathered(
  mentions: readonly Mention[],
  ladder: string,
  choosing: Choosing,
): { found: Found[]; several: Map<string, Several> } {
  const byLabel = new Map<string, Mention[]>()
  for (const { part, track } of mentions) {
    const label = labelWithTitles(part)
    const known = byLabel.get(label) ?? []
    known.push({ part, track })
    byLabel.set(label, known)
  }
  const several = new Map<string, Several>()
  const single = [...byLabel].flatMap(([label, places]): [string, Mention[]][] => {
    const others = new Set([...byLabel.keys()].filter((other) => other !== label))
    const titles = titlesIn(places[0]!.part)
    const group = severalIn(places[0]!.part.label, others)
    if (titles && isOneLevel(titles, places, group !== null, ladder, choosing)) return [[label, places]]
    if (!group && !titles) return [[label, places]]
    several.set(label, group ?? ((_, ids) => titles!.flatMap((title) => ids.get(sameAs(title)) ?? [])))
    return group ? [] : titles!.map((title) => [sameAs(title), places.map((place) => called(place, title))])
  })
  const found: Found[] = []
  const index = { code: new Map<string, Found>(), key: new Map<string, Found>() }
  const isNumbered = mentions.some(({ part }) => levelName(part.label)?.codes.some((code) => /^l\d/.test(code)))
  for (const [label, places] of single) addFound(found, index, label, places, isNumbered)
  return { found: withShortForms(found), several }
}

const called = ({ part, track }: Mention, label: string): Mention => ({ part: { ...part, label }, track })

/** The titles that a stroke or “or” sets beside each other; null if it is one. */
function titlesIn({ label, also }: Part): string[] | null {
  const titles = label.split(/\s*\/\s*|\s+or\s+/i)
  const isTitles = titles.length >= 2 && titles.length <= 3 && !also && titles.every(isTitle)
  return isTitles && new Set(titles.map((title) => levelName(title)!.key)).size === titles.length ? titles : null
}

const isTitle = (text: string): boolean => {
  const name = levelName(text)
  return name !== null && name.certainty !== 'weak' && /\p{L}{2}/u.test(text) && name.key !== ''
}

function isOneLevel(
  titles: readonly string[],
  places: readonly Mention[],
  areKnown: boolean,
  ladder: string,
  choosing: Choosing,
): boolean {
  const { label } = places[0]!.part
  const taken = choosing.ask({
    id: `${ladder}-combined-${sameAs(label).replaceAll(' ', '-')}`.slice(0, 150),
    about: 'combined',
    ladder,
    question: `Is “${label}” one level?`,
    because: areKnown ? 'The text names each of its titles by itself as well.' : 'It has more than one title.',
    assumed: areKnown ? 'each' : 'one',
    options: [
      { key: 'one', label: 'Yes, one level with several titles' },
      { key: 'each', label: `No: ${titles.join(' and ')} ask for the same` },
    ],
    lines: places.map(({ part }) => part.line),
  })
  return taken === 'one'
}

function addFound(
  found: Found[],
  index: { code: Map<string, Found>; key: Map<string, Found> },
  label: string,
  places: readonly Mention[],
  isNumbered: boolean,
): void {
  const texts = [
    ...new Set(places.flatMap(({ part }) => [part.label, ...(part.also ?? []), ...titlesBeside(part.label)])),
  ]
  const names = texts.map(levelName).filter((name) => name !== null)
  const codes = new Set(names.flatMap((name) => name.codes))
  // The 3 of a column of levels is the L3 of another table.
  if (isNumbered) for (const { part } of places) if (/^\d{1,2}$/.test(part.label)) codes.add(`l${Number(part.label)}`)
  const keys = names.map((name) => name.key).filter((name) => name !== '')
  const key = keys.find(isTelling) ?? keys[0] ?? (names.length === 0 ? label : '')
  const byLabel = found.find(({ labels }) => labels.has(label))
  const ownTracks = new Set(places.map(({ part, track }) => track ?? ownTrack(part) ?? trackOfNames(names)))
  const byCode = [...codes]
    .map((code) => index.code.get(code))
    .find((known) => known !== undefined && !isOnOther(trackIn(known), ownTracks))
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

/** “M1 (Group Product Manager)”: the title that a short form has beside it. */
const titlesBeside = (label: string): string[] =>
  [...label.matchAll(/\(([^()→]{5,60})\)/g)].map(([, inside]) => inside!.trim()).filter(isFullTitle)

const isFullTitle = (text: string): boolean => {
  const name = /\s/.test(text) ? levelName(text) : null
  return name !== null && name.certainty !== 'weak' && name.rank !== null && name.key !== 'individual contributor'
}

// Two tracks may both have a level 3; what each is called beside its number tells them apart.
export const labelWithTitles = ({ label, also = [] }: Part): string => sameAs([label, ...also].join(' '))

// “L5-IC” and “m” say less than the title beside them.
const isTelling = (key: string): boolean => !/^(?:\d+|.|individual contributor)$/.test(key)

const trackOfNames = (names: readonly LevelName[]): 'ic' | 'people' | null =>
  names.find(({ track }) => track !== null)?.track ?? null

// Two tracks may share their numbers.
const isOnOther = (track: 'ic' | 'people' | null, tracks: ReadonlySet<'ic' | 'people' | null>): boolean =>
  track !== null && tracks.size === 1 && !tracks.has(null) && !tracks.has(track)

const ownTrack = (part: Part): 'ic' | 'people' | null => {
  const track = part.track?.toLowerCase() ?? ''
  if (/^(?:ic|individual)/.test(track)) return 'ic'
  return /^(?:people|manage|leader|m$)/.test(track) ? 'people' : trackOf(part.track ?? '')
}

const rankIn = (names: readonly LevelName[]): number | null => names.find(({ rank }) => rank !== null)?.rank ?? null

const numberIn = (names: readonly LevelName[]): number | null =>
  names.find(({ number, codes }) => number !== null && (codes.length > 0 || names.length > 0))?.number ?? null

/** The track a level says it is on, itself or by its title. */
export const trackIn = (level: Found): 'ic' | 'people' | null =>
  level.track ?? level.names.find(({ track }) => track !== null)?.track ?? null

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
