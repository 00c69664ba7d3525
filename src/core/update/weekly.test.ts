import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { metricOf } from '../../../test/records.ts'
import { addDays } from '../day.ts'
import { shippingNote, updateMarkdown } from './markdown.ts'
import { quarterWords, spanWords, weekAround, weekNamed } from './span.ts'
import { type WeekFacts, type WeekInitiative, type WeekRecord, weeklyUpdate } from './weekly.ts'

const span = { from: '2026-06-22', to: '2026-06-28' }
const none: WeekFacts = { span, today: '2026-06-30', records: [], initiatives: [], readings: [], conversations: [] }

const retention = metricOf({})
let made = 0
const record = (kind: WeekRecord['kind'], text: string, fields: Partial<WeekRecord> = {}): WeekRecord => ({
  id: `r${made++}`,
  kind,
  text,
  listedOn: '2026-06-24',
  initiative: null,
  metrics: [],
  confidential: false,
  ...fields,
})
const setup: WeekInitiative = {
  id: 'setup',
  title: 'Guided setup',
  why: 'Clinics that reach week two stay',
  startedOn: '2026-05-01',
  launchedOn: null,
  stoppedOn: null,
  declined: false,
  review: null,
  aim: { name: 'activation', unit: '%', target: 45 },
  looks: [],
}
const reading = {
  metric: 'm',
  name: 'activation',
  unit: '%',
  on: '2026-06-25',
  value: 44,
  before: 38,
  target: 45,
  initiative: 'setup',
  isWeighed: false,
}
const markdown = (facts: Partial<WeekFacts>, locale: string | null = 'en-GB') =>
  updateMarkdown(weeklyUpdate({ ...none, ...facts }), { span, locale, fiscalYearStart: 1 })

test('what changed leads, what went out follows, each with its count and why it matters', () => {
  const text = markdown({
    initiatives: [setup],
    readings: [reading],
    records: [
      record('artifact', 'Wrote the specification', { initiative: 'setup' }),
      record('decision', 'Decided against the export, because two of eleven asked'),
      record('learning', 'Clinics stop at the second question', { initiative: 'setup' }),
      record('outcome', 'Support tickets fell by half.'),
    ],
  })
  expect(text).toBe(`# Week of 22 June 2026

22 to 28 June 2026. Week 13 of Q2 2026.

## What changed (2)

- Support tickets fell by half.
- **Guided setup**: Activation: 38 % → 44 % (+6 points, target 45 %).
  Why it matters: Clinics that reach week two stay.

## What was decided (1)

- Decided against the export, because two of eleven asked.

## What we learned (1)

- **Guided setup**: Clinics stop at the second question.

## What went out (1)

- **Guided setup**: Wrote the specification.

## What comes next

- **Guided setup**: towards activation of 45 %.
`)
})

test('a week without anything says so, and still says what comes next', () => {
  const update = weeklyUpdate({ ...none, initiatives: [setup] })
  expect(update).toMatchObject({ isEmpty: true, isMostlyShipping: false })
  expect(markdown({ initiatives: [setup] })).toMatch(/Nothing to report this week\.\n\n## What comes next/)
  expect(markdown({})).toMatch(/Nothing to report this week\.\n$/)
})

test('mostly shipping is noted, and half of each is not', () => {
  const shipped = [record('artifact', 'A'), record('artifact', 'B')]
  const noteOf = (...records: WeekRecord[]) => shippingNote(weeklyUpdate({ ...none, records }))
  expect(noteOf(...shipped, record('outcome', 'C'))).toContain('2 lines say what went out, 1 line says what changed')
  expect(noteOf(...shipped, record('outcome', 'C'), record('decision', 'D'))).toBeNull()
  expect(noteOf()).toBeNull()
})

describe('what is confidential', () => {
  const secret = record('outcome', 'Retention went from 42 % to 58 % on Guided setup', {
    confidential: true,
    metrics: [retention, { ...retention, name: 'activation', from: 38, to: 44 }],
    initiative: 'setup',
  })

  test('is told as relative change, in records, readings, aims and reasons alike', () => {
    const initiatives = [{ ...setup, why: 'A point is worth 30 clinics', title: 'Setup in 4 steps' }]
    const text = markdown({ records: [secret], readings: [{ ...reading, value: 46 }], initiatives })
    expect(text).toContain('Week-1 retention: +38 % against what it was.')
    expect(text).toContain('Activation: +21 % against what it was.')
    for (const figure of ['42', '58', '44', '45 %', '30 clinics', '4 steps']) expect(text).not.toContain(figure)
  })

  test('never shows a figure of its own, whatever the words', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 9999 }),
        fc.integer({ min: 1000, max: 9999 }),
        fc.lorem(),
        (from, to, words) => {
          const told = record('outcome', `${words} ${from} ${words} ${to}.`, {
            confidential: true,
            metrics: [{ ...retention, from, to }],
          })
          const text = markdown({ records: [told] })
            .replaceAll('2026', '')
            .replace(/[+−]\d+ % against/g, '')
          expect(text).not.toMatch(/\d{4}/)
        },
      ),
      { numRuns: 50 },
    )
  })
})

