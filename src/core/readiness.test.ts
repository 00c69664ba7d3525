import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Problem } from './problem.ts'
import { type GivenRating, type Input, type Item, readiness, whatWouldChange } from './readiness.ts'

interface Example {
  n: number
  name: string
  input: Input
  expected: Expected
}

interface Expected {
  shown: boolean
  raw: number
  half: number
  score: number
  band: number[]
  rawBand: number[]
  heldBy: string | null
  cap: number
  caps: { gate: string; cap: number; detail: number | string }[]
  coverage: number
  months: number
  confidence: string
  top: Record<string, number | string>[]
  skills: Record<string, number | string>[]
  change: Record<string, number | string>[]
}

const examples: Example[] = JSON.parse(
  readFileSync(new URL('../../test/cases/readiness_examples.json', import.meta.url), 'utf8'),
)

const pick = (value: object, like: object): Record<string, unknown> =>
  Object.fromEntries(Object.keys(like).map((key) => [key, (value as Record<string, unknown>)[key]]))

/** Compares every part of the expectation: numbers to a millionth, all else exactly. */
function expectLike(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === 'number') {
    expect(typeof actual, path).toBe('number')
    expect(Math.abs((actual as number) - expected), `${path}: ${actual} for ${expected}`).toBeLessThanOrEqual(1e-6)
  } else if (Array.isArray(expected)) {
    expect(actual, path).toHaveLength(expected.length)
    expected.forEach((part, i) => {
      expectLike((actual as unknown[])[i], part, `${path}[${i}]`)
    })
  } else if (typeof expected === 'object' && expected !== null) {
    expectLike(Object.values(pick(actual as object, expected)), Object.values(expected), path)
  } else expect(actual, path).toBe(expected)
}

