import { z } from 'zod'
import { anchorAt, type Framework, type Skill, skillsAt } from '../../core/framework.ts'
import { facts, levelTitle, listed, skillName, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { foldName } from '../../core/rating.ts'
import { heardMark, targetOf } from '../../core/readiness.ts'
import { type Profile, standingOf } from '../../platform/career.ts'
import { newestFirst } from '../../platform/cursor.ts'
import { day, id, optionalText, page } from '../../platform/fields.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { RatingRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'
import { openWhatWaited } from './forms.ts'

const sources = ['self', 'manager', 'peer'] as const

export const giveRating = operation({
  name: 'rating.give',
  summary:
    'Rate a skill against what your target level asks for, with a because. A manager’s or peer’s rating typed in here is kept as you heard it.',
  scope: 'write',
  input: z.strictObject({
    skill: id.describe('The skill, by its id on the ladder.'),
    value: z.number().optional().describe('On the ladder’s own scale. Not needed with noOpportunity.'),
    source: z.enum(sources).default('self').describe('Whose view it is.'),
    rater: optionalText(120).describe('Their name; needed for a peer, your manager’s from the profile otherwise.'),
    because: optionalText(2000).describe('What it rests on.'),
    evidence: z.array(id).max(20).optional().describe('Records it rests on.'),
    on: day.optional().describe('The day; today if left out.'),
    noOpportunity: z.boolean().optional().describe('You have had no occasion to show it yet.'),
  }),
  async run(context, input) {
    const { framework, profile, level, target } = await standingOf(context.tx, context.personId, context.frameworks)
    const against = targetOf({ level, target }, framework).level
    const skill = skillToRate(framework, against, input.skill)
    const noOpportunity = input.noOpportunity ?? false
    const value = onScale(framework, input.value, noOpportunity)
    const on = input.on ?? context.today
    if (on > context.today) throw new Problem('invalid', 'That day lies ahead. Nothing was changed.', 'on')
    const row = await context.records.insert('ratings', {
      id: context.newId(),
      skill: skill.id,
      source: input.source,
      rater: raterOf(input.source, input.rater ?? null, profile),
      value,
      on,
      because: input.because ?? null,
      ratingEvidence: await ownRecords(context, input.evidence ?? []),
      heard: input.source !== 'self',
      noOpportunity,
      framework: framework.id,
      frameworkVersion: framework.version,
      level: against,
      formId: null,
      createdAt: context.now,
    })
    // What others said of the same skills was sealed until now.
    const opened = input.source === 'self' ? await openWhatWaited(context) : []
    return { ...asRating(row), skillName: skill.name, label: labelOf(framework, row.value), opened }
  },
  says: ({ skillName, label, rater, heard, opened }) => {
    const said = label === null ? 'no occasion yet' : `“${label}”`
    if (heard) return `Kept ${heardMark}: ${skillName}, ${said}, by ${rater}.`
    const also = opened.length > 0 ? ` ${new Intl.ListFormat('en').format(opened)}: the answer is open now.` : ''
    return `Kept: ${skillName}, ${said}.${also}`
  },
})

export const listRatings = operation({
  name: 'rating.list',
  summary: 'List ratings, newest first.',
  scope: 'read',
  input: z.strictObject({ skill: id.optional(), source: z.enum(sources).optional(), ...page }),
  async run({ tx, personId }, { skill, source, ...page }) {
    let query = tx.selectFrom('ratings').selectAll().where('personId', '=', personId)
    if (skill) query = query.where('skill', '=', skill)
    if (source) query = query.where('source', '=', source)
    const { rows, next } = await newestFirst(query, 'on', page)
    return { items: rows.map(asRating), next }
  },
  prints: ({ items, next }, frameworks) =>
    listed(
      items.map((rating) => printed(rating, frameworks)),
      'Nobody has rated yet. Begin with one skill: cairn rating give --help',
      next,
    ),
})

function printed(rating: ReturnType<typeof asRating>, frameworks: readonly Framework[]): string {
  const framework = frameworks.find(({ id }) => id === rating.framework)
  const label = framework ? labelOf(framework, rating.value) : null
  return [
    `${skillName(frameworks, rating.skill)}: ${rating.noOpportunity ? 'no occasion yet' : (label ?? rating.value)}`,
    `  ${facts([
      rating.source === 'self' ? 'you' : `${rating.rater}, ${rating.source}`,
      rating.heard && 'as you heard it',
      dayWords(rating.on),
      `against ${levelTitle(frameworks, rating.framework, rating.level)}`,
    ])}`,
    rating.because && wrapped(rating.because, '  '),
  ]
    .filter(Boolean)
    .join('\n')
}

/** The skill with this id, or a refusal if the level does not ask for it. */
export function skillToRate(framework: Framework, against: string, id: string, field = 'skill'): Skill {
  const skill = framework.skills.find((candidate) => candidate.id === id)
  if (skill && anchorAt(skill, against) !== null) return skill
  const known = skillsAt(framework, against).map((candidate) => candidate.id)
  throw new Problem(
    'invalid',
    `“${id}” is not a skill of this level. There are: ${known.join(', ')}. Nothing was changed.`,
    field,
  )
}

function onScale({ scale: { points } }: Framework, value: number | undefined, noOpportunity: boolean): number | null {
  if (value === undefined && noOpportunity) return null
  const scale = points.map((point) => `${point.value} (${point.label})`).join(', ')
  if (value === undefined)
    throw new Problem('invalid', `Choose where you stand: ${scale}; or say that there was no occasion yet.`, 'value')
  if (!points.some((point) => point.value === value))
    throw new Problem('invalid', `${value} is not on this ladder’s scale: ${scale}. Nothing was changed.`, 'value')
  return value
}

/** Whose view it is, by name; a manager's name is in the profile. */
export function raterOf(source: (typeof sources)[number], rater: string | null, { name, manager }: Profile): string {
  if (source === 'self') return 'self'
  const said = rater ?? (source === 'manager' ? (manager ?? 'manager') : null)
  if (!said) throw new Problem('invalid', 'Say which peer rated. Nothing was changed.', 'rater')
  if (name && foldName(said) === foldName(name))
    throw new Problem('invalid', 'That is your own name. Rate as yourself; nothing was changed.', 'rater')
  return said
}

async function ownRecords(context: Context, ids: readonly string[]): Promise<string[]> {
  const records = [...new Set(ids)]
  for (const record of records)
    if (!(await context.records.find('evidence', record)))
      throw new Problem('invalid', 'One of these records is not among yours. Nothing was changed.', 'evidence')
  return records
}

const labelOf = ({ scale }: Framework, value: number | null): string | null =>
  scale.points.find((point) => point.value === value)?.label ?? null

const asRating = ({ personId: _, ratingEvidence, ...rating }: RatingRow) => ({ ...rating, evidence: ratingEvidence })
