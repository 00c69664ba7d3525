import { wordsIn } from './case-length.ts'
import { type CaseSection, sectionTitles } from './case-sections.ts'
import type { Day } from './day.ts'
import type { Evidence, EvidenceMetric } from './evidence.ts'
import { type MeasuredLaunch, type RestsAs, type RestsOn, readingsBehind } from './follow-up.ts'
import { foldName } from './rating.ts'
import { holdsFigure } from './story.ts'
import { escaped } from './without-figures.ts'

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

function saidIn(text: string, record: Cited, restsOn: readonly RestsOn[]): TracedReading[] {
  const [metric] = record.metrics
  if (!metric || restsOn.length === 0) return []
  const figures = figuresOf(text, metric)
  return restsOn.flatMap(({ reading: { id, value }, as }) =>
    id && says(figures, value, metric.unit) && (!isSmall(value) || isAbout(text, metric, value))
      ? [{ id, record: record.id, initiative: record.initiative!, as }]
      : [],
  )
}

/** What a sentence says besides the metric’s own name (“week-1 retention”) and times that are not what it measures. */
function figuresOf(text: string, { name, unit }: EvidenceMetric): string {
  const withoutName = name ? text.replaceAll(new RegExp(escaped(name), 'giu'), ' ') : text
  return unit && unitsOfTime.has(unit) ? withoutName : withoutName.replaceAll(times, ' ')
}

const unitsOfTime: ReadonlySet<string> = new Set(['d', 'days', 'wk', 'weeks', 'mo', 'months', 'h', 'hours', 'yr'])
const times = /\b\d+ (?:days?|weeks?|months?|quarters?|years?)\b/gi

// A share that is kept as 0.42 is written 42 %.
const says = (text: string, value: number, unit: string | null): boolean =>
  holdsFigure(text, Number(value.toFixed(2))) ||
  (unit === 'ratio' && holdsFigure(text, Number((100 * value).toFixed(2))))

/** So small that a sentence may mean something else by it: “step 3”, “two of us”. */
const isSmall = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= 12

/** The sentence speaks of the metric by a word of its name, or says where else its number stood. */
function isAbout(text: string, { name, from, to, target }: EvidenceMetric, value: number): boolean {
  const words = foldName(text)
  return (
    foldName(name ?? '')
      .split(/[^\p{L}\p{N}]+/u)
      .some((word) => word.length > 3 && words.includes(word.replace(/s$/, ''))) ||
    [from, to, target].some((other) => other != null && other !== value && holdsFigure(text, other))
  )
}
