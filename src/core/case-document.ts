import { type CaseExample, exampleOf } from './case-examples.ts'
import { whatIsMissing } from './case-missing.ts'
import {
  type CaseInput,
  count,
  dayInWords,
  monthInWords,
  type Page,
  pageOf,
  type Sentence,
  titleOf,
  uniqueBy,
} from './case-page.ts'
import { type CaseMetric, headlineMetrics, rubricOf, type Voice, voicesOf, weakestSkill } from './case-proof.ts'
import { type Day, type Month, monthOf } from './day.ts'
import { levelOf, skillOf } from './framework.ts'
import { isMeasured } from './metric-words.ts'
import type { Mark, Selection } from './promotion-case.ts'
import { asSentence, type Blank, blank, type Piece } from './story.ts'

export type { CaseExample, CaseInput, CaseMetric, Sentence, Voice }

/** Something that would make the case stronger, in plain words. */
export interface Missing {
  says: string
  question: string
  record: string | null
  field: string
}

/** A case as it would print (domain 8.1). It holds no score. */
export interface CaseDocument {
  /** Without a next level in view there is no ask: the document shows what others come to the person for. */
  kind: 'case' | 'footprint'
  head: { name: Piece; level: string; target: string | null; cycle: Piece | null; manager: Piece; on: Day }
  ask: Sentence | null
  inShort: Sentence[]
  examples: CaseExample[]
  metrics: CaseMetric[]
  rubric: Sentence
  voices: Voice[]
  growing: Sentence[]
  next: Sentence
  /** Most valuable first. */
  missing: Missing[]
  /** Every record cited, in the order of its first mention. */
  sources: { id: string; title: string; on: Day | null }[]
  selection: Selection
}

/**
 * The case made of what is there: the person's own words, fixed connecting words, and blanks where one is missing.
 * Refuses a level the ladder does not have.
 */
export function caseOf(input: CaseInput): CaseDocument {
  const page = pageOf(input)
  const examples = page.selection.examples.map(({ id, marks }) => exampleOf(page, id, marks))
  const metrics = headlineMetrics(page)
  const document = {
    kind: page.kind,
    head: headOf(page),
    ask: askOf(page),
    inShort: inShortOf(page, metrics),
    examples,
    metrics,
    rubric: rubricOf(page),
    voices: voicesOf(page),
    growing: growingOf(page),
    next: nextOf(page),
    selection: page.selection,
  }
  return { ...document, missing: whatIsMissing(page, document), sources: sourcesOf(page, document) }
}

/** The half page of the first ten minutes. */
export interface HalfPage {
  head: CaseDocument['head']
  ask: Sentence | null
  examples: { id: string; short: Sentence; marks: Mark[] }[]
  missing: Missing[]
}

/** Head, ask, up to three examples in short form, and three things that would help most, each about something else. */
export const halfPage = ({ head, ask, examples, missing }: CaseDocument): HalfPage => ({
  head,
  ask,
  examples: examples.slice(0, 3).map(({ id, short, marks }) => ({ id, short, marks })),
  missing: uniqueBy(missing, ({ record, field }) => record ?? field).slice(0, 3),
})

function headOf({ input, kind, level }: Page): CaseDocument['head'] {
  const { name, climber, framework, reviewOn, on } = input
  return {
    name: name ?? blank('your name', 'What name stands on your case?', null, 'profile.name'),
    level: levelOf(framework, climber.level).title,
    target: kind === 'case' ? level.title : null,
    cycle: kind === 'case' ? (reviewOn ? dayInWords(reviewOn) : reviewBlank()) : null,
    manager: climber.manager ?? blank('your manager', 'Who is your manager?', null, 'profile.manager'),
    on,
  }
}

const reviewBlank = (): Blank => blank('the review date', 'When are promotions decided next?', null, 'profile.reviewOn')

function askOf(page: Page): Sentence | null {
  const { input, kind, level } = page
  if (kind === 'footprint') return null
  const since = sinceAtScope(page)
  return {
    pieces: [
      `I ask to be considered for ${level.title} in the review of `,
      input.reviewOn ? dayInWords(input.reviewOn) : reviewBlank(),
      ', on work I have been doing at that scope since ',
      since ? monthInWords(since.month) : sinceBlank(page),
      '.',
    ],
    sources: since ? [since.id] : [],
  }
}

