import { everyLevel, type LevelName, levelName } from './level-name.ts'
import { type Part, partsBelow } from './part.ts'
import { sameAs } from './plain.ts'
import { trackOf } from './words.ts'

/** Which parts of a text stand for a level, and which for all levels at once. */
export interface Marks {
  levels: Set<Part>
  every: Set<Part>
  /** True if the levels are only how good somebody is (Beginner, Advanced): there are no others in the text. */
  areWeak: boolean
}

export function markLevels(whole: Part): Marks {
  const names = new Map<Part, LevelName | null>()
  const declared = new Set<string>()
  for (const part of partsBelow(whole)) {
    names.set(part, part.label === '' ? null : levelName(part.label))
    if (part.hint === 'level') for (const name of [part.label, ...(part.also ?? [])]) declared.add(sameAs(name))
  }
  const sure = marked(whole, names, declared, false)
  const levels = sure.size > 0 ? sure : marked(whole, names, declared, true)
  const every = new Set<Part>()
  for (const part of partsBelow(whole)) if (!levels.has(part) && everyLevel(part.label)) every.add(part)
  return { levels, every, areWeak: sure.size === 0 && levels.size > 0 }
}

function marked(
  whole: Part,
  names: ReadonlyMap<Part, LevelName | null>,
  declared: ReadonlySet<string>,
  weak: boolean,
): Set<Part> {
  const candidates = new Set<Part>()
  const titles = new Set<string>()
  const isSure = (part: Part): boolean =>
    part.hint === 'level' ||
    (part.label !== '' && declared.has(sameAs(part.label))) ||
    names.get(part)?.certainty === 'sure'
  for (const part of partsBelow(whole)) {
    if (
      part.hint === 'aside' ||
      part.hint === 'skill' ||
      (trackOf(part.label) === 'ic' && names.get(part)?.certainty !== 'sure')
    )
      continue
    if (!(isSure(part) || (weak && names.get(part)?.certainty === 'weak'))) continue
    if (weak && part.hint === undefined && names.get(part)?.certainty === 'sure') continue
    candidates.add(part)
    titles.add(names.get(part)?.key ?? sameAs(part.label))
  }
  // A role without a level, such as Product Manager, is one beside others that say so.
  for (const parent of [whole, ...partsBelow(whole)]) {
    if (!parent.parts.some((part) => candidates.has(part))) continue
    for (const part of parent.parts) {
      const name = names.get(part)
      if (
        name?.certainty === 'maybe' &&
        part.hint !== 'aside' &&
        part.hint !== 'skill' &&
        (name.rank !== null || declared.size > 0)
      )
        candidates.add(part)
    }
  }
  for (const part of partsBelow(whole)) {
    const name = names.get(part)
    if (name?.certainty === 'maybe' && name.key !== '' && titles.has(name.key)) candidates.add(part)
  }
  return withoutContainers(whole, candidates, names)
}

/** Of levels within each other the outer one is the level, unless several others stand in it: then it only holds them. */
function withoutContainers(
  whole: Part,
  candidates: ReadonlySet<Part>,
  names: ReadonlyMap<Part, LevelName | null>,
): Set<Part> {
  const kept = new Set<Part>()
  const keyOf = (part: Part): string => {
    const name = names.get(part)
    return name ? `${name.codes[0] ?? ''} ${name.key}`.trim() || sameAs(part.label) : sameAs(part.label)
  }
  const below = new Map<Part, Set<string>>()
  const all = [...partsBelow(whole)]
  for (const part of all.reverse()) {
    const inside = new Set<string>()
    for (const child of part.parts) {
      for (const key of below.get(child) ?? []) if (inside.size < 3) inside.add(key)
      if (candidates.has(child) && inside.size < 3) inside.add(keyOf(child))
    }
    below.set(part, inside)
  }
  const visit: { part: Part; inLevel: boolean }[] = whole.parts.map((part) => ({ part, inLevel: false }))
  for (let next = visit.pop(); next; next = visit.pop()) {
    const { part, inLevel } = next
    const others = [...below.get(part)!].filter((key) => key !== keyOf(part))
    const isLevel = candidates.has(part) && !inLevel && (part.hint === 'level' || others.length < 2)
    if (isLevel) kept.add(part)
    for (const child of part.parts) visit.push({ part: child, inLevel: inLevel || isLevel })
  }
  return kept
}
