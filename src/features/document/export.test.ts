import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Person, signUpPm } from '../../../test/harness.ts'
import { readPdf } from '../../../test/pdf.ts'
import { templates } from '../../../test/templates.ts'
import { unzipped } from '../../../test/zip.ts'
import type { Field } from '../../core/document/template.ts'
import { runCommand } from '../../surfaces/cli.ts'

const memo = {
  problem: 'New teams leave in the first week.',
  options: [
    ['Shorter setup', 'first value on day one', '4 weeks', 'support | load'],
    ['More calls', 'some', '2 people', 'does not last'],
  ],
  not_doing: ['The connector', 'The mobile app'],
}

const bytesOf = async (person: Person, id: string, input: object): Promise<Buffer> =>
  Buffer.from((await person.call('document.export', { id, ...input })).file.base64, 'base64')

/** What a Word file says, and its tags, which must close as they open. */
function wordOf(bytes: Buffer) {
  const files = unzipped(bytes)
  const xml = files.get('word/document.xml')!.toString()
  const open: string[] = []
  for (const [, close, name, self] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name)
    else if (!self) open.push(name!)
  }
  expect(open).toEqual([])
  const text = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, words]) => words).join('\n')
  return { files, xml, text }
}

describe('a document as a file', () => {
  test('as Word has headings, lists and tables that Word knows as such, and reaches for nothing outside', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', { template: 'strategy_memo', fields: memo })
    const { files, xml, text } = wordOf(await bytesOf(ana, id, { format: 'docx', paper: 'letter' }))
    expect(text).toContain('The problem, and who has it')
    expect(text).toContain('support | load')
    expect(text).toContain('not written yet')
    expect(xml.match(/w:pStyle w:val="Heading2"/g)!.length).toBeGreaterThan(5)
    expect(xml.match(/<w:numPr>/g)).toHaveLength(2)
    expect(xml.match(/<w:tr>|<w:tr /g)).toHaveLength(3)
    expect(xml).toContain('w:w="12240"')
    const relations = [...files].filter(([name]) => name.endsWith('.rels')).map(([, bytes]) => bytes.toString())
    expect(relations.join()).not.toMatch(/TargetMode="External"/)
  })

  test('as PDF stands on the paper of where one is, with the same words', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', { template: 'strategy_memo', fields: memo })
    const a4 = readPdf(await bytesOf(ana, id, { format: 'pdf' }))
    expect(a4.pages[0]!.size[0]).toBeCloseTo(595.28, 1)
    for (const words of ['Shorter setup', 'The mobile app', 'not written yet', 'Ana'])
      expect(a4.lines.join(' ')).toContain(words)
    expect(a4.bookmarks.slice(0, 2)).toEqual(['New teams leave in the first week.', 'The problem, and who has it'])
    await ana.call('profile.set', { locale: 'en-US' })
    expect(readPdf(await bytesOf(ana, id, { format: 'pdf' })).pages[0]!.size[0]).toBeCloseTo(612, 1)
  })

  test('says days as people read them on paper, and as they are read back in Markdown', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', {
      template: 'post_launch_review',
      fields: { shipped: '2026-03-02', surprise: 'On 2026-03-03 it rained.' },
    })
    const { text } = wordOf(await bytesOf(ana, id, { format: 'docx' }))
    expect(text).toContain('2 March 2026')
    expect(text).toContain('On 2026-03-03 it rained.')
    expect((await ana.call('document.export', { id })).file.text).toContain('2026-03-02')
  })

  test('leaves out what is for the owner’s eyes unless they ask for it', async () => {
    const ana = await signUpPm()
    const { id } = await ana.call('document.start', {
      template: 'revisit_note',
      fields: { reason: 'No room', alternatives: 'The other group' },
    })
    for (const format of ['docx', 'pdf', 'md']) {
      const said = async (input: object) => {
        const { file } = await ana.call('document.export', { id, format, ...input })
        if (format === 'md') return file.text
        const bytes = Buffer.from(file.base64, 'base64')
        return format === 'pdf' ? readPdf(bytes).lines.join(' ') : wordOf(bytes).text
      }
      expect(await said({}), format).not.toContain('The other group')
      expect(await said({ withPrivate: true }), format).toContain('The other group')
    }
  })

  const hostile = {
    'a word of 4,000 letters': 'x'.repeat(1900),
    'letters from right to left': 'שלום עולם, قال ٪٤٢ «نعم»',
    emoji: '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 🧑🏽‍💻 \ud83d',
    'signs that steer': 'a\u0007b\u001bc\u202ed\u2066e\ufffef\u0000g\u007fh',
    'what could be markup': '<w:t>&amp;]]></w:t> #set page() $x$ *b* _c_ `d` @e \\ "f"',
    'letters that no font has': '𒀀𓀀ꙮ᭄',
    'marks on nothing': '\u0301\u0590\u064b',
  }
  for (const [what, words] of Object.entries(hostile))
    test(`with ${what} in every field breaks no format`, async () => {
      const ana = await signUpPm()
      const template = templates.find(({ id }) => id === 'alignment_note')!
      const long = what.startsWith('a word') ? 'x'.repeat(4000) : words
      const fields = Object.fromEntries(template.fields.map((field) => [field.id, filled(field, words, long)]))
      const { id } = await ana.call('document.start', { template: template.id, fields, title: words.slice(0, 150) })
      const { text } = wordOf(await bytesOf(ana, id, { format: 'docx' }))
      expect(text.length).toBeGreaterThan(200)
      expect(text).not.toMatch(/(?![\t\n\r])\p{Cc}/u)
      expect(readPdf(await bytesOf(ana, id, { format: 'pdf' })).lines.length).toBeGreaterThan(10)
      expect((await ana.call('document.export', { id })).file.text).toContain('## What is about to be built')
    })

  test('comes of the command line: begun by its name, written from a file, finished and taken along', async () => {
    const ana = await signUpPm()
    const folder = mkdtempSync(join(tmpdir(), 'cairn-'))
    try {
      const cairn = async (...args: string[]) => {
        const lines: string[] = []
        const terminal = {
          out: (text: string) => lines.push(text),
          error: (text: string) => lines.push(text),
          stdin: () => written,
        }
        const code = await runCommand(ana.app.cairn, async () => ana.app.ownerId, args, terminal)
        return { code, text: lines.join('\n') }
      }
      const begun = await cairn('document', 'start', '--template', 'decision_record')
      const id = begun.text.split('\n').at(-1)!.trim()
      expect(begun.text).toContain('Still to fill: What kind of decision; What I decided')
      expect((await cairn('document', 'finish', id)).code).toBe(2)
      const written =
        '## What kind of decision\n\ncut\n\n## What I decided\n\nCut two steps\n\n## Instead of\n\n- Sharing\n\n## Why\n\nIt lasts.\n\n## What I will look at\n\nRetention\n'
      expect((await cairn('document', 'edit', id, '--text', '-')).text).toContain('All that is needed is there.')
      expect((await cairn('document', 'show', id)).text).toContain('# Cut two steps\n')
      expect((await cairn('document', 'finish', id)).text).toContain('Decision record is finished.')
      const out = join(folder, 'decision.docx')
      await cairn('document', 'export', id, '--format', 'docx', '--out', out)
      expect(wordOf(readFileSync(out)).text).toContain('It lasts.')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

function filled(field: Field, words: string, long: string): unknown {
  const cell = (type: string) => (type === 'text' ? words : '')
  if (field.type === 'list') return [words.slice(0, 400), words.slice(0, 400)]
  if (field.type === 'table')
    return [field.columns.map(({ type }) => cell(type)), field.columns.map(({ type }) => cell(type))]
  return field.type === 'long' ? `${long}\n${words}` : ['text', 'person'].includes(field.type) ? words : null
}
