import type { CaseDocument, Missing } from './case-document.ts'
import { count, type Page } from './case-page.ts'
import type { Evidence } from './evidence.ts'
import { skillOf } from './framework.ts'
import { isMeasured } from './metric-words.ts'
import type { Candidate, Mark } from './promotion-case.ts'
import { foldName } from './rating.ts'
import { isBlank, type Piece, type StoryPartName } from './story.ts'

type Sections = Omit<CaseDocument, 'missing' | 'sources'>

/** A missing piece with what it is worth to the reader of a case (the weights of domain 8.6, never shown). */
type Weighed = Missing & { worth: number }

/** What the case lacks, most valuable first, each with the record and the field that would fill it. */
export function whatIsMissing(page: Page, document: Sections): Missing[] {
  if (page.records.size === 0) {
    return [lack('There is no record yet.', 'What did you do lately that made a difference?', null, 'text')]
  }
  const found = [
    ...examplesMissing(page, document),
    ...mustHavesMissing(page, document),
    ...confirmationsMissing(page, document),
    ...measuresMissing(page, document),
    ...breadthMissing(page, document),
    ...storiesMissing(page, document),
    ...profileMissing(document),
    ...textsMissing(document),
  ]
  return found
    .map((each, index) => ({ each, index }))
    .sort((a, b) => b.each.worth - a.each.worth || a.index - b.index)
    .map(({ each: { worth: _, ...missing } }) => missing)
}

const lack = (says: string, question: string, record: string | null, field: string): Missing => ({
  says,
  question,
  record,
  field,
})
const weighed = (worth: number, missing: Missing): Weighed => ({ ...missing, worth })

const ENOUGH = 3

