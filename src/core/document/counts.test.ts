import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { templateNamed } from '../../../test/templates.ts'
import { withAnswers } from './answers.ts'
import { launchSizeOf, launchSizes, launchWords } from './launch-size.ts'
import { type Interview, interviewOf, nextOfProgramme, type Tag, topTag, winLossOf } from './win-loss.ts'

const interview = templateNamed('win_loss_interview')
const tag = (id: string, weight: Tag['weight'] = 1, helped: boolean | null = false): Tag => ({
  id,
  name: id,
  axis: 'product',
  helped,
  weight,
})
const talk = (tags: Tag[], rest: Partial<Interview> = {}): Interview => ({
  result: 'lost',
  buyer: tags,
  rep: [],
  second: [],
  ...rest,
})

describe('tags of win/loss talks', () => {
  test('are read from an interview: the axis by the tag, a word of one’s own beside the six axes', () => {
    const answers = withAnswers(
      interview,
      {},
      {
        result: 'won',
        tags: [
          { tag: 'usability', it: 'helped us', weight: 'decisive' },
          { 'or your own': 'The Demo Day', it: 'hurt us' },
          { it: 'hurt us' },
        ],
        rep_tags: [{ tag: 'price_level', weight: 'important' }],
      },
    )
    expect(interviewOf(answers, interview.tagging)).toEqual({
      result: 'won',
      buyer: [
        { id: 'usability', name: 'How it is to use', axis: 'product', helped: true, weight: 3 },
        { id: 'the demo day', name: 'The Demo Day', axis: null, helped: false, weight: 1 },
      ],
      rep: [{ id: 'price_level', name: 'How much it costs', axis: 'commercial', helped: null, weight: 2 }],
      second: [],
    })
  })

  test('six axes, and no tag stands on two of them', () => {
    const ids = interview.tagging.flatMap(({ tags }) => tags.map(({ id }) => id))
    expect(interview.tagging).toHaveLength(6)
    expect(new Set(ids).size).toBe(ids.length)
  })

  const patternFrom: [talks: number, with_: number, is: boolean][] = [
    [5, 2, false],
    [5, 3, true],
    [15, 3, true],
    [16, 3, false],
    [16, 4, true],
    [40, 7, false],
    [40, 8, true],
  ]
  for (const [talks, said, is] of patternFrom)
    test(`${said} of ${talks} is ${is ? 'a' : 'no'} pattern`, () => {
      const all = Array.from({ length: talks }, (_, at) => talk([at < said ? tag('a') : tag(`other ${at}`)]))
      expect(winLossOf(all).tags.find(({ id }) => id === 'a')!.isPattern).toBe(is)
    })

  test('a reason said twice in one talk is one buyer’s', () => {
    expect(winLossOf([talk([tag('a'), tag('a', 3)])]).tags).toMatchObject([{ interviews: 1, decisive: 1 }])
  })

  test('a tag of one’s own counts from two talks on', () => {
    const own = { ...tag('paperwork'), axis: null }
    expect(winLossOf([talk([own])]).tags[0]!.isTag).toBe(false)
    expect(winLossOf([talk([own]), talk([own])]).tags[0]!.isTag).toBe(true)
  })

  test('buyer and rep are compared by what weighed most, where both were asked', () => {
    const both = (rep: Tag[]) => talk([tag('a', 1), tag('b', 3)], { rep })
    expect(winLossOf([both([tag('b')]), both([tag('a', 2)]), both([])]).split).toEqual({ of: 2, differs: 1 })
    expect(topTag([tag('x', 2), tag('y', 2)])!.id).toBe('x')
  })

  test('two people who tag the same words are compared too', () => {
    expect(
      winLossOf([talk([tag('a')], { second: [tag('a')] }), talk([tag('a')], { second: [tag('c')] })]).agreement,
    ).toEqual({
      of: 2,
      same: 1,
    })
  })

  test('the programme says what comes next: five, tags, fifteen, recommendations', () => {
    const won = (n: number, tags = [tag('a')]) => Array.from({ length: n }, () => talk(tags, { result: 'won' }))
    const lost = (n: number, tags = [tag('a')]) => Array.from({ length: n }, () => talk(tags))
    const says = (...talks: Interview[][]) => nextOfProgramme(winLossOf(talks.flat()))
    expect(says(won(2), lost(1))).toMatch(/^First five talks: .* So far 2 won and 1 lost\.$/)
    expect(says(won(3), lost(1), lost(1, []))).toMatch(/^Tag the rest: 1 of 5/)
    expect(says(won(3), lost(2))).toMatch(/^On to fifteen talks in all: 5 so far/)
    expect(says(won(8), lost(7))).toMatch(/^Enough for recommendations/)
  })

  test('no count is ever more than there are talks', () => {
    const someTag = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      weight: fc.constantFrom<Tag['weight']>(1, 2, 3),
      helped: fc.constantFrom(true, false, null),
    })
    const someTags = fc.array(
      someTag.map(({ id, weight, helped }) => tag(id, weight, helped)),
      { maxLength: 5 },
    )
    const someTalk = fc.record({
      result: fc.constantFrom<Interview['result']>('won', 'lost', 'no decision', null),
      buyer: someTags,
      rep: someTags,
      second: someTags,
    })
    fc.assert(
      fc.property(fc.array(someTalk, { maxLength: 30 }), (talks) => {
        const { interviews, tagged, won, lost, noDecision, tags, split, agreement, needed } = winLossOf(talks)
        expect(won + lost + noDecision).toBeLessThanOrEqual(interviews)
        expect(needed).toBeGreaterThanOrEqual(3)
        for (const each of tags) {
          expect(each.interviews).toBeLessThanOrEqual(tagged)
          expect(each.helped + each.hurt).toBeLessThanOrEqual(each.interviews)
          expect(each.isPattern).toBe(each.interviews >= 3 && each.interviews >= tagged * 0.2)
        }
        expect(split.differs).toBeLessThanOrEqual(split.of)
        expect(agreement.same).toBeLessThanOrEqual(agreement.of)
      }),
    )
  })
})

