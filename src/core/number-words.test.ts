import { expect, test } from 'vitest'
import { count, durationInWords, inWords } from './number-words.ts'

test('counts are words up to twenty and figures above', () => {
  expect([0, 1, 12, 20, 21, 1204].map(inWords)).toEqual(['No', 'One', 'Twelve', 'Twenty', '21', '1,204'])
  expect([count(1, 'day'), count(3, 'day'), count(2, 'launch', 'launches')]).toEqual(['1 day', '3 days', '2 launches'])
})

test('times are said the way people plan', () => {
  const said = [1, 5, 11, 15, 17, 28, 40, 44, 50, 52, 60, 74, 90, 105, 120].map(durationInWords)
  expect(said).toEqual([
    'One minute',
    'Five minutes',
    'A quarter of an hour',
    'A quarter of an hour',
    'Twenty minutes',
    'Half an hour',
    'Forty minutes',
    'Three quarters of an hour',
    'Fifty minutes',
    'One hour',
    'One hour',
    'An hour and a quarter',
    'An hour and a half',
    'An hour and three quarters',
    'Two hours',
  ])
})

test('no length of time is left without words', () => {
  for (let minutes = 0; minutes <= 300; minutes++) expect(durationInWords(minutes)).toMatch(/^[A-Z][a-z -]+$/)
})