function examplesMissing({ level, kind }: Page, { examples }: Sections): Weighed[] {
  const firm = examples.filter(({ marks }) => marks.length === 0)
  const marked = examples.flatMap(({ id, title, marks }) => marks.map((mark) => ({ id, title, mark })))
  const few = firm.length < ENOUGH && kind === 'case'
  const small = marked.find(({ mark }) => mark === 'present-level scope')
  return [
    ...(few
      ? [
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
      : []),
    ...marked.flatMap(({ id, title, mark }) => {
      const ask = questionFor[mark]
      return ask ? [weighed(12, lack(`“${title}” ${ask.lacks}.`, ask.question, id, ask.field))] : []
    }),
  ]
}

const questionFor: Partial<Record<Mark, { lacks: string; question: string; field: string }>> = {
  'date?': { lacks: 'has no date that counts', question: 'When was it?', field: 'happenedOn' },
  'skill?': { lacks: 'is filed under no skill of this level', question: 'Which skill does it show?', field: 'skills' },
  'kind?': {
    lacks: 'is a note so far',
    question: 'Is it a result, a decision, a problem you found, or something else?',
    field: 'kind',
  },
}

function mustHavesMissing({ selection, candidates }: Page, { examples }: Sections): Weighed[] {
  const kindOf = (id: string) => candidates.get(id)!.kind
  const first = examples[0]?.id ?? null
  const decision = examples.find(({ id }) => kindOf(id) === 'decision')
  return selection.missing.flatMap((must) => {
    if (must === 'measured') {
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
    if (must === 'tradeOff') {
      return weighed(
        10,
        lack(
          'No decision says what was given up.',
          'What did you leave aside for it?',
          decision?.id ?? null,
          'decision.notChosen',
        ),
      )
    }
    // Said with the count of confirmations below.
    return []
  })
}

function confirmationsMissing({ records, candidates }: Page, { examples, voices }: Sections): Weighed[] {
  const confirmed = examples.filter(({ id }) => candidates.get(id)!.confirmed)
  const open = examples.find(({ id }) => !candidates.get(id)!.confirmed)
  const seen = open ? records.get(open.id)!.seenBy[0] : undefined
  const voicesNeeded = 2
  return [
    ...(confirmed.length < ENOUGH
      ? [
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
      : []),
    ...(voices.length < voicesNeeded
      ? [
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
      : []),
  ]
}

const isNewVoice = ({ confirmations }: Evidence, voices: Sections['voices']): boolean =>
  !confirmations.some(({ by }) => voices.some((voice) => foldName(voice.by) === foldName(by)))

function measuresMissing({ records }: Page, { examples }: Sections): Weighed[] {
  const measured = examples.flatMap(({ id }) => {
    const metric = records.get(id)!.metrics.find(isMeasured)
    return metric ? [{ id, metric }] : []
  })
  const first = measured[0]
  if (!first) return []
  return [
    ...(measured.some(({ metric }) => metric.targetSetBefore)
      ? []
      : [
          weighed(
            4,
            lack(
              'No number has a target written before launch.',
              'Was a target written down before launch?',
              first.id,
              'metrics.target',
            ),
          ),
        ]),
    ...(measured.some(({ metric }) => metric.checks?.some((check) => check.day === 60))
      ? []
      : [
          weighed(
            4,
            lack(
              'No number was read again after 60 days.',
              'Where did it stand after 60 days?',
              first.id,
              'metrics.checks',
            ),
          ),
        ]),
  ]
}

function breadthMissing(page: Page, { examples, kind }: Sections): Weighed[] {
  const { level, skills, candidates, records } = page
  const total = skills.reduce((sum, { weight }) => sum + weight, 0)
  const open = skills.filter(({ id }) => !examples.some((example) => isShownBy(candidates.get(example.id)!, id)))
  const heaviest = [...open].sort((a, b) => b.weight - a.weight)[0]
  const isThin = open.reduce((sum, { weight }) => sum + weight, 0) > (1 - COVERED_SHARE) * total
  const atSize = [...candidates.values()].filter(
    ({ scope, on, recency }) => scope === 'target' && on !== null && recency > 0,
  )
  const months = new Set(atSize.map(({ on }) => on!.slice(0, 7)))
  const names = isThin && heaviest ? skillOf(page.input.framework, heaviest.id).name : null
  return [
    ...(names
      ? [weighed(3.9, lack(`No example shows ${names}.`, `What have you done that shows ${names}?`, null, 'text'))]
      : []),
    ...(kind === 'case' && months.size < ENOUGH
      ? [
          weighed(
            3.8,
            lack(
              `Work of ${level.title} size shows in ${count(months.size, 'month')} so far.`,
              'What did you do at that scope in other months?',
              null,
              'text',
            ),
          ),
        ]
      : []),
    ...(examples.some(({ id }) => candidates.get(id)!.kind === 'problem')
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
    ...(examples.some(({ id }) => records.get(id)!.othersPart)
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

// The parts a reader misses most come first; a later example's gap weighs a little less than an earlier one's.
const worthOf: Record<StoryPartName, number> = { result: 3.4, decision: 3.2, problem: 3, tradeOff: 2.8, next: 2 }

function storiesMissing(_: Page, { examples }: Sections): Weighed[] {
  return examples.flatMap(({ title, parts }, place) =>
    parts.flatMap(({ part, sentence }) =>
      blanksIn(sentence.pieces)
        .slice(0, 1)
        .map(({ what, question, record, field }) =>
          weighed(worthOf[part] - place / 100, lack(`“${title}” lacks ${what}.`, question, record, field)),
        ),
    ),
  )
}

function profileMissing({ head }: Sections): Weighed[] {
  const worth: Record<string, number> = { 'profile.reviewOn': 5, 'profile.manager': 1.5, 'profile.name': 1.5 }
  return blanksIn([head.name, head.cycle ?? '', head.manager]).map(({ what, question, record, field }) =>
    weighed(worth[field] ?? 1, lack(`The head lacks ${what}.`, question, record, field)),
  )
}

function textsMissing({ inShort, growing, next }: Sections): Weighed[] {
  return blanksIn([...inShort, ...growing, next].flatMap(({ pieces }) => pieces))
    .filter(({ field }) => field.startsWith('case.'))
    .map(({ what, question, record, field }) => weighed(2.5, lack(`The case lacks ${what}.`, question, record, field)))
}

const blanksIn = (pieces: readonly Piece[]) => pieces.filter(isBlank)
