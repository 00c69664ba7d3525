import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainSnippet, snippetOf } from './search-snippet.ts'
import { oneEditAway, shorter } from './search-typo.ts'
import { beginnings, wordsIn } from './search-words.ts'

test.each([
  ['launched', 'launch'],
  ['launching', 'launch'],
  ['launches', 'launch'],
  ['decisions', 'decision'],
  ['activation', 'activat'],
  ['exceed', 'exceed'],
  ['onboarding', 'onboard'],
  ['cutting', 'cut'],
  ['planned', 'plan'],
  ['retention', 'retention'],
  ['status', 'status'],
  ['ret', 'ret'],
])('%s is looked for by what its kin begin with: %s', (word, beginning) => {
  expect(beginnings(word)).toEqual([beginning])
})

test('a plural that ends otherwise begins in two ways, and a lone letter in none', () => {
  expect(beginnings('studies')).toEqual(['studies', 'study'])
  expect(beginnings('a')).toEqual([])
  expect(beginnings('会')).toEqual(['会'])
})

test('no form of a word is lost: each begins with one of its own beginnings', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 2, maxLength: 40 }), (text) => {
      for (const word of wordsIn(text).filter((word) => word.length > 1))
        expect(
          beginnings(word).some((start) => word.startsWith(start)),
          word,
        ).toBe(true)
    }),
  )
})

test('one edit is a letter more, less or other, or two exchanged', () => {
  const near = oneEditAway('retenion')
  expect(near).toEqual(expect.arrayContaining(['retention', 'retenin', 'retenior', 'retenino']))
  expect(near).not.toContain('retenion')
  expect(oneEditAway('cat')).toEqual([])
  expect(oneEditAway('ретеншен')).toContain('ретеншин')
})

test('every word one edit away leads back', () => {
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz')
  const word = fc.array(letter, { minLength: 5, maxLength: 12 }).map((letters) => letters.join(''))
  fc.assert(
    fc.property(word, fc.nat(), (word, seed) => {
      const near = oneEditAway(word)
      const one = near[seed % near.length]!
      expect(oneEditAway(one)).toContain(word)
    }),
  )
})

test('a word is shortened down to half of it', () => {
  expect(shorter('retentive')).toEqual(['retentiv', 'retenti', 'retent', 'reten'])
  expect(shorter('abc')).toEqual([])
})

describe('a snippet', () => {
  const text = `${'Something long stands before it and goes on. '.repeat(8)}Week-1 retention rose after I cut two steps. ${'And it goes on. '.repeat(20)}`

  test('is the part around what was found, its hits apart', () => {
    const pieces = snippetOf(text, ['retention', 'step'])
    expect(pieces.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['retention', 'steps'])
    const plain = plainSnippet(pieces)
    expect(plain).toMatch(/^… .*Week-1 retention rose after I cut two steps.* …$/)
    expect(plain.length).toBeLessThan(215)
  })

  test('marks what differs only in accents, capitals or ending', () => {
    expect(snippetOf('Élan LAUNCHED', ['elan', 'launches']).filter(({ hit }) => hit)).toHaveLength(2)
    expect(snippetOf('a an', ['a']).filter(({ hit }) => hit)).toEqual([{ text: 'a', hit: true }])
  })

  test('says what the text says, from somewhere to somewhere', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.string({ maxLength: 5 }), (text, sought) => {
        const line = text.replace(/\s+/g, ' ').trim()
        const pieces = snippetOf(text, wordsIn(sought), 100)
        const plain = plainSnippet(pieces)
        expect(line).toContain(plain.replace(/^… /, '').replace(/ …$/, ''))
        expect(plain.length).toBeLessThan(130)
        expect(plain.isWellFormed()).toBe(line.isWellFormed())
      }),
    )
  })
})
