import type { Choosing } from './choosing.ts'
import { type LevelName, levelName } from './level-name.ts'
import { newPart, type Part, type Said } from './part.ts'
import { isNothing, labelOf, sameAs, statementsIn } from './plain.ts'
import { isAttribute, isDefinition, isField, isSkillHeader, isTitle, looksLikeLadder, trackOf } from './words.ts'

/** A table of whatever source. A cell that spans rows or columns stands in each of its places. */
export interface Grid {
  rows: Cell[][]
  line: number
}

export interface Cell {
  text: string
  line: number
  /** The very cell covers more than one column. */
  wide?: boolean
  /** What level it names, once somebody asked. */
  level?: LevelName | null
}

// More is no ladder; reading on would only take time.
const MOST_COLUMNS = 60
const MOST_ROWS = 1_500
// Below this row no header is looked for: titles, notes and a legend stand above.
const HEADER_WITHIN = 15
// So many rows tell whether a column names levels.
const LEVELS_WITHIN = 300

/** A table as parts: rows with their columns, below the sections they stand in. */
export function partsOfGrid(grid: Grid, choosing: Choosing, around = '', within = around): Part[] {
  const rows = trimmed(grid)
  if (rows.length < 2) return []
  if (/\b(?:scale|ratings?|scoring|legend)\b/i.test(within)) return plainRows(rows)
  const header = headerOfLevels(rows)
  const column = columnOfLevels(rows)
  if (header !== null && !(column !== null && isRowOfColumn(rows, header, column)))
    return [...titleAbove(rows, header), ...levelsAcross(rows, header)]
  if (column !== null) return levelsDown(rows, column)
  return unnamedLevels(rows, grid, choosing, around)
}

// A row that names its level and gives it a title names two levels, and is no header.
const isRowOfColumn = (rows: readonly Cell[][], header: number, column: number): boolean => {
  if (levelIn(rows[header]![column]) === null) return false
  const [down, across] = [levelsAmong(rows.map((row) => row[column]!)), levelsAmong(distinctCells(rows[header]!))]
  return down > across || (down === across && header > 0 && !blank(rows[header - 1]![column]))
}

/** A row with one cell above the names of the levels is the sheet's title. */
function titleAbove(rows: readonly Cell[][], header: number): Part[] {
  const alone = rows
    .slice(0, header)
    .map((row) => distinctCells(row).filter((cell) => !blank(cell)))
    .find((cells) => cells.length === 1)
  const title = alone ? labelOf(alone[0]!.text) : ''
  return title === '' || trackOf(title) ? [] : [newPart(title, alone![0]!.line, 'heading')]
}

function trimmed({ rows }: Grid): Cell[][] {
  const kept = rows
    .slice(0, MOST_ROWS)
    .map((row) => row.slice(0, MOST_COLUMNS))
    .filter((row) => row.some((cell) => cell.text.trim() !== ''))
  const width = Math.max(0, ...kept.map((row) => row.length))
  const used = Array.from({ length: width }, (_, n) => n).filter((n) =>
    kept.some((row) => (row[n]?.text ?? '').trim() !== ''),
  )
  return kept.map((row) => used.map((n) => row[n] ?? { text: '', line: row[0]!.line }))
}

const blank = (cell: Cell | undefined): boolean => !cell || cell.text.trim() === ''

const levelIn = (cell: Cell | undefined): LevelName | null => {
  if (!cell || cell.text.length > 200) return null
  if (cell.level === undefined) cell.level = levelName(labelOf(cell.text))
  return cell.level
}

/** Cells of one row or column that name levels; 0 unless at least two different ones do and one is sure of it. */
function levelsAmong(cells: readonly Cell[]): number {
  const names = cells.map(levelIn).filter((name) => name !== null)
  const proper = names.filter(({ certainty }) => certainty !== 'weak')
  if (new Set(proper.map(({ title }) => title)).size < 2) return weakLevels(names)
  if (proper.some(({ certainty }) => certainty === 'sure')) return proper.length
  return areNumbers(proper.map(({ number }) => number)) ? proper.length : 0
}

const weakLevels = (names: readonly NonNullable<ReturnType<typeof levelName>>[]): number =>
  new Set(names.map(({ title }) => title)).size >= 3 ? names.length : 0

