import { keyOf } from '../../core/brag-document.ts'
import type { Columns, Found, LeftOut } from '../../core/import/importer.ts'
import type { Context, Preparing } from '../../platform/operation.ts'
import { type ReadyRow, readyRow } from '../../platform/records.ts'
import type { BatchRow, ProposalRow } from '../../platform/schema.ts'
import { changesBetween, type LastChange, settledChange } from '../../platform/settled.ts'
import { knownAmong } from './queries.ts'
import { type Judged, judged, type Known, type Portion, type Reader } from './reader.ts'
import { type LineReading, longestLine } from './reading.ts'

/** A file that was read, with all that is written of it made ready: to write it takes a moment. */
export interface ReadFile {
  batchId: string
  fresh: ReadyLine[]
  leftOut: LeftAside
  /** The last change of the records when the reading began. */
  asOf: LastChange | null
}

/** A line that waits to be written; with all that the coach says of it where somebody waits for that. */
interface ReadyLine {
  row: ReadyRow
  reading: LineReading | null
}

interface Reading {
  reader: Reader
  known: Known
  columns: Columns | undefined
  /** Of so many lines the coach says all; of the others their kind. */
  answered: number
}

/** Reads all of a file: what the coach says to each line that was never proposed before, and why the others are left out. */
export async function readWhole(
  { reader, known, columns, answered }: Reading,
  preparing: Preparing,
): Promise<ReadFile> {
  await reader.begin(known, columns)
  const { batchId, asOf, newId, personId } = await preparing.read(async ({ newId, personId, tx }) => ({
    batchId: newId(),
    asOf: await settledChange(tx, personId),
    newId,
    personId,
  }))
  const file: ReadFile = { batchId, fresh: [], leftOut: new LeftAside(), asOf }
  const sieve = new Sieve()
  const getReady = async ({ found, share }: Portion, places: readonly number[], said: readonly Judged[]) => {
    for (const [at, place] of places.entries()) {
      const row = readyRow('proposals', personId, asRow(found[place]!, said[at]!, batchId, newId()))
      file.fresh.push({ row, reading: said[at]!.reading })
      await preparing.pass(share, 1)
    }
  }
  let whole = answered
  let before: Parameters<typeof getReady> | null = null
  // While one portion is made ready here, a thread judges the next and reads the one after it.
  for (let portion = await reader.next(), next = reader.next(); portion; portion = await next, next = reader.next()) {
    const { n, found, leftOut, share } = portion
    file.leftOut.add(leftOut)
    const sifted = await preparing.read((context) => sieve.sift(context, found))
    file.leftOut.add(sifted.leftOut)
    const { places } = sifted
    const theirs = reader.isBeside ? Math.ceil(places.length * shareBeside) : places.length
    const judging = reader.judge(n, places.slice(0, theirs), whole)
    if (before) await getReady(...before)
    const own: Judged[] = []
    for (let at = theirs; at < places.length; at++) {
      own.push(judged(found[places[at]!]!, known, at < whole))
      await preparing.pass(share, 1)
    }
    before = [portion, places, [...(await judging), ...own]]
    whole = Math.max(0, whole - places.length)
    await preparing.pass(share, 1)
  }
  if (before) await getReady(...before)
  return file
}

/** A thread reads the file as well, and this one makes the lines ready: with so many of the lines to judge they take as long. */
const shareBeside = 0.6

/** Those of the lines that are still new when they are written: something else may have been brought in meanwhile. */
export async function stillFresh(context: Context, { fresh, leftOut, asOf }: ReadFile): Promise<ReadyLine[]> {
  if (await isUnchanged(context, asOf)) return fresh
  const rows = fresh.map(({ row }) => row.change.after as unknown as ProposalRow)
  const sifted = await new Sieve().sift(context, rows)
  leftOut.add(sifted.leftOut)
  return sifted.places.map((place) => fresh[place]!)
}

async function isUnchanged({ tx, personId }: Context, asOf: LastChange | null): Promise<boolean> {
  const last = await settledChange(tx, personId)
  if (!last || !asOf) return false
  if (last.seq === asOf.seq && last.hash === asOf.hash) return true
  const changes = await changesBetween(tx, personId, asOf, last, mostEntries)
  return changes !== null && !changes.some(({ table, after }) => table === 'proposals' && after)
}

const mostEntries = 40

interface Sieved {
  text: string
  line: number
  source?: string | null
}

/** Takes out what was brought in before, in this file or an earlier one, and what is too long to be a record. */
class Sieve {
  readonly #sources = new Set<string>()
  readonly #keys = new Set<string>()

  /** The places of those that are new, and the others with their reasons. */
  async sift(
    { tx, personId }: Pick<Context, 'tx' | 'personId'>,
    found: readonly Sieved[],
  ): Promise<{ places: number[]; leftOut: LeftOut[] }> {
    const sources = await knownAmong(
      tx,
      personId,
      'source',
      found.flatMap(({ source }) => source ?? []),
    )
    const keys = await knownAmong(
      tx,
      personId,
      'key',
      found.flatMap(({ source, text }) => (source ? [] : keyOf(text))),
    )
    const places: number[] = []
    const leftOut: LeftOut[] = []
    for (const [place, { source, text, line }] of found.entries()) {
      // The same words from two places are two things where each has a name of its own.
      const [name, known, here] = source ? [source, sources, this.#sources] : [keyOf(text), keys, this.#keys]
      const why =
        text.length > longestLine
          ? 'too long to be one record: break it into lines'
          : known.has(name) || here.has(name)
            ? 'already proposed before'
            : null
      if (why) leftOut.push({ is: 'left out', line, text, why })
      else {
        here.add(name)
        places.push(place)
      }
    }
    return { places, leftOut }
  }
}

/** Of many lines with the same reason, so many are kept to look at. */
const toldOfEach = 200

/** Lines left out, by their reasons: of a large file the first of each are kept, and all are counted. */
export class LeftAside {
  readonly #byReason = new Map<string, { lines: number; first: LeftOut[] }>()

  add(leftOut: readonly LeftOut[]): void {
    for (const one of leftOut) {
      const reason = this.#byReason.get(one.why) ?? { lines: 0, first: [] }
      this.#byReason.set(one.why, reason)
      reason.lines += 1
      if (reason.first.length < toldOfEach) reason.first.push(one)
    }
  }

  /** As their batch keeps them. */
  told(): Pick<BatchRow, 'skipped' | 'reasons'> {
    const reasons = [...this.#byReason]
    const skipped = reasons
      .flatMap(([, { first }]) => first)
      .map(({ line, text, why }) => ({ line, text, why }))
      .sort((a, b) => a.line - b.line)
    const isAll = reasons.every(([, { lines, first }]) => lines === first.length)
    return { skipped, reasons: isAll ? null : this.reasons() }
  }

  reasons(): { why: string; lines: number }[] {
    return [...this.#byReason].map(([why, { lines }]) => ({ why, lines }))
  }
}

const asRow = (found: Found, { kind }: Judged, batchId: string, id: string): Omit<ProposalRow, 'personId'> => ({
  id,
  batchId,
  line: found.line,
  text: found.text,
  key: keyOf(found.text),
  happenedOn: found.date,
  dateSource: found.dateSource,
  initiativeTitle: found.initiative,
  kind: found.kind ?? kind,
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
