import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyOf, type Proposal, readBragDocument } from './brag-document.ts'

const refDate = '2026-06-30'
const read = (text: string) => readBragDocument(text, { refDate })
const texts = (text: string): string[] => read(text).proposals.map((proposal) => proposal.text)
const only = (text: string): Proposal => {
  const { proposals } = read(text)
  expect(proposals).toHaveLength(1)
  return proposals[0]!
}

describe('a brag document', () => {
  test('in Markdown gives each bullet with the date and the piece of work above it', () => {
    const { proposals, skipped } = read(`# Brag document

## Q1 2026

### Checkout redesign
- **Launched** the new checkout, conversion went from 42% to 58% ([report](https://example.com/r))
- 2026-03-12: Talked legal into a shorter contract

### Wins
- Ran 8 interviews with clinic managers
`)
    expect(skipped).toEqual([])
    expect(proposals).toEqual([
      {
        text: 'Launched the new checkout, conversion went from 42% to 58% (report)',
        line: 6,
        lastLine: 6,
        date: '2026-01-01',
        dateSource: 'heading',
        initiative: 'Checkout redesign',
        links: ['https://example.com/r'],
        key: 'launched the new checkout conversion went from 42% to 58% report',
      },
      {
        text: '2026-03-12: Talked legal into a shorter contract',
        line: 7,
        lastLine: 7,
        date: '2026-03-12',
        dateSource: 'line',
        initiative: 'Checkout redesign',
        links: [],
        key: '2026 03 12 talked legal into a shorter contract',
      },
      {
        text: 'Ran 8 interviews with clinic managers',
        line: 10,
        lastLine: 10,
        date: '2026-01-01',
        dateSource: 'heading',
        initiative: null,
        links: [],
        key: 'ran 8 interviews with clinic managers',
      },
    ])
  })

  test('sorted by time has no pieces of work of that name, and its own name is no line', () => {
    const { proposals, skipped } = read(
      'brag doc / clean up later\n\nH1 so far\n- Cut setup to 4 steps\n\nBefore last summer\n- Talked the CEO out of the rewrite\n\nSince the import\n- Held churn at 3 %\n',
    )
    expect(proposals.map(({ text, date, initiative }) => [text, date, initiative])).toEqual([
      ['Cut setup to 4 steps', '2026-01-01', null],
      ['Talked the CEO out of the rewrite', null, null],
      ['Held churn at 3 %', null, 'Since the import'],
    ])
    expect(skipped).toEqual([{ line: 1, text: 'brag doc / clean up later', why: 'the name of the document' }])
  })

  test('leaves out what is still ahead and what only asks', () => {
    const { proposals, skipped } = read(
      '- next: pitch the marketplace\n- need to call legal\n- retention???\n- Next-gen search is live\n',
    )
    expect(proposals.map(({ text }) => text)).toEqual(['Next-gen search is live'])
    expect(skipped.map(({ why }) => why)).toEqual(['it is still ahead', 'it is still ahead', 'a question'])
  })

  test('may be three plain lines from memory', () => {
    expect(
      texts(
        'Launched the new pricing page\nCut onboarding from 9 steps to 4, activation up 6 points\nTalked sales out of a custom build',
      ),
    ).toEqual([
      'Launched the new pricing page',
      'Cut onboarding from 9 steps to 4, activation up 6 points',
      'Talked sales out of a custom build',
    ])
  })

  test('as plain text with dates and names as lines of their own is read alike', () => {
    const { proposals } = read(
      'Week of 3 March\n\nCheckout redesign:\nLaunched the beta\nCut two steps\n\nHelped sales close Acme\n',
    )
    expect(proposals.map(({ text, date, initiative }) => [text, date, initiative])).toEqual([
      ['Launched the beta', '2026-03-03', 'Checkout redesign'],
      ['Cut two steps', '2026-03-03', 'Checkout redesign'],
      ['Helped sales close Acme', '2026-03-03', null],
    ])
  })

  test('without dates leaves them open', () => {
    expect(only('- Wrote the strategy for self-serve')).toMatchObject({
      date: null,
      dateSource: null,
      initiative: null,
    })
  })

  test('from a word processor keeps its bullets, tabs and Windows line ends apart from the words', () => {
    const text = '\uFEFFMarch 2026\r\n\r\n•\tLaunched the beta\r\n•\tRan a pricing test\r\n\to\tWon 3 of 4 pilots\r\n'
    const { proposals } = read(text)
    expect(proposals.map(({ text, line, date }) => [text, line, date])).toEqual([
      ['Launched the beta', 3, '2026-03-01'],
      ['Ran a pricing test', 4, '2026-03-01'],
      ['Won 3 of 4 pilots', 5, '2026-03-01'],
    ])
  })

  test('indented throughout, or quoted, is still read', () => {
    expect(texts('    - Launched the beta\n    - Ran a pricing test')).toEqual([
      'Launched the beta',
      'Ran a pricing test',
    ])
    expect(texts('> Maya: "this saved our quarter"')).toEqual(['Maya: "this saved our quarter"'])
  })

  test('joins a text that was broken to fit a width, and a bullet with its second line', () => {
    expect(
      texts(
        'In spring I found that half of the trials never reached the\nsecond step, because Safari lost their session there, and I\nmoved the fix ahead of the release.',
      ),
    ).toHaveLength(1)
    expect(only('- Found that half of the trials\n  never reach step two')).toMatchObject({
      text: 'Found that half of the trials never reach step two',
      line: 1,
      lastLine: 2,
    })
  })

  test('as a table gives each row', () => {
    const { proposals, skipped } = read(
      '| Date | What |\n|---|---|\n| 2026-02 | Launched the beta |\n| 2026-03 | Ran a pricing test |',
    )
    expect(proposals.map(({ text, date }) => [text, date])).toEqual([
      ['2026-02 · Launched the beta', '2026-02-01'],
      ['2026-03 · Ran a pricing test', '2026-03-01'],
    ])
    expect(skipped.map(({ line }) => line)).toEqual([1, 2])
  })
})

