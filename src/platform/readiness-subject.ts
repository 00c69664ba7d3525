import type { Day } from '../core/day.ts'
import type { Rating } from '../core/rating.ts'
import {
  type standingOf as groundOf,
  type Input,
  type ItemsOf,
  itemContext,
  readinessInput,
  standingFrom,
  targetOf,
} from '../core/readiness.ts'
import { evidenceOf } from './all-evidence.ts'
import { climberOf, latestAgreement, ratingsAgainst, type Standing, type StoredEvidence, standingOf } from './career.ts'
import type { Handle } from './database.ts'
import { held } from './derived.ts'
import type { Context } from './operation.ts'

/** All that readiness is worked out from on a day. */
export interface Subject extends Standing {
  /** The level whose anchors and scope count: the target, or the present level where nothing is aimed for. */
  against: string
  ratings: Rating[]
  evidence: readonly StoredEvidence[]
  input: Input
  /** The records and what the rules make of each. */
  items: ItemsOf
  /** What the rules make of the input. */
  ground: ReturnType<typeof groundOf>
}

type Reader = Pick<Context, 'tx' | 'personId' | 'frameworks'>

/** The person's whole input to the rules as of `on`, kept until a record changes. Refuses where ladder or level are not chosen. */
export const subjectOf = (reader: Reader, on: Day): Promise<Subject> =>
  held(reader.tx, reader.personId, on, 'readiness subject', (earlier) => readSubject(reader, on, earlier()))

/** After a change only what it touched is read, weighed and estimated again. */
async function readSubject({ tx, personId, frameworks }: Reader, on: Day, earlier: Subject | null): Promise<Subject> {
  const standing = await standingOf(tx, personId, frameworks)
  const { framework } = standing
  const climber = climberOf(standing)
  const ratings = await ratingsAgainst(tx, personId, standing)
  const evidence = await evidenceOf(tx, personId, on)
  const agreement = await agreementOn(tx, personId, standing, on)
  const input = readinessInput(framework, climber, ratings, evidence, agreement, on, earlier?.items)
  return {
    ...standing,
    against: targetOf(climber, framework).level,
    ratings,
    evidence,
    input,
    items: { evidence, context: itemContext(framework, climber, ratings, on), items: input.items },
    ground: standingFrom(earlier?.ground ?? null, input),
  }
}

/** The last word with the manager up to the day: what was said later had not been said yet. */
async function agreementOn(tx: Handle, personId: string, standing: Standing, day: Day) {
  const row = await latestAgreement(tx, personId, standing, day)
  return row ? { state: row.state, date: row.on, confirmedByManager: row.confirmedByManager, by: row.manager } : null
}
