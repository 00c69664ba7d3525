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
