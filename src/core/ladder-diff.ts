import { anchorAt, type Framework, type Level, weightOf } from './framework.ts'
import { type Matches, matchesOf } from './ladder-match.ts'
import { alike, folded, statementsOf } from './ladder-words.ts'

/** Where something stands on a ladder, by ids and by the names it has there; null where it is about no level or no skill. */
export interface Place {
  level: string | null
  levelTitle: string | null
  skill: string | null
  skillName: string | null
}

export type Part = 'ladder' | 'level' | 'skill' | 'anchor' | 'scale' | 'weight'

export interface Change extends Place {
  part: Part
  /** The name of a level or skill, or the statement of an anchor. */
  text: string
}

export interface Moved extends Change {
  /** Where it stood and where it stands, in words. */
  from: string
  to: string
}

export interface Reworded extends Place {
  part: Part
  before: string
  after: string
}

/** What is different between two ladders or two versions of one. Levels and skills are named as the later one names them. */
export interface LadderDiff {
  added: Change[]
  removed: Change[]
  moved: Moved[]
  reworded: Reworded[]
  /** Statements that stand in the same place in the same words. */
  same: number
}

/** True if the two say the same throughout. */
export const isSameLadder = (diff: LadderDiff): boolean =>
  [diff.added, diff.removed, diff.moved, diff.reworded].every((changes) => changes.length === 0)

export function ladderDiff(before: Framework, after: Framework): LadderDiff {
  const matches = matchesOf(before, after)
  const diff: LadderDiff = { added: [], removed: [], moved: [], reworded: [], same: 0 }
  compareWhole(before, after, diff)
  compareLevels(before, after, matches, diff)
  compareSkills(before, after, matches, diff)
  compareWeights(before, after, matches, diff)
  compareStatements(before, after, matches, diff)
  return diff
}

const nowhere: Place = { level: null, levelTitle: null, skill: null, skillName: null }
const atLevel = ({ id, title }: Level): Place => ({ ...nowhere, level: id, levelTitle: title })
const atSkill = ({ id, name }: { id: string; name: string }): Place => ({ ...nowhere, skill: id, skillName: name })

function reword(diff: LadderDiff, place: Place & { part: Part }, before: string, after: string): void {
  if (before.trim() !== after.trim()) diff.reworded.push({ ...place, before, after })
}

function compareWhole(before: Framework, after: Framework, diff: LadderDiff): void {
  reword(diff, { ...nowhere, part: 'ladder' }, before.name, after.name)
  reword(diff, { ...nowhere, part: 'ladder' }, before.summary, after.summary)
  reword(diff, { ...nowhere, part: 'scale' }, scaleWords(before), scaleWords(after))
}

const scaleWords = ({ scale }: Framework): string =>
  scale.points.map(({ value, label }) => `${value} ${label}${value === scale.meets ? ' (the bar)' : ''}`).join(', ')

function compareLevels(before: Framework, after: Framework, { levels }: Matches, diff: LadderDiff): void {
  const kept = new Set(levels.values())
  for (const level of before.levels)
    if (!levels.has(level.id)) diff.removed.push({ ...atLevel(level), part: 'level', text: level.title })
  for (const level of after.levels)
    if (!kept.has(level.id)) diff.added.push({ ...atLevel(level), part: 'level', text: level.title })
  for (const old of before.levels) {
    const fresh = after.levels.find(({ id }) => id === levels.get(old.id))
    if (!fresh) continue
    const place = { ...atLevel(fresh), part: 'level' as const }
    reword(diff, place, old.title, fresh.title)
    reword(diff, place, old.scope, fresh.scope)
    reword(diff, place, old.focus.join('\n'), fresh.focus.join('\n'))
    reword(diff, place, old.wins.join('\n'), fresh.wins.join('\n'))
    reword(diff, place, old.growth, fresh.growth)
    reword(diff, place, monthWords(old), monthWords(fresh))
    const [from, to] = [wayWords(before, old), wayWords(after, fresh)]
    const isMoved = old.track !== fresh.track || !sameWay(old, fresh, levels)
    if (isMoved && from !== to) diff.moved.push({ ...place, text: fresh.title, from, to })
  }
}

