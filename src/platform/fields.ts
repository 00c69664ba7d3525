import { z } from 'zod'
import { isDay } from '../core/day.ts'
import { Problem } from '../core/problem.ts'

/** Parts that many operations' inputs share. */

export const day = z.string().refine(isDay, 'write it as year-month-day, such as 2026-03-31').meta({ format: 'date' })

/** Text that may be left out (stays as it is) or null (is cleared). Blank counts as null. */
export const optionalText = (most: number) =>
  z
    .string()
    .max(most, `at most ${most} characters`)
    .transform((text) => text.trim() || null)
    .nullable()
    .optional()

export const text = (most: number) =>
  z
    .string()
    .max(most, `at most ${most.toLocaleString('en')} characters`)
    .refine((value) => value.trim() !== '', 'write something first')

export const lines = (most: number) => z.array(z.string().trim().min(1).max(500)).max(most)

export const id = z.string().min(1).max(80)

/** Whether it was of the size of the level aimed at; “part” and “no” are of the present one. */
export const size = z.enum(['yes', 'part', 'no'])
export type Size = z.output<typeof size>

export const page = {
  limit: z.number().int().min(1).max(200).default(30).describe('At most this many, 1 to 200.'),
  cursor: z.string().max(300).optional().describe('Where the last answer ended: its “next”.'),
}

/** What is said of a cursor that no list has answered. */
export const noSuchPlace = () =>
  new Problem('invalid', 'This list has no such place to go on from. Start from its beginning.', 'cursor')

export interface Paged<T> {
  items: T[]
  /** Pass it as `cursor` for the following items; null at the end. */
  next: string | null
}
