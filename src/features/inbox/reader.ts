import { createHash } from 'node:crypto'
import { itemKindOf, kindIn } from '../../core/coach/coach.ts'
import type { Day } from '../../core/day.ts'
import type { ItemKind } from '../../core/evidence.ts'
import { nothingToRead } from '../../core/handed-in.ts'
import { firstRowsOf, headOf, table, tableOf } from '../../core/import/columns.ts'
import { mayBeData } from '../../core/import/data.ts'
import { wordsIn } from '../../core/import/encoding.ts'
import type { Columns, Come, Found, Importer, Incoming, LeftOut, OnTheWay } from '../../core/import/importer.ts'
import { importerOf } from '../../core/import/importers.ts'
import type { KnownToCoach } from '../../platform/known-to-coach.ts'
import type { ImportFileRow } from '../../platform/schema.ts'
import type { calendarFacts } from './becoming.ts'
import { dayIn, type LineReading, readLine } from './reading.ts'

/** Something to be read: the bytes of a file, or words that were pasted. */
export interface Handed {
  /** As the file is called; null where words were pasted. */
  name: string | null
  /** What it is said to be; `auto` where its content says so. */
  format: string
  words: string | Uint8Array
  /** Nobody else has a use for the words: a thread may have them and need not copy them. */
  isGivenAway?: boolean
}

/** What a file is, before it is read. */
export interface About {
  format: string
  /** Of a table: a name for all tables with its columns, and its beginning, to choose the columns by. */
  table: { head: string; preview: NonNullable<ImportFileRow['preview']> } | null
}

/**
 * As much of something long as says what it is: its beginning, up to the end of a line. Data is one whole, of which nothing can be read
 * before all of it is.
 */
export function beginningOf(handed: Handed): Handed {
  const { words } = handed
  if (words.length <= longestBeginning || mayBeData(textOf(words.slice(0, 2_000)))) return handed
  const start = words.slice(0, longestBeginning)
  const end = typeof start === 'string' ? start.lastIndexOf('\n') : start.lastIndexOf(10)
  return { ...handed, words: start.slice(0, end + 1 || start.length) }
}

// Importers look at the first 60,000 signs.
const longestBeginning = 140_000

/** What is known of the person when the reading begins. */
export interface Known {
  today: Day
  coach: KnownToCoach
  calendar: Awaited<ReturnType<typeof calendarFacts>>
}

/** Some of what a file holds. */
export interface Portion {
  n: number
  found: Found[]
  leftOut: LeftOut[]
  /** How far the reading is, from 0 to 1. */
  share: number
}

/** What the coach says of a line: its kind; all of it where somebody waits for it. */
export interface Judged {
  kind: ItemKind | null
  reading: LineReading | null
}

/** Reads one file, in the order of these: here and now, or in a thread of its own (`beside.ts`). */
export interface Reader {
  /** True where it reads while whoever asked it does something else. */
  readonly isBeside: boolean
  open(handed: Handed): About | Promise<About>
  begin(known: Known, columns: Columns | undefined): void | Promise<void>
  /** The next portion, or null at the end. */
  next(): Portion | null | Promise<Portion | null>
  /** What the coach says of these lines of a portion, by their places in it; all of it for the first `whole`. Asked once for each portion. */
  judge(n: number, places: readonly number[], whole: number): Judged[] | Promise<Judged[]>
  end(): void
}

export class ReaderHere implements Reader {
  readonly isBeside = false
  readonly #atOnce: number
  #incoming: Incoming = { text: '', name: null }
  #importer: Importer | null = null
  #coming: Iterator<Come | OnTheWay> | null = null
  #known: Known | null = null
  #lines = 1
  #share = 0
  #isTold = false
  #portions = 0
  readonly #unjudged = new Map<number, Found[]>()

  /** So many things make a portion. */
  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  open({ name, format, words }: Handed): About {
    const text = textOf(words)
    if (text.trim() === '') throw nothingToRead('some notes')
    this.#incoming = { text: text.toWellFormed().replaceAll('\0', '\uFFFD'), name }
    this.#importer = importerOf(this.#incoming, format)
    return { format: this.#importer.format, table: this.#importer === table ? tableIn(this.#incoming) : null }
  }

  begin(known: Known, columns: Columns | undefined): void {
    this.#known = known
    this.#lines = linesIn(this.#incoming.text)
    const options = { ...readOptions(known), columns }
    this.#coming = this.#importer!.read(this.#incoming, options)[Symbol.iterator]()
  }

  next(): Portion | null {
    const found: Found[] = []
    const leftOut: LeftOut[] = []
    for (let many = 0; many < this.#atOnce; many++) {
      const { done, value: come } = this.#coming!.next()
      if (done && many === 0) return null
      if (done) break
      this.#goOn(come)
      if (come.is === 'found') found.push(come)
      else if (come.is === 'left out') leftOut.push(come)
    }
    const n = ++this.#portions
    this.#unjudged.set(n, found)
    return { n, found, leftOut, share: Math.min(1, this.#share) }
  }

  judge(n: number, places: readonly number[], whole: number): Judged[] {
    const found = this.#unjudged.get(n)!
    this.#unjudged.delete(n)
    return places.map((place, at) => judged(found[place]!, this.#known!, at < whole))
  }

  end(): void {}

  /** Lines tell how far it is, unless the importer says so itself: some go through a file twice. */
  #goOn(come: Come | OnTheWay): void {
    if (come.is === 'on the way') {
      this.#share = come.share
      this.#isTold = true
    } else if (!this.#isTold) this.#share = Math.max(this.#share, come.line / this.#lines)
  }
}

const textOf = (words: string | Uint8Array): string => (typeof words === 'string' ? words : wordsIn(words))

/** What the coach says of one line. */
export function judged(found: Found, { today, coach }: Known, isWhole: boolean): Judged {
  const reading = isWhole ? readLine(found.text, found.date ?? today, coach) : null
  // A kind that the file names, or that nobody asks about, is not read.
  if (found.kind || found.becomes) return { kind: null, reading }
  return { kind: itemKindOf(reading?.kind ?? kindIn(found.text, coach.reads)), reading }
}

const readOptions = ({ today, coach, calendar }: Known) => ({
  refDate: today,
  fiscalYearStart: coach.reads.fiscalYearStart,
  dayFirst: coach.reads.locale === 'en-GB',
  dateOf: (line: string) => dayIn(line, today, coach),
  ...calendar,
})

function linesIn(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

function tableIn(incoming: Incoming): About['table'] {
  const found = tableOf(incoming)
  const shown = (cell: string): string => (cell.length > longestCell ? `${cell.slice(0, longestCell - 1)}…` : cell)
  return {
    head: createHash('sha256').update(headOf(found)).digest('hex'),
    preview: {
      head: [...found.head],
      rows: firstRowsOf(found, rowsShown).map(({ cells }) => found.head.map((_, at) => shown(cells[at] ?? ''))),
    },
  }
}

const rowsShown = 5
const longestCell = 120
