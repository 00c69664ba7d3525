import { z } from 'zod'
import type { Day } from '../../core/day.ts'
import { type Framework, levelOf } from '../../core/framework.ts'
import { count } from '../../core/number-words.ts'
import { wrapped } from '../../core/printed.ts'
import { targetOf } from '../../core/readiness.ts'
import { auditTiers, firstGate, type TierAudit, type TierGate } from '../../core/tier-audit.ts'
import { climberOf, ratingsAgainst, standingOf } from '../../platform/career.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { readSettings } from '../../platform/settings.ts'

export const showAudit = operation({
  name: 'audit.show',
  summary:
    'Show the audit of your skills, tier by tier: the total of your own answers, its lowest skills, the verdict and what it advises.',
  scope: 'read',
  input: z.strictObject({}),
  run: auditOfPerson,
  prints: (answer) =>
    (answer.note && wrapped(answer.note)) ??
    [
      ...(answer.first ? [wrapped(gateWords(answer.first, answer.tiers)), ''] : []),
      ...answer.tiers.map((tier) => printed(tier, answer)),
    ].join('\n'),
})

export interface AuditAnswer {
  on: Day
  framework: string
  frameworkVersion: number
  level: string
  /** The level whose anchors the answers are against. */
  against: string
  title: string
  scale: Framework['scale']
  tiers: TierAudit[]
  /** The tier that comes before all others. */
  first: TierGate | null
  /** Why there is nothing to add up. */
  note: string | null
  /** The person's wish for what they are shown; the numbers are there all the same. */
  hideNumbers: boolean
}

async function auditOfPerson({ tx, personId, frameworks, today }: Context): Promise<AuditAnswer> {
  const standing = await standingOf(tx, personId, frameworks)
  const { framework, level, profile } = standing
  const against = targetOf(climberOf(standing), framework).level
  const tiers = auditTiers(framework, against, await ratingsAgainst(tx, personId, standing), today)
  const { hideNumbers } = await readSettings(tx, personId)
  return {
    on: today,
    framework: framework.id,
    frameworkVersion: framework.version,
    level,
    against,
    title: levelOf(framework, against).title,
    scale: framework.scale,
    tiers,
    first: firstGate(framework, tiers, { level, levelSince: profile.levelSince, leaves: profile.leaves }, today),
    note: tiers.length === 0 ? noTiers(framework.name) : null,
    hideNumbers,
  }
}

const noTiers = (ladder: string): string =>
  `The ${ladder} ladder has no tiers of skills, so there is nothing to add up. Rate its skills one by one instead.`

/** The tier that comes first, in a sentence or two. */
export function gateWords(
  { tier, weak, due, asksSince, do: advice, why }: TierGate,
  tiers: readonly TierAudit[],
): string {
  const names = namesOf(weak, tiers)
  if (due) return `First of all: ${names}. ${advice} ${why}`
  const since = asksSince ? ' Say since when you are at your level, and Cairn can tell how pressing it is.' : ''
  return `${names}: below the bar in tier ${tier}, which is taken for granted later on. There is time, and it is best spent early.${since}`
}

/** The verdict in words with the counts behind them; while answers are missing, what is missing. */
export function tierWords({ skills, answered, title, noChance, total }: TierAudit): string {
  if (title !== null) return title
  if (answered < skills.length) return `${count(answered, 'answer')} of ${skills.length} so far`
  return total === null && noChance.length > 0 ? 'No total while a skill has had no occasion' : 'Not answered yet'
}

/** “14 of 20, lowest 2”, or what it can still come to. */
export function countWords({ total, of, range: [least, most], minimum }: TierAudit): string {
  const sum = total === null ? `between ${least} and ${most} of ${of}` : `${total} of ${of}`
  return minimum === null ? sum : `${sum}, lowest ${minimum}`
}

export const namesOf = (ids: readonly string[], tiers: readonly TierAudit[]): string => {
  const names = new Map(tiers.flatMap(({ skills }) => skills.map(({ id, name }) => [id, name])))
  return new Intl.ListFormat('en').format(ids.map((id) => names.get(id) ?? id))
}

function printed(tier: TierAudit, { tiers, hideNumbers }: Pick<AuditAnswer, 'tiers' | 'hideNumbers'>): string {
  const lines = [
    `${tier.name}: ${tierWords(tier)}${hideNumbers ? '' : ` (${countWords(tier)})`}`,
    tier.advice && wrapped(tier.advice, '  '),
    tier.why && wrapped(tier.why, '  '),
    tier.lowest.length > 0 && wrapped(`Lowest: ${namesOf(tier.lowest, tiers)}`, '  '),
    tier.noChance.length > 0 && wrapped(`No chance yet: ${namesOf(tier.noChance, tiers)}`, '  '),
    tier.notAble.length > 0 && wrapped(`Not able yet: ${namesOf(tier.notAble, tiers)}`, '  '),
  ]
  return lines.filter(Boolean).join('\n')
}
