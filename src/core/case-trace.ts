import { wordsIn } from './case-length.ts'
import { type CaseSection, sectionTitles } from './case-sections.ts'
import type { Day } from './day.ts'
import type { Evidence } from './evidence.ts'
import { type MeasuredLaunch, type RestsAs, type RestsOn, readingsBehind } from './follow-up.ts'
import { holdsFigure } from './story.ts'

/** A sentence of the case with the records it stands on and the readings its figures were read off. */
export interface TracedSentence {
  section: string
  text: string
  /** Ids of records. */
  records: string[]
  readings: TracedReading[]
}

export interface TracedReading {
  id: string
  /** The record that rests on it, and its initiative. */
  record: string
  initiative: string
  as: RestsAs[]
}

// A sentence that is little more than a blank stands on nothing yet: “Result: ____”, “Confirmed by ____.”
const FEW_WORDS = 4
const saysSomething = (text: string): boolean =>
  !text.includes('____') || wordsIn(text.replace(/_{4}/g, '')) > FEW_WORDS

// “5 examples here, 3 of them confirmed” holds figures that nobody read off anything.
const tellsNumbers = (section: string, text: string): boolean =>
  section === sectionTitles.inShort
    ? text.startsWith('What changed')
    : !withoutNumbers.has(section) && !text.startsWith('Confirmed by')
const withoutNumbers: ReadonlySet<string> = new Set([
  sectionTitles.ask,
  sectionTitles.rubric,
  sectionTitles.voices,
  sectionTitles.growing,
])

type Cited = Pick<Evidence, 'id' | 'initiative' | 'metrics'>

/** Every sentence that stands on a record. A reading belongs to a sentence that says its value. */
export function tracedSentences(
  sections: readonly CaseSection[],
  records: ReadonlyMap<string, Cited>,
  launches: ReadonlyMap<string, MeasuredLaunch>,
  today: Day,
): TracedSentence[] {
  const behind = new Map<string, RestsOn[]>()
  const restsOn = (record: Cited): RestsOn[] => {
    const known = behind.get(record.id) ?? readingsOf(record, launches, today)
    behind.set(record.id, known)
    return known
  }
  return sections.flatMap(({ title, sentences }) =>
    sentences
      .filter(({ text, sources }) => sources.length > 0 && saysSomething(text))
      .map(({ text, sources }) => ({
        section: title,
        text,
        records: sources,
        readings: sources.flatMap((id) => {
          const record = records.get(id)
          return record && tellsNumbers(title, text) ? saidIn(text, record, restsOn(record)) : []
        }),
      })),
  )
}

/** The readings that a record rests on. */
export const readingsOf = (
  { initiative, metrics }: Cited,
  launches: ReadonlyMap<string, MeasuredLaunch>,
  today: Day,
): RestsOn[] => readingsBehind(metrics, (initiative && launches.get(initiative)) || null, today)

const saidIn = (text: string, record: Cited, restsOn: readonly RestsOn[]): TracedReading[] =>
  restsOn.flatMap(({ reading: { id, value }, as }) =>
    id && says(text, value, record.metrics[0]?.unit ?? null)
      ? [{ id, record: record.id, initiative: record.initiative!, as }]
      : [],
  )

// A share that is kept as 0.42 is written 42 %.
const says = (text: string, value: number, unit: string | null): boolean =>
  holdsFigure(text, Number(value.toFixed(2))) ||
  (unit === 'ratio' && holdsFigure(text, Number((100 * value).toFixed(2))))
