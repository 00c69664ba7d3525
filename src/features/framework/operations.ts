import { z } from 'zod'
import { anchorAt, type Framework, levelOf, skillsAt } from '../../core/framework.ts'
import { aligned, listed, wrapped } from '../../core/printed.ts'
import type { Handle } from '../../platform/database.ts'
import { id } from '../../platform/fields.ts'
import { ladderOf, versionsOf } from '../../platform/ladders.ts'
import { operation } from '../../platform/operation.ts'

export const listFrameworks = operation({
  name: 'framework.list',
  summary: 'List the ladders there are.',
  scope: 'read',
  input: z.strictObject({}),
  async run({ tx, personId, frameworks }) {
    const own = Map.groupBy(await versionsOf(tx, personId), ({ framework }) => framework)
    return {
      items: frameworks.map(({ id, version, name, summary, levels }) => ({
        id,
        version,
        /** Those that were kept; empty for a ladder of the product's that is followed as it is. */
        versions: (own.get(id) ?? []).map((row) => row.version),
        name,
        summary,
        levels: levels.map((level) => ({ id: level.id, title: level.title, next: level.next })),
      })),
      next: null,
    }
  },
  prints: ({ items }) =>
    listed(
      items.map(({ id, name, summary, levels }) =>
        [
          `${name} (${id})`,
          wrapped(summary, '  '),
          aligned(
            levels.map((level) => [level.id, level.title]),
            '    ',
          ),
        ].join('\n'),
      ),
      'There are no ladders.',
    ),
})

export const showFramework = operation({
  name: 'framework.show',
  summary: 'Show a ladder: its levels, skills, what each skill looks like at each level, and its scale.',
  scope: 'read',
  input: z.strictObject({
    id: id.optional().describe('The ladder; yours if left out.'),
    level: id.optional().describe('Only what this level asks for.'),
    version: z
      .number()
      .int()
      .positive()
      .optional()
      .describe('An earlier or later version; the one you stand on, else the newest, if left out.'),
  }),
  async run(context, { id, level, version }) {
    const framework = await ladderOf(context, id ?? (await ownLadder(context.tx, context.personId)), version)
    if (!level) return framework
    return { ...framework, levels: [levelOf(framework, level)], skills: skillsAt(framework, level) }
  },
  prints: printedLadder,
})

function printedLadder({ name, summary, levels, skills, scale }: Framework): string {
  const parts = skills.map((skill) => {
    const anchors = levels.flatMap((level) => {
      const anchor = anchorAt(skill, level.id)
      return anchor ? [[level.title, anchor]] : []
    })
    return [`${skill.name} (${skill.id})`, aligned(anchors, '  ')].join('\n')
  })
  return [
    name,
    wrapped(summary),
    '',
    'Levels',
    aligned(
      levels.map(({ id, title }) => [id, title]),
      '  ',
    ),
    '',
    'Scale',
    aligned(
      scale.points.map(({ value, label, meaning }) => [String(value), label, meaning ?? '']),
      '  ',
    ),
    '',
    parts.join('\n\n'),
  ].join('\n')
}

const ownLadder = async (tx: Handle, personId: string) =>
  (await tx.selectFrom('profiles').select('framework').where('personId', '=', personId).executeTakeFirst())
    ?.framework ?? 'pm'
