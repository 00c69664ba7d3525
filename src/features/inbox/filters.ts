import { z } from 'zod'
import { itemKinds } from '../../core/evidence.ts'
import { id } from '../../platform/fields.ts'

/** Which of the lines that wait are meant; each narrows what the others leave. */
export const filters = {
  batch: id.optional().describe('Of this batch.'),
  kind: z
    .enum([...itemKinds, 'note'])
    .optional()
    .describe('Of this kind, as the coach reads it or you said it.')
    .meta({ blank: 'left out' }),
  initiative: z
    .string()
    .max(500)
    .optional()
    .describe('Of this initiative, by its name; “none” for those without one.')
    .meta({ blank: 'left out' }),
  month: z
    .string()
    .regex(/^(?:\d{4}-\d{2}|none)$/, 'write it as year-month, such as 2026-03, or “none” for lines without a date')
    .optional()
    .describe('Of this month, such as 2026-03; “none” for those without a date.')
    .meta({ blank: 'left out' }),
}

export type Filters = { [Name in keyof typeof filters]?: z.output<(typeof filters)[Name]> }