const areNumbers = (numbers: readonly (number | null)[]): boolean => {
  const distinct = [...new Set(numbers)].filter((number) => number !== null).sort((a, b) => a - b)
  return distinct.length >= 3 && distinct.every((number, index) => index === 0 || number === distinct[index - 1]! + 1)
}

function headerOfLevels(rows: readonly Cell[][]): number | null {
  const scored = rows.slice(0, HEADER_WITHIN).map((row) => {
    const levels = levelsAmong(distinctCells(row))
    return levels >= 2 &&
      levels * 2 >=
        distinctCells(row)
          .slice(1)
          .filter((cell) => !blank(cell)).length
      ? levels
      : 0
  })
  const best = scored.findIndex((levels) => levels > 0)
  // One level per row below each other is a column of levels, though a row may name two.
  return best < 0 || best === rows.length - 1 ? null : best
}

const distinctCells = (row: readonly Cell[]): Cell[] => row.filter((cell, n) => cell !== row[n - 1])

function columnOfLevels(rows: readonly Cell[][]): number | null {
  const width = rows[0]!.length
  for (let column = 0; column < Math.min(width, 4); column++) {
    const cells = rows
      .slice(0, LEVELS_WITHIN)
      .map((row) => row[column]!)
      .filter((cell, n, all) => !blank(cell) && cell !== all[n - 1])
    const levels = levelsAmong(cells)
    if (levels >= 2 && levels >= 0.6 * (cells.length - 1)) return column
  }
  return null
}

function levelsAcross(rows: readonly Cell[][], header: number): Part[] {
  const { labels, body } = headerLabels(rows, header)
  const isLevel = labels.map(({ label }) => label !== '' && levelName(label) !== null)
  const first = isLevel.indexOf(true)
  const leading = Array.from({ length: first }, (_, n) => n)
  const definition = leading.filter((n) => n > 0 && (isDefinition(labels[n]!.label) || isLong(body, n)))
  const names = leading.filter((n) => !definition.includes(n))
  const columns = labels.map((label, n) => ({ ...label, n })).filter(({ n }) => !names.includes(n))
  return inSections(body, names, (row, part) => {
    for (const { label, line, track, n } of columns) {
      const said = saidIn(row[n], row[n] === row[n - 1] && !isLevel[n - 1])
      if (said.length === 0) continue
      const column = newPart(definition.includes(n) && label === '' ? 'Definition' : label, line, 'column')
      column.says = said
      if (isLevel[n]) column.hint = 'level'
      part.parts.push(track ? wrapped(track, line, column) : column)
    }
  })
}

const wrapped = (label: string, line: number, part: Part): Part => ({
  ...newPart(label, line, 'section'),
  parts: [part],
})

/** Names of columns. A second row of names below, and a row of tracks above, belong to the header. */
function headerLabels(rows: readonly Cell[][], header: number): { labels: ColumnName[]; body: Cell[][] } {
  const above = rows.slice(0, header).find((row) => row.some((cell) => trackOf(labelOf(cell.text)) !== null))
  let end = header + 1
  while (end < rows.length - 1 && isMoreHeader(rows[end]!, rows[header]!)) end++
  const labels = rows[header]!.map((cell, n) => {
    const more = rows.slice(header + 1, end).map((row) => labelOf(row[n]?.text ?? ''))
    const names = [labelOf(cell.text), ...more].filter((name, at, all) => name !== '' && all.indexOf(name) === at)
    const track = above ? lastFilled(above, n) : ''
    return { label: names.join(' – '), line: cell.line, track: trackOf(track) ? track : '' }
  })
  return { labels, body: rows.slice(end) }
}

interface ColumnName {
  label: string
  line: number
  track: string
}

function lastFilled(row: readonly Cell[], n: number): string {
  for (let at = n; at >= 0; at--) if (!blank(row[at])) return labelOf(row[at]!.text)
  return ''
}

const isMoreHeader = (row: readonly Cell[], header: readonly Cell[]): boolean => {
  if (!blank(row[0]) && !isTitle(labelOf(row[0]!.text))) return false
  const below = row.filter((cell, n) => !blank(cell) && levelIn(header[n]))
  return below.length >= 2 && below.every((cell) => cell.text.length < 60 && levelIn(cell) !== null)
}

