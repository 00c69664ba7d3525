import { keyOf } from '../../core/brag-document.ts'
import { itemKindOf, kindIn } from '../../core/coach/coach.ts'
import type { Day } from '../../core/day.ts'
import type { ItemKind } from '../../core/evidence.ts'
import type { Found, LeftOut, ReadOptions } from '../../core/import/importer.ts'
import type { KnownToCoach } from '../../platform/known-to-coach.ts'
import type { Context, Preparing } from '../../platform/operation.ts'
import type { BatchRow, ProposalRow } from '../../platform/schema.ts'
import type { calendarFacts } from './becoming.ts'
import { keysKnown, sourcesKnown } from './queries.ts'
import { dayIn, type LineReading, longestLine, readLine } from './reading.ts'
import type { Source } from './source.ts'

/** What is known of the person when the reading begins. */
export interface Known {
  today: Day
  coach: KnownToCoach
  calendar: Awaited<ReturnType<typeof calendarFacts>>
}

/** A thing that came across, with the kind its words have. */
export interface Read extends Found {
  coachKind: ItemKind | null
  /** All that the coach says, where somebody waits for it. */
  reading: LineReading | null
}

/** Reads all of a file, and what the coach says to each line that was never proposed before: all of it to the first, the kind to the rest. */
export async function readSource(
  { incoming, importer, columns }: Source,
  known: Known,
  preparing: Preparing,
  answered: number,
): Promise<{ fresh: Read[]; leftOut: LeftOut[] }> {
  const lines = linesIn(incoming.text)
  const found: Found[] = []
  const notProposed: LeftOut[] = []
  for (const come of importer.read(incoming, { ...readOptions(known), columns })) {
    if (come.is === 'found') found.push(come)
    else notProposed.push(come)
    await preparing.pass(come.line, lines * 2)
  }
  const { fresh, leftOut } = await preparing.read((context) => sifted(context, found))
  const read: Read[] = []
  for (const one of fresh) {
    const reading = read.length < answered ? readLine(one.text, one.date ?? known.today, known.coach) : null
    const coachKind = reading?.kind ?? kindIn(one.text, known.coach.reads)
    read.push({ ...one, reading, coachKind: one.kind || one.becomes ? null : itemKindOf(coachKind) })
    await preparing.pass(lines + (lines * read.length) / fresh.length, lines * 2)
  }
  return { fresh: read, leftOut: [...notProposed, ...leftOut] }
}

const readOptions = ({ today, coach, calendar }: Known): ReadOptions => ({
  refDate: today,
  fiscalYearStart: coach.reads.fiscalYearStart,
  dayFirst: coach.reads.locale === 'en-GB',
  dateOf: (line) => dayIn(line, today, coach),
  ...calendar,
})

function linesIn(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

/** Takes out what was brought in before, in this file or an earlier one, and what is too long to be a record. */
export async function sifted<T extends Found>(
  { tx, personId }: Context,
  found: readonly T[],
): Promise<{ fresh: T[]; leftOut: LeftOut[] }> {
  const isSource = (source: string | undefined): source is string => source !== undefined
  const sources = await sourcesKnown(tx, personId, found.map(({ source }) => source).filter(isSource))
  const keys = await keysKnown(
    tx,
    personId,
    found.filter(({ source }) => source === undefined).map(({ text }) => keyOf(text)),
  )
  const fresh: T[] = []
  const leftOut: LeftOut[] = []
  for (const one of found) {
    const why = whyNot(one)
    if (why) leftOut.push({ is: 'left out', line: one.line, text: one.text, why })
    else fresh.push(one)
  }
  return { fresh, leftOut }

  // The same words from two places are two things where each has a name of its own.
  function whyNot({ source, text }: Found): string | null {
    if (text.length > longestLine) return 'too long to be one record: break it into lines'
    const [known, name] = source === undefined ? [keys, keyOf(text)] : [sources, source]
    if (known.has(name)) return 'already proposed before'
    known.add(name)
    return null
  }
}

/** Of many lines with the same reason, so many are kept to look at. */
const toldOfEach = 200

/** Lines left out as their batch keeps them: a large file is not kept twice. */
export function told(leftOut: readonly LeftOut[]): Pick<BatchRow, 'skipped' | 'reasons'> {
  const reasons = [...Map.groupBy(leftOut, ({ why }) => why)]
  const skipped = reasons
    .flatMap(([, lines]) => lines.slice(0, toldOfEach))
    .map(({ line, text, why }) => ({ line, text, why }))
    .sort((a, b) => a.line - b.line)
  const isAll = skipped.length === leftOut.length
  return { skipped, reasons: isAll ? null : reasons.map(([why, lines]) => ({ why, lines: lines.length })) }
}

export const asRow = (found: Read, batchId: string, id: string): Omit<ProposalRow, 'personId'> => ({
  id,
  batchId,
  line: found.line,
  text: found.text,
  key: keyOf(found.text),
  happenedOn: found.date,
  dateSource: found.dateSource,
  initiativeTitle: found.initiative,
  kind: found.kind ?? found.coachKind,
  kindSource: found.kind ? 'user' : 'coach',
  skills: null,
  scope: null,
  links: [...found.links],
  source: found.source ?? null,
  becomes: found.becomes ?? null,
  details: found.details ?? null,
  state: 'waiting',
  evidenceId: null,
})
