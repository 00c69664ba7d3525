import { describeMetric } from '../../core/coach/describe.ts'
import { speakerOf } from '../../core/evidence.ts'
import type { Framework } from '../../core/framework.ts'
import { aligned, facts, levelTitle, listed, skillName, wrapped } from '../../core/printed.ts'
import type { StoredEvidence } from '../../platform/career.ts'
import { dayWords, kindWord } from '../../ui/parts.tsx'
import type { Counts } from './counts.ts'

// Records as the command line shows them.

export const printedRecords = (
  { items, next }: { items: readonly StoredEvidence[]; next: string | null },
  frameworks: readonly Framework[],
): string =>
  listed(
    items.map((record) => printedRecord(record, frameworks)),
    'No records here. Log one: cairn evidence capture "What happened, and what changed because of it"',
    next,
  )

function printedRecord(record: StoredEvidence, frameworks: readonly Framework[]): string {
  const details = facts([
    ...record.metrics.map(describeMetric),
    ...record.skills.map((id) => skillName(frameworks, id)),
    backing(record),
  ])
  return [
    facts([dated(record), kindWord(record.kind), record.removed && 'removed']),
    wrapped(record.text, '  '),
    wrapped(details, '  '),
    `  ${record.id}`,
  ].join('\n')
}

export function printedWhole(
  record: StoredEvidence & { counts: Counts; attachments: readonly { name: string }[] },
  frameworks: readonly Framework[],
): string {
  const { decision, confirmations, counts } = record
  const rows: [string, string | null | undefined][] = [
    ['When', dated(record)],
    ['What it is', kindWord(record.kind)],
    ['Numbers', facts(record.metrics.map(describeMetric))],
    ['Skills', record.skills.map((id) => skillName(frameworks, id)).join(', ')],
    ['Size of work', record.scope && levelTitle(frameworks, ladderOf(record, frameworks), record.scope)],
    [
      'Presented to',
      record.audienceLevel && `${levelTitle(frameworks, ladderOf(record, frameworks), record.audienceLevel)} level`,
    ],
    ['Problem', record.problem],
    ['How it was found', record.foundFirst?.how],
    ['Who has it', record.foundFirst?.who],
    ['What it costs', record.foundFirst?.cost],
    ['Asked for', record.foundFirst?.unasked ? 'by nobody' : null],
    ['Decided', decision?.choice],
    ['Because', decision?.because],
    ['Given up', decision?.notChosen?.join('; ')],
    ['How you will know', decision?.measure],
    ['Looked at again', decision?.revisitOn && dayWords(decision.revisitOn)],
    ['Expected', record.lesson?.expected],
    ['Happened', record.lesson?.happened],
    ['Assumption', record.lesson?.assumption],
    ['Differently', record.lesson?.differently],
    ['From here', record.next],
    ['My part', record.myPart],
    ['Others’ part', record.othersPart],
    ['Seen by', record.seenBy.join(', ')],
    ['Credited by', record.creditedBy.join(', ')],
    ['Links', record.links.join(' ')],
    ['Files', record.attachments.map(({ name }) => name).join(', ')],
    ['Confidential', record.confidential ? 'figures leave as relative change only' : null],
    ...confirmations.map(({ words, on, ...voice }): [string, string] => [
      'Confirmed',
      `“${words}” ${speakerOf(voice)}, ${dayWords(on)}`,
    ]),
    ['Id', record.id],
  ]
  return [
    ...record.text.split(/\n+/).map((line) => wrapped(line)),
    '',
    wrapped(counts.sentence.replace(/^Kept\. /, '')),
    '',
    aligned(
      rows.flatMap(([name, value]) => (value ? [[name, value]] : [])),
      '  ',
    ),
  ].join('\n')
}

const dated = ({ happenedOn }: StoredEvidence): string => (happenedOn ? dayWords(happenedOn) : 'no date yet')

function backing({ confirmations, seenBy }: StoredEvidence): string {
  if (confirmations.length > 0) return `confirmed by ${[...new Set(confirmations.map(({ by }) => by))].join(', ')}`
  return seenBy.length > 0 ? `seen by ${seenBy.join(', ')}` : 'nobody has confirmed it yet'
}

// A level's code means its own title on each ladder; the record's skills say which ladder it is on.
const ladderOf = ({ skills }: StoredEvidence, frameworks: readonly Framework[]): string | null =>
  (frameworks.find((framework) => skills.every((id) => framework.skills.some((skill) => skill.id === id))) ?? null)
    ?.id ?? null