test('a number that a record tells already is not told twice, nor a look back that became a record', () => {
  const told = record('outcome', 'Activation rose from 38 % to 44 %', {
    initiative: 'setup',
    metrics: [{ ...retention, name: 'activation', from: 38, to: 44 }],
  })
  const reviewed = { ...setup, review: { on: '2026-06-25', whatHappened: 'It rose', evidence: told.id } }
  const { counts } = weeklyUpdate({ ...none, records: [told], readings: [reading], initiatives: [reviewed] })
  expect(counts.changed).toBe(1)
  const other = { ...reviewed, review: { on: '2026-06-25', whatHappened: 'It rose' } }
  expect(weeklyUpdate({ ...none, records: [told], readings: [reading], initiatives: [other] }).counts.changed).toBe(2)
})

test('others’ words and notes stay out, and are counted', () => {
  const records = [record('feedback', 'Priya: the best handover so far'), record(null, 'Ask about Monday')]
  const update = weeklyUpdate({ ...none, records })
  expect(update.keptOut).toEqual({ feedback: 1, notes: 1 })
  expect(markdown({ records })).not.toContain('Priya')
})

test('a number without words beside it, a number nobody weighed and work without a reason are asked about', () => {
  const initiatives = [{ ...setup, why: ' ' }]
  const asked = weeklyUpdate({ ...none, initiatives, readings: [reading] })
  expect(asked.withoutWhy).toEqual([{ id: 'setup', title: 'Guided setup' }])
  expect(asked.withoutWords).toEqual([{ id: 'setup', title: 'Guided setup' }])
  expect(asked.unweighed).toEqual([{ id: 'm', name: 'activation' }])
  const conversations = [{ on: '2026-06-23', learned: 'They type every room by hand', initiative: 'setup' }]
  expect(weeklyUpdate({ ...none, initiatives, readings: [reading], conversations }).withoutWords).toEqual([])
})

test('what comes next: looks due within two weeks, then open work, not what is over', () => {
  const launched = {
    ...setup,
    why: null,
    launchedOn: '2026-05-30',
    looks: [
      { day: 30 as const, dueOn: '2026-06-29' },
      { day: 60 as const, dueOn: '2026-07-29' },
    ],
  }
  const stopped = { ...setup, id: 'x', title: 'Stopped work', stoppedOn: '2026-06-01' }
  const text = markdown({
    initiatives: [launched, stopped, { ...setup, id: 'o', title: 'Open work', why: null, aim: null }],
  })
  expect(text.split('next\n\n')[1]).toBe(
    '- **Guided setup**: see where activation stands, 30 days after launch.\n- Open work.\n',
  )
})

test('of two looks at one launch that are due, the later one says both', () => {
  const looks = [
    { day: 30 as const, dueOn: '2026-05-20' },
    { day: 60 as const, dueOn: '2026-06-19' },
  ]
  const { parts } = weeklyUpdate({ ...none, initiatives: [{ ...setup, launchedOn: '2026-04-20', looks }] })
  expect(parts.at(-1)!.lines.map(({ text }) => text)).toEqual([
    '**Guided setup**: see where activation stands, 60 days after launch.',
  ])
})

describe('weeks', () => {
  test('begin on Monday, or on Sunday where dates are written month first', () => {
    expect(weekAround('2026-06-28', 'en-GB')).toEqual(span)
    expect(weekAround('2026-06-28', 'en-US')).toEqual({ from: '2026-06-28', to: '2026-07-04' })
    expect(spanWords(weekAround('2026-06-30', 'en-US'), 'en-US')).toBe('June 28 to July 4, 2026')
    expect(spanWords({ from: '2026-12-28', to: '2027-01-03' }, null)).toBe('28 December 2026 to 3 January 2027')
    expect(markdown({}, 'en-US')).toMatch(/^# Week of June 22, 2026\n\nJune 22 to 28, 2026\./)
  })

  test('are named by a day or by their number', () => {
    expect(weekNamed('2026-W26', '2026-01-01', null)).toEqual(span)
    expect(weekNamed('2026-W01', '2026-01-01', null).from).toBe('2025-12-29')
    expect(weekNamed(null, '2026-06-30', null).from).toBe('2026-06-29')
    expect(() => weekNamed('2026-W54', '2026-01-01', null)).toThrow(/no week/)
    expect(weekNamed('2026-W53', '2026-01-01', null).from).toBe('2026-12-28')
  })

  test('are counted in the company’s own quarters', () => {
    expect(quarterWords(span, 1)).toBe('Week 13 of Q2 2026')
    expect(quarterWords(span, 7)).toBe('Week 13 of Q4, fiscal year 2026')
    expect(quarterWords({ from: '2026-07-06', to: '2026-07-12' }, 7)).toBe('Week 2 of Q1, fiscal year 2027')
  })

  test('each day lies in one week of each way of counting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom('en-US', 'en-GB', null), (days, locale) => {
        const day = addDays('2000-01-01', days)
        const week = weekAround(day, locale)
        expect(week.from <= day && day <= week.to && week.to === addDays(week.from, 6)).toBe(true)
        expect(weekAround(week.to, locale)).toEqual(week)
      }),
      { numRuns: 100 },
    )
  })
})
