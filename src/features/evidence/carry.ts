import { z } from 'zod'
import { checkLevel, checkSkill, type Framework } from '../../core/framework.ts'
import { type FormerWord, formerWords } from '../../core/ladder-carry.ts'
import { count } from '../../core/number-words.ts'
import { aligned } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { standingOf } from '../../platform/career.ts'
import { laddersKnown } from '../../platform/ladders.ts'
import { type Context, operation } from '../../platform/operation.ts'
import type { EvidenceRow } from '../../platform/schema.ts'

export const formerEvidence = operation({
  name: 'evidence.former',
  summary:
    'List the skills and levels that your records name and your ladder does not have, each with its likeliest counterpart. They count once you carry them over.',
  scope: 'read',
  input: z.strictObject({}),
  async run(context) {
    const { framework } = await standingOf(context.tx, context.personId, context.frameworks)
    const records = await recordsIn(context)
    const used = {
      skills: counted(records.evidence.flatMap(({ skills }) => [...new Set(skills)])),
      levels: counted([
        ...records.evidence.flatMap(({ scope }) => scope ?? []),
        ...records.initiatives.flatMap(({ scope }) => scope ?? []),
      ]),
    }
    const words = formerWords(used, await laddersKnown(context), framework)
    const names = (id: string) => words.skills.some((word) => word.id === id)
    const stands = (id: string | null) => words.levels.some((word) => word.id === id)
    const concerned = records.evidence.filter(({ skills, scope }) => skills.some(names) || stands(scope))
    return {
      ladder: { id: framework.id, name: framework.name },
      ...words,
      /** How many records are concerned. */
      records: concerned.length,
      initiatives: records.initiatives.filter(({ scope }) => stands(scope)).length,
    }
  },
  prints: ({ ladder, skills, levels, records }) => {
    if (records === 0 && levels.length === 0) return `All that your records name is on ${ladder.name}.`
    const rows = (words: readonly FormerWord[]) =>
      aligned(
        words.map(({ id, name, records: of, suggested }) => [
          id,
          `${name}, ${count(of, 'record')}: ${suggested ?? 'nothing on it is like this'}`,
        ]),
        '  ',
      )
    return [
      `${count(records, 'record')} name what is not on ${ladder.name}.`,
      ...(skills.length > 0 ? ['Skills', rows(skills)] : []),
      ...(levels.length > 0 ? ['Levels', rows(levels)] : []),
      `Carry them over: cairn evidence migrate --skills '{"old":"new"}' --levels '{"old":"new"}'`,
    ].join('\n')
  },
})

export type FormerAnswer = Awaited<ReturnType<typeof formerEvidence.run>>

const mapping = z.record(z.string().min(1).max(80), z.string().max(80)).default({})

export const migrateEvidence = operation({
  name: 'evidence.migrate',
  summary:
    'Carry your records over from the words of a former ladder to yours: for each skill and level you name, what it is now. What you leave out stays as it is.',
  scope: 'write',
  input: z.strictObject({
    skills: mapping.describe('Former skill → skill of your ladder; blank leaves it as it is.'),
    levels: mapping.describe('Former level → level of your ladder; blank leaves it as it is.'),
  }),
  async run(context, input) {
    const { framework } = await standingOf(context.tx, context.personId, context.frameworks)
    const skills = asked(input.skills, framework.skills, 'skills')
    const levels = asked(input.levels, framework.levels, 'levels')
    for (const skill of skills.values()) checkSkill(framework, skill, 'skills')
    for (const level of levels.values()) checkLevel(framework, level, 'levels')
    if (skills.size + levels.size === 0)
      throw new Problem('invalid', 'Choose at least one that is to be carried over. Nothing was changed.', 'skills')
    const { evidence, initiatives, confirmations } = await recordsIn(context)
    const place = (level: string | null) => (level === null ? null : (levels.get(level) ?? level))
    let changed = 0
    for (const row of evidence) {
      const after = {
        skills: [...new Set(row.skills.map((skill) => skills.get(skill) ?? skill))],
        scope: place(row.scope),
        audienceLevel: place(row.audienceLevel),
      }
      if (isSame(row, after)) continue
      await context.records.update('evidence', row.id, after)
      changed++
    }
    for (const { id, scopeSeen } of confirmations)
      if (place(scopeSeen) !== scopeSeen)
        await context.records.update('confirmations', id, { scopeSeen: place(scopeSeen) })
    const moved = initiatives.filter(({ scope }) => place(scope) !== scope)
    for (const { id, scope } of moved) await context.call('initiative.edit', { id, scope: place(scope) })
    if (changed + moved.length === 0)
      throw new Problem('conflict', 'None of your records names these. Nothing was changed.', 'skills')
    return { ladder: { id: framework.id, name: framework.name }, records: changed, initiatives: moved.length }
  },
  says: ({ ladder, records, initiatives }) =>
    `Carried over to ${ladder.name}: ${count(records, 'record')}${initiatives > 0 ? ` and ${count(initiatives, 'initiative')}` : ''}. Undo takes all of it back.`,
})

/** What is to become what. A word that the ladder has stays what it is: it may be named by records that were written since. */
function asked(
  given: Readonly<Record<string, string>>,
  own: Framework['skills'] | Framework['levels'],
  field: string,
): Map<string, string> {
  const wanted = new Map(Object.entries(given).filter(([, to]) => to !== ''))
  const [present] = own.filter(({ id }) => wanted.has(id))
  if (present)
    throw new Problem(
      'conflict',
      `“${present.id}” is on your ladder already, so records that name it stay as they are. Nothing was changed.`,
      field,
    )
  return wanted
}

type Places = Pick<EvidenceRow, 'skills' | 'scope' | 'audienceLevel'>

const isSame = (row: Places, after: Places): boolean =>
  row.skills.join() === after.skills.join() && row.scope === after.scope && row.audienceLevel === after.audienceLevel

async function recordsIn({ tx, personId }: Context) {
  const evidence = await tx
    .selectFrom('evidence')
    .select(['id', 'skills', 'scope', 'audienceLevel'])
    .where('personId', '=', personId)
    .orderBy('id')
    .execute()
  const confirmations = await tx
    .selectFrom('confirmations')
    .select(['id', 'scopeSeen'])
    .where('personId', '=', personId)
    .where('scopeSeen', 'is not', null)
    .orderBy('id')
    .execute()
  const initiatives = await tx
    .selectFrom('initiatives')
    .select(['id', 'scope'])
    .where('personId', '=', personId)
    .orderBy('id')
    .execute()
  return { evidence, confirmations, initiatives }
}

function counted(ids: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}
