import { linesOf } from '../document-lines.ts'
import { type Block, nameIn } from './block.ts'
import type { Cell } from './grid.ts'
import { htmlBlocks } from './html.ts'
import { levelName } from './level-name.ts'
import { MOST_LINES, tooMuch } from './limits.ts'
import { labelOf, plain } from './plain.ts'

/** The blocks of Markdown or plain text, also where tables are written in HTML inside it. */
export function markdownBlocks(text: string): Block[] {
  const { rest, blocks: html } = withoutHtml(text.replace(/\u00a0/g, ' '))
  const lines = linesOf(rest)
  if (lines.length > MOST_LINES) throw tooMuch()
  const blocks: Block[] = []
  let table: { cells: Cell[][]; line: number } | null = null
  let apart = true
  const rows = rest.split(/\r\n|\n|\r/)
  const names = repeatedRows(rows)

  lines.forEach((line, index) => {
    const body = line.is === 'row' ? line.body : pipeRow(rows, index, table !== null)
    if (body !== null && line.is !== 'aside') {
      table ??= { cells: [], line: line.line }
      if (!isRuler(body)) table.cells.push(cellsOf(body, line.line))
      return
    }
    if (table && line.is === 'aside' && isRuler(line.body)) return
    if (table) blocks.push({ is: 'table', grid: { rows: table.cells, line: table.line } })
    table = null
    if (line.is === 'blank') apart = true
    else if (line.is === 'heading')
      blocks.push({ is: 'heading', depth: line.depth, text: labelOf(line.body), line: line.line })
    else if (line.is === 'bullet') addBullet(blocks, line.body, line.indent, line.line)
    else if (line.is === 'text')
      addText(blocks, withoutColon(line.body), line.indent, line.line, apart, rows.slice(index + 1, index + 3), names)
    if (line.is !== 'blank') apart = line.is === 'heading' || line.is === 'aside'
  })
  if (table)
    blocks.push({
      is: 'table',
      grid: { rows: (table as { cells: Cell[][] }).cells, line: (table as { line: number }).line },
    })
  return inOrder([...blocks, ...html])
}

// The second line of a list of definitions.
const withoutColon = (body: string): string => body.replace(/^:\s+/, '')

/** Short lines that come again, each above a longer one: what was a heading before it was pasted. */
function repeatedRows(rows: readonly string[]): Set<string> {
  const times = new Map<string, number>()
  rows.forEach((row, index) => {
    const text = row.trim()
    const isShort = text.length <= 40 && /^\p{Lu}[^.!?,;:|<>*_#]+$/u.test(text) && text.split(/\s+/).length <= 5
    const next = (rows[index + 1] ?? '').trim()
    if (isShort && next.split(/\s+/, 4).length > 3) times.set(text, (times.get(text) ?? 0) + 1)
  })
  return new Set([...times].filter(([, count]) => count >= 2).map(([text]) => text))
}

const lineOf = (block: Block): number => (block.is === 'table' ? block.grid.line : block.line)

const inOrder = (blocks: Block[]): Block[] => blocks.sort((a, b) => lineOf(a) - lineOf(b))

/**
 * Cuts out what is written in HTML as a piece of its own: tables and lists are read, what only dresses the page is dropped. The lines
 * stay where they are.
 */
function withoutHtml(text: string): { rest: string; blocks: Block[] } {
  const blocks: Block[] = []
  const kept: string[] = []
  const missing = new Set<string>()
  let from = 0
  let line = 1
  let counted = 0
  for (const { index, 1: name } of text.matchAll(/<(table|ul|ol|style|script|svg|nav)\b/gi)) {
    const tag = name!.toLowerCase()
    if (index < from || missing.has(tag)) continue
    const end = endOf(text, tag, index)
    if (end === null) {
      missing.add(tag)
      continue
    }
    const source = text.slice(index, end)
    line += linesIn(text.slice(counted, index))
    counted = index
    blocks.push(...blocksOfHtml(tag, source, line))
    kept.push(text.slice(from, index), '\n'.repeat(linesIn(source)))
    from = end
  }
  return { rest: kept.join('') + text.slice(from), blocks }
}

/** Where the element that begins here ends; null if it never does. */
function endOf(text: string, tag: string, index: number): number | null {
  const marks = new RegExp(`<(/?)${tag}\\b[^<>]{0,2000}>?`, 'gi')
  marks.lastIndex = index
  let open = 0
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    open += mark[1] === '/' ? -1 : 1
    if (open === 0) return marks.lastIndex
  }
  return null
}

function blocksOfHtml(tag: string, source: string, line: number): Block[] {
  if (tag === 'table') return htmlBlocks(source, line).filter((block) => block.is === 'table')
  if (tag !== 'ul' && tag !== 'ol') return []
  const blocks = htmlBlocks(source, line)
  // A list of nothing but short names shows the way: steps, a menu, the parts of a page.
  return blocks.every((block) => block.is !== 'table' && block.text.split(' ').length <= 3) ? [] : blocks
}

