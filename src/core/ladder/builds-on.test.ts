import { describe, expect, test } from 'vitest'
import { allBuildOn, buildsOn } from './builds-on.ts'
import { readLadder } from './read-ladder.ts'

describe('what a level takes over from another', () => {
  test.each([
    ['In addition to the level below, decides what is worth a month', null, 'Decides what is worth a month'],
    ['Everything above, plus leads two people', null, 'Leads two people'],
    ['All of the above and speaks for the group', null, 'Speaks for the group'],
    ['Everything required of a Product Manager (Intermediate), plus:', 'Product Manager (Intermediate)', ''],
    ['All Senior behaviours, while building ties across sections.', 'Senior', 'Building ties across sections.'],
    ['Meets all expectations of the previous level', null, ''],
    ['The Senior PM role extends the PM role.', 'PM', ''],
    ['Builds on L3: owns the plan', 'L3', 'Owns the plan'],
    ['L4 requirements plus: hires', 'L4', 'Hires'],
    ['On top of what is expected at IC3, teaches others', 'IC3', 'Teaches others'],
  ])('%s', (text, level, rest) => {
    expect(buildsOn(text)).toEqual({ level, rest })
  })

  test.each([
    'In addition to product managers, invites engineers',
    'Everything in the backlog has an owner, and a date',
    'All product managers and designers read it',
    'Builds on what customers said',
    'Includes senior product managers in the review',
    'Goes beyond the plan, and says so',
    'Explains the idea above the noise',
  ])('nothing: %s', (text) => {
    expect(buildsOn(text)).toBeNull()
  })

  test.each([
    ['Each level builds on the one before.', true],
    ['Expectations are cumulative.', true],
    ['Every level has a page of its own.', false],
  ])('of all levels: %s', (text, says) => {
    expect(allBuildOn(text)).toBe(says)
  })
})

describe('in a ladder', () => {
  const text = `# Ladder

Each level builds on the one before.

## PM
### Craft
- Writes down why
### Voice
- Speaks up

## Senior PM
### Craft
- Everything in PM, plus:
- Ends work that does not pay

## Staff PM
**In addition to the level below**
- Changes the plan of the company
`
  const said = (answers: Record<string, string>, skill: string, level: string): string[] =>
    (readLadder(text, { answers }).ladders[0]!.skills.find(({ name }) => name === skill)?.anchors[level] ?? []).map(
      (statement) => `${statement.from}: ${statement.text}`,
    )

  test('stands in front of what the level asks for itself, marked as from below', () => {
    expect(said({}, 'Craft', 'senior-pm')).toEqual([
      'lower level: Writes down why',
      'level: Ends work that does not pay',
    ])
    expect(said({}, 'Voice', 'senior-pm')).toEqual([])
    expect(said({}, 'Craft', 'staff-pm')).toEqual([
      'lower level: Writes down why',
      'lower level: Ends work that does not pay',
    ])
    expect(said({}, 'Expectations', 'staff-pm')).toEqual(['level: Changes the plan of the company'])
  })

  test('stays as it is written if the person says so', () => {
    expect(said({ 'ladder-1-cumulation': 'only' }, 'Craft', 'senior-pm')).toEqual([
      'level: Everything in PM, plus:',
      'level: Ends work that does not pay',
    ])
  })

  test('below a heading such as “Expectations” reaches all skills, but not the size of the work', () => {
    const level = (title: string, scope: string, more: string) =>
      `### ${title}\n\n| | |\n|---|---|\n| **Scope** | ${scope} |\n\n**Expectations**\n\n${more}\n`
    const { skills, levels } = readLadder(
      `# Levels\n\n${level('PM 1 (Associate Product Manager)', 'A feature', '* **Craft**\n  * Writes clearly\n* **Voice**\n  * Speaks up')}\n${level('PM 2 (Product Manager)', 'An area', 'All of PM 1, plus:\n\n* **Craft**\n  * Chooses')}`,
    ).ladders[0]!
    expect(levels.map(({ title, also }) => [title, also])).toEqual([
      ['Associate Product Manager', ['PM 1']],
      ['Product Manager', ['PM 2']],
    ])
    expect(
      skills.map(({ name, anchors }) => [name, (anchors['product-manager'] ?? []).map((statement) => statement.text)]),
    ).toEqual([
      ['Scope', ['An area']],
      ['Craft', ['Writes clearly', 'Chooses']],
      ['Voice', ['Speaks up']],
    ])
  })

  test('reaches every level if the person says that each builds on the one before', () => {
    expect(said({ 'ladder-1-cumulation-all': 'adds' }, 'Voice', 'staff-pm')).toEqual(['lower level: Speaks up'])
  })
})
