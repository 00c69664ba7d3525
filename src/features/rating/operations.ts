import { z } from 'zod'
import { anchorAt } from '../../core/framework.ts'
import { Problem } from '../../core/problem.ts'
import { ratingsOf, standingOf } from '../../platform/career.ts'
import { day, id, optionalText, page } from '../../platform/fields.ts'
import { operation } from '../../platform/operation.ts'
import type { RatingRow } from '../../platform/schema.ts'

const sources = ['self', 'manager', 'peer'] as const

export const giveRating = operation({
  name: 'rating.give',
  summary: 'Rate a skill against what your target level asks for, with a because. A manager’s or peer’s rating typed in here is kept as you heard it.',
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
    const against = target ?? level
    const skill = framework.skills.find(({ id }) => id === input.skill)
    if (!skill || anchorAt(skill, against) === null) {
      const known = framework.skills.filter((candidate) => anchorAt(candidate, against) !== null).map((candidate) => candidate.id)
      throw new Problem('invalid', `“${input.skill}” is not a skill of this level. There are: ${known.join(', ')}. Nothing was changed.`, 'skill')
    }
    const noOpportunity = input.noOpportunity ?? false
    const { points } = framework.scale
    if (input.value === undefined && !noOpportunity)
      throw new Problem('invalid', `Give a value from ${points[0]!.value} to ${points.at(-1)!.value}, or say that there was no occasion yet.`, 'value')
    if (input.value !== undefined && !points.some(({ value }) => value === input.value))
      throw new Problem('invalid', `${input.value} is not on this ladder’s scale: ${points.map(({ value }) => value).join(', ')}. Nothing was changed.`, 'value')
    const on = input.on ?? context.today
    if (on > context.today) throw new Problem('invalid', 'That day lies ahead. Nothing was changed.', 'on')
    for (const record of input.evidence ?? [])
      if (!(await context.records.find('evidence', record))) throw new Problem('invalid', 'One of these records is not among yours.', 'evidence')
    const row = await context.records.insert('ratings', {
      id: context.newId(),
      skill: skill.id,
      source: input.source,
      rater: raterOf(input.source, input.rater ?? null, profile.manager),
      value: input.value ?? null,
      on,
      because: input.because ?? null,
      ratingEvidence: input.evidence ?? [],
      heard: input.source !== 'self',
      noOpportunity,
      framework: framework.id,
      frameworkVersion: framework.version,
      level: against,
      createdAt: context.now,
    })
    return asRating(row)
  },
})

export const listRatings = operation({
  name: 'rating.list',
  summary: 'List ratings, newest first.',
  scope: 'read',
  input: z.strictObject({ skill: id.optional(), source: z.enum(sources).optional(), ...page }),
  async run({ tx, personId }, { skill, source, limit, cursor }) {
    const all = (await ratingsOf(tx, personId)).filter((row) => (!skill || row.skill === skill) && (!source || row.source === source))
    const start = cursor ? all.findIndex(({ id }) => id === cursor) + 1 : 0
    const items = all.slice(start, start + limit)
    return { items: items.map(asRating), next: start + limit < all.length ? items.at(-1)!.id : null }
  },
})

function raterOf(source: (typeof sources)[number], rater: string | null, manager: string | null): string {
  if (source === 'self') return 'self'
  if (rater) return rater
  if (source === 'manager') return manager ?? 'manager'
  throw new Problem('invalid', 'Say which peer rated. Nothing was changed.', 'rater')
}

const asRating = ({ personId: _, ratingEvidence, ...rating }: RatingRow) => ({ ...rating, evidence: ratingEvidence })
