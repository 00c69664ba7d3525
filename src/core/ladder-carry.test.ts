import { describe, expect, test } from 'vitest'
import type { Framework } from './framework.ts'
import { frameworkOf } from './ladder/framework-of.ts'
import { readLadder } from './ladder/read-ladder.ts'
import { formerWords } from './ladder-carry.ts'

const ladderOf = (name: string, levels: readonly string[], skills: readonly string[]): Framework =>
  frameworkOf(
    readLadder(
      levels
        .map(
          (level) =>
            `## ${level}\n${skills.map((skill) => `### ${skill}\n- ${skill} as ${level}, in ${name}`).join('\n')}`,
        )
        .join('\n'),
      { name },
    ).ladders[0]!,
  )

const former = ladderOf(
  'Old',
  ['PM', 'Senior PM', 'Staff PM'],
  ['Strategic thinking', 'Execution', 'Customer insight', 'Juggling'],
)
const now = ladderOf(
  'New',
  ['Product Manager', 'Senior Product Manager', 'Lead Product Manager'],
  ['Strategy', 'Delivery', 'User research'],
)
const words = (skills: Record<string, number>, levels: Record<string, number> = {}) =>
  formerWords({ skills: new Map(Object.entries(skills)), levels: new Map(Object.entries(levels)) }, [now, former], now)

describe('what a former word is on another ladder', () => {
  test('is found by how a name begins and by what it means; what is like nothing is left open', () => {
    const { skills } = words({ 'strategic-thinking': 3, execution: 2, 'customer-insight': 1, juggling: 4 })
    expect(skills.map(({ name, suggested, records }) => [name, suggested, records])).toEqual([
      ['Juggling', null, 4],
      ['Strategic thinking', 'strategy', 3],
      ['Execution', 'delivery', 2],
      ['Customer insight', 'user-research', 1],
    ])
  })

  test('is found for levels by their titles in full, and not guessed where none stands as high', () => {
    const { levels } = words({}, { pm: 2, 'senior-pm': 1, 'staff-pm': 1 })
    expect(levels.map(({ name, suggested }) => [name, suggested])).toEqual([
      ['PM', 'product-manager'],
      ['Senior PM', 'senior-product-manager'],
      ['Staff PM', null],
    ])
  })

  test('is named by its id where no ladder is left that has it', () => {
    expect(words({ ghost: 1, strategy: 9 }).skills).toEqual([
      { id: 'ghost', name: 'ghost', ladder: null, records: 1, suggested: null },
    ])
  })
})
