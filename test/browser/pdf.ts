import { inflateSync } from 'node:zlib'

/** What a PDF that Chromium wrote holds as text, line by line, and on how many sheets. */
export function readPdf(pdf: Buffer): { lines: string[]; sheets: number } {
  const objects = objectsOf(pdf)
  const fonts = fontsOf(objects)
  const drawn = [...objects.values()].map(({ stream }) => stream).filter((stream) => /\bBT\b.*\bTj\b/s.test(stream))
  return {
    lines: drawn.flatMap((stream) => linesOf(stream, fonts)),
    sheets: [...objects.values()].filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head)).length,
  }
}

interface PdfObject {
  head: string
  /** Unpacked; empty where the object has none, or one that is no text. */
  stream: string
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const found = [...pdf.toString('latin1').matchAll(/^(\d+) 0 obj\n(.*?)\nendobj$/gms)]
  return new Map(
    found.map(([, id, body]) => {
      const [head, packed] = body!.split(/ stream\n/, 2) as [string, string | undefined]
      const length = Number(/\/Length (\d+)/.exec(head)?.[1])
      const bytes = Buffer.from((packed ?? '').slice(0, length), 'latin1')
      return [id!, { head, stream: (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1') }]
    }),
  )
}

/** Letters of each font by the number of their drawing; fonts by the name that the pages call them. */
function fontsOf(objects: Map<string, PdfObject>): Map<string, Map<number, string>> {
  const fonts = new Map<string, Map<number, string>>()
  for (const { head } of objects.values())
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const letters = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id!)?.head ?? '')?.[1]
      if (letters) fonts.set(name!, lettersOf(objects.get(letters)!.stream))
    }
  return fonts
}

function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>()
  const entries = (kind: string) => [...map.matchAll(new RegExp(`beginbf${kind}\n(.*?)endbf${kind}`, 'gs'))]
  for (const [, lines] of entries('char'))
    for (const [, glyph, text] of lines!.matchAll(/<(\w+)> <(\w+)>/g))
      letters.set(Number.parseInt(glyph!, 16), utf16(text!))
  for (const [, lines] of entries('range'))
    for (const [, first, last, text] of lines!.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const [from, to, letter] = [first, last, text].map((hex) => Number.parseInt(hex!, 16)) as [number, number, number]
      for (let glyph = from; glyph <= to; glyph++) letters.set(glyph, String.fromCodePoint(letter + glyph - from))
    }
  return letters
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

/** Pieces of text by the height they stand at, in the order drawn. */
function linesOf(stream: string, fonts: Map<string, Map<number, string>>): string[] {
  const lines: string[] = []
  let letters: Map<number, string> | undefined
  let height = ''
  for (const [, font, at, glyphs] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|(\S+) Tm|<(\w+)> Tj/g)) {
    if (font) letters = fonts.get(font)
    else if (at) {
      if (at !== height) lines.push('')
      height = at
    } else if (glyphs) {
      const text = glyphs.match(/.{4}/g)!.map((glyph) => letters?.get(Number.parseInt(glyph, 16)) ?? '\ufffd')
      lines.push((lines.pop() ?? '') + text.join(''))
    }
  }
  return lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '')
}
