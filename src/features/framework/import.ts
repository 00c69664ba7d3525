import { z } from 'zod'
import type { Framework } from '../../core/framework.ts'
import { frameworkFile, frameworkInFile } from '../../core/framework-file.ts'
import { nothingToRead, refuseTwoAtOnce } from '../../core/handed-in.ts'
import { ladderDiff } from '../../core/ladder-diff.ts'
import { withIdsOf } from '../../core/ladder-match.ts'
import { count } from '../../core/number-words.ts'
import { aligned, wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { ladderHash, ladderOf } from '../../platform/ladders.ts'
import { type Context, operation } from '../../platform/operation.ts'
import { freeLadderId, keepNext, ownVersions, refuseOversized } from './keep.ts'
import { formats, type Read, type ReadPart, readText } from './reading.ts'

/** Most characters of a ladder: a hundred times what a long one has. */
const longest = 5_000_000

const file = z.strictObject({ name: z.string().min(1).max(255), base64: z.base64().max(7_000_000, 'at most 5 MB') })

export const importFramework = operation({
  name: 'framework.import',
  summary:
    'Read a company’s ladder in whatever form it has: Markdown, HTML, CSV, TSV, YAML, JSON, plain text or a job advert. Says what was understood, line by line, and what is uncertain.',
  scope: 'write',
  input: z.strictObject({
    text: z
      .string()
      .max(longest, 'at most five million characters')
      .optional()
      .describe('The ladder, pasted.')
      .meta({ blank: 'left out' }),
    file: file.optional().describe('Or the file that holds it: its name and its bytes in base64.'),
    format: z.enum(formats).default('auto').describe('How it is written; found out if left out.'),
    name: z.string().trim().max(200).optional().describe('What to call the ladder.').meta({ blank: 'left out' }),
    against: z
      .string()
      .max(200_000)
      .optional()
      .describe('For a job advert of the next level: the advert of your present one.')
      .meta({ blank: 'left out' }),
    choices: z
      .record(z.string().max(200), z.string().max(500))
      .optional()
      .describe('Your answers to what was uncertain: the id of a choice and the key of the option you take.'),
    only: z
      .array(z.string().max(200))
      .max(50)
      .optional()
      .describe('Which ladders of the text to keep, by their keys; all if left out.'),
    keepAs: z
      .string()
      .max(80)
      .optional()
      .describe('The ladder of yours that this is a newer version of, or “new”; the one of the same name if left out.')
      .meta({ blank: 'left out' }),
    dryRun: z.boolean().default(false).describe('Show what was understood and keep nothing.'),
  }),
  async run(context, input) {
    const source = sourceOf(input)
    const read = readText(source.text, {
      format: input.format === 'auto' ? undefined : input.format,
      name: input.name,
      otherwise: source.title,
      answers: input.choices ?? {},
      against: input.against,
    })
    const parts = chosenParts(read, input.only)
    if (input.keepAs && input.keepAs !== 'new' && parts.length > 1)
      throw new Problem(
        'invalid',
        `This holds ${parts.length} ladders. Choose the one that is a newer version of “${input.keepAs}”. Nothing was changed.`,
        'only',
      )
    const kept: Understood[] = []
    for (const part of parts)
      kept.push(await keepPart(context, part, { ...input, format: read.format, file: source.file }))
    const [first, ...others] = kept as [Understood, ...Understood[]]
    return {
      ...first,
      format: read.format,
      choices: read.choices,
      warnings: read.warnings,
      ...(read.difference && { difference: read.difference }),
      others,
      /** What could be kept of this text; `only` takes some of it. */
      found: read.parts.map(({ key, ladder }) => ({ key, name: ladder.name })),
      saved: !input.dryRun && kept.some(({ isUnchanged }) => !isUnchanged),
      // A browser cannot hand a chosen file in twice, so a preview gives its words back.
      ...(input.dryRun && source.file && { text: source.text }),
    }
  },
  says: (answer) => inWords(answer),
  prints: (answer) => printed(answer),
})

const inWords = ({ name, version, previous, isUnchanged, levels, skills, others }: Answer): string =>
  isUnchanged
    ? `This is word for word version ${previous} of ${name}, which you have. Nothing was changed.`
    : `Kept: ${name}${version > 1 ? `, version ${version}` : ''}, with ${count(levels.length, 'level')} and ${count(skills.length, 'skill')}.${others.length > 0 ? andOthers(others) : ''}`

const andOthers = ({ length }: readonly unknown[]): string => ` And ${count(length, 'other ladder')} of the same text.`

const printed = (answer: Answer): string =>
  [
    `${answer.name} (${answer.id}), version ${answer.version}${answer.saved ? '' : ', not kept'}`,
    aligned(
      answer.levels.map(({ id, title }) => [id, title]),
      '  ',
    ),
    `${count(answer.skills.length, 'skill')}, ${count(answer.anchors.length, 'statement')}: ${answer.skills.map(({ name }) => name).join(', ')}`,
    ...answer.warnings.map(({ line, says }) => wrapped(`Line ${line}: ${says}`, '  ', '')),
    ...answer.choices.map(printedChoice),
    nextStep(answer),
  ].join('\n\n')

const printedChoice = ({ id, question, because, taken, options, lines }: Read['choices'][number]): string =>
  [
    wrapped(`${question} ${because}`, '  ', ''),
    ...options.map(({ key, label }) => `  ${key === taken ? '*' : ' '} ${label} (--choices '{"${id}":"${key}"}')`),
    lines.length > 0 ? `  line ${lines.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('\n')

/** What became of it, and what the person does next. */
function nextStep({ id, name, version, previous, isUnchanged, saved, choices, others }: Answer): string {
  if (isUnchanged && others.length === 0)
    return `You have this word for word as version ${previous}. There is nothing to keep.`
  if (!saved)
    return `Nothing is kept yet. ${choices.some(({ answered }) => !answered) ? 'Answer what is uncertain with --choices, then keep' : 'Keep'} it with the same command without --dry-run.`
  const next =
    previous === null
      ? `Stand on it: cairn framework adopt ${id} --level <your level>`
      : `See what is different: cairn framework diff ${id}. Then stand on it: cairn framework adopt ${id}`
  return `Kept: ${name}, version ${version}.${others.length > 0 ? andOthers(others) : ''} ${next}`
}

type Answer = Understood &
  Pick<Read, 'choices' | 'warnings'> & {
    saved: boolean
    others: readonly Understood[]
  }

/** One ladder as it was understood, and as what it is or would be kept. */
interface Understood {
  id: string
  /** Its key in the text. */
  key: string
  name: string
  version: number
  /** The version it follows; null for a ladder that is new. */
  previous: number | null
  isUnchanged: boolean
  /** How much is different from the version before. */
  changes: { added: number; removed: number; moved: number; reworded: number } | null
  levels: { id: string; title: string; also: string[]; track: string; next: string[]; line: number | null }[]
  skills: { id: string; name: string; group: string | null; line: number | null }[]
  anchors: ReadPart['anchors']
  scale: Framework['scale']
}

async function keepPart(
  context: Context,
  part: ReadPart,
  input: { keepAs?: string; name?: string; dryRun: boolean; format: string; file: string | null },
): Promise<Understood> {
  const previous = await ladderBefore(context, part.ladder.id, input.keepAs)
  const followed = previous
    ? {
        ...withWhatWasAdded(previous, withIdsOf(previous, part.ladder)),
        id: previous.id,
        name: input.name ?? previous.name,
      }
    : { ...part.ladder, id: freeLadderId(part.ladder.id, context) }
  refuseOversized(followed)
  const ladder = frameworkFile.parse(frameworkInFile(followed))
  const isUnchanged = previous !== null && ladderHash(previous) === ladderHash({ ...ladder, version: previous.version })
  const kept =
    input.dryRun || isUnchanged
      ? { ...ladder, version: previous ? previous.version + (isUnchanged ? 0 : 1) : 1 }
      : await keepNext(context, ladder, {
          how: 'imported',
          format: input.format,
          file: input.file,
          of: previous && `${previous.id}@${previous.version}`,
        })
  return {
    ...understood(part, kept),
    previous: previous?.version ?? null,
    isUnchanged,
    changes: previous && counts(previous, kept),
  }
}

function counts(previous: Framework, kept: Framework): Understood['changes'] {
  const { added, removed, moved, reworded } = ladderDiff(previous, kept)
  return { added: added.length, removed: removed.length, moved: moved.length, reworded: reworded.length }
}

// What was read has ids of its own; kept, it may have those of the version before.
function understood({ key, ladder, places, anchors }: ReadPart, kept: Framework) {
  const level = idAfter(ladder.levels, kept.levels)
  const skill = idAfter(ladder.skills, kept.skills)
  return {
    id: kept.id,
    key,
    name: kept.name,
    version: kept.version,
    levels: kept.levels.map(({ id, title, also, track, next }, at) => ({
      id,
      title,
      also,
      track,
      next,
      line: places.levels[at] ?? null,
    })),
    skills: kept.skills.map(({ id, name }, at) => ({
      id,
      name,
      group: places.groups[at] ?? null,
      line: places.skills[at] ?? null,
    })),
    anchors: anchors.map((anchor) => ({ ...anchor, level: level(anchor.level), skill: skill(anchor.skill) })),
    scale: kept.scale,
  }
}

const idAfter = (before: readonly { id: string }[], after: readonly { id: string }[]) => {
  const ids = new Map(before.map(({ id }, at) => [id, after[at]!.id]))
  return (id: string): string => ids.get(id) ?? id
}

/** The ladder of the person's own that this one follows: the one named, else the one of the same id. */
async function ladderBefore(context: Context, fresh: string, keepAs: string | undefined): Promise<Framework | null> {
  if (keepAs === 'new') return null
  const versions = (await ownVersions(context, keepAs ?? fresh)).filter(({ madeFrom }) => madeFrom.how !== 'kept')
  if (versions.length > 0) return ladderOf(context, keepAs ?? fresh, versions.at(-1)!.version)
  if (keepAs === undefined) return null
  throw new Problem(
    'missing',
    `There is no such ladder of your own as “${keepAs}”. Say “new” to keep this as another. Nothing was changed.`,
    'keepAs',
  )
}

/** What the person said of the ladder that a text seldom says: weights, months, and the scale. */
function withWhatWasAdded(before: Framework, after: Framework): Framework {
  const kept = (level: string, skill: string) =>
    after.skills.find(({ id }) => id === skill)?.anchors[level] !== undefined
  const weights = Object.fromEntries(
    Object.entries(before.weights).map(([level, own]) => [
      level,
      Object.fromEntries(Object.entries(own).filter(([skill]) => kept(level, skill))),
    ]),
  )
  const hasWeights = Object.keys(after.weights).length > 0
  return {
    ...after,
    weights: hasWeights
      ? after.weights
      : Object.fromEntries(Object.entries(weights).filter(([, own]) => Object.keys(own).length > 0)),
    levels: after.levels.map((level) => {
      const old = before.levels.find(({ id }) => id === level.id)
      const { typical, sustained } = level.months
      return old && typical === null && sustained === null ? { ...level, months: old.months } : level
    }),
  }
}

function chosenParts({ parts }: Read, only: readonly string[] | undefined): ReadPart[] {
  if (!only || only.length === 0) return parts
  const chosen = parts.filter(({ key }) => only.includes(key))
  if (chosen.length > 0) return chosen
  throw new Problem(
    'missing',
    `This text has no such ladder. It has: ${parts.map(({ key, ladder }) => `${ladder.name} (${key})`).join(', ')}. Nothing was changed.`,
    'only',
  )
}

function sourceOf(input: { text?: string; file?: { name: string; base64: string } }) {
  refuseTwoAtOnce(input.text, input.file)
  const text = input.file ? decoded(input.file.base64) : input.text
  if (text === undefined || text.trim() === '') throw nothingToRead('a ladder')
  const file = input.file?.name ?? null
  return { text, file, title: file?.replace(/\.[a-z0-9]{1,8}$/i, '') }
}

function decoded(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'))
  } catch {
    throw new Problem(
      'invalid',
      'This file is not text. Save it as text, Markdown, HTML, CSV, YAML or JSON, or copy the table and paste it; nothing was changed.',
      'file',
    )
  }
}

/** What `framework.import` answers, as its page reads it. */
export interface ImportAnswer extends Understood {
  format: string
  choices: Read['choices']
  warnings: Read['warnings']
  difference?: Read['difference']
  others: Understood[]
  found: { key: string; name: string }[]
  saved: boolean
  text?: string
}