const isLong = (rows: readonly Cell[][], n: number): boolean => {
  const filled = rows.map((row) => row[n]!).filter((cell) => !blank(cell))
  return filled.length > 0 && filled.reduce((sum, cell) => sum + cell.text.length, 0) / filled.length > 60
}

/** One part per row, named by the last of the naming columns, inside its sections and the groups of the columns before. */
function inSections(
  rows: readonly Cell[][],
  names: readonly number[],
  fill: (row: Cell[], part: Part) => void,
): Part[] {
  const top: Part[] = []
  let section: Part | null = null
  const groups: (Part | null)[] = []
  let last: Part | null = null
  rows.forEach((row, index) => {
    if (isSection(row, rows[index + 1])) {
      section = newPart(labelOf(firstFilled(row)!.text), row[0]!.line, 'section')
      top.push(section)
      groups.length = 0
      last = null
      return
    }
    const at = names.map((n) => labelOf(row[n]!.text))
    const label = at.at(-1) ?? ''
    names.slice(0, -1).forEach((_, depth) => {
      const name = at[depth]!
      if (name === '' || sameAs(name) === sameAs(groups[depth]?.label ?? '')) return
      const group = newPart(name, row[names[depth]!]!.line, 'section')
      ;(parentOf(groups, depth) ?? section?.parts ?? top).push(group)
      groups[depth] = group
      groups.length = depth + 1
      last = null
    })
    // A row without a name goes on with the one above: a merged cell in what a spreadsheet gives away.
    const part: Part = label === '' && last ? last : newPart(label, row[0]!.line, 'row')
    fill(row, part)
    if (part !== last && (part.parts.length > 0 || part.says.length > 0))
      (parentOf(groups, names.length - 1) ?? section?.parts ?? top).push(part)
    last = part
  })
  return top.filter((part) => part.kind !== 'section' || part.parts.length > 0)
}

const parentOf = (groups: readonly (Part | null)[], depth: number): Part[] | undefined =>
  groups.slice(0, Math.max(0, depth)).findLast((group) => group !== null)?.parts

const firstFilled = (row: readonly Cell[]): Cell | undefined => row.find((cell) => !blank(cell))

/** A row with one name and nothing beside it, which more rows follow. */
function isSection(row: readonly Cell[], next: readonly Cell[] | undefined): boolean {
  const filled = distinctCells(row).filter((cell) => !blank(cell))
  if (filled.length !== 1 || !next || row.length < 2) return false
  const [only] = filled
  if (only!.text.length > 120) return false
  if (only!.wide) return true
  return only === row[0] && distinctCells(next).filter((cell) => !blank(cell)).length > 1
}

function levelsDown(rows: readonly Cell[][], column: number): Part[] {
  const first = rows.findIndex((row) => levelIn(row[column]) !== null)
  const head = first > 0 ? rows[first - 1]! : null
  const body = rows.slice(first)
  const labels = rows[0]!.map((_, n) => ({
    label: labelOf(head?.[n]?.text ?? ''),
    line: head?.[n]?.line ?? rows[0]![0]!.line,
    n,
  }))
  const values = body.filter((row) => levelIn(row[column])).map((row) => sameAs(labelOf(row[column]!.text)))
  const repeats = new Set(values).size < values.length
  const short = labels.filter(({ n, label }) => n !== column && !isTitle(label) && !isField(label) && !isLong(body, n))
  const said = short.filter(({ label }) => isSkillHeader(label))
  const names = said.length > 0 ? said : short.filter(({ n }) => repeats && n < 4 && repeatsIn(body, n))
  if (names.length > 0 && (repeats || names.some(({ n }) => n < column)))
    return oneStatementPerRow(body, labels, column, names)
  const titles = labels.filter(
    ({ n, label }) => n !== column && (isTitle(label) || isColumnOfLevels(body, n)) && !isLong(body, n),
  )
  return inSections(body, [column], (row, part) => {
    part.hint = levelIn(row[column]) ? 'level' : undefined
    for (const { n } of titles) if (!blank(row[n])) part.also = [...(part.also ?? []), labelOf(row[n]!.text)]
    for (const { label, line, n } of labels) {
      if (n === column || titles.some((title) => title.n === n)) continue
      const column_ = newPart(label, line, 'column')
      column_.says = saidIn(row[n], row[n] === row[n - 1])
      if (column_.says.length > 0) part.parts.push(column_)
    }
  })
}

