/** Which letters the type of a document has. */
export type Letters = (codePoint: number) => boolean

/** Reads `20-7e a0-24f 2022`: code points and their ranges in hexadecimal. */
export function lettersIn(ranges: string): Letters {
  const pairs = ranges
    .trim()
    .split(/\s+/)
    .map((range) => range.split('-').map((end) => Number.parseInt(end, 16)))
  return (codePoint) => pairs.some(([first, last = first]) => first! <= codePoint && codePoint <= last!)
}

/** Stands for a letter that the type does not have. */
export const missingLetter = '□'

/** A place inside a long word where a line may end. */
export const mayBreak = '\u200b'

/** The text as it can be set: on one line, without signs that only steer a screen, `□` for what the type lacks. */
export function inLetters(text: string, has: Letters): string {
  // The typesetter fails on the Arabic percent sign; the other says the same.
  const said = text.toWellFormed().replace(steering, '').replace(lineEnds, ' ').replaceAll('٪', '%')
  if (plain.test(said)) return said
  return Array.from(clusters.segment(said), ({ segment }) => settable(segment, has)).join('')
}

/** The same with places to break in words too long for a line, and words from right to left kept together with their own signs. */
export function asSet(text: string, has: Letters): string {
  const set = inLetters(text, has).replace(longWord, (word) =>
    Array.from(clusters.segment(word), ({ segment }, index) =>
      index > 0 && index % stride === 0 ? mayBreak + segment : segment,
    ).join(''),
  )
  return rightToLeft.test(set) ? `${isolate}${set}${endOfIsolate}` : set
}

// Control characters, orders to turn text round, and code points that are no letters.
const steering =
  /(?![\t-\r\u0085\u00ad\u200c-\u200f\u2060\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu
// What a browser shows as one space.
const lineEnds = /[\t-\r\u0085\u2028\u2029 ]+/g
// Signs without a drawing of their own: they join, part or vary their neighbours.
const silent = /^[\u00ad\u200c-\u200f\u2060\p{Variation_Selector}\u{e0020}-\u{e007f}]$/u
const plain = /^[ -~]*$/

/** One letter with its marks. */
function settable(letter: string, has: Letters): string {
  const signs = [...withFittingMarks(letter)]
  return signs.every((sign) => has(sign.codePointAt(0)!) || silent.test(sign)) ? signs.join('') : missingLetter
}

// A mark belongs on a letter of its own direction. One that stands alone or on a stranger makes the typesetter fail.
function withFittingMarks(letter: string): string {
  if (!mark.test(letter)) return letter
  const [base, ...rest] = letter
  const isFitting = (sign: string) =>
    !mark.test(sign) || (isLetter.test(base!) && rightToLeft.test(base!) === rightToLeftMark.test(sign))
  return [base!, ...rest.filter(isFitting)].join('').replace(/^\p{M}+/u, '')
}

const mark = /(?!\p{Variation_Selector}|\u20e3)\p{M}/u
const isLetter = /^\p{L}/u
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}]/u
const rightToLeftMark = /^[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08ca-\u08ff]$/

// Longer than the longest words that one writes, counted between the signs after which a line ends anyway.
const longWord = /[^\s\p{White_Space}\p{Dash}/]{25,}/gu
const stride = 6

const isolate = '\u2068'
const endOfIsolate = '\u2069'

const clusters = new Intl.Segmenter('en', { granularity: 'grapheme' })
