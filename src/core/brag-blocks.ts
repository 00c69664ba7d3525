import type { DocumentLine } from './document-lines.ts'
import { type PlainWords, plainWords } from './plain-words.ts'

/** One bullet or paragraph with what stands below it. */
export interface Entry extends PlainWords {
  line: number
  lastLine: number
  task: 'open' | 'done' | null
  children: Entry[]
  /** As a paragraph of its own: bold from end to end, or closed by a colon, and so perhaps a heading. */
  title: boolean
}

export type Block =
  | { is: 'heading'; line: number; depth: number; text: string }
  | { is: 'entries'; of: 'list' | 'paragraph'; entries: Entry[] }
  | { is: 'aside'; line: number; text: string; why: string }

export function blocksOf(lines: readonly DocumentLine[]): Block[] {
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (line.is === 'heading')
      blocks.push({ is: 'heading', line: line.line, depth: line.depth, text: plainWords(line.body).text })
    else if (line.is === 'aside') blocks.push({ is: 'aside', line: line.line, text: line.body, why: line.why })
    else if (line.is === 'row') at = readTable(lines, at, blocks)
    else if (line.is === 'bullet') at = readList(lines, at, blocks)
    else if (line.is === 'text') at = readParagraph(lines, at, blocks)
  }
  return blocks
}

interface Open {
  line: number
  lastLine: number
  indent: number
  bodies: string[]
  task: 'open' | 'done' | null
  children: Open[]
}

/** Reads a list from its first bullet; answers the index of its last line. A line without a bullet goes on with the one above. */
function readList(lines: readonly DocumentLine[], from: number, blocks: Block[]): number {
  const roots: Open[] = []
  const path: Open[] = []
  let at = from
  for (; at < lines.length; at++) {
    const line = lines[at]!
    const last = path.at(-1)
    if (line.is === 'bullet') {
      while (path.length > 0 && path.at(-1)!.indent >= line.indent) path.pop()
      const entry: Open = { ...line, lastLine: line.line, bodies: [line.body], children: [] }
      ;(path.at(-1)?.children ?? roots).push(entry)
      path.push(entry)
    } else if (line.is === 'text' && last && (lines[at - 1]!.is !== 'blank' || line.indent > last.indent)) {
      last.bodies.push(line.body)
      last.lastLine = line.line
    } else if (line.is !== 'blank') break
  }
  titleAbove(blocks, lines[from]!.line)
  blocks.push({ is: 'entries', of: 'list', entries: roots.map(asEntry) })
  return at - 1
}

// “Checkout redesign” and bullets right below it: the line is their heading.
function titleAbove(blocks: readonly Block[], line: number): void {
  const before = blocks.at(-1)
  const last = before?.is === 'entries' && before.of === 'paragraph' ? before.entries.at(-1) : undefined
  if (last?.lastLine === line - 1) last.title = true
}

/** Lines without bullets: each is an entry of its own, unless they are one text broken to fit a width. */
function readParagraph(lines: readonly DocumentLine[], from: number, blocks: Block[]): number {
  const rows: { line: number; body: string }[] = []
  let at = from
  for (; at < lines.length; at++) {
    const line = lines[at]!
    if (line.is !== 'text') break
    rows.push(line)
  }
  const wrapped = isWrapped(rows.map((row) => row.body))
  const entries: Open[] = []
  for (const row of rows) {
    const last = entries.at(-1)
    const goesOn = wrapped || (/^\p{Ll}/u.test(row.body) && !/[.!?:;]$/.test(last?.bodies.at(-1) ?? '.'))
    if (last && goesOn) {
      last.bodies.push(row.body)
      last.lastLine = row.line
    } else entries.push({ line: row.line, lastLine: row.line, indent: 0, bodies: [row.body], task: null, children: [] })
  }
  blocks.push({ is: 'entries', of: 'paragraph', entries: entries.map(asEntry) })
  return at - 1
}

/** True for three or more lines of which none had room for the first word of the next. */
function isWrapped(rows: readonly string[]): boolean {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  if (rows.length < 3 || width < 50 || width > 120) return false
  return rows.slice(0, -1).every((row, index) => row.length + 1 + rows[index + 1]!.search(/\s|$/) > width)
}

function readTable(lines: readonly DocumentLine[], from: number, blocks: Block[]): number {
  let at = from
  const rows: { line: number; body: string }[] = []
  for (; at < lines.length; at++) {
    const line = lines[at]!
    if (line.is !== 'row') break
    rows.push(line)
  }
  const entries: Entry[] = []
  rows.forEach((row, index) => {
    const why = isTableRule(row.body)
      ? 'a line of the table'
      : isTableRule(rows[index + 1]?.body ?? '')
        ? 'the head of a table'
        : null
    if (why) blocks.push({ is: 'aside', line: row.line, text: row.body, why })
    else
      entries.push(
        asEntry({ ...row, lastLine: row.line, indent: 0, bodies: [cellsOf(row.body)], task: null, children: [] }),
      )
  })
  if (entries.length > 0) blocks.push({ is: 'entries', of: 'list', entries })
  return at - 1
}

const isTableRule = (row: string): boolean => /^\|?[\s:|-]*-[\s:|-]*$/.test(row)

const cellsOf = (row: string): string =>
  row
    .split('|')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' · ')

function asEntry(open: Open): Entry {
  const body = open.bodies.join(' ')
  const words = plainWords(body)
  const bold = /^(\*\*|__)(?:(?!\1).)+\1:?$/.test(body)
  return {
    ...words,
    line: open.line,
    lastLine: open.lastLine,
    task: open.task,
    children: open.children.map(asEntry),
    title: bold || words.text.endsWith(':'),
  }
}
