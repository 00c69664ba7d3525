import { type Annex, furtherTold, recordsCited } from './case-annex.ts'
import { type CaseCoverage, coverageOf } from './case-coverage.ts'
import { type CaseExample, exampleOf, wordsAround } from './case-examples.ts'
import type { CaseGround } from './case-ground.ts'
import { most, roomsFor, sentencesWithin, wordsIn } from './case-length.ts'
import { whatIsMissing } from './case-missing.ts'
import { type CaseInput, count, type Page, pageOf, type Sentence, uniqueBy } from './case-page.ts'
import { type CaseMetric, headlineMetrics, rubricOf, type Voice, voicesOf, weakestSkill } from './case-proof.ts'
import { type CaseSection, sectionsOf } from './case-sections.ts'
import type { ExampleStory } from './case-story.ts'
import { type Day, type Month, monthOf } from './day.ts'
import { dayWords } from './day-words.ts'
import { levelOf, skillOf } from './framework.ts'
import { isMeasured } from './metric-words.ts'
import type { Mark, Selection } from './promotion-case.ts'
import { type Blank, blank, isBlank, type Piece, textOf } from './story.ts'
import { asSentence, type SentenceReader, sentencesIn } from './story-sentences.ts'

export type { CaseCoverage, CaseExample, CaseInput, CaseMetric, CaseSection, Sentence, Voice }

/** Something that would make the case stronger, in plain words. */
export interface Missing {
  /** What lacks what: “Onboarding: the decision and what was given up.” */
  says: string
  /** Asks for the most valuable piece of it. */
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
  /** Most valuable first, at most eight. */
  missing: Missing[]
  /** Every record cited, in the order of its first mention, with its first words. */
  sources: { id: string; title: string; on: Day | null }[]
  /** The same words as an ordered list, each sentence with the records it stands on. */
  sections: CaseSection[]
  coverage: CaseCoverage
  selection: Selection
}

/** The case with what stands behind its page when it is handed on. */
export interface CaseWithAnnex extends CaseDocument {
  annex: Annex
}

/**
 * The case made of what is there: the person's own words, fixed connecting words, and blanks where one is missing.
 * Refuses a level the ladder does not have.
 */
export const caseOf = (input: CaseInput): CaseWithAnnex => caseFrom(null, input).document

/** A case with the ground it stands on, for the next to go on from. */
export interface CaseDrawn {
  document: CaseWithAnnex
  ground: CaseGround
}

/** The same from an earlier one, which is taken over: only what was changed since is looked at. */
export function caseFrom(earlier: CaseDrawn | null, input: CaseInput): CaseDrawn {
  const page = pageOf(input, earlier?.ground ?? null)
  return { document: documentOf(page), ground: page.ground }
}

function documentOf(page: Page): CaseWithAnnex {
  const metrics = headlineMetrics(page)
  const { next, stories } = nextOf(page)
  const around = {
    kind: page.kind,
    head: headOf(page),
    ask: askOf(page),
    inShort: inShortOf(page, metrics),
    metrics,
    rubric: rubricOf(page),
    voices: voicesOf(page),
    growing: growingOf(page),
    next,
    selection: page.selection,
  }
  const rooms = roomsBeside(page, stories, around)
  const examplesIn = (roomFor: (place: number) => number) =>
    page.selection.examples.map(({ id, marks }, place) => exampleOf(page, id, marks, stories.get(id)!, roomFor(place)))
  const examples = examplesIn((place) => rooms[place]!)
  const atLength = examplesIn((place) => Math.max(most.atLength, rooms[place]!))
  const document = { ...around, examples }
  const sections = sectionsOf(document)
  const records = recordsCited(page, sections)
  return {
    ...document,
    sections,
    missing: whatIsMissing(page, document),
    sources: records.map(({ id, title, on }) => ({ id, title, on })),
    coverage: coverageOf(page),
    annex: { examples: furtherTold(examples, atLength), records },
  }
}

// What the rest of the page leaves of its 400 words is shared by the examples; 45 words each in any case.
function roomsBeside(
  page: Page,
  stories: ReadonlyMap<string, ExampleStory>,
  around: Omit<Sections, 'examples'>,
): number[] {
  const fixed = sectionsOf({ ...around, examples: [] })
    .flatMap(({ title, sentences }) => [title, ...sentences.map(({ text }) => text)])
    .join(' ')
  const { examples } = page.selection
  const frames = examples.reduce((sum, { id }) => sum + wordsAround(page, id, stories.get(id)!), 0)
  return roomsFor(
    examples.map(({ id }) => stories.get(id)!),
    most.page - HEAD_WORDS - wordsIn(fixed) - frames,
  )
}

const HEAD_WORDS = 15

/** The half page of the first ten minutes. */
export interface HalfPage {
  head: CaseDocument['head']
  ask: Sentence | null
  examples: { id: string; short: Sentence; marks: Mark[]; on: Day | null }[]
  missing: Missing[]
}

/** Head, ask, up to three examples in short form, and three things that would help most, each about something else. No question twice. */
export function halfPage({ head, ask, examples, missing }: CaseDocument): HalfPage {
  const first = uniqueBy(missing, ({ record, field }) => record ?? field).slice(0, 3)
  const once = askedOnce(first.map(({ question }) => question))
  const { name, cycle, manager } = head
  return {
    head: { ...head, name: once(name), cycle: cycle && once(cycle), manager: once(manager) },
    ask: ask && { ...ask, pieces: ask.pieces.map(once) },
    examples: examples.slice(0, 3).map(({ id, short, marks, on }) => ({
      id,
      short: { ...short, pieces: short.pieces.map(once) },
      marks,
      on,
    })),
    missing: first,
  }
}

