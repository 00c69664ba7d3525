import { nameIn } from './block.ts'
import type { Cell } from './grid.ts'
import { levelName } from './level-name.ts'
import { newPart, type Part } from './part.ts'
import { labelOf, plain, sameAs, statementsIn } from './plain.ts'

/**
 * One part per row, named by the last of the naming columns, inside its sections and the groups of the columns before. A row that is
 * a statement itself has no name; what stands right around it has.
 */
export function inSections(
  rows: readonly Cell[][],
  names: readonly number[],
  fill: (row: Cell[], part: Part) => void,
  isStatement: (row: readonly Cell[]) => boolean = () => false,
): Part[] {
  const top: Part[] = []
  let outer: Part | null = null
  let section: Part | null = null
  const groups: (Part | null)[] = []
  let last: Part | null = null
  rows.forEach((row, index) => {
    if (isSection(rows, index)) {
      const made = newPart(labelOf(firstFilled(row)!.text), row[0]!.line, 'section')
      // Two such rows below each other: the upper one holds this one and those that follow.
      if (isSection(rows, index + 1)) outer = made
      ;(outer === null || outer === made ? top : outer.parts).push(made)
      section = made
      groups.length = 0
      last = null
      return
    }
    const at = names.map((n) => namedIn(row[n]!))
    const isWhole = isStatement(row)
    const label = isWhole ? '' : (at.at(-1)?.label ?? '')
    names.slice(0, -1).forEach((_, depth) => {
      const name = at[depth]!.label
      if (name === '' || sameAs(name) === sameAs(groups[depth]?.label ?? '')) return
      const group = newPart(name, row[names[depth]!]!.line, 'section')
      ;(parentOf(groups, depth) ?? section?.parts ?? top).push(group)
      groups[depth] = group
      groups.length = depth + 1
      last = null
    })
    // A row without a name goes on with the one above: a merged cell in what a spreadsheet gives away.
    const part: Part = label === '' && last && !isWhole ? last : newPart(label, row[0]!.line, 'row')
    const meaning = at.at(-1)?.meaning
    if (meaning && !isWhole)
      part.parts.push({ ...newPart('Definition', part.line, 'column'), says: [{ text: meaning, line: part.line }] })
    fill(row, part)
    if (part !== last && (part.parts.length > 0 || part.says.length > 0))
      (parentOf(groups, names.length - 1) ?? section?.parts ?? top).push(part)
    last = isWhole ? null : part
  })
  return top.filter((part) => part.kind !== 'section' || part.parts.length > 0)
}

/** “**Strategy**: where the product goes” in one cell, or the name on its first line. */
function namedIn(cell: Cell): { label: string; meaning: string } {
  const [first = '', ...lines] = statementsIn(cell.text)
  const below = lines.join(' ')
  const isNameAbove = below.split(' ').length >= 4 && first.split(' ').length <= 8 && !/[.!?]$/.test(first)
  const named = isNameAbove ? null : nameIn(cell.text.trim())
  if (named && named.rest.split(/\s+/).length >= 4 && !isLevelLabel(named.label))
    return { label: labelOf(named.label), meaning: plain(named.rest) }
  return isNameAbove && !isLevelLabel(first)
    ? { label: labelOf(first), meaning: below }
    : { label: labelOf(cell.text), meaning: '' }
}

const isLevelLabel = (text: string): boolean => levelName(labelOf(text))?.certainty === 'sure'

const parentOf = (groups: readonly (Part | null)[], depth: number): Part[] | undefined =>
  groups.slice(0, Math.max(0, depth)).findLast((group) => group !== null)?.parts

const firstFilled = (row: readonly Cell[]): Cell | undefined => row.find((cell) => !blank(cell))

/** A row with one name and nothing beside it, which more rows follow. */
function isSection(rows: readonly Cell[][], index: number): boolean {
  const row = rows[index]
  const next = rows[index + 1]
  const filled = row ? distinctCells(row).filter((cell) => !blank(cell)) : []
  if (filled.length !== 1 || !next || row!.length < 2) return false
  const [only] = filled
  if (only!.text.length > 120) return false
  if (only!.wide) return true
  return (
    only === row![0] && (cellsFilled(next) > 1 || (cellsFilled(rows[index + 2]) > 1 && next[0] === firstFilled(next)))
  )
}

const cellsFilled = (row: readonly Cell[] | undefined): number =>
  row ? distinctCells(row).filter((cell) => !blank(cell)).length : 0

/** A cell where a name is looked for, but which says something whole. */
export const isSentence = (cell: Cell | undefined): boolean => {
  const words = (cell?.text ?? '').trim().split(/\s+/)
  return words.length >= 10 || (words.length >= 4 && /[.!?…]["”’)]?$/.test(words.at(-1)!))
}

export const blank = (cell: Cell | undefined): boolean => !cell || cell.text.trim() === ''

export const distinctCells = (row: readonly Cell[]): Cell[] => row.filter((cell, n) => cell !== row[n - 1])
