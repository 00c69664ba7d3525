import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mutated } from '../../../test/mutated.ts'
import { Problem } from '../problem.ts'
import { wordsIn } from './encoding.ts'
import type { Found, LeftOut, ReadOptions } from './importer.ts'
import { importerOf } from './importers.ts'

const folder = join(import.meta.dirname, '../../../test/cases/import')
const bytesOf = (name: string) => readFileSync(join(folder, name))
const options: ReadOptions = { refDate: '2026-06-30', dayFirst: false }

const read = (name: string | null, bytes: Uint8Array, also: Partial<ReadOptions> = {}) => {
  const file = { name, text: wordsIn(bytes) }
  const importer = importerOf(file, 'auto')
  const come = [...importer.read(file, { ...options, ...also })]
  return {
    format: importer.format,
    found: come.filter((one): one is Found => one.is === 'found'),
    leftOut: come.filter((one): one is LeftOut => one.is === 'left out').map(({ line, why }) => `${line}: ${why}`),
  }
}
const sample = (name: string, also?: Partial<ReadOptions>) => read(name, bytesOf(name), also)
const pasted = (text: string, also?: Partial<ReadOptions>) => read(null, new TextEncoder().encode(text), also)

describe('Jira', () => {
  test('of all fields it takes what was done, with its day, its initiative and its key', () => {
    const { format, found, leftOut } = sample('jira-all-fields.csv')
    expect(format).toBe('jira')
    expect(found).toMatchObject([
      {
        text: 'Cut the steps of set-up from 9 to 4',
        line: 2,
        date: '2024-01-09',
        initiative: 'Onboarding',
        source: 'jira:PAY-12',
      },
      { text: 'Launch the new price page', line: 9, date: '2024-02-23', initiative: 'Pricing' },
      // Nothing says when it was done: the day it was last touched would make it look fresh.
      { text: 'Single sign-on for trials', date: null, dateSource: null },
    ])
    expect(leftOut).toEqual([
      '10: it is not done yet (In Progress)',
      "11: it was closed without being done (Won't Do)",
      '13: it has no title',
    ])
  })

  test('in other languages, letters and separators it is the same', () => {
    expect(sample('jira-german-latin1.csv').found).toMatchObject([
      { text: 'Prüfung der Preise auf 3 Märkten; 14 Gespräche', date: '2024-01-09', source: 'jira:MKT-1' },
    ])
    expect(sample('jira-german-latin1.csv').leftOut).toEqual([
      '3: it is not done yet (In Arbeit)',
      '4: it was closed without being done (Wird nicht erledigt)',
    ])
    expect(sample('jira-french-utf16.tsv').found).toMatchObject([
      { text: 'Réduire les étapes de 9 à 4', date: '2024-01-09', source: 'jira:ONB-3' },
    ])
  })

  test('two tickets with the same words are two', () => {
    const { found } = pasted('Summary,Issue key,Issue id,Status\nFix sign-in,A-1,1,Done\nFix sign-in,A-2,2,Done\n')
    expect(found.map(({ source }) => source)).toEqual(['jira:A-1', 'jira:A-2'])
  })

  test('a day ahead is none', () => {
    const { found } = pasted('Summary,Issue key,Issue id,Status,Resolved\nShip,A-1,1,Done,01/Jul/26 9:00 AM\n')
    expect(found).toMatchObject([{ date: null }])
  })
})

describe('Linear', () => {
  test('says what was completed, with the day as it was there', () => {
    const { format, found, leftOut } = sample('linear.csv')
    expect(format).toBe('linear')
    expect(found).toMatchObject([
      {
        text: 'Answer the price question on the first page',
        date: '2024-01-09',
        initiative: 'Pricing',
        source: 'linear:WEB-41',
      },
    ])
    expect(leftOut).toEqual([
      '5: it is not done yet (In Review)',
      '6: it was closed without being done (Canceled)',
      '7: it was closed without being done (Duplicate)',
    ])
  })

  test('without dates the status says it, and the work is undated', () => {
    const { found, leftOut } = sample('linear-without-dates.csv')
    expect(found.map(({ date, source }) => [date, source])).toEqual([
      [null, 'linear:WEB-41'],
      [null, 'linear:WEB-45'],
    ])
    expect(leftOut).toEqual(['4: it is not done yet (Todo)'])
  })
})

