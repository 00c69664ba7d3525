import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accuracyOf,
  flagCases,
  judgedKinds,
  kindCases,
  metricCases,
  metricScore,
  smoke,
} from '../../../test/cases/coach-cases.ts'
import { coach, describeMetric, fixOf, itemKindOf, messageOf, sentencesOf, strengthWords } from './coach.ts'
import weights from './kind-weights.json' with { type: 'json' }
import { meter } from './scan.ts'
import { coachKinds, flagIds } from './types.ts'

const read = (text: string) => coach(text, { refDate: '2026-07-15' })
const metricsOf = (text: string) => read(text).metrics.map(({ from, to, delta, unit }) => ({ from, to, delta, unit }))

/** Work of reading a piece repeated to a length, counted and not timed: every pattern run, and the characters it was given. */
function costOf(piece: string, length: number): number {
  Object.assign(meter, { runs: 0, characters: 0, steps: 0 })
  read(piece.repeat(Math.ceil(length / piece.length)).slice(0, length))
  return meter.runs * 8 + meter.characters + meter.steps * 8
}

describe('on labelled sentences', () => {
  test('it reads at least 97 % of the stated changes as a careful reader does', () => {
    const cases = flagCases().map(({ text, expected }) => ({ text, metrics: expected.metrics }))
    expect(metricScore(cases).f1).toBeGreaterThanOrEqual(0.97)
  })

  test('it asks exactly the questions a careful reader would in 95 % of the notes, and judges the strength alike', () => {
    const cases = flagCases()
    const sameFlags = cases.filter(
      ({ text, expected }) => [...read(text).flags].sort().join() === [...expected.flags].sort().join(),
    )
    const sameStrength = cases.filter(({ text, expected }) => read(text).strength === expected.strength)
    expect(sameFlags.length / cases.length).toBeGreaterThanOrEqual(0.95)
    expect(sameStrength.length / cases.length).toBeGreaterThanOrEqual(0.95)
  })

  test.each(smoke().positive)('“$text” states what it states', ({ text, metrics }) => {
    expect(metricScore([{ text, metrics }])).toMatchObject({ right: metrics.length, extra: 0, missed: 0 })
    const fields = read(text).metrics.map(({ name, window, good }) => ({ name, window, good }))
    expect(fields).toEqual(metrics.map(({ name, window, good }) => ({ name, window, good })))
  })

  test.each(smoke().negative)('“%s” states no change', (text) => {
    expect(read(text).metrics).toEqual([])
  })

  // Floors of what rules alone reach on authors whose words they were not written for; a drop means a rule lost more than it won.
  test.each([
    ['A', 0.8],
    ['B', 0.72],
    ['C', 0.75],
  ])('kinds by author %s are right in at least %f of the notes, and when sure more often', (author, floor) => {
    const judged = judgedKinds(kindCases(author))
    expect(accuracyOf(judged)).toBeGreaterThanOrEqual(floor)
    expect(accuracyOf(judged.filter((one) => one.confidence === 'sure'))).toBeGreaterThanOrEqual(0.92)
  })

  test('an output is not taken for an outcome, nor an outcome for an output', () => {
    const results = judgedKinds(kindCases()).filter(
      (one) => ['outcome', 'output'].includes(one.expected) && ['outcome', 'output'].includes(one.kind),
    )
    expect(accuracyOf(results)).toBeGreaterThanOrEqual(0.97)
  })

  test('metrics of every author are read as they meant them, and the guide says how nearly', () => {
    const guide = readFileSync('docs/guide/coach.md', 'utf8')
    for (const [author, cases] of Map.groupBy(metricCases(), (one) => one.author)) {
      const { f1 } = metricScore(cases, 'optional')
      expect(f1).toBeGreaterThanOrEqual(0.96)
      expect(guide).toMatch(new RegExp(`\\n\\| ${author} \\|.*\\| ${f1.toFixed(3)} \\|\\n`))
    }
    expect(guide).toContain(`sure from ${weights.sure} on`)
  })
})

