import { expect, test } from 'vitest'
import { LastUsed } from './last-used.ts'

test('what was used longest ago makes room, whoever it is of', () => {
  const kept = new LastUsed<number>(2)
  kept.keep('ana', 'score', 1)
  kept.keep('ben', 'score', 2)
  kept.keep('ana', 'score', kept.get('ana', 'score')!)
  kept.keep('ben', 'case', 3)
  expect(kept.get('ana', 'score')).toBe(1)
  expect(kept.get('ben', 'score')).toBeUndefined()
  expect(kept.get('ben', 'case')).toBe(3)
})

test('one person is forgotten and no other, even where their ids begin alike', () => {
  const kept = new LastUsed<number>(9)
  kept.keep('ana', 'score', 1)
  kept.keep('ana', 'case', 2)
  kept.keep('anabel', 'score', 3)
  kept.forget('ana')
  expect([kept.get('ana', 'score'), kept.get('ana', 'case')]).toEqual([undefined, undefined])
  expect(kept.get('anabel', 'score')).toBe(3)
})
