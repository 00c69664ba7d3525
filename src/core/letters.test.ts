import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asSet, inLetters, lettersIn, mayBreak, missingLetter } from './letters.ts'

// Latin, accents to put on letters, Hebrew and Arabic with some of their marks, an emoji with its parts, □.
const has = lettersIn('20-7e a0-ff 301 5d0-5ea 5bc 627-64a 64e 2022 25a1 1f469 1f4bb')

describe('the letters of a document', () => {
  test('ranges are read as code points and from one to another', () => {
    expect([0x1f, 0x20, 0x41, 0x7e, 0x7f, 0x2022, 0x2023].map(has)).toEqual([
      false,
      true,
      true,
      true,
      false,
      true,
      false,
    ])
  })

  test('what the type has stands as it was written', () => {
    for (const words of [
      '#import "x": * $y$ \\ ` // ] <b> @c',
      'Größe 42 % → '.replace('→', '•'),
      'שלום',
      'مرحبا',
      '👩‍💻',
    ])
      expect(inLetters(words, has)).toBe(words)
  })

  test('a letter that the type lacks is seen, once for a letter with all its marks', () => {
    expect(inLetters('表 हि a', has)).toBe(`${missingLetter} ${missingLetter} a`)
  })

  test('lines and tabs become one space, and what only steers a screen goes', () => {
    expect(inLetters('a\r\n\n\tb\u2028c', has)).toBe('a b c')
    expect(inLetters('a\u0000\u0007b\ufeffc\u200bd\u202ee\u2066f\u{ffff}g', has)).toBe('abcdefg')
  })

  test('half a letter is a missing one', () => {
    expect(inLetters('a\ud83db', has)).toBe(`a${missingLetter}b`)
  })

  test('a mark stays on a letter of its own direction, and goes where it stands alone or on a stranger', () => {
    expect(inLetters('e\u0301 ש\u05bc م\u064e', has)).toBe('e\u0301 ש\u05bc م\u064e')
    expect(inLetters('\u05bca [\u05bc] x\u064e ש\u0301', has)).toBe('a [] x ש')
  })

  test('a word longer than a line may end inside, and only there', () => {
    const long = asSet(`Wrote ${'x'.repeat(60)} and more`, has)
    expect(long.startsWith('Wrote xxxxxx\u200b')).toBe(true)
    expect(long.replaceAll(mayBreak, '')).toBe(`Wrote ${'x'.repeat(60)} and more`)
    expect(asSet('Bartholomew Featherstonehaugh-Cholmondeley', has)).not.toContain(mayBreak)
  })

  test('words from right to left keep their own signs with them', () => {
    expect(asSet('שלום.', has)).toBe('\u2068שלום.\u2069')
    expect(asSet('Peace.', has)).toBe('Peace.')
  })
})

describe('any text at all', () => {
  const words = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string())

  test('holds only letters of the type when it is set, and no sign that steers', () => {
    fc.assert(
      fc.property(words, (text) => {
        for (const sign of inLetters(text, has))
          expect(
            has(sign.codePointAt(0)!) ||
              /[\u00ad\u200c-\u200f\u2060\p{Variation_Selector}\u{e0020}-\u{e007f}]/u.test(sign),
          ).toBe(true)
      }),
    )
  })

  test('is set the same a second time', () => {
    fc.assert(fc.property(words, (text) => inLetters(inLetters(text, has), has) === inLetters(text, has)))
  })

  test('loses nothing that is printable ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
        const printable = (all: string) => all.replace(/[^!-~]/g, '')
        expect(printable(asSet(text, has))).toBe(printable(text))
      }),
    )
  })
})
