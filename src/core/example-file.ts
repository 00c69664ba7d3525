import { z } from 'zod'
import { addDays, type Day } from './day.ts'
import { weekdayOf } from './process-talk.ts'

const call = z.strictObject({
  ago: z.number().int().min(0).max(3650),
  do: z.string().min(1),
  as: z.string().optional(),
  with: z.record(z.string(), z.unknown()),
})

/** The filled example as data: operations with their inputs, each some days ago. Days and ids in an input stand open until it is loaded. */
export const exampleFile = z.strictObject({ format: z.literal('cairn.example/1'), calls: z.array(call).min(1) })
export type ExampleFile = z.infer<typeof exampleFile>

/** The filled examples there are, each by the ladder it stands on. */
export const exampleIds = ['pm', 'pmm'] as const
export type ExampleId = (typeof exampleIds)[number]

/** The examples, that of the person’s own ladder first. */
export const examplesFor = (ladder: string | null): ExampleId[] =>
  [...exampleIds].sort((a, b) => Number(b === ladder) - Number(a === ladder))

/** “a product manager’s year or a product marketer’s”, the person’s own kind first. */
export function examplesInWords(ladder: string | null): string {
  const [first, ...others] = examplesFor(ladder).map((id) => `a ${craft[id]}’s`)
  return [`${first} year`, ...others].join(' or ')
}

const craft: Record<ExampleId, string> = { pm: 'product manager', pmm: 'product marketer' }

export interface ExampleCall {
  on: Day
  do: string
  as?: string
  with: Record<string, unknown>
}

/** The calls in the order of their days, as if the example were lived up to today. Nobody logs on a weekend: those days are the Friday. */
export const callsUpTo = ({ calls }: ExampleFile, today: Day): ExampleCall[] =>
  calls
    .map(({ ago, ...rest }) => ({ ...rest, on: workday(today, ago) }))
    .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))

/**
 * An input with its open places filled: `{ago: n}` and `{ahead: n}` become days, `{of: name}` the id that `name` was given,
 * `[[ago n]]` inside a text a day. A name that nothing has yet is a fault of the file.
 */
export function filledIn(value: unknown, today: Day, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string')
    return value.replace(/\[\[ago (\d+)\]\]/g, (_, ago: string) => workday(today, Number(ago)))
  if (Array.isArray(value)) return value.map((each) => filledIn(each, today, ids))
  if (value === null || typeof value !== 'object') return value
  const [[name, given] = [], ...others] = Object.entries(value)
  if (others.length === 0) {
    if (name === 'ago' && typeof given === 'number') return workday(today, given)
    if (name === 'ahead' && typeof given === 'number') return addDays(today, given)
    if (name === 'of' && typeof given === 'string') return idOf(given, ids)
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner, today, ids)]))
}

function idOf(name: string, ids: ReadonlyMap<string, string>): string {
  const id = ids.get(name)
  if (id === undefined) throw new Error(`the example speaks of “${name}” before it is there`)
  return id
}

function workday(today: Day, ago: number): Day {
  const day = addDays(today, -ago)
  const weekday = weekdayOf(day)
  return weekday === 6 ? addDays(day, -1) : weekday === 0 ? addDays(day, -2) : day
}
