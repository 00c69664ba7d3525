import { describe, expect, test } from 'vitest'
import { foldName, latestRatings, raterOf } from './rating.ts'

const rating = (id: string, date: string, rater = 'Maya') => ({
  id,
  skill: 'discovery',
  source: 'peer' as const,
  rater,
  date,
})
const ids = (ratings: { id: string }[]) => ratings.map(({ id }) => id)

describe('the latest rating per rater and skill', () => {
  test('a later day replaces an earlier one', () => {
    expect(ids(latestRatings([rating('b', '2026-05-02'), rating('a', '2026-05-03')], '2026-06-30'))).toEqual(['a'])
  })

  test('on the same day the higher record id counts', () => {
    expect(ids(latestRatings([rating('b', '2026-05-02'), rating('a', '2026-05-02')], '2026-06-30'))).toEqual(['b'])
  })

  test('one person under two spellings is one rater', () => {
    const ratings = [rating('a', '2026-05-02', 'José  Núñez'), rating('b', '2026-05-03', 'jose nunez')]
    expect(ids(latestRatings(ratings, '2026-06-30'))).toEqual(['b'])
  })

  test('a rating dated after the day asked about does not hide the one before it', () => {
    expect(ids(latestRatings([rating('a', '2026-05-02'), rating('b', '2026-07-01')], '2026-06-30'))).toEqual(['a'])
  })

  test('two raters both stay, whatever order they come in', () => {
    const both = [rating('a', '2026-05-02', 'Noor'), rating('b', '2026-05-03', 'Maya')]
    expect(latestRatings(both, '2026-06-30')).toEqual(latestRatings(both.toReversed(), '2026-06-30'))
    expect(latestRatings(both, '2026-06-30')).toHaveLength(2)
  })
})

test('the owner is one voice, whatever name they typed', () => {
  expect(raterOf({ source: 'self', rater: 'Ana' })).toBe(raterOf({ source: 'self', rater: 'me' }))
  expect(foldName('  Ana   María ')).toBe('ana maria')
})
