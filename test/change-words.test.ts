import { expect, test } from 'vitest'
import { sentenceFor } from '../src/features/data/words.ts'
import { operations } from '../src/surfaces/operations.ts'

// These leave no entry of their own: they undo one, keep or read a whole file, or fill the example.
const apart = /^(activity\.undo|archive\..*|demo\..*)$/

test('the list of changes says in words what each act did', () => {
  const silent = operations
    .filter(({ name, scope }) => scope === 'write' && !apart.test(name))
    .map(({ name }) => name)
    .filter((name) => sentenceFor({ operation: name, undoes: null, records: [] }) === name.replace('.', ': '))
  expect(silent).toEqual([])
})
