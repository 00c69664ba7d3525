import { z } from 'zod'
import { type Decision, decisionTypes, type EvidenceMetric, itemKinds } from '../../core/evidence.ts'
import { day, id, lines, optionalText, size } from '../../platform/fields.ts'

// What a person may say about a record besides its text. Every field may be left out.

const number = z.number().finite().nullable().default(null)

const check = z.strictObject({
  day: z.literal([30, 60]),
  recordedOn: day.nullable().optional().describe('The day it was read; today if left out.'),
  value: z.number().finite().nullable().optional().describe('What it read; nothing if it was not read yet.'),
})

export const metric = z.strictObject({
  name: z.string().trim().max(120).nullable().default(null),
  from: number,
  to: number,
  delta: number,
  unit: z.string().trim().max(20).nullable().default(null),
  direction: z.enum(['up', 'down', 'flat']).nullable().default(null),
  relative: z.boolean().default(false),
  window: z.string().max(120).nullable().default(null),
  good: z.boolean().nullable().default(null),
  vanity: z.boolean().optional(),
  target: z.number().finite().nullable().optional(),
  targetSetBefore: z.boolean().optional(),
  counter: z.boolean().optional().describe('Watched beside it, so that the gain does not cost too much here.'),
  checks: z.array(check).max(2).optional(),
})

export const decision = z.strictObject({
  type: z.enum(decisionTypes).optional().describe('What kind of decision it was.'),
  options: lines(20).optional().describe('What you could have done.'),
  choice: z.string().trim().max(500).optional().describe('What you decided.'),
  because: z.string().trim().max(1000).optional().describe('Why.'),
  notChosen: lines(20).optional().describe('What was given up.'),
  measure: z.string().trim().max(300).optional().describe('How you will know.'),
  revisitOn: day.optional().describe('When you look at it again.'),
  requestFrom: z.string().trim().max(120).optional().describe('Who had asked for it, if it was a request.'),
  sharedOn: day.optional().describe('When you told the people concerned.'),
})

const answer = (about: string) => z.string().trim().max(1000).optional().describe(about)

export const foundFirst = z.strictObject({
  how: answer('How it came to light.'),
  who: answer('Who has it.'),
  cost: answer('What it costs.'),
  unasked: z.boolean().optional().describe('Nobody had asked for it.'),
})

export const lesson = z.strictObject({
  expected: answer('What was expected.'),
  happened: answer('What happened.'),
  assumption: answer('Which assumption changed.'),
  differently: answer('What you do differently since.'),
})

export const said = z.strictObject({
  by: z.string().trim().max(120).optional().describe('Whose words they are.'),
  role: z.string().trim().max(120).optional().describe('What they do.'),
  words: z.string().trim().max(4000).optional().describe('Their words; left out, the text itself.'),
  on: day.nullable().optional().describe('The day they said it; left out, the day it happened.'),
})

export const body = {
  kind: z
    .enum(itemKinds)
    .nullable()
    .optional()
    .describe('What it is. Left out, the coach’s reading stands until you change it; null makes it a note.'),
  happenedOn: day.nullable().optional().describe('The day it happened.'),
  skills: z
    .array(id)
    .max(3, 'at most three skills; the first is the main one')
    .optional()
    .describe('Skills it shows, main one first, at most three.'),
  initiative: id.nullable().optional().describe('The initiative it belongs to.'),
  newInitiative: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe('Or the name of a new one, which begins with this record.'),
  scope: id.nullable().optional().describe('The level whose size of work this was.'),
  size: size
    .optional()
    .describe(
      'In place of a level: was this work of the size of the level you aim at? “part” and “no” give it your present one.',
    ),
  metrics: z.array(metric).max(10).optional().describe('What moved, from what to what.'),
  decision: decision.nullable().optional().describe('The choice, its reason, and what was given up.'),
  foundFirst: foundFirst.nullable().optional().describe('A problem you saw before anybody asked.'),
  lesson: lesson.nullable().optional().describe('What came of something that went otherwise than expected.'),
  problem: optionalText(1000).describe('Who was losing what, and why.'),
  next: optionalText(1000).describe('What happens from here.'),
  myPart: optionalText(1000).describe('What you did yourself.'),
  othersPart: optionalText(1000).describe('What others did, by name.'),
  audienceLevel: id.nullable().optional().describe('The level of the people it was presented to.'),
  seenBy: lines(30).optional().describe('Who saw it.'),
  creditedBy: lines(30).optional().describe('Who credits you for it.'),
  links: z
    .array(z.url({ protocol: /^https?$/, error: 'must be a web address, such as https://…' }).max(2000))
    .max(20)
    .optional(),
  confidential: z
    .boolean()
    .optional()
    .describe('Figures are shown as relative change when the case leaves your hands.'),
}

type MetricInput = z.output<typeof metric>

/** The metrics that say something, as they are stored. A row of blanks, as a form sends it, is no metric. */
export const metricsOf = (inputs: readonly MetricInput[], today: string): EvidenceMetric[] =>
  inputs
    .filter(({ name, from, to, delta }) => Boolean(name) || from !== null || to !== null || delta !== null)
    .map((input) => metricOf(input, today))

function metricOf({ checks, ...metric }: MetricInput, today: string): EvidenceMetric {
  const read = checks?.flatMap(({ day, recordedOn, value }) =>
    value == null ? [] : [{ day, recordedOn: recordedOn ?? today, value }],
  )
  return {
    ...metric,
    name: metric.name || null,
    unit: metric.unit || null,
    window: metric.window || null,
    ...movementOf(metric),
    ...(read && { checks: read }),
  }
}

/** Two numbers say themselves which way it went; a stated change that contradicts them is from before a correction. */
function movementOf({ from, to, delta, direction, unit }: MetricInput): Pick<EvidenceMetric, 'direction' | 'delta'> {
  if (from === null || to === null)
    return { direction: direction ?? (delta === null || unit === 'x' ? null : delta < 0 ? 'down' : 'up'), delta }
  const moved = to > from ? 'up' : to < from ? 'down' : 'flat'
  return { direction: moved, delta: delta !== null && isAbout(delta, from, to) ? delta : null }
}

const isAbout = (delta: number, from: number, to: number): boolean =>
  [to - from, from === 0 ? Number.NaN : (100 * (to - from)) / from, from === 0 ? Number.NaN : to / from].some(
    (change) => Math.abs(Math.abs(change) - Math.abs(delta)) <= 0.02 * Math.abs(change) + 0.05,
  )

/** The decision without its blank answers; null if none is left. */
export const decisionOf = (input: z.output<typeof decision> | null): Decision | null => answersOf(input)

/** What a form asked and somebody answered; null if all is blank. A tick that was not made says nothing. */
export function answersOf<T extends object>(input: T | null): T | null {
  const given = Object.entries(input ?? {}).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value != null && value !== '' && value !== false,
  )
  return given.length > 0 ? (Object.fromEntries(given) as T) : null
}
