import fc from 'fast-check'
import { expect, test } from 'vitest'
import { best, bestFirst } from './best.ts'

test('the best are those that sorting would put first, equal ones in their order', () => {
  const value = fc.record({ rank: fc.integer({ min: 0, max: 5 }), id: fc.integer() })
  fc.assert(
    fc.property(fc.array(value), fc.integer({ min: 0, max: 8 }), (values, most) => {
      const byRank = (a: { rank: number }, b: { rank: number }) => a.rank - b.rank
      expect(best(values, most, byRank)).toEqual([...values].sort(byRank).slice(0, most))
      const isEven = ({ id }: { id: number }) => id % 2 === 0
      expect(best(values, most, byRank, isEven)).toEqual(values.filter(isEven).sort(byRank).slice(0, most))
    }),
  )
})

test('all of them come, the best first', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { maxLength: 150 }), (values) => {
      expect([...bestFirst(values, (a, b) => a - b)]).toEqual(values.toSorted((a, b) => a - b))
    }),
  )
})