const sinceBlank = ({ selection, level }: Page): Blank =>
  blank(
    'the month since when',
    `Was any of this work of ${level.title} size?`,
    selection.examples.find(({ marks }) => marks.includes('present-level scope'))?.id ?? null,
    'scope',
  )

// Only what the document itself shows may carry the claim.
function sinceAtScope({ selection, records }: Page): { month: Month; id: string } | null {
  const shown = selection.examples
    .filter(({ marks }) => marks.length === 0)
    .map(({ id }) => ({ month: monthOf(records.get(id)!.happenedOn!), id }))
  return shown.sort((a, b) => (a.month < b.month ? -1 : 1))[0] ?? null
}

function inShortOf(page: Page, metrics: readonly CaseMetric[]): Sentence[] {
  const { input, kind, level, selection } = page
  const since = sinceAtScope(page)
  const firm = selection.examples.filter(({ marks }) => marks.length === 0)
  const confirmed = firm.filter(({ id }) => page.candidates.get(id)!.confirmed)
  const size = kind === 'case' ? `At the scope of ${level.title}` : 'This is what I have been doing'
  return [
    input.texts?.area
      ? { pieces: [asSentence(input.texts.area)], sources: [] }
      : {
          pieces: [
            'My area: ',
            blank(
              'your area and its size',
              'What is your area, and how many people or how much revenue does it touch?',
              null,
              'case.area',
            ),
            '.',
          ],
          sources: [],
        },
    metrics.length > 0
      ? {
          pieces: [`What changed: ${metrics.map(({ name, change }) => `${name} ${change}`).join('; ')}.`],
          sources: metrics.flatMap(({ sources }) => sources),
        }
      : {
          pieces: [
            'What changed: ',
            blank(
              'what changed because of you',
              'Which number moved, and from what to what?',
              firstUnmeasured(page),
              'metrics',
            ),
            '.',
          ],
          sources: [],
        },
    {
      pieces: since
        ? [
            `${size} since ${monthInWords(since.month)}: ${count(firm.length, 'example')} here, ${confirmed.length} of them confirmed by others.`,
          ]
        : [`${size} since `, sinceBlank(page), '.'],
      sources: firm.map(({ id }) => id),
    },
  ]
}

const firstUnmeasured = ({ selection, records }: Page): string | null =>
  selection.examples.find(({ id }) => !records.get(id)!.metrics.some(isMeasured))?.id ?? null

function growingOf(page: Page): Sentence[] {
  const { input } = page
  if (input.texts?.growing) return [{ pieces: [asSentence(input.texts.growing)], sources: [] }]
  const weakest = weakestSkill(page)
  const gaps = input.gaps?.slice(0, 2) ?? (weakest ? [{ skill: weakest.id, plan: null }] : [])
  return gaps.map(({ skill, plan }) => {
    const { name } = skillOf(input.framework, skill)
    return {
      pieces: [
        `${name}. What I am doing about it: `,
        plan
          ? asSentence(plan)
          : blank(`what runs against ${name}`, `What are you doing about ${name}?`, null, 'case.growing'),
        ...(plan ? [] : ['.']),
      ],
      sources: [],
    }
  })
}

function nextOf({ input, kind, stories, selection }: Page): Sentence {
  if (input.texts?.next) return { pieces: [asSentence(input.texts.next)], sources: [] }
  for (const { id } of selection.examples) {
    const part = stories.get(id)!.parts.find((each) => each.part === 'next' && each.filled)
    if (part) return { pieces: part.pieces, sources: [id] }
  }
  const lead =
    kind === 'case' ? 'The problem I would like to own at the next level: ' : 'What I would like to take on next: '
  return {
    pieces: [
      lead,
      blank('the problem you want to own', 'Which problem would you like to own next?', null, 'case.next'),
      '.',
    ],
    sources: [],
  }
}

type Sections = Omit<CaseDocument, 'missing' | 'sources'>

function sourcesOf(page: Page, document: Sections): CaseDocument['sources'] {
  const cited = [
    ...(document.ask?.sources ?? []),
    ...document.inShort.flatMap(({ sources }) => sources),
    ...document.examples.map(({ id }) => id),
    ...[...document.metrics, ...document.voices, document.rubric, document.next].flatMap(({ sources }) => sources),
  ]
  return [...new Set(cited)].map((id) => {
    const record = page.records.get(id)!
    return { id, title: titleOf(page, record), on: record.happenedOn }
  })
}
