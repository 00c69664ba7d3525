import { describe, expect, test } from 'vitest'
import { dateReader } from './cell-date.ts'

const reads = (cell: string, dayFirst = false) => dateReader([cell], dayFirst)(cell)

describe('a day in a cell', () => {
  test.each([
    ['09/Jan/24 3:54 PM'],
    ['9/Jan/24'],
    ['2024-01-09'],
    ['2024-01-09T15:54:00.000+0100'],
    ['2024/01/09 15:54'],
    ['20240109'],
    ['09.01.2024 15:54'],
    ['9. 1. 2024'],
    ['Jan 9, 2024'],
    ['9 January 2024, 15:54'],
    ['Thu Jan 09 2024 15:54:00 GMT+0100 (Central European Standard Time)'],
    ['Tue, 09 Jan 2024 14:54:00 GMT'],
    ['09/janv./24 3:54 PM'],
    ['9 janv. 2024'],
    ['mar. 9 janv. 2024'],
    ['9 de enero de 2024'],
    ['09/ene/24 3:54 PM'],
    ['9. Jänner 2024'],
    ['9 stycznia 2024'],
    ['9 января 2024 г.'],
    ['9 Oca 2024'],
    ['2024年1月9日'],
    ['2024년 1월 9일'],
    ['45300'],
    ['1704812040'],
    ['1704812040000'],
  ])('“%s”', (cell) => {
    expect(reads(cell, !cell.startsWith('2024'))).toBe('2024-01-09')
  })

  test('is none where none is', () => {
    for (const cell of ['', 'soon', '31/Feb/24', '2024-13-41', 'May', '12', 'v1.2.3', '99/99/9999', 'Sprint 9 (May)'])
      expect(reads(cell)).toBeNull()
  })

  test('what the column settles goes before what the person is used to', () => {
    const column = ['3/4/2024', '17/4/2024']
    expect(dateReader(column, false)('3/4/2024')).toBe('2024-04-03')
    expect(dateReader(['3/4/2024', '4/17/2024'], true)('3/4/2024')).toBe('2024-03-04')
    expect(dateReader(['3/4/2024'], true)('3/4/2024')).toBe('2024-04-03')
    expect(dateReader(['3/4/2024'], false)('3/4/2024')).toBe('2024-03-04')
  })

  test('with dots the day stands first, whatever the person is used to, unless the column says otherwise', () => {
    expect(reads('09.01.2024 15:54')).toBe('2024-01-09')
    expect(reads('9. 1. 24')).toBe('2024-01-09')
    expect(dateReader(['09.01.2024', '01.31.2024'], true)('09.01.2024')).toBe('2024-09-01')
  })
})
