import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { type Person, signUp, signUpPm } from '../../../test/harness.ts'
import { type ReadPdf, readPdf } from '../../../test/pdf.ts'
import { tries } from '../../../test/tries.ts'
import { browse } from '../../../test/visitor.ts'
import { call } from '../../platform/operation.ts'
import { exampleFor } from '../../platform/person.ts'
import { runCommand } from '../../surfaces/cli.ts'
import { web } from '../../surfaces/web.tsx'

const origin = 'http://127.0.0.1:4180'

async function pdfOf(person: Person, input: object = {}): Promise<ReadPdf & { bytes: Buffer }> {
  const { file } = await person.call('case.export', { format: 'pdf', paper: 'a4', ...input })
  const bytes = Buffer.from(file.base64, 'base64')
  return { ...readPdf(bytes), bytes }
}

const capture = async (person: Person, text: string, fields: object = {}): Promise<string> => {
  const { evidence } = await person.call('evidence.capture', { text, happenedOn: '2026-06-01', ...fields })
  return evidence.id
}

/** One of the filled examples, as its owner would use it. */
async function example(which: 'pm' | 'pmm'): Promise<Person> {
  const owner = await signUp({ today: '2026-11-21' })
  await owner.call('demo.load', { example: which })
  const personId = (await exampleFor(owner.app.cairn.db, owner.personId))!
  const done: Person['done'] = (name, input, via = 'cli') => call(owner.app.cairn, { personId, via }, name, input)
  return { ...owner, personId, done, call: async (name, input, via) => (await done(name, input, via)).answer }
}

// Lines end anywhere, and a blank is as long as a pen needs.
const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
const wordsOn = (pdf: ReadPdf, page?: number): string =>
  (page === undefined ? pdf.lines : pdf.pages[page]!.lines).join(' ')

describe('the filled examples as PDF', () => {
  for (const which of ['pm', 'pmm'] as const)
    for (const [paper, size] of [
      ['a4', [595.2756, 841.8898]],
      ['letter', [612, 792]],
    ] as const)
      test(`stand on one page with their annex behind it: ${which} on ${paper}`, async () => {
        const person = await example(which)
        const pdf = await pdfOf(person, { paper })
        expect(pdf.pages.every((page) => page.size.every((length, i) => Math.abs(length - size[i]!) < 0.01))).toBe(true)
        expect(pdf.pages[1]!.lines[0]).toBe('Annex')
        const first = lettersOf(wordsOn(pdf, 0))
        const { sections } = await person.call('case.show')
        for (const { title, sentences } of sections) {
          expect(first).toContain(lettersOf(title))
          for (const { text } of sentences)
            for (const said of text.split('____')) expect(first, text).toContain(lettersOf(said.replace(/^“/, '')))
        }
      })

  test('the annex shows every skill of the level, and every record cited with who confirms it', async () => {
    const person = await example('pm')
    const pdf = await pdfOf(person)
    const behind = pdf.pages.slice(1).flatMap(({ lines }) => lines)
    const { coverage, sources } = await person.call('case.show')
    for (const { name } of coverage.skills) {
      expect(
        behind.some((line) => line.startsWith(name)),
        name,
      ).toBe(true)
      expect(behind.filter((line) => lettersOf(line).includes(lettersOf(name))).length).toBeGreaterThan(1)
    }
    expect(behind.filter((line) => /^\d+$/.test(line)).length).toBeGreaterThanOrEqual(sources.length)
    expect(behind.join(' ')).toContain('5 June 2026 · Decision · confirmed by Ines, finance (words pasted by me)')
  })

  test('an example cut on the page is told on in the annex, and the page leads there', async () => {
    const pdf = await pdfOf(await example('pm'))
    const further = 'The other option: Room pricing for everyone.'
    expect(wordsOn(pdf, 0)).not.toContain(further)
    expect(pdf.lines.join(' ')).toContain(further)
    expect(pdf.bytes.toString('latin1')).toMatch(/\/Subtype \/Link/)
  })

  test('no number says how ready anybody is, and no rating is handed on', async () => {
    const person = await example('pm')
    const { score } = await person.call('readiness.show')
    const words = wordsOn(await pdfOf(person))
    expect(words).not.toContain(score.toFixed(1))
    expect(words).not.toMatch(/readiness|rated|rating/i)
  })

  test('it names itself, its author and its day, and has a table of contents', async () => {
    const { bytes, bookmarks } = await pdfOf(await example('pm'))
    const text = bytes.toString('latin1')
    expect(text).toContain('/Title (Mara: case for Principal Product Manager)')
    expect(text).toContain('/Author (Mara)')
    expect(text).toContain('/CreationDate (D:20261121)')
    expect(text).toContain('/Lang (en)')
    expect(bookmarks.slice(0, 4)).toEqual([
      'Mara: case for Principal Product Manager',
      'What I ask',
      'In short',
      'Examples',
    ])
    expect(bookmarks).toContain('Records behind this case')
  })

  test('each page says whose it is, of which day, and which of how many', async () => {
    const pdf = await pdfOf(await example('pm'))
    pdf.pages.forEach(({ lines }, i) => {
      expect(lines.join(' ')).toContain('Mara · case for Principal Product Manager · 21 November 2026')
      expect(lines.join('\n')).toContain(`${i + 1} / ${pdf.sheets}`)
    })
  })

  test('the same case is the same bytes', async () => {
    const person = await example('pm')
    const [once, again] = [await pdfOf(person), await pdfOf(person)]
    expect(Buffer.compare(once.bytes, again.bytes)).toBe(0)
  })
})

