import type { CaseDocument, CaseExample, HalfPage, Missing, Sentence } from './case-document.ts'
import { draftHints } from './case-examples.ts'
import { pastedByMe, sectionTitles } from './case-sections.ts'
import { monthOf } from './day.ts'
import { dayWords } from './day-words.ts'
import { speakerOf } from './evidence.ts'
import { isBlank, type Piece } from './story.ts'

/** The case as a Markdown file. What a person wrote stays text: it cannot become a heading, a list or a disguised link. */
export function caseMarkdown(document: CaseDocument): string {
  const { ask, inShort, examples, rubric, voices, growing, next } = document
  return page([
    ...headLines(document.head),
    ...(ask ? [`## ${sectionTitles.ask}`, sentence(ask)] : []),
    `## ${sectionTitles.inShort}`,
    bullets(inShort.map(sentence)),
    `## ${sectionTitles.examples}`,
    ...examples.flatMap(exampleLines),
    `## ${sectionTitles.rubric}`,
    sentence(rubric),
    ...(voices.length > 0 ? [`## ${sectionTitles.voices}`, ...voices.flatMap(voiceLines)] : []),
    ...(growing.length > 0 ? [`## ${sectionTitles.growing}`, bullets(growing.map(sentence))] : []),
    `## ${sectionTitles.next}`,
    sentence(next),
  ])
}

/** What the owner reads under their case and no reader of it: what would help most, and the records behind it. */
export function besideMarkdown({ missing, sources }: Pick<CaseDocument, 'missing' | 'sources'>): string {
  return page([
    ...(missing.length > 0 ? ['## What would help most', bullets(missing.map(missingLine))] : []),
    ...(sources.length > 0
      ? [
          '## What stands behind it',
          bullets(sources.map(({ id, title, on }) => plain(`${title}${on ? `, ${dayWords(on)}` : ''} (${id})`))),
        ]
      : []),
  ])
}

/** The half page of the first session, with what would help most. */
export function halfPageMarkdown({ head, ask, examples, missing }: HalfPage): string {
  return page([
    ...headLines(head),
    ...(ask ? [sentence(ask)] : []),
    ...examples.map((example, index) => `${index + 1}. ${[sentence(example.short), ...draftLine(example)].join(' ')}`),
    ...(missing.length > 0 ? ['## What would help most', bullets(missing.map(missingLine))] : []),
  ])
}

const missingLine = ({ says, question }: Missing): string => plain(`${says} ${question}`)

function headLines({ name, level, target, cycle, manager, on }: CaseDocument['head']): string[] {
  const facts: Piece[][] = [
    target ? [`${level} → ${target}`] : [level],
    ...(cycle ? [['Review: ', cycle]] : []),
    ['Manager: ', manager],
    [dayWords(on)],
  ]
  return [
    `# ${inline([name])}${target ? `: case for ${plain(target)}` : ': what I am the person to go to for'}`,
    facts.map(inline).join(' · '),
  ]
}

function exampleLines(example: CaseExample): string[] {
  const { title, told, parts, myPart, othersPart, confirmedBy } = example
  const about = aboutExample(example).map(plain).join(' · ')
  return [
    `### ${plain(title)}`,
    ...(about ? [about] : []),
    ...draftLine(example),
    ...(told ? [sentence(told)] : []),
    bullets(parts.map((part) => `**${part.label}:** ${sentence(part.sentence)}`)),
    ...[myPart, othersPart].flatMap((each) => (each ? [sentence(each)] : [])),
    sentence(confirmedBy),
  ]
}

/** The line under an example's title: when it was, and the skill it shows most. */
export const aboutExample = ({ title, on, skills: [skill] }: CaseExample): string[] => [
  ...(on ? [dayWords(monthOf(on))] : []),
  ...(skill && skill !== title ? [skill] : []),
]

// For the one who writes it, and easy to take out: a reader has no use for it.
function draftLine(example: Pick<CaseExample, 'marks' | 'on'>): string[] {
  const hints = draftHints(example)
  return hints.length > 0 ? [`_(draft: ${hints.join(', ')})_`] : []
}

const voiceLines = ({ words, on, pasted, ...voice }: CaseDocument['voices'][number]): string[] => [
  `> ${plain(words)}`,
  `${plain(speakerOf(voice))}, ${dayWords(on)}${pasted ? ` (${pastedByMe})` : ''}`,
]

const page = (blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n')

const sentence = ({ pieces, more }: Sentence): string => `${inline(pieces)}${more ? ' …' : ''}`

const inline = (pieces: readonly Piece[]): string => {
  const texts = pieces.map((piece) => (isBlank(piece) ? '____' : withoutMeaning(piece)))
  return notAtStart(texts.join('').replace(/\s+/g, ' ').trim())
}

const plain = (text: string): string => inline([text])

// An ampersand means something only in front of what could be a character reference.
const withoutMeaning = (text: string): string =>
  text.replace(/[\\`*_[\]<>~|^$]/g, '\\$&').replace(/&(?=#|[a-z])/gi, '\\&')

// At the start of a line some signs make a heading, a list or a rule.
const notAtStart = (text: string): string =>
  text.replace(/^(?:[#+=:-]|(\d{1,9})(?=[.)]))/, (sign, digits) => (digits ? `${digits}\\` : `\\${sign}`))
