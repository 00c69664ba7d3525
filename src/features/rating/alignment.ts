import { z } from 'zod'
import { heaviestSkills, skillsAt } from '../../core/framework.ts'
import { aligned, wrapped } from '../../core/printed.ts'
import { latestRatings } from '../../core/rating.ts'
import { type Alignment, agendaOf, alignmentOf, type Voice } from '../../core/rating-alignment.ts'
import { targetOf } from '../../core/readiness.ts'
import { ratingRowsAgainst, standingOf } from '../../platform/career.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { RatingRow } from '../../platform/schema.ts'

export const showAlignment = operation({
  name: 'rating.alignment',
  summary:
    'Compare your own ratings with those of your manager and your peers: where you agree, the three largest differences, and what to say about them in your next talk.',
  scope: 'read',
  input: z.strictObject({}),
  run: alignmentNow,
  prints: ({ says, skills, agenda }) =>
    [
      says,
      skills.length > 0 &&
        aligned([
          ['Skill', 'You', 'Manager', 'Peers'],
          ...skills.map((row) => [
            row.name,
            figure(row.self),
            figure(row.manager?.value ?? null),
            figure(row.peerMean),
          ]),
        ]),
      ...agenda.map(({ title, words, minutes }) => `${wrapped(title)}\n${wrapped(`${words} (${minutes} min)`, '  ')}`),
    ]
      .filter(Boolean)
      .join('\n\n'),
})

async function alignmentNow(context: Context) {
  const standing = await standingOf(context.tx, context.personId, context.frameworks)
  const { framework } = standing
  const against = targetOf(standing, framework).level
  const rows = await ratingRowsAgainst(context.tx, context.personId, standing, against)
  const latest = latestRatings(
    rows.map((row) => ({ ...row, date: row.on })),
    context.today,
  )
  const voices = latest.flatMap(voiceOf)
  const own = await ownBeside(context, latest)
  const { points, meets } = framework.scale
  const values = points.map(({ value }) => value)
  const scale = { min: Math.min(...values), max: Math.max(...values), meets }
  const skills = heaviestSkills(framework, against, skillsAt(framework, against).length)
  const alignment = alignmentOf(skills, own, voices, scale)
  return {
    ...alignment,
    agenda: agendaOf(alignment.disagreements),
    scale: { ...scale, points: points.map(({ value, label }) => ({ value, label })) },
    against,
    says: wordsFor(alignment),
  }
}

export type AlignmentAnswer = Awaited<ReturnType<typeof alignmentNow>>

const voiceOf = ({ skill, source, rater, value, heard, on, because }: RatingRow): Voice[] =>
  source === 'self' || value === null ? [] : [{ skill, source, rater, value, heard, on, because }]

/** The owner's own values: as they were locked when the latest answer about a skill came in, else as they are now. */
async function ownBeside(
  { tx, personId }: Pick<Context, 'tx' | 'personId'>,
  latest: readonly RatingRow[],
): Promise<Map<string, number>> {
  const own = new Map(
    latest.flatMap(({ source, skill, value }) =>
      source === 'self' && value !== null ? [[skill, value] as const] : [],
    ),
  )
  const ids = [...new Set(latest.flatMap(({ formId }) => formId ?? []))]
  if (ids.length === 0) return own
  const forms = await tx
    .selectFrom('ratingForms')
    .select(['id', 'skills', 'lockedRatings', 'receivedOn'])
    .where('personId', '=', personId)
    .where('id', 'in', ids)
    .orderBy('receivedOn')
    .orderBy('id')
    .execute()
  for (const { skills, lockedRatings } of forms)
    for (const skill of skills) {
      const locked = lockedRatings?.find((rating) => rating.skill === skill)?.value ?? null
      if (locked === null) own.delete(skill)
      else own.set(skill, locked)
    }
  return own
}

function wordsFor({ skills, agree, compared }: Alignment): string {
  if (skills.length === 0)
    return 'Nobody else has rated yet. Ask one person, and what you both said stands here side by side.'
  if (compared === 0) return 'You have not rated the skills that others have. Rate them, and both stand side by side.'
  if (agree === compared)
    return compared === 1
      ? 'You agree on the one skill that both sides rated.'
      : `You agree on all ${compared} skills that both sides rated.`
  if (agree === 0)
    return `You differ on ${compared === 1 ? 'the one skill' : `all ${compared} skills`} that both sides rated.`
  return `You agree on ${agree} of ${compared} ${compared === 1 ? 'skill' : 'skills'}.`
}

const figure = (value: number | null): string => (value === null ? '–' : String(Math.round(value * 10) / 10))
