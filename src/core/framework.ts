import { Problem } from './problem.ts'

/** A job ladder as data. Source: the `content/frameworks/*.yaml` files; nothing here knows product management. */
export interface Framework {
  format: 'cairn.framework/1'
  id: string
  version: number
  name: string
  summary: string
  scale: { points: ScalePoint[]; meets: number }
  tiers: Tier[]
  tracks: { id: string; name: string; summary: string }[]
  levels: Level[]
  specialisations: Specialisation[]
  /** weights[level][skill]; 1 where absent. */
  weights: Record<string, Record<string, number>>
  skills: Skill[]
  /** What a tier's total advises, where the ladder says so itself. */
  audit?: AuditGuide[]
  /** By when a tier has to be at the bar. */
  checkpoints?: Checkpoint[]
}

/** The totals at which the advice for a tier changes, and the advice. They hold for totals of `of` points. */
export interface AuditGuide {
  tier: number
  of: number
  focusBelow: number
  exposeAbove: number
  steps: { id: 'focus' | 'level-out' | 'expose'; title: string; do: string; why: string }[]
}

/** After so many months at the level a tier is taken for granted. */
export interface Checkpoint {
  level: string
  months: number
  tier: number
  do: string
  why: string
}

export interface ScalePoint {
  value: number
  label: string
  meaning: string
}

export interface Tier {
  id: number
  name: string
  summary: string
}

export interface Level {
  id: string
  title: string
  also: string[]
  track: string
  next: string[]
  lateral: string[]
  scope: string
  focus: string[]
  wins: string[]
  growth: string
  /** Months of work at this level before the next: typical time in level, and how long next-level scope must be sustained. */
  months: { typical: number | null; sustained: number | null }
  expects: Expectation[]
}

/** What a level demands of a tier of skills. */
export interface Expectation {
  tier: number
  bar: 'meets' | 'credible' | 'open'
  meetsAtLeast?: number
  must?: string[]
  credited?: number
}

export interface Specialisation {
  id: string
  name: string
  summary: string
  levels?: string[]
  emphasis: Record<string, number>
  /** Words that belong to this kind of work. */
  vocabulary?: string[]
}

export interface Skill {
  id: string
  name: string
  tier: number | null
  summary: string
  /** What a person can say of themself in an audit, so that a colleague could test it. */
  statement?: string
  /** What the skill looks like at a level: anchors[level]. Absent = the skill does not apply there. */
  anchors: Record<string, string>
  evidence: string[]
  actions: SkillAction[]
  /** Matched case-insensitively, each at the start of a word. */
  signals: string[]
}

export interface SkillAction {
  do: string
  proof: string
  hours: number
  weeks: number
  size: 'artifact' | 'project' | 'habit' | 'decision'
  for?: string[]
}

/** The level with this id, or a refusal naming the ones there are. */
export function levelOf(framework: Framework, id: string): Level {
  const level = framework.levels.find((candidate) => candidate.id === id)
  if (level) return level
  throw new Problem('missing', noSuchLevel(framework, id), 'level')
}

/** Refuses what was typed into `field` if it is no level of the framework. */
export function checkLevel(framework: Framework, id: string, field: string): void {
  if (!framework.levels.some((level) => level.id === id))
    throw new Problem('invalid', noSuchLevel(framework, id), field)
}

const noSuchLevel = ({ name, levels }: Framework, id: string): string =>
  `${name} has no level “${id}”. It has: ${levels.map((level) => level.id).join(', ')}.`

/** The skill with this id, or a refusal naming the ones there are. */
export function skillOf(framework: Framework, id: string): Skill {
  const skill = framework.skills.find((candidate) => candidate.id === id)
  if (!skill) throw new Problem('missing', noSuchSkill(framework, id), 'skill')
  return skill
}

/** Refuses an id typed into `field` that is no skill of the ladder. */
export function checkSkill(framework: Framework, id: string, field: string): void {
  if (!framework.skills.some((skill) => skill.id === id))
    throw new Problem('invalid', noSuchSkill(framework, id), field)
}

const noSuchSkill = ({ name, skills }: Framework, id: string): string =>
  `${name} has no skill “${id}”. It has: ${skills.map((skill) => skill.id).join(', ')}.`

/** The levels one step up, in the ladder's own order; empty at the top. */
export const nextLevels = (framework: Framework, id: string): Level[] =>
  levelOf(framework, id).next.map((next) => levelOf(framework, next))

/** True if nothing on the ladder lies above. */
export const isTop = (framework: Framework, id: string): boolean => levelOf(framework, id).next.length === 0

/**
 * The level most people at `id` would work towards: the next one on their own track, else the first next one.
 * At the top it is the level itself (domain 0, “Beyond promotion”).
 */
export function defaultTarget(framework: Framework, id: string): string {
  const { track } = levelOf(framework, id)
  const above = nextLevels(framework, id)
  return (above.find((level) => level.track === track) ?? above[0])?.id ?? id
}

/** How high a level stands, from 0: the longest way up to it along `next`; levels beside each other share a rank (domain 1.3). */
export function rankOf(framework: Framework, id: string): number {
  return rankBy(framework, id, new Map())
}

// Each level once: on a wide ladder there are more ways up than anybody can count.
function rankBy(framework: Framework, id: string, known: Map<string, number>): number {
  const counted = known.get(id)
  if (counted !== undefined) return counted
  const beside = new Set([id, ...levelOf(framework, id).lateral])
  for (const level of framework.levels) if (level.lateral.includes(id)) beside.add(level.id)
  const below = framework.levels.filter((level) => level.next.some((next) => beside.has(next)))
  const rank = below.length === 0 ? 0 : 1 + Math.max(...below.map((level) => rankBy(framework, level.id, known)))
  known.set(id, rank)
  return rank
}

/** The skills that apply at a level: those with an anchor there, in the ladder's own order. */
export function skillsAt(framework: Framework, level: string): Skill[] {
  levelOf(framework, level)
  return framework.skills.filter((skill) => anchorAt(skill, level) !== null)
}

/** What the skill looks like at the level, in one sentence; null where the skill does not apply. */
export const anchorAt = (skill: Skill, level: string): string | null => skill.anchors[level] ?? null

/** How much a skill counts at a level; 1 where the ladder does not say. */
export const weightOf = (framework: Framework, level: string, skill: string): number =>
  framework.weights[level]?.[skill] ?? 1

/** The `n` skills that count most at a level, heaviest first; equal weights keep the ladder's order. */
export const heaviestSkills = (framework: Framework, level: string, n: number): Skill[] =>
  skillsAt(framework, level)
    .sort((a, b) => weightOf(framework, level, b.id) - weightOf(framework, level, a.id))
    .slice(0, n)
