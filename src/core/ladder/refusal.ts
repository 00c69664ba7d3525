import { Problem } from '../problem.ts'
import { type Part, partsBelow } from './part.ts'
import type { LadderDraft } from './types.ts'

/** What a text is that is no ladder, as the person would call it. */
interface Kind {
  is: string
  /** What would help. */
  instead: string
  test(text: string, labels: readonly string[]): boolean
}

const share = (items: readonly string[], pattern: RegExp): number =>
  items.length === 0 ? 0 : items.filter((item) => pattern.test(item)).length / items.length

const hiring =
  /\b(?:interview|candidate|screen(?:ing)?|recruit(?:er|ing|ment)|onsite|offer|debrief|take.?home|hiring|applicants?|references?|resume|cv)\b/i
const types =
  /^(?:string|number|integer|int|boolean|bool|array|object|date|datetime|float|enum|uuid|text|varchar.*|null|required|optional|list|map|any|timestamp|jsonb?)$/i

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length

const kinds: Kind[] = [
  {
    is: 'a schema: it says which fields a file has, not what a level asks for',
    instead: 'Hand in a file that is written in this form, with its levels filled in.',
    test: (text, labels) =>
      /\$schema"? ?:|"\$ref" ?:|^[ \t]{0,8}create table\b|^[ \t]{0,8}(?:export )?(?:interface|type) \w{1,60} (?:=|\{)|^openapi:/im.test(
        text,
      ) ||
      (count(text, /\btype"? ?: ?"?(?:string|object|array|number|integer|boolean)\b/g) >= 3 &&
        /\bproperties\b|\brequired\b/.test(text)) ||
      share(labels, types) > 0.3 ||
      share(
        text
          .split(/[\n|,:]/)
          .map((piece) => piece.trim().replace(/["`]/g, ''))
          .filter((piece) => piece !== ''),
        types,
      ) > 0.2,
  },
  {
    is: 'a hiring process: stages and interviews rather than levels',
    instead: 'Hand in the ladder that the interviews refer to.',
    test: (text, labels) =>
      share(labels, hiring) >= 0.3 ||
      count(text, new RegExp(hiring.source, 'gi')) > Math.max(4, text.split(/\s+/).length / 60),
  },
  {
    is: 'a guide about ladders: it explains what they are for and how to make one, but holds none',
    instead: 'Hand in the ladder itself: its levels, and what each looks like per skill.',
    test: (text) =>
      /\b(?:ladders?|levell?ing|career (?:framework|path|progression)|competenc(?:y|ies)|progression framework|career levels?)\b/i.test(
        text,
      ) && count(text, /\b(?:ladders?|levels?|frameworks?)\b/gi) >= 3,
  },
  {
    is: 'a table of figures: levels with pay, years or counts, but no sentence on what is expected',
    instead: 'Hand in the part that says in words what each level looks like.',
    test: (text) =>
      count(text, /\d[\d.,]{0,12} ?(?:%|k\b|€|\$|£|years?|yrs?)|[€$£] ?\d/gi) >
      Math.max(5, text.split(/\s+/).length / 8),
  },
  {
    is: 'program code or settings',
    instead: 'Hand in the text of the ladder.',
    test: (text) =>
      count(text, /[{};=][ \t]{0,8}$|=>|\bfunction\b|\bconst\b|\bimport\b|\breturn\b/gm) > text.split('\n').length / 4,
  },
]

/** The refusal of a text in which no ladder was found. `why` says in a sentence how far reading came. */
export function noLadder(text: string, whole: Part | null, why: string): Problem {
  const start = text.slice(0, 40_000)
  const labels = whole
    ? [...partsBelow(whole)]
        .map(({ label }) => label)
        .filter((label) => label !== '')
        .slice(0, 2_000)
    : []
  const kind = kinds.find(({ test }) => test(start, labels))
  const understood = kind
    ? `This looks like ${kind.is}.`
    : /[\p{L}]{3}/u.test(start)
      ? 'This looks like running text without levels.'
      : 'There is nothing to read here.'
  return new Problem(
    'invalid',
    `${understood} ${why} ${kind?.instead ?? 'A ladder has at least two levels and says of each what it looks like.'} Nothing was saved.`,
    'text',
  )
}

/** Refuses what has levels and sentences but is no ladder: too little to rate anybody on, or about something else. */
export function checkLadder(draft: LadderDraft, text: string, whole: Part): void {
  const statements = draft.skills.flatMap(({ anchors }) => Object.values(anchors).flat())
  const texts = [...new Set(statements.map((statement) => statement.text))]
  const labels = [
    ...draft.skills.map(({ name }) => name),
    ...[...partsBelow(whole)].slice(0, 500).map(({ label }) => label),
  ]
  if (draft.levels.length < 2) throw noLadder(text, whole, `Only one level was found, “${draft.levels[0]!.title}”.`)
  if (texts.length < draft.levels.length)
    throw noLadder(text, whole, `${draft.levels.length} levels were found, but not a sentence for each.`)
  if (share(texts, /^[\d\s.,%€$£kK+–—/-]+$|^\d+.{0,12}(?:years?|yrs?|months?)$/) > 0.6)
    throw noLadder(text, whole, 'The levels hold only figures.')
  const words = texts.reduce((sum, said) => sum + said.split(' ').length, 0) / texts.length
  if (draft.skills.every(({ name }) => name === 'Expectations') && words < 3 && kinds[2]!.test(text, labels))
    throw noLadder(text, whole, 'Its levels are only examples.')
  if (share(texts, types) > 0.4) throw noLadder(text, whole, 'The levels hold only names of types.')
  const isAboutHiring = share(texts, hiring) > 0.35 || share(labels, hiring) > 0.35
  if (isAboutHiring) throw noLadder(text, whole, 'Most of its sentences are about candidates and interviews.')
}
