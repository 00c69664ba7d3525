import { type SelectQueryBuilder, sql } from 'kysely'
import { noSuchPlace } from './fields.ts'

/** Where a page of a list ended, as opaque text: what the list sorts by, in order. No part holds a space. */
export const writeCursor = (...parts: (string | number)[]): string => Buffer.from(parts.join(' ')).toString('base64url')

/** Where a list that is newest first begins with this row. */
export const cursorTo = (day: string, id: string): string => writeCursor(day, `${id}~`)

/** The parts a cursor was made of, or a refusal if it is none of this list's. */
export function readCursor(cursor: string, length: number): string[] {
  const parts = Buffer.from(cursor, 'base64url').toString().split(' ').slice(0, length)
  if (parts.length < length || parts.includes('')) throw noSuchPlace()
  return parts
}

/** True for rows that stand before (`<`) or after (`>`) a place, by columns in the order of an index, so that what lies between is not read. */
export const isBeside = (columns: readonly string[], side: '<' | '>', place: readonly (string | number)[]) =>
  sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) ${sql.raw(side)} (${sql.join(place)})`

/** A page of the query's rows, newest first by a column that always holds something and then by id, from where the cursor says. */
export async function newestFirst<DB, Of extends keyof DB, Row extends { id: string }>(
  query: SelectQueryBuilder<DB, Of, Row>,
  by: keyof Row & string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ rows: Row[]; next: string | null }> {
  const from = cursor ? query.where(isBeside([by, 'id'], '<', readCursor(cursor, 2))) : query
  const rows = await from
    .orderBy(sql.ref(by), 'desc')
    .orderBy(sql.ref('id'), 'desc')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit) as Row[]
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { rows: shown, next: last ? writeCursor(last[by] as string, last.id) : null }
}