describe('a case as it may be', () => {
  test('without a record is blanks to fill, with what each waits for', async () => {
    const pdf = await pdfOf(await signUpPm())
    expect(pdf.sheets).toBe(2)
    expect(wordsOn(pdf, 0)).toMatch(/My area: .*your area and its size.*_{8,}/)
    expect(wordsOn(pdf, 0)).toMatch(/in the review of the review date _{8,}/)
    expect(wordsOn(pdf, 1)).toContain('no record yet')
    expect(pdf.bookmarks).not.toContain('Examples')
  })

  test('without a name leaves a line for it and claims no author', async () => {
    const nobody = await signUp()
    await nobody.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
    const pdf = await pdfOf(nobody)
    expect(wordsOn(pdf, 0)).toMatch(/^_{5,}: case for Senior Product Manager/)
    expect(pdf.bytes.toString('latin1')).not.toContain('/Author')
  })

  test('that seeks no promotion is a footprint', async () => {
    const ana = await signUpPm()
    await ana.call('profile.set', { target: 'none' })
    await capture(ana, 'Helped the new PM through her first launch.', { skills: ['discovery'] })
    const pdf = await pdfOf(ana)
    expect(pdf.lines[0]).toBe('Ana: what I am the person to go to for')
    expect(wordsOn(pdf)).not.toContain('What I ask')
  })

  test('of half a page is one page, with what would help most', async () => {
    const ana = await signUpPm()
    await capture(ana, 'Decided to drop the export, because 2 of 40 prospects need it.')
    const pdf = await pdfOf(ana, { profile: 'half' })
    expect(pdf.sheets).toBe(1)
    expect(wordsOn(pdf)).toContain('Decided to drop the export')
    expect(wordsOn(pdf)).toContain('What would help most')
  })

  test('of five long examples stays on its page', async () => {
    const ana = await signUpPm()
    const skills = ['discovery', 'strategic-thinking', 'influence', 'outcome-ownership', 'roadmap-impact']
    for (const [i, skill] of skills.entries()) {
      const { id: initiative } = await ana.call('initiative.start', { title: `A long title for initiative ${i + 1}` })
      const id = await capture(
        ana,
        `Week-1 retention of new teams went from ${40 + i}% to ${58 + i}% after I cut two steps from onboarding with the design team, which support had asked for since March. I decided to drop social sharing for a quarter because only 2 of 40 prospects need it. We gave up the launch at the conference.`,
        {
          scope: 'senior',
          kind: i % 2 === 0 ? 'outcome' : 'decision',
          skills: [skill],
          initiative,
          myPart: 'I wrote the problem down and chose the two steps.',
          othersPart: 'Maya drew the screens, Tom built them.',
          happenedOn: `2026-0${i + 1}-15`,
        },
      )
      await ana.call('evidence.confirm', { id, by: `Colleague ${i}, platform lead`, words: 'True.', how: 'pasted' })
    }
    const pdf = await pdfOf(ana)
    expect(wordsOn(pdf, 0)).toContain('The problem I would like to own')
    expect(pdf.pages[1]!.lines[0]).toBe('Annex')
  })

  test('redacted shows no figure of a confidential record, on its page and in its annex', async () => {
    const ana = await signUpPm()
    await capture(ana, 'Churn of key accounts went from 71% to 63% after the rescue.', {
      scope: 'senior',
      kind: 'outcome',
      skills: ['discovery'],
      confidential: true,
    })
    expect(wordsOn(await pdfOf(ana))).toMatch(/71 ?%/)
    const redacted = wordsOn(await pdfOf(ana, { redact: true }))
    expect(redacted).toContain('[figure]')
    expect(redacted).not.toMatch(/71|63/)
  })
})

