import type { Day } from './day.ts'
import { type Confirmation, corroborationOf, type Evidence, type EvidenceMetric } from './evidence.ts'
import { foldName } from './rating.ts'
import type { Item, Outcome, Voice } from './readiness/input.ts'

/** What turning a stored record into an item depends on. */
export interface ItemContext {
  /** Rank of a level id; null if the ladder does not have it. */
  rankOf: (level: string) => number | null
  /** Rank of the person's present level: the size of a record that does not say. */
  presentRank: number
  /** Folded names or ids of managers who have rated, and of the present one: their word is not a second source. */
  managers: ReadonlySet<string>
  asOf: Day
}

/**
 * A stored record as the readiness rules see it. Null for notes and undated records: they are listed and do not
 * count (domain 0). What was confirmed or read off after `asOf` has not happened yet.
 */
export function itemOf(evidence: Evidence, context: ItemContext): Item | null {
  const known = items.get(evidence)
  if (known?.context === context) return known.item
  const item = itemFrom(evidence, context)
  items.set(evidence, { context, item })
  return item
}

// A record that stands as it stood is the same item: after a change only what was touched is looked at again.
const items = new WeakMap<Evidence, { context: ItemContext; item: Item | null }>()

function itemFrom(evidence: Evidence, context: ItemContext): Item | null {
  const { kind, happenedOn, skills, seenBy } = evidence
  if (kind === null || happenedOn === null) return null
  const confirmations = evidence.confirmations.filter((confirmation) => confirmation.on <= context.asOf)
  return {
    id: evidence.id,
    kind,
    date: happenedOn,
    skills,
    scope: (evidence.scope === null ? null : context.rankOf(evidence.scope)) ?? context.presentRank,
    attestedScope: scopeSeen(confirmations, context),
    corroboration: corroborationOf({ confirmations, seenBy }),
    voices: voicesOf(confirmations, context.managers),
    initiative: evidence.initiative ?? undefined,
    outcome: outcomeOf(evidence.metrics, context.asOf),
  }
}

/** The outcome is the first metric with both ends that counts more than attention; a change alone is not measured. */
export function outcomeOf(metrics: readonly EvidenceMetric[], asOf: Day): Outcome | undefined {
  const metric = metrics.find(isMeasured)
  if (!metric) return undefined
  return {
    metric: metric.name ?? undefined,
    baseline: metric.from,
    after: metric.to,
    target: metric.target ?? undefined,
    targetSetBefore: metric.targetSetBefore ?? false,
    higherIsBetter: isHigherBetter(metric),
    check30: checkedOn(metric, 30, asOf),
    check60: checkedOn(metric, 60, asOf),
  }
}

/**
 * The size of work confirmers say they saw. A form or link speaks before words the owner pasted, so that pasting
 * cannot lift what somebody answered; among equals the one who saw most decides.
 */
function scopeSeen(confirmations: readonly Confirmation[], { rankOf }: ItemContext): number | undefined {
  const ranks = (pasted: boolean) =>
    confirmations
      .filter((confirmation) => (confirmation.how === 'pasted') === pasted)
      .flatMap(({ scopeSeen }) => (scopeSeen === null ? [] : (rankOf(scopeSeen) ?? [])))
  const seen = [ranks(false), ranks(true)].find((found) => found.length > 0)
  return seen && Math.max(...seen)
}

/** Who confirmed, where a manager is among them; otherwise the strongest word says all the rules need. */
function voicesOf(confirmations: readonly Confirmation[], managers: ReadonlySet<string>): Voice[] | undefined {
  const voices = confirmations.map(
    ({ by, how }): Voice => ({ by: foldName(by), how: how === 'pasted' ? 'pasted' : 'attested' }),
  )
  return voices.some((voice) => managers.has(voice.by)) ? voices : undefined
}

/** Up is good unless the movement was judged and says otherwise: a fall that is an improvement, a rise that is not. */
function isHigherBetter(metric: Measured): boolean {
  if (metric.good === null) return true
  const moved = metric.direction ?? (metric.to > metric.from ? 'up' : metric.to < metric.from ? 'down' : 'flat')
  return metric.good ? moved !== 'down' : moved !== 'up'
}

const checkedOn = (metric: EvidenceMetric, day: 30 | 60, asOf: Day): Day | undefined =>
  metric.checks?.find((check) => check.day === day && check.recordedOn <= asOf)?.recordedOn

type Measured = EvidenceMetric & { from: number; to: number }

const isMeasured = (metric: EvidenceMetric): metric is Measured =>
  !metric.vanity && !metric.counter && metric.from !== null && metric.to !== null
