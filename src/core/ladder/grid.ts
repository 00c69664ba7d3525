import type { Choosing } from './choosing.ts'
import { blank, distinctCells, inSections, isSentence } from './grid-sections.ts'
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
export function partsOfGrid(grid: Grid, choosing: Choosing, around = '', within = around, inLevel = false): Part[] {
  const rows = trimmed(grid)
  if (rows.length < 2) return inLevel && rows[0]?.length === 2 ? plainRows(withHead(rows, grid)) : []
  if (/\b(?:scale|ratings?|scoring|legend)\b/i.test(within)) return plainRows(rows)
  const header = headerOfLevels(rows)
  const column = columnOfLevels(rows)
  // Below a level, figures beside skills say how good somebody has to be.
  if (inLevel && header === null && (column === null || isOfFigures(rows, column)))
    return plainRows(withHead(rows, grid))
  if (header !== null && !(column !== null && isRowOfColumn(rows, header, column)))
    return [...titleAbove(rows, header), ...levelsAcross(rows, header)]
  if (column !== null) return levelsDown(rows, column)
  return unnamedLevels(rows, grid, choosing, around)
}

/** A table of two columns without names: each row says what it is about. */
function withHead(rows: Cell[][], grid: Grid): Cell[][] {
  const [first] = rows
  const isNameless = grid.rows[0]?.every(blank) || !isHeading(first!.map(({ text }) => labelOf(text)))
  if (first!.length !== 2 || !isNameless) return rows
  return [first!.map(({ line }) => ({ text: '', line })), ...rows]
}

const isHeading = ([name = '', said = '']: string[]): boolean =>
  isSkillHeader(name) || isTitle(name) || isField(name) || isField(said) || isDefinition(said)

const isOfFigures = (rows: readonly Cell[][], column: number): boolean =>
  rows.slice(1).every((row) => blank(row[column]) || /^\d{1,2}$/.test(row[column]!.text.trim()))

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
  const definition = leading.filter((n) => n > 0 && isBesideName(labels, n, body))
  const names = leading.filter((n) => !definition.includes(n))
  const columns = labels.map((label, n) => ({ ...label, n })).filter(({ n }) => !names.includes(n))
  const levels = columns.filter(({ n }) => isLevel[n])
  const isTicked = (row: readonly Cell[]): boolean => isTickRow(levels.map(({ n }) => row[n]))
  const fill = (row: Cell[], part: Part): void => {
    const ticked = isTicked(row)
    for (const { label, line, track, n } of columns) {
      if (definition.includes(n) && isAttribute(label)) continue
      const said =
        ticked && isLevel[n] ? tickedIn(row, n, names) : saidIn(row[n], row[n] === row[n - 1] && !isLevel[n - 1])
      if (said.length === 0) continue
      const column = newPart(label, line, 'column')
      column.says = said
      if (isLevel[n]) column.hint = 'level'
      else if (definition.includes(n)) asMeaning(column)
      part.parts.push(track ? wrapped(track, line, column) : column)
    }
  }
  return inSections(body, names, fill, (row) => isTicked(row) && isSentence(nameCell(row, names)))
}

// A row of ticks says of which levels its sentence is true.
const isTickRow = (cells: readonly (Cell | undefined)[]): boolean => {
  const filled = cells.filter((cell) => !blank(cell) && !/^[-–—]$/.test(cell!.text.trim()))
  return filled.length > 0 && filled.every((cell) => isTick(cell!))
}

const isTick = ({ text }: Cell): boolean =>
  /^(?:[✓✔☑✅●•■◆★×x]\uFE0F?|yes|y|true|\[x\]|:white_check_mark:|:heavy_check_mark:)$/iu.test(text.trim())

const tickedIn = (row: readonly Cell[], n: number, names: readonly number[]): Said[] => {
  const name = nameCell(row, names)
  return !blank(row[n]) && isTick(row[n]!) && name ? saidIn(name, false) : []
}

const nameCell = (row: readonly Cell[], names: readonly number[]): Cell | undefined => row[names.at(-1) ?? -1]

/** What stands beside a name is what the name means; how it is measured is said with its heading. */
function asMeaning(column: Part): void {
  if (column.label !== '' && !isDefinition(column.label))
    column.says = column.says.map((said) => ({ ...said, text: `${column.label}: ${said.text}` }))
  column.label = 'Definition'
}

/** A column before the levels that says something about the name before it: what it means, how it is measured. */
const isBesideName = (labels: readonly ColumnName[], n: number, body: readonly Cell[][]): boolean => {
  const { label } = labels[n]!
  if (isDefinition(label) || isLong(body, n)) return true
  return label !== '' && !isNaming(label) && labels.slice(0, n).some((before) => isSkillHeader(before.label))
}

const isNaming = (label: string): boolean => isSkillHeader(label) || /^(?:names?|titles?|items?)$/i.test(label)

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
  const titles = labels.filter(
    ({ n, label }) => n !== column && (isTitle(label) || isColumnOfLevels(body, n)) && !isLong(body, n),
  )
  if (names.length > 0 && (repeats || names.some(({ n }) => n < column)))
    return oneStatementPerRow(body, labels, column, names, titles)
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
  titles: readonly { n: number }[],
): Part[] {
  const columns = names.map(({ n }) => n)
  return inSections(
    body,
    columns,
    (row, part) => {
      const at = newPart(labelOf(row[level]!.text), row[level]!.line, 'column')
      at.hint = levelIn(row[level]) ? 'level' : undefined
      const also = titles.map(({ n }) => row[n]).filter((cell) => !blank(cell))
      if (also.length > 0) at.also = also.map((cell) => labelOf(cell!.text))
      for (const { label, line, n } of labels) {
        if (n === level || [...names, ...titles].some((named) => named.n === n) || isAttribute(label)) continue
        const column = newPart(label, line, 'column')
        column.says = saidIn(row[n], false)
        if (column.says.length > 0) at.parts.push(column)
      }
      if (isSentence(nameCell(row, columns))) at.says.push(...saidIn(nameCell(row, columns), false))
      part.parts.push(at)
    },
    (row) => isSentence(nameCell(row, columns)),
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
  const fill = (row: Cell[], part: Part): void => {
    if (isSentence(row[0])) part.says.push(...saidIn(row[0], false))
    row.slice(1).forEach((cell, n) => {
      const said = saidIn(cell, false)
      if (said.length === 0) return
      const column = newPart(labelOf(head[n + 1]!.text), head[n + 1]!.line, 'column')
      column.says = said
      part.parts.push(column)
    })
  }
  return inSections(body, [0], fill, (row) => isSentence(row[0]))
}

// A cell that covers several levels says the same of each; one that covers a name's columns is not said twice.
const saidIn = (cell: Cell | undefined, isRepeated: boolean): Said[] =>
  !cell || isRepeated || isNothing(cell.text) ? [] : statementsIn(cell.text).map((text) => ({ text, line: cell.line }))
