import type { Framework } from '../../core/framework.ts'
import { frameworkOf } from '../../core/ladder/framework-of.ts'
import { readLadder } from '../../core/ladder/read-ladder.ts'
import type { AdvertDifference, Answers, Choice, LadderWarning, Statement } from '../../core/ladder/types.ts'
import { type LadderDraft, ladderFormats, type ReadOptions } from '../../core/ladder/types.ts'
import { statementsOf } from '../../core/ladder-words.ts'
import { Problem } from '../../core/problem.ts'
import { readFramework } from '../../platform/content.ts'

/** `cairn` is a file of our own form, as `framework.export` writes it. */
export const formats = ['auto', 'cairn', ...ladderFormats] as const
export type Format = Exclude<(typeof formats)[number], 'auto'>

/** One ladder of a text, in our own form, and where in the text each part of it stands. */
export interface ReadPart {
  key: string
  ladder: Framework
  /** Lines and groups, in the order of the ladder's levels and skills; null where the text has no line for it. */
  places: { levels: (number | null)[]; skills: (number | null)[]; groups: (string | null)[] }
  anchors: {
    level: string
    skill: string
    text: string
    line: number | null
    from: Statement['from']
    need?: Statement['need']
  }[]
}

export interface Read {
  format: Format
  parts: ReadPart[]
  choices: Choice[]
  warnings: LadderWarning[]
  difference?: AdvertDifference
}

interface Asked {
  format?: Format
  /** What the person calls it. */
  name?: string
  /** What to call it where neither they nor the text do, such as the name of its file. */
  otherwise?: string
  answers: Answers
  against?: string
}

/** What a text says, whatever its form; a refusal that says what it was understood as if it is no ladder. */
export function readText(text: string, { format, otherwise, ...asked }: Asked): Read {
  if (format === 'cairn' || (format === undefined && isOurs(text))) return readOurs(text)
  const options = { ...asked, ...(format && { format }) }
  const read = readAny(text, options)
  const isNamed = asked.name !== undefined || read.parts.some(({ ladder }) => !unnamed.has(ladder.name))
  return isNamed || otherwise === undefined ? read : readAny(text, { ...options, name: otherwise })
}

/** What a text's reading is called where the text has no name for it. */
const unnamed: ReadonlySet<string> = new Set(['Ladder', 'Imported ladder'])

const isOurs = (text: string): boolean =>
  /^\s*["']?format["']?\s*:\s*["']?cairn\.framework\/\d/m.test(text.slice(0, 4000))

// Reading YAML takes its time, most of all where keys have to be told apart. The product's own ladders have a third of this at most, and
// no part within parts beyond the eighth.
const longestOwn = 250_000
const mostSigns = 8_000
const deepest = 60

function isDeep(text: string): boolean {
  let depth = 0
  for (const sign of text.matchAll(/[[{]|[\]}]|^ *(?:- ){9,}/gm)) {
    depth = sign[0].length > 1 ? deepest + 1 : depth + ('[{'.includes(sign[0]) ? 1 : -1)
    if (depth > deepest) return true
  }
  return false
}

function readOurs(text: string): Read {
  if (text.length > longestOwn)
    throw new Problem(
      'too_large',
      `This file has ${text.length.toLocaleString('en')} characters; a ladder in Cairn’s own form is read up to ${longestOwn.toLocaleString('en')}. Nothing was changed.`,
      'text',
    )
  if (isDeep(text) || (text.match(/[:,?*&\n]/g)?.length ?? 0) > mostSigns)
    throw new Problem(
      'invalid',
      'This file has more parts, or parts within parts, than any ladder. Nothing was changed.',
      'text',
    )
  const { framework, findings } = readOrRefuse(text)
  if (!framework)
    throw new Problem(
      'invalid',
      [
        'This is a ladder in Cairn’s own form, but not a whole one.',
        ...findings.slice(0, 12).map(({ line, says }) => `Line ${line}: ${says}.`),
        'Nothing was changed.',
      ].join('\n'),
      'text',
    )
  const anchors = framework.skills.flatMap((skill) =>
    Object.entries(skill.anchors).flatMap(([level, anchor]) =>
      statementsOf(anchor).map((said) => ({ level, skill: skill.id, text: said, line: null, from: 'level' as const })),
    ),
  )
  const none = <T>(list: readonly T[]) => list.map(() => null)
  const places = { levels: none(framework.levels), skills: none(framework.skills), groups: none(framework.skills) }
  return {
    format: 'cairn',
    parts: [{ key: framework.id, ladder: framework, places, anchors }],
    choices: [],
    warnings: [],
  }
}

function readOrRefuse(text: string): ReturnType<typeof readFramework> {
  try {
    return readFramework(text)
  } catch (error) {
    // Brackets within brackets, thousands deep.
    if (error instanceof RangeError)
      return { framework: null, findings: [{ line: 1, says: 'this is nested too deep' }] }
    throw error
  }
}

function readAny(text: string, asked: ReadOptions): Read {
  const { format, ladders, choices, warnings, difference } = readLadder(text, asked)
  return { format, parts: ladders.map(asPart), choices, warnings, ...(difference && { difference }) }
}

function asPart(draft: LadderDraft): ReadPart {
  const { levels, skills } = draft
  return {
    key: draft.key,
    ladder: frameworkOf(draft),
    places: {
      levels: levels.map(({ line }) => line),
      skills: skills.map(({ line }) => line),
      groups: skills.map(({ group }) => group),
    },
    anchors: skills.flatMap((skill) =>
      Object.entries(skill.anchors).flatMap(([level, statements]) =>
        statements.map(({ text, line, from, need }) => ({
          level,
          skill: skill.id,
          text,
          line,
          from,
          ...(need && { need }),
        })),
      ),
    ),
  }
}
