import { differenceOf, exchanged } from '../changed.ts'
import type { Day, Span } from '../day.ts'
import type { Evidence } from '../evidence.ts'
import {
  type Framework,
  isTop,
  type Level,
  levelOf,
  rankOf,
  type Skill,
  type Specialisation,
  skillsAt,
  weightOf,
} from '../framework.ts'
import { type ItemContext, itemOf } from '../item.ts'
import { foldName, type Rating, raterOf } from '../rating.ts'
import type { Agreement, Expect, Input, Item, Mode, Scale, WeightedSkill } from './input.ts'
import { model } from './model.ts'

/** The part of a profile that readiness depends on. */
export interface Climber {
  /** Present level, a level id. */
  level: string
  /** A level id; `none` or null for “not seeking promotion now”. */
  target: string | null
  specialisation?: string | null
  leaves?: readonly Span[]
  manager?: string | null
}

/**
 * An agreement as recorded. A former manager's counts until the next talk: give null from then on (domain 0).
 * `standIn`: another line manager spoke in the manager's place, so a different name is no change of manager.
 */
export interface AgreementRecord {
  state: Agreement['state']
  date: Day
  confirmedByManager?: boolean
  by?: string | null
  standIn?: boolean
}

/** The level whose anchors count, and what the comparison is for. Refuses levels the framework does not have. */
export function targetOf(
  { level, target }: Pick<Climber, 'level' | 'target'>,
  framework: Framework,
): { level: string; mode: Mode } {
  levelOf(framework, level)
  if (target === 'none' || target === null) return { level, mode: 'footprint' }
  if (isTop(framework, level)) return { level, mode: 'top' }
  levelOf(framework, target)
  return { level: target, mode: target === level ? 'footprint' : 'promotion' }
}

/** All that readiness needs, from what is stored: the ladder, the person, their ratings, records and agreement. */
export function readinessInput(
  framework: Framework,
  climber: Climber,
  ratings: readonly Rating[],
  evidence: readonly Evidence[],
  agreement: AgreementRecord | null,
  asOf: Day,
  earlier: ItemsOf | null = null,
): Input {
  const { level: target, mode } = targetOf(climber, framework)
  const present = levelOf(framework, climber.level)
  const context = itemContext(framework, climber, ratings, asOf)
  return {
    skills: weightedSkills(framework, target, climber.specialisation),
    scale: scaleOf(framework),
    targetLevel: context.rankOf(target)!,
    asOf,
    ratings,
    items: itemsOf(evidence, context, earlier).items,
    agreement: agreement && agreementWith(climber.manager, agreement),
    manager: climber.manager ?? undefined,
    monthsNeeded: present.months.sustained ?? model.gates.scope.months,
    expects: expectsOf(levelOf(framework, target), framework),
    leaves: climber.leaves ?? [],
    mode,
  }
}

/** Records and the items made of them. */
export interface ItemsOf {
  evidence: readonly Evidence[]
  context: ItemContext
  items: readonly Item[]
}

/** The items of these records. From those of a list before, both in the order of their ids, only what differs is looked at. */
export function itemsOf(evidence: readonly Evidence[], context: ItemContext, earlier: ItemsOf | null): ItemsOf {
  const made = (records: readonly Evidence[]) => records.flatMap((record) => itemOf(record, context) ?? [])
  if (earlier?.context !== context) return { evidence, context, items: made(evidence) }
  const { gone, come } = differenceOf(earlier.evidence, evidence)
  const items = exchanged(
    earlier.items,
    gone.map(({ id }) => id),
    made(come),
  )
  return { evidence, context, items }
}

/** What a person's records are turned into items by. The same person on the same day gets the same object. */
export function itemContext(
  framework: Framework,
  climber: Climber,
  ratings: readonly Rating[],
  asOf: Day,
): ItemContext {
  const managers = [
    ...new Set([
      ...ratings.filter(isFromManager).map(raterOf),
      ...(climber.manager ? [foldName(climber.manager)] : []),
    ]),
  ].sort()
  const says = JSON.stringify([climber.level, asOf, managers])
  const known = contexts.get(framework)?.get(says)
  if (known) return known
  const ranks = new Map(framework.levels.map((level) => [level.id, rankOf(framework, level.id)]))
  const context: ItemContext = {
    rankOf: (level) => ranks.get(level) ?? null,
    presentRank: ranks.get(climber.level)!,
    managers: new Set(managers),
    asOf,
  }
  const latest = [...(contexts.get(framework) ?? [])].slice(-7)
  contexts.set(framework, new Map([...latest, [says, context]]))
  return context
}

const contexts = new WeakMap<Framework, ReadonlyMap<string, ItemContext>>()

/** The skills with an anchor at the level and their weights, leaning towards the specialisation where it applies. */
export function weightedSkills(framework: Framework, level: string, specialisation?: string | null): WeightedSkill[] {
  const lean = framework.specialisations.find(({ id }) => id === specialisation)
  const emphasis = lean && appliesAt(lean, level) ? lean.emphasis : {}
  return skillsAt(framework, level).map(({ id }) => ({
    id,
    weight: weightOf(framework, level, id) * (emphasis[id] ?? 1),
  }))
}

function scaleOf({ scale: { points, meets } }: Pick<Framework, 'scale'>): Scale {
  const values = points.map((point) => point.value)
  return { min: Math.min(...values), max: Math.max(...values), meets }
}

/** What the level demands, its tiers spelled out as the skills that apply there. */
function expectsOf(level: Level, framework: Framework): Expect[] {
  const skills = skillsAt(framework, level.id)
  return level.expects.map(({ tier, ...demand }) => ({
    ...demand,
    skills: skills.filter((skill: Skill) => skill.tier === tier).map((skill) => skill.id),
  }))
}

/** A new manager does not erase an agreement; it then counts at most as heard. */
function agreementWith(manager: string | null | undefined, record: AgreementRecord): Agreement {
  const { state, date, confirmedByManager = false, by, standIn } = record
  const isFormer = !standIn && by && manager && foldName(by) !== foldName(manager)
  return { state, date, confirmedByManager, formerManager: isFormer ? by : undefined }
}

const appliesAt = (specialisation: Specialisation, level: string): boolean =>
  specialisation.levels === undefined || specialisation.levels.includes(level)

const isFromManager = (rating: Rating): boolean => rating.source === 'manager' && !rating.heard && rating.value !== null
