import { type Emphasis, emphasisAt } from './dimensions.ts'
import { anchorAt, type Framework, type Level, levelOf, rankOf, skillsAt, weightOf } from './framework.ts'
import { matchesOf } from './ladder-match.ts'
import { Problem } from './problem.ts'

/** One of two things that are compared, under the name it is shown by. */
export interface Side {
  ladder: string
  ladderName: string
  title: string
  /** What it puts weight on, of the five dimensions (S2-13). */
  dimensions: Emphasis[]
}

export interface LevelSide extends Side, Pick<Level, 'scope' | 'focus' | 'wins' | 'growth' | 'months'> {
  level: string
  /** How high it stands on its ladder, from 0, and how high that goes. */
  rank: number
  top: number
}

/** A skill of both, or of one of them; what each says of it, null where it does not ask for it. */
export interface SkillRow {
  name: string
  /** What the other one calls it, where that is something else. */
  otherName: string | null
  a: { anchor: string; weight: number } | null
  b: { anchor: string; weight: number } | null
}

export interface LevelsBeside {
  a: LevelSide
  b: LevelSide
  skills: SkillRow[]
}

interface LevelOn {
  framework: Framework
  level: string
}

/** Two levels of one ladder or of two, skill by skill. */
export function levelsBeside(a: LevelOn, b: LevelOn): LevelsBeside {
  return { a: levelSide(a), b: levelSide(b), skills: skillRows(a, b) }
}

function levelSide({ framework, level }: LevelOn): LevelSide {
  const { title, scope, focus, wins, growth, months } = levelOf(framework, level)
  return {
    ladder: framework.id,
    ladderName: framework.name,
    level,
    title,
    scope,
    focus,
    wins,
    growth,
    months,
    rank: rankOf(framework, level),
    top: topOf(framework),
    dimensions: emphasisAt(framework, [level]),
  }
}

const topOf = (framework: Framework): number => Math.max(...framework.levels.map(({ id }) => rankOf(framework, id)))

function skillRows(a: LevelOn, b: LevelOn): SkillRow[] {
  const { skills } = matchesOf(a.framework, b.framework)
  const ofB = new Map(b.framework.skills.map((skill) => [skill.id, skill]))
  const matched = new Set(skills.values())
  const rows = a.framework.skills.map((skill): SkillRow => {
    const other = ofB.get(skills.get(skill.id) ?? '')
    return {
      name: skill.name,
      otherName: other && other.name !== skill.name ? other.name : null,
      a: asked(a, skill.id),
      b: other ? asked(b, other.id) : null,
    }
  })
  const onlyB = b.framework.skills
    .filter(({ id }) => !matched.has(id))
    .map((skill): SkillRow => ({ name: skill.name, otherName: null, a: null, b: asked(b, skill.id) }))
  return [...rows, ...onlyB].filter((row) => row.a || row.b)
}

function asked({ framework, level }: LevelOn, skill: string): SkillRow['a'] {
  const anchor = anchorAt(framework.skills.find(({ id }) => id === skill)!, level)
  return anchor === null ? null : { anchor, weight: weightOf(framework, level, skill) }
}

/** Levels that stand as high as each other. */
export interface Rung {
  rank: number
  a: RungLevel[]
  b: RungLevel[]
}

export interface RungLevel extends Pick<Level, 'id' | 'title' | 'scope' | 'focus' | 'wins'> {
  /** How many skills are asked for. */
  skills: number
  dimensions: Emphasis[]
}

export interface LaddersBeside {
  a: Side
  b: Side
  rungs: Rung[]
  /** Skills by name: of both, of the first only, of the second only. */
  both: { a: string; b: string }[]
  onlyA: string[]
  onlyB: string[]
}

/** Two ladders, rung by rung; their levels stand beside each other by height, since titles promise little. */
export function laddersBeside(a: Framework, b: Framework): LaddersBeside {
  const { skills } = matchesOf(a, b)
  const nameOf = (framework: Framework, id: string) => framework.skills.find((skill) => skill.id === id)!.name
  const matched = new Set(skills.values())
  return {
    a: wholeSide(a, a.levels, a.name),
    b: wholeSide(b, b.levels, b.name),
    rungs: rungs({ framework: a, levels: a.levels }, { framework: b, levels: b.levels }),
    both: [...skills].map(([one, other]) => ({ a: nameOf(a, one), b: nameOf(b, other) })),
    onlyA: a.skills.filter(({ id }) => !skills.has(id)).map(({ name }) => name),
    onlyB: b.skills.filter(({ id }) => !matched.has(id)).map(({ name }) => name),
  }
}

export interface TracksBeside {
  a: Side
  b: Side
  rungs: Rung[]
}

/** Two tracks of one ladder before one is chosen: what the days are made of. */
export function tracksBeside(framework: Framework, a: string, b: string): TracksBeside {
  const one = { framework, levels: trackLevels(framework, a) }
  const other = { framework, levels: trackLevels(framework, b) }
  return {
    a: wholeSide(framework, one.levels, trackName(framework, a)),
    b: wholeSide(framework, other.levels, trackName(framework, b)),
    rungs: rungs(one, other),
  }
}

function trackLevels({ levels, tracks, name }: Framework, id: string): Level[] {
  const own = levels.filter(({ track }) => track === id)
  if (own.length > 0) return own
  const known = tracks.filter((track) => levels.some((level) => level.track === track.id)).map((track) => track.id)
  throw new Problem(
    'missing',
    known.length > 0
      ? `${name} has no such track as “${id}”. It has: ${known.join(', ')}.`
      : `${name} has no tracks: everybody goes the same way.`,
    'tracks',
  )
}

const trackName = ({ tracks }: Framework, id: string): string =>
  tracks.find((track) => track.id === id)?.name ?? 'The shared path'

const wholeSide = (framework: Framework, levels: readonly Level[], title: string): Side => ({
  ladder: framework.id,
  ladderName: framework.name,
  title,
  dimensions: emphasisAt(
    framework,
    levels.map(({ id }) => id),
  ),
})

interface Part {
  framework: Framework
  levels: readonly Level[]
}

function rungs(a: Part, b: Part): Rung[] {
  const [one, other] = [byRank(a), byRank(b)]
  const ranks = [...new Set([...one.keys(), ...other.keys()])].sort((x, y) => x - y)
  return ranks.map((rank) => ({ rank, a: one.get(rank) ?? [], b: other.get(rank) ?? [] }))
}

const byRank = ({ framework, levels }: Part): Map<number, RungLevel[]> => {
  const ranked = levels.map((level) => ({ rank: rankOf(framework, level.id), level: asRungLevel(framework, level) }))
  const groups = Map.groupBy(ranked, ({ rank }) => rank)
  return new Map([...groups].map(([rank, entries]) => [rank, entries.map(({ level }) => level)]))
}

const asRungLevel = (framework: Framework, { id, title, scope, focus, wins }: Level): RungLevel => ({
  id,
  title,
  scope,
  focus,
  wins,
  skills: skillsAt(framework, id).length,
  dimensions: emphasisAt(framework, [id]),
})
