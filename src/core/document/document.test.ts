import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { templateNamed, templates } from '../../../test/templates.ts'
import { type Answers, nameOf, withAnswers, withoutRow } from './answers.ts'
import { longParts, missingIn, wordCount } from './completeness.ts'
import { outlineMarkdown, readMarkdown } from './markdown.ts'
import { offersAhead, offersOf } from './offers.ts'
import { orderOf } from './order.ts'
import { blocksOf } from './outline.ts'
import type { Field, Template } from './template.ts'
import { unknownTemplate } from './unknown.ts'

const memo = templateNamed('strategy_memo')
const around = { parts: 0, today: '2026-07-01' }

/** A memo with everything that is needed. */
const filledMemo: Answers = withAnswers(
  memo,
  {},
  {
    problem: 'New teams leave in the first week.',
    worth: 'Between 200 and 300 k€ a year, from the churn of May.',
    options: [
      { option: 'Shorter setup', gain: 'first value on day one', cost: '4 weeks', 'main risk': 'support load' },
      ['More sales calls', 'some', '2 people', 'does not last'],
    ],
    bet: 'We choose the shorter setup over more sales calls, because it lasts.',
    not_doing: 'The connector\nThe mobile app',
    risks: ['Setup was never the reason'],
    measures: [{ metric: 'week-1 retention', now: '42 %', aim: '55 %', by: 'October' }],
  },
)

describe('answers', () => {
  test('a list may come as lines and a row as cells in their order', () => {
    expect(filledMemo.not_doing).toEqual(['The connector', 'The mobile app'])
    expect((filledMemo.options as unknown[])[1]).toEqual({
      option: 'More sales calls',
      gain: 'some',
      cost: '2 people',
      'main risk': 'does not last',
    })
  })

  test('blank clears an answer, and empty rows go', () => {
    expect(withAnswers(memo, filledMemo, { bet: '  ', options: [['', '', '', '']] })).not.toHaveProperty('bet')
    expect(withAnswers(memo, filledMemo, { options: [['', ''], [' ']] })).not.toHaveProperty('options')
  })

  const refused: [string, Record<string, unknown>, RegExp][] = [
    ['strategy_memo', { colour: 'red' }, /“colour” is no field of “Strategy on one page”/],
    ['strategy_memo', { bet: ['a', 'b'] }, /“Our bet” takes one text/],
    ['strategy_memo', { options: [{ price: '1' }] }, /has no column “price”; it has option, gain, cost, main risk/],
    ['post_launch_review', { baseline: 'a lot' }, /“Before” takes a number/],
    ['post_launch_review', { shipped: '2026-02-30' }, /takes a day written year-month-day/],
    ['decision_record', { type: 'ponder' }, /takes one of: choose; cut; decline; defer; reshape/],
    ['win_loss_interview', { tags: Array.from({ length: 6 }, () => ['usability']) }, /takes at most 5 tags/],
    ['strategy_memo', { bet: 'x'.repeat(20_001) }, /at most 20,000 characters/],
  ]
  for (const [name, given, says] of refused)
    test(`${name} refuses ${JSON.stringify(given).slice(0, 60)} and changes nothing`, () => {
      expect(() => withAnswers(templateNamed(name), {}, given)).toThrow(says)
    })

  test('a row is taken out by its place, and the last one takes the answer with it', () => {
    expect(withoutRow(filledMemo, 'options', 0).options).toHaveLength(1)
    expect(withoutRow(filledMemo, 'measures', 0)).not.toHaveProperty('measures')
    expect(withoutRow(filledMemo, 'options', 7)).toBe(filledMemo)
  })

  test('a document is called by its first words until somebody names it', () => {
    expect(nameOf(memo, {}, null)).toBe('Strategy on one page')
    expect(nameOf(memo, filledMemo, null)).toBe('New teams leave in the first week.')
    expect(nameOf(memo, filledMemo, 'Onboarding bet')).toBe('Onboarding bet')
  })
})

describe('what is still to fill', () => {
  test('names what is needed, and how many rows are', () => {
    const half = withAnswers(memo, filledMemo, { options: [['Only one']], bet: null })
    expect(missingIn(memo, half)).toEqual([
      { id: 'options', label: 'Options', says: 'at least 2 rows; 1 so far' },
      { id: 'bet', label: 'Our bet', says: null },
    ])
    expect(missingIn(memo, filledMemo)).toEqual([])
  })

  test('too many words are said and none is cut', () => {
    const long = withAnswers(memo, filledMemo, { worth: 'word '.repeat(60), problem: 'word '.repeat(900) })
    expect(longParts(memo, long).map(({ says }) => says)).toEqual([
      'The problem, and who has it: 900 words. 80 read more easily.',
      'What solving it is worth: 60 words. 50 read more easily.',
      expect.stringMatching(/^1,?\d{3}|10\d\d words in all|\d+ words in all/),
    ])
    expect(wordCount(long, 'problem')).toBe(900)
  })
})

