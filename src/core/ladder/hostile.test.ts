import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { dataOf } from './data.ts'
import { gridOf } from './delimited.ts'
import { htmlBlocks } from './html.ts'
import { readLadder } from './read-ladder.ts'
import { ladderFormats } from './types.ts'

// Texts made to be read for ever, or to be read wrongly. Each reader takes one pass and stops at a bound, so that none of them needs a
// clock: one that did not would fail by the limit that every test has.

const many = 3_000
const repeated = (piece: string): string => piece.repeat(Math.ceil(many / piece.length))

const endless: [what: string, text: string][] = [
  ['one letter', repeated('a')],
  ['tags that never close', repeated('<a ')],
  ['comments that never close', repeated('<!--')],
  ['scripts that never close', `<div>${repeated('<script>')}`],
  ['tables in tables', repeated('<table><tr><td>')],
  ['cells that span everything', `<table>${repeated('<tr><td rowspan=9999 colspan=9999>a')}`],
  ['lists in lists of HTML', repeated('<ul><li>')],
  ['brackets', repeated('[')],
  ['links that never close', `# L1\n${repeated('[a](')}`],
  ['stars', repeated('*a ')],
  ['underscores', repeated('_')],
  ['quotes in quotes', repeated('>')],
  ['headings', repeated('# a\n')],
  ['levels', Array.from({ length: 400 }, (_, n) => `# L${n}\n- does it`).join('\n')],
  ['the same level', repeated('# L1\n- does it well\n')],
  ['bullets in bullets', Array.from({ length: 150 }, (_, n) => `${' '.repeat(n)}- L${n % 9}`).join('\n')],
  ['a table of columns', `|${repeated('L1|')}\n|${repeated('-|')}\n`],
  ['a table of rows', `|PM|Senior PM|\n|-|-|\n${repeated('|a b|c d|\n')}`],
  ['rulers', repeated('-|')],
  ['dashes', repeated('-')],
  ['white space', repeated(' \t\n')],
  ['a quote that never closes', `a,"${repeated('b,')}`],
  ['quotes', repeated('" ')],
  ['separators', repeated('a;')],
  ['data that nests', repeated('[')],
  ['maps that nest', repeated('{"a":')],
  ['entries', `levels:\n${repeated('- level: 1\n')}`],
  [
    'names that refer to names',
    'a: &a [1,2,3,4,5,6,7,8]\nb: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e]',
  ],
  ['a name that refers to itself', 'levels: &a [*a]'],
  ['errors', repeated(']\n')],
  ['steps', `# L1${repeated(' → L2')}`],
  ['levels at once', `# ${'L1 / '.repeat(60)}\n- a b\n# L2\n- c d`],
  ['pictures', repeated('🧭')],
  ['halves of letters', repeated('\ud83d')],
  ['text that turns around', repeated('\u202ea')],
  ['figures', repeated('9')],
  ['empty lines', repeated('\n')],
]

/** What reading came to: a ladder, or the refusal it ends in. Anything else is a bug and rises. */
function outcomeOf(text: string, options: Parameters<typeof readLadder>[1] = {}): string {
  try {
    return readLadder(text, options).format
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
}

describe('a text made to hurt', () => {
  for (const [what, text] of endless)
    test(`of ${what} ends in a ladder or in a refusal`, () => {
      for (const format of [undefined, 'markdown', 'html', 'csv', 'yaml', 'advert'] as const)
        expect(outcomeOf(text, format ? { format } : {})).toBeTypeOf('string')
    })

  test('of five million characters is refused before it is read', () => {
    const text = new Proxy(
      { length: 5_000_000 },
      { get: (target, key) => (key === 'length' ? target.length : expect.fail(`read ${String(key)}`)) },
    )
    expect(() => readLadder(text as unknown as string)).toThrow(/5\.0 million characters/)
  })

  test('of more lines, rows or signs than any ladder is refused, however short', () => {
    expect(outcomeOf('# a\n'.repeat(30_000))).toBe('too_large')
    expect(outcomeOf('a,b\n'.repeat(30_000), { format: 'csv' })).toBe('too_large')
    expect(outcomeOf(`[${'1,'.repeat(70_000)}1]`, { format: 'json' })).toBe('too_large')
    expect(outcomeOf(`<ul>${'<li>a</li>'.repeat(30_000)}</ul>`)).toBe('too_large')
  })

  test('keeps its lines: nothing before the text is counted twice', () => {
    expect(htmlBlocks('<p>a</p>\n\n<h2>b</h2>').at(-1)).toMatchObject({ is: 'heading', line: 3 })
    expect(gridOf('a,"b\nc"\nd,e', ',').rows[1]![0]).toEqual({ text: 'd', line: 3 })
    expect(dataOf('a: b\nc: d')).toMatchObject({ entries: [{ line: 1 }, { line: 2 }] })
  })
})

test('no text makes reading fail in another way than by a refusal', () => {
  const piece = fc.constantFrom(
    '# ',
    '## ',
    '\n',
    '\n\n',
    '- ',
    '  - ',
    '* ',
    '| ',
    '|',
    '|---|---|\n',
    'L3',
    'Senior',
    'Product Manager',
    'IC4',
    'Staff+',
    'All levels',
    'Strategy',
    ': ',
    '**',
    'writes a plan',
    '<table>',
    '<tr>',
    '<td colspan=2>',
    '</table>',
    '<h2>',
    '<li>',
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ';',
    '\t',
    'levels',
    'skills',
    '1',
    '2',
    ' → ',
    ' / ',
    '---\n',
    '&amp;',
    '\u00a0',
    '🧭',
  )
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  )
  fc.assert(
    fc.property(text, fc.constantFrom(undefined, ...ladderFormats), (written, format) => {
      outcomeOf(written, format ? { format } : {})
    }),
    { numRuns: 300 },
  )
})
