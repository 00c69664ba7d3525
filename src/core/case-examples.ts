import { isHidden, type Page, type Sentence, titleOf, uniqueBy, wordsIn } from './case-page.ts'
import type { Day } from './day.ts'
import type { Evidence } from './evidence.ts'
import { skillOf } from './framework.ts'
import type { Mark } from './promotion-case.ts'
import { foldName } from './rating.ts'
import { asSentence, blank, isBlank, type Piece, type Story, textOf, withoutFigures } from './story.ts'

export interface CaseExample {
  id: string
  /** The initiative's title, else the record's first words. */
  title: string
  on: Day | null
  skills: string[]
  /** Why it stands only in the draft; empty if it does not. */
  marks: Mark[]
  /** The person's sentences that belong to no part. */
  told: Sentence | null
  parts: { part: Story['parts'][number]['part']; label: string; sentence: Sentence }[]
  myPart: Sentence | null
  othersPart: Sentence | null
  confirmedBy: Sentence
  /** At most 45 words where the person's sentences allow it. */
  short: Sentence
}

export const partLabels = {
  problem: 'Problem',
  decision: 'Decision',
  tradeOff: 'Trade-off',
  result: 'Result',
  next: 'Next',
} as const

export function exampleOf(page: Page, id: string, marks: Mark[]): CaseExample {
  const record = page.records.get(id)!
  const story = page.stories.get(id)!
  const hide = isHidden(page.input, record) ? withoutFigures : (words: string) => words
  const said = (pieces: Piece[]): Sentence => ({ pieces, sources: [id] })
  const own = (words: string | null, lead: string) => (words ? said([`${lead}${asSentence(hide(words))}`]) : null)
  return {
    id,
    title: titleOf(page, record),
    on: record.happenedOn,
    skills: page.candidates.get(id)!.skills.map((skill) => skillOf(page.input.framework, skill).name),
    marks,
    told: story.told.length > 0 ? said([story.told.map(asSentence).join(' ')]) : null,
    parts: story.parts
      .filter((part) => part.within === null)
      .map((part) => ({ part: part.part, label: labelOf(story, part.part), sentence: said(part.pieces) })),
    myPart: own(record.myPart, 'My part: '),
    othersPart: own(record.othersPart, 'Others: '),
    confirmedBy: said(confirmedBy(record, page.input.on)),
    short: said(shortOf(page, record, story)),
  }
}

// One sentence may say what was decided and what was given up; then it stands once, under both names.
const labelOf = (story: Story, part: CaseExample['parts'][number]['part']): string =>
  story.parts.some((other) => other.within === part) ? 'Decision and trade-off' : partLabels[part]

function confirmedBy({ id, confirmations }: Evidence, on: Day): Piece[] {
  const names = uniqueBy(
    confirmations.filter((confirmation) => confirmation.on <= on),
    ({ by }) => foldName(by),
  ).map(({ by, how }) => (how === 'pasted' ? `${by} (words pasted by me)` : by))
  return names.length > 0
    ? [`Confirmed by ${names.join(', ')}.`]
    : [
        'Confirmed by ',
        blank('a confirmation', 'Who saw this, and could say so in two sentences?', id, 'confirmations'),
        '.',
      ]
}

const SHORT_WORDS = 45

// The result says most, then the decision, then the problem; they are read in the order in which they happened.
function shortOf({ input }: Page, record: Evidence, story: Story): Piece[] {
  const end = confirmedBy(record, input.on)
  const filled = (['result', 'decision', 'problem'] as const).flatMap(
    (name) => story.parts.find((part) => part.part === name && part.filled && part.pieces.length > 0) ?? [],
  )
  const told = story.told.map(asSentence).join(' ')
  let room = SHORT_WORDS - wordsIn(textOf(end))
  const kept = filled.filter((part, index) => {
    const words = wordsIn(textOf(part.pieces))
    const fits = index === 0 || words <= room
    if (fits) room -= words
    return fits
  })
  const lead = told && (kept.length === 0 || wordsIn(told) <= room) ? [told] : []
  const inOrder = story.parts.filter((part) => kept.includes(part)).map((part) => textOf(part.pieces))
  const first = story.parts.find((part) => part.part === 'result' && !part.filled)
  const open: Piece[] = first ? [' What changed: ', ...first.pieces.filter(isBlank).slice(0, 1), '.'] : []
  return [[...lead, ...inOrder].join(' '), ...open, ' ', ...end].filter((piece) => piece !== '')
}
