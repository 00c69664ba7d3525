import type { FollowUp } from '../../core/follow-up.ts'
import { count } from '../../core/number-words.ts'
import { aligned, facts, listed, wrapped } from '../../core/printed.ts'
import type { InitiativeRow } from '../../platform/schema.ts'
import { dayWords } from '../../ui/parts.tsx'

// Initiatives as the command line shows them.

type Told = Omit<InitiativeRow, 'personId'>

export const printedInitiatives = ({
  items,
  next,
}: {
  items: readonly (Told & { records: number | null })[]
  next: string | null
}): string =>
  listed(
    items.map((initiative) =>
      [
        wrapped(initiative.title),
        `  ${facts([stateOf(initiative), count(initiative.records ?? 0, 'record')])}`,
        `  ${initiative.id}`,
      ].join('\n'),
    ),
    'No initiatives yet. Begin one: cairn initiative start --title "What your team calls it"',
    next,
  )

export function printedInitiative(initiative: Told & { checks?: readonly FollowUp[]; records?: number }): string {
  const { review, checks = [], records } = initiative
  const rows: [string, string | null | undefined][] = [
    ['State', stateOf(initiative)],
    ['Problem', initiative.problem],
    ['Serves', initiative.why],
    ['Known by', initiative.knownBy],
    ['Asked by', initiative.requestedBy],
    ['Left aside', initiative.notDoing.join('; ')],
    ['For users', initiative.userChange],
    ...checks.map((check): [string, string] => [`After ${check.day} days`, checkWords(check)]),
    ['Looked back', review && facts([dayWords(review.on), review.whatHappened])],
    ['Differently', review?.differently],
    ['Records', records === undefined ? null : String(records)],
    ['Id', initiative.id],
    ['What is next', initiative.declinedBecause ? null : `cairn initiative chain --id ${initiative.id}`],
  ]
  return [
    wrapped(initiative.title),
    '',
    aligned(
      rows.flatMap(([name, value]) => (value ? [[name, value]] : [])),
      '  ',
    ),
  ].join('\n')
}

function stateOf({ startedOn, launchedOn, stoppedOn, declinedBecause }: Told): string {
  if (declinedBecause) return `declined: ${declinedBecause}`
  if (stoppedOn) return `stopped on ${dayWords(stoppedOn)}`
  return launchedOn ? `launched on ${dayWords(launchedOn)}` : `begun on ${dayWords(startedOn)}`
}

const checkWords = ({ reading, dueOn, state }: FollowUp): string =>
  reading
    ? `${reading.value}, read on ${dayWords(reading.on)}${state === 'late' ? ', late' : ''}`
    : `due ${dayWords(dueOn)}`
