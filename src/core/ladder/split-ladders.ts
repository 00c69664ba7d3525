import type { Choosing } from './choosing.ts'
import { levelName } from './level-name.ts'
import type { Marks } from './mark-levels.ts'
import { type Part, partsBelow } from './part.ts'
import { sameAs } from './plain.ts'
import { isStructure, trackOf } from './words.ts'

/** One ladder of the page: the parts it consists of, and those that hold it and name neither skill nor group. */
export interface LadderPlace {
  name: string
  line: number
  roots: Part[]
  holders: Set<Part>
  /** The track that a part says its levels are on. */
  tracks: Map<Part, 'ic' | 'people'>
}

/**
 * The ladders on a page, and what holds each together. Parts side by side that each hold several levels are skills or groups of one
 * ladder, its two tracks, or ladders of their own.
 */
export function splitLadders(whole: Part, marks: Marks, choosing: Choosing): LadderPlace[] {
  const levelsIn = levelsWithin(whole, marks)
  const holders = new Set<Part>([whole])
  const tracks = new Map<Part, 'ic' | 'people'>()
  let at = whole
  for (;;) {
    const inside = at.parts.filter((part) => !marks.levels.has(part) && hasLevels(part, levelsIn))
    const direct = at.parts.some((part) => marks.levels.has(part))
    if (inside.length === 1 && !direct && isHolder(inside[0]!, marks)) {
      at = inside[0]!
      holders.add(at)
      continue
    }
    const ladders = laddersAmong(inside, levelsIn, direct)
    if (ladders && asked(ladders, choosing) === 'several')
      return ladders.map((part) => placeWithin(part, marks, levelsIn, new Set([...holders, part])))
    markTracks(whole, marks, levelsIn, tracks, holders)
    return [{ name: at.label, line: at.line, roots: [whole], holders, tracks }]
  }
}

function placeWithin(root: Part, marks: Marks, levelsIn: ReadonlyMap<Part, Within>, holders: Set<Part>): LadderPlace {
  const tracks = new Map<Part, 'ic' | 'people'>()
  for (let at = root; ; ) {
    const inside = at.parts.filter((part) => !marks.levels.has(part) && hasLevels(part, levelsIn))
    if (inside.length !== 1 || at.parts.some((part) => marks.levels.has(part)) || !isHolder(inside[0]!, marks)) break
    at = inside[0]!
    holders.add(at)
  }
  markTracks(root, marks, levelsIn, tracks, holders)
  return { name: root.label, line: root.line, roots: [root], holders, tracks }
}

/** A row or a skill's key that holds levels is a skill, even if it is the only one. */
const isHolder = (part: Part, marks: Marks): boolean =>
  part.hint !== 'skill' &&
  part.kind !== 'row' &&
  (part.kind !== 'entry' || part.parts.some((inner) => !marks.levels.has(inner) && inner.parts.length > 0))

/** The levels inside a part: every code and title of theirs, and how many there are. */
interface Within {
  keys: Set<string>
  levels: Set<string>
}

function levelsWithin(whole: Part, { levels }: Marks): Map<Part, Within> {
  const within = new Map<Part, Within>()
  for (const part of [whole, ...partsBelow(whole)].reverse()) {
    const here: Within = { keys: new Set(), levels: new Set() }
    for (const child of part.parts) {
      const inside = levels.has(child) ? { keys: keysOf(child), levels: keysOf(child).slice(0, 1) } : within.get(child)!
      for (const key of inside.keys) here.keys.add(key)
      for (const key of inside.levels) here.levels.add(key)
    }
    within.set(part, here)
  }
  return within
}

const hasLevels = (part: Part, levelsIn: ReadonlyMap<Part, Within>): boolean =>
  (levelsIn.get(part)?.levels.size ?? 0) > 0

const keysOf = (part: Part): string[] => {
  const name = levelName(part.label)
  const keys = name ? [...name.codes, name.key].filter((key) => key !== '') : []
  return keys.length > 0 ? keys : [sameAs(part.label)]
}

