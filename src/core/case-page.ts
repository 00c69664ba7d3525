import { type CaseRecords, candidatesOf } from './case-candidates.ts'
import { coachReader } from './coach-reader.ts'
import { type Day, type Month, monthOf } from './day.ts'
import type { Evidence } from './evidence.ts'
import { levelOf } from './framework.ts'
import { type Candidate, type Choice, chooseExamples, type Selection, withoutMarked } from './promotion-case.ts'
import { targetOf } from './readiness/records.ts'
import { type Piece, type SentenceReader, type Story, storyOf, withoutFigures } from './story.ts'

/** A sentence with the records it stands on; none for what the profile says. */
export interface Sentence {
  pieces: Piece[]
  /** Evidence ids. */
  sources: string[]
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
  candidates: Map<string, Candidate>
  records: Map<string, Evidence>
  skills: { id: string; weight: number }[]
  selection: Selection
  stories: Map<string, Story>
}

export function pageOf(given: CaseInput): Page {
  const input = { ...given, read: given.read ?? coachReader }
  const { framework, climber, hand } = input
  const { level, mode } = targetOf(climber, framework)
  const { candidates, skills } = candidatesOf(input)
  const chosen = chooseExamples({ candidates, skills, ...hand })
  const selection = input.frozen ? { ...chosen, examples: withoutMarked(chosen.examples) } : chosen
  const records = new Map(input.evidence.map((record) => [record.id, record]))
  const stories = selection.examples.map(({ id }): [string, Story] => {
    const record = records.get(id)!
    const initiative = input.initiatives.find((each) => each.id === record.initiative)
    return [id, storyOf(record, { read: input.read, initiative, hideFigures: isHidden(input, record) })]
  })
  return {
    input,
    kind: mode === 'promotion' ? 'case' : 'footprint',
    level: { id: level, title: levelOf(framework, level).title },
    candidates: new Map(candidates.map((candidate) => [candidate.id, candidate])),
    records,
    skills: [...skills],
    selection,
    stories: new Map(stories),
  }
}

export const isHidden = ({ redact }: Pick<CaseInput, 'redact'>, record: Evidence): boolean =>
  redact === true && record.confidential

export function titleOf({ input }: Page, record: Evidence): string {
  const initiative = input.initiatives.find(({ id }) => id === record.initiative)
  const title = initiative?.title ?? firstWords(record.text)
  return isHidden(input, record) ? withoutFigures(title) : title
}

function firstWords(text: string): string {
  const line = (text.trim().split('\n', 1)[0] ?? '').trim()
  const words = line.split(/\s+/)
  return words.length > 9 ? `${words.slice(0, 9).join(' ')} …` : line.replace(/[.;:]$/, '')
}

export const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`

export const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length

export function uniqueBy<T>(all: readonly T[], keyOf: (each: T) => string): T[] {
  const seen = new Set<string>()
  return all.filter((each) => {
    const isNew = !seen.has(keyOf(each))
    seen.add(keyOf(each))
    return isNew
  })
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `March 2026`. */
export const monthInWords = (month: Month): string => `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`

/** `3 March 2026`. */
export const dayInWords = (day: Day): string => `${Number(day.slice(8))} ${monthInWords(monthOf(day))}`