const repeatsIn = (rows: readonly Cell[][], n: number): boolean => {
  const filled = rows.map((row) => sameAs(row[n]!.text)).filter((text) => text !== '')
  return new Set(filled).size < filled.length
}

const isColumnOfLevels = (rows: readonly Cell[][], n: number): boolean => {
  const filled = rows.map((row) => row[n]!).filter((cell) => !blank(cell))
  return filled.length > 0 && filled.filter((cell) => levelIn(cell)?.certainty === 'sure').length * 2 > filled.length
}

/** Skill, level and sentence side by side, one row for each. */
function oneStatementPerRow(
  body: readonly Cell[][],
  labels: readonly { label: string; line: number; n: number }[],
  level: number,
  names: readonly { n: number }[],
): Part[] {
  return inSections(
    body,
    names.map(({ n }) => n),
    (row, part) => {
      const at = newPart(labelOf(row[level]!.text), row[level]!.line, 'column')
      at.hint = levelIn(row[level]) ? 'level' : undefined
      for (const { label, line, n } of labels) {
        if (n === level || names.some((name) => name.n === n) || isAttribute(label)) continue
        const column = newPart(label, line, 'column')
        column.says = saidIn(row[n], false)
        if (column.says.length > 0) at.parts.push(column)
      }
      part.parts.push(at)
    },
  )
}

/** A filled table whose levels have names of the company's own. Which way round it is, is asked. */
function unnamedLevels(rows: readonly Cell[][], grid: Grid, choosing: Choosing, around: string): Part[] {
  const [head, ...body] = rows as [Cell[], ...Cell[][]]
  const headers = head.map((cell) => labelOf(cell.text))
  const filled = head.slice(1).filter((cell) => !blank(cell)).length
  const sentences = body.filter(
    (row) => row.slice(1).filter((cell) => cell.text.trim().includes(' ')).length >= 2,
  ).length
  const isMatrix = filled >= 2 && body.length >= 2 && sentences * 2 >= body.length
  if (!isMatrix || !(looksLikeLadder(around) || isSkillHeader(headers[0]!) || isLevelHeader(headers[0]!)))
    return plainRows(rows)
  const way = choosing.ask({
    id: `table-${grid.line}`,
    about: 'orientation',
    question: 'Which way round is this table?',
    because: 'None of its headings is a name of a level that is known.',
    assumed: isLevelHeader(headers[0]!) ? 'rows' : 'columns',
    options: [
      { key: 'columns', label: 'Levels are the columns' },
      { key: 'rows', label: 'Levels are the rows' },
      { key: 'neither', label: 'It is no part of the ladder' },
    ],
    lines: [grid.line],
  })
  if (way === 'neither') return []
  return inSections(body, [0], (row, part) => {
    if (way === 'rows') part.hint = 'level'
    row.slice(1).forEach((cell, n) => {
      const said = saidIn(cell, false)
      if (said.length === 0) return
      const column = newPart(headers[n + 1]!, head[n + 1]!.line, 'column')
      column.says = said
      if (way === 'columns' && headers[n + 1] !== '' && !isDefinition(headers[n + 1]!)) column.hint = 'level'
      part.parts.push(column)
    })
  })
}

const isLevelHeader = (label: string): boolean =>
  /^(?:career |job )?(?:levels?|grades?|bands?|milestones?)$/i.test(label)

/** A table that is no matrix of levels: each row a name with what stands beside it. */
function plainRows(rows: readonly Cell[][]): Part[] {
  const [head, ...body] = rows as [Cell[], ...Cell[][]]
  return inSections(body, [0], (row, part) => {
    row.slice(1).forEach((cell, n) => {
      const said = saidIn(cell, false)
      if (said.length === 0) return
      const column = newPart(labelOf(head[n + 1]!.text), head[n + 1]!.line, 'column')
      column.says = said
      part.parts.push(column)
    })
  })
}

// A cell that covers several levels says the same of each; one that covers a name's columns is not said twice.
const saidIn = (cell: Cell | undefined, isRepeated: boolean): Said[] =>
  !cell || isRepeated || isNothing(cell.text) ? [] : statementsIn(cell.text).map((text) => ({ text, line: cell.line }))
