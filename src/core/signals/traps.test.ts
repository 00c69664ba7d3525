import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadContent } from '../../platform/content.ts'
import { signalFile } from './file.ts'
import { openingsIn } from './traps.ts'

const file = loadContent(resolve('content/signals.yaml'), signalFile)

describe('openings', () => {
  const found = (text: string) => openingsIn(text, file.traps.openings).map(({ id }) => id)

  test.each([
    ['My number one priority is to get promoted this year.', 'trap_top_priority'],
    ['I just want to be promoted.', 'trap_top_priority'],
    ['What do I need to do to get promoted?', 'trap_checklist'],
    ['So, how do I get promoted here?', 'trap_checklist'],
    ['Honestly, I deserve this.', 'trap_demand'],
    ['I was promised this by my former manager.', 'trap_demand'],
    ['I hit all my goals last year and expected a promotion.', 'trap_demand'],
    ['I am as good as the other seniors.', 'trap_demand'],
    ["I've been here for two years and I think I'm ready for the next level.", 'trap_tenure'],
    ['I’ve been in this role for three years.', 'trap_tenure'],
    ['After two years here it is time.', 'trap_tenure'],
  ])('“%s” is found', (text, id) => {
    expect(found(text)).toEqual([id])
  })

  test.each([
    'The team’s goals come first for me. How does the step to senior work, and when is it decided?',
    'Week-1 retention went from 42 % to 58 % after I cut two steps.',
    'The promotion of the spring campaign was our top priority.',
    'I want to learn how growth works here.',
    'What would make my case plain once there is room?',
    '',
  ])('“%s” holds none', (text) => {
    expect(found(text)).toEqual([])
  })

  test('no text makes a pattern slow', () => {
    for (const bit of ['i hit my goals ', 'better than a ', 'what do i need to do to ', ' '])
      expect(found(bit.repeat(4000 / bit.length)).length).toBeLessThan(5)
  })
})
