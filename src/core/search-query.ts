import { datesOf } from './coach/dates.ts'
import { addDays, type Day, isDay, lastDayOf } from './day.ts'
import { type ItemKind, itemKinds } from './evidence.ts'
import { meantAmong } from './search-typo.ts'
import { asOneWord, wordsIn } from './search-words.ts'

// What somebody types to find something: words, “exact words”, -without, and filters as words (`kind:decision since:march measured`).

/** What can be found. People and talks are for their owner alone. */
export const foundTypes = ['evidence', 'initiative', 'metric', 'document', 'conversation', 'person', 'talk'] as const
export type FoundType = (typeof foundTypes)[number]

export type Filter =
  | { name: 'kind'; value: ItemKind | 'note' }
  | { name: 'type'; value: FoundType }
  /** Ids of skills: any of them. */
  | { name: 'skill'; value: readonly string[]; called: string }
  /** Words of its title. */
  | { name: 'initiative'; value: readonly string[] }
  /** Words of a name. */
  | { name: 'person'; value: readonly string[] }
  | { name: 'measured'; value: boolean }
  | { name: 'confirmed'; value: boolean }
  | { name: 'since'; value: Day }
  | { name: 'until'; value: Day }

/** One part of what was typed, and what it asks for. `not` asks for what is without it. */
export type Part = { text: string; not: boolean } & (
  | { is: 'words'; words: readonly string[] }
  | { is: 'phrase'; words: readonly string[] }
  | { is: 'filter'; filter: Filter }
)

export interface SearchQuery {
  parts: readonly Part[]
  /** What was not understood as it may have been meant, each as a sentence. */
  said: readonly string[]
}

/** What a query is read against. */
export interface SearchContext {
  today: Day
  /** First month of the fiscal year, 1-12. */
  fiscalYearStart?: number
  locale?: 'en-US' | 'en-GB'
  /** The skills of the ladders that the person stands on. */
  skills: readonly { id: string; name: string }[]
}

/** Reads what was typed. Everything can be read: what is no filter is a word, and what looks like one is said. */
export function parseSearch(typed: string, context: SearchContext): SearchQuery {
  const tokens = tokensIn(typed)
  const parts: Part[] = []
  const said: string[] = []
  for (let i = 0; i < tokens.length && parts.length < most; ) {
    const read = readFrom(tokens, i, context)
    if (read.part) parts.push(read.part)
    if (read.says) said.push(read.says)
    i += read.length
  }
  const [since, until] = (['since', 'until'] as const).map((name) => dayOf(parts, name))
  if (since && until && until < since) said.push('“until” lies before “since”: nothing lies between them.')
  return { parts, said: [...new Set(said)] }
}

/** The query as text without one of its parts. */
export const withoutPart = ({ parts }: SearchQuery, left: Part): string =>
  parts
    .filter((part) => part !== left)
    .map(({ text }) => text)
    .join(' ')

// More than this narrows a search no further.
const most = 24

const dayOf = (parts: readonly Part[], name: 'since' | 'until'): Day | undefined =>
  parts.flatMap((part) =>
    part.is === 'filter' && part.filter.name === name && !part.not ? [part.filter.value] : [],
  )[0]

interface Token {
  /** As it was typed. */
  text: string
  not: boolean
  /** What stands before a colon, in small letters. */
  name: string | null
  value: string
  quoted: boolean
}

const quote = '["“”„«»]'
const token = new RegExp(
  `(-)?(\\p{L}+):(?=\\s|$)|(-)?(?:(\\p{L}+):)?(?:${quote}([^"“”„«»]*)${quote}?|([^\\s"“”„«»]+))`,
  'gu',
)

/** Pieces between spaces; what stands in quotation marks is one of them. */
const tokensIn = (typed: string): Token[] =>
  [...typed.slice(0, 2000).matchAll(token)].map(([text, notEmpty, nameEmpty, not, name, quoted, bare]) => ({
    text,
    // “-5 %” is a figure.
    not: (not ?? notEmpty) !== undefined && (name !== undefined || !/^\d/.test(bare ?? '')),
    name: (name ?? nameEmpty)?.toLowerCase() ?? null,
    value: quoted ?? bare ?? '',
    quoted: quoted !== undefined,
  }))

interface Read {
  part: Part | null
  says?: string
  /** How many tokens it takes. */
  length: number
}