const hostile = [
  '#import "@preview/x:0.1.0": *',
  '#read("/etc/passwd") #eval("1+1")',
  '$x^2$ `raw` // gone /* gone */',
  '\\ ] } ) [ { ( ~ --- ... "quoted" \'x\'',
  '@cite <label> *bold* _it_ = Heading',
  '#sys.inputs #panic() #set page(fill: red)',
]

describe('words that would be more than words', () => {
  test('stand as they were typed, and no file of the machine is read', async () => {
    const ana = await signUpPm()
    for (const words of hostile) {
      await ana.call('profile.set', { name: words, manager: words })
      await ana.call('case.edit', { area: words, growing: words, next: words })
      const pdf = await pdfOf(ana)
      const printed = wordsOn(pdf).replace(/\s+/g, '')
      expect(printed.split(words.replace(/\s+/g, '')).length, words).toBeGreaterThan(4)
      expect(pdf.bookmarks[0]).toBe(`${words}: case for Senior Product Manager`)
      expect(wordsOn(pdf)).not.toMatch(/root:|:\/bin\//)
    }
  })

  test('of any kind make a document', async () => {
    const ana = await signUpPm()
    const steering = fc.constantFrom(
      'שלום',
      'مرحبا 42%',
      '\u202e',
      '\u2066',
      '\u05bc',
      '٪',
      '🇩🇪',
      '👩‍💻',
      '表',
      '\u0000',
      '#',
      ']',
    )
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(steering, { maxLength: 20 }).map((all) => all.join('')),
    )
    await fc.assert(
      fc.asyncProperty(words, words, words, async (area, growing, next) => {
        await ana.call('case.edit', { area: `A ${area}`, growing: `B ${growing}`, next: `C ${next}` })
        expect((await pdfOf(ana)).sheets).toBeGreaterThan(1)
      }),
      tries(8),
    )
  })

  test('from right to left, in emoji and in letters that are not shipped are all seen', async () => {
    const ana = await signUpPm()
    await capture(ana, 'קיצרתי את ההרשמה לשלושה שלבים. 🚀 Shipped it 👩‍💻 with 中文', {
      scope: 'senior',
      skills: ['discovery'],
    })
    await capture(ana, 'قررت إلغاء التصدير لأن 2 من 40 عميلاً يحتاجونه.', { scope: 'senior', skills: ['influence'] })
    const pdf = await pdfOf(ana)
    const printed = wordsOn(pdf)
    // Drawn from the right, a word stands in the file from its last letter to its first.
    expect(printed).toContain([...'ההרשמה'].reverse().join(''))
    expect(printed).toContain([...'التصدير'].reverse().join(''))
    expect(printed).toContain('🚀 Shipped it 👩‍💻 with □□')
    expect(pdf.lines).toContain('□ stands for a letter that this document’s type does not have.')
  })

  test('of 4,000 letters without a space break inside the page, and none is lost', async () => {
    const ana = await signUpPm()
    await capture(ana, `Wrote ${'x'.repeat(3990)}`, { scope: 'senior', skills: ['influence'] })
    const pdf = await pdfOf(ana)
    // On the page, and its beginning among the records behind it.
    expect(wordsOn(pdf).match(/x/g)!.length).toBeGreaterThan(4200)
    for (const line of pdf.lines) if (line.includes('xxx')) expect(line.length).toBeLessThan(115)
    expect(pdf.sheets).toBeLessThan(6)
  })
})

