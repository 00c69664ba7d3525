import { describe, expect, test } from 'vitest'
import { loadFrameworks } from '../platform/content.ts'
import { dimensionsOf } from './dimensions.ts'
import { laddersBeside, levelsBeside, tracksBeside } from './ladder-compare.ts'
import { Problem } from './problem.ts'

const [pm, pmm] = loadFrameworks(new URL('../../content/frameworks', import.meta.url).pathname) as [
  ReturnType<typeof loadFrameworks>[number],
  ReturnType<typeof loadFrameworks>[number],
]

describe('what a statement is about', () => {
  for (const [text, dimension] of [
    ['Mentors two product managers', 'leadership'],
    ['Sets the strategy of a product line', 'strategic thinking'],
    ['Aligns executives with different goals', 'stakeholder management'],
    ['Owns a product area end to end', 'scope'],
    ['Understands the architecture and its technical debt', 'technical depth'],
  ] as const)
    test(`“${text}” is about ${dimension}`, () => expect(dimensionsOf(text)).toContain(dimension))

  test('a statement may be about none of the five', () => expect(dimensionsOf('Writes well')).toEqual([]))
})

describe('side by side', () => {
  test('two levels of two ladders show what each asks for, skill by skill', () => {
    const { a, b, skills } = levelsBeside({ framework: pm, level: 'senior' }, { framework: pmm, level: 'senior' })
    expect([a.title, b.title]).toEqual(['Senior Product Manager', 'Senior Product Marketing Manager'])
    expect([a.rank, a.top]).toEqual([2, 6])
    expect(skills.filter((row) => row.a).length).toBeGreaterThan(5)
    expect(skills.filter((row) => row.b).length).toBeGreaterThan(5)
    expect(a.dimensions.map(({ dimension }) => dimension)).toEqual([
      'leadership',
      'strategic thinking',
      'stakeholder management',
      'scope',
      'technical depth',
    ])
  })

  test('leading people weighs more on the people’s track than on the other', () => {
    const { a, b, rungs } = tracksBeside(pm, 'ic', 'people')
    const share = (side: typeof a) => side.dimensions.find(({ dimension }) => dimension === 'leadership')!.share
    expect(share(b)).toBeGreaterThan(share(a))
    expect(rungs[0]!.a.map(({ id }) => id)).toEqual(['principal'])
    expect(rungs[0]!.b.map(({ id }) => id)).toEqual(['group'])
    expect(rungs[0]!.a[0]!.focus.length).toBeGreaterThan(0)
  })

  test('two ladders stand beside each other by height', () => {
    const { rungs, both, onlyA, onlyB } = laddersBeside(pm, pmm)
    expect(rungs[0]).toMatchObject({ rank: 0, a: [{ id: 'apm' }] })
    expect(both.length + onlyA.length).toBe(pm.skills.length)
    expect(both.length + onlyB.length).toBe(pmm.skills.length)
  })

  test('a track that is not there is refused with those that are', () => {
    expect(() => tracksBeside(pm, 'ic', 'wizard')).toThrow(Problem)
    expect(() => tracksBeside(pm, 'ic', 'wizard')).toThrow(/ic, people/)
  })
})
