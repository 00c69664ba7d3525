import type { Day } from '../../core/day.ts'
import type { Rating } from '../../core/rating.ts'
import { type Input, readinessInput, targetOf } from '../../core/readiness.ts'
import {
  evidenceOf,
  latestAgreement,
  ratingsOf,
  type Standing,
  type StoredEvidence,
  standingOf,
} from '../../platform/career.ts'
import type { Handle } from '../../platform/database.ts'
import { derived } from '../../platform/derived.ts'
import type { Context } from '../../platform/operation.ts'
import type { RatingRow } from '../../platform/schema.ts'

/** All that readiness is worked out from on a day. */
export interface Subject extends Standing {
  /** The level whose anchors and scope count: the target, or the present level where nothing is aimed for. */
  against: string
  evidence: StoredEvidence[]
  input: Input
}

type Reader = Pick<Context, 'tx' | 'personId' | 'frameworks'>

/** The person's whole input to the rules as of `on`, kept until a record changes. Refuses where ladder or level are not chosen. */
export const subjectOf = (reader: Reader, on: Day): Promise<Subject> =>
  derived(reader.tx, reader.personId, on, 'readiness subject', () => readSubject(reader, on))

async function readSubject({ tx, personId, frameworks }: Reader, on: Day): Promise<Subject> {
  const standing = await standingOf(tx, personId, frameworks)
  const { profile, framework, level, target } = standing
  const climber = {
    level,
    target: target ?? 'none',
    specialisation: profile.specialisation,
    leaves: profile.leaves,
    manager: profile.manager,
  }
  const against = targetOf(climber, framework).level
  const ratings = (await ratingsOf(tx, personId)).filter((row) => isAgainst(row, framework.id, against)).map(asRating)
  const evidence = await evidenceOf(tx, personId, on)
  const agreement = await agreementOn(tx, personId, standing, on)
  return {
    ...standing,
    against,
    evidence,
    input: readinessInput(framework, climber, ratings, evidence, agreement, on),
  }
}

/** A rating says where someone stands against one level of one ladder, and nothing about another. */
const isAgainst = (row: RatingRow, framework: string, level: string): boolean =>
  row.framework === framework && row.level === level

/** The last word with the manager up to the day: what was said later had not been said yet. */
async function agreementOn(tx: Handle, personId: string, standing: Standing, day: Day) {
  const row = await latestAgreement(tx, personId, standing, day)
  return row ? { state: row.state, date: row.on, confirmedByManager: row.confirmedByManager, by: row.manager } : null
}

const asRating = (row: RatingRow): Rating => ({
  id: row.id,
  skill: row.skill,
  source: row.source,
  rater: row.rater,
  value: row.value,
  date: row.on,
  because: row.because,
  evidence: row.ratingEvidence,
  heard: row.heard,
  noOpportunity: row.noOpportunity,
  frameworkVersion: row.frameworkVersion,
})
