import { addDays, type Day } from '../../core/day.ts'
import type { EvidenceMetric } from '../../core/evidence.ts'
import { measuredSince, namesANumber, type OwnRecords } from '../../core/stall-check.ts'
import { initiativesOf } from '../../platform/career.ts'
import type { Handle } from '../../platform/database.ts'
import type { InitiativeRow } from '../../platform/schema.ts'

/** What the person's records can say to a stall. What Cairn keeps no records of yet is null, so that nothing is guessed. */
export async function ownRecords(tx: Handle, personId: string, today: Day): Promise<OwnRecords> {
  const since = measuredSince(today)
  const rows = await tx
    .selectFrom('evidence')
    .select(['id', 'text', 'happenedOn', 'initiative', 'metrics'])
    .where('personId', '=', personId)
    .where('removedAt', 'is', null)
    .where('listedOn', '>', since)
    .where('listedOn', '<=', today)
    .orderBy('listedOn', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const measured = rows.filter(({ happenedOn, metrics }) => happenedOn !== null && metrics.some(isWhole))
  const initiatives = await initiativesOf(tx, personId)
  const withResult = new Set(measured.flatMap(({ initiative }) => initiative ?? []))
  return {
    strategyPieces: null,
    initiatives: underWay(initiatives, today),
    outside: null,
    measured: rows.length === 0 ? null : measured.map(({ id, text }) => ({ id, text: shortened(text) })),
    launched: launchedOf(initiatives, withResult, today),
    revisit: null,
  }
}

function shortened(text: string): string {
  const letters = [...text.trim().split('\n')[0]!]
  return letters.length > 120 ? `${letters.slice(0, 117).join('').trimEnd()}…` : letters.join('')
}

const isWhole = ({ from, to, vanity }: EvidenceMetric) => from !== null && to !== null && vanity !== true

function underWay(initiatives: InitiativeRow[], today: Day): OwnRecords['initiatives'] {
  const active = initiatives.filter(
    ({ startedOn, stoppedOn, launchedOn }) =>
      startedOn <= today && stoppedOn === null && (launchedOn === null || launchedOn > addDays(today, -90)),
  )
  return { active: active.length, linked: active.filter(({ why }) => namesANumber(why)).length }
}

/** Launches of a month to seven months ago; an outcome is a measured record of theirs, or a change for users in some words. */
function launchedOf(initiatives: InitiativeRow[], withResult: ReadonlySet<string>, today: Day): OwnRecords['launched'] {
  const launched = initiatives.filter(
    ({ launchedOn }) => launchedOn !== null && launchedOn <= addDays(today, -30) && launchedOn >= addDays(today, -210),
  )
  return {
    all: launched.length,
    withOutcome: launched.filter(({ id, userChange }) => withResult.has(id) || (userChange ?? '').length >= 40).length,
  }
}
