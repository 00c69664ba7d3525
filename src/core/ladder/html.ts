import { type Block, nameIn } from './block.ts'
import type { Cell, Grid } from './grid.ts'
import { tooMuch } from './limits.ts'
import { character, labelOf, plain } from './plain.ts'

/**
 * The blocks of HTML: headings, paragraphs, lists and tables with their spans; everything else is read through. One pass over the text,
 * so that no text, however written, takes longer than its length.
 */
export function htmlBlocks(html: string, firstLine = 1): Block[] {
  const page = new Page()
  let tokens = 0
  for (const token of tokensOf(html, firstLine)) {
    if (page.isFull || ++tokens > MOST_TOKENS) throw tooMuch()
    if (token.is === 'text') page.write(token.text, token.line)
    else if (token.closes) page.close(token.name, token.line)
    else page.open(token.name, token.source, token.line)
  }
  return page.end()
}

type Token =
  | { is: 'text'; text: string; line: number }
  | { is: 'tag'; name: string; closes: boolean; source: string; line: number }

function* tokensOf(html: string, firstLine: number): Generator<Token> {
  let line = firstLine
  let at = 0
  const advance = (to: number): string => {
    const passed = html.slice(at, to)
    for (let n = passed.indexOf('\n'); n >= 0; n = passed.indexOf('\n', n + 1)) line++
    at = to
    return passed
  }
  const ends = new Map<string, number>()
  // Where a sign does not come again it is looked for once, not from every place that waits for it.
  const endOf = (sign: string, from: number): number => {
    const known = ends.get(sign) ?? -1
    if (known === Number.POSITIVE_INFINITY || known >= from) return known
    const found = html.indexOf(sign, from)
    ends.set(sign, found < 0 ? Number.POSITIVE_INFINITY : found)
    return ends.get(sign)!
  }

  while (at < html.length) {
    const start = endOf('<', at)
    if (start > at) {
      const begins = line
      yield { is: 'text', text: advance(Math.min(start, html.length)), line: begins }
      continue
    }
    if (html.startsWith('<!--', at)) {
      const end = endOf('-->', at + 4)
      advance(end === Number.POSITIVE_INFINITY ? html.length : end + 3)
      continue
    }
    const end = endOf('>', at)
    const found = /^<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,20})/.exec(html.slice(at, at + 30))
    if (end === Number.POSITIVE_INFINITY || !found) {
      const begins = line
      const isTag = /^[!?/]/.test(html[at + 1] ?? '') && end !== Number.POSITIVE_INFINITY
      const passed = advance(isTag ? end + 1 : at + 1)
      if (!isTag) yield { is: 'text', text: passed, line: begins }
      continue
    }
    const begins = line
    const name = found[2]!.toLowerCase()
    const source = advance(end + 1)
    if (silent.has(name) && !found[1] && !source.endsWith('/>')) {
      const close = endOf(`</${name}`, at)
      advance(close === Number.POSITIVE_INFINITY ? html.length : close)
    }
    yield { is: 'tag', name, closes: found[1] === '/', source: source.slice(0, 2_000), line: begins }
  }
}

const silent = new Set([
  'script',
  'style',
  'svg',
  'template',
  'noscript',
  'iframe',
  'object',
  'math',
  'textarea',
  'title',
  'nav',
])
const breaks = new Set(
  'p div h1 h2 h3 h4 h5 h6 li ul ol table tr td th thead tbody tfoot caption section article header footer main aside dl dt dd details summary blockquote figure pre hr form body html head'.split(
    ' ',
  ),
)
const strong = new Set(['b', 'strong'])

// A span beyond these says nothing about a ladder.
const MOST_COLUMNS = 60
const MOST_ROWS = 1_500
const MOST_CELLS = 40_000
// Nor do more pieces of running text than this belong to a ladder.
const MOST_BLOCKS = 20_000
const MOST_TOKENS = 120_000

