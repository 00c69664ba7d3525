import { most, sentencesWithin, wordsIn } from './case-length.ts'
import { count, isHidden, type Page, type Sentence, shownIn, uniqueBy } from './case-page.ts'
import type { Day } from './day.ts'
import type { Confirmation, Evidence } from './evidence.ts'
import { type Skill, skillOf } from './framework.ts'
import { changeInWords, isMeasured, type Measured, metricName, missedTarget } from './metric-words.ts'
import type { Candidate } from './promotion-case.ts'
import { foldName } from './rating.ts'
import { blank, type SentenceReader, sentencesIn } from './story.ts'

export interface CaseMetric {
  name: string
  change: string
  on: Day | null
  sources: string[]
}

export interface Voice {
  words: string
  by: string
  on: Day
  /** True if the owner pasted the words; false if they came from the person by form or link. */
  pasted: boolean
  sources: string[]
}

/** The two or three numbers that matter most: measured, no vanity, for the better; strongest first, each name once. */
export function headlineMetrics(page: Page): CaseMetric[] {
  const { input, records, candidates } = page
  const shown = new Set(shownIn(page))
  const found = [...candidates.values()]
    .filter(({ id, scope, recency }) => shown.has(id) || (scope === 'target' && recency > 0))
    .flatMap((candidate) =>
      records
        .get(candidate.id)!
        .metrics.filter(isForTheBetter)
        .map((metric) => ({ candidate, metric })),
    )
    .sort(
      (a, b) =>
        Number(shown.has(b.candidate.id)) - Number(shown.has(a.candidate.id)) ||
        Number(b.candidate.kind === 'outcome') - Number(a.candidate.kind === 'outcome') ||
        Number(b.metric.good === true) - Number(a.metric.good === true) ||
        forceOf(b.candidate) - forceOf(a.candidate) ||
        (a.candidate.id < b.candidate.id ? -1 : 1),
    )
  // The numbers a decision names are often its size, not what it brought: they stand only where no result has one.
  const results = found.filter(({ candidate }) => candidate.kind === 'outcome')
  return uniqueBy(
    results.length > 0 ? results : found,
    ({ candidate, metric }) => metric.name?.toLowerCase() ?? candidate.id,
  )
    .slice(0, 3)
    .map(({ candidate: { id, on }, metric }) => ({
      name: metricName(metric),
      change: changeInWords(metric, isHidden(input, records.get(id)!)),
      on,
      sources: [id],
    }))
}

const isForTheBetter = (metric: Evidence['metrics'][number]): metric is Measured =>
  isMeasured(metric) && metric.good !== false && metric.from !== metric.to && !missedTarget(metric)

const forceOf = ({ strength, recency, corroboration }: Candidate): number => strength * recency * corroboration

export function rubricOf(page: Page): Sentence {
  const { level, skills } = page
  const shown = skills.filter(({ id }) => confirmedFor(page, id).length > 0)
  if (shown.length === 0) return nothingConfirmed(page)
  const weakest = weakestSkill(page)
  return {
    pieces: [
      `${shown.length} of ${count(skills.length, 'expectation')} of ${level.title} shown by confirmed records.`,
      ...(weakest ? [` The weakest is ${weakest.name}.`] : []),
    ],
    sources: [...new Set(shown.map(({ id }) => confirmedFor(page, id)[0]!.id))],
  }
}

const nothingConfirmed = ({ level, skills, selection }: Page): Sentence => ({
  pieces: [
    `Expectations of ${level.title} shown by confirmed records: `,
    blank(
      'how many',
      'Who saw one of these examples, and could say so in two sentences?',
      selection.examples[0]?.id ?? null,
      'confirmations',
    ),
    ` of ${skills.length}.`,
  ],
  sources: [],
})

/** Confirmed records of the level's size on a skill, strongest first. */
function confirmedFor({ candidates }: Page, skill: string): Candidate[] {
  return [...candidates.values()]
    .filter((each) => each.confirmed && each.scope === 'target' && each.kind !== null && each.on !== null)
    .filter((each) => (each.weights[skill] ?? 0) > 0)
    .sort((a, b) => b.weights[skill]! - a.weights[skill]! || (a.id < b.id ? -1 : 1))
}

/** The skill least covered by confirmed records; of equals the one that counts most. */
export function weakestSkill(page: Page): Skill | null {
  const left = ({ id }: { id: string }) =>
    confirmedFor(page, id).reduce((open, each) => open * (1 - Math.min(0.95, each.weights[id]!)), 1)
  const [weakest] = [...page.skills].sort((a, b) => left(b) - left(a) || b.weight - a.weight)
  return weakest ? skillOf(page.input.framework, weakest.id) : null
}

export function voicesOf(page: Page): Voice[] {
  const { input, records, candidates } = page
  const shown = shownIn(page)
  const others = [...candidates.values()]
    .filter(({ id, scope }) => !shown.includes(id) && scope === 'target')
    .map(({ id }) => id)
  const spoken = [...shown, ...others.sort()].flatMap((id) =>
    records.get(id)!.confirmations.map((each) => ({ ...each, record: id })),
  )
  const quotable = spoken.filter(
    ({ words, on, record }) => words.trim() !== '' && on <= input.on && !isHidden(input, records.get(record)!),
  )
  const firstHand = quotable.sort((a, b) => Number(a.how === 'pasted') - Number(b.how === 'pasted'))
  return uniqueBy(firstHand, ({ by }) => foldName(by))
    .slice(0, 2)
    .map((each) => ({
      words: quoteOf(each, input.read),
      by: each.by,
      on: each.on,
      pasted: each.how === 'pasted',
      sources: [each.record],
    }))
}

/** Whole sentences from the beginning, as many as fit; never a sentence cut in two. */
function quoteOf({ words }: Confirmation, read: SentenceReader): string {
  if (wordsIn(words) <= most.quote) return words.trim()
  return sentencesWithin(sentencesIn(words, read), most.quote, wordsIn).join(' ') || words.trim()
}
