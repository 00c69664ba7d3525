import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepsOf } from '../../../test/backtracking.ts'
import { flagCases, kindCases } from '../../../test/cases/coach-cases.ts'
import { coach } from './coach.ts'

/** More than any pattern needs for a character of a long text, and far less than one that tries every way. */
const mostSteps = 300

interface Used {
  pattern: RegExp
  /** The longest text it was given: what is only shown the forty characters before a number may look at them twice. */
  longest: number
}

/** Every pattern that reading runs, those of the calendar library aside. */
function patternsOf(read: () => void): Used[] {
  const used = new Map<string, Used>()
  const exec = RegExp.prototype.exec
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const key = `${this.source}/${this.flags}`
    const before = used.get(key)
    if (!before || before.longest < text.length) used.set(key, { pattern: this, longest: text.length })
    return exec.call(this, text)
  }
  try {
    read()
  } finally {
    RegExp.prototype.exec = exec
  }
  return [...used.values()]
}

const notes = [...kindCases().slice(0, 700), ...flagCases()].map(({ text }) => text)
const patterns = patternsOf(() => {
  for (const text of notes) coach(text, { people: ['Ana Berg', 'Max'] })
  // one breath of a thousand characters, without a full stop
  coach(
    notes
      .join(' ')
      .replace(/[.;!?\n]/g, '')
      .slice(0, 1_200),
  )
})

/** What a pattern could trip over: the words and signs it is made of, and plain letters, digits and spaces between them. */
function piecesFor({ source }: RegExp): fc.Arbitrary<string> {
  const own = source.replace(/\\[a-zA-Z]/g, ' ').match(/[A-Za-z']+|[,.;:%$→(#@/"-]/g) ?? []
  const bits = [...new Set([...own, 'a', 'A', '1', ' ', '.', ',', '-', "'"])]
  return fc
    .array(fc.constantFrom(...bits, ...bits.map((bit) => `${bit} `)), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(''))
}

const perCharacter = ({ pattern, longest }: Used, piece: string): number => {
  const text = piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest)
  return stepsOf(pattern, text, 10 * mostSteps * (longest + 20)) / (longest + 20)
}

describe('no pattern takes the longer for each character, the more there are', () => {
  test('of its own words and signs, over and over', () => {
    expect(patterns.length).toBeGreaterThan(400)
    for (const used of patterns)
      fc.assert(
        fc.property(piecesFor(used.pattern), (piece) => perCharacter(used, piece) < mostSteps),
        { numRuns: 12 },
      )
  })

  test.each(['1', '1,', '1.', 'a', 'A ', ' ', 'a-', "a'", '_', '1/2 '])('of “%s”, over and over', (piece) => {
    for (const used of patterns) expect([used.pattern.source, perCharacter(used, piece) < mostSteps]).toContain(true)
  })

  test('steps are counted as an engine takes them that tries one way after another', () => {
    expect(stepsOf(/^(?:a+)+b/, 'a'.repeat(12), 1e6)).toBeGreaterThan(2 ** 11)
    expect(stepsOf(/^a{1,3}b/, 'a'.repeat(1_000), 1e6)).toBeLessThan(1_010)
  })
})
