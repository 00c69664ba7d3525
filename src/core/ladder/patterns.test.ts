import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepsOf } from '../../../test/backtracking.ts'
import { Problem } from '../problem.ts'
import { readLadder } from './read-ladder.ts'
import { ladderFormats } from './types.ts'

/** More than any pattern needs for a character of a long text, and far less than one that tries every way. */
const mostSteps = 400
// A pattern that looks at what follows again from each character has shown it by then.
const longest = 900

/** Every pattern that reading a ladder runs, with the length of the longest text it was given. */
function patternsOf(read: () => void): { pattern: RegExp; length: number }[] {
  const used = new Map<string, { pattern: RegExp; length: number }>()
  const exec = RegExp.prototype.exec
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    // One that is tried at a single place does not go through the text.
    if (this.sticky) return exec.call(this, text)
    const key = `${this.source}/${this.flags}`
    const length = Math.min(longest, Math.max(used.get(key)?.length ?? 0, text.length))
    used.set(key, { pattern: this, length })
    return exec.call(this, text)
  }
  try {
    read()
  } finally {
    RegExp.prototype.exec = exec
  }
  return [...used.values()]
}

const folder = resolve(import.meta.dirname, '../../../test/cases/ladders')
const patterns = patternsOf(() => {
  for (const name of readdirSync(folder))
    for (const format of [undefined, ...ladderFormats])
      try {
        readLadder(readFileSync(join(folder, name), 'utf8'), format ? { format } : {})
      } catch (error) {
        if (!(error instanceof Problem)) throw error
      }
})

/** What a pattern could trip over: the words and signs it is made of, and what a text has between them. */
function piecesFor({ source }: RegExp): fc.Arbitrary<string> {
  const own = source.replace(/\\[a-zA-Z]/g, ' ').match(/[A-Za-z']+|[<>&*_|#:,.;/"=~`[\]()-]/g) ?? []
  const bits = [...new Set([...own, 'a', 'A', '1', ' ', '.', ',', '-', '\n'])]
  return fc
    .array(fc.constantFrom(...bits, ...bits.map((bit) => `${bit} `)), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join(''))
}

test('no pattern of a ladder’s reading takes the longer for each character, the more there are', () => {
  expect(patterns.length).toBeGreaterThan(150)
  const slow = patterns.flatMap(({ pattern, length }) => {
    const { counterexample } = fc.check(
      fc.property(piecesFor(pattern), (piece) => {
        const text = piece.repeat(Math.ceil((length + 1) / piece.length)).slice(0, length)
        return stepsOf(pattern, text, 10 * mostSteps * (length + 20)) / (length + 20) < mostSteps
      }),
      { numRuns: 6, seed: 1 },
    )
    return counterexample ? [[pattern.source, counterexample[0]]] : []
  })
  expect(slow).toEqual([])
})
