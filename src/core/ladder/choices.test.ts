import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { dimensionOf } from './dimensions.ts'
import { readLadder } from './read-ladder.ts'
import type { LadderReading } from './types.ts'

const root = resolve(import.meta.dirname, '../../..')
const fixture = (name: string): string => readFileSync(resolve(root, 'test/cases/ladders', name), 'utf8')
const refusalOf = (text: string): Problem => {
  try {
    readLadder(text)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('was read as a ladder')
}
const choiceAbout = ({ choices }: LadderReading, about: string) => choices.find((choice) => choice.about === about)!

describe('what the text leaves open', () => {
  test('is a choice with what was assumed, and an answer changes the reading', () => {
    const text = fixture('tables.md')
    const branch = choiceAbout(readLadder(text), 'branch')
    expect(branch).toMatchObject({ taken: 'senior-pm', answered: false, lines: [16] })
    const answered = readLadder(text, { answers: { [branch.id]: 'none', 'ladder-1-skill-typical-experience': 'yes' } })
    expect(choiceAbout(answered, 'branch')).toMatchObject({ taken: 'none', answered: true })
    expect(answered.ladders[0]!.levels.find(({ id }) => id === 'senior-pm')!.next).toEqual(['principal-pm'])
    expect(answered.ladders[0]!.skills.map(({ name }) => name)).toContain('Typical experience')
  })

  test('keeps what stands under “all levels” with the skill if asked to', () => {
    const { ladders } = readLadder(fixture('headings.md'), { answers: { 'ladder-1-every-level': 'summary' } })
    expect(ladders[0]!.skills[0]!.summary).toBe('Writes down why before what.')
    expect(ladders[0]!.skills[0]!.anchors['product-manager']).toHaveLength(1)
  })

  test('joins ladders of one page if asked to', () => {
    expect(readLadder(fixture('two-ladders.md'), { answers: { ladders: 'one' } }).ladders).toHaveLength(1)
  })

  test('takes in a section that was left aside if asked to', () => {
    const id = 'ladder-1-aside-how-to-read-it'
    const { ladders } = readLadder(fixture('headings.md'), { answers: { [id]: 'in' } })
    const taken = ladders[0]!.skills.find(({ name }) => name === 'How to read it')!
    expect(Object.keys(taken.anchors)).toHaveLength(3)
    expect(taken.anchors['product-manager']![0]).toMatchObject({ line: 8, from: 'every level' })
  })

  test('says which end of a step from one level to the next it is about', () => {
    const text = '# Growth\n\n## IC1 → IC2\n- works alone\n\n## IC2 → IC3\n- owns a feature\n'
    const titles = (answers = {}) => readLadder(text, { answers }).ladders[0]!.levels.map(({ title }) => title)
    expect(choiceAbout(readLadder(text), 'steps')).toMatchObject({ taken: 'upper', lines: [3, 6] })
    expect(titles()).toEqual(['IC2', 'IC3'])
    expect(titles({ steps: 'lower' })).toEqual(['IC1', 'IC2'])
  })

  test('says whether a heading of two titles is one level', () => {
    const text =
      '## PM\n- ships\n\n## Senior PM\n- leads\n- mends\n\n## Staff PM / Principal PM\n- changes the company\n'
    const { id, taken } = choiceAbout(readLadder(text), 'combined')
    const titles = (answers = {}) => readLadder(text, { answers }).ladders[0]!.levels.map(({ title }) => title)
    expect(taken).toBe('one')
    expect(titles()).toHaveLength(3)
    expect(titles({ [id]: 'each' })).toEqual(['PM', 'Senior PM', 'Staff PM', 'Principal PM'])
    const { skills } = readLadder(text, { answers: { [id]: 'each' } }).ladders[0]!
    expect(Object.keys(skills[0]!.anchors)).toEqual(['pm', 'senior-pm', 'staff-pm', 'principal-pm'])
  })

  test('asks which way round a table of invented names is', () => {
    const text =
      '# Career framework\n\n| Skill | Explorer | Builder |\n|---|---|---|\n| Craft | Tries small things | Builds whole things |\n| People | Asks for help | Helps other people |\n'
    const across = readLadder(text)
    expect(across.ladders[0]!.levels.map(({ title }) => title)).toEqual(['Explorer', 'Builder'])
    const { id } = choiceAbout(across, 'orientation')
    const down = readLadder(text, { answers: { [id]: 'rows' } })
    expect(down.ladders[0]!.levels.map(({ title }) => title)).toEqual(['Craft', 'People'])
  })

  test('takes no answer that is none of the options', () => {
    const { warnings, choices } = readLadder(fixture('tables.md'), { answers: { 'ladder-1-branch': 'moon' } })
    expect(choices.find(({ about }) => about === 'branch')).toMatchObject({ taken: 'senior-pm', answered: false })
    expect(warnings).toContainEqual(expect.objectContaining({ line: 16, says: expect.stringContaining('moon') }))
  })
})

describe('levels by many names', () => {
  const titlesIn = (text: string): string[] => readLadder(text).ladders[0]!.levels.map(({ title }) => title)
  const page = (...levels: string[]): string => levels.map((level) => `## ${level}\n- does ${level} well`).join('\n\n')

  test.each([
    [
      ['Staff PM', 'Senior PM', 'PM'],
      ['PM', 'Senior PM', 'Staff PM'],
    ],
    [
      ['L5', 'L4', 'L3'],
      ['L3', 'L4', 'L5'],
    ],
    [
      ['Level 1: Explorer', 'Level 2: Builder'],
      ['Explorer', 'Builder'],
    ],
    [
      ['Associate', 'Mid-level', 'Senior', 'Lead'],
      ['Associate', 'Mid-level', 'Senior', 'Lead'],
    ],
    [
      ['P3', 'P4', 'M3', 'M4'],
      ['P3', 'P4', 'M3', 'M4'],
    ],
  ])('%j', (written, read) => {
    expect(titlesIn(page(...written))).toEqual(read)
  })

  test('the same title twice stays two levels by its codes', () => {
    expect(titlesIn(page('L3 – Product Manager', 'L4 – Product Manager', 'L5 – Senior Product Manager'))).toEqual([
      'Product Manager (L3)',
      'Product Manager (L4)',
      'Senior Product Manager',
    ])
  })

  test('a heading for several levels reaches each of them', () => {
    const [ladder] = readLadder(
      `${page('L3', 'L4', 'L5')}\n\n## L4 and above\n### Mentoring\n- helps two others\n\n## L3-L4\n### Tools\n- knows the tools`,
    ).ladders
    const reached = Object.fromEntries(ladder!.skills.map(({ name, anchors }) => [name, Object.keys(anchors)]))
    expect(reached).toMatchObject({ Mentoring: ['l4', 'l5'], Tools: ['l3', 'l4'] })
  })

  test('our own ladders read back to their levels and skills', () => {
    const { ladders } = readLadder(readFileSync(resolve(root, 'content/frameworks/pm.yaml'), 'utf8'))
    expect(ladders[0]!.levels).toHaveLength(8)
    expect(ladders[0]!.skills).toHaveLength(10)
    expect(ladders[0]!.levels.map(({ track }) => track)).toEqual([
      'ic',
      'ic',
      'ic',
      'ic',
      'people',
      'people',
      'people',
      'people',
    ])
  })
})

describe('shapes that are easily taken for others', () => {
  const one = (text: string) => readLadder(text).ladders[0]!

  test('a spreadsheet that names each level twice, below a title', () => {
    const ladder = one(
      'Trades ladder,,\nTrait,Level 1,Level 2\n,Product Manager I,Product Manager II\nCraft,Learns it,Does it\nYears,0-2,2-4\n',
    )
    expect(ladder.name).toBe('Trades ladder')
    expect(ladder.levels.map(({ title, also }) => [title, also])).toEqual([
      ['Product Manager I', ['Level 1']],
      ['Product Manager II', ['Level 2']],
    ])
    expect(ladder.skills.map(({ name }) => name)).toEqual(['Craft'])
  })

  test('two tables whose tracks share a number', () => {
    const table = (rows: string): string => `| Level | Title | Craft |\n|---|---|---|\n${rows}`
    const ladder = one(
      `## IC ladder\n\n${table('| 2 | Senior PM | Writes well |\n| 3 | Principal PM | Writes best |')}\n\n## Manager ladder\n\n${table('| 3 | Group PM | Reads well |\n| 4 | Director | Reads best |')}\n`,
    )
    expect(ladder.levels.map(({ title, track }) => [title, track])).toEqual([
      ['Senior PM', 'ic'],
      ['Principal PM', 'ic'],
      ['Group PM', 'people'],
      ['Director', 'people'],
    ])
  })

  test('headings that repeat the level before the skill', () => {
    const level = (title: string): string =>
      `## ${title}\n\n### ${title} Responsibilities\n\n- leads as ${title}\n\n### ${title} Requirements\n\n- knows as ${title}\n`
    const ladder = one(`# Job family\n\n${level('Product Manager')}\n${level('Senior Product Manager')}`)
    expect(ladder.skills.map(({ name }) => name)).toEqual(['Responsibilities', 'Requirements'])
  })

  test('a table of data below a title in the header of its page', () => {
    const text =
      '---\ntitle: "🚀 Growth"\ntopics:\n  - name: craft\n    content:\n      - level: 1\n        criteria:\n          - Tries things\n      - level: 2\n        criteria:\n          - Builds things\n---\n'
    expect(readLadder(text).ladders[0]).toMatchObject({
      name: 'Growth',
      levels: [{ title: 'Level 1' }, { title: 'Level 2' }],
    })
  })

  test('steps from one level to the next say what the upper one asks for', () => {
    expect(
      one('# Growth\n\n## IC1 → IC2\n- works alone\n\n## IC2 → IC3\n- owns a feature\n').levels.map(
        ({ title }) => title,
      ),
    ).toEqual(['IC2', 'IC3'])
  })

  test('numbered headings, roman levels, and a code that both tracks have', () => {
    const numbered = one(
      '# 3. Product Management Levels\n\n## 3.1 Level I – Associate Product Manager\n\n### 3.1.1 Thinking\n\n1. Knows users\n\n## 3.2 Level II – Product Manager\n\n### 3.2.1 Thinking\n\n1. In addition to Level I, chooses\n',
    )
    expect(numbered.levels.map(({ title, track }) => [title, track])).toEqual([
      ['Associate Product Manager', 'shared'],
      ['Product Manager', 'shared'],
    ])
    expect(
      numbered.skills.map(({ name, anchors }) => [name, Object.values(anchors).map((said) => said.length)]),
    ).toEqual([['Thinking', [1, 2]]])
    const shared = one(
      '## Scope\n\n- **L4 – Senior PM (IC):** An area.\n- **L5 – Lead PM (IC):** Several areas.\n- **L5 – Group PM (M):** A team.\n',
    )
    expect(shared.levels.map(({ title, track, also }) => [title, track, also])).toEqual([
      ['Senior PM', 'ic', ['L4']],
      ['Lead PM', 'ic', ['L5']],
      ['Group PM', 'people', ['L5']],
    ])
  })

  test('a score card: levels with a number before them, weights before and ratings behind', () => {
    const ladder = one(
      'Skill,Weight,Definition,1 - Associate PM,2 - PM,3 - Senior PM,Self rating\nSense,20%,Knows what to build,Spots issues,Finds needs,Predicts needs,\nExecution,25%,Ships in time,Delivers tasks,Delivers features,Delivers programs,\nTotal,100%,,,,,\n',
    )
    expect(ladder.levels.map(({ title }) => title)).toEqual(['Associate PM', 'PM', 'Senior PM'])
    expect(ladder.skills.map(({ name, summary }) => [name, summary])).toEqual([
      ['Sense', 'Knows what to build'],
      ['Execution', 'Ships in time'],
    ])
  })

  test('a list of entries with one key each, whose skills say how good somebody has to be', () => {
    const ladder = one(
      'role: Product manager\nlevels:\n  - associate:\n      title: Associate product manager\n      skills:\n        - {name: Agile working, level: awareness, text: Knows its values.}\n  - senior:\n      title: Senior product manager\n      skills:\n        - {name: Agile working, level: practitioner, text: Coaches a team.}\n',
    )
    expect(ladder.levels.map(({ title }) => title)).toEqual(['Associate product manager', 'Senior product manager'])
    expect(
      ladder.skills.map(({ name, anchors }) => [
        name,
        Object.values(anchors)
          .flat()
          .map(({ text }) => text),
      ]),
    ).toEqual([['Agile working', ['Knows its values.', 'Coaches a team.']]])
  })

  test('titles in capitals read as titles', () => {
    expect(
      one(
        'LEVEL 1: ASSOCIATE PRODUCT MANAGER\n\nFocus: Listens.\n\nLEVEL 2: VP OF PRODUCT\n\nFocus: Decides.\n',
      ).levels.map(({ title }) => title),
    ).toEqual(['Associate Product Manager', 'VP of Product'])
  })

  test('a guide with levels as examples only', () => {
    expect(
      refusalOf(
        '# Guidance on career ladders\n\nA ladder names levels.\n\n- Junior: learns\n- Senior: leads\n\nEach level of a ladder needs words.\n',
      ).message,
    ).toContain('a guide about ladders')
  })
})

describe('a job advert', () => {
  test('is one level: what it requires and what it wishes, by dimension', () => {
    const { format, ladders } = readLadder(fixture('advert-senior.txt'))
    expect(format).toBe('advert')
    expect(ladders[0]!.levels.map(({ title }) => title)).toEqual(['Senior Product Manager'])
    const statements = ladders[0]!.skills.flatMap(({ anchors }) => Object.values(anchors).flat())
    expect(statements.filter(({ need }) => need === 'desirable').map(({ text }) => text)).toEqual([
      'Experience with APIs is a plus',
      'You have worked in logistics',
      'You speak Dutch',
    ])
    expect(statements.some(({ text }) => text.includes('pension'))).toBe(false)
  })

  test('read against the present one gives what is new, raised, dropped and the same', () => {
    const { ladders, difference } = readLadder(fixture('advert-senior.txt'), { against: fixture('advert-present.txt') })
    expect(ladders[0]!.levels.map(({ title, next }) => [title, next])).toEqual([
      ['Product Manager', ['senior-product-manager']],
      ['Senior Product Manager', []],
    ])
    expect(difference!.added.map(({ text, dimension }) => [text, dimension])).toContainEqual([
      'Mentor two product managers',
      'leadership',
    ])
    expect(difference!.raised.map(({ before, after }) => [before.text, after.text])).toContainEqual([
      'Align sales and engineering on one plan',
      'Align sales, operations and engineering on one plan',
    ])
    expect(difference!.same.map(({ text }) => text)).toEqual([
      'You read data yourself and know enough SQL to doubt a chart',
    ])
    expect(difference!.dropped.map(({ text }) => text)).toEqual([
      'Own one feature area of the planning product',
      'Write the roadmap for the next quarter with your lead',
    ])
  })

  test.each([
    ['Mentors junior PMs', 'leadership'],
    ['Writes a vision for two years', 'strategic thinking'],
    ['Aligns executives and legal', 'stakeholder management'],
    ['Owns a product line end to end', 'scope'],
    ['Discusses the architecture of an API', 'technical depth'],
    ['Likes cake', null],
  ])('sorts “%s”', (text, dimension) => {
    expect(dimensionOf(text)).toBe(dimension)
  })
})

describe('a text that is no ladder is refused by its own name', () => {
  test.each([
    ['not-a-guide.md', 'a guide about ladders'],
    ['not-hiring.md', 'a hiring process'],
    ['not-a-schema.json', 'a schema'],
    ['not-a-ladder.txt', 'running text'],
  ])('%s', (name, understood) => {
    const refusal = refusalOf(fixture(name))
    expect(refusal).toMatchObject({ code: 'invalid', field: 'text' })
    expect(refusal.message).toContain(understood)
    expect(refusal.message).toContain('Nothing was saved.')
  })

  test('levels with pay alone are no ladder', () => {
    expect(refusalOf('| Level | Pay |\n|---|---|\n| Junior | €50k |\n| Senior | €80k |\n').message).toMatch(
      /figures|nothing is said/,
    )
  })

  test('data that does not parse is refused with the line', () => {
    expect(refusalOf('{\n "levels": [\n  {"title": "PM" "x": 1}\n ]\n}').message).toContain('line')
  })
})
