import { fitted, most, type Printed, wordsIn } from './case-length.ts'
import { listed, nameOf, type Page, type Sentence, titleOf, uniqueBy } from './case-page.ts'
import type { ExampleStory } from './case-story.ts'
import type { Day } from './day.ts'
import type { Evidence } from './evidence.ts'
import { skillOf } from './framework.ts'
import type { Mark } from './promotion-case.ts'
import { foldName } from './rating.ts'
import { blank, isBlank, joinedPieces, type Piece, type StoryPart, type StoryPartName, textOf } from './story.ts'

export interface CaseExample {
  id: string
  /** What it stands under: its initiative's title, else the skill it shows most. */
  title: string
  /** What the person knows it by: its initiative's title, else its first words. */
  name: string
  on: Day | null
  skills: string[]
  /** Why it stands only in the draft; empty if it does not. */
  marks: Mark[]
  /** The person's sentences that belong to no part. */
  told: Sentence | null
  parts: { part: StoryPartName; label: string; sentence: Sentence }[]
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

/** Why an example stands only in the draft, in words for the one who writes it; empty if nothing is in doubt. */
export const draftHints = ({ marks, on }: Pick<CaseExample, 'marks' | 'on'>): string[] =>
  marks.map((mark) => (mark === 'date?' && on !== null ? 'has not happened yet' : markWords[mark]))

const markWords: Record<Mark, string> = {
  'present-level scope': 'work of your present level’s size',
  'other scope': 'work of a smaller size than your present level’s',
  'date?': 'no date yet',
  'skill?': 'names no skill yet',
  'kind?': 'does not say yet what kind of thing it is',
  'long ago': 'a long time ago',
}

export const exampleOf = (page: Page, id: string, marks: Mark[], story: ExampleStory, room: number): CaseExample => {
  const record = page.records.get(id)!
  const { parts, told, myPart, othersPart } = fitted(story, room)
  const confirmedBy = confirmedByOf(page, record, story)
  return {
    id,
    title: titleOf(page, record),
    name: nameOf(page, record),
    on: record.happenedOn,
    skills: page.candidates.get(id)!.skills.map((skill) => skillOf(page.input.framework, skill).name),
    marks,
    told: told && asPrinted(told),
    parts: parts.map(({ part, printed }) => ({ part, label: labelOf(story, part), sentence: asPrinted(printed) })),
    myPart: myPart && withLead('My part: ', myPart),
    othersPart: othersPart && withLead('Others: ', othersPart),
    confirmedBy,
    short: shortOf(id, story, confirmedBy),
  }
}

/** The words an example takes besides its sentences. */
export const wordsAround = (page: Page, id: string, story: ExampleStory): number => {
  const record = page.records.get(id)!
  const [skill] = page.candidates.get(id)!.skills
  const around = [titleOf(page, record), skill ? skillOf(page.input.framework, skill).name : '', 'March 2026']
  const labels = story.parts.filter(({ within }) => within === null).map(({ part }) => partLabels[part])
  return wordsIn([...around, ...labels, textOf(confirmedByOf(page, record, story).pieces)].join(' '))
}

const asPrinted = ({ pieces, sources, more }: Printed): Sentence => ({ pieces, sources, more })

function withLead(lead: string, { pieces, sources, more }: Printed): Sentence {
  return { pieces: [lead, ...pieces], sources, more }
}

// One sentence may say two parts; then it stands once, under both names.
function labelOf({ parts }: ExampleStory, part: StoryPartName): string {
  const names = [part, ...parts.filter(({ within }) => within === part).map((other) => other.part)]
  const [first, ...others] = names.map((name) => partLabels[name])
  return others.length === 0 ? first! : listed([first!, ...others.map((other) => other.toLowerCase())])
}

// Each confirmer stands for the record they confirmed: what only a sibling's confirmer saw is named.
function confirmedByOf(page: Page, record: Evidence, story: ExampleStory): Sentence {
  const own = confirmersOf(record, page.input.on)
  const lent = story.parts.flatMap((part) => lentConfirmers(page, record, part, own))
  const open = blank('a confirmation', 'Who saw this, and could say so in two sentences?', record.id, 'confirmations')
  const others = uniqueBy(lent, ({ says }) => says)
  return {
    pieces: [
      ...(own.length > 0 ? [`Confirmed by ${listed(own)}`] : ['Confirmed by ', open]),
      `${others.map(({ says }) => `; ${says}`).join('')}.`,
    ],
    sources: [record.id, ...new Set(others.map(({ id }) => id))],
  }
}

function lentConfirmers(page: Page, record: Evidence, { part, closed }: StoryPart, own: readonly string[]) {
  return closed.flatMap(({ record: id }) => {
    if (id === null || id === record.id) return []
    const names = confirmersOf(page.records.get(id)!, page.input.on).filter((name) => !own.includes(name))
    return names.length > 0 ? [{ id, says: `the ${partLabels[part].toLowerCase()} by ${listed(names)}` }] : []
  })
}

/** Who stands behind a record on a day, each once. */
export const confirmersOf = ({ confirmations }: Evidence, on: Day): string[] =>
  uniqueBy(
    confirmations.filter((confirmation) => confirmation.on <= on),
    ({ by }) => foldName(by),
  ).map(({ by, how }) => (how === 'pasted' ? `${by} (words pasted by me)` : by))

// The result says most, then the decision, then the problem; they are read in the order in which they happened.
function shortOf(id: string, story: ExampleStory, confirmedBy: Sentence): Sentence {
  const closed = (name: StoryPartName) => story.parts.find(({ part }) => part === name)?.closed ?? []
  const byWorth = [...closed('result'), ...closed('decision'), ...closed('problem'), ...story.told]
  let left = most.example - wordsIn(textOf(confirmedBy.pieces))
  const kept = byWorth.filter(({ pieces }, index) => {
    const words = wordsIn(textOf(pieces))
    const fits = index === 0 || words <= left
    if (fits) left -= words
    return fits
  })
  const asRead = [...story.told, ...closed('problem'), ...closed('decision'), ...closed('result')]
  const said = asRead.filter((sentence) => kept.includes(sentence))
  const open = story.parts.find(({ part, sentences }) => part === 'result' && sentences.length > 0)
  const missing = open && open.closed.length === 0 ? open.pieces.filter(isBlank).slice(0, 1) : []
  const waiting: Piece[][] = missing.map((blank) => ['What changed: ', blank, '.'])
  return {
    pieces: joinedPieces([...said, ...waiting.map((pieces) => ({ pieces })), confirmedBy]),
    sources: [...new Set([id, ...said.flatMap(({ record }) => record ?? []), ...confirmedBy.sources])],
  }
}
