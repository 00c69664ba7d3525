import type { Missing, Sections } from './case-document.ts'
import { type CaseExample, partLabels } from './case-examples.ts'
import { count, listed, type Page, shownIn, uniqueBy } from './case-page.ts'
import { monthOf } from './day.ts'
import type { Evidence } from './evidence.ts'
import { skillOf } from './framework.ts'
import { isMeasured } from './metric-words.ts'
import type { Candidate, Mark } from './promotion-case.ts'
import { foldName } from './rating.ts'
import { type Blank, isBlank, type Piece, type StoryPartName } from './story.ts'

/** A missing piece with what it is worth to the reader of a case (the weights of domain 8.6, never shown). */
type Weighed = Missing & { worth: number }

const MOST_ROWS = 8

/** What the case lacks, most valuable first, each with the record and the field that would fill it. Eight at most. */
export function whatIsMissing(page: Page, document: Sections): Missing[] {
  if (page.records.size === 0) {
    return [lack('There is no record yet.', 'What did you do lately that made a difference?', null, 'text')]
  }
  const ofAll = [
    ...sizeMissing(page, document),
    ...mustHavesMissing(page, document),
    ...confirmationsMissing(page, document),
    ...measuresMissing(page),
    ...breadthMissing(page, document),
    ...headMissing(document),
    ...textsMissing(document),
  ]
  const found = [...ofAll, ...examplesMissing(document, ofAll)]
  return found
    .map((each, index) => ({ each, index }))
    .sort((a, b) => b.each.worth - a.each.worth || a.index - b.index)
    .slice(0, MOST_ROWS)
    .map(({ each: { worth: _, ...missing } }) => missing)
}

const placeOf = ({ record, field }: Pick<Missing, 'record' | 'field'>): string => `${record} ${field}`

const lack = (says: string, question: string, record: string | null, field: string): Missing => ({
  says,
  question,
  record,
  field,
})
const weighed = (worth: number, missing: Missing): Weighed => ({ ...missing, worth })

const ENOUGH = 3

const firmOf = (examples: Sections['examples']) => examples.filter(({ marks }) => marks.length === 0)

function sizeMissing({ level, kind }: Page, { examples }: Sections): Weighed[] {
  const firm = firmOf(examples)
  if (firm.length >= ENOUGH || kind !== 'case') return []
  const small = examples.find(({ marks }) => marks.includes('present-level scope'))
  return [
    weighed(
      15,
      lack(
        `${firm.length} of ${ENOUGH} examples are of ${level.title} size.`,
        `Was any of this work of ${level.title} size?`,
        small?.id ?? null,
        'scope',
      ),
    ),
  ]
}

const questionFor: Partial<Record<Mark, { what: string; question: string; field: string }>> = {
  'date?': { what: 'a date', question: 'When was it?', field: 'happenedOn' },
  'skill?': { what: 'the skill it shows', question: 'Which skill does it show?', field: 'skills' },
  'kind?': {
    what: 'what kind of thing it is',
    question: 'Is it a result, a decision, a problem you found, or something else?',
    field: 'kind',
  },
}

// What only a draft may leave open comes before the story; the parts a reader misses most come first in it.
const worthOf: Record<StoryPartName, number> = { result: 3.4, decision: 3.2, problem: 3, tradeOff: 2.8, next: 2 }

/**
 * One row for each example: what it lacks, the question for what counts most and is not asked yet, if there is one. A later
 * example’s row weighs a little less.
 */
function examplesMissing({ examples }: Sections, rows: readonly Missing[]): Weighed[] {
  const places = new Set(rows.map(placeOf))
  const questions = new Set(rows.map(({ question }) => question))
  return examples.flatMap((example, place) => {
    const open = lackedBy(example).filter((each) => !places.has(placeOf(each)))
    const first = open.filter(({ question }) => !questions.has(question)).sort((a, b) => b.worth - a.worth)[0]
    if (!first) return []
    questions.add(first.question)
    const says = `${example.name}: ${listed(open.map(({ what }) => what))}.`
    return [weighed(first.worth - place / 100, lack(says, first.question, first.record, first.field))]
  })
}

function lackedBy({ id, marks, parts }: Sections['examples'][number]) {
  const doubts = marks.flatMap((mark) => {
    const ask = questionFor[mark]
    return ask ? [{ worth: 12, what: ask.what, question: ask.question, record: id, field: ask.field }] : []
  })
  const blanks = parts.flatMap(({ part, sentence }) =>
    blanksIn(sentence.pieces).map((blank) => ({ ...blank, worth: worthOf[part] })),
  )
  return uniqueBy([...doubts, ...blanks], ({ what }) => what)
}

// What an example borrows from its initiative a reader finds on the page, so it is not called missing.
function mustHavesMissing(page: Page, { examples }: Sections): Weighed[] {
  const { selection, candidates } = page
  const kindOf = (id: string) => candidates.get(id)!.kind
  const first = examples[0]?.id ?? null
  const decision = examples.find(({ id }) => kindOf(id) === 'decision')
  return selection.missing.flatMap((must) => {
    if (must === 'measured' && measuredIn(page).length === 0) {
      const outcome = examples.find(({ id }) => kindOf(id) === 'outcome')
      return weighed(
        10,
        lack(
          'No example has a number with before and after.',
          'What was it before, and what is it now?',
          outcome?.id ?? first,
          'metrics',
        ),
      )
    }
    if (must === 'tradeOff' && !examples.some(saysTradeOff)) {
      return weighed(
        10,
        lack(
          'No decision says what was given up.',
          'What did you leave aside for it, and what did that cost?',
          decision?.id ?? null,
          'decision.notChosen',
        ),
      )
    }
    // Said with the count of confirmations below.
    return []
  })
}

