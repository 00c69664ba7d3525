import { periodOf, rankOf } from './eras.ts'
import { type Draft, type Line, textBefore } from './line.ts'
import type { NumberToken } from './numbers.ts'
import { holds, meter } from './scan.ts'

/** First and last figure of a row by time, and the one that stands last in the text. */
type Row = [from: NumberToken, to: NumberToken, end: NumberToken]

/**
 * Three figures and more that are one way from the first to the last: “MAU went 18k, 25k, 41k”, “12 in Q1, 9 in Q2, 4 in Q3”.
 * Marks the numbers it takes.
 */
export function seriesIn(draft: Draft, numbers: readonly NumberToken[], lineOf: (token: NumberToken) => Line): Row[] {
  const rows: Row[] = []
  for (let i = 0; i + 2 < numbers.length; i++) {
    const line = lineOf(numbers[i]!)
    const last = Math.max(endOfList(draft, numbers, line, i), endOfDated(draft, numbers, line, i))
    if (last - i < 2) continue
    const row = numbers.slice(i, last + 1)
    for (const token of row) token.used = true
    rows.push(inTime(draft, line, row))
    i = last
  }
  return rows
}

/** Where a plain list after a verb of change ends: “climbed 3, 5, 9 %”. */
function endOfList(draft: Draft, numbers: readonly NumberToken[], line: Line, first: number): number {
  if (!holds(climbed, textBefore(draft, line, numbers[first]!.start, 40))) return first
  let last = first
  while (follows(draft, numbers, last, line, /^(?:,|,? and|,? then) $/)) last++
  return last
}

/** Where a list in which each figure has its period ends. */
function endOfDated(draft: Draft, numbers: readonly NumberToken[], line: Line, first: number): number {
  let last = first
  let from = line.start
  while (isDated(draft, numbers, last, line, from) && follows(draft, numbers, last, line, /^[^\d;.→]{1,34}$/)) {
    from = numbers[last]!.end
    last++
  }
  return isDated(draft, numbers, last, line, from) ? last : last - 1
}

function isDated(draft: Draft, numbers: readonly NumberToken[], at: number, line: Line, from: number): boolean {
  meter.steps++
  return periodOf(draft, line, numbers[at]!, from, numbers[at + 1]?.start ?? line.end) !== null
}

function follows(draft: Draft, numbers: readonly NumberToken[], at: number, line: Line, gap: RegExp): boolean {
  meter.steps++
  const [a, b] = [numbers[at]!, numbers[at + 1]]
  return (
    b !== undefined &&
    b.end <= line.end &&
    b.form !== 'share' &&
    (a.unit === b.unit || a.unit === null) &&
    gap.test(draft.masked.slice(a.end, b.start))
  )
}

const climbed = /\b(?:went|climbed|rose|grew|fell|dropped|moved|improved|increased|declined|went from)(?:: | from | )$/i

// “3 in Q3, 9 in Q2, 12 in Q1” is told backwards
function inTime(draft: Draft, line: Line, row: NumberToken[]): Row {
  const [first, last] = [row[0]!, row.at(-1)!]
  const ranks = row.map((token, i) => {
    const period = periodOf(draft, line, token, row[i - 1]?.end ?? line.start, row[i + 1]?.start ?? line.end)
    return period && rankOf(period.text)
  })
  const [early, late] = [ranks[0], ranks.at(-1)]
  return early != null && late != null && early > late && early - late < 7 ? [last, first, last] : [first, last, last]
}
