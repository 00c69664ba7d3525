import { skillsAt } from '../../core/framework.ts'
import { Problem } from '../../core/problem.ts'
import { latestRatings } from '../../core/rating.ts'
import { askedSkills, type RatingRequest, titleAt } from '../../core/rating-request.ts'
import { profileOf } from '../../platform/career.ts'
import { ladderOf } from '../../platform/ladders.ts'
import type { Context } from '../../platform/operation.ts'
import type { OwnRating, RatingFormRow, RatingReceived } from '../../platform/schema.ts'

/** The request with this id, or a refusal; another person's is as if it were not there. */
export async function formOf({ tx, personId }: Pick<Context, 'tx' | 'personId'>, id: string): Promise<RatingFormRow> {
  const row = await tx
    .selectFrom('ratingForms')
    .selectAll()
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row) return row
  throw new Problem('missing', 'There is no such request among yours. “cairn rating asked” lists them.', 'id')
}

/** The request as its rater reads it. */
export async function requestOf(context: Parameters<typeof ladderOf>[0], row: RatingFormRow): Promise<RatingRequest> {
  // In the words they were asked in, whatever became of the ladder since.
  const framework = await ladderOf(context, row.framework, row.frameworkVersion)
  const known = new Set(skillsAt(framework, row.level).map(({ id }) => id))
  return {
    id: row.id,
    owner: (await profileOf(context.tx, context.personId)).name,
    rater: row.rater,
    title: titleAt(framework, row.level),
    skills: askedSkills(
      framework,
      row.level,
      row.skills.filter((skill) => known.has(skill)),
    ),
    points: framework.scale.points,
  }
}

/** What the owner says of themselves now, of these skills against the level of the request. A skill without an occasion counts as said. */
export async function ownRatings(
  { tx, personId, today }: Pick<Context, 'tx' | 'personId' | 'today'>,
  { framework, level, skills }: Pick<RatingFormRow, 'framework' | 'level' | 'skills'>,
): Promise<OwnRating[]> {
  const rows = await tx
    .selectFrom('ratings')
    .select(['id', 'skill', 'source', 'rater', 'value', 'on'])
    .where('personId', '=', personId)
    .where('framework', '=', framework)
    .where('level', '=', level)
    .where('source', '=', 'self')
    .where('skill', 'in', skills)
    .execute()
  const latest = latestRatings(
    rows.map((row) => ({ ...row, date: row.on })),
    today,
  )
  return latest.map(({ skill, value, on }) => ({ skill, value, on }))
}

/** The skills of a request that the owner has not rated: until they have, the answer stays sealed. */
export const toRateFirst = (row: Pick<RatingFormRow, 'skills'>, own: readonly OwnRating[]): string[] =>
  row.skills.filter((skill) => !own.some((rating) => rating.skill === skill))

/**
 * Opens an answer: the owner's ratings are locked beside it, and what the rater said counts from now on. What the owner had said when
 * the answer came in stays what it is compared with.
 */
export async function openAnswer(context: Context, row: RatingFormRow): Promise<void> {
  const received = row.receivedAnswer
  if (!received) throw new Error(`request ${row.id} has no answer to open`)
  const own = await ownRatings(context, row)
  const locked = row.lockedRatings ?? []
  const later = own.filter(({ skill }) => !locked.some((rating) => rating.skill === skill))
  await context.records.update('ratingForms', row.id, { state: 'open', lockedRatings: [...locked, ...later] })
  for (const answer of received.answers) await keepRating(context, row, answer, received.on)
}

/** One rating that came in. Where they have seen nothing there is none: it would hide what they said before. */
async function keepRating(context: Context, row: RatingFormRow, answer: RatingReceived, on: string): Promise<void> {
  if (answer.value === null) return
  await context.records.insert('ratings', {
    id: context.newId(),
    skill: answer.skill,
    source: row.source,
    rater: row.rater,
    value: answer.value,
    on,
    because: answer.because,
    ratingEvidence: [],
    heard: answer.heard,
    noOpportunity: false,
    framework: row.framework,
    frameworkVersion: row.frameworkVersion,
    level: row.level,
    formId: row.id,
    createdAt: context.now,
  })
}

/** Opens what was sealed until the owner had rated the same skills; answers the names of those whose answers opened. */
export async function openWhatWaited(context: Context): Promise<string[]> {
  const sealed = await context.tx
    .selectFrom('ratingForms')
    .selectAll()
    .where('personId', '=', context.personId)
    .where('state', '=', 'sealed')
    .orderBy('id')
    .execute()
  const opened: string[] = []
  for (const row of sealed) {
    if (toRateFirst(row, await ownRatings(context, row)).length > 0) continue
    await openAnswer(context, row)
    opened.push(row.rater)
  }
  return opened
}
