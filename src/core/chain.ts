import { baselineFor } from './baseline.ts'
import { type Day, daysBetween } from './day.ts'
import { dayWords } from './day-words.ts'
import type { Decision, ItemKind } from './evidence.ts'
import { type FollowUp, followUps, type Reading } from './follow-up.ts'
import { differenceInWords, valueInWords } from './metric-words.ts'
import { count } from './number-words.ts'
import { asSentence } from './story-sentences.ts'

/** The places of the chain, in its order (checklist S1-19, S3-09). */
export const hops = [
  'problem',
  'metric',
  'baseline',
  'target',
  'decision',
  'launch',
  'day 30',
  'day 60',
  'review',
  'evidence',
  'skill',
  'case',
] as const
export type Hop = (typeof hops)[number]

/** Something a place of the chain rests on, to go to. */
export type ChainPlace =
  | { at: 'metric' | 'reading' | 'record' | 'skill'; id: string; words: string }
  | { at: 'case'; id: null; words: string }

export interface ChainLink {
  hop: Hop
  name: string
  /** `waiting`: not yet its time. `open`: it could be there. `gone`: its time has passed without it. */
  state: 'there' | 'open' | 'waiting' | 'gone'
  /** What is there, or why it matters. */
  says: string
  /** Something to know about it: written down only after the launch, read late. */
  remark: string | null
  places: ChainPlace[]
}

export interface Chain {
  links: ChainLink[]
  /** The next place to fill; null if nothing can be done today. */
  next: Hop | null
  /** The day on which the next reading may be taken, where only time is missing. */
  waitsUntil: Day | null
}

/** What is known of an initiative and of what hangs on it. */
export interface ChainFacts {
  today: Day
  initiative: {
    problem: string | null
    why: string | null
    origin: 'found' | 'requested' | null
    requestedBy: string | null
    knownBy: string | null
    target: number | null
    targetSetOn: Day | null
    launchedOn: Day | null
    stoppedOn: Day | null
    declinedBecause: string | null
    review: { on: Day; whatHappened: string; moved: boolean | null } | null
  }
  metric: {
    id: string
    name: string
    unit: string | null
    baseline: number | null
    baselineSetOn: Day | null
    target: number | null
    targetSetOn: Day | null
    timing?: 'leading' | 'lagging' | null
    durable?: boolean | null
    shows?: 'behaviour' | 'measurement' | null
  } | null
  readings: readonly Reading[]
  /** Days on which others with the same metric went out. */
  otherLaunches: readonly Day[]
  records: readonly {
    id: string
    text: string
    kind: ItemKind | null
    skills: readonly string[]
    decision: Decision | null
  }[]
  skillName(id: string): string
  /** Sentences of the case that stand on its records; null where no ladder is chosen yet. */
  sentences: number | null
}

/** An initiative as one chain: what is there, and the one thing to do next. */
export function chainOf(facts: ChainFacts): Chain {
  const links = [
    problemLink(facts),
    metricLink(facts),
    baselineLink(facts),
    targetLink(facts),
    decisionLink(facts),
    launchLink(facts),
    ...readingLinks(facts),
    reviewLink(facts),
    evidenceLink(facts),
    skillLink(facts),
    caseLink(facts),
  ]
  const next = isOver(facts) ? null : nextOf(links, facts)
  return { links, next, waitsUntil: next === null && !isOver(facts) ? waitsUntil(facts) : null }
}

/** The three questions to answer before something is built (checklist S3-07), those that are still open. */
export function entryQuestions({ initiative, metric }: Pick<ChainFacts, 'initiative' | 'metric'>): EntryQuestion[] {
  const { problem, target, knownBy } = initiative
  return [
    ...(problem?.trim() ? [] : ['problem' as const]),
    ...(metric ? [] : ['metric' as const]),
    ...(knownBy?.trim() || target !== null || metric?.target != null ? [] : ['knownBy' as const]),
  ]
}

