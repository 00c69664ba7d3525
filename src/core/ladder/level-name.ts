import { remembered } from '../remembered.ts'
import { everyLevelElsewhere, titlesElsewhere, withoutAccents, withPhrases } from './level-words.ts'
import { sameAs } from './plain.ts'

/** A label read as the name of a level. */
export interface LevelName {
  /** As written, without remarks in brackets. */
  title: string
  /** Such as `ic4`, `l3`, `m2`; small letters. */
  codes: string[]
  /** Its number, from a code, a numeral at the end or a roman one; null if it has none. */
  number: number | null
  /** How senior the words are, 5 (intern) to 80 (chief); null if there are none. */
  rank: number | null
  track: 'ic' | 'people' | null
  /** `sure`: it says level by itself; `maybe`: only beside others that do; `weak`: how good somebody is, rather than where they stand. */
  certainty: 'sure' | 'maybe' | 'weak'
  /** The title's words in full, for telling whether two spellings mean one level. */
  key: string
}

/** A label as the name of a level; null if it can be none. The same few come again in every table and under every skill. */
export const levelName: (label: string) => LevelName | null = remembered(readName, 3_000)

function readName(label: string): LevelName | null {
  const step = /^(.{1,40}?)\s*(?:→|⇒|->|=>)\s*(.{1,40})$/.exec(label)
  // What a step leads to is what it asks for.
  if (step) return levelName(step[1]!) && levelName(step[2]!)
  const numbered = /^(\d{1,2})\s*[-–—]\s+(\p{L}.{1,60})$/u.exec(label)
  const named = numbered && levelName(numbered[2]!)
  if (named) return { ...named, number: named.number ?? Number(numbered[1]) }
  if (label.length > 90 || /^\d+\s*(?:[-–—+]|to\b)/.test(label) || /[?!]$|;\s|\w{4}\.\s/.test(label)) return null
  const title = withoutRemarks(label)
  const bracketed = [...label.matchAll(/[([]([^()[\]]{1,40})[)\]]/g)].map(([, inside]) => inside!)
  const words = wordsOf(title)
  if (words.length === 0 || words.length > 12 || notLevels.test(words.join(' '))) return null

  const found = readWords(words)
  for (const inside of bracketed) {
    const code = codeOf(wordsOf(inside))
    if (code) found.codes.push(code)
  }
  const certainty = certaintyOf(found)
  if (!certainty) return null
  const number = found.number ?? numberIn(found.codes[0])
  return {
    title,
    codes: [...new Set(found.codes)],
    number,
    rank: rankOf(words),
    track: trackOf(words, found.codes) ?? bracketed.map(trackInBrackets).find((track) => track !== null) ?? null,
    certainty,
    key: keyOf(words),
  }
}

/** A title's words in full and small letters: “Sr. PM” and “Senior Product Manager” have the same. */
const keyOf = (words: readonly string[]): string =>
  words
    .filter((word, index) => !filler.has(word) && !isCode(word) && !isNumbered(words, index))
    .map((word) => romans[word] ?? word)
    .join(' ')

// Both halves of “level 3”.
const isNumbered = (words: readonly string[], index: number): boolean =>
  (/^\d/.test(words[index]!) && countsLevels(words[index - 1])) ||
  (/^\d/.test(words[index + 1] ?? '') && countsLevels(words[index]))

const countsLevels = (word = ''): boolean => levelNouns.has(word) || (prefixes.test(word) && word !== 'pm')

