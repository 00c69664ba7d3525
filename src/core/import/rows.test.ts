import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowsOf, separatorOf } from './rows.ts'

const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ',', ';', '\n', '\r\n', '7', '💡'), maxLength: 8 })
const written = (rows: string[][], separator: string, end: string) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator) + end).join('')

describe('rows of separated values', () => {
  test('are what was written, whatever stands in the cells', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, separator, end) => {
          const read = [...rowsOf(written(rows, separator, end), separator)]
          expect(read.map(({ cells }) => cells)).toEqual(rows)
        },
      ),
      { numRuns: 150 },
    )
  })

  test('name the line they begin in', () => {
    const rows = [...rowsOf('a,b\n\n"one\ntwo",2\r\nlast,3', ',')]
    expect(rows.map(({ line }) => line)).toEqual([1, 3, 5])
  })

  test('go on after a quote that never closes, however long the file', () => {
    const text = `a,b\n"open,1\n${'row,2\n'.repeat(3000)}`
    expect([...rowsOf(text, ',')]).toHaveLength(3002)
  })

  test('are told apart by what makes them equally wide', () => {
    expect(separatorOf('a;b\n1,5;2\n3,5;4\n')).toBe(';')
    expect(separatorOf('a\tb, c\n1\t2\n')).toBe('\t')
    expect(separatorOf('one line, no table')).toBeNull()
  })
})