interface OpenTable {
  line: number
  rows: Cell[][]
  row: Cell[] | null
  cell: { text: string; begun: boolean; line: number; columns: number; rows: number } | null
  /** What still hangs down from rows above, per column. */
  hanging: Map<number, { cell: Cell; rows: number }>
  cells: number
  nested: number
}

class Page {
  readonly #blocks: Block[] = []
  #text = ''
  #begun = false
  #boldText = ''
  #line = 1
  #bold = 0
  #lists = 0
  #as: { is: 'heading'; depth: number } | { is: 'bullet' } | { is: 'lead' } | { is: 'text' } = { is: 'text' }
  #table: OpenTable | null = null
  #heading = 0

  write(source: string, line: number): void {
    const text = source.includes('&')
      ? source.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,8}));/gi, character)
      : source
    const { cell } = this.#table ?? {}
    if (this.#table) {
      if (cell) {
        if (!cell.begun && text.trim() !== '') {
          cell.line = line + linesBefore(source)
          cell.begun = true
        }
        cell.text += text.replace(/[\s\u00a0]+/g, ' ')
      }
      return
    }
    if (!this.#begun && text.trim() !== '') {
      this.#line = line + linesBefore(source)
      this.#begun = true
    }
    this.#text += text
    if (this.#bold > 0) this.#boldText += text
  }

  open(name: string, source: string, line: number): void {
    if (name === 'br') this.#break()
    else if (this.#table) this.#openInTable(name, source, line)
    else {
      if (breaks.has(name)) this.#flush()
      if (name === 'table') this.#table = newTable(line)
      else if (/^h[1-6]$/.test(name)) this.#as = { is: 'heading', depth: Number(name[1]) }
      else if (name === 'li' || name === 'dd') this.#as = { is: 'bullet' }
      else if (name === 'ul' || name === 'ol') this.#lists++
      else if (name === 'summary') this.#as = { is: 'heading', depth: Math.min(6, this.#heading + 1) }
      else if (name === 'dt') this.#as = { is: 'lead' }
      else if (isBold(name, source)) this.#bold++
    }
  }

  close(name: string, _line: number): void {
    if (this.#table) {
      this.#closeInTable(name)
      return
    }
    if (breaks.has(name)) this.#flush()
    if (name === 'ul' || name === 'ol') this.#lists = Math.max(0, this.#lists - 1)
    if (strong.has(name) || name === 'span') this.#bold = Math.max(0, this.#bold - 1)
  }

  get isFull(): boolean {
    return this.#blocks.length > MOST_BLOCKS
  }

  end(): Block[] {
    if (this.#table) this.#endTable()
    this.#flush()
    return this.#blocks
  }

  #break(): void {
    if (this.#table?.cell) this.#table.cell.text += '\n'
    else if (!this.#table) this.#text += '\n'
  }

  #flush(): void {
    const bold = this.#boldText.trim() !== '' && this.#boldText.trim() === this.#text.trim()
    const as = this.#as
    this.#text.split('\n\n').forEach((passage) => {
      const text = plain(passage.replace(/[<*_`]/g, ' '))
      if (text === '') return
      if (as.is === 'heading') {
        this.#blocks.push({ is: 'heading', depth: as.depth, text: labelOf(text), line: this.#line })
        this.#heading = as.depth
      } else if (
        as.is === 'lead' ||
        (as.is === 'text' && text.length <= 100 && !/[.!?]$/.test(text) && (bold || text.endsWith(':')))
      )
        this.#blocks.push({
          is: 'lead',
          how: bold || as.is === 'lead' ? 'bold' : 'colon',
          text: labelOf(text),
          line: this.#line,
        })
      else {
        const pasted = /^[•●○▪■◦‣⁃·]\s*(.+)$/.exec(text)
        if (as.is === 'bullet' || pasted) this.#pushBullet(pasted?.[1] ?? text, bold)
        else this.#blocks.push({ is: 'text', text, name: this.#nameIn(text), line: this.#line, indent: 0, apart: true })
      }
    })
    this.#text = ''
    this.#begun = false
    this.#boldText = ''
    this.#as = { is: 'text' }
  }

  #pushBullet(text: string, bold: boolean): void {
    const isStrong = bold || /^[^.!?]{1,80}:$/.test(text)
    const name = isStrong ? null : this.#nameIn(text)
    this.#blocks.push({
      is: 'bullet',
      indent: 2 * Math.min(12, Math.max(0, this.#lists - 1)),
      text,
      name,
      strong: isStrong,
      line: this.#line,
    })
  }

  #nameIn(text: string): ReturnType<typeof nameIn> {
    const bold = plain(this.#boldText)
    if (bold !== '' && bold.length <= 80 && text.startsWith(bold) && text.length > bold.length)
      return nameIn(`**${bold.replace(/[*_]/g, ' ')}** ${text.slice(bold.length).trim()}`)
    return nameIn(text)
  }

  #openInTable(name: string, source: string, line: number): void {
    const table = this.#table!
    if (name === 'table') table.nested++
    else if (table.nested > 0) {
      if (breaks.has(name)) this.#break()
    } else if (name === 'tr') {
      endRow(table)
      table.row = []
    } else if (name === 'td' || name === 'th') {
      endCell(table)
      table.row ??= []
      table.cell = {
        text: '',
        begun: false,
        line,
        columns: spanOf(source, 'colspan', MOST_COLUMNS),
        rows: spanOf(source, 'rowspan', MOST_ROWS),
      }
    } else if (breaks.has(name)) this.#break()
  }

  #closeInTable(name: string): void {
    const table = this.#table!
    if (name === 'table') {
      if (table.nested > 0) table.nested--
      else this.#endTable()
    } else if (table.nested > 0) {
      if (breaks.has(name)) this.#break()
    } else if (name === 'td' || name === 'th') endCell(table)
    else if (name === 'tr') endRow(table)
    else if (breaks.has(name)) this.#break()
  }

  #endTable(): void {
    const table = this.#table!
    endRow(table)
    this.#table = null
    const grid: Grid = { rows: table.rows, line: table.line }
    if (grid.rows.length > 0) this.#blocks.push({ is: 'table', grid })
  }
}

const linesBefore = (source: string): number => {
  const lead = /^\s*/.exec(source)![0]
  return lead.split('\n').length - 1
}

const isBold = (name: string, source: string): boolean =>
  strong.has(name) || (name === 'span' && /font-weight:\s*(?:bold|[6-9]00)/i.test(source))

const newTable = (line: number): OpenTable => ({
  line,
  rows: [],
  row: null,
  cell: null,
  hanging: new Map(),
  cells: 0,
  nested: 0,
})

function spanOf(source: string, attribute: string, most: number): number {
  const found = new RegExp(`\\b${attribute}\\s*=\\s*["']?(\\d{1,5})`, 'i').exec(source)
  return Math.min(most, Math.max(1, Number(found?.[1] ?? 1)))
}

function endCell(table: OpenTable): void {
  const { cell, row } = table
  table.cell = null
  if (!cell || !row || table.cells > MOST_CELLS) return
  const made: Cell = { text: cell.text.trim(), line: cell.line, ...(cell.columns > 1 && { wide: true }) }
  for (let n = 0; n < cell.columns && row.length < MOST_COLUMNS; n++) {
    fillHanging(table, row)
    if (cell.rows > 1) table.hanging.set(row.length, { cell: made, rows: cell.rows - 1 })
    row.push(made)
    table.cells++
  }
}

function fillHanging(table: OpenTable, row: Cell[]): void {
  for (let above = table.hanging.get(row.length); above; above = table.hanging.get(row.length)) {
    if (above.rows === 1) table.hanging.delete(row.length)
    else above.rows--
    row.push(above.cell)
    table.cells++
  }
}

function endRow(table: OpenTable): void {
  endCell(table)
  const { row } = table
  table.row = null
  if (!row || table.rows.length >= MOST_ROWS || table.cells > MOST_CELLS) return
  fillHanging(table, row)
  if (row.length > 0) table.rows.push(row)
}
