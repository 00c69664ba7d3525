import { z } from 'zod'
import type { Emphasis } from '../../core/dimensions.ts'
import { laddersBeside, levelsBeside, type Rung, type Side, tracksBeside } from '../../core/ladder-compare.ts'
import { aligned, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { id } from '../../platform/fields.ts'
import { ladderOf } from '../../platform/ladders.ts'
import { type Context, operation } from '../../platform/operation.ts'

const two = (what: string) => z.array(z.string().min(1).max(200)).length(2, 'name two').optional().describe(what)

export const compareFrameworks = operation({
  name: 'framework.compare',
  summary:
    'Set any two side by side: two levels, two ladders, or the two tracks of one before you choose. Each with what it stresses.',
  scope: 'read',
  input: z.strictObject({
    levels: two('Two levels, each as ladder:level, such as pm:senior and pmm:senior.'),
    ladders: two('Two ladders, by their ids; @ and a number names a version, such as acme@1.'),
    tracks: two('Two tracks of one ladder, by their ids, such as ic and people.'),
    id: id.optional().describe('The ladder whose tracks are meant; yours if left out.').meta({ blank: 'left out' }),
  }),
  async run(context, { levels, ladders, tracks, id }) {
    if ([levels, ladders, tracks].filter(Boolean).length !== 1)
      throw new Problem('invalid', 'Name two levels, two ladders or two tracks to set side by side.', 'levels')
    if (levels) {
      const [a, b] = [await levelNamed(context, levels[0]!), await levelNamed(context, levels[1]!)]
      return { kind: 'levels' as const, ...levelsBeside(a, b) }
    }
    if (ladders) {
      const [a, b] = [await ladderNamed(context, ladders[0]!), await ladderNamed(context, ladders[1]!)]
      return { kind: 'ladders' as const, ...laddersBeside(a, b) }
    }
    const ladder = await ladderOf(context, id ?? (await ownLadder(context)))
    return { kind: 'tracks' as const, ...tracksBeside(ladder, tracks![0]!, tracks![1]!) }
  },
  prints: (beside) =>
    [
      `${beside.a.title} beside ${beside.b.title}`,
      stressed(beside.a, beside.b),
      beside.kind === 'levels'
        ? beside.skills
            .map(({ name, a, b }) =>
              [name, said(beside.a.title, a?.anchor), said(beside.b.title, b?.anchor)].join('\n'),
            )
            .join('\n\n')
        : rungsPrinted(beside.rungs),
    ].join('\n\n'),
})

/** What each of two puts weight on, as rows of words. */
function stressed(a: Side, b: Side): string {
  const share = ({ share }: Emphasis) => `${Math.round(share * 100)} of 100`
  return aligned([
    ['Statements about', a.title, b.title],
    ...a.dimensions.map((one, at) => [one.dimension, share(one), share(b.dimensions[at]!)]),
  ])
}

const said = (title: string, anchor: string | undefined): string =>
  wrapped(`${title}: ${anchor ?? 'not asked for'}`, '    ', '  ')

const rungsPrinted = (rungs: readonly Rung[]): string =>
  rungs
    .map(({ a, b }) =>
      [a, b]
        .flatMap((side) =>
          side.map(({ title, scope, focus }) => wrapped(`${title}: ${[scope, ...focus].join('. ')}`, '    ', '  ')),
        )
        .join('\n'),
    )
    .join('\n\n')

async function levelNamed(context: Context, named: string) {
  const at = named.lastIndexOf(':')
  if (at < 1) throw new Problem('invalid', `Name a level as ladder:level, such as pm:senior; not “${named}”.`, 'levels')
  const framework = await ladderNamed(context, named.slice(0, at))
  return { framework, level: named.slice(at + 1) }
}

function ladderNamed(context: Context, named: string) {
  const [, id, version] = /^(.*?)(?:@(\d+))?$/.exec(named)!
  return ladderOf(context, id!, version === undefined ? null : Number(version))
}

const ownLadder = async ({ tx, personId }: Context): Promise<string> =>
  (await tx.selectFrom('profiles').select('framework').where('personId', '=', personId).executeTakeFirst())
    ?.framework ?? 'pm'
