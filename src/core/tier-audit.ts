import { activeDaysBetween, type Day, type Span } from './day.ts'
import { type AuditGuide, type Framework, rankOf, type Skill, skillsAt, type Tier } from './framework.ts'
import type { Rating } from './rating.ts'
import { latestRatings } from './rating.ts'
import { type AuditVerdict, auditOf, auditRange } from './readiness/audit.ts'

/** A skill of a tier as the owner answered its statement. */
export interface AuditedSkill {
  id: string
  name: string
  /** What is answered; the skill's summary where the ladder has no statement for it. */
  statement: string
  /** The owner's latest rating; null while there is none, or where the work has not offered the skill. */
  value: number | null
  because: string | null
  evidence: string[]
  on: Day | null
  /** The work has not offered it yet: a matter of chances, not of ability (S0-10). */
  noOpportunity: boolean
  /** Answered with a value, or with “no chance yet”. */
  answered: boolean
}

/** One tier of skills added up (domain 1.4 o). */
export interface TierAudit {
  tier: number
  name: string
  skills: AuditedSkill[]
  answered: number
  /** Null until every skill has a value: part of a total says nothing (S0-19). */
  total: number | null
  /** The highest total there is. */
  of: number
  /** What the total can still be; both ends are the total once it is known. */
  range: [least: number, most: number]
  /** The lowest value given so far, and the skills that have it: a total hides its shape (S0-18). */
  minimum: number | null
  lowest: string[]
  /** The manager's own total, where they have rated all of it; the lower verdict counts. */
  manager: { total: number; verdict: AuditVerdict } | null
  verdict: AuditVerdict | null
  /** The verdict in a few words, what to do about it and why; null while there is none. */
  title: string | null
  advice: string | null
  why: string | null
  /** Skills below the bar that the work has offered, and those it has not offered yet. */
  notAble: string[]
  noChance: string[]
}

/** A tier that comes before all others: skills taken for granted are still below the bar (S0-05, S0-06). */
export interface TierGate {
  tier: number
  name: string
  weak: string[]
  /** True once the time in the role says that the tier is due; before that it is a hint. */
  due: boolean
  /** The time in the role is not known, and it would decide. */
  asksSince: boolean
  do: string
  why: string
}

export interface AuditedPerson {
  /** Present level, and since when. */
  level: string
  levelSince: Day | null
  leaves: readonly Span[]
}

/** Every tier with a skill at the level, in the ladder's order; none where the ladder has no tiers. */
export function auditTiers(framework: Framework, against: string, ratings: readonly Rating[], asOf: Day): TierAudit[] {
  const skills = skillsAt(framework, against)
  const own = new Map(
    latestRatings(ratings, asOf).flatMap((rating) => (rating.source === 'self' ? [[rating.skill, rating]] : [])),
  )
  return framework.tiers.flatMap((tier) => {
    const group = skills.filter((skill) => skill.tier === tier.id)
    return group.length === 0 ? [] : [tierAudit(framework, tier, group, own, ratings, asOf)]
  })
}