const measuredIn = (page: Page) =>
  shownIn(page).flatMap((id) => {
    const metric = page.records.get(id)!.metrics.find(isMeasured)
    return metric ? [{ id, metric }] : []
  })

const saysTradeOff = ({ parts }: CaseExample): boolean =>
  parts.some(
    ({ label, sentence }) =>
      label.toLowerCase().includes(partLabels.tradeOff.toLowerCase()) && !sentence.pieces.some(isBlank),
  )

function confirmationsMissing({ records, candidates }: Page, { examples, voices }: Sections): Weighed[] {
  const confirmed = examples.filter(({ id }) => candidates.get(id)!.confirmed)
  const open = examples.find(({ id }) => !candidates.get(id)!.confirmed)
  const seen = open ? records.get(open.id)!.seenBy[0] : undefined
  if (confirmed.length < ENOUGH)
    return [
      weighed(
        10,
        lack(
          `${confirmed.length} of ${ENOUGH} examples are confirmed by another person.`,
          seen
            ? `Would ${seen} say in two sentences what they saw?`
            : 'Who saw this, and could say so in two sentences?',
          open?.id ?? null,
          'confirmations',
        ),
      ),
    ]
  // Who confirms may be quoted, so quotes are asked for only when confirming is done.
  const voicesNeeded = 2
  if (voices.length >= voicesNeeded) return []
  return [
    weighed(
      5,
      lack(
        `${voices.length} of ${voicesNeeded} people are quoted.`,
        'Whose words about your work may stand here?',
        examples.find(({ id }) => isNewVoice(records.get(id)!, voices))?.id ?? null,
        'confirmations',
      ),
    ),
  ]
}

const isNewVoice = ({ confirmations }: Evidence, voices: Sections['voices']): boolean =>
  !confirmations.some(({ by }) => voices.some((voice) => foldName(voice.by) === foldName(by)))

function measuresMissing(page: Page): Weighed[] {
  const measured = measuredIn(page)
  const first = measured[0]
  if (!first) return []
  const open = [
    ...(measured.some(({ metric }) => metric.targetSetBefore)
      ? []
      : [
          {
            what: 'a target written before launch',
            question: 'Was a target written down before launch?',
            field: 'metrics.target',
          },
        ]),
    ...(measured.some(({ metric }) => metric.checks?.some((check) => check.day === 60))
      ? []
      : [
          {
            what: 'where one stood after 60 days',
            question: 'Where did it stand after 60 days?',
            field: 'metrics.checks',
          },
        ]),
  ]
  return open
    .slice(0, 1)
    .map(({ question, field }) =>
      weighed(4, lack(`The numbers: ${listed(open.map(({ what }) => what))}.`, question, first.id, field)),
    )
}

function breadthMissing(page: Page, { examples, kind }: Sections): Weighed[] {
  const { level, skills, candidates } = page
  const total = skills.reduce((sum, { weight }) => sum + weight, 0)
  const open = skills.filter(({ id }) => !examples.some((example) => isShownBy(candidates.get(example.id)!, id)))
  const heaviest = [...open].sort((a, b) => b.weight - a.weight)[0]
  const isThin = open.reduce((sum, { weight }) => sum + weight, 0) > (1 - COVERED_SHARE) * total
  const months = new Set([...page.ground.days.keys()].map(monthOf))
  const names = isThin && heaviest ? skillOf(page.input.framework, heaviest.id).name : null
  return [
    ...(names
      ? [weighed(3.9, lack(`No example shows ${names}.`, `What have you done that shows ${names}?`, null, 'text'))]
      : []),
    // As long as three examples of that size are asked for, months are not.
    ...(kind === 'case' && months.size < ENOUGH && firmOf(examples).length >= ENOUGH
      ? [
          weighed(
            3.8,
            lack(
              `Work of ${level.title} size shows in ${count(months.size, 'month')} so far.`,
              'What did you do of that size in other months?',
              null,
              'text',
            ),
          ),
        ]
      : []),
    ...(shownIn(page).some((id) => candidates.get(id)!.kind === 'problem')
      ? []
      : [
          weighed(
            3.6,
            lack(
              'No example is a problem you found before anyone asked.',
              'Which problem did you see first?',
              null,
              'text',
            ),
          ),
        ]),
    ...(examples.some(({ othersPart }) => othersPart)
      ? []
      : [
          weighed(
            2.2,
            lack(
              'No example says what others did.',
              'Who made it possible with you?',
              examples[0]?.id ?? null,
              'othersPart',
            ),
          ),
        ]),
  ]
}

// Examples that cover skills with at least this share of the level's weight are broad enough (8.6).
const COVERED_SHARE = 0.6

const isShownBy = ({ scope, weights }: Candidate, skill: string): boolean =>
  scope === 'target' && (weights[skill] ?? 0) > 0

function headMissing({ head }: Sections): Weighed[] {
  return grouped('The head', blanksIn([head.cycle ?? '', head.manager, head.name]), ({ field }) =>
    field === 'profile.reviewOn' ? 5 : 1.5,
  )
}

function textsMissing({ inShort, growing, next }: Sections): Weighed[] {
  const open = blanksIn([...inShort, ...growing, next].flatMap(({ pieces }) => pieces))
  return grouped(
    'Your own sentences',
    open.filter(({ field }) => field.startsWith('case.')),
    () => 2.5,
  )
}

function grouped(where: string, blanks: readonly Blank[], worth: (first: Blank) => number): Weighed[] {
  const [first] = blanks
  if (!first) return []
  const says = `${where}: ${listed(blanks.map(({ what }) => what))}.`
  return [weighed(worth(first), lack(says, first.question, first.record, first.field))]
}

const blanksIn = (pieces: readonly Piece[]): Blank[] => pieces.filter(isBlank)
