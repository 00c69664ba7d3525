import type { Cell, Grid } from './grid.ts'
import { MOST_LINES, tooMuch } from './limits.ts'

/**
 * The table in a file of separated values: quoted fields with line breaks and doubled quotes, whatever the separator. A quote that is
 * never closed ends with the text.
 */
export function gridOf(text: string, separator: string): Grid {
  const rows: Cell[][] = []
  let row: Cell[] = []
  let cell = ''
  let line = 1
  let cellLine = 1
  let quoted = false
  let isEmpty = true
  let at = 0
  const endCell = () => {
    row.push({ text: cell.trim(), line: cellLine })
    cell = ''
    isEmpty = true
    cellLine = line
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    if (rows.length > MOST_LINES) throw tooMuch()
    row = []
  }
  while (at < text.length) {
    const sign = text[at]!
    if (quoted) {
      const end = text.indexOf('"', at)
      const passed = text.slice(at, end < 0 ? text.length : end)
      line += breaksIn(passed)
      cell += passed
      at = end < 0 ? text.length : end + 1
      if (text[at] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (sign === '"' && isEmpty) {
      quoted = true
      isEmpty = false
      cell = ''
      at++
    } else if (sign === separator) {
      endCell()
      at++
    } else if (sign === '\n' || sign === '\r') {
      at += sign === '\r' && text[at + 1] === '\n' ? 2 : 1
      line++
      endRow()
      cellLine = line
    } else {
      const end = nextOf(text, separator, at)
      const written = text.slice(at, end)
      if (isEmpty && written.trim() !== '') isEmpty = false
      cell += written
      at = end
    }
  }
  if (cell !== '' || row.length > 0) endRow()
  return { rows, line: rows.find((cells) => cells.some(({ text: written }) => written !== ''))?.[0]?.line ?? 1 }
}

const breaksIn = (text: string): number => {
  let count = 0
  for (let n = text.indexOf('\n'); n >= 0; n = text.indexOf('\n', n + 1)) count++
  return count
}

function nextOf(text: string, separator: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const sign = text[at]!
    if (sign === separator || sign === '\n' || sign === '\r') return at
  }
  return text.length
}

/** The separator under which the most rows have the same number of fields, at least two; null if there is none. */
export function separatorOf(text: string): string | null {
  const head = text.slice(0, 60_000)
  const scored = ['\t', ';', ',', '|'].map((separator) => {
    const { rows } = gridOf(head, separator)
    const widths = rows
      .slice(0, -1)
      .concat(text.length <= head.length ? rows.slice(-1) : [])
      .filter((row) => row.some((cell) => cell.text !== ''))
      .map((row) => row.length)
    const counts = new Map<number, number>()
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1)
    const [width, times] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
    return { separator, width, share: widths.length === 0 ? 0 : times / widths.length, rows: widths.length }
  })
  const fit = scored.filter(({ width, share, rows }) => width >= 2 && share >= 0.6 && rows >= 2)
  return fit.sort((a, b) => b.share - a.share || b.width - a.width)[0]?.separator ?? null
}
