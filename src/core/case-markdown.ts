import type { CaseDocument, CaseExample, HalfPage, Sentence } from './case-document.ts'
import { dayInWords, monthInWords } from './case-page.ts'
import { monthOf } from './day.ts'
import { isBlank, type Piece } from './story.ts'

/** The case as a Markdown file. What a person wrote stays text: it cannot become a heading, a list or a disguised link. */
export function caseMarkdown(document: CaseDocument): string {
  const { ask, inShort, examples, metrics, rubric, voices, growing, next, sources } = document
  return page([
    ...headLines(document.head),
    ...(ask ? ['## What I ask', sentence(ask)] : []),
    '## In short',
    bullets(inShort.map(sentence)),
    '## Examples',
    ...examples.flatMap(exampleLines),
    ...(metrics.length > 0
      ? [
          '## Numbers',
          bullets(
            metrics.map(({ name, change, on }) =>
              plain(`${name}: ${change}${on ? `, ${monthInWords(monthOf(on))}` : ''}`),
            ),
          ),
        ]
      : []),
    '## Expectations',
    sentence(rubric),
    ...(voices.length > 0 ? ['## In others’ words', ...voices.flatMap(voiceLines)] : []),
    ...(growing.length > 0 ? ['## Still growing', bullets(growing.map(sentence))] : []),
    '## Next',
    sentence(next),
    ...(sources.length > 0
      ? [
          '## Records',
          bullets(sources.map(({ id, title, on }) => plain(`${title}${on ? `, ${dayInWords(on)}` : ''} (${id})`))),
        ]
      : []),
  ])
}

/** The half page of the first session, with what would help most. */
export function halfPageMarkdown({ head, ask, examples, missing }: HalfPage): string {
  return page([
    ...headLines(head),
    ...(ask ? [sentence(ask)] : []),
    ...examples.map(
      ({ short, marks }, index) =>
        `${index + 1}. ${sentence(short)}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}`,
    ),
    ...(missing.length > 0
      ? ['## What would make it stronger', bullets(missing.map(({ says, question }) => plain(`${says} ${question}`)))]
      : []),
  ])
}

function headLines({ name, level, target, cycle, manager, on }: CaseDocument['head']): string[] {
  const facts: Piece[][] = [
    target ? [`${level} → ${target}`] : [level],
    ...(cycle ? [['Review: ', cycle]] : []),
    ['Manager: ', manager],
    [dayInWords(on)],
  ]
  return [
    `# ${inline([name])}${target ? `: case for ${plain(target)}` : ': what I am the person to go to for'}`,
    facts.map(inline).join(' · '),
  ]
}

function exampleLines({
  title,
  on,
  skills,
  marks,
  told,
  parts,
  myPart,
  othersPart,
  confirmedBy,
}: CaseExample): string[] {
  const about = [...(on ? [monthInWords(monthOf(on))] : []), ...skills, ...marks].map(plain).join(' · ')
  return [
    `### ${plain(title)}`,
    ...(about ? [about] : []),
    ...(told ? [sentence(told)] : []),
    bullets(parts.map((part) => `**${part.label}.** ${sentence(part.sentence)}`)),
    ...[myPart, othersPart].flatMap((each) => (each ? [sentence(each)] : [])),
    sentence(confirmedBy),
  ]
}

const voiceLines = ({ words, by, on, pasted }: CaseDocument['voices'][number]): string[] => [
  `> ${plain(words)}`,
  `${plain(by)}, ${dayInWords(on)}${pasted ? ' (words pasted by me)' : ''}`,
]

const page = (blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`

const bullets = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n')

const sentence = ({ pieces }: Sentence): string => inline(pieces)

const inline = (pieces: readonly Piece[]): string => {
  const texts = pieces.map((piece) => (isBlank(piece) ? '____' : withoutMeaning(piece)))
  return notAtStart(texts.join('').replace(/\s+/g, ' ').trim())
}

const plain = (text: string): string => inline([text])

const withoutMeaning = (text: string): string => text.replace(/[\\`*_[\]<>&~|^$]/g, '\\$&')

// At the start of a line some signs make a heading, a list or a rule.
const notAtStart = (text: string): string =>
  text.replace(/^(?:[#+=:-]|(\d{1,9})(?=[.)]))/, (sign, digits) => (digits ? `${digits}\\` : `\\${sign}`))
