import { z } from 'zod'
import { anchorAt, type Framework, levelOf } from '../../core/framework.ts'
import { matchesOf } from '../../core/ladder-match.ts'
import { folded } from '../../core/ladder-words.ts'
import { Problem } from '../../core/problem.ts'
import { profileOf } from '../../platform/career.ts'
import { id } from '../../platform/fields.ts'
import { ladderOf } from '../../platform/ladders.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { RatingRow } from '../../platform/schema.ts'

/** A rating of the words of another version, and what became of those words on the version stood on. */
export interface Waiting {
  rating: RatingRow
  skill: string | null
  skillName: string
  level: string | null
  levelTitle: string
  before: string | null
  after: string | null
  /** `same`: word for word. `changed`: reworded. `gone`: the skill is not asked for there any more. `scale`: it is rated on another scale now. */
  state: 'same' | 'changed' | 'gone' | 'scale'
  /** A newer rating of the new words by the same person stands already. */
  isSettled: boolean
}

export const waitingRatings = operation({
  name: 'rating.waiting',
  summary:
    'List ratings of another version of your ladder, with the words then and now. They count once you carry them over.',
  scope: 'read',
  input: z.strictObject({}),
  async run(context) {
    const ladder = await ladderStoodOn(context)
    if (!ladder) return { items: [], next: null }
    const rows = await rowsOn(context, ladder.id)
    const others = rows.filter((row) => row.frameworkVersion !== ladder.version)
    const known = await versionsBehind(context, ladder, others)
    const items = others.map((row) => waiting(row, known.get(row.frameworkVersion) ?? null, ladder, rows))
    return { items, next: null }
  },
})

export const migrateRating = operation({
  name: 'rating.migrate',
  summary:
    'Carry one rating over to the words of your ladder as they are now. Somebody else’s rating of changed words is kept as you heard it.',
  scope: 'write',
  input: z.strictObject({
    id: id.describe('The rating.'),
    skill: id.optional().describe('The skill it is about now, if that is another.').meta({ blank: 'left out' }),
    value: z.number().optional().describe('The point of the scale, if you would choose another now.'),
  }),
  async run(context, input) {
    const row = (await context.records.find('ratings', input.id)) as RatingRow | null
    if (!row) throw new Problem('missing', 'There is no such rating among yours. Nothing was changed.', 'id')
    const ladder = await ladderStoodOn(context)
    if (ladder?.id !== row.framework)
      throw new Problem(
        'conflict',
        'This rating is about another ladder than the one you stand on. Rate anew; nothing was changed.',
        'id',
      )
    if (ladder.version === row.frameworkVersion)
      throw new Problem('conflict', 'This rating is about these words already. Nothing was changed.', 'id')
    const earlier = (await versionsBehind(context, ladder, [row])).get(row.frameworkVersion) ?? null
    const found = waiting(row, earlier, ladder, [])
    const skill = input.skill ?? found.skill
    const level = found.level
    const asked = ladder.skills.find((candidate) => candidate.id === skill)
    if (!asked || !level || anchorAt(asked, level) === null)
      throw new Problem(
        'conflict',
        `${found.skillName} is not asked for there any more. The rating stays with version ${row.frameworkVersion}; nothing was changed.`,
        'skill',
      )
    if (input.value !== undefined && row.source !== 'self')
      throw new Problem(
        'invalid',
        'Only they can say another value. Rate anew as you heard it; nothing was changed.',
        'value',
      )
    if (found.state === 'scale' && row.source !== 'self')
      throw new Problem(
        'conflict',
        'The scale is another now, and only they can say where they would put you on it. Ask them again; nothing was changed.',
        'id',
      )
    if (found.state === 'scale' && row.value !== null && input.value === undefined)
      throw new Problem(
        'invalid',
        `The scale is another now: ${pointsOf(ladder)}. Say which point it is; nothing was changed.`,
        'value',
      )
    const value = input.value ?? row.value
    checkValue(ladder, value, row.noOpportunity)
    const isSame = found.state === 'same' && asked.id === found.skill
    const kept = await context.records.update('ratings', row.id, {
      skill: asked.id,
      level,
      value,
      framework: ladder.id,
      frameworkVersion: ladder.version,
      // Nobody but the rater can say that other words get the same answer: from then on it is what the owner says of it.
      heard: row.heard || (row.source !== 'self' && !isSame),
    })
    return {
      id: kept.id,
      skill: asked.id,
      skillName: asked.name,
      level,
      value,
      version: ladder.version,
      heard: kept.heard,
      becameHeard: kept.heard && !row.heard,
    }
  },
  says: ({ skillName, version, becameHeard }) =>
    `${skillName} counts for version ${version} now.${becameHeard ? ' Since the words changed, it is kept as you heard it.' : ''}`,
})

