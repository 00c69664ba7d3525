import { type Answers, withAnswers } from './answers.ts'
import type { Template } from './template.ts'

/** What a document that is begun can take over from the records, so that nobody types it twice. `from` in the file of templates. */
export const takenOver = [
  'problem',
  'left_aside',
  'user_change',
  'launched_on',
  'metric',
  'unit',
  'baseline',
  'latest',
  'target',
  'target_on',
  'numbers',
  'counter',
  'day30',
  'day30_on',
  'day60',
  'day60_on',
  'since_last_talk',
] as const
export type TakenOver = (typeof takenOver)[number]

/** What the records say; what they do not say is left out. */
export type KnownFacts = Partial<Record<TakenOver, string | number | readonly string[] | readonly string[][] | null>>

/** Whether there is anything that this template would take over. */
export const takesOver = ({ fields }: Template, ...what: readonly TakenOver[]): boolean =>
  fields.some(({ from }) => from && (what.length === 0 || what.includes(from)))

/** The answers that the records give already, as their owner left them; a list no longer than it may be. */
export const answersFrom = (template: Template, known: KnownFacts): Answers =>
  withAnswers(
    template,
    {},
    Object.fromEntries(
      template.fields.flatMap((field) => {
        const value = field.from && known[field.from]
        if (value === undefined || value === null || value === '') return []
        return [[field.id, field.type === 'list' && Array.isArray(value) ? value.slice(0, field.max) : value]]
      }),
    ),
  )
