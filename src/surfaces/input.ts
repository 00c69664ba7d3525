import { z } from 'zod'
import { Problem } from '../core/problem.ts'
import { type AnyOperation, notPartOf } from '../platform/operation.ts'

/** The part of JSON Schema that operations' inputs use. */
export interface Schema {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  description?: string
  default?: unknown
  format?: string
  maxLength?: number
  minimum?: number
  maximum?: number
  additionalProperties?: Schema | boolean
  /** `left out`: a blank says nothing, where otherwise it would clear what can be cleared. */
  blank?: 'left out'
}

const schemas = new WeakMap<AnyOperation, Schema>()

/** The input of an operation as JSON Schema (2020-12), made once. */
export function schemaOf(operation: AnyOperation): Schema {
  const known = schemas.get(operation)
  if (known) return known
  const { $schema: _, ...schema } = z.toJSONSchema(operation.input, {
    io: 'input',
    unrepresentable: 'any',
  }) as Schema & { $schema?: string }
  for (const name of operation.secrets ?? []) schema.properties![name]!.format = 'password'
  schemas.set(operation, schema)
  return schema
}

/** What a field holds at heart: a nullable text is a text. */
export function kindOf(schema: Schema): 'text' | 'number' | 'boolean' | 'list' | 'object' {
  const inner = withoutNull(schema)
  if ((inner.enum || inner.const !== undefined) && inner.type !== 'number') return 'text'
  switch (Array.isArray(inner.type) ? inner.type.find((type) => type !== 'null') : inner.type) {
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'array':
      return 'list'
    case 'object':
      return 'object'
    default:
      return 'text'
  }
}

export const withoutNull = (schema: Schema): Schema => schema.anyOf?.find((part) => part.type !== 'null') ?? schema

const isNullable = (schema: Schema): boolean =>
  (schema.anyOf?.some((part) => part.type === 'null') ?? false) ||
  (Array.isArray(schema.type) && schema.type.includes('null'))

/** A file that arrived with a form or was named on the command line, as operations take it. */
export interface FileValue {
  name: string
  base64: string
}

export type Flat = Record<string, (string | FileValue)[]>

/**
 * Values typed as text, named by dotted paths (`decision.choice`, `metrics.0.from`), as the input they stand for. A blank clears
 * what can be cleared and is left out otherwise; what is no number stays text, so that the operation can refuse it by its name.
 */
export function nested(schema: Schema, flat: Flat): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  for (const [name, values] of Object.entries(flat)) {
    const place = schemaAt(schema, name)
    // Refused before it is taken apart: a name of a million dots would otherwise become a million levels.
    if (!place) throw new Problem('invalid', notPartOf(name), name)
    const value = typed(place, values)
    if (value !== undefined) put(input, name.split('.'), value)
  }
  return withLists(schema, input) as Record<string, unknown>
}

const isPosition = (name: string): boolean => /^\d+$/.test(name)

/** Entries that were named by their position (`metrics.0`), as the list they are, in order and without gaps. */
function withLists(schema: Schema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const { items, properties, additionalProperties } = withoutNull(schema)
  const entries = Object.entries(value)
  if (items && entries.every(([name]) => isPosition(name)))
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, entry]) => withLists(items, entry))
  const schemaFor = (name: string): Schema =>
    properties?.[name] ?? (typeof additionalProperties === 'object' ? additionalProperties : {})
  return Object.fromEntries(entries.map(([name, entry]) => [name, withLists(schemaFor(name), entry)]))
}

function schemaAt(schema: Schema, path: string): Schema | null {
  let at: Schema = schema
  for (const name of path.split('.')) {
    const inner = withoutNull(at)
    const next =
      (inner.properties && Object.hasOwn(inner.properties, name) ? inner.properties[name] : undefined) ??
      (isPosition(name) ? inner.items : undefined) ??
      (typeof inner.additionalProperties === 'object' ? inner.additionalProperties : undefined)
    if (!next) return null
    at = next
  }
  return at
}

function typed(schema: Schema, values: (string | FileValue)[]): unknown {
  const last = values.at(-1)
  if (last === undefined) return undefined
  if (typeof last !== 'string') return last
  const kind = kindOf(schema)
  if (schema.blank === 'left out' && last.trim() === '') return undefined
  if (kind === 'list')
    return listed(
      schema,
      values.filter((value) => typeof value === 'string'),
    )
  if (last.trim() === '' && kind !== 'text') return isNullable(schema) ? null : undefined
  if (kind === 'number') return Number.isNaN(Number(last)) ? last : Number(last)
  if (kind === 'boolean') return yesOrNo(last)
  if (kind === 'object') return asJson(last)
  if (last === '' && (isNullable(schema) || schema.enum || schema.format)) return isNullable(schema) ? null : undefined
  return last
}

/** A list is repeated values, or lines of one value, or JSON. One blank value is the empty list; only the word says that there is none. */
function listed(schema: Schema, values: string[]): unknown {
  const item = withoutNull(schema).items ?? {}
  if (values.length === 1 && values[0] === 'null' && isNullable(schema)) return null
  if (values.length === 1 && values[0]!.trim().startsWith('[')) return asJson(values[0]!)
  const parts = values
    .flatMap((value) => (kindOf(item) === 'text' ? value.split(/\r?\n/) : [value]))
    .filter((part) => part.trim() !== '')
  return parts.map((part) => typed(item, [part.trim()]))
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const yesOrNo = (text: string): unknown =>
  ['true', 'yes', 'on', '1'].includes(text) ? true : ['false', 'no', 'off', '0'].includes(text) ? false : text

function put(target: Record<string, unknown>, path: string[], value: unknown): void {
  const [name, ...rest] = path as [string, ...string[]]
  if (['__proto__', 'constructor', 'prototype'].includes(name))
    throw new Problem('invalid', `“${name}” is not a field.`, name)
  if (rest.length === 0) {
    target[name] = value
    return
  }
  const inner = target[name] ?? {}
  target[name] = inner
  if (typeof inner !== 'object' || inner === null)
    throw new Problem('invalid', `“${name}” is given twice. Nothing was changed.`, name)
  put(inner as Record<string, unknown>, rest, value)
}
