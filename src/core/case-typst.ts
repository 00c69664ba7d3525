import type { CitedRecord } from './case-annex.ts'
import { stepOf, strengthSteps } from './case-coverage.ts'
import type { CaseDocument, CaseExample, CaseWithAnnex, HalfPage, Sentence } from './case-document.ts'
import { aboutExample } from './case-markdown.ts'
import { listed } from './case-page.ts'
import { pastedByMe, sectionTitles } from './case-sections.ts'
import { dayWords } from './day-words.ts'
import { type ItemKind, speakerOf } from './evidence.ts'
import { inType } from './in-type.ts'
import type { Letters } from './letters.ts'
import { isBlank, type Piece } from './story.ts'

export const papers = ['a4', 'letter'] as const
export type Paper = (typeof papers)[number]

/** What lies in the printer where dates are written that way. */
export const paperFor = (locale: string | null): Paper => (locale === 'en-US' ? 'letter' : 'a4')

/** Words as they are, a blank with what it waits for, or the sign that the annex says more. */
export type Run = string | { blank: string } | { more: true }

/** A case as the template `content/typst/case.typ` reads it: words and measures, and nothing that it would carry out. */
export interface SetCase {
  paper: Paper
  /** For the file's own description; no author where no name is known. */
  about: { title: string; author: string | null; day: [year: number, month: number, day: number] }
  footer: string
  title: Run[]
  levels: Run[]
  facts: Run[][]
  sections: SetSection[]
  annex: SetAnnex | null
  /** Said at the end if a letter could not be set. */
  missingLetters: string | null
}

export interface SetSection {
  title: string
  paragraphs?: Run[][]
  bullets?: Run[][]
  numbered?: Run[][]
  examples?: SetExample[]
  voices?: { words: string; by: string }[]
}

export interface SetExample {
  title: string
  about: string
  story: { label: string | null; runs: Run[] }[]
  confirmed: Run[]
}

export interface SetAnnex {
  title: string
  cairn: { title: string; says: string; picture: Pile }
  coverage: {
    title: string
    says: string
    kinds: string[]
    steps: readonly string[]
    rows: { name: string; cells: { count: number; step: number }[] }[]
  }
  examples: { title: string; examples: SetExample[] } | null
  records: { title: string; says: string; records: { words: string; about: string }[] } | null
}

/** The skills as stones, heaviest at the bottom: the size of their picture and where each stone lies in it. */
export interface Pile {
  width: number
  height: number
  /** From the top. `y` is the middle of the stone, `edge` its right end; `says` how much of it is filled, in words. */
  stones: { name: string; y: number; edge: number; says: string }[]
}

export interface Setting {
  paper: Paper
  /** What the type that is shipped has. */
  letters: Letters
  kindWords: Record<ItemKind | 'note', string>
  cairn: Pile
}

/** The case on its page, with the cairn, the coverage, the longer examples and the records behind it. */
export function setCase(document: CaseWithAnnex, setting: Setting): SetCase {
  const { ask, inShort, rubric, voices, growing, next } = document
  const numbers = new Map(document.annex.records.map(({ id }, index) => [id, index + 1]))
  const toldOn = new Set(document.annex.examples.map(({ id }) => id))
  const sections: SetSection[] = [
    { title: sectionTitles.ask, paragraphs: ask ? [said(ask)] : [] },
    { title: sectionTitles.inShort, bullets: inShort.map(said) },
    {
      title: sectionTitles.examples,
      examples: document.examples.map((example) =>
        setExample(example, numbers, toldOn.has(example.id) ? saidInPart : said),
      ),
    },
    { title: sectionTitles.rubric, paragraphs: [said(rubric)] },
    { title: sectionTitles.voices, voices: voices.map(setVoice) },
    { title: sectionTitles.growing, bullets: growing.map(said) },
    { title: sectionTitles.next, paragraphs: [said(next)] },
  ]
  return inType(
    {
      ...around(document.head, setting),
      sections: sections.filter(isFilled),
      annex: annexOf(document, setting, numbers),
    },
    setting.letters,
  )
}

/** The half page of the first session. */
export function setHalfPage(
  { head, ask, examples, missing }: HalfPage,
  setting: Omit<Setting, 'cairn' | 'kindWords'>,
): SetCase {
  const sections: SetSection[] = [
    { title: sectionTitles.ask, paragraphs: ask ? [said(ask)] : [] },
    { title: sectionTitles.examples, numbered: examples.map(({ short }) => said(short)) },
    { title: 'What would help most', bullets: missing.map(({ says, question }) => [`${says} ${question}`]) },
  ]
  return inType({ ...around(head, setting), sections: sections.filter(isFilled), annex: null }, setting.letters)
}

