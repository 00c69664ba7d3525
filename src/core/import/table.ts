import { bytesIn, type Row, rowsOf, separatorOf } from './rows.ts'

/** A table with the names of its columns, from separated values or from data. */
export interface Table {
  head: readonly string[]
  /** What stands between its cells, where it came as text. */
  separator?: string
  /** Those below the head. */
  rows(): Iterable<Row>
}

/** The table in a file of separated values, or null where it holds none. */
export function tableIn(text: string): Table | null {
  const separator = separatorOf(text)
  if (separator === null) return null
  const bytes = bytesIn(text)
  const head =
    rowsOf(bytes, separator)
      .next()
      .value?.cells.map((name: string) => name.trim()) ?? []
  return {
    head,
    separator,
    *rows() {
      const rows = rowsOf(bytes, separator)
      rows.next()
      yield* rows
    },
  }
}

/** Finds cells by the names of their columns, which exports repeat and translate. */
export class Cells {
  readonly #places = new Map<string, number[]>()

  constructor(head: readonly string[]) {
    head.forEach((name, place) => {
      const folded = fold(name)
      this.#places.set(folded, [...(this.#places.get(folded) ?? []), place])
    })
  }

  has(...names: string[]): boolean {
    return names.some((name) => this.#places.has(fold(name)))
  }

  /** The first cell with something in it, of the first of these columns that has one; empty if none has. */
  first({ cells }: Row, ...names: string[]): string {
    for (const name of names)
      for (const place of this.#places.get(fold(name)) ?? []) {
        const cell = cells[place]?.trim()
        if (cell) return cell
      }
    return ''
  }

  /** The cells of all columns of these names that have something in them. */
  all({ cells }: Row, ...names: string[]): string[] {
    return names
      .flatMap((name) => this.#places.get(fold(name)) ?? [])
      .map((place) => cells[place]?.trim() ?? '')
      .filter((cell) => cell !== '')
  }
}

/** A name without what differs between languages and programs: case, accents, signs. */
export const fold = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A cell on one line, as a title is. */
export const oneLine = (cell: string): string => cell.replace(/\s+/g, ' ').trim()
