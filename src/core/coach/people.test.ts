import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PeopleOptions, peopleIn } from './people.ts'
import { meter } from './scan.ts'
import { tagsOf } from './tags.ts'

const namedIn = (text: string, options: PeopleOptions = {}) =>
  peopleIn(text, tagsOf(text).people, options).map(({ name, known }) => (known ? `${name} ✓` : name))

describe('who is introduced as a person is offered', () => {
  test.each([
    ['Marek (VP Sales) told the board about it', ['Marek']],
    ['Anyone at the QBR heard it: Zdravko (head of support) quoted my page', ['Zdravko']],
    ['Dana Kim (CFO) signed the plan', ['Dana Kim']],
    ['Oyelaran, our head of legal, wants it for her team', ['Oyelaran']],
    ['The numbers convinced Thuy, VP Finance, in one meeting', ['Thuy']],
    ['Priya from Legal now asks for my drafts', ['Priya']],
    ['Asked Zdravko from procurement for the contract', ['Zdravko']],
    ['Thuy from Finance told me she uses it every month', ['Thuy']],
    ['Paired with Ben and Ana on the pricing page', ['Ben', 'Ana']],
    ['Reviewed by Priya Shah and Kofi', ['Priya Shah', 'Kofi']],
    ['Mentored Oyelaran through her first launch', ['Oyelaran']],
    ['1:1 with Thuy about scope', ['Thuy']],
    ['Our CEO Ludovica opened with my chart', ['Ludovica']],
    ['My manager Bram asked for it twice', ['Bram']],
    ['Mrs. Albers counted them herself', ['Albers']],
    ['In the review Zdravko said he had never seen a plan this short', ['Zdravko']],
    ['Hannah’s team copied the template', ['Hannah']],
    ['“best handover I ever got” – Priya, SRE', ['Priya']],
    ['JANA is loud, Jana is not', ['Jana']],
    ['Anne-Marie and José agreed', ['Anne-Marie', 'José']],
  ])('“%s”', (text, people) => {
    expect(namedIn(text)).toEqual(people)
  })
})

describe('what only has a capital letter is nobody', () => {
  test.each([
    'Launched with Stripe and Figma in Berlin',
    'Talked with Bosch and Siemens about SSO',
    'Salesforce told us they would churn',
    'Northwind (sales demo) went well',
    'Feedback from Sales told the same story',
    'Requests from Support went to zero',
    'In March and April we hired nobody',
    'May went better than June',
    'Head of Sales asked for the deck',
    'Product Marketing Manager for Europe',
    'Shipped the Ana release to everyone',
    'Moved project Diana to Q3',
    'Our persona “Maria” is out of date',
    'Ben & Co renewed for two years',
    'Priya-tier support is gone',
    'Migrated from Jenkins to GitHub',
    'Will ship it. Mark my words',
    'Mentored PMs and PMMs',
    'Coached Sales on the new pitch',
    'Our CFO March review is moved',
    'Read https://example.com/Ben and Ben@example.com',
    'Legal, Finance and Security signed',
    'Great result. Happy customers. Good week.',
    'the VP of Sales Europe wants it',
    'names with an apostrophe, d’Ana and Sant’Anna',
  ])('“%s”', (text) => {
    expect(namedIn(text)).toEqual([])
  })
})

describe('whom the person has named before is known', () => {
  const people = ['Priya Shah, sales', 'Marek (VP Sales)', 'Ben Ode', 'Will', 'VP Finance', 'Acme board', 'Thuy']

  test.each([
    ['Marek signed the plan', ['Marek ✓']],
    ['Priya Shah signed the plan', ['Priya Shah ✓']],
    ['Signed by Priya', ['Priya Shah ✓']],
    ['thuy and Thuy', ['Thuy ✓']],
    ['With @priya, @bode and @maria', ['Priya Shah ✓', 'Ben Ode ✓', 'maria']],
    ['@priya.shah is Priya', ['Priya Shah ✓']],
    ['Will ship it on Friday', []],
    ['Will told me he would ship it on Friday', ['Will ✓']],
    ['Asked our PM Will', ['Will ✓']],
    ['Ana and Marek', ['Ana', 'Marek ✓']],
  ])('“%s”', (text, found) => {
    expect(namedIn(text, { people })).toEqual(found)
  })

  test('two who could be meant are nobody in particular, and stay as they were written', () => {
    expect(namedIn('With Priya and @priya', { people: ['Priya Shah', 'Priya Nair'] })).toEqual(['priya'])
    expect(namedIn('With Priya Nair', { people: ['Priya Shah', 'Priya Nair'] })).toEqual(['Priya Nair ✓'])
  })

  test('nobody is their own witness', () => {
    expect(namedIn('“Nikhil runs this” said Ana to @nikhil', { self: 'Nikhil Rao' })).toEqual(['Ana'])
  })
})

describe('whatever is typed', () => {
  const pieces = fc.constantFrom(
    ...[
      'Ben',
      'Ana ',
      'O’Neil ',
      'with ',
      'and ',
      ', ',
      '. ',
      '\n',
      '(VP Sales)',
      ' from Legal',
      '@ben',
      'Mrs. ',
      'told me he ',
      'É',
      '👩‍🚀',
      'A',
    ],
  )
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
  )

  test('at most twenty are found, each once, and a new name stands in the text as it was typed', () => {
    fc.assert(
      fc.property(anything, fc.array(anything, { maxLength: 4 }), (text, people) => {
        const found = peopleIn(text, tagsOf(text).people, { people })
        expect(found.length).toBeLessThanOrEqual(20)
        expect(new Set(found.map(({ name }) => name)).size).toBe(found.length)
        for (const { name, known } of found) if (!known) expect(text).toContain(name)
      }),
      { numRuns: 400 },
    )
  })

  test('more known names never make a name unknown that was known', () => {
    const names = fc.constantFrom('Ana', 'Marek', 'Thuy Le', 'Priya Shah, sales', 'Kofi')
    fc.assert(
      fc.property(fc.array(names), names, (people, name) => {
        const text = `Went through it with ${name}`
        const before = peopleIn(text, [], { people: [name] })
        expect(peopleIn(text, [], { people: [name, ...people] })).toEqual(before)
      }),
    )
  })

  test.each(['Ben ', 'with Ben and ', 'A', 'Ana (VP ', 'Aa. ', 'O’', 'Marek from Legal told me he ', '@a ', 'Mr. '])(
    '“%s” without end costs in step with its length',
    (piece) => {
      const cost = (length: number) => {
        Object.assign(meter, { runs: 0, characters: 0, steps: 0 })
        peopleIn(piece.repeat(Math.ceil(length / piece.length)).slice(0, length), [])
        return meter.runs * 8 + meter.characters + meter.steps * 8 + 1
      }
      expect(cost(40_000) / cost(10_000)).toBeLessThan(6)
    },
  )
})
