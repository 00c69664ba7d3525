import { type Day, daysBetween } from '../day.ts'
import type { EvidenceMetric, ItemKind } from '../evidence.ts'
import { changeInWords, differenceInWords, isMeasured, metricName, valueInWords } from '../metric-words.ts'
import { foldName } from '../rating.ts'
import { asSentence } from '../story-sentences.ts'
import { withoutFigures } from '../without-figures.ts'
import type { WeekSpan } from './span.ts'

/** What a weekly update is drawn from. Days outside the week are left aside here, so more may be passed in. */
export interface WeekFacts {
  span: WeekSpan
  today: Day
  records: readonly WeekRecord[]
  initiatives: readonly WeekInitiative[]
  readings: readonly WeekReading[]
  conversations: readonly { on: Day; learned: string | null; initiative: string | null }[]
}

export interface WeekRecord {
  id: string
  text: string
  kind: ItemKind | null
  /** When it happened, else when it was written down. */
  listedOn: Day
  initiative: string | null
  metrics: readonly EvidenceMetric[]
  confidential: boolean
}

export interface WeekInitiative {
  id: string
  title: string
  why: string | null
  startedOn: Day
  launchedOn: Day | null
  stoppedOn: Day | null
  declined: boolean
  review: { on: Day; whatHappened: string; evidence?: string } | null
  /** Of the metric it should move. */
  aim: { name: string; unit: string | null; target: number | null } | null
  /** Looks at the number that have not been taken. */
  looks: readonly { day: 30 | 60; dueOn: Day }[]
}

/** A number read in the week, against what it was before. */
export interface WeekReading {
  metric: string
  name: string
  unit: string | null
  on: Day
  value: number
  before: number | null
  target: number | null
  initiative: string | null
  /** It is said of the number whether it leads, and whether a move of it lasts. */
  isWeighed: boolean
}

/** A line of the draft with the records it stands on. */
export interface UpdateLine {
  text: string
  /** Why the piece of work matters, in the person’s words, at the first line about it. */
  why: string | null
  initiative: string | null
  /** Addresses of what stands behind it. */
  source: { type: 'evidence' | 'initiative' | 'metric'; id: string } | null
}

export type PartId = 'changed' | 'decided' | 'learned' | 'shipped' | 'next'

export interface UpdatePart {
  id: PartId
  lines: UpdateLine[]
}

export interface WeeklyUpdate {
  /** What changed first, what went out last, then what comes next. Parts without a line are left out. */
  parts: UpdatePart[]
  counts: Record<Exclude<PartId, 'next'>, number>
  /** Others’ words and notes: theirs, or for oneself, so they stay out of what is sent. */
  keptOut: { feedback: number; notes: number }
  conversations: number
  /** Nothing of the week is written down. */
  isEmpty: boolean
  isMostlyShipping: boolean
  /** Pieces of work in it of which it is not said why they matter. */
  withoutWhy: { id: string; title: string }[]
  /** Changes of a number that nobody’s words stand beside, by piece of work (S1-22). */
  withoutWords: { id: string; title: string }[]
  /** Numbers of which it is not said whether they lead or lag, or whether a move of them lasts (S1-22). */
  unweighed: { id: string; name: string }[]
}

/** A draft from the week’s records, led by what changed and not by what was shipped (S3-12). */
export function weeklyUpdate(facts: WeekFacts): WeeklyUpdate {
  const week = weekOf(facts)
  const parts = partsOf(week)
  const count = (part: PartId) => parts.find(({ id }) => id === part)!.lines.length
  const counts = {
    changed: count('changed'),
    decided: count('decided'),
    learned: count('learned'),
    shipped: count('shipped'),
  }
  return {
    parts: withReasons(parts, (id) => week.byId.get(id)?.why ?? null).filter(({ lines }) => lines.length > 0),
    counts,
    keptOut: { feedback: keptOut(week, 'feedback'), notes: keptOut(week, null) },
    conversations: week.conversations.length,
    isEmpty: counts.changed + counts.decided + counts.learned + counts.shipped === 0,
    isMostlyShipping: counts.shipped > counts.changed + counts.decided + counts.learned,
    withoutWhy: withoutWhy(parts, week),
    withoutWords: withoutWords(week),
    unweighed: [
      ...new Map(
        week.readings.filter(({ isWeighed }) => !isWeighed).map(({ metric: id, name }) => [id, { id, name }]),
      ).values(),
    ],
  }
}

