import { expect, test } from 'vitest'
import { callsUpTo, type ExampleFile, exampleFile, filledIn } from './example-file.ts'

const file = (...agos: number[]): ExampleFile => ({
  format: 'cairn.example/1',
  calls: agos.map((ago) => ({ ago, do: `day.${ago}`, with: {} })),
})

test('calls are lived in the order of their days, whatever their order in the file', () => {
  expect(callsUpTo(file(3, 10, 1), '2026-06-30').map(({ on }) => on)).toEqual([
    '2026-06-19',
    '2026-06-26',
    '2026-06-29',
  ])
})

test('nothing is logged on a weekend, and nothing after today', () => {
  for (let ago = 0; ago < 30; ago++) {
    const { on } = callsUpTo(file(ago), '2026-11-22')[0]!
    expect([1, 2, 3, 4, 5]).toContain(new Date(`${on}T00:00:00Z`).getUTCDay())
    expect(on <= '2026-11-22').toBe(true)
  }
})

test('open days, names and days inside a text are filled, however deep', () => {
  const ids = new Map([['setup', 'id-1']])
  const input = {
    id: { of: 'setup' },
    list: [{ on: { ago: 1 } }],
    text: '[[ago 1]]: read it',
    reviewOn: { ahead: 10 },
    ago: 3,
    note: { ago: 'long' },
  }
  expect(filledIn(input, '2026-06-30', ids)).toEqual({
    id: 'id-1',
    list: [{ on: '2026-06-29' }],
    text: '2026-06-29: read it',
    reviewOn: '2026-07-10',
    ago: 3,
    note: { ago: 'long' },
  })
})

test('a name that is not there yet is a fault of the file', () => {
  expect(() => filledIn({ of: 'nobody' }, '2026-06-30', new Map())).toThrow('before it is there')
})

test('a misspelt key in the file is refused', () => {
  expect(
    exampleFile.safeParse({ format: 'cairn.example/1', calls: [{ ago: 1, do: 'x.y', with: {}, whit: {} }] }).success,
  ).toBe(false)
})