/** The plain name of a level without its codes; empty if there is nothing else. */
export function titleWithoutCodes(title: string): string {
  return title
    .replace(
      /\b(?:level|lvl|grade|band|milestone|stage|job grade|stufe|ebene|niveau|nivel)\s*#?(?:\d{1,2}[a-d]?|[ivx]{1,4})\b/gi,
      ' ',
    )
    .replace(/\b(?:[A-Z]{1,3})-?\d{1,2}[a-d]?\b(?!\s*(?:years?|months?))/g, ' ')
    .replace(/^[\s:·|/,–—-]+|[\s:·|/,–—-]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function withoutRemarks(label: string): string {
  const without = label
    .replace(/^(?:level|role|title|grade|position)\s*[:–—-]\s+/i, '')
    .replace(/\s*[([][^()[\]]*[)\]]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return without === '' ? label : without
}

const short: Record<string, string> = {
  sr: 'senior',
  snr: 'senior',
  jr: 'junior',
  jnr: 'junior',
  assoc: 'associate',
  dir: 'director',
  mgr: 'manager',
  princ: 'principal',
  vp: 'vice president',
  svp: 'senior vice president',
  evp: 'executive vice president',
  avp: 'associate vice president',
  apm: 'associate product manager',
  pm: 'product manager',
  pms: 'product managers',
  spm: 'senior product manager',
  gpm: 'group product manager',
  ppm: 'principal product manager',
  pmm: 'product marketing manager',
  apmm: 'associate product marketing manager',
  pmms: 'product marketing managers',
  em: 'engineering manager',
  swe: 'software engineer',
  sde: 'software engineer',
  cpo: 'chief product officer',
  cmo: 'chief marketing officer',
  cto: 'chief technology officer',
  po: 'product owner',
  prod: 'product',
  mktg: 'marketing',
  eng: 'engineering',
  mid: 'intermediate',
  lvl: 'level',
  lv: 'level',
  mgmt: 'management',
  ic: 'individual contributor',
  ...titlesElsewhere,
}

function wordsOf(text: string): string[] {
  return withPhrases(
    withoutAccents(
      sameAs(
        text
          .replace(/(\d)\+/g, '$1 plus')
          .replace(/(\p{L}{4})(?=\d)/gu, '$1 ')
          .replace(/(\p{Ll})(?=\p{Lu}\p{Ll})/gu, '$1 '),
      ),
    ),
  )
    .replace(/\bmid (?:level|weight|career)\b/g, 'intermediate')
    .replace(/\bentry level\b/g, 'entry')
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word, index, all) => {
      const numbered = /^\d/.test(all[index + 1] ?? '') && prefixes.test(word)
      return isCode(word) || numbered ? [word] : (short[word]?.split(' ') ?? [word])
    })
}

const ranks: [words: RegExp, rank: number][] = [
  [/\bchief\b|\bc level\b/, 80],
  [/\bexecutive vice president\b/, 77],
  [/\bsenior vice president\b/, 75],
  [/\bassociate vice president\b/, 66],
  [/\bvice president\b|\bpresident\b/, 70],
  [/\bsenior director\b/, 62],
  [/\bassociate director\b/, 54],
  [/\bdirector\b/, 58],
  [/\bhead\b/, 56],
  [/\bfellow\b/, 68],
  [/\bdistinguished\b/, 64],
  [/\bsenior principal\b/, 57],
  [/\bprincipal\b/, 50],
  [/\bsenior staff\b/, 46],
  [/\bgroup\b/, 44],
  [/\bstaff\b/, 42],
  [/\bsenior lead\b/, 38],
  [/\blead\b|\bleader\b|\bexpert\b/, 36],
  [/\bsenior\b|\badvanced\b/, 30],
  [/\bintermediate\b|\bregular\b|\bmedior\b|\bproficient\b|\bpractitioner\b/, 20],
  [/\bassociate\b|\bdeveloping\b/, 14],
  [/\bjunior\b|\bbeginner\b|\bfoundational\b/, 12],
  [/\bentry\b|\bnovice\b/, 10],
  [/\bgraduate\b/, 8],
  [/\bintern\b|\bapprentice\b|\btrainee\b/, 5],
]

const romans: Record<string, string> = { i: '1', ii: '2', iii: '3', iv: '4', v: '5', vi: '6', vii: '7' }

function rankOf(words: readonly string[]): number | null {
  const text = words.join(' ')
  const said = ranks.find(([pattern]) => pattern.test(text))?.[1]
  const base = said ?? (words.some((word) => heads.has(word)) ? 20 : null)
  if (base === null) return null
  const last = words.at(-1) ?? ''
  const step = Number(romans[last] ?? (/^\d$/.test(last) ? last : 0)) / 2
  return (leadsPeople(text) && base < 50 ? (base >= 30 && base < 44 ? 50 : 45) : base) + step
}

// “Senior Manager” of people stands far above a senior product manager, who manages a product.
const leadsPeople = (text: string): boolean =>
  /\b(?:engineering|design|research|people|delivery|development|team) managers?\b|\bmanager of\b|^(?:senior |group )?manager\b(?! (?:i|ii|iii|iv|v|\d)$)|\b(?:product|marketing|design|data|engineering) management manager\b|\bproduct manager manager\b|\bgroup manager\b|\bgroup product\b|\bmanager of managers\b/.test(
    text,
  )

function trackOf(words: readonly string[], codes: readonly string[]): 'ic' | 'people' | null {
  const text = words.join(' ')
  if (codes.some((code) => /^(?:m|em|mgr)\d/.test(code))) return 'people'
  if (codes.some((code) => /^ic\d/.test(code))) return 'ic'
  if (/\b(?:chief|president|director|head)\b/.test(text) || leadsPeople(text) || /\bteam lead(?:er)?\b/.test(text))
    return 'people'
  if (/\b(?:principal|staff|distinguished|fellow|individual contributor)\b/.test(text)) return 'ic'
  return null
}

/** “(IC)”, “(M)”: the track beside a title. */
const trackInBrackets = (inside: string): 'ic' | 'people' | null =>
  /^(?:ic|individual(?: contributor)?)$/i.test(inside)
    ? 'ic'
    : /^(?:m|mgr|managers?|management|people(?: (?:manager|leader|track))?)$/i.test(inside)
      ? 'people'
      : null

const codePattern =
  /^(?:ic|l|m|p|e|t|s|d|g|c|b|k|n|f|a|x|cl|js|pm|pmm|pgm|tpm|swe|sde|de|em|ux|lvl|level|grade|band|milestone|stage|tier|rung|stufe)[ -]?(\d{1,2})[a-d]?$/

// Letters that number a level when a figure follows, also with a space or a hyphen between.
const prefixes = /^(?:ic|pm|pmm|em|[lmpetgbck])$/

const isCode = (word: string): boolean => codePattern.test(word)

function codeOf(words: readonly string[]): string | null {
  const text = words.join(' ')
  return codePattern.test(text) ? text.replace(/[ -]/, '') : null
}

const numberIn = (code: string | undefined): number | null => {
  const digits = code ? /\d{1,2}/.exec(code)?.[0] : undefined
  return digits === undefined ? null : Number(digits)
}

const levelNouns = new Set([
  'level',
  'levels',
  'grade',
  'band',
  'milestone',
  'stage',
  'step',
  'tier',
  'rung',
  'stufe',
  'phase',
])

const seniorities = new Set(
  (
    'intern apprentice trainee graduate entry junior associate intermediate regular medior senior lead staff principal ' +
    'distinguished fellow head director president chief group'
  ).split(' '),
)

const proficiencies = new Set(
  'beginner novice foundational developing proficient practitioner advanced expert awareness working mastery learning'.split(
    ' ',
  ),
)

const heads = new Set(
  (
    'manager managers marketer marketers owner engineer engineers developer designer analyst scientist researcher writer ' +
    'architect consultant specialist strategist partner officer president director executive coordinator lead leader ' +
    'contributor professional advocate administrator programmer individual'
  ).split(' '),
)

const domains = new Set(
  (
    'product products marketing engineering software design data technical technology program project growth platform content ' +
    'customer success operations brand ux ui research delivery people management business digital science quality web mobile ' +
    'backend frontend full stack team of the and or for in at a individual contributor vice level role grade band title to ' +
    'member development developer strategy solutions user experience ic job'
  ).split(' '),
)

const filler = new Set('the a an of and or for in at level role grade band title job'.split(' '))

// What carries a level's word without being one: people one deals with, and what one does for others.
const notLevels =
  /\b(?:hiring|line|your|my|their|our) managers?\b|\binterview|\bscreen(?:ing)?\b|\bvs\b|\bversus\b|\bstaff (?:development|meeting|training)|\bhow\b|\bwhat\b|\bwhy\b|\bwhen\b|\bbecoming\b|\bpromotions?\b|\bresponsibilit|\bsalary\b|\bexamples?\b|\btracks?\b|\b(?:for|reports?|topics?|current|target|next|previous)\b|\blevels\b|\bladders?\b|\bframework\b/

interface Words {
  codes: string[]
  number: number | null
  seniority: boolean
  proficiency: boolean
  noun: boolean
  /** Counted as a stage, a step or a phase: of a career or of something else. */
  step: boolean
  head: boolean
  /** Words that say nothing about a level. */
  others: number
  /** A code or a level's number stands at the very beginning: what follows it may be any name. */
  begins: boolean
}

function readWords(words: readonly string[]): Words {
  const read: Words = {
    codes: [],
    number: null,
    seniority: false,
    proficiency: false,
    noun: false,
    step: words.some((word) => /^(?:stage|step|phase)$/.test(word)),
    head: false,
    others: 0,
    begins: false,
  }
  words.forEach((word, index) => {
    const next = words[index + 1] ?? ''
    const previous = words[index - 1] ?? ''
    if (isCode(word)) {
      read.codes.push(word)
      if (index === 0) read.begins = true
    } else if (/^\d{1,2}$/.test(word)) {
      if (levelNouns.has(previous) || prefixes.test(previous)) {
        read.codes.push(`${levelNouns.has(previous) ? 'l' : previous}${Number(word)}`)
        if (index <= 2) read.begins = true
      } else if (index === words.length - 1 || index === 0) read.number = Number(word)
      else read.others++
    } else if (index > 0 && index === words.length - 1 && romans[word]) read.number = Number(romans[word])
    else if (levelNouns.has(word) && /^(?:\d{1,2}|i|ii|iii|iv|v|vi)$/.test(next)) read.noun = true
    else if (seniorities.has(word)) {
      read.seniority = true
      if (heads.has(word)) read.head = true
    } else if (heads.has(word)) read.head = true
    else if (proficiencies.has(word)) read.proficiency = true
    else if (!domains.has(word) && !(prefixes.test(word) && /^\d/.test(next))) read.others++
  })
  return read
}

function certaintyOf({
  codes,
  number,
  seniority,
  proficiency,
  head,
  others,
  begins,
  noun,
  step,
}: Words): LevelName['certainty'] | null {
  if (codes.length > 0 && (begins || others <= 2)) return step ? 'maybe' : 'sure'
  if (noun && number !== null) return 'sure'
  if (seniority && others === 0) return 'sure'
  if (seniority && head && others <= 3) return 'sure'
  if (head && number !== null && others <= 3) return 'sure'
  if (head && others <= 2) return 'maybe'
  if (number !== null && others === 0) return 'maybe'
  if (proficiency && others === 0) return 'weak'
  return null
}

/** Those a label for several levels at once is about: all, from one upwards, or named ones; null if it is no such label. */
export function everyLevel(label: string): boolean {
  if (everyLevelElsewhere(label)) return true
  return /^(?:(?:for |at |across |common to |core |shared )?(?:all|every|any|each)(?: other)?(?: of)?(?: our| the)? (?:career |job |seniority )?(?:levels?|grades?|bands?|pms?|pmms?|roles?|ics?|product managers?|product marketers?|product marketing managers?|individual contributors?|managers?|people managers?|leaders?|engineers?|designers?|people|team members?|employees|titles|stages)|everyone|everybody|all|common (?:expectations|to all)|(?:shared|common|baseline|universal|general) (?:expectations?|behaviou?rs?|skills?|requirements?)(?: for all(?: levels)?)?|expectations? (?:of|for|at|across) (?:all|every|everyone)(?: levels?| pms?| product managers?)?|(?:what we expect (?:of|from) )everyone)(?: (?:skills?|expectations?|behaviou?rs?|requirements?|competenc(?:y|ies)))?$/i.test(
    label.replace(/[“”"()]/g, '').trim(),
  )
}
