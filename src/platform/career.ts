import type { Day } from '../core/day.ts'
import { type Confirmation, corroborationOf, type Evidence } from '../core/evidence.ts'
import { type Framework, levelOf } from '../core/framework.ts'
import { Problem } from '../core/problem.ts'
import type { Rating } from '../core/rating.ts'
import { type Climber, targetOf } from '../core/readiness.ts'
import type { Handle } from './database.ts'
import type { ConfirmationRow, EvidenceRow, ProfileRow, RatingRow } from './schema.ts'
import { whileUntouched } from './untouched.ts'

// What several features read of a person's career. Reading is free for all; writing belongs to each table's own feature.

export type Profile = Omit<ProfileRow, 'id' | 'personId'>

export const emptyProfile: Profile = {
  name: null,
  framework: null,
  frameworkVersion: null,
  level: null,
  target: null,
  specialisation: null,
  levelSince: null,
  company: null,
  manager: null,
  weeklyHours: null,
  locale: null,
  fiscalYearStart: null,
  reviewOn: null,
  leaves: [],
}

/** Shared by all who ask: read it only. */
export const profileOf = (tx: Handle, personId: string): Promise<Readonly<Profile>> =>
  whileUntouched(tx, personId, 'profile', ['profiles'], async () => {
    const row = await tx.selectFrom('profiles').selectAll().where('personId', '=', personId).executeTakeFirst()
    if (!row) return emptyProfile
    const { id: _, personId: __, ...profile } = row
    return Object.freeze(profile)
  })

/** Where the person stands: ladder, level now, and what they aim at (`null` target: not seeking promotion now). */
export interface Standing {
  profile: Profile
  framework: Framework
  level: string
  target: string | null
}

/** The person's standing, or a refusal that says how to set it. */
export async function standingOf(tx: Handle, personId: string, frameworks: readonly Framework[]): Promise<Standing> {
  const standing = await knownStanding(tx, personId, frameworks)
  if (!standing)
    throw new Problem(
      'conflict',
      'Say first what you do and what comes next: on the start page, or with “cairn profile set --framework pm --level pm”.',
      'framework',
    )
  return standing
}

export async function knownStanding(
  tx: Handle,
  personId: string,
  frameworks: readonly Framework[],
): Promise<Standing | null> {
  const profile = await profileOf(tx, personId)
  const framework = frameworks.find(({ id }) => id === profile.framework)
  if (!framework || !profile.level) return null
  levelOf(framework, profile.level)
  return { profile, framework, level: profile.level, target: profile.target === 'none' ? null : profile.target }
}

/** The part of a standing that the rules of readiness and of the case depend on. */
export const climberOf = ({ profile, level, target }: Standing): Climber => ({
  level,
  target: target ?? 'none',
  specialisation: profile.specialisation,
  leaves: profile.leaves,
  manager: profile.manager,
})

/** The ratings against the level aimed at, newest first: a rating says nothing about another level or ladder. */
export async function ratingsAgainst(tx: Handle, personId: string, standing: Standing): Promise<Rating[]> {
  const against = targetOf(climberOf(standing), standing.framework).level
  return (await ratingRowsAgainst(tx, personId, standing, against)).map(asRating)
}

/**
 * Ratings against one level of the ladder stood on, newest first. Where a version was adopted, what was said of another version's
 * words waits until it is carried over (`rating.migrate`).
 */
export async function ratingRowsAgainst(
  tx: Handle,
  personId: string,
  { framework, profile }: Pick<Standing, 'framework' | 'profile'>,
  level: string,
): Promise<RatingRow[]> {
  const rows = await tx
    .selectFrom('ratings')
    .selectAll()
    .where('personId', '=', personId)
    .where('framework', '=', framework.id)
    .where('level', '=', level)
    .orderBy('on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.filter((row) => isOfVersion(row, profile))
}

/** True for a rating of the words that the person stands on; where no version was adopted, the ladder is followed as it is. */
export const isOfVersion = (
  { frameworkVersion }: Pick<RatingRow, 'frameworkVersion'>,
  profile: Pick<Profile, 'frameworkVersion'>,
): boolean => profile.frameworkVersion === null || profile.frameworkVersion === frameworkVersion

/** A stored row as the rating it is. */
export const asRating = (row: RatingRow): Rating => ({
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

/** A stored row as the evidence it is. */
export const asEvidence = (row: EvidenceRow, confirmations: Confirmation[]): StoredEvidence => {
  // Field by field: a career is read as a whole after every change, and this is most of the time it takes.
  return {
    id: row.id,
    text: row.text,
    kind: row.kind,
    kindSource: row.kindSource,
    happenedOn: row.happenedOn,
    listedOn: row.listedOn,
    skills: row.skills,
    skillsSource: row.skillsSource,
    initiative: row.initiative,
    scope: row.scope,
    metrics: row.metrics,
    decision: row.decision,
    foundFirst: row.foundFirst,
    lesson: row.lesson,
    problem: row.problem,
    next: row.next,
    myPart: row.myPart,
    othersPart: row.othersPart,
    audienceLevel: row.audienceLevel,
    seenBy: row.seenBy,
    creditedBy: row.creditedBy,
    links: row.links,
    confidential: row.confidential,
    importedFrom: row.importedFrom,
    createdAt: row.createdAt,
    confirmations,
    removed: row.removedAt !== null,
    corroboration: corroborationOf({ confirmations, seenBy: row.seenBy }),
  }
}

export type StoredEvidence = Evidence &
  Pick<EvidenceRow, 'listedOn' | 'skillsSource' | 'importedFrom'> & {
    removed: boolean
    corroboration: ReturnType<typeof corroborationOf>
  }

/** The records of these rows, with what was said of each. */
export async function withTheirConfirmations(
  tx: Handle,
  personId: string,
  rows: EvidenceRow[],
): Promise<StoredEvidence[]> {
  if (rows.length === 0) return []
  const confirmations = await tx
    .selectFrom('confirmations')
    .selectAll()
    .where('personId', '=', personId)
    .where(
      'evidenceId',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
    .execute()
  return withConfirmations(rows, confirmations)
}

export function withConfirmations(rows: EvidenceRow[], confirmations: ConfirmationRow[]): StoredEvidence[] {
  const byEvidence = Map.groupBy(confirmations, (confirmation) => confirmation.evidenceId)
  return rows.map((row) => asEvidence(row, (byEvidence.get(row.id) ?? []).map(asConfirmation)))
}

const asConfirmation = ({ id, by, role, words, on, how, scopeSeen }: ConfirmationRow): Confirmation => ({
  id,
  by,
  role,
  words,
  on,
  how,
  scopeSeen,
})

/** The last words with the manager about the level aimed at, up to the day, whoever the manager was. */
export const latestAgreement = (tx: Handle, personId: string, { framework, level, target }: Standing, on: Day) =>
  tx
    .selectFrom('agreements')
    .selectAll()
    .where('personId', '=', personId)
    .where('framework', '=', framework.id)
    .where('level', '=', target ?? level)
    .where('on', '<=', on)
    .orderBy('on', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export const initiativesOf = (tx: Handle, personId: string) =>
  tx
    .selectFrom('initiatives')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('startedOn', 'desc')
    .orderBy('id', 'desc')
    .execute()
