import { describe, expect, test } from 'vitest'
import { metricOf, recordOf } from '../../test/records.ts'
import { coachReader } from './coach-reader.ts'
import type { Evidence } from './evidence.ts'
import { isStoryTold, type Story, type StoryOptions, storyOf, textOf } from './story.ts'
import { asSentence } from './story-sentences.ts'
import { withoutFigures } from './without-figures.ts'

const record = (more: Partial<Evidence>): Evidence =>
  recordOf({ text: 'Worked on the checkout', happenedOn: '2026-05-12', createdAt: '2026-05-12T10:00:00.000Z', ...more })

const story = (more: Partial<Evidence>, options: Partial<StoryOptions> = {}): Story =>
  storyOf(record(more), { read: coachReader, ...options })
const said = ({ parts }: Story) => Object.fromEntries(parts.map(({ part, pieces }) => [part, textOf(pieces)]))

describe('a story', () => {
  test('takes what stands in the fields and joins it with fixed words', () => {
    const told = story({
      kind: 'decision',
      problem: 'Trials lost their session on Safari, because the cookie expired',
      decision: {
        choice: 'Fix the session first',
        because: 'because half of the trials never reached step two',
        notChosen: ['the new editor', 'dark mode'],
      },
      metrics: [
        metricOf({ target: 55, checks: [{ day: 60, recordedOn: '2026-07-20', value: 57 }], window: 'within 30 days' }),
      ],
      next: 'own activation as a whole',
    })
    expect(said(told)).toEqual({
      problem: 'Trials lost their session on Safari, because the cookie expired.',
      decision:
        'I chose: Fix the session first, because half of the trials never reached step two. The other option: the new editor.',
      tradeOff: 'Left aside: dark mode.',
      result: 'Week-1 retention went from 42 % to 58 % within 30 days (target 55 %); after 60 days it stood at 57 %.',
      next: 'own activation as a whole.',
    })
    expect(isStoryTold(told)).toBe(true)
  })

  test('places the person’s own sentences and leaves blanks with a question for the rest', () => {
    const told = story({
      kind: 'outcome',
      text: 'Found that half of the trials never reached step two. Decided to fix the session instead of shipping the editor. Retention went from 42% to 58%.',
      metrics: [metricOf({})],
    })
    expect(said(told)).toMatchObject({
      problem: 'Found that half of the trials never reached step two.',
      decision: 'Decided to fix the session instead of shipping the editor.',
      result: 'Retention went from 42% to 58%.',
      next: '____',
    })
    expect(isStoryTold(told)).toBe(false)
    const next = told.parts.find(({ part }) => part === 'next')!.pieces[0]
    expect(next).toEqual({
      what: 'the next step',
      question: 'What larger problem does this open?',
      record: 'e1',
      field: 'next',
    })
  })

  test('lets the kind the person chose decide where a sentence without cue words belongs', () => {
    expect(said(story({ kind: 'problem', text: 'Two thirds of reps use last year’s deck.' })).problem).toBe(
      'Two thirds of reps use last year’s deck.',
    )
    expect(story({ kind: 'artifact', text: 'A page about pricing.' }).told).toEqual(['A page about pricing.'])
  })

  test('adds the number before when it was filled in later', () => {
    expect(said(story({ text: 'Retention reached 58%.', metrics: [metricOf({})] })).result).toBe(
      'Retention reached 58%. Week-1 retention went from 42 % to 58 %.',
    )
  })

  test('tells a miss with its cause, from the review if there is one', () => {
    const missed = { metrics: [metricOf({ target: 70 })] }
    expect(said(story(missed)).result).toBe(
      'Week-1 retention went from 42 % to 58 % (target 70 %). The cause was ____; we then ____.',
    )
    const initiative = {
      id: 'i',
      title: 'Checkout',
      problem: null,
      review: { whatHappened: 'Safari was fixed too late', differently: 'Test Safari first' },
    }
    expect(said(story(missed, { initiative })).result).toBe(
      'Week-1 retention went from 42 % to 58 % (target 70 %). Safari was fixed too late. Test Safari first.',
    )
  })

  test('without figures says how much a number changed and nothing more', () => {
    const told = story(
      {
        text: 'Won $2.4M from 12 accounts.',
        metrics: [metricOf({ name: 'pipeline', from: 2, to: 3, unit: 'USD' })],
        next: 'the other 30 accounts',
      },
      { hideFigures: true },
    )
    expect(said(told).result).toContain('Pipeline: +50 % against what it was.')
    const everything = JSON.stringify(told)
    expect(everything).not.toMatch(/2\.4|12 accounts|30 accounts|\b3 USD/)
    expect(said(told).next).toBe('the other [figure] accounts.')
  })
})