const monthWords = ({ months: { typical, sustained } }: Level): string =>
  [typical && `${typical} months usual`, sustained && `${sustained} months before the next`].filter(Boolean).join(', ')

function sameWay(old: Level, fresh: Level, levels: ReadonlyMap<string, string>): boolean {
  const led = old.next.flatMap((id) => levels.get(id) ?? []).sort()
  const known = new Set(levels.values())
  return (
    led.join() ===
    fresh.next
      .filter((id) => known.has(id))
      .sort()
      .join()
  )
}

function wayWords({ levels, tracks }: Framework, { next, track }: Level): string {
  const titles = next.map((id) => levels.find((level) => level.id === id)?.title ?? id)
  const name = tracks.find(({ id }) => id === track)?.name ?? 'the shared path'
  return titles.length === 0 ? `the top of ${name}` : `before ${titles.join(' and ')}, on ${name}`
}

function compareSkills(before: Framework, after: Framework, { skills }: Matches, diff: LadderDiff): void {
  const kept = new Set(skills.values())
  for (const skill of before.skills)
    if (!skills.has(skill.id)) diff.removed.push({ ...atSkill(skill), part: 'skill', text: skill.name })
  for (const skill of after.skills)
    if (!kept.has(skill.id)) diff.added.push({ ...atSkill(skill), part: 'skill', text: skill.name })
  for (const old of before.skills) {
    const fresh = after.skills.find(({ id }) => id === skills.get(old.id))
    if (!fresh) continue
    reword(diff, { ...atSkill(fresh), part: 'skill' }, old.name, fresh.name)
    // What only repeats the name, as a ladder without summaries gets it, is no change of its own.
    if (old.name === fresh.name) reword(diff, { ...atSkill(fresh), part: 'skill' }, old.summary, fresh.summary)
  }
}

function compareWeights(before: Framework, after: Framework, { levels, skills }: Matches, diff: LadderDiff): void {
  for (const [oldLevel, level] of levels)
    for (const [oldSkill, skill] of skills) {
      const place = placeOf(after, level, skill)
      const [a, b] = [weightOf(before, oldLevel, oldSkill), weightOf(after, level, skill)]
      const isAsked = anchorAt(after.skills.find(({ id }) => id === skill)!, level) !== null
      if (isAsked) reword(diff, { ...place, part: 'weight' }, `counts ${a}`, `counts ${b}`)
    }
}

interface Said extends Place {
  text: string
  key: string
}

function compareStatements(before: Framework, after: Framework, matches: Matches, diff: LadderDiff): void {
  const old = saidBy(before, (level, skill) =>
    place(matches.levels.get(level), matches.skills.get(skill), level, skill),
  )
  const fresh = saidBy(after, (level, skill) => `${level} ${skill}`)
  const gone: Said[] = []
  const come: Said[] = []
  for (const at of new Set([...old.keys(), ...fresh.keys()])) {
    const [was, is] = [old.get(at) ?? [], fresh.get(at) ?? []]
    const { left, right, same } = withoutSame(was, is)
    diff.same += same
    gone.push(...left)
    come.push(...right)
  }
  const rest = moveAcross(gone, come, diff)
  rewordInPlace(rest.gone, rest.come, matches, diff)
}

// A place of the earlier ladder is that of the later one where both its level and its skill have a counterpart there.
const place = (level: string | undefined, skill: string | undefined, oldLevel: string, oldSkill: string): string =>
  level && skill ? `${level} ${skill}` : `gone ${oldLevel} ${oldSkill}`

function saidBy(framework: Framework, keyOf: (level: string, skill: string) => string): Map<string, Said[]> {
  const said = new Map<string, Said[]>()
  for (const skill of framework.skills)
    for (const level of framework.levels) {
      const key = keyOf(level.id, skill.id)
      const statements = statementsOf(anchorAt(skill, level.id))
      if (statements.length > 0)
        said.set(
          key,
          statements.map((text) => ({ ...placeOf(framework, level.id, skill.id), text, key })),
        )
    }
  return said
}

