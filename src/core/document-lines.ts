/** A line of a pasted document by what it is. Line numbers count from 1. */
export type DocumentLine =
  | { is: 'heading'; line: number; depth: number; body: string }
  | { is: 'bullet'; line: number; indent: number; body: string; task: 'open' | 'done' | null }
  | { is: 'text'; line: number; indent: number; body: string }
  | { is: 'row'; line: number; body: string }
  | { is: 'blank'; line: number }
  | { is: 'aside'; line: number; body: string; why: string }

/**
 * Reads Markdown or plain text line by line. A document pasted from a wiki, a mail or a word processor keeps none of Markdown's
 * rules about indentation and blank lines, so a line is judged by how it begins and never by how far in it stands.
 * Takes time in proportion to the text, whatever the text.
 */
export function linesOf(text: string): DocumentLine[] {
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  const asides = new Map<number, string>()
  setAsideFrontMatter(rows, asides)
  setAsideComments(rows, asides)
  setAsideCode(rows, asides)
  return withUnderlinedHeadings(rows.map((row, index) => readLine(row, index + 1, asides.get(index))))
}

function readLine(row: string, line: number, why: string | undefined): DocumentLine {
  if (why) return { is: 'aside', line, body: row.trim(), why }
  const unquoted = row.replace(/^[\s>]*>\s?/, '')
  if (unquoted.trim() === '') return { is: 'blank', line }

  const heading = /^\s{0,3}(#{1,6})\s+(.*)$/.exec(unquoted)
  if (heading) return { is: 'heading', line, depth: heading[1]!.length, body: withoutClosingMarks(heading[2]!) }
  if (isRule(unquoted)) return { is: 'aside', line, body: unquoted.trim(), why: 'a line drawn across the page' }
  if (/^\s*\|/.test(unquoted)) return { is: 'row', line, body: unquoted.trim() }
  return readBullet(unquoted, line) ?? { is: 'text', line, indent: indentOf(unquoted), body: unquoted.trim() }
}

// Word processors and mail clients write their own bullets; “o” is one only before a tab.
const bullet = /^(\s*)(?:[-*+•●○▪■◦‣⁃·–—]|o(?=\t)|\(?\d{1,3}[.)])(?:\s+(.*))?$/

function readBullet(row: string, line: number): DocumentLine | null {
  const found = bullet.exec(row)
  if (!found) return null
  const body = (found[2] ?? '').trim()
  const box = /^\[([ xX✓✔/-])\](?:\s+(.*))?$/.exec(body)
  if (!box) return { is: 'bullet', line, indent: indentOf(row), body, task: null }
  const done = box[1] !== ' ' && box[1] !== '/' && box[1] !== '-'
  return { is: 'bullet', line, indent: indentOf(row), body: (box[2] ?? '').trim(), task: done ? 'done' : 'open' }
}

/** Columns of white space before the text; a tab reaches to the next multiple of four. */
function indentOf(row: string): number {
  let columns = 0
  for (const character of row) {
    if (character === '\t') columns += 4 - (columns % 4)
    else if (/\s/.test(character)) columns += 1
    else break
  }
  return columns
}

function isRule(row: string): boolean {
  const signs = row.replace(/\s/g, '')
  return signs.length >= 3 && '-*_=~'.includes(signs[0]!) && signs === signs[0]!.repeat(signs.length)
}

function withoutClosingMarks(body: string): string {
  let end = body.trimEnd().length
  while (end > 0 && body[end - 1] === '#') end--
  return body.slice(0, end).trim()
}

function setAsideFrontMatter(rows: string[], asides: Map<number, string>): void {
  const first = rows.findIndex((row) => row.trim() !== '')
  if (rows[first]?.trim() !== '---') return
  const end = rows.findIndex((row, index) => index > first && row.trim() === '---')
  const inside = rows.slice(first + 1, end)
  if (end < 0 || !inside.every((row) => row.trim() === '' || /^\s*(?:[\w -]{1,60}:|- |#)/.test(row))) return
  for (let index = first; index <= end; index++) asides.set(index, 'the file’s own header')
}

function setAsideComments(rows: string[], asides: Map<number, string>): void {
  let open = -1
  rows.forEach((row, index) => {
    if (asides.has(index)) return
    let rest = row
    let kept = ''
    while (rest !== '') {
      const mark = rest.indexOf(open < 0 ? '<!--' : '-->')
      if (mark < 0) break
      if (open < 0) kept += `${rest.slice(0, mark)} `
      open = open < 0 ? index : -1
      rest = rest.slice(mark + (open < 0 ? 3 : 4))
    }
    if (open < 0) kept += rest
    if (kept === row) return
    if (kept.trim() === '' || /^\s*[-*+•]\s*$/.test(kept)) asides.set(index, 'a comment')
    else rows[index] = kept
  })
  // A comment that never ends is a slip; what stands below it is still the person's.
  if (open >= 0)
    for (let index = open + 1; index < rows.length; index++) if (asides.get(index) === 'a comment') asides.delete(index)
}

function setAsideCode(rows: readonly string[], asides: Map<number, string>): void {
  const fences = rows.flatMap((row, index) => (!asides.has(index) && /^\s*(?:```|~~~)/.test(row) ? [index] : []))
  for (let n = 0; n + 1 < fences.length; n += 2) {
    for (let index = fences[n]!; index <= fences[n + 1]!; index++) asides.set(index, 'a block of code')
  }
}

// “Title” with a line of = below it is a heading. With a line of - it is one only if it stands alone, for many people
// draw such lines between their notes.
function withUnderlinedHeadings(lines: DocumentLine[]): DocumentLine[] {
  return lines.map((line, index) => {
    const below = lines[index + 1]
    if (line.is !== 'text' || below?.is !== 'aside' || !/^(?:=+|-+)$/.test(below.body)) return line
    const before = lines[index - 1]
    if (before && before.is !== 'blank' && before.is !== 'aside') return line
    if (below.body[0] === '-' && (line.body.split(/\s+/).length > 6 || /[.!?]$/.test(line.body))) return line
    return { is: 'heading', line: line.line, depth: below.body[0] === '=' ? 1 : 2, body: line.body }
  })
}
