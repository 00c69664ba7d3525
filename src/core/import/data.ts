import { Problem } from '../problem.ts'
import type { Row } from './rows.ts'
import type { Table } from './table.ts'

/** True for text that begins as data does: a list of objects or an object, as JSON. */
export const mayBeData = (text: string): boolean => /^\s*(?:\[\s*\{\s*["}]|\{\s*")/.test(text.slice(0, 1_000))

/** The objects in JSON: a list of them, one to a line, or the first list inside an object. Null where there are none. */
export function objectsIn(text: string): Record<string, unknown>[] | null {
  const data = jsonIn(text)
  const list = Array.isArray(data) ? data : isObject(data) ? (Object.values(data).find(isListOfObjects) ?? null) : null
  return list && isListOfObjects(list) ? list : null
}

/** What JSON says, as a whole or with a value to each line; refuses what begins as JSON and is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (whole) {
    try {
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as unknown)
    } catch {
      throw new Problem(
        'invalid',
        `This file begins as JSON and cannot be read as such: ${(whole as Error).message.slice(0, 120)}. Nothing was changed.`,
        'file',
      )
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isListOfObjects = (value: unknown): value is Record<string, unknown>[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject)

/** Objects as a table: a column for each name in any of them, a row for each, numbered as its line. */
export function tableOfObjects(objects: readonly Record<string, unknown>[]): Table {
  const head = [...new Set(objects.slice(0, mostLookedAt).flatMap((one) => Object.keys(one)))].slice(0, mostColumns)
  return {
    head,
    *rows(): Generator<Row> {
      for (const [at, one] of objects.entries())
        yield { line: at + 1, cells: head.map((name) => inWords(Object.hasOwn(one, name) ? one[name] : null)) }
    },
  }
}

const mostLookedAt = 500
const mostColumns = 500

/** A value as a cell shows it: of an object its name, of a list those of its parts. */
function inWords(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.slice(0, 50).map(inWords).filter(Boolean).join(', ')
  if (!isObject(value)) return ''
  const name = ['nameWithOwner', 'full_name', 'title', 'name', 'login', 'value', 'text'].find(
    (name) => typeof value[name] === 'string',
  )
  return name ? String(value[name]) : ''
}
