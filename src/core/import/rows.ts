import { parse } from 'csv-parse/sync'

/** One row of a table, with the line it begins in. */
export interface Row {
  line: number
  cells: string[]
}

/**
 * The rows of separated values, one after the other: quoted cells with line breaks and doubled quotes, ends of line of every system.
 * A quote that opens and never rightly closes costs its own row no more than its line breaks: the rows below stay rows.
 */
export function* rowsOf(text: string | Buffer, separator: string): Generator<Row> {
  const table = new Table(typeof text === 'string' ? bytesIn(text) : text, separator)
  for (let row = table.next(); row !== null; row = table.next()) yield row
}

/** A text as `rowsOf` reads it: made once where it is read more than once. */
export const bytesIn = (text: string): Buffer => Buffer.from(text.startsWith('\uFEFF') ? text.slice(1) : text)

// Read together: enough to be quick, little enough that nobody waits for it.
const rowsAtOnce = 100

/** More than a row of any tool's export; what is longer is a quote that was left open. */
const longestRow = 2_000_000

/** A file with more rows than this whose quotes are wrong has quotes that mean nothing. */
const mostFaults = 20

class Table {
  readonly #bytes: Buffer
  readonly #separator: string
  #at = 0
  #line = 1
  #width = 0
  #faults = 0
  #ahead: { cells: string[]; end: number }[] = []

  constructor(bytes: Buffer, separator: string) {
    this.#bytes = bytes
    this.#separator = separator
  }

  next(): Row | null {
    this.#skipBlanks()
    if (this.#at >= this.#bytes.length) return null
    if (this.#ahead.length === 0) this.#ahead = this.#read(rowsAtOnce)
    const next = this.#ahead.shift() ?? this.#unreadable()
    const row = this.#swallows(next) ? this.#mended(next) : next
    const line = this.#line
    this.#width ||= row.cells.length
    this.#moveTo(row.end)
    return { line, cells: row.cells }
  }

  /** Some rows from here on; none where the first of them cannot be read. */
  #read(most: number): { cells: string[]; end: number }[] {
    const rows: { cells: string[]; end: number }[] = []
    const from = this.#at
    try {
      parse(this.#bytes.subarray(from), {
        delimiter: this.#separator,
        record_delimiter: ['\r\n', '\n', '\r'],
        quote: this.#faults > mostFaults ? null : '"',
        relax_quotes: true,
        relax_column_count: true,
        skip_empty_lines: true,
        max_record_size: longestRow,
        to: most,
        on_record: (cells: string[], { bytes }) => {
          rows.push({ cells, end: from + bytes })
          return null
        },
      })
    } catch {
      // Rows before the one that cannot be read are read; it comes first the next time.
    }
    return rows
  }

  /** True where a cell with line breaks makes the row of another width than the others: a quote that closed too late. */
  #swallows({ cells, end }: { cells: string[]; end: number }): boolean {
    if (this.#width === 0 || cells.length === this.#width || this.#faults > mostFaults) return false
    return lineEnd(this.#bytes, this.#at) < end
  }

  /** The first line of a row without heed to its quotes, where that alone has the width of the others. */
  #mended(row: { cells: string[]; end: number }): { cells: string[]; end: number } {
    const plain = this.#plainLine()
    if (plain.cells.length !== this.#width) return row
    this.#faults += 1
    this.#ahead = []
    return plain
  }

  #unreadable(): { cells: string[]; end: number } {
    this.#faults += 1
    return this.#plainLine()
  }

  #plainLine(): { cells: string[]; end: number } {
    const end = lineEnd(this.#bytes, this.#at)
    const words = this.#bytes.toString('utf8', this.#at, end).replace(/[\r\n]+$/, '')
    return { cells: words.split(this.#separator).map((cell) => cell.replace(/^"|"$/g, '')), end }
  }

  #skipBlanks(): void {
    let at = this.#at
    while (this.#bytes[at] === 10 || this.#bytes[at] === 13) at++
    this.#moveTo(at)
  }

  #moveTo(end: number): void {
    for (let at = this.#at; at < end; at++) {
      const byte = this.#bytes[at]
      if (byte === 10 || (byte === 13 && this.#bytes[at + 1] !== 10)) this.#line++
    }
    this.#at = end
  }
}

/** Behind the first end of line from here on. */
function lineEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === 10) return at + 1
    if (bytes[at] === 13) return bytes[at + 1] === 10 ? at + 2 : at + 1
  }
  return bytes.length
}

/** The separator under which the first rows have the same number of cells, at least two; null if there is none. */
export function separatorOf(text: string): string | null {
  const head = text.slice(0, 40_000)
  const scored = [',', ';', '\t', '|'].map((separator) => {
    const widths = firstRows(head, separator).map(({ cells }) => cells.length)
    const counts = new Map<number, number>()
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
    const [width, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
    return { separator, width, share: times / Math.max(1, widths.length), rows: widths.length }
  })
  const fit = scored.filter(({ width, share, rows }) => width >= 2 && share >= 0.6 && rows >= 2)
  return fit.sort((a, b) => b.share * b.width - a.share * a.width)[0]?.separator ?? null
}

/** At most so many rows from the beginning; the last one of a piece that was cut off is left out. */
export function firstRows(text: string, separator: string, most = 30): Row[] {
  const rows: Row[] = []
  for (const row of rowsOf(text, separator)) {
    rows.push(row)
    if (rows.length > most) break
  }
  return rows.length > 2 ? rows.slice(0, -1) : rows
}