export type EntryQuestion = 'problem' | 'metric' | 'knownBy'

export const entryWords: Record<EntryQuestion, string> = {
  problem: 'What problem of users does it solve?',
  metric: 'Which metric should it move?',
  knownBy: 'How will you know that it worked?',
}

const isOver = ({ initiative: { stoppedOn, declinedBecause } }: ChainFacts): boolean =>
  stoppedOn !== null || declinedBecause !== null

// Before the launch the chain is filled in its order. After it what runs out comes first: the readings of these weeks, then what
// they say; what can be added on any day comes last.
const before: readonly Hop[] = ['problem', 'metric', 'baseline', 'target', 'decision', 'launch']
const after: readonly Hop[] = [
  'metric',
  'day 60',
  'day 30',
  'review',
  'evidence',
  'skill',
  'baseline',
  'problem',
  'decision',
  'case',
]

function nextOf(links: readonly ChainLink[], { initiative }: ChainFacts): Hop | null {
  const order = initiative.launchedOn ? after : before
  return order.find((hop) => links.some((link) => link.hop === hop && link.state === 'open')) ?? null
}

function waitsUntil(facts: ChainFacts): Day | null {
  const waiting = checksOf(facts).find(({ state }) => state === 'waiting')
  return waiting?.dueOn ?? null
}

const link = (hop: Hop, name: string, rest: Pick<ChainLink, 'state' | 'says'> & Partial<ChainLink>): ChainLink => ({
  hop,
  name,
  remark: null,
  places: [],
  ...rest,
})

function problemLink({ initiative: { problem, origin, requestedBy } }: ChainFacts): ChainLink {
  const from =
    origin === 'found'
      ? 'You found it yourself.'
      : origin
        ? `Asked for${requestedBy ? ` by ${requestedBy}` : ''}.`
        : null
  return problem?.trim()
    ? link('problem', 'Problem', { state: 'there', says: problem, remark: from })
    : link('problem', 'Problem', { state: 'open', says: 'Whose problem it is, and how that shows.', remark: from })
}

function metricLink({ metric, initiative: { why } }: ChainFacts): ChainLink {
  return metric
    ? link('metric', 'Metric', {
        state: 'there',
        says: metric.name,
        remark: [why && asSentence(`Serves: ${why}`), ...sortOf(metric)].filter(Boolean).join(' ') || null,
        places: [{ at: 'metric', id: metric.id, words: metric.name }],
      })
    : link('metric', 'Metric', { state: 'open', says: 'The one number it should move.' })
}

/** What a reader has to know before they believe a move of it. */
const sortOf = ({ timing, durable, shows }: NonNullable<ChainFacts['metric']>): (string | false)[] => [
  timing === 'leading' && 'It moves before the result that counts.',
  durable === false && 'A move of it may not last.',
  shows === 'measurement' && 'It can be nudged without people changing.',
]

function baselineLink(facts: ChainFacts): ChainLink {
  const { metric, initiative } = facts
  if (!metric) return link('baseline', 'Baseline', { state: 'waiting', says: 'Where the number stands before.' })
  const baseline = baselineOf(facts)
  if (!baseline)
    return link('baseline', 'Baseline', {
      state: 'open',
      says: initiative.launchedOn
        ? 'It went out without one. Somebody may still have the number from before.'
        : 'Without the number from before, nobody can say what changed.',
    })
  const { value, setOn, reading } = baseline
  return link('baseline', 'Baseline', {
    state: 'there',
    says: valueInWords(value, metric.unit),
    remark: timeOf(setOn, initiative.launchedOn),
    places: reading?.id ? [{ at: 'reading', id: reading.id, words: `the reading of ${dayWords(reading.on)}` }] : [],
  })
}

const baselineOf = ({ metric, readings, initiative: { launchedOn }, otherLaunches, today }: ChainFacts) =>
  metric && baselineFor(metric, readings, launchedOn, otherLaunches, today)

