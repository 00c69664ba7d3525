import { createHash } from 'node:crypto'
import type { Framework } from '../core/framework.ts'
import { frameworkFile, frameworkInFile } from '../core/framework-file.ts'
import { Problem } from '../core/problem.ts'
import { canonical } from './change-words.ts'
import type { Handle } from './database.ts'
import { LastUsed } from './last-used.ts'
import { perDatabase } from './per-database.ts'
import type { LadderRow } from './schema.ts'
import { whileUntouched } from './untouched.ts'

// A person's ladders are those of the product and their own. Of each there is one version at a time: the one they stand on, else
// the newest. All older ones stay readable by their number.

/** The ladders as this person has them: the product's, where they adopted an earlier version that one, and their own. */
export async function laddersOf(
  tx: Handle,
  personId: string,
  builtIn: readonly Framework[],
): Promise<readonly Framework[]> {
  const read = async () => ({ builtIn, ladders: await readLadders(tx, personId, builtIn) })
  const kept = await whileUntouched(tx, personId, 'ladders', ['ladders', 'profiles'], read)
  return (kept.builtIn === builtIn ? kept : await read()).ladders
}

async function readLadders(tx: Handle, personId: string, builtIn: readonly Framework[]): Promise<readonly Framework[]> {
  const versions = await versionsOf(tx, personId)
  if (versions.length === 0) return builtIn
  const profile = await tx
    .selectFrom('profiles')
    .select(['framework', 'frameworkVersion'])
    .where('personId', '=', personId)
    .executeTakeFirst()
  const shown = [...Map.groupBy(versions, ({ framework }) => framework)].map(([id, all]) => {
    const stoodOn = profile?.framework === id ? all.find(({ version }) => version === profile.frameworkVersion) : null
    const isOurs = builtIn.some((framework) => framework.id === id)
    return stoodOn ?? (isOurs ? null : all.at(-1)!)
  })
  const own = (await Promise.all(shown.map((version) => version && ladderIn(tx, personId, version)))).filter(
    (ladder) => ladder !== null,
  )
  const isKept = ({ id, version }: Framework) => own.some((ladder) => ladder.id === id && ladder.version !== version)
  return [...builtIn.filter((ladder) => !isKept(ladder)), ...own.filter(({ id, version }) => !isSame(id, version))]

  function isSame(id: string, version: number): boolean {
    return builtIn.some((ladder) => ladder.id === id && ladder.version === version)
  }
}

export type LadderVersion = Omit<LadderRow, 'personId' | 'ladderJson'>

/** What is known of each version but its words, by ladder and number. */
export const versionsOf = (tx: Handle, personId: string): Promise<LadderVersion[]> =>
  tx
    .selectFrom('ladders')
    .select(['id', 'framework', 'version', 'name', 'hash', 'madeFrom', 'createdAt'])
    .where('personId', '=', personId)
    .orderBy('framework')
    .orderBy('version')
    .execute()

interface Ladders {
  tx: Handle
  personId: string
  frameworks: readonly Framework[]
  /** The product's own, of which a person may have kept an earlier version. */
  builtIn?: readonly Framework[]
}

/** One version of a ladder, or a refusal that names those there are. Without a version: the one the person has (`laddersOf`). */
export async function ladderOf(
  { tx, personId, frameworks, builtIn = [] }: Ladders,
  id: string,
  version?: number | null,
): Promise<Framework> {
  const shown = frameworks.find((framework) => framework.id === id)
  if (!shown)
    throw new Problem(
      'missing',
      `There is no such ladder as “${id}”. There are: ${frameworks.map((framework) => framework.id).join(', ')}.`,
      'id',
    )
  if (version == null || version === shown.version) return shown
  const ours = builtIn.find((framework) => framework.id === id && framework.version === version)
  if (ours) return ours
  const versions = (await versionsOf(tx, personId)).filter(({ framework }) => framework === id)
  const found = versions.find((row) => row.version === version)
  const ladder = found && (await ladderIn(tx, personId, found))
  if (ladder) return ladder
  const numbers = [...new Set([...versions.map((row) => row.version), shown.version])].sort((a, b) => a - b)
  throw new Problem(
    'missing',
    `${shown.name} has no such version as ${version}. It has: ${numbers.join(', ')}.`,
    'version',
  )
}

/** Every ladder there is to look a word up on, earlier versions too. */
export async function laddersKnown(context: Parameters<typeof ladderOf>[0]): Promise<Framework[]> {
  const versions = await versionsOf(context.tx, context.personId)
  const own: Framework[] = []
  for (const { framework, version } of versions)
    if (!context.frameworks.some((ladder) => ladder.id === framework && ladder.version === version))
      own.push(await ladderOf(context, framework, version))
  return [...context.frameworks, ...own]
}

/** True if the profile stands on this version, or a rating, a request for one or an agreement is about its words: they stay as they are from then on. */
export async function isStoodOn(tx: Handle, personId: string, framework: string, version: number): Promise<boolean> {
  for (const table of ['profiles', 'ratings', 'ratingForms', 'agreements'] as const)
    if (
      await tx
        .selectFrom(table)
        .select('id')
        .where('personId', '=', personId)
        .where('framework', '=', framework)
        .where('frameworkVersion', '=', version)
        .limit(1)
        .executeTakeFirst()
    )
      return true
  return false
}

/** The ladder in a row; null where it holds none, which only a changed archive can bring about. */
async function ladderIn(
  tx: Handle,
  personId: string,
  { id, hash }: Pick<LadderVersion, 'id' | 'hash'>,
): Promise<Framework | null> {
  const read = readBefore(tx)
  const known = read.get(personId, `${id} ${hash}`)
  if (known !== undefined) return known
  const row = await tx
    .selectFrom('ladders')
    .select('ladderJson')
    .where('personId', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst()
  const parsed = frameworkFile.safeParse(row?.ladderJson)
  return read.keep(personId, `${id} ${hash}`, parsed.success ? parsed.data : null)
}

// The same ladder is the same object for as long as its words are the same: what is worked out from it is kept with it.
const readBefore = perDatabase(() => new LastUsed<Framework | null>(60))

/** A ladder as its row holds it. */
export function asLadderRow(
  framework: Framework,
): Pick<LadderRow, 'framework' | 'version' | 'name' | 'ladderJson' | 'hash'> {
  const { id, version, name } = framework
  return { framework: id, version, name, ladderJson: frameworkInFile(framework), hash: ladderHash(framework) }
}

/** Another for every ladder that says something else; its version does not count. */
export function ladderHash(framework: Framework): string {
  const known = hashes.get(framework)
  if (known) return known
  const hash = createHash('sha256')
    .update(canonical({ ...framework, version: 0 }))
    .digest('hex')
  hashes.set(framework, hash)
  return hash
}

const hashes = new WeakMap<Framework, string>()