describe('the record it offers', () => {
  test('a memo that three people have read offers a decision with its trade-off; before that, work made', () => {
    expect(offersOf(memo, filledMemo, around)).toMatchObject([{ id: 'memo', kind: 'artifact' }])
    expect(offersAhead(memo, filledMemo, around)).toEqual([expect.stringContaining('three people')])
    const sent = withAnswers(memo, filledMemo, { sent_to: ['Priya', 'Daniel', 'Maya'] })
    expect(offersOf(memo, sent, around)).toMatchObject([
      {
        kind: 'decision',
        text: 'We choose the shorter setup over more sales calls, because it lasts.',
        decision: { notChosen: ['The connector', 'The mobile app'], options: ['Shorter setup', 'More sales calls'] },
        metrics: [{ name: 'week-1 retention', from: 42, to: null, unit: '%', target: 55 }],
        seenBy: ['Priya', 'Daniel', 'Maya'],
      },
    ])
    expect(offersAhead(memo, sent, around)).toEqual([])
  })

  test('a review offers its outcome with the checks, and a miss with its cause a lesson besides', () => {
    const review = templateNamed('post_launch_review')
    const answers = withAnswers(
      review,
      {},
      {
        shipped: '2026-04-01',
        metric: 'days to first value',
        unit: 'days',
        baseline: 9,
        target: '4',
        target_on: '2026-03-10',
        comparison: 'an earlier cohort',
        day30: '7',
        day30_on: '2026-05-02',
        user_change: 'Teams begin two days sooner.',
        cause: 'Single sign-on still takes a week.',
        follow_up: 'We set it up with them.',
      },
    )
    const [outcome, lesson] = offersOf(review, answers, around)
    expect(outcome).toMatchObject({ kind: 'outcome', next: 'We set it up with them.' })
    expect(outcome!.metrics).toEqual([
      {
        name: 'days to first value',
        from: 9,
        to: 7,
        unit: 'days',
        good: true,
        target: 4,
        targetSetBefore: true,
        checks: [{ day: 30, recordedOn: '2026-05-02', value: 7 }],
      },
    ])
    expect(lesson).toMatchObject({ kind: 'learning', text: 'Single sign-on still takes a week.' })
    const after60 = withAnswers(review, answers, { day60: 3, day60_on: '2026-06-02', cause: null })
    const [later, none] = offersOf(review, after60, around)
    expect(later!.metrics[0]).toMatchObject({ to: 3, checks: [{ day: 30 }, { day: 60, value: 3 }] })
    expect(none).toBeUndefined()
  })

  test('a problem counts as found only where one raised it first', () => {
    const statement = templateNamed('problem_statement')
    const answers = withAnswers(
      statement,
      {},
      { who: 'Admins', situation: 'On the first of the month', found_by: 'me' },
    )
    expect(offersOf(statement, answers, around)[0]!.kind).toBe('problem')
    expect(offersOf(statement, { ...answers, found_by: 'a request' }, around)[0]!.kind).toBe('artifact')
  })

  test('feedback makes a record only when the reply is in, with the words of whoever gave it', () => {
    const ask = templateNamed('feedback_request')
    const asked = withAnswers(ask, {}, { person: 'Priya', work: 'The pricing test' })
    expect(offersOf(ask, asked, around)).toEqual([])
    const answered = withAnswers(ask, asked, { reply: 'You told us early.', reply_on: '2026-06-20' })
    expect(offersOf(ask, answered, around)).toMatchObject([
      { kind: 'feedback', confirm: { by: 'Priya', words: 'You told us early.', on: '2026-06-20' } },
    ])
  })

  test('a programme offers its finding from five talks on, and each recommendation that was accepted', () => {
    const programme = templateNamed('win_loss_programme')
    const answers = withAnswers(
      programme,
      {},
      {
        finding: 'Proof is missing in 6 of 12.',
        recommendations: [
          { change: 'A reference call in week one', reason: 'no proof', accepted: 'yes', 'seen in': 'win rate' },
          { change: 'A cheaper tier', reason: 'price', accepted: 'no' },
        ],
      },
    )
    const offers = (parts: number) =>
      offersOf(programme, answers, { ...around, parts }).map(({ id, kind }) => [id, kind])
    expect(offers(4)).toEqual([
      ['notes', null],
      ['recommendation-1', 'decision'],
    ])
    expect(offers(5)[0]).toEqual(['pattern', 'problem'])
  })

  test('talks about growth make a note, which counts for nothing', () => {
    for (const template of templates.filter(({ group }) => group === 'talk'))
      expect(template.offers.map(({ kind }) => kind)).toEqual(['note'])
  })
})

