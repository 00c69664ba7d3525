import { expect, test } from 'vitest'
import { aligned, facts, listed, wrapped } from './printed.ts'

test('long text is broken where it fits, with its indent below', () => {
  const lines = wrapped(`${'word '.repeat(40)}end`, '    ', '1.  ').split('\n')
  expect(lines.every((line) => line.length <= 96)).toBe(true)
  expect(lines[0]).toMatch(/^1\. {2}word/)
  expect(lines.slice(1).every((line) => line.startsWith('    word'))).toBe(true)
  expect(lines.join(' ').match(/word/g)).toHaveLength(40)
})

test('a word that is wider than the terminal stays whole', () => {
  expect(wrapped(`see ${'x'.repeat(200)}`)).toBe(`see\n${'x'.repeat(200)}`)
})

test('columns stand one under the other, and the last runs on under itself', () => {
  expect(
    aligned([
      ['Name', 'Ana'],
      ['Manager', 'Daniel'],
    ]),
  ).toBe('Name     Ana\nManager  Daniel')
  const [, second] = aligned([['Name', 'word '.repeat(30)]]).split('\n')
  expect(second).toMatch(/^ {6}word/)
})

test('a list says when it is empty and how to see more', () => {
  expect(listed([], 'Nothing yet.')).toBe('Nothing yet.')
  expect(listed(['a', 'b'], '', 'xyz')).toBe('a\n\nb\n\nMore: --cursor xyz')
  expect(facts(['a', null, false, 'b'])).toBe('a · b')
})
