import { z } from 'zod'
import { checkLevel, defaultTarget, type Framework } from '../../core/framework.ts'
import { aligned, levelTitle } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { emptyProfile, type Profile, profileOf } from '../../platform/career.ts'
import { day, optionalText } from '../../platform/fields.ts'
import { ladderOf, versionsOf } from '../../platform/ladders.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { dayWords } from '../../ui/parts.tsx'

// Two days, or as people type it: “2026-02-01 to 2026-05-31”.
const typedSpan = z
  .string()
  .transform((text) => /^(\S+)\s+(?:to|–|-|until)\s+(\S+)$/.exec(text.trim()))
  .refine((found) => found !== null, 'write a time away as 2026-02-01 to 2026-05-31')
  .transform((found) => ({ from: found![1]!, to: found![2]! }))
  .pipe(z.object({ from: day, to: day }))
const span = z
  .union([typedSpan, z.strictObject({ from: day, to: day })])
  .refine(({ from, to }) => from <= to, 'a time away ends on or after the day it begins')

export const setProfile = operation({
  name: 'profile.set',
  summary: 'Say who you are at work: your ladder, your level, what you aim at. What you leave out stays as it is.',
  scope: 'write',
  input: z.strictObject({
    name: optionalText(120).describe('Your name, as it should stand on your case.'),
    framework: z.string().min(1).optional().describe('The ladder: pm, pmm, or one of “cairn framework list”.'),
    frameworkVersion: z
      .number()
      .int()
      .positive()
      .optional()
      .describe('Which version of the ladder; the one you stand on, else the newest, if left out.'),
    level: z.string().min(1).optional().describe('Your level now, by its id on the ladder.'),
    target: z.string().min(1).optional().describe('The level you aim at, or “none” if you seek no promotion now.'),
    specialisation: optionalText(60).describe(
      'What kind of product manager or marketer you are, by its id on the ladder.',
    ),
    levelSince: day.nullable().optional().describe('Since when you are at your level.'),
    company: optionalText(120).describe('Where you work.'),
    manager: optionalText(120).describe('Your manager’s name.'),
    weeklyHours: z.number().min(0).max(60).nullable().optional().describe('Hours a week you can spend on growth.'),
    locale: z.enum(['en-US', 'en-GB']).nullable().optional().describe('How you write dates: month first or day first.'),
    fiscalYearStart: z
      .number()
      .int()
      .min(1)
      .max(12)
      .nullable()
      .optional()
      .describe('First month of your company’s year, 1 to 12.'),
    reviewOn: day.nullable().optional().describe('When your next review closes, if you know.'),
    leaves: z
      .array(span)
      .max(100)
      .optional()
      .describe('Times you were away. Every clock stops for them; no reason is asked.'),
  }),
  async run(context, input) {
    const { tx, personId, records, frameworks } = context
    const before = await profileOf(tx, personId)
    const standsOn = await versionStoodOn(context, before, input)
    const profile = settle({ ...before, ...definedOnly(input), frameworkVersion: standsOn.version }, input, [
      ...standsOn.ladders,
      ...frameworks,
    ])
    await records.put('profiles', profile)
    return profile
  },
  prints: printedProfile,
})

export const showProfile = operation({
  name: 'profile.show',
  summary: 'Show your ladder, level, target and the rest of your profile.',
  scope: 'read',
  input: z.strictObject({}),
  run: ({ tx, personId }) => profileOf(tx, personId),
  prints: printedProfile,
})

function printedProfile(profile: Profile, frameworks: readonly Framework[]): string {
  const { framework, level, target, leaves } = profile
  if (!framework || !level)
    return 'Nothing is said yet. Begin with your ladder and level: cairn profile set --framework pm --level pm'
  const title = (id: string) => levelTitle(frameworks, framework, id)
  const rows: [string, string | null | undefined][] = [
    ['Name', profile.name],
    ['Level now', title(level)],
    ['What comes next', target === 'none' ? 'not seeking another level now' : target && title(target)],
    ['Ladder', frameworks.find(({ id }) => id === framework)?.name],
    ['At this level', profile.levelSince && `since ${dayWords(profile.levelSince)}`],
    ['Works at', profile.company],
    ['Manager', profile.manager],
    ['Review closes', profile.reviewOn ? dayWords(profile.reviewOn) : 'not known yet'],
    ['Hours a week', profile.weeklyHours === null ? null : String(profile.weeklyHours)],
    ['Away', leaves.map(({ from, to }) => `${dayWords(from)} to ${dayWords(to)}`).join('; ')],
  ]
  return aligned(rows.flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

/** The version of the ladder that the profile will name, and that ladder. The product's own are followed unless a version was kept. */
async function versionStoodOn(
  context: Context,
  before: Profile,
  { framework: named, frameworkVersion: asked }: { framework?: string; frameworkVersion?: number },
): Promise<{ version: number | null; ladders: Framework[] }> {
  const id = named ?? before.framework
  const known = context.frameworks.find((framework) => framework.id === id)
  if (!known) return { version: null, ladders: [] }
  if (asked === undefined && id === before.framework) return { version: before.frameworkVersion, ladders: [] }
  const ladder = await ladderOf(context, known.id, asked)
  const versions = await versionsOf(context.tx, context.personId)
  const isKept = versions.some(({ framework, version }) => framework === ladder.id && version === ladder.version)
  return { version: isKept ? ladder.version : null, ladders: [ladder] }
}

// Changing the ladder or the level moves the target along, unless one was named in the same breath.
function settle(
  profile: Profile,
  input: { framework?: string; level?: string; target?: string; specialisation?: string | null },
  frameworks: readonly Framework[],
): Profile {
  if (!profile.framework) {
    if (input.level || input.target)
      throw new Problem('invalid', 'Name your ladder first, such as pm or pmm.', 'framework')
    return profile
  }
  const framework = frameworks.find(({ id }) => id === profile.framework)
  if (!framework)
    throw new Problem(
      'invalid',
      `There is no ladder “${profile.framework}”. There are: ${frameworks.map(({ id }) => id).join(', ')}.`,
      'framework',
    )
  const moved = input.framework !== undefined || input.level !== undefined
  const level = input.level ?? (framework.levels.some(({ id }) => id === profile.level) ? profile.level : null)
  if (!level) return { ...profile, level: null, target: null, specialisation: null }
  checkLevel(framework, level, 'level')
  const target = input.target ?? (moved && profile.target !== 'none' ? defaultTarget(framework, level) : profile.target)
  if (target && target !== 'none') checkLevel(framework, target, 'target')
  const specialisation = framework.specialisations.some(({ id }) => id === profile.specialisation)
    ? profile.specialisation
    : null
  if (input.specialisation && !specialisation)
    throw new Problem(
      'invalid',
      `This ladder has no specialisation “${input.specialisation}”. It has: ${framework.specialisations.map(({ id }) => id).join(', ')}.`,
      'specialisation',
    )
  return { ...profile, level, target, specialisation }
}

const definedOnly = (input: Partial<Profile>): Partial<Profile> =>
  Object.fromEntries(Object.entries(input).filter(([key, value]) => value !== undefined && key in emptyProfile))