describe('GitHub', () => {
  test('the same issue is the same as JSON, as CSV and in a project', () => {
    const sources = ['github-issues.json', 'github-issues.csv', 'github-project.tsv'].map(
      (name) => sample(name).found[0],
    )
    for (const found of sources)
      expect(found).toMatchObject({
        text: 'Say what a plan costs before sign-up',
        source: 'github:acme/shop#12',
        links: ['https://github.com/acme/shop/issues/12'],
      })
    expect(sample('github-issues.json')).toMatchObject({
      format: 'github',
      found: [{ date: '2026-03-04', initiative: 'Spring' }],
      leftOut: ['2: it was closed without being done (not planned)', '3: it is not done yet (open)'],
    })
  })

  test('a pull request counts once it is merged', () => {
    expect(sample('github-pulls.jsonl')).toMatchObject({
      found: [{ text: 'Write the release notes for 2.4', date: '2026-02-01', source: 'github:acme/shop#20' }],
      leftOut: ['2: it was closed without being merged'],
    })
  })

  test('what the API answers is read like what the command line prints', () => {
    const { found } = pasted(
      JSON.stringify([
        {
          html_url: 'https://github.com/acme/shop/pull/9',
          url: 'https://api.github.com/repos/acme/shop/pulls/9',
          number: 9,
          title: 'Name the price',
          state: 'closed',
          merged_at: '2026-01-05T10:00:00Z',
          closed_at: '2026-01-05T10:00:00Z',
        },
      ]),
    )
    expect(found).toMatchObject([{ date: '2026-01-05', source: 'github:acme/shop#9' }])
  })
})

describe('any other table', () => {
  const columns = { text: 'What I did', date: 'When', initiative: 'Area', link: 'Proof', kind: 'Sort' }

  test('is read by the columns that were named; 17/4 settles what 3/4 is', () => {
    const { found, leftOut } = sample('work-log.csv', { columns })
    expect(found).toMatchObject([
      { date: '2026-04-03', initiative: 'Reports', links: ['https://example.com/r'], kind: 'outcome' },
      { date: '2026-04-17', kind: 'decision', links: [] },
    ])
    expect(leftOut).toEqual(['4: there is nothing under “What I did”'])
  })

  test('between semicolons the day stands before the month, as where such tables come from', () => {
    const columns = { text: 'Tâche', date: 'Jour' }
    const rows = (separator: string) =>
      read('log.csv', new TextEncoder().encode(`Jour${separator}Tâche\n09/01/2026${separator}Revu les prix\n`), {
        columns,
      })
    expect(rows(';').found).toMatchObject([{ date: '2026-01-09' }])
    // The first of September lies ahead: no day.
    expect(rows(',').found).toMatchObject([{ date: null }])
  })

  test('where no column can be the words, it asks and says which there are', () => {
    expect(() => pasted('{"a": [{"x": 1, "y": 2}]}')).toThrow('Choose it in the inbox, or name it as “columns.text”.')
    expect(() => sample('work-log.csv', { columns: { text: 'Nothing' } })).toThrow('There is no column “Nothing”')
  })

  test('broken quotes cost no row below them', () => {
    expect(sample('broken-quotes.csv').found.map(({ line, date }) => [line, date])).toEqual([
      [2, '2026-01-05'],
      [3, '2026-01-06'],
      [4, '2026-01-07'],
      [5, '2026-01-08'],
      [6, '2026-01-09'],
      [7, '2026-01-10'],
    ])
  })

  test('commas in notes are commas, and a checklist is no data', () => {
    expect(pasted('Cut churn, from 4% to 3%\nWon deals, 4 of 9\nWrote, sent\n').format).toBe('notes')
    expect(pasted('[ ] Write the brief\n[x] Cut churn from 4% to 3%\n').format).toBe('notes')
  })
})

describe('whatever happens to a file on its way', () => {
  test('it is read or refused in a sentence', () => {
    for (const name of readdirSync(folder)) {
      const bytes = bytesOf(name)
      fc.assert(
        fc.property(mutated(bytes), (changed) => {
          try {
            for (const come of read(name, changed).found) expect(come.text.trim()).not.toBe('')
          } catch (error) {
            if (!(error instanceof Problem)) throw error
          }
        }),
        { numRuns: 20 },
      )
    }
  })
})
