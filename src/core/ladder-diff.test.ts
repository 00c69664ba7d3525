import { describe, expect, test } from 'vitest'
import { frameworkFile } from './framework-file.ts'
import { isSameLadder, ladderDiff } from './ladder-diff.ts'
import { edited } from './ladder-edit.ts'
import { withIdsOf } from './ladder-match.ts'
import { wordChanges } from './ladder-words.ts'
import { Problem } from './problem.ts'

const acme = frameworkFile.parse({
  format: 'cairn.framework/1',
  id: 'acme',
  version: 1,
  name: 'Acme product',
  scale: {
    points: [
      { value: 1, label: 'Not yet', meaning: 'Not seen.' },
      { value: 2, label: 'Partly', meaning: 'Seen once.' },
      { value: 3, label: 'There', meaning: 'Seen often.' },
      { value: 4, label: 'Beyond', meaning: 'Others learn it.' },
    ],
    meets: 3,
  },
  levels: [
    { id: 'p1', title: 'PM I', track: 'shared', next: ['p2'], scope: 'A feature' },
    { id: 'p2', title: 'PM II', track: 'shared', next: ['p3'], scope: 'A product' },
    { id: 'p3', title: 'Senior PM', track: 'shared', scope: 'A product line' },
  ],
  skills: [
    {
      id: 'craft',
      name: 'Craft',
      summary: 'How well the work is made.',
      anchors: {
        p1: 'Writes clear tickets.\nAsks why before how.',
        p2: 'Writes the strategy of a product.\nRuns discovery every week.',
        p3: 'Sets the direction of a line.',
      },
    },
    {
      id: 'people',
      name: 'People',
      summary: 'How others are better for it.',
      anchors: { p1: 'Keeps promises.', p2: 'Aligns two teams.', p3: 'Mentors two product managers.' },
    },
  ],
  weights: { p3: { craft: 1.5 } },
})

describe('two versions of a ladder', () => {
  test('are the same if nothing was changed', () => {
    const diff = ladderDiff(acme, acme)
    expect(isSameLadder(diff)).toBe(true)
    expect(diff.same).toBe(8)
  })

  test('differ by what was added, removed, moved and reworded', () => {
    const later = edited(acme, [
      { what: 'anchor', skill: 'craft', level: 'p1', text: 'Writes clear, small tickets.\nAsks why before how.' },
      {
        what: 'anchor',
        skill: 'craft',
        level: 'p2',
        text: 'Writes the strategy of a product.\nMeasures what was shipped.',
      },
      {
        what: 'anchor',
        skill: 'craft',
        level: 'p3',
        text: 'Sets the direction of a line.\nRuns discovery every week.',
      },
      { what: 'anchor', skill: 'people', level: 'p1', text: '' },
      { what: 'level', name: 'Principal PM', above: 'p3', skill: 'people', text: 'Grows senior product managers.' },
    ])
    const diff = ladderDiff(acme, later)
    expect(diff.reworded.map(({ before, after }) => [before, after])).toEqual([
      ['Writes clear tickets.', 'Writes clear, small tickets.'],
    ])
    expect(diff.moved.map(({ text, from, to }) => [text, from, to])).toEqual([
      ['Runs discovery every week.', 'Craft at PM II', 'Craft at Senior PM'],
    ])
    expect(diff.added.map(({ part, text }) => [part, text])).toEqual([
      ['level', 'Principal PM'],
      ['anchor', 'Measures what was shipped.'],
    ])
    expect(diff.removed.map(({ part, text }) => [part, text])).toEqual([['anchor', 'Keeps promises.']])
  })

  test('a level that moves to another track is a move, whatever it is called', () => {
    const later = edited({ ...acme, tracks: [{ id: 'ic', name: 'Own work', summary: '' }] }, [
      { what: 'level', level: 'p3', track: 'ic' },
    ])
    expect(ladderDiff(acme, later).moved).toMatchObject([
      { part: 'level', text: 'Senior PM', from: 'the top of the shared path', to: 'the top of Own work' },
    ])
  })

  test('a renamed skill or level keeps its id, so that what refers to it finds it again', () => {
    const renamed = frameworkFile.parse(
      JSON.parse(
        JSON.stringify(acme)
          .replaceAll('"people"', '"teamwork"')
          .replace('"People"', '"Teamwork"')
          .replaceAll('"p3"', '"lead-pm"')
          .replace('"Senior PM"', '"Lead PM"'),
      ),
    )
    const carried = withIdsOf(acme, renamed)
    expect(carried.skills.map(({ id }) => id)).toEqual(['craft', 'people'])
    expect(carried.levels.map(({ id }) => id)).toEqual(['p1', 'p2', 'p3'])
    expect(carried.weights).toEqual({ p3: { craft: 1.5 } })
    const diff = ladderDiff(acme, carried)
    expect(diff.reworded.map(({ before, after }) => `${before} → ${after}`)).toEqual([
      'Senior PM → Lead PM',
      'People → Teamwork',
    ])
    expect([diff.added, diff.removed, diff.moved]).toEqual([[], [], []])
  })
})

describe('changes by hand', () => {
  test('a new level stands between the one below and what that led to', () => {
    const later = edited(acme, [{ what: 'level', name: 'PM III', above: 'p2', skill: 'craft', text: 'Owns a number.' }])
    expect(later.levels.map(({ id, next }) => [id, next])).toEqual([
      ['p1', ['p2']],
      ['p2', ['pm-iii']],
      ['pm-iii', ['p3']],
      ['p3', []],
    ])
  })

  test('a level that goes leaves no hole in the way up', () => {
    const later = edited(acme, [{ what: 'level', level: 'p2', remove: true }])
    expect(later.levels.map(({ id, next }) => [id, next])).toEqual([
      ['p1', ['p3']],
      ['p3', []],
    ])
    expect(later.skills[0]!.anchors).not.toHaveProperty('p2')
  })

  test('what would be no ladder is refused in words', () => {
    const refusal = (change: Parameters<typeof edited>[1][number]) => {
      try {
        edited(acme, [change])
      } catch (error) {
        if (error instanceof Problem) return error.message
      }
      return null
    }
    expect(refusal({ what: 'level', level: 'p3', next: ['p1'] })).toMatch(/“PM I”, “next”, leads back to “p1”/)
    expect(refusal({ what: 'level', name: 'Chief' })).toMatch(/“Chief” has no skill/)
    expect(refusal({ what: 'skill', skill: 'craft', name: ' ' })).toMatch(/“Craft”|must not be empty/)
    expect(refusal({ what: 'anchor', skill: 'craft', level: 'p9', text: 'x' })).toMatch(/no level “p9”/)
  })
})

test('a new wording is shown word by word', () => {
  expect(wordChanges('Writes clear tickets every week', 'Writes clear, small tickets every week')).toEqual([
    { in: 'both', text: 'Writes' },
    { in: 'before', text: 'clear' },
    { in: 'after', text: 'clear, small' },
    { in: 'both', text: 'tickets every week' },
  ])
})
