import type { CaseRecords } from './case-candidates.ts'
import { type CaseGround, caseGround } from './case-ground.ts'
import { type ExampleStory, storiesOf } from './case-story.ts'
import { coachReader } from './coach-reader.ts'
import type { Day } from './day.ts'
import type { Evidence, ItemKind } from './evidence.ts'
import { levelOf, skillOf } from './framework.ts'
import { type Candidate, type Choice, chooseExamples, type Selection, withoutMarked } from './promotion-case.ts'
import { targetOf } from './readiness/records.ts'
import type { Piece } from './story.ts'
import { type SentenceReader, withoutItsDate } from './story-sentences.ts'
import { withoutFigures } from './without-figures.ts'

/** A sentence with the records it stands on; none for what the profile says. */
export interface Sentence {
  pieces: Piece[]
  /** Evidence ids. */
  sources: string[]
  /** The record that says more: its further sentences found no room on the page. */
  more?: string | null
}

export interface CaseInput extends Omit<CaseRecords, 'read'> {
  name: string | null
  /** When promotions are decided next. */
  reviewOn: Day | null
  /** The owner's pins, exclusions and order of examples. */
  hand?: Pick<Choice, 'pinned' | 'excluded' | 'order'>
  /** What the owner wrote into the case itself. */
  texts?: { area?: string; growing?: string; next?: string }
  /** Open gaps, largest first, with what runs against each. */
  gaps?: { skill: string; plan: string | null }[]
  /** Figures of confidential records as relative change. */
  redact?: boolean
  /** Leave out the examples that are only good for a draft: what is sent must not be in doubt. */
  frozen?: boolean
  read?: SentenceReader
}

/** What all sections are drawn from. */
export interface Page {
  input: CaseInput & { read: SentenceReader }
  kind: 'case' | 'footprint'
  /** The level whose anchors count. */
  level: { id: string; title: string }
  ground: CaseGround
  candidates: ReadonlyMap<string, Candidate>
  records: ReadonlyMap<string, Evidence>
  skills: readonly { id: string; weight: number }[]
  /** Confirmed records of the level's size by the skills they show, strongest first. */
  confirmed: ReadonlyMap<string, readonly Candidate[]>
  selection: Selection
  /** Of the examples, in their order. */
  stories: Map<string, ExampleStory>
}

export function pageOf(given: CaseInput, earlier: CaseGround | null): Page {
  const input = { ...given, read: given.read ?? coachReader }
  const { framework, climber, hand } = input
  const { level, mode } = targetOf(climber, framework)
  const ground = caseGround(input, earlier)
  const { records, candidates, skills } = ground
  const chosen = chooseExamples({ candidates: ground.laidOut.candidates, skills, ...hand }, ground.laidOut)
  const selection = input.frozen ? { ...chosen, examples: withoutMarked(chosen.examples) } : chosen
  const stories = storiesOf(
    selection.examples.map(({ id }) => id),
    {
      records,
      candidates,
      ofInitiative: ground.ofInitiative,
      initiatives: new Map(input.initiatives.map((initiative) => [initiative.id, initiative])),
      read: input.read,
      on: input.on,
      isHidden: (record) => isHidden({ input, ground }, record),
      // What the owner left out stays out, and nothing in doubt is sent.
      mayLend: (id) => !hand?.excluded?.includes(id) && (!input.frozen || isBeyondDoubt(candidates.get(id)!)),
    },
  )
  return {
    input,
    kind: mode === 'promotion' ? 'case' : 'footprint',
    level: { id: level, title: levelOf(framework, level).title },
    ground,
    candidates,
    records,
    skills,
    confirmed: new Map(
      skills.flatMap(({ id }) => {
        const shown = confirmedOn(id, ground.bySkill.get(id) ?? [])
        return shown.length > 0 ? [[id, shown]] : []
      }),
    ),
    selection,
    stories,
  }
}

/** Kept for the list of them: after a change only the skills that it touched are sorted again. */
function confirmedOn(skill: string, candidates: readonly Candidate[]): readonly Candidate[] {
  const known = confirmedIn.get(candidates)
  if (known) return known
  const shown = candidates
    .filter((candidate) => candidate.confirmed && isBeyondDoubt(candidate))
    .sort((a, b) => b.weights[skill]! - a.weights[skill]! || (a.id < b.id ? -1 : 1))
  confirmedIn.set(candidates, shown)
  return shown
}

// A list is of one skill.
const confirmedIn = new WeakMap<readonly Candidate[], readonly Candidate[]>()

const isBeyondDoubt = ({ scope, kind, on }: Candidate): boolean => scope === 'target' && kind !== null && on !== null

/** The records whose words stand in the examples: the examples themselves, then those that lent them words. */
export const shownIn = ({ selection, stories }: Page): string[] => [
  ...new Set([
    ...selection.examples.map(({ id }) => id),
    ...[...stories.values()].flatMap(({ parts, myPart, othersPart }) =>
      [...parts.flatMap(({ closed }) => closed), ...myPart, ...othersPart].flatMap(({ record }) => record ?? []),
    ),
  ]),
]

/** Confidential, or of a piece of work another record of which is: what it says before would tell what is hidden after. */
export const isHidden = ({ input, ground }: Pick<Page, 'input' | 'ground'>, record: Evidence): boolean =>
  input.redact === true && (record.confidential || isOfSecretWork(record, ground.ofInitiative))

const isOfSecretWork = ({ initiative }: Evidence, ofInitiative: CaseGround['ofInitiative']): boolean =>
  initiative !== null && (ofInitiative.get(initiative) ?? []).some(({ confidential }) => confidential)

/** What the person knows it by: its initiative's title, else its first words. */
export const nameOf = (page: Page, record: Evidence): string => initiativeOf(page, record) ?? firstWordsOf(page, record)

/** What it stands under in the document, where its first words follow anyway: the initiative, or the skill it shows most. */
export function titleOf(page: Page, record: Evidence): string {
  const [skill] = page.candidates.get(record.id)!.skills
  return (
    initiativeOf(page, record) ??
    (skill ? skillOf(page.input.framework, skill).name : kindTitles[record.kind ?? 'note'])
  )
}

const kindTitles: Record<ItemKind | 'note', string> = {
  decision: 'A decision',
  outcome: 'A result',
  feedback: 'Feedback',
  problem: 'A problem found',
  artifact: 'Work made',
  learning: 'A lesson',
  note: 'A note',
}

function initiativeOf(page: Page, record: Evidence): string | undefined {
  const title = page.input.initiatives.find(({ id }) => id === record.initiative)?.title
  return title && isHidden(page, record) ? withoutFigures(title, record) : title
}

export function firstWordsOf(page: Page, record: Evidence): string {
  const first = firstWords(withoutItsDate(record))
  return isHidden(page, record) ? withoutFigures(first, record) : first
}

/** Enough of a record to know it by. */
export function firstWords(text: string): string {
  const line = (text.trim().split('\n', 1)[0] ?? '').trim()
  const words = line.split(/\s+/)
  return words.length > 9
    ? `${words
        .slice(0, 9)
        .join(' ')
        .replace(/[.,;:]$/, '')} …`
    : line.replace(/[.;:]$/, '')
}

/** “a”, “a and b”, “a, b and c”. */
export const listed = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('')

export const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`

export function uniqueBy<T>(all: readonly T[], keyOf: (each: T) => string): T[] {
  const seen = new Set<string>()
  return all.filter((each) => {
    const isNew = !seen.has(keyOf(each))
    seen.add(keyOf(each))
    return isNew
  })
}
