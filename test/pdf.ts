import { inflateSync } from 'node:zlib'

/** What a PDF holds as text, page by page in the order drawn, line by line, and what it says of itself. Reads what Chromium and Typst write. */
export interface ReadPdf {
  lines: string[]
  sheets: number
  pages: Sheet[]
  /** The names in its table of contents, in their order. */
  bookmarks: string[]
}

export interface Sheet {
  lines: string[]
  /** In points. */
  size: [width: number, height: number]
}

export function readPdf(pdf: Buffer): ReadPdf {
  const objects = objectsOf(pdf)
  const fonts = fontsOf(objects)
  const pages = [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
    .map(({ head }) => {
      const [, , width, height] = /\/MediaBox \[(.*?)\]/.exec(head)![1]!.trim().split(/\s+/).map(Number)
      const { stream } = objects.get(/\/Contents (\d+) 0 R/.exec(head)![1]!)!
      return {
        lines: linesOf(withForms({ head, stream }, objects), fonts),
        size: [width!, height!] as [number, number],
      }
    })
  return { lines: pages.flatMap(({ lines }) => lines), sheets: pages.length, pages, bookmarks: bookmarksOf(objects) }
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
      const [head, packed] = body!.split(/\s+stream\n/, 2) as [string, string | undefined]
      const length = Number(/\/Length (\d+)/.exec(head)?.[1])
      const bytes = Buffer.from((packed ?? '').slice(0, length), 'latin1')
      return [id!, { head, stream: (head.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1') }]
    }),
  )
}

/** A stream with those it draws inside it in their places. */
function withForms({ head, stream }: PdfObject, objects: Map<string, PdfObject>): string {
  const named = (text: string, name: string) => {
    const id = new RegExp(`/${name} (\\d+) 0 R`).exec(text)?.[1]
    return id ? objects.get(id)!.head : text
  }
  const forms = named(named(head, 'Resources'), 'XObject')
  return stream.replace(/^\/(X\w+) Do$/gm, (drawing, name: string) => {
    const form = objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(forms)?.[1] ?? '')
    return form ? withForms(form, objects) : drawing
  })
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
  const drawn = /\/(F\d+) [\d.]+ Tf|^(q)$|(\S+) Tm|<(\w+)> Tj|\[([^\]]*)\] TJ/gm
  for (const [, font, group, at, shown, kerned] of inHex(stream).matchAll(drawn)) {
    if (font) letters = fonts.get(font)
    else if (group) lines.push('')
    else if (at) {
      if (at !== height) lines.push('')
      height = at
    } else {
      const hex = shown ?? [...kerned!.matchAll(/<(\w*)>/g)].map(([, part]) => part).join('')
      const text = (hex.match(/.{4}/g) ?? []).map((glyph) => letters?.get(Number.parseInt(glyph, 16)) ?? '\ufffd')
      lines.push((lines.pop() ?? '') + text.join(''))
    }
  }
  return lines.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '')
}

/** Its strings in hexadecimal: `(a\)b)`, as Typst writes them, becomes `<612962>`, as Chromium does. */
function inHex(stream: string): string {
  let text = ''
  let bytes = ''
  let depth = 0
  for (let i = 0; i < stream.length; i++) {
    const sign = stream[i]!
    if (depth === 0) {
      if (sign === '(') depth = 1
      else text += sign
    } else if (sign === '\\') {
      const octal = /^[0-7]{1,3}/.exec(stream.slice(i + 1, i + 4))?.[0]
      bytes += octal ? String.fromCharCode(Number.parseInt(octal, 8)) : (escapes[stream[i + 1]!] ?? stream[i + 1])
      i += octal?.length ?? 1
    } else if (sign === ')' && depth === 1) {
      text += `<${Buffer.from(bytes, 'latin1').toString('hex')}>`
      bytes = ''
      depth = 0
    } else {
      if (sign === '(') depth += 1
      if (sign === ')') depth -= 1
      bytes += sign
    }
  }
  return text
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const bookmarksOf = (objects: Map<string, PdfObject>): string[] =>
  [...objects.values()].flatMap(({ head }) => {
    const hex = /\/Dest/.test(head) && /\/Title <(\w*)>/.exec(inHex(head))?.[1]
    if (!hex) return []
    return hex.startsWith('feff') ? [utf16(hex.slice(4))] : [Buffer.from(hex, 'hex').toString('latin1')]
  })
