import { stringify } from 'yaml'
import { z } from 'zod'
import { checkLevel, type Framework, levelOf } from '../../core/framework.ts'
import { frameworkInFile } from '../../core/framework-file.ts'
import { isSameLadder, type LadderDiff, ladderDiff } from '../../core/ladder-diff.ts'
import { edited } from '../../core/ladder-edit.ts'
import { matchesOf } from '../../core/ladder-match.ts'
import { count } from '../../core/number-words.ts'
import { wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { type Profile, profileOf } from '../../platform/career.ts'
import { id } from '../../platform/fields.ts'
import { isStoodOn, type LadderVersion, ladderOf } from '../../platform/ladders.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { freeLadderId, keepAs, keepEdited, ownVersions } from './keep.ts'

const version = z.number().int().positive()

export const adoptFramework = operation({
  name: 'framework.adopt',
  summary:
    'Stand on a ladder, or on another version of yours. Its words stay as they are from then on, whatever comes after.',
  scope: 'write',
  input: z.strictObject({
    id: id.describe('The ladder, by its id.'),
    version: version.optional().describe('The newest if left out.').meta({ blank: 'left out' }),
    level: id
      .optional()
      .describe('Your level now on this ladder; the one like your present level if left out.')
      .meta({ blank: 'left out' }),
    target: id
      .optional()
      .describe('The level you aim at, or “none”; the one like your present target if left out.')
      .meta({ blank: 'left out' }),
  }),
  async run(context, input) {
    const before = await profileOf(context.tx, context.personId)
    const versions = await ownVersions(context, input.id)
    const ladder = await ladderOf(context, input.id, input.version ?? newestOf(context, input.id, versions))
    const { level, target } = await placeOn(context, before, ladder, input)
    if (!versions.some((row) => row.version === ladder.version))
      await keepAs(context, ladder, { how: 'kept', format: null, file: null, of: null })
    const profile = await context.call<Profile>('profile.set', {
      framework: ladder.id,
      frameworkVersion: ladder.version,
      level,
      ...(target && { target }),
    })
    return {
      profile,
      ladder: { id: ladder.id, name: ladder.name, version: ladder.version },
      level: levelOf(ladder, level).title,
      waiting: await waitingRatings(context, ladder, profile),
      /** How many records name skills or levels that it does not have. */
      former: (await context.call<{ records: number }>('evidence.former', {})).records,
    }
  },
  says: ({ ladder, level, waiting, former }) =>
    `You stand on ${ladder.name}, version ${ladder.version}, as ${level}.${
      waiting === 0
        ? ''
        : ` ${count(waiting, 'rating')} of the words before ${waiting === 1 ? 'waits' : 'wait'} to be carried over, one by one.`
    }${
      former === 0
        ? ''
        : ` ${count(former, 'record')} ${former === 1 ? 'names' : 'name'} what it does not have: say what that is here, and ${former === 1 ? 'it counts' : 'they count'}.`
    }`,
})

const newestOf = ({ builtIn }: Context, id: string, versions: readonly LadderVersion[]): number | undefined =>
  builtIn.find((ladder) => ladder.id === id)?.version ?? versions.at(-1)?.version

/** Where the person stands on the ladder: as they say, else on the levels like those they have now. */
async function placeOn(
  context: Context,
  { framework, frameworkVersion, level, target }: Profile,
  ladder: Framework,
  said: { level?: string; target?: string },
): Promise<{ level: string; target: string | null }> {
  const former = framework && context.frameworks.some((known) => known.id === framework)
  const present = former ? await ladderOf(context, framework, frameworkVersion) : null
  const matches = present ? matchesOf(present, ladder).levels : new Map<string, string>()
  const now = said.level ?? (level ? matches.get(level) : undefined)
  if (!now)
    throw new Problem(
      'invalid',
      `Say which level of ${ladder.name} you are at: ${ladder.levels.map((known) => known.id).join(', ')}. Nothing was changed.`,
      'level',
    )
  checkLevel(ladder, now, 'level')
  const aim = said.target ?? (target === 'none' ? 'none' : target && !said.level ? matches.get(target) : null) ?? null
  if (aim && aim !== 'none') checkLevel(ladder, aim, 'target')
  return { level: now, target: aim }
}

async function waitingRatings({ tx, personId }: Context, { id, version }: Framework, { target, level }: Profile) {
  const rows = await tx
    .selectFrom('ratings')
    .select(['frameworkVersion', 'level'])
    .where('personId', '=', personId)
    .where('framework', '=', id)
    .execute()
  const aim = target === 'none' || target === null ? level : target
  return rows.filter((row) => row.frameworkVersion !== version && row.level === aim).length
}

export const diffFramework = operation({
  name: 'framework.diff',
  summary: 'Show what is different between two versions of a ladder: added, removed, moved, reworded.',
  scope: 'read',
  input: z.strictObject({
    id: id.describe('The ladder, by its id.'),
    from: version.optional().describe('The earlier version; yours, else the one before the newest, if left out.'),
    to: version.optional().describe('The later version; the newest if left out.'),
  }),
  async run(context, { id, from, to }) {
    const shown = await ladderOf(context, id)
    const versions = await ownVersions(context, id)
    const numbers = versions.map((row) => row.version)
    const later = await ladderOf(context, id, to ?? newestOf(context, id, versions) ?? shown.version)
    const earlier = await ladderOf(
      context,
      id,
      from ?? (shown.version < later.version ? shown.version : numbers.filter((n) => n < later.version).at(-1)),
    )
    const diff = ladderDiff(earlier, later)
    return { id, name: later.name, from: earlier.version, to: later.version, isSame: isSameLadder(diff), ...diff }
  },
  prints: (diff) => printedDiff(diff),
})

function printedDiff({
  name,
  from,
  to,
  isSame,
  ...diff
}: LadderDiff & { name: string; from: number; to: number; isSame: boolean }): string {
  if (isSame) return `${name}: versions ${from} and ${to} say the same.`
  const where = ({ levelTitle, skillName }: { levelTitle: string | null; skillName: string | null }) =>
    [skillName, levelTitle].filter(Boolean).join(' at ')
  const parts: [string, string[]][] = [
    ['Added', diff.added.map((change) => line(change.part, where(change), change.text))],
    ['Removed', diff.removed.map((change) => line(change.part, where(change), change.text))],
    ['Moved', diff.moved.map(({ text, from, to }) => wrapped(`${text} – from ${from} to ${to}`, '    ', '  '))],
    [
      'Reworded',
      diff.reworded.map((change) =>
        [
          `  ${where(change) || 'The ladder'}`,
          wrapped(change.before, '      ', '    - '),
          wrapped(change.after, '      ', '    + '),
        ].join('\n'),
      ),
    ],
  ]
  return [
    `${name}, version ${from} to ${to}`,
    ...parts.filter(([, rows]) => rows.length > 0).map(([title, rows]) => [title, ...rows].join('\n')),
  ].join('\n\n')
}

const line = (part: string, where: string, text: string): string =>
  wrapped(part === 'anchor' ? `${where}: ${text}` : `${text} (${part})`, '    ', '  ')

const words = z.string().max(20_000)
const list = z.array(z.string().trim().min(1).max(2_000)).max(200)

const change = z.strictObject({
  what: z
    .enum(['ladder', 'level', 'skill', 'anchor'])
    .describe('What the change is about. A level or skill without an id is a new one.'),
  level: id.optional().meta({ blank: 'left out' }),
  skill: id.optional().meta({ blank: 'left out' }),
  remove: z.boolean().optional().describe('Takes the level or skill away.'),
  name: words.optional().describe('The name; of a level its title.'),
  summary: words.optional().describe('What it is; of a level its scope.'),
  text: words
    .optional()
    .describe('What the skill looks like at the level, one statement per line; blank takes it away.'),
  above: id.optional().describe('For a new level: the level just below it.').meta({ blank: 'left out' }),
  also: list.optional().describe('Other titles of the level.'),
  track: id.optional().meta({ blank: 'left out' }),
  next: z.array(id).max(20).optional().describe('The levels one step up.'),
  focus: list.optional().describe('What the days are made of.'),
  wins: list.optional().describe('What wins look like.'),
  growth: words.optional().describe('How to grow from here.'),
  typical: z.number().int().positive().nullable().optional().describe('Usual months at the level.'),
  sustained: z.number().int().positive().nullable().optional().describe('Months of work of the next level’s size.'),
  weight: z.number().positive().max(10).optional().describe('How much the skill counts at the level; 1 is usual.'),
})

export const editFramework = operation({
  name: 'framework.edit',
  summary:
    'Change a ladder: words, levels, skills. What somebody stands on stays as it is and gets a new version; a ladder of Cairn’s gets a copy that is yours.',
  scope: 'write',
  input: z.strictObject({
    id: id.describe('The ladder, by its id.'),
    version: version.optional().describe('Which version to start from; the newest if left out.'),
    changes: z.array(change).max(500).describe('The changes, in this order.'),
  }),
  async run(context, input) {
    const newest = (await ownVersions(context, input.id)).filter(({ madeFrom }) => madeFrom.how !== 'kept').at(-1)
    const before = await ladderOf(context, input.id, input.version ?? newest?.version)
    const after = edited(before, input.changes)
    const kept = newest ? await keepEdited(context, before, after) : await keepCopy(context, after)
    const diff = ladderDiff(before, kept)
    return {
      id: kept.id,
      name: kept.name,
      version: kept.version,
      isNewVersion: kept.id === before.id && kept.version !== before.version,
      isCopy: kept.id !== before.id,
      added: diff.added,
      removed: diff.removed,
      moved: diff.moved,
      reworded: diff.reworded,
    }
  },
  says: ({ name, version, isNewVersion, isCopy }) =>
    isCopy
      ? `Kept as a ladder of your own: ${name}.`
      : isNewVersion
        ? `Kept as version ${version} of ${name}. You still stand on the one before; look at the difference, then adopt it.`
        : `Changed in ${name}, version ${version}.`,
})

function keepCopy(context: Context, ladder: Framework): Promise<Framework> {
  const isNamed = context.frameworks.some(({ name }) => name === ladder.name)
  return keepAs(
    context,
    {
      ...ladder,
      id: freeLadderId(ladder.id, context),
      version: 1,
      name: isNamed ? `${ladder.name}, my own` : ladder.name,
    },
    { how: 'edited', format: null, file: null, of: `${ladder.id}@${ladder.version}` },
  )
}

export const exportFramework = operation({
  name: 'framework.export',
  summary: 'Write a ladder as a file in Cairn’s own form, to keep, to pass on or to bring in elsewhere.',
  scope: 'read',
  input: z.strictObject({
    id: id.describe('The ladder, by its id.'),
    version: version.optional().describe('The one you stand on, else the newest, if left out.'),
    format: z.enum(['yaml', 'json']).default('yaml'),
  }),
  async run(context, { id, version, format }) {
    const ladder = await ladderOf(context, id, version)
    const content = frameworkInFile(ladder)
    const text =
      format === 'json'
        ? `${JSON.stringify(content, null, 2)}\n`
        : stringify(content, { lineWidth: 100, aliasDuplicateObjects: false })
    return {
      id: ladder.id,
      version: ladder.version,
      file: {
        name: `${ladder.id}-v${ladder.version}.${format}`,
        type: format === 'json' ? 'application/json' : 'application/yaml',
        text,
      },
    }
  },
  prints: ({ file }) => file.text,
})

export const removeFramework = operation({
  name: 'framework.remove',
  summary: 'Take away a ladder of your own, or one version of it. What you stand on, or were rated by, stays.',
  scope: 'write',
  input: z.strictObject({
    id: id.describe('The ladder, by its id.'),
    version: version.optional().describe('All of its versions if left out.').meta({ blank: 'left out' }),
  }),
  async run(context, input) {
    const shown = await ladderOf(context, input.id, input.version)
    const versions = (await ownVersions(context, input.id)).filter(
      (row) => input.version === undefined || row.version === input.version,
    )
    if (versions.length === 0)
      throw new Problem('conflict', `${shown.name} comes with Cairn and stays. Nothing was changed.`, 'id')
    for (const row of versions)
      if (await isStoodOn(context.tx, context.personId, row.framework, row.version))
        throw new Problem(
          'conflict',
          `You stand on version ${row.version} of ${row.name}, or something was said about its words. It stays; nothing was changed.`,
          'version',
        )
    for (const row of versions) await context.records.remove('ladders', row.id)
    return { id: input.id, name: shown.name, removed: versions.map((row) => row.version) }
  },
  says: ({ name, removed }) =>
    `Taken away: ${name}, ${removed.length === 1 ? `version ${removed[0]}` : count(removed.length, 'version')}.`,
})