/** What falls into the week, and what of it is nobody else’s to know. */
function weekOf(facts: WeekFacts) {
  const { span } = facts
  const isIn = (day: Day | null): day is Day => day !== null && day >= span.from && day <= span.to
  const records = inOrder(
    facts.records.filter(({ listedOn }) => isIn(listedOn)),
    ({ listedOn }) => listedOn,
  )
  const secret = new Set(
    facts.records.flatMap(({ confidential, initiative }) => (confidential && initiative !== null ? [initiative] : [])),
  )
  const initiatives = facts.initiatives.map((initiative) => withoutSecrets(initiative, secret))
  const byId = new Map(initiatives.map((initiative) => [initiative.id, initiative]))
  return {
    facts: { ...facts, initiatives },
    records,
    changes: records.filter(({ kind, metrics }) => isChange(kind, metrics)),
    readings: inOrder(
      facts.readings.filter(({ on }) => isIn(on)),
      ({ on }) => on,
    ),
    // A look back that was made a record is told by it.
    reviewed: initiatives.filter(
      ({ review }) => review && isIn(review.on) && !records.some(({ id }) => id === review.evidence),
    ),
    launched: initiatives.filter(({ launchedOn, declined }) => isIn(launchedOn) && !declined),
    conversations: facts.conversations.filter(({ on }) => isIn(on)),
    secret,
    byId,
    titleOf: (id: string | null) => (id === null ? null : (byId.get(id)?.title ?? null)),
  }
}

type Week = ReturnType<typeof weekOf>

function partsOf({ facts, records, changes, readings, reviewed, launched, ...week }: Week): UpdatePart[] {
  const { titleOf, secret } = week
  const of = (...kinds: WeekRecord['kind'][]) =>
    records
      .filter(({ kind, metrics }) => kinds.includes(kind) && !isChange(kind, metrics))
      .map((record) => lineOf(record, { titleOf, secret }))
  return [
    {
      id: 'changed',
      lines: [
        ...changes.map((record) => lineOf(record, { titleOf, secret })),
        ...readings
          .filter((reading) => !isTold(reading, changes))
          .map((reading) => readingLine(reading, titleOf, isHidden(reading, facts.records, secret))),
        ...reviewed.map(({ id, title, review }) =>
          line(titled(title, review!.whatHappened), id, { type: 'initiative', id }),
        ),
      ],
    },
    { id: 'decided', lines: of('decision') },
    { id: 'learned', lines: [...of('problem', 'learning'), ...conversationLines(week.conversations)] },
    {
      id: 'shipped',
      lines: [
        ...launched.map(({ id, title }) => line(`${title} went out.`, id, { type: 'initiative', id })),
        ...of('artifact'),
      ],
    },
    { id: 'next', lines: nextLines(facts) },
  ]
}

const keptOut = ({ records }: Week, which: WeekRecord['kind']): number =>
  records.filter(({ kind, metrics }) => kind === which && !isChange(kind, metrics)).length

function withoutWhy(parts: readonly UpdatePart[], { byId }: Week): WeeklyUpdate['withoutWhy'] {
  const told = new Set(
    parts.filter(({ id }) => id !== 'next').flatMap(({ lines }) => lines.flatMap(({ initiative }) => initiative ?? [])),
  )
  return [...told].flatMap((id) => {
    const initiative = byId.get(id)
    return initiative && !initiative.why?.trim() ? [{ id, title: initiative.title }] : []
  })
}