describe('figures that are easy to misread', () => {
  test.each([
    ['Tickets down from ~140/wk to 60', { from: 140, to: 60, delta: null, unit: 'count' }],
    ['3/9 shipped the checklist, activation 31% -> 39%', { from: 31, to: 39, delta: null, unit: '%' }],
    ['Import live since 22.10., tickets down from 140 to 60', { from: 140, to: 60, delta: null, unit: 'count' }],
    ['Setup went from 3d 4h to 5h', { from: 76, to: 5, delta: null, unit: 'h' }],
    ['Outages: 9 in H1, 1 in H2', { from: 9, to: 1, delta: null, unit: 'count' }],
    ['of 27 users, 8 finished setup alone', { from: null, to: 0.2963, delta: null, unit: 'ratio' }],
    ['Uptime 99.95%, was 99.7', { from: 99.7, to: 99.95, delta: null, unit: '%' }],
    ['Umsatz revenue rose from €1.204,50 to €2.300,75', { from: 1204.5, to: 2300.75, delta: null, unit: 'EUR' }],
    ['Enterprise deals make up 27% of bookings', { from: null, to: 27, delta: null, unit: '%' }],
    ['Completion 31% before, 31% after', { from: 31, to: 31, delta: null, unit: '%' }],
    ['Review takes 2 days now instead of 9', { from: 9, to: 2, delta: null, unit: 'd' }],
    ['Improved p99 latency by 40%', { from: null, to: null, delta: -40, unit: '%' }],
    ['Churn came down two points, from 6.1 to 4.1 percent', { from: 6.1, to: 4.1, delta: -2, unit: '%' }],
    ['Recovery down by half an hour to 22 minutes', { from: null, to: 22, delta: -30, unit: 'min' }],
    ['No-show rate cut from a quarter to 8%', { from: 25, to: 8, delta: null, unit: '%' }],
    ['Two thirds of admins set it up alone, up from a third', { from: 33.33, to: 66.67, delta: null, unit: '%' }],
    ['Doubled signups (400 → 810)', { from: 400, to: 810, delta: null, unit: 'count' }],
    ['Monthly active clusters reached 10,400', { from: null, to: 10_400, delta: null, unit: 'count' }],
    ['Lost records fell to zero', { from: null, to: 0, delta: null, unit: 'count' }],
    ['Freed up 30 SE hours a month', { from: null, to: null, delta: -30, unit: 'h' }],
    ['Raised free-to-paid conversion 1.2pp to 5.4%', { from: null, to: 5.4, delta: 1.2, unit: '%' }],
    ['conversion up 2 points on 8%', { from: null, to: null, delta: 2, unit: 'pp' }],
  ])('“%s”', (text, expected) => {
    expect(metricsOf(text)).toContainEqual(expected)
  })

  test.each([
    'Errors are near zero on the new stack',
    'Ran 25 interviews in 3 cities and wrote a 12-page report',
    'Managed a $2M budget and a team of 5',
    'Rolled out to 10% of traffic on 3/14',
    'Goal: churn below 3% by June',
    'Expected effect of the new plan page: +15% upgrades',
  ])('“%s” holds no result', (text) => {
    expect(read(text).metrics.filter((metric) => metric.direction !== null || metric.from !== null)).toEqual([])
  })

  test('1.204 is a decimal unless the text or the person writes numbers the European way', () => {
    expect(metricsOf('orders 1.204 → 3.880')[0]).toMatchObject({ from: 1.204, to: 3.88 })
    expect(coach('orders 1.204 → 3.880', { decimal: ',' }).metrics[0]).toMatchObject({ from: 1204, to: 3880 })
    expect(metricsOf('orders 1.204 → 3.880, AOV 12,5 % up')[0]).toMatchObject({ from: 1204, to: 3880 })
  })

  test('a person’s own metric name is known once it is given', () => {
    expect(coach('Fill speed 40% → 55%', { names: ['fill speed'] }).metrics[0]).toMatchObject({
      name: 'fill speed',
      from: 40,
      to: 55,
    })
  })
})

describe('silence', () => {
  test('somebody’s words under their name are trust, a name in quotation marks is not', () => {
    expect(read('Priya: “First time marketing told me something about my own deals”').kind).toBe('trust')
    expect(read('Talked with Dana (VP Sales), she said my notes changed how we pitch').kind).toBe('trust')
    expect(read('Pricing: “pro” tier launched').kind).not.toBe('trust')
  })

  test('the person’s own word for the kind wins and changes the questions', () => {
    const text = 'Retired the legacy reports module'
    expect(read(text)).toMatchObject({ kind: 'decision', flags: ['no_reason', 'no_tradeoff'] })
    expect(coach(text, { kind: 'output' })).toMatchObject({ kind: 'output', confidence: 'sure', flags: ['no_outcome'] })
  })

  test('a waved-off question stays away', () => {
    expect(coach('Reduced churn in the SMB segment', { dismissed: ['no_baseline'] }).flags).toEqual([])
  })

  test('a guess asks nothing about what might be missing', () => {
    const guesses = kindCases()
      .map(({ text }) => read(text))
      .filter((reading) => reading.confidence === 'guess')
    const absences = ['no_outcome', 'output_only_verbs', 'no_reason', 'no_followup', 'no_baseline']
    expect(guesses.length).toBeGreaterThan(20)
    expect(guesses.flatMap((reading) => reading.flags).filter((flag) => absences.includes(flag))).toEqual([])
  })

  test('a full story is left alone, and so is a note of three words', () => {
    expect(read('we redesigned settings').flags).toEqual([])
    const full = read(
      'Activation 31% → 44% over the following quarter: I found the dead end in replays, cut two bets to fund the fix',
    )
    expect(full).toMatchObject({ strength: 4, flags: [] })
  })

  test('every question has words and an example, without a mark of excitement', () => {
    for (const flag of flagIds) expect(`${messageOf(flag)} ${fixOf(flag)}`).toMatch(/^[^!]{20,}$/)
    expect(([0, 1, 2, 3, 4] as const).map(strengthWords)).toHaveLength(5)
  })
})

