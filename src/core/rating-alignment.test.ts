import { describe, expect, test } from 'vitest'
import { agendaOf, alignmentOf, distanceBetween, type Voice } from './rating-alignment.ts'

const five = { min: 1, max: 5, meets: 4 }
const four = { min: 1, max: 4, meets: 3 }
const skills = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, name: id.toUpperCase() }))

const says = (skill: string, value: number, more: Partial<Voice> = {}): Voice => ({
  skill,
  source: 'manager',
  rater: 'Daniel',
  value,
  heard: false,
  on: '2026-06-30',
  ...more,
})

const align = (own: Record<string, number>, voices: Voice[], scale = five) =>
  alignmentOf(skills, new Map(Object.entries(own)), voices, scale)

describe('how two views lie to each other', () => {
  test('a point is apart, half a point near, less is agreement, on any scale', () => {
    expect(distanceBetween(3, 4, five)).toBe('apart')
    expect(distanceBetween(3.5, 4, five)).toBe('near')
    expect(distanceBetween(3.8, 4, five)).toBe('agree')
    expect(distanceBetween(3, 4, four)).toBe('apart')
    expect(distanceBetween(4, 4, five)).toBe('agree')
  })

  test('is told by the manager where one has rated, else by the mean of the peers', () => {
    const maya = { source: 'peer', rater: 'Maya' } as const
    const lee = { source: 'peer', rater: 'Lee' } as const
    const {
      skills: rows,
      agree,
      compared,
    } = align({ a: 4, b: 4, c: 4 }, [
      says('a', 4),
      says('a', 1, maya),
      says('b', 3, maya),
      says('b', 5, lee),
      says('d', 2),
    ])
    expect(rows.map(({ id, distance }) => [id, distance])).toEqual([
      ['a', 'agree'],
      ['b', 'agree'],
      ['d', null],
    ])
    expect([agree, compared]).toEqual([2, 2])
  })

  test('of two managers the later one speaks', () => {
    const { skills: rows } = align({ a: 4 }, [says('a', 2), says('a', 4, { rater: 'Nora', on: '2026-07-01' })])
    expect(rows[0]!.manager).toMatchObject({ rater: 'Nora', value: 4 })
  })
})

describe('the largest differences', () => {
  test('are at most three, largest first, in the order of the skills where equal; agreement is none', () => {
    const { disagreements } = align({ a: 4, b: 5, c: 2, d: 4, e: 1 }, [
      says('a', 3),
      says('b', 2),
      says('c', 4),
      says('d', 4),
      says('e', 3),
    ])
    expect(disagreements.map(({ skill, difference }) => [skill, difference])).toEqual([
      ['b', -3],
      ['c', 2],
      ['e', 2],
    ])
    expect(align({ a: 4 }, [says('a', 4)]).disagreements).toEqual([])
  })

  test('are with the manager and with the peers, each in its own words', () => {
    const peers = [says('a', 2, { source: 'peer', rater: 'Maya' }), says('a', 1, { source: 'peer', rater: 'Lee' })]
    const { disagreements } = align({ a: 4 }, [says('a', 5), ...peers])
    const agenda = agendaOf(disagreements)
    expect(agenda.map(({ title }) => title)).toEqual(['A: you 4, 2 peers 1.5', 'A: you 4, Daniel 5'])
    expect(agenda[0]!.words).toContain('Colleagues see me lower on “A”')
    expect(agenda[1]!.words).toContain('You see more in “A” than I do.')
  })

  test('say where the bar lies between the two, and what the other side wrote', () => {
    const words = (self: number, theirs: number, because: string | null = null) =>
      agendaOf(align({ a: self }, [says('a', theirs, { because })]).disagreements)[0]!.words
    expect(words(4, 2)).toBe(
      'I see myself at the bar on “A”, you do not yet. Which piece of work would you need to see?',
    )
    expect(words(3, 5)).toContain('You see me at the bar on “A”, I do not yet.')
    expect(words(3, 2, 'wants a second example')).toMatch(
      /^We see “A” differently\..* They wrote: “wants a second example”$/,
    )
    expect(words(3, 2, '“Not yet.”')).toMatch(/They wrote: “Not yet.”$/)
  })

  test('weigh as the talk weighs them: 80, and 10 for each point', () => {
    const { disagreements } = align({ a: 3 }, [says('a', 2)])
    expect(agendaOf(disagreements)).toMatchObject([{ points: 90, minutes: 6 }])
  })
})