function withoutWords({ records, changes, readings, conversations, byId }: Week): WeeklyUpdate['withoutWords'] {
  const spoken = new Set([
    ...records.filter(({ kind }) => kind === 'problem' || kind === 'learning').map(({ initiative }) => initiative),
    ...conversations.filter(({ learned }) => learned).map(({ initiative }) => initiative),
  ])
  const changed = [...changes.filter(({ metrics }) => metrics.some(isMeasured)), ...readings]
  const silent = new Set(
    changed.flatMap(({ initiative }) =>
      initiative !== null && !spoken.has(initiative) && byId.has(initiative) ? [initiative] : [],
    ),
  )
  return [...silent].map((id) => ({ id, title: byId.get(id)!.title }))
}

function withReasons(parts: readonly UpdatePart[], whyOf: (initiative: string) => string | null): UpdatePart[] {
  const told = new Set<string>()
  return parts.map(({ id, lines }) => ({
    id,
    lines: lines.map((each) => {
      const { initiative } = each
      if (initiative === null || told.has(initiative)) return each
      told.add(initiative)
      const why = whyOf(initiative)?.trim()
      return why ? { ...each, why: asSentence(shortened(why)) } : each
    }),
  }))
}

/** A piece of work with confidential records tells no figures, nor do the words about it. */
function withoutSecrets(initiative: WeekInitiative, secret: ReadonlySet<string>): WeekInitiative {
  if (!secret.has(initiative.id)) return initiative
  const { title, why, review, aim } = initiative
  return {
    ...initiative,
    title: withoutFigures(title),
    why: why && withoutFigures(why),
    review: review && { ...review, whatHappened: withoutFigures(review.whatHappened) },
    aim: aim && { ...aim, target: null },
  }
}

/** How lines call a piece of work, and which of them tell no figures. */
interface Told {
  titleOf(id: string | null): string | null
  secret: ReadonlySet<string>
}

/** It says what is different now: called an outcome, or with a number before and after that is no mere attention. */
const isChange = (kind: WeekRecord['kind'], metrics: readonly EvidenceMetric[]): boolean =>
  kind === 'outcome' || ((kind === 'artifact' || kind === null) && metrics.some(isMeasured))

const line = (text: string, initiative: string | null, source: UpdateLine['source']): UpdateLine => ({
  text,
  why: null,
  initiative,
  source,
})

function lineOf(record: WeekRecord, { titleOf, secret }: Told): UpdateLine {
  const { id, initiative, metrics } = record
  const words = shortened(record.text)
  const isSecret = record.confidential || (initiative !== null && secret.has(initiative))
  const measured = isSecret ? metrics.filter(isMeasured) : []
  const shown = isSecret ? withoutFigures(words, record) : words
  const change = measured.map((metric) => `${metricName(metric)}: ${changeInWords(metric, true)}.`).join(' ')
  return line(titled(titleOf(initiative), [asSentence(shown), change].filter(Boolean).join(' ')), initiative, {
    type: 'evidence',
    id,
  })
}

function readingLine(reading: WeekReading, titleOf: (id: string | null) => string | null, hidden: boolean): UpdateLine {
  const { name, unit, value, before, target, initiative, metric } = reading
  const named = name[0]!.toUpperCase() + name.slice(1)
  const beside = hidden
    ? []
    : [
        before === null ? null : differenceInWords(before, value, unit),
        target === null ? null : `target ${valueInWords(target, unit)}`,
      ].filter((part) => part !== null)
  const stands =
    before === null
      ? hidden
        ? ' was read'
        : ` stands at ${valueInWords(value, unit)}`
      : `: ${changeInWords({ ...asMetric(reading), from: before, to: value }, hidden)}`
  const says = `${named}${stands}${beside.length > 0 ? ` (${beside.join(', ')})` : ''}.`
  return line(titled(titleOf(initiative), says), initiative, { type: 'metric', id: metric })
}