function targetLink({ metric, initiative }: ChainFacts): ChainLink {
  if (!metric) return link('target', 'Target', { state: 'waiting', says: 'Where the number should stand after it.' })
  const target = initiative.target ?? metric.target
  const setOn = initiative.target === null ? metric.targetSetOn : initiative.targetSetOn
  if (target !== null)
    return link('target', 'Target', {
      state: 'there',
      says: valueInWords(target, metric.unit),
      remark: timeOf(setOn, initiative.launchedOn),
    })
  return initiative.launchedOn
    ? link('target', 'Target', { state: 'gone', says: 'None was set before launch. One set now would prove nothing.' })
    : link('target', 'Target', { state: 'open', says: 'A target set before launch is what makes the result believed.' })
}

/** Whether it stood before the launch; nothing is claimed where the day was not noted. */
const timeOf = (setOn: Day | null, launchedOn: Day | null): string | null => {
  if (!setOn) return null
  if (!launchedOn) return 'Written down before launch.'
  return setOn <= launchedOn ? 'Written down before launch.' : 'Written down after launch.'
}

function decisionLink({ records }: ChainFacts): ChainLink {
  const decisions = records.filter(({ kind }) => kind === 'decision')
  const [first] = decisions
  if (!first) return link('decision', 'Decision', { state: 'open', says: 'What you chose, over what, and why.' })
  // A no says itself what was not chosen.
  const costless = decisions.every(({ decision }) => decision?.type !== 'decline' && !decision?.notChosen?.length)
  return link('decision', 'Decision', {
    state: 'there',
    says:
      decisions.length === 1 ? (first.decision?.choice ?? firstWords(first.text)) : count(decisions.length, 'decision'),
    remark: costless ? 'What was not chosen is not written down yet.' : null,
    places: decisions.slice(0, mostPlaces).map(({ id, text, decision }) => ({
      at: 'record',
      id,
      words: firstWords(decision?.choice ?? text),
    })),
  })
}

const mostPlaces = 3

function launchLink(facts: ChainFacts): ChainLink {
  const { launchedOn } = facts.initiative
  if (!launchedOn)
    return link('launch', 'Launch', { state: 'open', says: 'The day it goes out. Two readings follow from it.' })
  return link('launch', 'Launch', {
    state: 'there',
    says: dayWords(launchedOn),
    remark: facts.metric && !baselineOf(facts) ? 'Launched without a baseline.' : null,
  })
}

function readingLinks(facts: ChainFacts): ChainLink[] {
  const { metric } = facts
  const checks = checksOf(facts)
  const baseline = baselineOf(facts)
  return ([30, 60] as const).map((day) => {
    const name = `After ${day} days`
    const check = checks.find((each) => each.day === day)
    if (!check) return link(`day ${day}`, name, { state: 'waiting', says: `What it reads ${day} days after launch.` })
    if (!check.reading)
      return link(`day ${day}`, name, {
        state: check.state === 'due' && metric ? 'open' : 'waiting',
        says: check.state === 'due' ? 'Due now.' : `Due ${dayWords(check.dueOn)}.`,
      })
    const { reading } = check
    const moved = metric && baseline ? differenceInWords(baseline.value, reading.value, metric.unit) : null
    return link(`day ${day}`, name, {
      state: 'there',
      says: `${valueInWords(reading.value, metric?.unit ?? null)}${moved ? `, ${moved}` : ''}`,
      remark: check.state === 'late' ? `Read late, on ${dayWords(reading.on)}.` : `Read on ${dayWords(reading.on)}.`,
      places: reading.id ? [{ at: 'reading', id: reading.id, words: `the reading of ${dayWords(reading.on)}` }] : [],
    })
  })
}

const checksOf = ({ initiative: { launchedOn }, metric, readings, today }: ChainFacts): FollowUp[] =>
  launchedOn ? followUps(launchedOn, metric ? readings : [], today) : []