// The half page shows each blank as its question; where the question stands already, the blank says only what is missing.
function askedOnce(already: readonly string[]): (piece: Piece) => Piece {
  const asked = new Set(already)
  return (piece) => {
    if (!isBlank(piece)) return piece
    const isNew = !asked.has(piece.question)
    asked.add(piece.question)
    return isNew ? piece : { ...piece, question: piece.what }
  }
}

function headOf({ input, kind, level }: Page): CaseDocument['head'] {
  const { name, climber, framework, reviewOn, on } = input
  return {
    name: name ?? blank('your name', 'What name stands on your case?', null, 'profile.name'),
    level: levelOf(framework, climber.level).title,
    target: kind === 'case' ? level.title : null,
    cycle: kind === 'case' ? (reviewOn ? dayWords(reviewOn) : reviewBlank()) : null,
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
      input.reviewOn ? dayWords(input.reviewOn) : reviewBlank(),
      ', on work I have been doing at that scope since ',
      since ? dayWords(since.month) : sinceBlank(page),
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
  const byOthers = confirmed.length > 0 ? `, ${howMany(confirmed.length, firm.length)}confirmed by others` : ''
  const size = kind === 'case' ? `At the scope of ${level.title}` : 'This is what I have been doing'
  return [
    areaOf(input),
    metrics.length > 0
      ? {
          pieces: [`What changed: ${metrics.map(inOneBreath).join('; ')}.`],
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
    // The ask above asks for the month already.
    ...(since
      ? [
          {
            pieces: [`${size} since ${dayWords(since.month)}: ${count(firm.length, 'example')} here${byOthers}.`],
            sources: firm.map(({ id }) => id),
          },
        ]
      : kind === 'footprint'
        ? [{ pieces: [`${size} since `, sinceBlank(page), '.'], sources: [] }]
        : []),
  ]
}

const howMany = (confirmed: number, all: number): string =>
  confirmed < all ? `${confirmed} of them ` : all > 1 ? 'all of them ' : ''

const inOneBreath = ({ name, change, on }: CaseMetric): string =>
  `${name} ${change}${on ? ` (${dayWords(monthOf(on))})` : ''}`

function areaOf({ texts, read }: Page['input']): Sentence {
  if (texts?.area) return ownWords(texts.area, most.inShort, read)
  const area = blank(
    'your area and its size',
    'What is your area, and how many people or how much revenue does it touch?',
    null,
    'case.area',
  )
  return { pieces: ['My area: ', area, '.'], sources: [] }
}

/** What the person wrote into the case itself, as many whole sentences as there is room for. */
function ownWords(words: string, room: number, read: SentenceReader): Sentence {
  const sentences = sentencesIn(words, read)
  const kept = sentencesWithin(sentences, room, wordsIn)
  return { pieces: [`${kept.join(' ')}${kept.length < sentences.length ? ' …' : ''}`], sources: [] }
}

const firstUnmeasured = ({ selection, records }: Page): string | null =>
  selection.examples.find(({ id }) => !records.get(id)!.metrics.some(isMeasured))?.id ?? null

function growingOf(page: Page): Sentence[] {
  const { input } = page
  if (input.texts?.growing) return [ownWords(input.texts.growing, most.growing, input.read)]
  const weakest = weakestSkill(page)
  const gaps = input.gaps?.slice(0, 2) ?? (weakest ? [{ skill: weakest.id, plan: null }] : [])
  return gaps.map(({ skill, plan }) => {
    const { name } = skillOf(input.framework, skill)
    return {
      pieces: [
        `${name}. What I am doing about it: `,
        plan
          ? asSentence(plan)
          : blank(`what you do about ${name}`, `What are you doing about ${name}?`, null, 'case.growing'),
        ...(plan ? [] : ['.']),
      ],
      sources: [],
    }
  })
}

/** The last sentence of the case; an example that says it already gives it away, so that it stands once. */
function nextOf({ input, kind, stories, selection }: Page): { next: Sentence; stories: Map<string, ExampleStory> } {
  if (input.texts?.next) return { next: ownWords(input.texts.next, most.next, input.read), stories }
  for (const { id } of selection.examples) {
    const story = stories.get(id)!
    const part = story.parts.find((each) => each.part === 'next' && each.filled)
    if (!part) continue
    const without = { ...story, parts: story.parts.filter((each) => each !== part) }
    return {
      next: { pieces: withNextLead(part.pieces), sources: part.sentences.flatMap(({ record }) => record ?? []) },
      stories: new Map([...stories, [id, without]]),
    }
  }
  const lead =
    kind === 'case' ? 'The problem I would like to own at the next level: ' : 'What I would like to take on next: '
  const open = blank('the problem you want to own', 'Which problem would you like to own next?', null, 'case.next')
  return { next: { pieces: [lead, open, '.'], sources: [] }, stories }
}

// “I want to own pricing” says it already; “pricing as a whole” does not.
const withNextLead = (pieces: readonly Piece[]): Piece[] =>
  /^(?:i|we)(?:['’]|\s)/i.test(textOf(pieces)) ? [...pieces] : ['What I want from here: ', ...pieces]

export type Sections = Omit<CaseDocument, 'missing' | 'sources' | 'sections' | 'coverage'>