describe('the worked examples come out to a millionth', () => {
  test.each(examples)('example $n: $name', ({ input, expected }) => {
    const result = readiness(input)
    expectLike({ ...result, top: result.gaps, change: whatWouldChange(input) }, expected, 'result')
  })

  test('all eight are there', () => {
    expect(examples.map((example) => example.n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
})

const input = (over: Partial<Input> = {}): Input => ({
  skills: ['discovery', 'execution', 'influence', 'strategy', 'writing'].map((id) => ({ id, weight: 1 })),
  scale: { min: 1, max: 5, meets: 4 },
  targetLevel: 2,
  asOf: '2026-06-30',
  ratings: [],
  items: [],
  ...over,
})

const own = (skill: string, value = 4): GivenRating => ({ skill, source: 'self', value, date: '2026-06-01' })
const ownAll = input().skills.map(({ id }) => own(id))

const confirmed = (id: string, over: Partial<Item> = {}): Item => ({
  id,
  kind: 'decision',
  date: '2026-06-01',
  skills: ['discovery'],
  scope: 2,
  corroboration: 'pasted',
  ...over,
})

describe('when the number is shown', () => {
  const shown = (over: Partial<Input>) => readiness(input(over)).shown

  test('one’s own ratings alone are not enough; one peer’s answer is', () => {
    expect(shown({ ratings: ownAll })).toBe(false)
    expect(shown({ ratings: [...ownAll, { ...own('writing'), source: 'peer', rater: 'Noor' }] })).toBe(true)
    expect(shown({ ratings: [...ownAll, { ...own('writing'), source: 'peer', rater: 'Noor', heard: true }] })).toBe(
      false,
    )
  })

  test('three confirmed records at target scope are a second voice; a smaller one is none', () => {
    const three = ['a', 'b', 'c'].map((id) => confirmed(id))
    expect(shown({ ratings: ownAll, items: three })).toBe(true)
    expect(shown({ ratings: ownAll, items: [...three.slice(1), confirmed('a', { scope: 1 })] })).toBe(false)
    expect(shown({ ratings: ownAll, items: [...three.slice(1), confirmed('a', { corroboration: 'witness' })] })).toBe(
      false,
    )
  })

  test('skills with three fifths of the weight need a rating or a record', () => {
    const peer: GivenRating = { ...own('discovery'), source: 'peer', rater: 'Noor' }
    expect(shown({ ratings: [peer, own('execution')] })).toBe(false)
    expect(shown({ ratings: [peer, own('execution'), own('writing')] })).toBe(true)
  })

  test('at one’s present level there is no number, no gate and nothing to ask the manager', () => {
    for (const mode of ['footprint', 'top'] as const) {
      const present = input({ ratings: [...ownAll, { ...own('writing'), source: 'manager', rater: 'Maya' }], mode })
      expect(readiness(present)).toMatchObject({ shown: false, caps: [], heldBy: null })
      for (const change of whatWouldChange(present)) expect(['evidence', 'attest']).toContain(change.kind)
    }
  })
})

describe('gaps', () => {
  test('those equal to the third are counted, and the framework’s order decides which are named', () => {
    const { gaps, moreGaps } = readiness(input({ ratings: ownAll }))
    expect(gaps.map((gap) => gap.id)).toEqual(['discovery', 'execution', 'influence'])
    expect(moreGaps).toBe(2)
  })

  test('a clear gap is to build, a skill at the bar without records is to prove', () => {
    const ratings = [...ownAll.slice(1), own('discovery', 1), { ...own('execution', 5), source: 'manager' as const }]
    const types = Object.fromEntries(readiness(input({ ratings })).allGaps.map((gap) => [gap.id, gap.type]))
    expect(types).toMatchObject({ discovery: 'build', execution: 'prove' })
  })

  test('a skill the work has not offered keeps its place and says so', () => {
    const rating: GivenRating = { ...own('discovery'), value: null, noOpportunity: true }
    const gap = readiness(input({ ratings: [...ownAll.slice(1), rating] })).gaps.find(({ id }) => id === 'discovery')
    expect(gap?.noOpportunity).toBe(true)
  })
})

describe('what would change this', () => {
  test('a record nobody confirmed is offered for confirmation, the weightiest first', () => {
    const items = [
      confirmed('old', { date: '2024-01-10', corroboration: 'none' }),
      confirmed('fresh', { corroboration: 'none' }),
    ]
    const skills = [{ id: 'discovery', weight: 1 }]
    const given = [own('discovery'), { ...own('discovery'), source: 'manager' as const, rater: 'Maya' }]
    const agreement = { state: 'yes' as const, date: '2026-06-20', confirmedByManager: true }
    const ids = whatWouldChange(input({ skills, ratings: given, items, agreement })).map((change) => change.id)
    expect(ids).toEqual(['evidence:discovery', 'attest:fresh'])
  })

  test('a manager whose gate holds the number is asked before anything else', () => {
    const items = input().skills.flatMap(({ id }, i) =>
      [1, 2, 3, 4, 5, 6].map((month) =>
        confirmed(`${id}${month}`, { skills: [id], date: `2026-0${month}-1${i}`, corroboration: 'attested' }),
      ),
    )
    const [first] = whatWouldChange(
      input({ ratings: ownAll, items, agreement: { state: 'close', date: '2026-06-20' } }),
    )
    expect(first).toMatchObject({ id: 'ask_manager', skills: input().skills.map(({ id }) => id) })
  })
})

describe('what is refused', () => {
  const refused = (over: Partial<Input>) => {
    try {
      readiness(input(over))
    } catch (problem) {
      return problem
    }
    return null
  }

  test.each([
    ['a rating above the scale', { ratings: [own('discovery', 6)] }],
    ['a rating below the scale', { ratings: [own('discovery', 0)] }],
    ['a rating that is not a number', { ratings: [own('discovery', Number.NaN)] }],
    ['no value, though there was an opportunity', { ratings: [{ ...own('discovery'), value: null }] }],
    ['a kind that does not exist', { items: [confirmed('a', { kind: 'output' as Item['kind'] })] }],
    ['a rater that does not exist', { ratings: [{ ...own('discovery'), source: 'boss' as GivenRating['source'] }] }],
    [
      'more than three skills',
      { items: [confirmed('a', { skills: ['discovery', 'execution', 'writing', 'strategy'] })] },
    ],
    ['a day that does not exist', { items: [confirmed('a', { date: '2026-00-10' })] }],
    ['a scale without room above meets', { scale: { min: 1, max: 4, meets: 4 } }],
    ['a level without skills', { skills: [] }],
  ] satisfies [string, Partial<Input>][])('%s', (_, over) => {
    const problem = refused(over)
    expect(problem).toBeInstanceOf(Problem)
    expect((problem as Problem).code).toBe('invalid')
  })

  test('a rating of a skill this ladder lacks may stand on another scale', () => {
    expect(refused({ ratings: [own('juggling', 9)] })).toBeNull()
  })
})