const asMetric = ({ name, unit }: WeekReading): EvidenceMetric => ({
  name,
  from: null,
  to: null,
  delta: null,
  unit,
  direction: null,
  relative: false,
  window: null,
  good: null,
})

/** A record of the week says the same number already. */
const isTold = ({ name, value, initiative }: WeekReading, changes: readonly WeekRecord[]): boolean =>
  changes.some((record) =>
    record.metrics.some(
      (metric) =>
        metric.to === value &&
        ((metric.name && foldName(metric.name) === foldName(name)) ||
          (initiative !== null && record.initiative === initiative)),
    ),
  )

/** A number that a confidential record speaks of is confidential wherever it stands. */
const isHidden = (
  { name, initiative }: WeekReading,
  records: readonly WeekRecord[],
  secret: ReadonlySet<string>,
): boolean =>
  (initiative !== null && secret.has(initiative)) ||
  records.some(
    ({ confidential, metrics }) =>
      confidential && metrics.some((metric) => metric.name && foldName(metric.name) === foldName(name)),
  )

function conversationLines(conversations: WeekFacts['conversations']): UpdateLine[] {
  if (conversations.length === 0) return []
  const learned = conversations.flatMap(({ learned, initiative }) =>
    learned ? [line(asSentence(shortened(learned)), initiative, null)] : [],
  )
  const n = conversations.length
  return [line(`Talked with ${n === 1 ? 'one customer' : `${n} customers`}.`, null, null), ...learned]
}

const mostOpen = 5
const soon = 14

/** The looks that are due, then the work under way, newest first. */
function nextLines({ initiatives, span, today }: WeekFacts): UpdateLine[] {
  const from = span.to < today ? span.to : today
  const due = initiatives
    .flatMap(({ id, title, aim, looks, stoppedOn }) =>
      stoppedOn === null ? looks.map(({ day, dueOn }) => ({ id, title, aim, day, dueOn })) : [],
    )
    .filter(({ dueOn }) => daysBetween(from, dueOn) <= soon && daysBetween(dueOn, from) <= 90)
    .sort((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))
  // The later of two looks at one launch says both.
  const looks = [...new Map(due.map((look) => [look.id, look])).values()]
  const open = initiatives
    .filter(
      ({ startedOn, launchedOn, stoppedOn, declined }) =>
        startedOn <= span.to &&
        (launchedOn === null || launchedOn > span.to) &&
        (stoppedOn === null || stoppedOn > span.to) &&
        !declined,
    )
    .sort((a, b) => (a.startedOn === b.startedOn ? (a.id < b.id ? 1 : -1) : a.startedOn < b.startedOn ? 1 : -1))
  return [
    ...looks.map(({ id, title, aim, day }) =>
      line(`${titled(title, `see where ${aim?.name ?? 'its number'} stands, ${day} days after launch.`)}`, id, {
        type: 'initiative',
        id,
      }),
    ),
    ...open
      .slice(0, mostOpen)
      .map(({ id, title, aim }) =>
        line(
          aim
            ? titled(
                title,
                `towards ${aim.name}${aim.target === null ? '' : ` of ${valueInWords(aim.target, aim.unit)}`}.`,
              )
            : `${title}.`,
          id,
          { type: 'initiative', id },
        ),
      ),
  ]
}

const titled = (title: string | null, text: string): string => (title === null ? text : `**${title}**: ${text}`)

const longest = 400

/** Its first paragraph; a long one ends at a word. */
function shortened(text: string): string {
  const [first] = text.trim().split(/\n\s*\n/) as [string]
  const words = first.replaceAll(/\s*\n\s*/g, ' ')
  return words.length > longest ? `${words.slice(0, longest - 1).replace(/\s+\S*$/, '')}…` : words
}

const inOrder = <T>(rows: readonly T[], day: (row: T) => Day): T[] =>
  [...rows].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0))
