import { expect, test } from 'vitest'
import { type NotedLine, strongestLines } from './first-lines.ts'

const line = (id: string, rest: Partial<NotedLine> = {}): NotedLine => ({
  id,
  strength: 2,
  kind: 'output',
  measured: false,
  happenedOn: null,
  ...rest,
})
const order = (lines: NotedLine[], n = 9) => strongestLines(lines, n).map(({ id }) => id)

test('the fuller story comes first, whatever its kind', () => {
  expect(order([line('decision', { kind: 'decision' }), line('full', { strength: 4 })])).toEqual(['full', 'decision'])
})

test('a result with its number comes before a full story that nobody can count', () => {
  const lines = [
    line('thanks', { strength: 4, kind: 'trust' }),
    line('result', { strength: 3, kind: 'outcome', measured: true }),
  ]
  expect(order(lines)).toEqual(['result', 'thanks'])
})

test('of equal stories a decision, a result, a problem or a word of thanks comes before work made', () => {
  const kinds = ['output', 'decision', 'learning', 'outcome', 'unclear', 'problem_found', 'trust'] as const
  expect(order(kinds.map((kind) => line(kind, { kind }))).slice(0, 4)).toEqual([
    'decision',
    'outcome',
    'problem_found',
    'trust',
  ])
})

test('the measured one comes first, then the newest, and a line without a day last', () => {
  const lines = [
    line('undated'),
    line('old', { happenedOn: '2026-01-02' }),
    line('new', { happenedOn: '2026-05-02' }),
    line('measured', { measured: true, happenedOn: '2025-01-01' }),
  ]
  expect(order(lines)).toEqual(['measured', 'new', 'old', 'undated'])
})

test('lines alike in everything stay as they stood, and no more than asked for come back', () => {
  expect(order([line('a'), line('b'), line('c'), line('d')], 3)).toEqual(['a', 'b', 'c'])
  expect(order([], 3)).toEqual([])
})