test('the order is reach times effect times sureness for each week; equals share a place', () => {
  const template = templateNamed('prioritisation_model')
  const item = (name: string, reach: string, moves: string, sure: string, weeks: string) => ({
    item: name,
    'who it reaches': reach,
    'moves the aim': moves,
    'how sure': sure,
    weeks,
  })
  const answers = withAnswers(
    template,
    {},
    {
      items: [
        item('Exports', '1 some', '1 a little', '3 tested', '3'),
        item('Setup', '3 nearly all', '2 clearly', '2 some data', '4'),
        item('Search', '2 many', '2 clearly', '3 tested', '4'),
        { item: 'Dark mode', weeks: '2' },
      ],
    },
  )
  expect(orderOf(answers)).toEqual([
    { item: 'Setup', place: 1 },
    { item: 'Search', place: 1 },
    { item: 'Exports', place: 3 },
    { item: 'Dark mode', place: null },
  ])
})

describe('as Markdown', () => {
  const markdown = (template: Template, answers: Answers) =>
    outlineMarkdown({ title: 'T', about: ['x'], blocks: blocksOf({ template, answers, withPrivate: true }) })

  test('has a heading for each field, tables as tables, and says what is missing', () => {
    const text = markdown(memo, withAnswers(memo, filledMemo, { bet: null }))
    expect(text).toContain('## Our bet\n\n_missing_\n')
    expect(text).toContain('| option | gain | cost | main risk |\n| --- | --- | --- | --- |\n| Shorter setup |')
    expect(text).toContain('## What we give up for it\n\n- The connector\n- The mobile app\n')
    expect(text).not.toContain('What changed after they read it')
  })

  test('what is for the owner’s eyes is in it only if asked for', () => {
    const note = templateNamed('revisit_note')
    const answers = withAnswers(note, {}, { reason: 'No headcount', alternatives: 'Move to the other group' })
    expect(JSON.stringify(blocksOf({ template: note, answers }))).not.toContain('other group')
    expect(JSON.stringify(blocksOf({ template: note, answers, withPrivate: true }))).toContain('other group')
  })

  test('reads back to the same answers, whatever was written', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom(
        '# a',
        '## Our bet',
        '_missing_',
        '\\_missing_',
        '| a | b |',
        '- x',
        '\\',
        '---',
        'a\n\nb',
        '* x',
      ),
    )
    fc.assert(
      fc.property(fc.constantFrom(...templates.map(({ id }) => id)), fc.infiniteStream(word), (name, words) => {
        const template = templateNamed(name)
        const next = () => words.next().value as string
        const given = Object.fromEntries(template.fields.map((field) => [field.id, someAnswer(field, next)]))
        const answers = withAnswers(template, {}, given)
        expect(withAnswers(template, {}, readMarkdown(template, markdown(template, answers)))).toEqual(answers)
      }),
      { numRuns: 150 },
    )
  })

  test('a heading that the template lacks is refused, so that no words are dropped', () => {
    expect(() => readMarkdown(memo, '## Our bet\n\nYes\n\n## Budget\n\n3 people')).toThrow(/“Budget” is no heading/)
    expect(() => readMarkdown(memo, 'Only words')).toThrow(/No heading of “Strategy on one page”/)
  })
})

/** An answer that the field takes, made of any words. */
function someAnswer(field: Field, next: () => string): unknown {
  const cell = (type: string, options: readonly { value: string }[]) =>
    type === 'number' ? '3.5' : type === 'date' ? '2026-05-01' : options.length > 0 ? options[0]!.value : next()
  if (field.type === 'list') return [next(), next()]
  if (field.type === 'table')
    return [1, 2].map(() =>
      Object.fromEntries(field.columns.map(({ name, type, options }) => [name, cell(type, options)])),
    )
  if (field.type === 'long') return `${next()}\n${next()}`
  return cell(field.type, field.type === 'choice' ? field.options : [])
}

test('a document that a newer Cairn began is shown field by field', () => {
  const template = unknownTemplate('exit_note', 3, {
    why: 'A new role',
    points: ['one'],
    plan: [{ who: 'Ana', by: 'May' }],
  })
  expect(template.fields.map(({ id, type }) => [id, type])).toEqual([
    ['why', 'long'],
    ['points', 'list'],
    ['plan', 'table'],
  ])
})
