import { z } from 'zod'
import { addDays, isDay } from '../../core/day.ts'
import { wrapped } from '../../core/printed.ts'
import { Problem } from '../../core/problem.ts'
import { shippingNote, updateMarkdown } from '../../core/update/markdown.ts'
import { quarterWords, spanWords, weekAround, weekNamed } from '../../core/update/span.ts'
import { weeklyUpdate } from '../../core/update/weekly.ts'
import { profileOf } from '../../platform/career.ts'
import { operation } from '../../platform/operation.ts'
import { weekFacts } from './queries.ts'

export const draftUpdate = operation({
  name: 'update.draft',
  summary:
    'Draft your weekly update from the week’s records, led by what changed and not by what was shipped, as Markdown.',
  scope: 'read',
  input: z.strictObject({
    week: z
      .string()
      .trim()
      .refine(
        (name) => isDay(name) || /^\d{4}-W\d{2}$/.test(name),
        'write a day in it, such as 2026-06-22, or 2026-W26',
      )
      .optional()
      .describe('A day in the week, or 2026-W26; this week if left out.'),
  }),
  async run({ tx, personId, today }, { week }) {
    const { locale, fiscalYearStart } = await profileOf(tx, personId)
    const span = weekNamed(week ?? null, today, locale)
    if (span.from > today)
      throw new Problem('invalid', 'This week lies ahead. An update is drawn from what is written down.', 'week')
    const update = weeklyUpdate(await weekFacts(tx, personId, span, today))
    const opens = fiscalYearStart ?? 1
    const markdown = updateMarkdown(update, { span, locale, fiscalYearStart: opens })
    const next = addDays(span.to, 1)
    return {
      week: {
        ...span,
        words: spanWords(span, locale),
        quarter: quarterWords(span, opens),
        before: addDays(span.from, -7),
        /** Null in this week. */
        after: next > weekAround(today, locale).from ? null : next,
      },
      ...update,
      note: shippingNote(update),
      markdown,
      file: { name: `update-${span.from}.md`, type: 'text/markdown', text: markdown },
    }
  },
  // What to ask of it stands below on a terminal; the file holds the update alone.
  prints: ({ markdown, note }) => (note === null ? markdown : `${markdown}\n---\n\n${wrapped(note)}`),
})

export type UpdateAnswer = Awaited<ReturnType<typeof draftUpdate.run>>
