import { sql } from 'kysely'
import { noSuchPlace } from './fields.ts'

/** Where a page of a list ended, as opaque text: what the list sorts by, in order. No part holds a space. */
export const writeCursor = (...parts: (string | number)[]): string => Buffer.from(parts.join(' ')).toString('base64url')

/** The parts a cursor was made of, or a refusal if it is none of this list's. */
export function readCursor(cursor: string, length: number): string[] {
  const parts = Buffer.from(cursor, 'base64url').toString().split(' ').slice(0, length)
  if (parts.length < length || parts.includes('')) throw noSuchPlace()
  return parts
}

/** True for rows that stand before (`<`) or after (`>`) a place, by columns in the order of an index, so that what lies between is not read. */
export const isBeside = (columns: readonly string[], side: '<' | '>', place: readonly (string | number)[]) =>
  sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) ${sql.raw(side)} (${sql.join(place)})`