function readFrom(tokens: readonly Token[], i: number, context: SearchContext): Read {
  const token = tokens[i]!
  const { not } = token
  if (token.name === null) return { part: plain(token), length: 1 }
  const name = nameMeant(token)
  if (name === null) return { part: asWords(token), says: unknown(token), length: 1 }
  const reader = readers[name]!
  const readAs = (value: string) => `“${token.text}” is read as “${not ? '-' : ''}${name}:${value}”.`
  if (token.value.trim() === '')
    return { part: null, says: `“${name}:” waits for a word: ${examples[name]}.`, length: 1 }
  for (const length of token.quoted || !reader.isDate ? [1] : [3, 2, 1]) {
    const more = tokens.slice(i + 1, i + length)
    if (more.length < length - 1 || more.some((next) => next.name !== null || next.quoted || next.not)) continue
    const filter = reader.read([token.value, ...more.map(({ value }) => value)].join(' '), context)
    const text = [token, ...more].map((one) => one.text).join(' ')
    if (filter)
      return { part: asFilter(filter, not, text), length, ...(name !== token.name && { says: readAs(token.value) }) }
  }
  const meant = meantAmong(asOneWord(token.value), reader.takes?.(context) ?? [])
  const filter = meant && reader.read(meant, context)
  if (filter) return { part: asFilter(filter, not, token.text), says: readAs(meant), length: 1 }
  return { part: asWords(token), says: reader.fails(token.value.trim()), length: 1 }
}

/** The filter of that name, or the one that was meant by it. An address or a time of day is none. */
const nameMeant = (token: Token): string | null =>
  Object.hasOwn(examples, token.name!)
    ? token.name
    : isOther(token)
      ? null
      : meantAmong(token.name!, Object.keys(examples))

const flags: Record<string, Filter> = {
  measured: { name: 'measured', value: true },
  unmeasured: { name: 'measured', value: false },
  confirmed: { name: 'confirmed', value: true },
  unconfirmed: { name: 'confirmed', value: false },
}

function plain({ text, value, quoted, not }: Token): Part | null {
  const words = wordsIn(value)
  if (words.length === 0) return null
  if (quoted) return { is: 'phrase', words, not, text }
  const flag = Object.hasOwn(flags, value.toLowerCase()) ? flags[value.toLowerCase()] : undefined
  return flag ? asFilter(flag, not, text) : { is: 'words', words, not, text }
}

/** “Not measured” is a filter of its own, and “not since March” ends before March. */
function asFilter(filter: Filter, not: boolean, text: string): Part {
  return not ? { is: 'filter', text, ...turned(filter) } : { is: 'filter', filter, not, text }
}

function turned(filter: Filter): { filter: Filter; not: boolean } {
  switch (filter.name) {
    case 'measured':
    case 'confirmed':
      return { filter: { ...filter, value: !filter.value }, not: false }
    case 'since':
      return { filter: { name: 'until', value: addDays(filter.value, -1) }, not: false }
    case 'until':
      return { filter: { name: 'since', value: addDays(filter.value, 1) }, not: false }
    default:
      return { filter, not: true }
  }
}

/** What is no filter after all, whole. */
function asWords({ text, name, value, not }: Token): Part | null {
  const words = wordsIn(`${name} ${value}`)
  return words.length === 0 ? null : { is: 'words', words, not, text }
}

/** Said only of what may have been meant as a filter. */
const unknown = (token: Token): string | undefined =>
  isOther(token)
    ? undefined
    : `There is no filter “${token.name}:”, so it is looked for as a word. There are: ${Object.keys(examples).join(', ')}.`

/** An address, a time of day, or a word before a colon. */
const isOther = ({ value }: Token): boolean => value === '' || /^(?:\/\/|\d)/.test(value)

interface Reader {
  isDate?: true
  read(value: string, context: SearchContext): Filter | null
  /** Words it takes, for a mistake in one of them. */
  takes?(context: SearchContext): readonly string[]
  /** What is said where the value means nothing. */
  fails(value: string): string
}

const examples: Record<string, string> = {
  kind: 'decision, outcome, feedback, problem, artifact, learning or note',
  type: 'evidence, initiative, metric, document, conversation, person or talk',
  skill: 'a skill of your ladder, such as skill:influence',
  initiative: 'words of its title, such as initiative:"billing rescue"',
  person: 'a name, such as person:Priya',
  since: 'a day, month or year, such as since:march',
  until: 'a day, month or year, such as until:2025-06',
}