describe('whatever is typed', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          '42',
          '%',
          '→',
          ' to ',
          'from ',
          'é',
          'e\u0301',
          '\u00a0',
          '“',
          '-->',
          '$',
          '1,204',
          '\n',
          '. ',
          'NPS ',
          'up ',
          'k',
          '/5',
          '👩‍🚀',
          '@a',
          '#t',
          'Q2',
          '9 of 11 ',
        ),
        { maxLength: 60 },
      )
      .map((parts) => parts.join('')),
  )

  test('it never fails, and every span is a piece of the text as it was typed', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const reading = read(text)
        expect(coachKinds).toContain(reading.kind)
        for (const { span } of reading.metrics) {
          expect(span[0]).toBeGreaterThanOrEqual(0)
          expect(span[1]).toBeLessThanOrEqual(text.length)
          expect(span[0]).toBeLessThan(span[1])
        }
        for (const sentence of sentencesOf(text)) expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text)
      }),
      { numRuns: 300 },
    )
  })

  test('a span covers the figure as the person wrote it', () => {
    const text = '• Rétention e\u0301levée: retention 42 % --> 58 %'
    const [metric] = read(text).metrics
    expect(text.slice(...metric!.span)).toBe('42 % --> 58 %')
  })

  test.each([
    ['digits', '1234567890'],
    ['spaces', ' '],
    ['shares', '1/2 '],
    ['brackets', '(('],
    ['arrows', '5 → '],
    ['words', 'grew a to '],
    ['pairs', 'up from 3 to 4 and '],
    ['quotes', '"a b '],
    ['dates', 'in Q2 2026 '],
    ['commas', ', it was 3'],
    ['letters', 'a'],
    ['names', 'churn '],
    ['at signs', '@a.b'],
    ['lines', '\n- x'],
    ['no', 'no one two three '],
    ['over', 'kept the old one over '],
  ])('%s without end cost in step with their length', (_name, piece) => {
    costOf(piece, 100)
    const [small, large] = [costOf(piece, 3_000), costOf(piece, 12_000)]
    expect(large / small).toBeLessThan(6)
  })

  test.each(['1,', '1/2 ', 'grew from 3 to 4, '])(
    'a hundred thousand characters of “%s” are read piece by piece',
    (piece) => {
      costOf(piece, 100)
      expect(costOf(piece, 100_000) / costOf(piece, 20_000)).toBeLessThan(7)
    },
  )

  test('nor does any mixture of such pieces cost more than in step with its length', () => {
    const pieces = fc.array(
      fc.constantFrom(
        '-',
        '1',
        ' ',
        '%',
        'to ',
        'from 3 ',
        'was 2, ',
        'found ',
        'we ',
        '"',
        '(',
        '.',
        '@',
        '/',
        'Q1 ',
        'a',
        'half ',
        'of 9 ',
        '→',
        'not ',
      ),
      { minLength: 1, maxLength: 5 },
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const piece = parts.join('')
        expect(costOf(piece, 8_000) / costOf(piece, 4_500)).toBeLessThan(3)
      }),
      { numRuns: 60 },
    )
  })

  test('no more than sixty numbers are read in a note, and sixty per sentence in a long text', () => {
    const many = Array.from({ length: 200 }, (_, i) => `churn fell ${i + 1}%`).join(', ')
    expect(read(many.slice(0, 3900)).metrics.length).toBeLessThanOrEqual(60)
    const long = Array.from({ length: 400 }, (_, i) => `Churn fell ${i + 1}%.`).join(' ')
    expect(read(long).metrics.length).toBe(400)
  })
})

describe('in words', () => {
  test.each([
    ['Week-1 retention 42% → 58%', 'retention 42 % → 58 %, up 16 points'],
    ['activation +12pp', 'activation, up 12 points'],
    ['CAC fell 22%', 'cac, down 22 %'],
    ['Adoption: 35% → 55% (+20 pp)', 'adoption 35 % → 55 %, up 20 points'],
    ['Doubled signups', 'signups, 2 times as much'],
    ['lead time from 2.5 days to 4 hours', 'lead time 60 hours → 4 hours, down 56 hours'],
    ['closed €300k', 'up €300,000'],
    ['Attach rate unchanged at 8%', 'attach rate 8 %, unchanged'],
  ])('“%s” is said as “%s”', (text, words) => {
    expect(describeMetric(read(text).metrics[0]!)).toBe(words)
  })

  test('what is not evidence yet has no kind of record', () => {
    expect(coachKinds.map(itemKindOf)).toEqual([
      'outcome',
      'artifact',
      'decision',
      'problem',
      'feedback',
      'learning',
      null,
    ])
  })
})
