import { exchanged, withId } from '../../core/changed.ts'
import type { Framework } from '../../core/framework.ts'
import { itemOf } from '../../core/item.ts'
import type { Rating } from '../../core/rating.ts'
import { agreementState } from '../../core/readiness/gates.ts'
import { itemContext } from '../../core/readiness/records.ts'
import { type Cause, heardMark, type Input, movementFrom, type Result, type standingOf } from '../../core/readiness.ts'
import { climberOf, type Standing, type StoredEvidence } from '../../platform/career.ts'
import type { Touched } from '../../platform/past.ts'
import { dayWords } from '../../ui/parts.tsx'

/** One thing that moved the number between two points, in words. */
export interface ToldCause extends Cause {
  text: string
  /** Where it is looked at; null if it is gone. */
  href: string | null
}

/** A point of the past as the ground for the next one. Of its records only those that were touched since have to be there. */
export interface Ground extends Standing {
  against: string
  ratings: Rating[]
  /** In the order of their ids. */
  evidence: readonly StoredEvidence[]
  input: Input
  /** What the rules make of the input, where that is at hand. */
  ground?: ReturnType<typeof standingOf>
}

export interface Moved {
  delta: number
  arrow: 'up' | 'down' | null
  causes: ToldCause[]
}

type Number = Pick<Result, 'score' | 'raw'>

/** Two points lie on one line only if they compare with the same words of the same level; else no difference means anything. */
export const isOneLine = (a: Ground, b: Ground): boolean =>
  a.framework.id === b.framework.id &&
  a.framework.version === b.framework.version &&
  a.against === b.against &&
  a.input.mode === b.input.mode

/** How the number moved from one point to the next and why (domain 1.4 n); `touched` names what was written between them. */
export function whatMoved(
  older: Ground & { number: Number },
  newer: Ground & { number: Number },
  touched: Pick<Touched, 'evidence'>,
): Moved {
  const was = touchedIn(older, touched)
  const is = touchedIn(newer, touched)
  // What nobody touched is the same item on both days: only the day from which it is looked at differs, and that is the cause “time”.
  const context = itemContext(newer.framework, climberOf(newer), newer.ratings, newer.input.asOf)
  const items = exchanged(
    newer.input.items,
    touched.evidence,
    [...was.values()].flatMap((record) => itemOf(record, context) ?? []),
  )
  const before = { ...older.input, items }
  const { delta, arrow, causes } = movementFrom(older.number, before, newer.input, newer.number, newer.ground)
  return { delta, arrow, causes: causes.map((cause) => told(cause, { older, newer, was, is })) }
}

function touchedIn({ evidence }: Ground, touched: Pick<Touched, 'evidence'>): Map<string, StoredEvidence> {
  const found = [...touched.evidence].sort().flatMap((id) => withId(evidence, id) ?? [])
  return new Map(found.map((record) => [record.id, record]))
}

interface Between {
  older: Ground
  newer: Ground
  was: ReadonlyMap<string, StoredEvidence>
  is: ReadonlyMap<string, StoredEvidence>
}

function told(cause: Cause, between: Between): ToldCause {
  switch (cause.kind) {
    case 'time':
      return { ...cause, text: timeWords(between), href: null }
    case 'rating':
      return { ...cause, ...ratingWords(cause.id, between.newer) }
    case 'record':
      return { ...cause, ...recordWords(between.was.get(cause.id), between.is.get(cause.id)) }
    case 'records':
      return { ...cause, text: `${cause.count} records were written or changed`, href: '/evidence' }
    case 'agreement':
      return { ...cause, text: agreementWords(between.newer.input), href: '/level/agreement' }
    case 'leave':
      return { ...cause, text: 'Your leave was entered or changed', href: '/more/settings' }
    case 'ladder':
      return { ...cause, text: 'What you are compared with changed', href: '/more/settings' }
  }
}

function timeWords({ older, newer }: Between): string {
  const { agreement } = older.input
  const lapsed =
    agreement &&
    agreementState(older.input) !== 'unknown' &&
    agreementState({ ...older.input, asOf: newer.input.asOf }) === 'unknown'
  return lapsed
    ? `Time passed: the talk of ${dayWords(agreement.date)} is more than four months old`
    : 'Time passed: what gets older counts for less'
}

function ratingWords(id: string, { framework, input }: Ground): Pick<ToldCause, 'text' | 'href'> {
  const [skill = '', source] = id.split(':')
  const name = nameOf(framework, skill)
  const href = `/level/skills/${encodeURIComponent(skill)}`
  const given = input.ratings.filter((rating) => rating.skill === skill && rating.source === source)
  if (given.length === 0) return { text: `A rating of ${name} was taken back`, href }
  const heard = given.every((rating) => rating.heard) ? `, ${heardMark}` : ''
  return { text: `${raters[source as Rating['source']]} rated ${name}${heard}`, href }
}

const raters: Record<Rating['source'], string> = { self: 'You', manager: 'Your manager', peer: 'A peer' }

function recordWords(
  was: StoredEvidence | undefined,
  is: StoredEvidence | undefined,
): Pick<ToldCause, 'text' | 'href'> {
  if (!is) return { text: `Taken out: ${quoted(was!)}`, href: null }
  const href = `/evidence/${encodeURIComponent(is.id)}`
  if (!was) return { text: `${is.confirmations.length > 0 ? 'Logged and confirmed' : 'Logged'}: ${quoted(is)}`, href }
  if (is.confirmations.length > was.confirmations.length) return { text: `Confirmed: ${quoted(is)}`, href }
  const isMeasured = (one: StoredEvidence) => one.metrics.some(({ from, to }) => from !== null && to !== null)
  if (isMeasured(is) && !isMeasured(was)) return { text: `Measured: ${quoted(is)}`, href }
  return { text: `Changed: ${quoted(is)}`, href }
}

function agreementWords({ agreement }: Input): string {
  if (!agreement) return 'A talk with your manager was taken back'
  return `Your talk of ${dayWords(agreement.date)} with your manager: ${stateWords[agreement.state]}`
}

const stateWords = { not_yet: 'not yet', close: 'close', yes: 'yes' } as const

const nameOf = ({ skills }: Framework, id: string): string => skills.find((skill) => skill.id === id)?.name ?? id

function quoted({ text }: StoredEvidence): string {
  const [line = ''] = text.trim().split('\n')
  const letters = [...line]
  return `“${letters.length > 90 ? `${letters.slice(0, 87).join('').trimEnd()}…` : line}”`
}
