import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Input, readiness, whatWouldChange } from './readiness.ts'

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
