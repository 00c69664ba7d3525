import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bragJson } from './brag-json.ts'
import type { Found, LeftOut } from './importer.ts'
import { importerOf } from './importers.ts'

const cases = (name: string) => readFileSync(new URL(`../../../test/cases/import/${name}`, import.meta.url), 'utf8')

function read(data: unknown) {
  const text = typeof data === 'string' ? data : JSON.stringify(data, null, 1)
  const come = [...bragJson.read({ text, name: null }, { refDate: '2026-06-30', dayFirst: false })]
  return {
    found: come.filter((each): each is Found => each.is === 'found'),
    leftOut: come.filter((each): each is LeftOut => each.is === 'left out').map(({ text, why }) => `${text} – ${why}`),
  }
}

test('an export of another tool gives its entries by whatever names their fields have, and says what it does not understand', () => {
  const { found, leftOut } = read(cases('brag-export.json'))
  expect(found).toMatchObject([
    {
      text: 'Cut time to first invoice from 9 to 4 days\nDropped two approval steps after six interviews.\nTags: onboarding, data',
      line: 8,
      date: '2026-03-04',
      initiative: 'Billing rescue',
      links: ['https://example.com/invoice'],
      source: 'brag-json:0b1f6d1e-4a',
    },
    {
      kind: 'decision',
      date: '2026-05-12',
      details: { problem: 'Two of thirty prospects asked for it.', othersPart: 'With Lee Okafor.' },
    },
    { text: 'Ship the audit log', date: '2026-02-02' },
  ])
  expect(leftOut).toEqual([
    'version: 2 – it says nothing that was done',
    'user.email – it says nothing that was done',
    'projects[1]: Billing rescue – it names one of your projects, and no work of its own',
    'achievements[3]: An idea for later – it is marked as draft, archived or deleted',
    'achievements[5].score: 4 – it says nothing that was done',
  ])
})

test('a map of days dates what stands below them, and a group names its initiative', () => {
  const { found, leftOut } = read(cases('brag-by-date.json'))
  expect(found).toMatchObject([
    { text: 'Led the price test with three markets', date: '2026-01-01', dateSource: 'heading', line: 2 },
    { text: 'Won back two churned customers\nResult: 12 seats', date: '2026-02-03' },
    {
      text: 'Cut setup from nine steps to four in April 2026',
      date: '2026-04-01',
      initiative: 'Set-up',
      dateSource: 'line',
    },
  ])
  expect(leftOut).toEqual([
    '2026-01[2]: ok – it says nothing that was done',
    'settings.theme: dark – it says nothing that was done',
  ])
})

test('lists of sentences, lists in lists, JSON by the line and days of every kind are read', () => {
  expect(read({ wins: ['Closed the first partner deal'] }).found).toHaveLength(1)
  expect(read({ projects: [{ score: 4 }, 'Won the first deal', { name: 'Set-up' }] }).found).toMatchObject([
    { text: 'Won the first deal' },
  ])
  expect(read({ data: { entries: [[{ title: 'Ran the launch' }]] } }).found).toHaveLength(1)
  expect(read('{"title":"Ran a test"}\n{"title":"Ran two tests"}\n').found).toHaveLength(2)
  const day = (date: unknown) => read([{ title: 'Ran a test', date }]).found[0]?.date
  expect([day('2026-03-04'), day('2026-03-04 10:00'), day(1772618400), day(1772618400000), day('March 2026')]).toEqual([
    '2026-03-04',
    '2026-03-04',
    '2026-03-04',
    '2026-03-04',
    '2026-03-01',
  ])
  expect([day('2027-01-01'), day('2026-02-30'), day(4), day('soon'), day(null)]).toEqual(Array(5).fill(null))
})

test('a table as JSON is left to who reads tables, a list of days and wins is not', () => {
  const formatOf = (data: unknown) => importerOf({ text: JSON.stringify(data), name: null }, 'auto').format
  expect(formatOf([{ Region: 'North', Deals: 4 }])).toBe('table')
  expect(formatOf({ '2026-01-02': ['Won the deal'] })).toBe('brag-json')
  expect(formatOf([{ title: 'Won the deal', date: '2026-01-02' }])).toBe('brag-json')
})

test('whatever JSON comes, it is read without an error and nothing in it is lost without a word', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      const data: unknown = JSON.parse(text)
      const { found, leftOut } = read(text)
      for (const { text: words } of found) expect(words.trim()).not.toBe('')
      if (typeof data === 'string' || typeof data === 'number') expect(found.length + leftOut.length).toBe(1)
    }),
    { numRuns: 200 },
  )
})

test('entries whose letters are written in another way in the file do not lose the lines of those after them', () => {
  const entry = (title: string) => `  {"title": "${title}"}`
  const text = `[\n${[entry('Caf\\u00e9 menu launched with 3 partners'), entry('Asked 12 buyers why they left')].join(',\n')}\n]`
  const lines = [...bragJson.read({ text, name: null }, { refDate: '2026-06-30', dayFirst: false })].map((come) =>
    come.is === 'found' ? [come.text, come.line] : come,
  )
  expect(lines).toEqual([
    ['Café menu launched with 3 partners', 1],
    ['Asked 12 buyers why they left', 3],
  ])
})
