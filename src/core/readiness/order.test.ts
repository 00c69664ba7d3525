import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrderOfIds } from './order.ts'

test('the order of ids is that of their texts, however they begin', () => {
  const id = fc.oneof(
    fc.uuid(),
    fc.string({ maxLength: 8 }),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
    fc.integer({ min: 0, max: 3_000 }).map((n) => `01a20239-6812-${n}`),
  )
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 60 }), fc.constantFrom('', '01a20239-', 'ä'), (ids, start) => {
      const items = ids.map((text) => ({ id: start + text }))
      expect(inOrderOfIds(items).map((item) => item.id)).toEqual(items.map((item) => item.id).sort())
    }),
  )
  expect(inOrderOfIds([])).toEqual([])
})