function tierAudit(
  framework: Framework,
  { id: tier, name }: Tier,
  group: readonly Skill[],
  own: ReadonlyMap<string, Rating>,
  ratings: readonly Rating[],
  asOf: Day,
): TierAudit {
  const { scale } = framework
  const ids = group.map((skill) => skill.id)
  const skills = group.map((skill) => audited(skill, own.get(skill.id)))
  const ends = { min: scale.points[0]!.value, max: scale.points.at(-1)!.value, meets: scale.meets }
  const guide = framework.audit?.find((one) => one.tier === tier && one.of === group.length * ends.max)
  const audit = auditOf(ids, ratings, ends, asOf, guide)
  const values = skills.flatMap(({ value }) => value ?? [])
  const minimum = values.length === 0 ? null : Math.min(...values)
  const verdict = audit?.verdict ?? null
  const below = skills.filter(({ value }) => value === null || value < scale.meets)
  return {
    tier,
    name,
    skills,
    answered: skills.filter(({ answered }) => answered).length,
    total: audit?.self.total ?? null,
    of: group.length * ends.max,
    range: auditRange(
      skills.map(({ value }) => value),
      ends,
    ),
    minimum,
    lowest: skills.filter(({ value }) => value !== null && value === minimum).map(({ id }) => id),
    manager: audit?.manager ? { total: audit.manager.total, verdict: audit.manager.verdict } : null,
    verdict,
    ...adviceFor(verdict, guide, tier === framework.tiers.at(-1)!.id),
    notAble: below.filter(({ value, noOpportunity }) => value !== null && !noOpportunity).map(({ id }) => id),
    noChance: below.filter(({ noOpportunity }) => noOpportunity).map(({ id }) => id),
  }
}

const audited = ({ id, name, summary, statement }: Skill, rating: Rating | undefined): AuditedSkill => ({
  id,
  name,
  statement: statement ?? summary,
  value: rating?.value ?? null,
  because: rating?.because ?? null,
  evidence: rating?.evidence ?? [],
  on: rating?.date ?? null,
  noOpportunity: rating?.noOpportunity ?? false,
  answered: rating !== undefined,
})

interface Advice {
  title: string | null
  advice: string | null
  why: string | null
}

/** The ladder's own words for a verdict, else words that fit any ladder. */
function adviceFor(verdict: AuditVerdict | null, guide: AuditGuide | undefined, isLast: boolean): Advice {
  if (verdict === null) return { title: null, advice: null, why: null }
  const step = guide?.steps.find(({ id }) => id === verdict)
  if (step) return { title: step.title, advice: step.do, why: step.why }
  return isLast && verdict === 'expose' ? atTheTop : plainAdvice[verdict]
}

const plainAdvice: Record<AuditVerdict, Advice> = {
  focus: {
    title: 'Work on this tier first',
    advice: 'Give the next 90 days to its lowest skill, on a real problem, and measure yourself on that skill alone.',
    why: 'What comes after this tier rests on it.',
  },
  'level-out': {
    title: 'Lift the lowest',
    advice:
      'Bring the lowest one or two skills up to the bar, and take one piece of work that reaches into the next tier.',
    why: 'A total hides its shape: one low skill is what others remember.',
  },
  expose: {
    title: 'Start on the next tier',
    advice: 'Ask for one piece of work of the next tier, and keep this one in use by teaching it.',
    why: 'More of the same adds little from here.',
  },
}

const atTheTop: Advice = {
  title: 'Choose what you are known for',
  advice: 'Lean into the skill that people come to you for, and pass the others on.',
  why: 'No tier lies above this one.',
}

/**
 * The tier that comes before all others, or null. A ladder's checkpoint says after how long at which level a tier is due: at that level
 * the time decides, above it the tier is due in any case, below it there is only a hint.
 */
export function firstGate(
  framework: Framework,
  tiers: readonly TierAudit[],
  { level, levelSince, leaves }: AuditedPerson,
  today: Day,
): TierGate | null {
  for (const checkpoint of framework.checkpoints ?? []) {
    const audit = tiers.find(({ tier }) => tier === checkpoint.tier)
    const weak = audit?.notAble ?? []
    if (!audit || weak.length === 0) continue
    const above = rankOf(framework, level) - rankOf(framework, checkpoint.level)
    const known = above === 0 && levelSince !== null
    const isOver = known && activeDaysBetween(levelSince, today, leaves) > checkpoint.months * daysPerMonth
    return {
      tier: audit.tier,
      name: audit.name,
      weak,
      due: above > 0 || isOver,
      asksSince: above === 0 && levelSince === null,
      do: checkpoint.do,
      why: checkpoint.why,
    }
  }
  return null
}

const daysPerMonth = 365.25 / 12