const linesIn = (text: string): number => text.split(/\r\n|\n|\r/).length - 1

// A table may be written without the strokes at its sides; the ruler below its first row gives it away.
function pipeRow(rows: readonly string[], index: number, isOpen: boolean): string | null {
  const row = rows[index] ?? ''
  if (row.length > 20_000 || !row.includes('|')) return null
  return isOpen || isRuler(rows[index + 1] ?? '') ? row.trim() : null
}

const isRuler = (row: string): boolean =>
  row.length < 2_000 && /^[\s:|+=-]+$/.test(row) && /-{2,}|:-/.test(row) && /[|+]/.test(row)

function cellsOf(row: string, line: number): Cell[] {
  const cells: Cell[] = []
  let cell = ''
  let code = false
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/\|\s*$/, '')
  for (let at = 0; at < inner.length; at++) {
    const sign = inner[at]!
    if (sign === '\\' && inner[at + 1] === '|') {
      cell += '|'
      at++
    } else if (sign === '|' && !code) {
      cells.push({ text: cell.trim(), line })
      cell = ''
    } else {
      if (sign === '`') code = !code
      cell += sign
    }
  }
  cells.push({ text: cell.trim(), line })
  return cells
}

function addBullet(blocks: Block[], body: string, indent: number, line: number): void {
  // An entry of a table of contents: a link within the page and nothing else.
  if (/^\[[^\][]*\]\(#[^()]*\)\s*$/.test(body) || body === '') return
  const strong = wholeBold(body) !== null || /^[^.!?]{1,80}:\s*$/.test(plain(body))
  blocks.push({ is: 'bullet', indent, text: plain(body), name: strong ? null : nameIn(body), strong, line })
}

function addText(
  blocks: Block[],
  body: string,
  indent: number,
  line: number,
  apart: boolean,
  below: readonly string[],
  names: ReadonlySet<string>,
): void {
  if (/^\[\^?[^\][]{1,40}\]:/.test(body) || /^\[\[?_?toc_?\]?\]$/i.test(body) || /^\{[:%#].*\}$/.test(body)) return
  const text = plain(body)
  if (text === '') return
  const how = names.has(body) && (below[0] ?? '').trim() !== '' ? 'colon' : leadOf(body, text, apart, below)
  if (how) {
    blocks.push({ is: 'lead', how, text: labelOf(wholeBold(body) ?? body), line })
    return
  }
  const before = blocks.at(-1)
  if (before && !apart && goesOn(before, body, indent)) {
    if (before.is === 'text' || before.is === 'bullet') {
      before.text = `${before.text} ${text}`
      if (before.name) before.name.rest = `${before.name.rest} ${text}`
    }
    return
  }
  blocks.push({ is: 'text', text, name: nameIn(body) ?? nameIn(text), line, indent, apart })
}

const wholeBold = (body: string): string | null =>
  /^(?:\*\*|__)([^*_]{1,120})(?:\*\*|__)\s*(?:[*_][^*_]{1,120}[*_])?\s*:?\s*$/.exec(body)?.[1] ??
  /^\*\*\*([^*]{1,120})\*\*\*$/.exec(body)?.[1] ??
  null

function leadOf(
  body: string,
  text: string,
  apart: boolean,
  below: readonly string[],
): 'bold' | 'capitals' | 'colon' | 'alone' | null {
  if (text.length > 100 || (/[.!?]$/.test(text) && !/\b(?:Sr|Jr)\.$/.test(text))) return null
  if (wholeBold(body)) return 'bold'
  if (nameIn(body)?.marked) return null
  // A line in italics says something about what it stands below.
  if (/^([*_])(?!\1).+\1$/.test(body)) return null
  if (/^[^.!?]{1,70}:$/.test(text)) return 'colon'
  if (text.length >= 4 && text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)) return 'capitals'
  const isShort = text.split(' ').length <= 8 && !/[,;]$/.test(text)
  const isOverList = isBullet(below[0]) || (below[0]?.trim() === '' && isBullet(below[1]))
  if (isShort && apart && isOverList) return 'colon'
  if (isShort && apart && (below.some((row) => row.trim() !== '') || levelName(labelOf(text))?.certainty === 'sure'))
    return 'alone'
  return null
}

const isBullet = (row = ''): boolean => /^\s*(?:[-*+•●○▪■◦‣⁃·–—]|\(?\d{1,2}[.)])\s+\S/.test(row)

/** True if the line goes on with the sentence before it, which somebody's editor broke. */
function goesOn(before: Block, body: string, indent: number): boolean {
  if (before.is !== 'text' && before.is !== 'bullet') return false
  // No sentence is so long; joining without end would take time in the square of the text.
  if (before.text.length > 3_000) return false
  if (/[.!?:]["”’)]?$/.test(before.text.slice(-3)) || nameIn(body)?.marked)
    return before.is === 'bullet' && indent > before.indent && !nameIn(body)?.marked
  return /^\p{Ll}/u.test(body) || before.text.length >= 50 || (before.is === 'bullet' && indent > before.indent)
}