describe('a bullet with bullets below it', () => {
  test('that names a piece of work gives its name to them', () => {
    const { proposals } = read('- Checkout redesign\n  - Launched the beta\n  - Cut two steps\n- Ran a pricing test')
    expect(proposals.map(({ text, initiative }) => [text, initiative])).toEqual([
      ['Launched the beta', 'Checkout redesign'],
      ['Cut two steps', 'Checkout redesign'],
      ['Ran a pricing test', null],
    ])
  })

  test('that is a date gives its date to them, also over a name in between', () => {
    const { proposals } = read('- March 2026\n  - Checkout redesign\n    - Launched the beta\n  - Ran a pricing test')
    expect(proposals.map(({ text, date, initiative }) => [text, date, initiative])).toEqual([
      ['Launched the beta', '2026-03-01', 'Checkout redesign'],
      ['Ran a pricing test', '2026-03-01', null],
    ])
  })

  test('that says what was done keeps the details and lets other work stand for itself', () => {
    const { proposals } = read(
      '- Launched the new checkout\n  - conversion from 42% to 58%\n  - Result: 30 tickets less a week\n  - https://example.com/r\n  - Presented it to the leadership team',
    )
    expect(proposals.map(({ text, line, lastLine, links }) => [text, line, lastLine, links])).toEqual([
      [
        'Launched the new checkout\nconversion from 42% to 58%\nResult: 30 tickets less a week',
        1,
        4,
        ['https://example.com/r'],
      ],
      ['Presented it to the leadership team', 5, 5, []],
    ])
  })

  test('that are all labelled is one story', () => {
    expect(
      texts('- Checkout redesign\n  - Problem: half the trials got lost\n  - Result: activation 42% to 58%'),
    ).toEqual(['Checkout redesign\nProblem: half the trials got lost\nResult: activation 42% to 58%'])
  })
})

describe('what is left out', () => {
  test.each([
    ['- {{accomplishment}}', 'a blank of a template'],
    ['- Shipped {{feature}} to {{team}}', 'a blank of a template'],
    ['- <% tp.date.now() %>', 'a blank of a template'],
    ['- [Describe the impact here]', 'a blank of a template'],
    ['-', 'an empty line of a template'],
    ['- Impact:', 'nothing stands after it'],
    ['- [ ] Write the launch plan', 'an open task'],
    ['- [ ]', 'an empty line of a template'],
    ['- ~~Launched the beta~~', 'it is struck through'],
    ['<!-- what did you do this week? -->', 'a comment'],
    ['- https://example.com/doc', 'a link without words'],
    ['## Goals for next year\n- Launch in Japan', 'it stands under “Goals for next year”, so it is still ahead'],
    ['- Launched it\n- launched **it**!', 'the same words stand in line 1'],
    ['```\nsome code\n```', 'a block of code'],
  ])('%j: %s', (text, why) => {
    const { skipped } = read(text)
    expect(skipped.at(-1)?.why).toBe(why)
    expect(read(text).proposals.length).toBe(why.startsWith('the same') ? 1 : 0)
  })

  test('is not what a ticked task says, nor what stands after a comment', () => {
    expect(texts('- [x] Wrote the launch plan\n<!-- wins\nbelow --> Won the Acme deal')).toEqual([
      'Wrote the launch plan',
      'Won the Acme deal',
    ])
  })

  test('is the header of the file, and nothing below it', () => {
    const { proposals, skipped } = read('---\ntitle: Work log\ntags: [brag]\n---\n- Launched the beta')
    expect(proposals.map(({ text, line }) => [text, line])).toEqual([['Launched the beta', 5]])
    expect(skipped.map(({ why }) => why)).toEqual(Array(4).fill('the file’s own header'))
  })
})