const isFilled = (section: SetSection): boolean =>
  Object.values(section).some((part) => Array.isArray(part) && part.length > 0)

function around(head: CaseDocument['head'], { paper }: Pick<Setting, 'paper'>) {
  const { name, level, target, cycle, manager, on } = head
  const claim = target ? `case for ${target}` : 'what I am the person to go to for'
  const known = isBlank(name) ? null : name
  const [year, month, day] = on.split('-').map(Number) as [number, number, number]
  return {
    paper,
    about: {
      title: known ? `${known}: ${claim}` : capitalised(claim),
      author: known,
      day: [year, month, day] as [number, number, number],
    },
    footer: [...(known ? [known, claim] : [capitalised(claim)]), dayWords(on)].join(' · '),
    title: runsOf([name, `: ${claim}`]),
    levels: [target ? `${level} → ${target}` : level],
    facts: [...(cycle ? [runsOf(['Review: ', cycle])] : []), runsOf(['Manager: ', manager]), [dayWords(on)]],
  }
}

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function setExample(
  example: CaseExample,
  numbers: ReadonlyMap<string, number>,
  say: (sentence: Sentence) => Run[],
): SetExample {
  const { title, told, parts, myPart, othersPart, confirmedBy } = example
  const sentences = [told, ...parts.map(({ sentence }) => sentence), myPart, othersPart, confirmedBy]
  const cited = [...new Set(sentences.flatMap((sentence) => sentence?.sources ?? []))]
  const places = cited.flatMap((id) => numbers.get(id) ?? []).sort((a, b) => a - b)
  return {
    title,
    about: [
      ...aboutExample(example),
      `${places.length === 1 ? 'record' : 'records'} ${listed(places.map(String))}`,
    ].join(' · '),
    story: [
      ...(told ? [{ label: null, runs: say(told) }] : []),
      ...parts.map(({ label, sentence }) => ({ label, runs: say(sentence) })),
      ...[myPart, othersPart].flatMap((each) => (each ? [{ label: null, runs: say(each) }] : [])),
    ],
    confirmed: say(confirmedBy),
  }
}

const setVoice = ({ words, on, pasted, ...voice }: CaseDocument['voices'][number]) => ({
  words,
  by: `${speakerOf(voice)}, ${dayWords(on)}${pasted ? ` (${pastedByMe})` : ''}`,
})

function annexOf(
  { kind, head, coverage, annex }: CaseWithAnnex,
  { cairn, kindWords }: Setting,
  numbers: ReadonlyMap<string, number>,
): SetAnnex {
  const level = head.target ?? head.level
  return {
    title: 'Annex',
    cairn: {
      title: 'What the records show',
      says: `Each stone is a skill of ${level}: the wider, the more it counts. Dark is what records of that size show; a dashed rim has none yet.`,
      picture: cairn,
    },
    coverage: {
      title: 'By kind of record',
      says: `Records by skill and kind; darker is stronger${kind === 'case' ? `, and work below ${level} size counts as thin` : ''}.`,
      kinds: coverage.kinds.map((each) => kindWords[each].split(' ')[0]!),
      steps: strengthSteps,
      rows: coverage.skills.map(({ name, cells }) => ({
        name,
        cells: coverage.kinds.map((each) => ({ count: cells[each].count, step: stepOf(cells[each]) })),
      })),
    },
    examples:
      annex.examples.length > 0
        ? {
            title: 'Examples at more length',
            examples: annex.examples.map((example) => setExample(example, numbers, said)),
          }
        : null,
    records:
      annex.records.length > 0
        ? {
            title: 'Records behind this case',
            says: 'In the order of their first mention; the examples name them by number.',
            records: annex.records.map((record) => ({ words: record.words, about: aboutRecord(record, kindWords) })),
          }
        : null,
  }
}

const aboutRecord = ({ on, kind, confirmedBy }: CitedRecord, kindWords: Setting['kindWords']): string =>
  [
    ...(on ? [dayWords(on)] : []),
    kindWords[kind ?? 'note'],
    ...(confirmedBy.length > 0 ? [`confirmed by ${listed(confirmedBy)}`] : []),
  ].join(' · ')

const said = ({ pieces, more }: Sentence): Run[] => [...runsOf(pieces), ...(more ? [' …'] : [])]

/** The same where the annex says the rest. */
const saidInPart = ({ pieces, more }: Sentence): Run[] => [
  ...runsOf(pieces),
  ...(more ? [' ', { more: true } as const] : []),
]

const runsOf = (pieces: readonly Piece[]): Run[] =>
  pieces.map((piece) => (isBlank(piece) ? { blank: piece.what } : piece))