function laddersAmong(parts: readonly Part[], levelsIn: ReadonlyMap<Part, Within>, direct: boolean): Part[] | null {
  const full = parts.filter(
    (part) =>
      part.kind !== 'row' &&
      part.hint !== 'skill' &&
      levelsIn.get(part)!.levels.size >= 2 &&
      !(part.kind === 'key' && isStructure(part.label)),
  )
  if (full.length < 2 || direct) return null
  if (full.every((part) => roles.test(coreOf(part.label)))) return full
  if (full.some((part) => trackOf(part.label) !== null)) return areOneTrack(full, levelsIn) ? full : null
  const named = full.filter((part) => isLadderName(part.label))
  if (
    named.length >= 2 &&
    named.length === full.filter((part) => !isStructure(part.label) || isLadderName(part.label)).length
  )
    return named
  const sets = full.map((part) => levelsIn.get(part)!.keys)
  const areApart = sets.every((set, n) => sets.every((other, m) => n === m || ![...set].some((key) => other.has(key))))
  return areApart && full.length <= 8 && !areTracks(full, levelsIn) ? full : null
}

/** Two parts on the same track, such as management, with other titles: two jobs rather than the two tracks of one. */
function areOneTrack(parts: readonly Part[], levelsIn: ReadonlyMap<Part, Within>): boolean {
  const [first, ...others] = parts.map(({ label }) => trackOf(label))
  if (!first || !others.every((track) => track === first)) return false
  const titles = parts.map((part) =>
    [...levelsIn.get(part)!.keys].filter((key) => !/^\p{L}{1,6}-?\d{1,2}\w?$/u.test(key)),
  )
  return titles.every(
    (own, n) => own.length > 0 && titles.every((other, m) => n === m || !own.some((key) => other.includes(key))),
  )
}

const roles =
  /^(?:the )?(?:associate )?(?:product design management|product (?:management|manager|managers|marketing|marketing manager|marketers?|marketing management|design|designers?|operations|ops|owners?|analysts?|analytics)|pms?|pmms?|engineering|engineers?|software engineering|software engineers?|design|designers?|marketing|data|data science|data scientists?|data analysts?|research|researchers?|ux|user research|growth|content|content design|program management|program managers?|technical program managers?|brand|sales|customer success|quality assurance|qa|devops|site reliability|operations|people|finance)(?: \(?(?:pms?|pmms?)\)?)?$/i

/** “Product marketing ladder”, “Designers”: a job rather than a skill. */
const isLadderName = (label: string): boolean => {
  const core = coreOf(label)
  return roles.test(core) || (/\b(?:ladder|career path|job family)\b/i.test(label) && core !== '')
}

const coreOf = (label: string): string =>
  label
    .replace(
      /\b(?:career|job|growth)?\s*(?:ladders?|tracks?|paths?|frameworks?|famil(?:y|ies)|matrix|levels?|roles?)\b/gi,
      ' ',
    )
    .replace(/[:–—-]+\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()

function areTracks(parts: readonly Part[], levelsIn: ReadonlyMap<Part, Within>): boolean {
  const leads = (part: Part): boolean => {
    const names = [...levelsIn.get(part)!.levels].map((key) => levelName(key)?.track)
    return names.length > 0 && names.every((track) => track === 'people')
  }
  return parts.length === 2 && parts.filter(leads).length === 1
}

/** Parts that say which track their levels are on, wherever they stand. They name neither skill nor group. */
function markTracks(
  root: Part,
  marks: Marks,
  levelsIn: ReadonlyMap<Part, Within>,
  tracks: Map<Part, 'ic' | 'people'>,
  holders: Set<Part>,
): void {
  for (const part of [root, ...partsBelow(root)]) {
    if (marks.levels.has(part) || !hasLevels(part, levelsIn)) continue
    const track = trackOf(part.label)
    if (!track || part.kind === 'row') continue
    tracks.set(part, track)
    holders.add(part)
  }
}

const asked = (ladders: readonly Part[], choosing: Choosing): string =>
  choosing.ask({
    id: 'ladders',
    about: 'levels',
    question: 'Are these ladders of their own?',
    because: `${ladders.map(({ label }) => `“${label}”`).join(', ')} each have levels.`,
    assumed: 'several',
    options: [
      { key: 'several', label: 'Yes, several ladders on one page' },
      { key: 'one', label: 'No, parts of one ladder' },
    ],
    lines: ladders.map(({ line }) => line),
  })
