import { expect, test } from 'vitest'
import { printedCairn } from './printed-cairn.ts'

const stones = [
  { name: '<b>Light & small</b>', weight: 0.5, credit: 0, proofMissing: true },
  { name: 'Heavy', weight: 2, credit: 0.5, proofMissing: false },
]

test('a printed cairn is black and white, with no word in it', () => {
  const { svg } = printedCairn(stones)
  expect(svg).not.toMatch(/<text|Heavy|Light/)
  const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour)
  expect([...new Set(colours)].sort()).toEqual(['#000', '#fff', 'none'])
})

test('the heaviest stone lies at the bottom, filled as far as it is earned; one without proof has a dashed rim', () => {
  const { svg, stones: placed, height } = printedCairn(stones)
  expect(placed.map(({ name, says }) => [name, says])).toEqual([
    ['<b>Light & small</b>', 'no record yet'],
    ['Heavy', 'about half filled'],
  ])
  expect(placed[0]!.y).toBeLessThan(placed[1]!.y)
  expect(placed[1]!.y).toBeLessThan(height)
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(1)
  const [, empty, half] = svg.split('<rect').map((part) => Number(/width="([\d.]+)"/.exec(part)?.[1]))
  expect(empty).toBe(0)
  expect(half).toBeCloseTo(236 / 2)
})
