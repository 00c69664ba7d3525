import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDay } from './day.ts'
import { type Filter, parseSearch, type SearchContext, withoutPart } from './search-query.ts'

const context: SearchContext = {
  today: '2026-06-30',
  skills: [
    { id: 'influence', name: 'Influence without authority' },
    { id: 'outcome-ownership', name: 'Outcome ownership' },
    { id: 'outcome-metrics', name: 'Outcome metrics' },
  ],
}

const parsed = (typed: string) => parseSearch(typed, context)
const filters = (typed: string): Filter[] =>
  parsed(typed).parts.flatMap((part) => (part.is === 'filter' ? [part.filter] : []))
const words = (typed: string) =>
  parsed(typed).parts.flatMap((part) => (part.is === 'filter' ? [] : [part.words.join(' ')]))

describe('what is typed', () => {
  test('is words, exact words, words to leave out and filters, in one line', () => {
    const { parts, said } = parsed('Onboarding kind:decision "cut two steps" -pricing since:march unmeasured')
    expect(parts.map(({ is, not }) => (not ? `not ${is}` : is))).toEqual([
      'words',
      'filter',
      'phrase',
      'not words',
      'filter',
      'filter',
    ])
    expect(said).toEqual([])
    expect(parts.map(({ text }) => text).join(' ')).toBe(
      'Onboarding kind:decision "cut two steps" -pricing since:march unmeasured',
    )
  })

  test('loses a part that is taken out, and nothing else', () => {
    const query = parsed('kind:decision onboarding since:last month')
    expect(query.parts.map((part) => withoutPart(query, part))).toEqual([
      'onboarding since:last month',
      'kind:decision since:last month',
      'kind:decision onboarding',
    ])
  })

  test.each<[string, Filter[]]>([
    ['kind:decision', [{ name: 'kind', value: 'decision' }]],
    ['kind:Decisions', [{ name: 'kind', value: 'decision' }]],
    ['type:decision', [{ name: 'kind', value: 'decision' }]],
    ['kind:note', [{ name: 'kind', value: 'note' }]],
    ['type:metrics', [{ name: 'type', value: 'metric' }]],
    ['type:people', [{ name: 'type', value: 'person' }]],
    ['type:interviews', [{ name: 'type', value: 'conversation' }]],
    ['skill:influence', [{ name: 'skill', value: ['influence'], called: 'Influence without authority' }]],
    ['skill:"outcome ownership"', [{ name: 'skill', value: ['outcome-ownership'], called: 'Outcome ownership' }]],
    [
      'skill:outcome',
      [
        {
          name: 'skill',
          value: ['outcome-ownership', 'outcome-metrics'],
          called: 'Outcome ownership or Outcome metrics',
        },
      ],
    ],
    ['initiative:"Billing rescue"', [{ name: 'initiative', value: ['billing', 'rescue'] }]],
    ['initiative:“Billing rescue”', [{ name: 'initiative', value: ['billing', 'rescue'] }]],
    ['person:Müller', [{ name: 'person', value: ['muller'] }]],
    [
      'measured confirmed',
      [
        { name: 'measured', value: true },
        { name: 'confirmed', value: true },
      ],
    ],
    [
      'unmeasured unconfirmed',
      [
        { name: 'measured', value: false },
        { name: 'confirmed', value: false },
      ],
    ],
    ['-measured', [{ name: 'measured', value: false }]],
  ])('understands %s', (typed, wanted) => {
    expect(filters(typed)).toEqual(wanted)
    expect(parsed(typed).said).toEqual([])
  })

  test.each([
    ['since:2026-03-15', '2026-03-15'],
    ['since:2025-06', '2025-06-01'],
    ['until:2025-06', '2025-06-30'],
    ['since:2025', '2025-01-01'],
    ['until:2025', '2025-12-31'],
    ['since:march', '2026-03-01'],
    ['until:march', '2026-03-31'],
    ['since:december', '2025-12-01'],
    ['since:may', '2026-05-01'],
    ['since:Q1', '2026-01-01'],
    ['until:q1', '2026-03-31'],
    ['since:yesterday', '2026-06-29'],
    ['since:last month', '2026-05-01'],
    ['since:"last quarter"', '2026-01-01'],
    ['until:march 2025', '2025-03-31'],
    ['since:3 march', '2026-03-03'],
    // Not since March is until its eve.
    ['-since:march', '2026-02-28'],
    ['-until:2025', '2026-01-01'],
  ])('reads the date of %s from the day it is', (typed, day) => {
    expect(filters(typed).map(({ value }) => value)).toEqual([day])
  })

  test('takes a date no further than the date goes', () => {
    expect(filters('since:march retention').map(({ value }) => value)).toEqual(['2026-03-01'])
    expect(words('since:march retention')).toEqual(['retention'])
  })

  test('reads a date as the person’s year and locale have it', () => {
    const opensInJuly = parseSearch('since:Q1', { ...context, fiscalYearStart: 7 })
    expect(opensInJuly.parts).toMatchObject([{ filter: { name: 'since', value: '2025-07-01' } }])
  })

  test.each([
    ['banana:yellow', 'banana yellow', 'There is no filter “banana:”'],
    ['kind:banana', 'kind banana', '“banana” is no kind'],
    ['skill:juggling', 'skill juggling', 'No skill of your ladder is called “juggling”'],
    ['since:whenever', 'since whenever', '“whenever” is not a date'],
  ])('says of %s that it is no filter, and looks for its words', (typed, looked, said) => {
    expect(words(typed)).toEqual([looked])
    expect(parsed(typed).said).toEqual([expect.stringContaining(said)])
  })

  test.each<[string, Filter[], string]>([
    ['kind:decison', [{ name: 'kind', value: 'decision' }], '“kind:decison” is read as “kind:decision”.'],
    ['kind:dec', [{ name: 'kind', value: 'decision' }], '“kind:dec” is read as “kind:decision”.'],
    ['type:metrci', [{ name: 'type', value: 'metric' }], '“type:metrci” is read as “type:metric”.'],
    ['knd:decision', [{ name: 'kind', value: 'decision' }], '“knd:decision” is read as “kind:decision”.'],
    ['-knd:decison', [{ name: 'kind', value: 'decision' }], '“-knd:decison” is read as “-kind:decision”.'],
    [
      'skill:influense',
      [{ name: 'skill', value: ['influence'], called: 'Influence without authority' }],
      '“skill:influense” is read as “skill:influence”.',
    ],
    ['since:martch', [{ name: 'since', value: '2026-03-01' }], '“since:martch” is read as “since:march”.'],
  ])('takes %s for what was meant, and says so', (typed, wanted, said) => {
    expect(filters(typed)).toEqual(wanted)
    expect(parsed(typed).said).toEqual([said])
  })

  test('does not guess where two things may be meant', () => {
    // “ju” is June or July, “co” a conversation or nothing.
    expect(words('since:ju')).toEqual(['since ju'])
    expect(words('kind:outcomemetric')).toEqual(['kind outcomemetric'])
    expect(filters('skill:authority')).toMatchObject([{ value: ['influence'] }])
  })

  test('says what a filter without a word waits for, and leaves it out', () => {
    expect(parsed('churn kind:').parts).toHaveLength(1)
    expect(parsed('churn kind:').said).toEqual([expect.stringContaining('“kind:” waits for a word')])
  })

  test('says that nothing lies between days that have changed places', () => {
    expect(parsed('since:2026 until:2025').said).toEqual([expect.stringContaining('nothing lies between')])
  })

  test.each([
    ['a time of day or an address is no filter', '10:30 https://example.org/a', ['10 30', 'https example org a']],
    ['a filter’s name in quotation marks is a word', '"measured"', ['measured']],
    ['a minus before a figure belongs to it', '-5%', ['5']],
    ['half a quotation mark begins exact words', '"cut two', ['cut two']],
    ['accents and capitals make no difference', 'Élan ÜBER', ['elan', 'uber']],
    ['nothing but signs asks for nothing', '- -- :: "" *', []],
  ])('%s', (_, typed, looked) => {
    const { parts, said } = parsed(typed)
    expect(parts.flatMap((part) => (part.is === 'filter' ? ['a filter'] : [part.words.join(' ')]))).toEqual(looked)
    expect(parts.every(({ not }) => !not)).toBe(true)
    expect(said).toEqual([])
  })
})

