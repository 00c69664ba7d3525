import { exchanged } from '../../core/changed.ts'
import type { Day } from '../../core/day.ts'
import { Problem } from '../../core/problem.ts'
import type { Rating } from '../../core/rating.ts'
import { type Input, readinessInput, targetOf } from '../../core/readiness.ts'
import { launchesIn, withLaunches } from '../../platform/all-evidence.ts'
import {
  asRating,
  climberOf,
  isOfVersion,
  type Standing,
  type StoredEvidence,
  withConfirmations,
} from '../../platform/career.ts'
import { ladderOf } from '../../platform/ladders.ts'
import type { Context } from '../../platform/operation.ts'
import type { PastRows, Touched } from '../../platform/past.ts'

/** Where a person stood by what was written down then, and all it is worked out from. */
export interface PastSubject extends Standing {
  /** The level whose anchors counted. */
  against: string
  ratings: Rating[]
  evidence: StoredEvidence[]
  input: Input
}

export type Reader = Pick<Context, 'tx' | 'personId' | 'frameworks'>

/** A person's rows, and the records they make; going back, only what was touched is made anew. */
export interface PastLife {
  rows: PastRows
  /** In the order of their ids, those removed by then among them. */
  evidence: readonly StoredEvidence[]
  launches: ReturnType<typeof launchesIn>
}

export function lifeFrom(rows: PastRows): PastLife {
  const evidence = withConfirmations([...rows.evidence.values()], [...rows.confirmations.values()])
  return { rows, evidence: evidence.sort((a, b) => (a.id < b.id ? -1 : 1)), launches: launchesOf(rows) }
}

/** The same life after its rows have gone back. */
export function refresh(life: PastLife, touched: Touched): void {
  const { rows } = life
  if (touched.launches) life.launches = launchesOf(rows)
  if (touched.evidence.size === 0) return
  const said = [...rows.confirmations.values()].filter(({ evidenceId }) => touched.evidence.has(evidenceId))
  const back = [...touched.evidence].flatMap((id) => rows.evidence.get(id) ?? [])
  const made = withConfirmations(
    back,
    said.sort((a, b) => (a.id < b.id ? -1 : 1)),
  )
  life.evidence = exchanged(life.evidence, touched.evidence, made)
}

const launchesOf = ({ initiatives, metrics, readings }: PastRows) =>
  launchesIn(
    initiatives.values(),
    [...metrics.values()],
    [...readings.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  )

/** Where the person stood with these rows on the day; null while ladder and level were not chosen, or where their words are gone. */
export async function pastSubject(reader: Reader, life: PastLife, on: Day): Promise<PastSubject | null> {
  const standing = await pastStanding(reader, life.rows)
  if (!standing) return null
  const { framework } = standing
  const climber = climberOf(standing)
  const against = targetOf(climber, framework).level
  const records = life.evidence.filter(({ removed }) => !removed)
  const evidence = withLaunches({ rows: records, launches: life.launches }, on)
  const ratings = [...life.rows.ratings.values()]
    .filter((row) => row.framework === framework.id && row.level === against && isOfVersion(row, standing.profile))
    .map(asRating)
  const input = readinessInput(framework, climber, ratings, evidence, agreementOn(life.rows, standing, on), on)
  return { ...standing, against, ratings, evidence, input }
}

async function pastStanding(reader: Reader, { profiles }: PastRows): Promise<Standing | null> {
  const [profile] = profiles.values()
  if (!profile?.framework || !profile.level) return null
  const framework = await ladderAtTheTime(reader, profile.framework, profile.frameworkVersion ?? null)
  if (!framework) return null
  const target = profile.target === 'none' ? null : profile.target
  const known = [profile.level, ...(target ? [target] : [])].every((id) =>
    framework.levels.some((level) => level.id === id),
  )
  return known ? { profile, framework, level: profile.level, target } : null
}

/** The ladder in the version stood on then; null where it is no longer kept. */
async function ladderAtTheTime(reader: Reader, id: string, version: number | null) {
  try {
    return await ladderOf(reader, id, version)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

/** The last word with the manager up to the day. */
function agreementOn({ agreements }: PastRows, { framework, level, target }: Standing, on: Day) {
  const row = [...agreements.values()]
    .filter((one) => one.framework === framework.id && one.level === (target ?? level) && one.on <= on)
    .sort((a, b) => (a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1))[0]
  return row ? { state: row.state, date: row.on, confirmedByManager: row.confirmedByManager, by: row.manager } : null
}