const readers: Record<string, Reader> = Object.assign(Object.create(null), {
  kind: { read: kindOrType, takes: kindsAndTypes, fails: noSuch('kind') },
  type: { read: kindOrType, takes: kindsAndTypes, fails: noSuch('type') },
  skill: {
    read: skillCalled,
    takes: ({ skills }) => skills.flatMap(({ id, name }) => wordsIn(`${id} ${name}`)),
    fails: (value) => `No skill of your ladder is called “${value}”; it is looked for as a word.`,
  },
  initiative: { read: (value) => named('initiative', value), fails: noSuch('initiative') },
  person: { read: (value) => named('person', value), fails: noSuch('person') },
  since: {
    isDate: true,
    read: (value, context) => edge('since', value, context),
    takes: () => dayWords,
    fails: noDate,
  },
  until: {
    isDate: true,
    read: (value, context) => edge('until', value, context),
    takes: () => dayWords,
    fails: noDate,
  },
} satisfies Record<string, Reader>)

function noSuch(name: string): (value: string) => string {
  return (value) => `“${value}” is no ${name}, so it is looked for as a word. There are: ${examples[name]}.`
}

function noDate(value: string): string {
  return `“${value}” is not a date that can be read, so it is looked for as a word. Write 2026-03, march or “last quarter”.`
}

const otherNames: Record<string, FoundType | ItemKind> = {
  record: 'evidence',
  people: 'person',
  result: 'outcome',
  work: 'artifact',
  lesson: 'learning',
  interview: 'conversation',
}

function kindsAndTypes(): string[] {
  return [...itemKinds, 'note', ...foundTypes, ...Object.keys(otherNames)]
}

const dayWords =
  'january february march april may june july august september october november december today yesterday'.split(' ')

/** One namespace for both: whoever writes `type:decision` means the kind. */
function kindOrType(value: string): Filter | null {
  const word = asOneWord(value)
  for (const said of [word, word.replace(/s$/, '')]) {
    const meant = Object.hasOwn(otherNames, said) ? otherNames[said]! : said
    const kind = meant === 'note' ? 'note' : itemKinds.find((kind) => kind === meant)
    if (kind) return { name: 'kind', value: kind }
    const type = foundTypes.find((type) => type === meant)
    if (type) return { name: 'type', value: type }
  }
  return null
}

function skillCalled(value: string, { skills }: SearchContext): Filter | null {
  const sought = asOneWord(value)
  if (sought === '') return null
  const known = skills.map(({ id, name }) => ({
    id,
    name,
    whole: [asOneWord(id), asOneWord(name)],
    words: wordsIn(`${id} ${name}`),
  }))
  const found = [
    known.filter(({ whole }) => whole.includes(sought)),
    known.filter(({ whole }) => whole.some((name) => name.startsWith(sought))),
    known.filter(({ words }) => words.includes(sought)),
  ].find((some) => some.length > 0)
  if (!found) return null
  return { name: 'skill', value: distinct(found, 'id'), called: distinct(found, 'name').join(' or ') }
}

const distinct = (skills: readonly { id: string; name: string }[], field: 'id' | 'name'): string[] => [
  ...new Set(skills.map((skill) => skill[field])),
]

function named(name: 'initiative' | 'person', value: string): Filter | null {
  const words = wordsIn(value)
  return words.length === 0 ? null : { name, value: words }
}

function edge(name: 'since' | 'until', value: string, context: SearchContext): Filter | null {
  const stretch = stretchOf(value.trim(), context)
  return stretch && { name, value: name === 'since' ? stretch.start : stretch.end }
}

/** The days that a date means, first and last; null if it is none, or more than a date. */
function stretchOf(value: string, { today, fiscalYearStart, locale }: SearchContext): { start: Day; end: Day } | null {
  const written = value.replace(/\b[qh](?=[1-4]\b)/g, (letter) => letter.toUpperCase())
  if (isDay(value)) return { start: value, end: value }
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(value)) return { start: `${value}-01`, end: lastDayOf(value) }
  if (/^(?:19|20)\d\d$/.test(value)) return { start: `${value}-01-01`, end: `${value}-12-31` }
  // A name alone is a date only after a word that makes it one.
  for (const before of ['', 'in ', 'on ']) {
    const [date] = datesOf(before + written, { refDate: today, fiscalYearStart, locale })
    if (date && date.text.length >= written.length) return { start: date.start, end: date.end }
  }
  return null
}