describe('whatever is typed', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom('kind:', 'since:', '-', '"', ' ', 'march', 'kind:decision', 'measured', 'until:2025-06', '“', ':'),
  )
  const typed = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

  test('can be read, and asks for words an index can hold', () => {
    fc.assert(
      fc.property(typed, (text) => {
        for (const part of parsed(text).parts) {
          if (part.is !== 'filter') {
            expect(part.words.length).toBeGreaterThan(0)
            for (const word of part.words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u)
          } else if (part.filter.name === 'since' || part.filter.name === 'until')
            expect(isDay(part.filter.value)).toBe(true)
        }
      }),
    )
  })

  test('keeps every part as it was typed, in order', () => {
    fc.assert(
      fc.property(typed, (text) => {
        let from = 0
        const flat = text.replace(/\s+/g, ' ')
        for (const part of parsed(text).parts) {
          const at = flat.indexOf(part.text.replace(/\s+/g, ' '), from)
          expect(at).toBeGreaterThanOrEqual(from)
          from = at + part.text.length
        }
      }),
    )
  })

  test('asks for no more once a part is taken out', () => {
    const clean = fc.array(
      fc.constantFrom('kind:decision', 'measured', 'churn', '"two steps"', '-pricing', 'since:2025'),
      {
        maxLength: 6,
      },
    )
    fc.assert(
      fc.property(clean, (parts) => {
        const query = parsed(parts.join(' '))
        for (const part of query.parts) {
          const rest = parsed(withoutPart(query, part)).parts.map(({ text }) => text)
          expect(rest).toEqual(query.parts.filter((other) => other !== part).map(({ text }) => text))
        }
      }),
    )
  })
})
