import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Person, signUpPm } from './harness.ts'
import { tries } from './tries.ts'

interface Proposed {
  text: string
}

const document = `# Brag document 2026

## Q2 2026

### Billing rescue

- Cut churn from 4% to 3% in May 2026 by fixing the three worst billing errors.
- Decided not to build the connector, because 2 of 30 customers asked for it.
- **Won** the [renewal](https://example.com/renewal) with Priya’s team in June 2026.

Ran nine interviews with customers who had left, and found that the invoice
was what they had stopped trusting.`

const texts = async (person: Person, text: string): Promise<string[]> =>
  (await person.call('inbox.import', { text })).proposals.map(({ text }: Proposed) => text)

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}%]+/gu) ?? []

describe('the same notes twice', () => {
  const again: [what: string, change: (text: string) => string][] = [
    ['unchanged', (text) => text],
    ['with the line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
    ['with other bullets', (text) => text.replaceAll('\n- ', '\n* ')],
    ['numbered', (text) => text.replaceAll('\n- ', '\n1. ')],
    ['with its bullets in capitals', (text) => text.replace(/^- .*/gm, (bullet) => bullet.toUpperCase())],
    ['with spaces at the ends', (text) => text.replaceAll('\n', '   \n')],
    ['without emphasis', (text) => text.replaceAll('**', '')],
    ['with typographic quotes made plain', (text) => text.replaceAll('’', "'")],
    ['under other headings', (text) => text.replace('## Q2 2026', '## April to June 2026')],
    [
      'with its bullets broken to fit',
      (text) => text.replaceAll(' by fixing', '\n  by fixing').replaceAll(', because', ',\n  because'),
    ],
    [
      'reordered',
      (text) => {
        const [head, ...bullets] = text.split('\n- ')
        const [last, ...rest] = bullets.pop()!.split('\n\n')
        return `${head}\n- ${[last, ...bullets].join('\n- ')}\n\n${rest.join('\n\n')}`
      },
    ],
  ]
  for (const [what, change] of again)
    test(`${what} propose nothing twice`, async () => {
      const person = await signUpPm()
      expect(await texts(person, document)).toHaveLength(4)
      expect(change(document) === document && what !== 'unchanged').toBe(false)
      expect(await texts(person, change(document))).toEqual([])
    })

  test('not even when the first ones were approved, waved away or undone since', async () => {
    const person = await signUpPm()
    await texts(person, document)
    const [first, second] = (await person.call('inbox.list')).items
    await person.call('inbox.approve', { ids: [first.id] })
    await person.call('inbox.dismiss', { ids: [second.id] })
    expect(await texts(person, document)).toEqual([])
    await person.call('activity.undo')
    expect(await texts(person, document)).toEqual([])
  })

  test('nor when two imports run at once', async () => {
    const person = await signUpPm()
    const both = await Promise.all([texts(person, document), texts(person, document)])
    expect(both.map((proposed) => proposed.length).sort()).toEqual([0, 4])
    expect((await person.call('inbox.list')).waiting).toBe(4)
  })
})

test('a proposal says nothing its source does not say, in any document', async () => {
  const person = await signUpPm()
  const piece = fc.constantFrom(
    '- Cut churn from 4% to 3%',
    '* Won 4 of 9 deals',
    '  - with Priya',
    '1. Shipped the log',
    '- [ ] open',
    '- [x] closed the gap',
    '# Heading',
    '## May 2026',
    '**Bold title**',
    '| Date | Did |',
    '|---|---|',
    '| May | Cut cost |',
    '> quoted',
    '```',
    'code()',
    '<b>html</b> <script>alert(1)</script>',
    '![alt](x.png)',
    '[link](javascript:alert(1))',
    '~~struck~~',
    '---',
    '{{blank}}',
    'Plain words here.',
    'and a line that goes on',
    '\u202eright to left\u202c',
    '&amp; &lt;b&gt;',
    '\\*not bold\\*',
    '',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (lines) => {
      const source = lines.join('\n')
      if (source.trim() === '') return
      const known = new Set(
        wordsOf(source).concat(wordsOf(source.replaceAll('&amp;', '&').replaceAll(/&[lg]t;/g, ' '))),
      )
      const { proposals } = await person.call('inbox.import', { text: source, dryRun: true })
      for (const { text } of proposals) expect(wordsOf(text).filter((word) => !known.has(word))).toEqual([])
    }),
    tries(30),
  )
})

test('fifteen hundred lines are read, approved, and taken back in one go', async () => {
  const person = await signUpPm()
  const before = await person.call('archive.export')
  const many = Array.from({ length: 1500 }, (_, i) => `- Cut cost ${i} from ${i + 2}% to ${i}% in May 2026`).join('\n')
  expect((await person.call('inbox.import', { text: many })).proposals).toHaveLength(1500)
  expect((await person.call('inbox.approve', { all: true })).approved).toBe(1500)
  await person.call('activity.undo')
  expect((await person.call('inbox.list')).waiting).toBe(1500)
  expect((await person.call('evidence.list')).items).toEqual([])
  await person.call('activity.undo')
  expect((await person.call('archive.export')).archive.records).toEqual(before.archive.records)
  expect((await person.call('archive.verify')).ok).toBe(true)
})

test('a line as long as a book is named and left out, and holds up neither the others nor the approval of all', async () => {
  const person = await signUpPm()
  const { proposals, skipped } = await person.call('inbox.import', {
    text: `- Cut churn from 4% to 3%\n- ${'1,'.repeat(900_000)}\n- Won 4 of 9 deals`,
  })
  expect(proposals.map(({ text }: Proposed) => text)).toEqual(['Cut churn from 4% to 3%', 'Won 4 of 9 deals'])
  expect(skipped).toMatchObject([{ line: 2, why: expect.stringContaining('too long') }])
  expect((await person.call('inbox.approve', { all: true })).approved).toBe(2)
})