describe('the PDF, by each way in', () => {
  test('the page offers it for the paper of the place, and both papers below', async () => {
    const ana = await signUpPm()
    await capture(ana, 'Moved sales to the new deck.')
    const main = (html: string) => /<a href="([^"]*)" class="button main"[^>]*>\s*PDF/.exec(html)![1]!
    expect(main((await browse(ana).visit('/case')).html)).toContain('format=pdf&amp;paper=a4')
    await ana.call('profile.set', { locale: 'en-US' })
    const { html } = await browse(ana).visit('/case')
    expect(main(html)).toContain('paper=letter')
    expect(html).toMatch(/paper=a4"[^>]*>A4<.*paper=letter"[^>]*>US Letter</s)
    expect(html).toContain('format=pdf&amp;paper=letter&amp;redact=true')
  })

  test('nobody who names no paper gets another than the page offers', async () => {
    const ana = await signUpPm()
    expect((await pdfOf(ana, { paper: undefined })).pages[0]!.size[1]).toBeCloseTo(841.89, 1)
    await ana.call('profile.set', { locale: 'en-US' })
    expect((await pdfOf(ana, { paper: undefined })).pages[0]!.size[1]).toBe(792)
  })

  test('a browser is handed a file, and a paper there is none of is refused', async () => {
    const ana = await signUpPm()
    const site = web(ana.app.cairn, ana.personId, {
      hosts: new Set(['127.0.0.1:4180']),
      logger: pino({ level: 'error' }),
    })
    const response = await site.request(`${origin}/download/case.export?format=pdf&paper=letter`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="case-2026-06-30.pdf"')
    expect(readPdf(Buffer.from(await response.arrayBuffer())).lines[0]).toBe('Ana: case for Senior Product Manager')
    expect((await site.request(`${origin}/download/case.export?format=pdf&paper=a3`)).status).toBe(422)
  })

  test('the command line writes it where it is told, passes it on to a file or program, and spares a screen', async () => {
    const { app, personId } = await signUpPm()
    const out: string[] = []
    const passed: Buffer[] = []
    const terminal = { out: (text: string) => out.push(text), error: (text: string) => out.push(text), stdin: () => '' }
    const run = (more: string[], pipe = false) =>
      runCommand(app.cairn, async () => personId, ['case', 'export', '--format', 'pdf', ...more], {
        ...terminal,
        ...(pipe && { bytes: (bytes: Uint8Array) => passed.push(Buffer.from(bytes)) }),
      })
    expect(await run([])).toBe(2)
    expect(out.pop()).toBe(
      'A screen cannot show case-2026-06-30.pdf. Say where to write it: --out case-2026-06-30.pdf. Nothing was changed.',
    )
    const to = mkdtempSync(join(tmpdir(), 'cairn-pdf-'))
    expect(await run(['--out', to])).toBe(0)
    expect(out.pop()).toBe(`Written: ${join(to, 'case-2026-06-30.pdf')}`)
    const written = readFileSync(join(to, 'case-2026-06-30.pdf'))
    expect(await run([], true)).toBe(0)
    expect(Buffer.compare(passed[0]!, written)).toBe(0)
    expect(await run(['--json'])).toBe(0)
    expect(Buffer.compare(Buffer.from(JSON.parse(out.pop()!).file.base64, 'base64'), written)).toBe(0)
    expect(out).toEqual([])
    rmSync(to, { recursive: true })
  })
})