test('another reader of dates is asked only where no date is written plainly', () => {
  const asked: string[] = []
  const dateOf = (text: string) => {
    asked.push(text)
    return '2026-06-23'
  }
  const { proposals } = readBragDocument('- Launched the beta last Tuesday\n- Ran a test (March 2026)', {
    refDate,
    dateOf,
  })
  expect(proposals.map(({ date, dateSource }) => [date, dateSource])).toEqual([
    ['2026-06-23', 'line'],
    ['2026-03-01', 'line'],
  ])
  expect(asked).toEqual(['Launched the beta last Tuesday'])
})

test('a key does not depend on marks, case and spaces', () => {
  expect(keyOf('Cut  *churn* by 3 %')).toBe(keyOf('cut churn by 3 %.'))
  expect(keyOf('42% up')).not.toBe(keyOf('42 up'))
})

describe('for any text', () => {
  const marks = [
    '- ',
    '  - ',
    '\t* ',
    '# ',
    '### ',
    '**',
    '_',
    '`',
    '~~',
    '[',
    '](https://a.b/c)',
    '[ ] ',
    '{{',
    '}}',
    '<!--',
    '-->',
    '---',
    '|',
    '> ',
    '```',
    '\r\n',
    '\n',
    '\n\n',
    ':',
    'Q2 2026',
    '1. ',
    '\\',
    '<b>',
    '[[',
    ']]',
    '·',
  ]
  const words = ['Launched', 'checkout', 'conversion', '42%', 'März', '日本', 'I', 'won', 'Result:', 'a&amp;b', 'x_y_z']
  const anyText = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...marks, ...words, ' '), { maxLength: 60 }).map((all) => all.join('')),
    fc.array(fc.constantFrom(...marks, ...words), { maxLength: 60 }).map((all) => all.join(' ')),
  )

  test('it never throws, and a proposal’s letters are those of its lines with some left out, none added, none moved', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
        for (const proposal of read(text).proposals) {
          const source = rows.slice(proposal.line - 1, proposal.lastLine).join('\n')
          expect(proposal.text).toSatisfy((said: string) => isLeftOf(source, said))
          expect(rows.join('\n')).toContain(proposal.initiative?.split(/[^\p{L}\p{N}]+/u)[0] ?? '')
          expect(proposal.text.trim()).not.toBe('')
          for (const link of proposal.links) expect(source).toContain(link.slice(-6))
        }
      }),
      { numRuns: 600 },
    )
  })

  test('read twice it proposes nothing twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = read(text).proposals.map(({ key }) => key)
        expect(new Set(once).size).toBe(once.length)
      }),
    )
  })
})

function isLeftOf(source: string, said: string): boolean {
  const letters = (text: string) => [...text].filter((character) => /[\p{L}\p{N}]/u.test(character))
  const left = letters(source)
  let at = 0
  return letters(said).every((letter) => {
    at = left.indexOf(letter, at) + 1
    return at > 0
  })
}

// A reader that goes over the same characters again and again would not come to an end here within the test's time.
test('a hundred thousand characters in one line, or thousands of lines of one mark, are read through', () => {
  const shapes = [
    '[',
    '*a_',
    '>',
    '{{',
    '- ',
    '<!--',
    '`a',
    '|',
    '\t',
    '((',
    'a**b*c',
    '---',
    '# #',
    '1. ',
    '![a]',
    '2026-',
    'x'.repeat(99),
  ]
  for (const shape of [...shapes, ...shapes.map((each) => `${each}\n`)]) {
    const text = shape.repeat(Math.ceil((shape.endsWith('\n') ? 20_000 : 100_000) / shape.length))
    const { proposals, skipped } = read(text)
    expect(proposals.length + skipped.length).toBeLessThanOrEqual(text.split('\n').length)
  }
})