const placeOf = ({ levels, skills }: Framework, level: string, skill: string): Place => ({
  level,
  levelTitle: levels.find(({ id }) => id === level)?.title ?? level,
  skill,
  skillName: skills.find(({ id }) => id === skill)?.name ?? skill,
})

function withoutSame(was: readonly Said[], is: readonly Said[]): { left: Said[]; right: Said[]; same: number } {
  const waiting = new Map<string, number>()
  for (const { text } of was) waiting.set(folded(text), (waiting.get(folded(text)) ?? 0) + 1)
  let same = 0
  const right = is.filter(({ text }) => {
    const count = waiting.get(folded(text)) ?? 0
    if (count > 0) {
      waiting.set(folded(text), count - 1)
      same++
    }
    return count === 0
  })
  const left = was.filter(({ text }) => {
    const count = waiting.get(folded(text)) ?? 0
    if (count > 0) waiting.set(folded(text), count - 1)
    return count > 0
  })
  return { left, right, same }
}

/** What went at one place and came at another, in the same words, has moved. */
function moveAcross(gone: readonly Said[], come: readonly Said[], diff: LadderDiff): { gone: Said[]; come: Said[] } {
  const arrived = Map.groupBy(come, ({ text }) => folded(text))
  const moved = new Set<Said>()
  for (const said of gone) {
    const there = arrived.get(folded(said.text))?.shift()
    if (!there) continue
    moved.add(said).add(there)
    diff.moved.push({
      ...plainPlace(there),
      part: 'anchor',
      text: there.text,
      from: placeWords(said),
      to: placeWords(there),
    })
  }
  return { gone: gone.filter((said) => !moved.has(said)), come: come.filter((said) => !moved.has(said)) }
}

const placeWords = ({ skillName, levelTitle }: Place): string => `${skillName} at ${levelTitle}`

/** What went and came at one place in like words was reworded; the rest was added or removed. */
function rewordInPlace(gone: readonly Said[], come: readonly Said[], matches: Matches, diff: LadderDiff): void {
  const waiting = Map.groupBy(gone, ({ key }) => key)
  for (const [key, fresh] of Map.groupBy(come, (said) => said.key)) {
    const old = waiting.get(key) ?? []
    const pairs = closest(old, fresh)
    for (const [was, is] of pairs) {
      old.splice(old.indexOf(was), 1)
      fresh.splice(fresh.indexOf(is), 1)
      diff.reworded.push({ ...plainPlace(is), part: 'anchor', before: was.text, after: is.text })
    }
    // What belongs to a level or skill that is new as a whole is named with it.
    for (const said of fresh)
      if (hasOld(said, matches)) diff.added.push({ ...plainPlace(said), part: 'anchor', text: said.text })
  }
  for (const said of [...waiting.values()].flat())
    if (matches.levels.has(said.level!) && matches.skills.has(said.skill!))
      diff.removed.push({ ...plainPlace(said), part: 'anchor', text: said.text })
}

const hasOld = ({ level, skill }: Said, { levels, skills }: Matches): boolean =>
  [...levels.values()].includes(level!) && [...skills.values()].includes(skill!)

const plainPlace = ({ level, levelTitle, skill, skillName }: Place): Place => ({ level, levelTitle, skill, skillName })

function closest(old: readonly Said[], fresh: readonly Said[]): [Said, Said][] {
  // One for one is a new wording, however different.
  if (old.length === 1 && fresh.length === 1) return [[old[0]!, fresh[0]!]]
  if (old.length * fresh.length > mostPairs) return []
  const pairs = old
    .flatMap((was) => fresh.map((is) => ({ was, is, likeness: alike(was.text, is.text) })))
    .filter(({ likeness }) => likeness >= 0.5)
    .sort((a, b) => b.likeness - a.likeness)
  const used = new Set<Said>()
  return pairs.flatMap(({ was, is }): [Said, Said][] => {
    if (used.has(was) || used.has(is)) return []
    used.add(was).add(is)
    return [[was, is]]
  })
}

const mostPairs = 4_000
