import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedIn, differenceInWords } from './metric-words.ts'

describe('how far a number went', () => {
  test.each([
    [42, 58, '%', '+16 points'],
    [0.42, 0.58, 'ratio', '+16 points'],
    [42, 41, '%', '−1 point'],
    [4.2, 3.9, '%', '−0.3 points'],
    [3, 5, 'pp', '+2 points'],
    [9, 4, 'd', '−5 days'],
    [4, 3, 'd', '−1 day'],
    [1000, 2204, 'count', '+1,204'],
    [1000, 2204, null, '+1,204'],
    [100, 90, 'EUR', '−10 EUR'],
  ])('from %d to %d in %s is %s', (from, to, unit, words) => {
    expect(differenceInWords(from, to, unit)).toBe(words)
  })

  test('between two percentages is never told in percent', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.constantFrom('%', 'ratio', 'pp'),
        (from, to, unit) => {
          const words = differenceInWords(from, to, unit)
          expect(words === null).toBe(from === to)
          if (words !== null) expect(words).toMatch(/^[+−][\d,.e+-]+ points?$/)
        },
      ),
    )
  })
})

test('a number is asked for in the unit that people say', () => {
  expect(askedIn('What retention reads', '%')).toBe('What retention reads (%)')
  expect(askedIn('What it takes', 'd')).toBe('What it takes (days)')
  expect(askedIn('The share', 'ratio')).toBe('The share (such as 0.42)')
  for (const plain of [null, 'count']) expect(askedIn('Tickets', plain)).toBe('Tickets')
})