/** The ladder stood on, if a version of it was adopted: only then do ratings wait. */
async function ladderStoodOn(context: Context): Promise<Framework | null> {
  const { framework, frameworkVersion } = await profileOf(context.tx, context.personId)
  if (!framework || frameworkVersion === null) return null
  return ladderOf(context, framework, frameworkVersion)
}

const rowsOn = ({ tx, personId }: Context, framework: string): Promise<RatingRow[]> =>
  tx
    .selectFrom('ratings')
    .selectAll()
    .where('personId', '=', personId)
    .where('framework', '=', framework)
    .orderBy('on', 'desc')
    .orderBy('id', 'desc')
    .execute()

async function versionsBehind(
  context: Context,
  { id: framework }: Framework,
  rows: readonly RatingRow[],
): Promise<Map<number, Framework>> {
  const known = new Map<number, Framework>()
  for (const number of new Set(rows.map((row) => row.frameworkVersion))) {
    // A version of the product's that nobody kept has gone with the program that had it.
    const ladder = await ladderOf(context, framework, number).catch((error) => {
      if (error instanceof Problem) return null
      throw error
    })
    if (ladder) known.set(number, ladder)
  }
  return known
}

function waiting(row: RatingRow, earlier: Framework | null, ladder: Framework, all: readonly RatingRow[]): Waiting {
  const matches = earlier ? matchesOf(earlier, ladder) : null
  const skill = (matches ? matches.skills.get(row.skill) : row.skill) ?? null
  const level = (matches ? matches.levels.get(row.level) : row.level) ?? null
  const now = ladder.skills.find((candidate) => candidate.id === skill) ?? null
  const then = earlier?.skills.find((candidate) => candidate.id === row.skill) ?? null
  const before = then && anchorAt(then, row.level)
  const after = now && level && ladder.levels.some((known) => known.id === level) ? anchorAt(now, level) : null
  return {
    rating: row,
    skill,
    skillName: (now ?? then)?.name ?? row.skill,
    level,
    levelTitle: titleOf(ladder, level) ?? titleOf(earlier, row.level) ?? row.level,
    before,
    after,
    state: after === null ? 'gone' : earlier && !isSameScale(earlier, ladder) ? 'scale' : wordState(before, after),
    isSettled: all.some(
      (other) =>
        other.frameworkVersion === ladder.version &&
        other.skill === skill &&
        other.level === level &&
        other.source === row.source &&
        folded(other.rater) === folded(row.rater),
    ),
  }
}

const wordState = (before: string | null, after: string): Waiting['state'] =>
  before !== null && folded(before) === folded(after) ? 'same' : 'changed'

const isSameScale = ({ scale: a }: Framework, { scale: b }: Framework): boolean =>
  a.meets === b.meets && a.points.map(({ value }) => value).join() === b.points.map(({ value }) => value).join()

const titleOf = (ladder: Framework | null, level: string | null): string | null =>
  ladder && level && ladder.levels.some((known) => known.id === level) ? levelOf(ladder, level).title : null

const isOnScale = ({ scale }: Framework, value: number | null, noOpportunity: boolean): boolean =>
  value === null ? noOpportunity : scale.points.some((point) => point.value === value)

function checkValue(ladder: Framework, value: number | null, noOpportunity: boolean): void {
  if (isOnScale(ladder, value, noOpportunity)) return
  throw new Problem(
    'invalid',
    `${value} is not on this version’s scale: ${pointsOf(ladder)}. Say which point it is now; nothing was changed.`,
    'value',
  )
}

const pointsOf = ({ scale }: Framework): string =>
  scale.points.map((point) => `${point.value} (${point.label})`).join(', ')
