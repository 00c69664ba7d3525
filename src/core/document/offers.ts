import type { Day } from '../day.ts'
import { type Decision, decisionTypes, type EvidenceMetric, type ItemKind } from '../evidence.ts'
import { type Answers, entriesOf, type Row, rowsOf, textOf } from './answers.ts'
import { hasField } from './completeness.ts'
import { figureIn } from './figure.ts'
import type { Cells, Condition, Offer, Template } from './template.ts'

/** A record that a document offers, in the parts of `evidence.capture`. Nothing is kept of it until its owner says so. */
export interface Offered {
  /** The offer it comes of; where each row makes one, with the row. */
  id: string
  /** Null for a note, which counts for nothing. */
  kind: ItemKind | null
  text: string
  happenedOn: Day | null
  decision: Decision | null
  metrics: OfferedMetric[]
  problem: string | null
  next: string | null
  seenBy: string[]
  /** Another’s words that stand in the document. */
  confirm: { by: string; words: string; on: Day } | null
}

export type OfferedMetric = Pick<EvidenceMetric, 'name' | 'from' | 'to' | 'unit' | 'good' | 'target' | 'checks'> & {
  targetSetBefore?: boolean
}

/** What a document holds besides its answers. */
export interface Around {
  parts: number
  today: Day
}

/** The records offered: the first main offer whose condition holds, and those beside it. An offer without words is none. */
export function offersOf(template: Template, answers: Answers, around: Around): Offered[] {
  const holds = (offer: Offer) => holdsIn(template, answers, around, offer.if)
  const main = template.offers.find((offer) => !offer.beside && holds(offer))
  return template.offers
    .filter((offer) => offer === main || (offer.beside && holds(offer)))
    .flatMap((offer) => offered(offer, answers, around))
    .filter(({ text }) => text !== '')
}

/** What would make more of it: the sentences of offers before the one that holds, and of those beside it that do not hold yet. */
export function offersAhead(template: Template, answers: Answers, around: Around): string[] {
  const holds = (offer: Offer) => holdsIn(template, answers, around, offer.if)
  const main = template.offers.findIndex((offer) => !offer.beside && holds(offer))
  return template.offers.flatMap((offer, at) => {
    const isAhead = offer.beside ? offered(offer, answers, around).length === 0 || !holds(offer) : main < 0 || at < main
    return isAhead && offer.says ? [offer.says] : []
  })
}

function holdsIn(template: Template, answers: Answers, { parts }: Around, condition: Condition | undefined): boolean {
  const { filled = [], is = {}, numbers = {}, parts: least = 0 } = condition ?? {}
  return (
    parts >= least &&
    filled.every((id) => hasField(template, answers, id)) &&
    Object.entries(is).every(([id, value]) => textOf(answers, id) === value) &&
    Object.entries(numbers).every(([id, n]) => (textOf(answers, id).match(/\d+(?:[.,]\d+)*/g) ?? []).length >= n)
  )
}

function offered(offer: Offer, answers: Answers, around: Around): Offered[] {
  if (!offer.each) return [read(offer, offer.id, answers, {}, around)]
  const { table, is = {} } = offer.each
  return rowsOf(answers, table).flatMap((row, at) =>
    matches(row, is) ? [read(offer, `${offer.id}-${at + 1}`, answers, row, around)] : [],
  )
}

const matches = (row: Row, is: Readonly<Record<string, string>>): boolean =>
  Object.entries(is).every(([column, value]) => row[column] === value)

/** Each part as the record can take it: `row` is looked at before the document’s own fields. */
function read(offer: Offer, id: string, answers: Answers, row: Row, { today }: Around): Offered {
  const line = (name: string | undefined): string =>
    name === undefined ? '' : (row[name] ?? (textOf(answers, name) || firsts(answers, name).join('; ')))
  const many = (name: string | undefined): string[] => {
    if (name === undefined) return []
    const entries = firsts(answers, name)
    return entries.length > 0 ? entries : [line(name)].filter(Boolean)
  }
  const day = (name: string | undefined): Day | null => textOf(answers, name ?? '') || null
  const past = (on: Day | null): Day | null => (on !== null && on <= today ? on : null)
  const metrics = metricsOf(offer, answers, today)
  return {
    id,
    kind: offer.kind === 'note' ? null : offer.kind,
    text: offer.text.map(line).filter(Boolean).join('\n'),
    happenedOn: past(day(offer.happenedOn)),
    decision: decisionOf(offer, { line, many, day, notChosen: notChosen(offer.notChosen, answers, many) }),
    metrics,
    problem: within(line(offer.problem), 1000) || null,
    next: within(line(offer.next), 1000) || null,
    seenBy: many(offer.seenBy)
      .map((name) => within(name, 120))
      .slice(0, 30),
    confirm: confirmOf(offer, line, past(day(offer.confirm?.on)) ?? today),
  }
}

