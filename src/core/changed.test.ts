import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceOf, exchanged, withId } from './changed.ts'

interface One {
  id: string
}

const inOrder = (ids: readonly string[]): One[] => ids.toSorted().map((id) => ({ id }))
const ids = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 4 }), { maxLength: 30 })

test('what goes and what comes turns one list into the other', () => {
  fc.assert(
    fc.property(ids, ids, fc.infiniteStream(fc.boolean()), (was, is, stream) => {
      const before = inOrder(was)
      const known = new Map(before.map((one) => [one.id, one]))
      // A record that stayed is the same object, one that was changed another of the same id.
      const after = inOrder(is).map((one) => (stream.next().value ? (known.get(one.id) ?? one) : one))
      const { gone, come } = differenceOf(before, after)
      expect(before.filter((one) => !after.includes(one))).toEqual(gone)
      expect(after.filter((one) => !before.includes(one))).toEqual(come)
      const exchangedList = exchanged(
        before,
        gone.map(({ id }) => id),
        come,
      )
      expect(exchangedList.length).toBe(after.length)
      for (const [at, one] of exchangedList.entries()) expect(one).toBe(after[at])
    }),
  )
})

test('a list that loses nothing and gains nothing is itself, and one without the ids named loses nothing', () => {
  const list = inOrder(['a', 'b'])
  expect(exchanged(list, [], [])).toBe(list)
  expect(exchanged(list, ['c'], [])).toBe(list)
  expect(exchanged([], ['c'], inOrder(['d', 'a'])).map(({ id }) => id)).toEqual(['a', 'd'])
})

test('one is found by its id, and none where it is not there', () => {
  fc.assert(
    fc.property(ids, ids, (are, asked) => {
      const list = inOrder(are)
      for (const id of [...are, ...asked]) expect(withId(list, id)).toBe(list.find((one) => one.id === id))
    }),
  )
})