function reviewLink(facts: ChainFacts): ChainLink {
  const { review, launchedOn } = facts.initiative
  if (review)
    return link('review', 'Looking back', {
      state: 'there',
      says: review.whatHappened,
      remark:
        review.moved === null
          ? null
          : review.moved
            ? 'The number moved as meant.'
            : 'The number did not move as meant.',
    })
  return link('review', 'Looking back', {
    state: isReviewDue(facts.initiative, facts.readings, facts.today) ? 'open' : 'waiting',
    says: launchedOn
      ? 'What happened, whether it moved, what you would do differently.'
      : 'What happened, once it is out and the number was read.',
  })
}

/** A launch is looked back at once its 30-day check is read, or its 60 days are over. */
export function isReviewDue(
  { launchedOn, review }: { launchedOn: Day | null; review: unknown },
  readings: readonly Reading[],
  today: Day,
): boolean {
  if (!launchedOn || review) return false
  return daysBetween(launchedOn, today) >= 60 || followUps(launchedOn, readings, today)[0]!.reading !== null
}

/** What shows what came of it; a decision or a problem says only what went before. */
export const tellsWhatCame = ({ kind }: { kind: ItemKind | null }): boolean =>
  kind === 'outcome' || kind === 'feedback' || kind === 'learning'

function evidenceLink({ records, initiative: { launchedOn, review } }: ChainFacts): ChainLink {
  const found = records.filter(tellsWhatCame)
  if (found.length > 0)
    return link('evidence', 'Evidence', {
      state: 'there',
      says: found.length === 1 ? firstWords(found[0]!.text) : `${count(found.length, 'record')} of what came of it`,
      places: found.slice(0, mostPlaces).map(({ id, text }) => ({ at: 'record', id, words: firstWords(text) })),
    })
  return link('evidence', 'Evidence', {
    state: review ? 'open' : 'waiting',
    says: launchedOn
      ? 'One record of what came of it, made from the readings and the review.'
      : 'The record of what came of it.',
  })
}

function skillLink({ records, skillName }: ChainFacts): ChainLink {
  const counted = records.filter(({ kind }) => kind !== null)
  const skills = [...new Set(counted.flatMap(({ skills }) => skills))]
  const bare = counted.find((record) => tellsWhatCame(record) && record.skills.length === 0)
  if (skills.length === 0 || bare)
    return link('skill', 'Skills', {
      state: bare ? 'open' : 'waiting',
      says: bare ? 'The record of what came of it names no skill yet.' : 'What it shows of you.',
      places: bare ? [{ at: 'record', id: bare.id, words: firstWords(bare.text) }] : [],
    })
  return link('skill', 'Skills', {
    state: 'there',
    says: skills.map(skillName).join(', '),
    places: skills.slice(0, 5).map((id) => ({ at: 'skill', id, words: skillName(id) })),
  })
}

function caseLink({ sentences, records }: ChainFacts): ChainLink {
  if (sentences === null || records.length === 0)
    return link('case', 'Case', { state: 'waiting', says: 'The sentences of your case that stand on it.' })
  if (sentences === 0)
    return link('case', 'Case', {
      state: 'open',
      says: 'No sentence of your case stands on it yet. The case takes the strongest records first.',
      places: [{ at: 'case', id: null, words: 'your case' }],
    })
  return link('case', 'Case', {
    state: 'there',
    says: `${count(sentences, 'sentence')} of your case ${sentences === 1 ? 'stands' : 'stand'} on it.`,
    places: [{ at: 'case', id: null, words: 'your case' }],
  })
}

function firstWords(text: string): string {
  const line = text.trim().split('\n', 1)[0]!
  const words = line.split(/\s+/)
  return words.length > 12
    ? `${words
        .slice(0, 12)
        .join(' ')
        .replace(/[.,;:]$/, '')} …`
    : line
}