/** The entries of a list, or the first column of a table. */
const firsts = (answers: Answers, name: string): string[] => [
  ...entriesOf(answers, name),
  ...rowsOf(answers, name).flatMap((row) => Object.values(row)[0] ?? []),
]

interface Reads {
  line: (name: string | undefined) => string
  many: (name: string | undefined) => string[]
  day: (name: string | undefined) => Day | null
  notChosen: string[]
}

function decisionOf(offer: Offer, { line, many, day, notChosen }: Reads): Decision | null {
  const type = decisionTypes.find((type) => type === (offer.typeIs ?? line(offer.type)))
  const options = many(offer.options).map((option) => within(option, 500))
  const said = {
    type,
    options: options.slice(0, 20),
    choice: within(line(offer.choice), 500),
    because: within(line(offer.because), 1000),
    notChosen: notChosen.map((each) => within(each, 500)).slice(0, 20),
    measure: within(line(offer.measure), 300),
    revisitOn: day(offer.revisitOn),
    requestFrom: within(line(offer.askedBy), 120),
    sharedOn: day(offer.sharedOn),
  }
  const filled = Object.entries(said).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : Boolean(value)))
  return filled.length > 0 ? (Object.fromEntries(filled) as Decision) : null
}

function notChosen(part: string | Cells | undefined, answers: Answers, many: Reads['many']): string[] {
  return typeof part === 'object' ? cellsOf(part, answers) : many(part)
}

const cellsOf = ({ table, column, is = {} }: Cells, answers: Answers): string[] =>
  rowsOf(answers, table).flatMap((row) => (matches(row, is) && row[column] ? [row[column]] : []))

function metricsOf({ metrics, metric }: Offer, answers: Answers, today: Day): OfferedMetric[] {
  const ofTable = metrics
    ? rowsOf(answers, metrics.table).flatMap((row): OfferedMetric[] => {
        const [before, target] = [figureIn(row[metrics.before] ?? ''), figureIn(row[metrics.target] ?? '')]
        if (!row[metrics.name] || (!before && !target)) return []
        const [from, aim] = [before?.value ?? null, target?.value ?? null]
        const unit = before?.unit ?? target?.unit ?? null
        return [{ name: within(row[metrics.name]!, 120), from, to: null, unit, good: null, target: aim }]
      })
    : []
  return [...ofTable, ...(metric ? measured(metric, answers, today) : [])].slice(0, 10)
}

function measured(parts: NonNullable<Offer['metric']>, answers: Answers, today: Day): OfferedMetric[] {
  const number = (name: string | undefined) =>
    name && textOf(answers, name) !== '' ? Number(textOf(answers, name)) : null
  const day = (name: string | undefined): Day | null => textOf(answers, name ?? '') || null
  const from = number(parts.before)
  const to = parts.after.reduce<number | null>(
    (found, each) => found ?? (typeof each === 'string' ? number(each) : lastNumber(cellsOf(each, answers))),
    null,
  )
  if (from === null && to === null) return []
  const target = number(parts.target)
  const [setOn, launchedOn] = [day(parts.targetOn), day(parts.launchedOn)]
  const checks = ([30, 60] as const).flatMap((days) => {
    const [value, on] = days === 30 ? [parts.check30, parts.check30On] : [parts.check60, parts.check60On]
    const read = number(value)
    const readOn = day(on) ?? today
    return read === null || readOn > today ? [] : [{ day: days, recordedOn: readOn, value: read }]
  })
  return [
    {
      name: within(textOf(answers, parts.name), 120),
      from,
      to,
      unit: within(textOf(answers, parts.unit ?? ''), 20) || null,
      // A target below where it began says that down is good.
      good:
        from === null || to === null || target === null || target === from
          ? null
          : Math.sign(to - from) === Math.sign(target - from),
      target,
      ...(setOn && launchedOn && { targetSetBefore: setOn < launchedOn }),
      ...(checks.length > 0 && { checks }),
    },
  ]
}

const lastNumber = (cells: readonly string[]): number | null => {
  const last = cells.at(-1)
  return last === undefined ? null : Number(last)
}

function confirmOf({ confirm }: Offer, line: Reads['line'], on: Day): Offered['confirm'] {
  if (!confirm) return null
  const [by, words] = [within(line(confirm.by), 120), within(line(confirm.words), 4000)]
  return by && words ? { by, words, on } : null
}

/** As many characters as a part of a record takes; what is longer ends at a word. */
function within(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  const end = cut.lastIndexOf(' ')
  return `${(end > most / 2 ? cut.slice(0, end) : cut).toWellFormed().trimEnd()}…`
}
