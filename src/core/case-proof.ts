import { most, sentencesWithin, wordsIn } from './case-length.ts'
import { count, isHidden, type Page, type Sentence, shownIn } from './case-page.ts'
import type { Day } from './day.ts'
import type { Confirmation } from './evidence.ts'
import { type Skill, skillOf } from './framework.ts'
import { changeInWords, type Measured, metricName } from './metric-words.ts'
import type { Candidate } from './promotion-case.ts'
import { foldName } from './rating.ts'
import { blank } from './story.ts'
import { type SentenceReader, sentencesIn } from './story-sentences.ts'

export interface CaseMetric {
  name: string
  change: string
  on: Day | null
  sources: string[]
}

export interface Voice {
  words: string
  by: string
  role: string | null
  on: Day
  /** True if the owner pasted the words; false if they came from the person by form or link. */
  pasted: boolean
  sources: string[]
}

/** The two or three numbers that matter most: measured, no vanity, for the better; strongest first, each name once. */
export function headlineMetrics(page: Page): CaseMetric[] {
  const { records, ground } = page
  const shown = new Set(shownIn(page))
  // The numbers a decision names are often its size, not what it brought: they stand only where no result has one.
  const results = new Map<string, Headline>()
  const others = new Map<string, Headline>()
  for (const { candidate, metrics } of ground.better) {
    const { id, scope, recency, kind } = candidate
    if (!((scope === 'target' && recency > 0) || shown.has(id))) continue
    for (const metric of metrics) {
      const name = metric.name?.toLowerCase() ?? id
      const found = kind === 'outcome' ? results : others
      const headline = { candidate, metric, shown: shown.has(id) }
      const known = found.get(name)
      if (!known || strongerFirst(headline, known) < 0) found.set(name, headline)
    }
  }
  return [...(results.size > 0 ? results : others).values()]
    .sort(strongerFirst)
    .slice(0, 3)
    .map(({ candidate: { id, on }, metric }) => ({
      name: metricName(metric),
      change: changeInWords(metric, isHidden(page, records.get(id)!)),
      on,
      sources: [id],
    }))
}

interface Headline {
  candidate: Candidate
  metric: Measured
  shown: boolean
}

const strongerFirst = (a: Headline, b: Headline): number =>
  Number(b.shown) - Number(a.shown) ||
  Number(b.metric.good === true) - Number(a.metric.good === true) ||
  forceOf(b.candidate) - forceOf(a.candidate) ||
  (a.candidate.id < b.candidate.id ? -1 : a.candidate.id > b.candidate.id ? 1 : 0)

const forceOf = ({ strength, recency, corroboration }: Candidate): number => strength * recency * corroboration

export function rubricOf(page: Page): Sentence {
  const { level, skills } = page
  const shown = skills.filter(({ id }) => page.confirmed.has(id))
  if (shown.length === 0) return nothingConfirmed(page)
  const weakest = weakestSkill(page)
  return {
    pieces: [
      `${shown.length} of ${count(skills.length, 'expectation')} of ${level.title} shown by confirmed records.`,
      ...(weakest ? [` The weakest is ${weakest.name}.`] : []),
    ],
    sources: [...new Set(shown.map(({ id }) => page.confirmed.get(id)![0]!.id))],
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

/** The skill least covered by confirmed records; of equals the one that counts most. */
export function weakestSkill(page: Page): Skill | null {
  const left = ({ id }: { id: string }) => leftBy(id, page.confirmed.get(id) ?? [])
  const [weakest] = page.skills
    .map((skill) => ({ ...skill, left: left(skill) }))
    .sort((a, b) => b.left - a.left || b.weight - a.weight)
  return weakest ? skillOf(page.input.framework, weakest.id) : null
}

/** How much of a skill these leave to show; kept for the list, which is of one skill. */
function leftBy(skill: string, confirmed: readonly Candidate[]): number {
  const known = leftIn.get(confirmed)
  if (known !== undefined) return known
  const fresh = confirmed.reduce((open, each) => open * (1 - Math.min(0.95, each.weights[skill]!)), 1)
  leftIn.set(confirmed, fresh)
  return fresh
}

const leftIn = new WeakMap<readonly Candidate[], number>()

export function voicesOf(page: Page): Voice[] {
  const { input } = page
  const pastedBy = (pasted: boolean) => spoken(page, mostTelling(page, pasted), (how) => (how === 'pasted') === pasted)
  return firstVoices([pastedBy(false), pastedBy(true)], 2).map((each) => ({
    words: quoteOf(each, input.read),
    by: each.by,
    role: each.role ?? null,
    on: each.on,
    pasted: each.how === 'pasted',
    sources: [each.record],
  }))
}

/** The records shown, then all others of the level's size that somebody confirmed in this way. */
function* mostTelling(page: Page, pasted: boolean): Generator<string> {
  const shown = shownIn(page)
  yield* shown
  for (const { id } of pasted ? page.ground.pasted : page.ground.heard) if (!shown.includes(id)) yield id
}

/** What may be quoted from these records: said by the day, and not hidden. Others’ words are left out, never changed. */
function* spoken(page: Page, ids: Iterable<string>, isAsked: (how: Confirmation['how']) => boolean) {
  const { input, records } = page
  for (const id of ids) {
    const record = records.get(id)!
    const isSecret = (words: string) => isHidden(page, record) && (record.confidential || /\d/.test(words))
    for (const each of record.confirmations)
      if (isAsked(each.how) && each.words.trim() !== '' && each.on <= input.on && !isSecret(each.words))
        yield { ...each, record: id }
  }
}

function firstVoices<T extends { by: string }>(spoken: readonly Iterable<T>[], most: number): T[] {
  const found = new Map<string, T>()
  for (const each of spoken)
    for (const voice of each) {
      if (found.size === most) break
      const name = foldName(voice.by)
      if (!found.has(name)) found.set(name, voice)
    }
  return [...found.values()]
}

/** Whole sentences from the beginning, as many as fit; never a sentence cut in two. */
function quoteOf({ words }: Confirmation, read: SentenceReader): string {
  if (wordsIn(words) <= most.quote) return words.trim()
  return sentencesWithin(sentencesIn(words, read), most.quote, wordsIn).join(' ') || words.trim()
}
