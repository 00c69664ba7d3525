import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readPdf } from '../../test/pdf.ts'
import { Problem } from '../core/problem.ts'
import { lettersOf, typeset } from './typst.ts'

const content = join(import.meta.dirname, '../../content')
const instead = 'Print the page.'

/** A short document whose title is these words as they stand, unmended. */
const raw = (words: string, more: object = {}) => ({
  template: 'case',
  inputs: {
    cairn: '',
    data: JSON.stringify({
      paper: 'a4',
      about: { title: 'A title', author: null, day: [2026, 6, 30] },
      footer: 'Foot',
      title: [words],
      levels: [],
      facts: [],
      sections: [],
      annex: null,
      missingLetters: null,
      ...more,
    }),
  },
})

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** Content beside a typesetter of our own making. */
function contentBeside(typesetter: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-typst-'))
  folders.push(folder)
  mkdirSync(join(folder, 'content'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'typesetter.js'), typesetter)
  return join(folder, 'content')
}

describe('where the typesetter cannot do it', () => {
  test('the person is told what else there is, and nothing is said about programs', async () => {
    const unable = contentBeside(
      `process.on('message', ({ id }) => process.send({ id, unable: 'no binary for this machine' }, () => process.exit()))`,
    )
    const refusal = await typeset(unable, raw('A'), instead).catch((error) => error)
    expect(refusal).toBeInstanceOf(Problem)
    expect(refusal).toMatchObject({
      code: 'unavailable',
      message: 'The part of Cairn that makes PDFs does not run on this computer. Print the page.',
    })
  })

  test('words that make it fail end it, not the program; the next document is set as ever', async () => {
    // What `src/core/letters.ts` takes out, because the compiler does not survive it.
    const deadly = '\u202eabc \u202e def'
    await expect(typeset(content, raw(deadly), instead)).rejects.toThrow(
      'The PDF could not be set from these words. Print the page.',
    )
    const { lines } = readPdf(Buffer.from(await typeset(content, raw('Well again'), instead)))
    expect(lines[0]).toBe('Well again')
  })

  test('a fault of the template is a bug and rises', async () => {
    await expect(typeset(content, raw('A', { sections: [{}] }), instead)).rejects.toThrow(/^case\.typ: /)
  })
})

describe('what is set', () => {
  test('is the same bytes each time, also from a typesetter that was started anew', async () => {
    const once = await typeset(content, raw('The same'), instead)
    await typeset(content, raw('\u202eabc \u202e def'), instead).catch(() => undefined)
    expect(Buffer.compare(once, await typeset(content, raw('The same'), instead))).toBe(0)
  })

  test('several documents asked for at once come back each to its asker', async () => {
    const names = ['One', 'Two', 'Three', 'Four']
    const made = await Promise.all(names.map((name) => typeset(content, raw(name), instead)))
    expect(made.map((pdf) => readPdf(Buffer.from(pdf)).lines[0])).toEqual(names)
  })

  test('is in the fonts that are shipped, and in no other', async () => {
    const words = 'Latin Ελληνικά Кириллица שלום مرحبا ✓ 🚀 ①'
    const pdf = Buffer.from(await typeset(content, raw(words), instead)).toString('latin1')
    const used = [...pdf.matchAll(/\/FontName \/[A-Z]{6}\+(\w+)-/g)].map(([, name]) => name)
    expect([...new Set(used)].sort()).toEqual(['CairnArabic', 'CairnEmoji', 'CairnSerif', 'CairnSymbols'])
  })
})

test('no template reads a file, runs words as code or asks the network for anything', () => {
  const folder = join(content, 'typst')
  const templates = readdirSync(folder).filter((name) => name.endsWith('.typ'))
  expect(templates.length).toBeGreaterThan(1)
  for (const name of templates) {
    const source = readFileSync(join(folder, name), 'utf8')
    expect(source, name).not.toMatch(/\b(eval|read|plugin|yaml|toml|csv|cbor|xml|raw)\(|@\w+\/|https?:/)
    for (const [, from] of source.matchAll(/#?import "([^"]*)"/g)) expect(templates, name).toContain(from)
    expect(source.match(/\bimage\((?!bytes\()/g), name).toBeNull()
  }
})

describe('the list of letters', () => {
  test('is what every shipped style has', async () => {
    const has = await lettersOf(content)
    const fonts = join(content, 'fonts')
    const families = Map.groupBy(
      readdirSync(fonts).filter((name) => /\.[ot]tf$/.test(name)),
      (name) => name.split('-')[0]!,
    )
    const held = [...families.values()].map((names) =>
      names.map((name) => codePointsOf(readFileSync(join(fonts, name)))),
    )
    const isHeld = (codePoint: number) => held.some((styles) => styles.every((style) => style.has(codePoint)))
    for (let codePoint = 0; codePoint < 0x1fb00; codePoint++)
      if (has(codePoint) !== isHeld(codePoint)) expect.fail(`U+${codePoint.toString(16)}`)
  })
})

/** The code points that a font has drawings for: its `cmap` table in the formats 4 and 12. */
function codePointsOf(font: Buffer): Set<number> {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i)
  const cmap = font.readUInt32BE(tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap')! + 8)
  const found = new Set<number>()
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4)
    const format = font.readUInt16BE(at)
    if (format === 4) for (const codePoint of inSegments(font, at)) found.add(codePoint)
    if (format === 12)
      for (let group = 0; group < font.readUInt32BE(at + 12); group++) {
        const [first, last] = [0, 4].map((offset) => font.readUInt32BE(at + 16 + 12 * group + offset)) as [
          number,
          number,
        ]
        for (let codePoint = first; codePoint <= last; codePoint++) found.add(codePoint)
      }
  }
  return found
}

function* inSegments(font: Buffer, at: number): Generator<number> {
  const count = font.readUInt16BE(at + 6) / 2
  const [ends, starts, deltas, offsets] = [14, 16 + 2 * count, 16 + 4 * count, 16 + 6 * count].map((from) => at + from)
  for (let i = 0; i < count; i++) {
    const [end, start, delta, offset] = [ends, starts, deltas, offsets].map((from) => font.readUInt16BE(from! + 2 * i))
    for (let codePoint = start!; codePoint <= end! && codePoint < 0xffff; codePoint++) {
      const glyph =
        offset === 0
          ? (codePoint + delta!) & 0xffff
          : font.readUInt16BE(offsets! + 2 * i + offset! + 2 * (codePoint - start!))
      if (glyph !== 0) yield codePoint
    }
  }
}
