import type { Framework } from '../../core/framework.ts'
import { frameworkInFile } from '../../core/framework-file.ts'
import { Problem } from '../../core/problem.ts'
import { asLadderRow, isStoodOn, type LadderVersion, ladderHash, versionsOf } from '../../platform/ladders.ts'
import type { Context } from '../../platform/operation.ts'
import type { LadderRow } from '../../platform/schema.ts'

/** Far more than any company asks of its people, and little enough to be read with every page. */
const most = { levels: 60, skills: 300, characters: 2_000_000 }

export function refuseOversized({ levels, skills, ...rest }: Framework): void {
  if (levels.length > most.levels || skills.length > most.skills)
    throw new Problem(
      'too_large',
      `This has ${levels.length} levels and ${skills.length} skills. Cairn keeps at most ${most.levels} and ${most.skills}: bring in one ladder at a time. Nothing was changed.`,
      'text',
    )
  if (JSON.stringify([levels, skills, rest]).length > most.characters)
    throw new Problem(
      'too_large',
      'This ladder is longer than two million characters. Leave out what is not about levels and skills. Nothing was changed.',
      'text',
    )
}

/** The versions of one ladder of the person's own, oldest first. */
export const ownVersions = async ({ tx, personId }: Context, id: string): Promise<LadderVersion[]> =>
  (await versionsOf(tx, personId)).filter(({ framework }) => framework === id)

/** Keeps a ladder as the next version of those there are. Answers the ladder under its number. */
export async function keepNext(
  context: Context,
  framework: Framework,
  madeFrom: LadderRow['madeFrom'],
): Promise<Framework> {
  const versions = await ownVersions(context, framework.id)
  const version = Math.max(0, ...versions.map((row) => row.version)) + 1
  return keepAs(context, { ...framework, version }, madeFrom)
}

/** Keeps a ladder under the version it names, which must be free. */
export async function keepAs(
  context: Context,
  framework: Framework,
  madeFrom: LadderRow['madeFrom'],
): Promise<Framework> {
  refuseOversized(framework)
  await context.records.insert('ladders', {
    id: context.newId(),
    ...asLadderRow(framework),
    madeFrom,
    createdAt: context.now,
  })
  return framework
}

/** Keeps changed words: in place where nobody refers to that version yet, else as the next one. */
export async function keepEdited(context: Context, before: Framework, after: Framework): Promise<Framework> {
  const newest = (await ownVersions(context, before.id)).at(-1)
  const isOpen =
    newest?.version === before.version && !(await isStoodOn(context.tx, context.personId, before.id, before.version))
  if (!isOpen)
    return keepNext(context, after, { how: 'edited', format: null, file: null, of: `${before.id}@${before.version}` })
  refuseOversized(after)
  await context.records.update('ladders', newest.id, {
    name: after.name,
    ladderJson: frameworkInFile(after),
    hash: ladderHash(after),
  })
  return after
}

/** An id that no ladder has, made of the one wished for. Pages have addresses of their own that no ladder may take. */
export function freeLadderId(wished: string, { frameworks }: Pick<Context, 'frameworks'>): string {
  const isTaken = (id: string) => reserved.has(id) || frameworks.some((framework) => framework.id === id)
  if (!isTaken(wished)) return wished
  const own = `${wished.slice(0, 50)}-own`
  if (!isTaken(own)) return own
  let n = 2
  while (isTaken(`${own}-${n}`)) n++
  return `${own}-${n}`
}

export const reserved: ReadonlySet<string> = new Set(['import', 'compare'])