describe('launch size', () => {
  const template = templateNamed('launch_tiering')
  const asked = template.fields.flatMap((field) => (field.type === 'choice' && field.points ? [field] : []))
  const answered = (points: readonly number[]) =>
    launchSizeOf(template, Object.fromEntries(asked.map(({ id, options }, at) => [id, options[points[at]!]!.value])))

  const sizes: [points: number[], size: string, moved?: boolean][] = [
    [[2, 2, 2, 2, 2], 'large'],
    [[2, 2, 2, 1, 1], 'large'],
    [[2, 2, 1, 1, 1], 'medium'],
    [[1, 1, 1, 1, 1], 'medium'],
    [[1, 1, 1, 0, 1], 'small'],
    [[0, 0, 0, 0, 2], 'small'],
    [[0, 0, 0, 0, 1], 'a note only'],
    [[2, 2, 2, 2, 0], 'medium', true],
    [[2, 2, 1, 1, 0], 'small', true],
    [[1, 1, 1, 0, 0], 'a note only', true],
    [[0, 0, 0, 0, 0], 'a note only', false],
  ]
  for (const [points, size, moved = false] of sizes)
    test(`${points.join(' + ')} is ${size}`, () => {
      expect(answered(points)).toMatchObject({ size, movedDown: moved, of: 10 })
    })

  test('says nothing until all five are answered', () => {
    expect(launchSizeOf(template, { buyers: 'over 30 %' })).toBeNull()
  })

  test('an answer of more points never makes a launch smaller', () => {
    const points = fc.array(fc.nat({ max: 2 }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(points, fc.nat({ max: 4 }), (given, at) => {
        const more = given.with(at, Math.min(2, given[at]! + 1))
        const rank = (given: number[]) => launchSizes.indexOf(answered(given)!.size)
        expect(rank(more)).toBeLessThanOrEqual(rank(given))
      }),
    )
  })

  test('is said with the points behind it', () => {
    expect(launchWords(answered([2, 2, 2, 2, 0])!)).toBe(
      'Medium: 8 of 10 points, and one size smaller because it is not ready.',
    )
  })
})