describe('a sentence', () => {
  test.each([
    ['Shipped it with Maya (design)', 'Shipped it with Maya (design).'],
    ['She said “yes.”', 'She said “yes.”'],
    ['Ran 12 interviews about search 🔎', 'Ran 12 interviews about search 🔎'],
    ['Declined the welcome screen;', 'Declined the welcome screen.'],
    ['Lösung per API genügt', 'Lösung per API genügt.'],
    ['Was it worth it?', 'Was it worth it?'],
  ])('%s ends once', (words, sentence) => {
    expect(asSentence(words)).toBe(sentence)
  })

  test('goes on behind a semicolon as long as it speaks of nothing else', () => {
    const text = 'Declined the request for a welcome screen; sales was not happy, but it would have cost six weeks.'
    expect(said(story({ text })).decision).toBe(text)
    const two = story({
      text: 'Found that half never reach step two; retention went from 42% to 58%.',
      metrics: [metricOf({})],
    })
    expect(said(two)).toMatchObject({
      problem: 'Found that half never reach step two.',
      result: 'retention went from 42% to 58%.',
    })
  })

  test('does not begin with the date of its record, nor with a list mark', () => {
    const told = story({ text: '2026-05-12 Decided to leave the editor out.\n- Found that nobody opened it.' })
    expect(said(told)).toMatchObject({
      problem: 'Found that nobody opened it.',
      decision: 'Decided to leave the editor out.',
    })
    expect(said(story({ text: '3 March 2026: Chose the API.' })).decision).toBe('Chose the API.')
    expect(story({ text: 'March 2026 was a busy month.' }).told).toEqual(['March 2026 was a busy month.'])
    expect(story({ text: '2026-05-12 Wrote a page.', happenedOn: null }).told).toEqual(['2026-05-12 Wrote a page.'])
  })

  test('that says two parts stands once', () => {
    const told = story({
      kind: 'outcome',
      text: 'Decided to cut the setup instead of adding a tour, which took week-1 retention from 42% to 58%.',
      metrics: [metricOf({})],
    })
    expect(told.parts.filter(({ within }) => within === 'decision').map(({ part }) => part)).toEqual([
      'tradeOff',
      'result',
    ])
    expect(said(told).decision).toContain('42% to 58%')
  })

  test('about what comes next needs no field', () => {
    expect(said(story({ text: 'Shipped it. Next: annual discounts in Germany.' })).next).toBe(
      'annual discounts in Germany.',
    )
    expect(said(story({ text: 'Worked next to sales.' })).next).toBe('____')
  })

  test.each([
    ['From here: What I want from here: own pricing', 'own pricing.'],
    ['What I want next: own pricing', 'own pricing.'],
    ['Next steps - own pricing', 'own pricing.'],
    ['What I want is to own pricing', 'What I want is to own pricing.'],
  ])('about what comes next stands without its label: %s', (next, sentence) => {
    expect(said(story({ text: 'Shipped it.', next })).next).toBe(sentence)
  })

  test('that the decision’s field repeats stands there alone', () => {
    const text = 'We keep one plan. Splitting it would cost us a year.'
    const told = story({ kind: 'decision', text, decision: { choice: text } })
    expect(said(told).decision).toContain(text)
    expect(told.told).toEqual([])
    expect(JSON.stringify(told.parts.filter(({ part }) => part !== 'decision'))).not.toMatch(/one plan|a year/)
    expect(
      said(story({ text: 'Decided to wait, because half quit.', decision: { because: 'half quit' } })).decision,
    ).toBe('Decided to wait, because half quit.')
  })

  test('about what was given up is no decision', () => {
    expect(said(story({ text: 'We gave up the calculator for this.' }))).toMatchObject({
      decision: '____',
      tradeOff: 'We gave up the calculator for this.',
    })
  })
})

test('figures are taken out whole', () => {
  expect(withoutFigures('Up 12.5% to $3,400 in 2026.')).toBe('Up [figure] to [figure] in [figure].')
  expect(withoutFigures('From forty-two percent to two and a half million dollars.')).toBe(
    'From [figure] percent to [figure] dollars.',
  )
  expect(withoutFigures('Two of us made a point of it.')).toBe('Two of us made a point of it.')
  const metrics = [{ name: 'week-1 retention' }, { name: null }]
  expect(withoutFigures('Week-1 retention is at 58 % in week 1.', { metrics })).toBe(
    'Week-1 retention is at [figure] in week [figure].',
  )
})
