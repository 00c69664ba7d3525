import { CamelCasePlugin, type PluginTransformResultArgs, type QueryResult, type UnknownRow } from 'kysely'
import { Problem } from '../core/problem.ts'
import { booleanColumns, jsonColumns } from './schema.ts'

/** A value that is not what any program of Cairn's wrote: the file was damaged, or changed past Cairn. */
export class Unreadable extends Problem {
  constructor(readonly column: string) {
    super(
      'unavailable',
      `What stands in “${column}” of one of your records is damaged and cannot be read. Nothing was changed. “cairn archive restore” goes back to the newest copy that is whole.`,
    )
  }
}

/**
 * Empty rows with these fields, all of one shape. An object to which fields are added one by one takes ten times as long to make, and
 * more memory; a page may rest on tens of thousands of them.
 */
export function emptyRow(names: readonly string[]): () => UnknownRow {
  const empty = JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, null])))) as UnknownRow
  return () => ({ ...empty })
}

/**
 * Gives columns their names in the program. Lists and yes/no values have no type of their own in SQLite; they are read back here, once,
 * for every query.
 */
export class RowsPlugin extends CamelCasePlugin {
  readonly #shapes = new Map<string, Shape>()

  override async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    const { rows } = result
    if (!rows?.[0]) return result
    const { fields, empty } = this.#shapeOf(Object.keys(rows[0]))
    return {
      ...result,
      rows: rows.map((row) => {
        const made = empty()
        for (const { column, name, read } of fields) made[name] = read ? read(row[column], name) : row[column]
        return made
      }),
    }
  }

  #shapeOf(columns: string[]): Shape {
    const says = columns.join()
    const known = this.#shapes.get(says)
    if (known) return known
    const fields = columns.map((column) => {
      const name = this.camelCase(column)
      return { column, name, read: jsonColumns.has(name) ? fromJson : booleanColumns.has(name) ? yesOrNo : null }
    })
    const shape = { fields, empty: emptyRow(fields.map(({ name }) => name)) }
    if (this.#shapes.size >= mostShapes) this.#shapes.clear()
    this.#shapes.set(says, shape)
    return shape
  }
}

interface Shape {
  fields: { column: string; name: string; read: ((value: unknown, name: string) => unknown) | null }[]
  empty: () => UnknownRow
}

const mostShapes = 500

function fromJson(value: unknown, name: string): unknown {
  if (typeof value !== 'string') return value
  // Most lists have nothing in them.
  if (value === '[]') return []
  try {
    return JSON.parse(value)
  } catch {
    throw new Unreadable(name)
  }
}

const yesOrNo = (value: unknown): unknown => (typeof value === 'number' ? value === 1 : value)
