import { type ItemKind, itemKinds } from '../evidence.ts'
import { Problem } from '../problem.ts'
import { dateInLine } from '../written-date.ts'
import { mayBeData, objectsIn, tableOfObjects } from './data.ts'
import type { Columns, ColumnUse, Importer, Incoming } from './importer.ts'
import { addressesIn, datesOf, firstDay } from './issue.ts'
import type { Row } from './rows.ts'
import { separatorOf } from './rows.ts'
import { Cells, fold, oneLine, type Table, tableIn } from './table.ts'

/** Any other table, as separated values or as data: the person says which column holds what. */
export const table: Importer = {
  format: 'table',
  words: 'a table',
  recognises(file) {
    const start = file.text.slice(0, 60_000)
    if (mayBeData(start)) return true
    const found = tableIn(start)
    if (!found) return false
    if (/\.(?:csv|tsv|tab|psv)$/i.test(file.name ?? '')) return true
    // Cells copied from a spreadsheet. Commas in what was pasted are commas.
    const isNamed = found.head.every((name) => name !== '' && name.length <= 60)
    return file.name === null && isNamed && separatorOf(start) === '\t' && guessed(found).text !== undefined
  },
  *read(file, { refDate, dayFirst, columns }) {
    const found = tableOf(file)
    const chosen = checked(columns ?? guessed(found), found)
    const cells = new Cells(found.head)
    const uses = (use: ColumnUse): string[] => (chosen[use] === undefined ? [] : [chosen[use]])
    const read = datesOf(found, cells, uses('date'), dayFirst)
    const headName = `table:${hashOf(headOf(found))}`
    for (const row of found.rows()) {
      const text = cells.first(row, chosen.text)
      const id = cells.first(row, ...uses('source'))
      if (text === '') {
        const said = row.cells.filter((cell) => cell.trim() !== '').join(' · ')
        yield { is: 'left out', line: row.line, text: oneLine(said), why: `there is nothing under “${chosen.text}”` }
        continue
      }
      const date = firstDay(row, cells, uses('date'), read) ?? dateInLine(text, { refDate })
      yield {
        is: 'found',
        line: row.line,
        text,
        date: date !== null && date <= refDate ? date : null,
        dateSource: date !== null && date <= refDate ? 'line' : null,
        initiative: oneLine(cells.first(row, ...uses('initiative'))).slice(0, 200) || null,
        links: addressesIn(cells.all(row, ...uses('link'))),
        ...kindOf(cells.first(row, ...uses('kind'))),
        ...(id && { source: `${headName}:${id.slice(0, 200)}` }),
      }
    }
  },
}

/** The table in a file, or a refusal. */
export function tableOf({ text }: Incoming): Table {
  const objects = mayBeData(text) ? objectsIn(text) : null
  const found = objects ? tableOfObjects(objects) : tableIn(text)
  if (!found)
    throw new Problem(
      'invalid',
      'No table was found in this: at least two rows with the same number of columns. Nothing was changed.',
      'file',
    )
  return found
}

/** Equal for tables with the same columns, whatever stands in them. */
export const headOf = ({ head }: Pick<Table, 'head'>): string => head.map(fold).join('\n')

/** The first rows below the head, to look at. */
export function firstRowsOf(found: Table, most: number): Row[] {
  const rows: Row[] = []
  for (const row of found.rows()) {
    rows.push(row)
    if (rows.length >= most) break
  }
  return rows
}

/** What the names of the columns suggest; each column has one use. Without a column for the words where none is likely. */
export function guessed({ head }: Pick<Table, 'head'>): Partial<Columns> {
  const chosen: Partial<Columns> = {}
  const taken = new Set<string>()
  for (const [use, words] of Object.entries(usual) as [ColumnUse, string[]][]) {
    const name =
      words.map((word) => head.find((name) => fold(name) === word && !taken.has(name))).find(Boolean) ??
      words.map((word) => head.find((name) => fold(name).split(' ').includes(word) && !taken.has(name))).find(Boolean)
    if (name === undefined) continue
    chosen[use] = name
    taken.add(name)
  }
  return chosen
}

// The likeliest first. An id is never guessed: where it repeats in another file, rows would be taken for known.
const usual: Partial<Record<ColumnUse, string[]>> = {
  text: 'accomplishment achievement win summary title what result impact task entry note event activity text description name'.split(
    ' ',
  ),
  date: 'completed done finished resolved closed shipped released date when day end month week created'.split(' '),
  initiative: 'initiative project epic milestone theme product goal workstream area campaign'.split(' '),
  link: 'url link links href address proof'.split(' '),
  kind: 'kind type category'.split(' '),
}

function checked(columns: Partial<Columns>, { head }: Table): Columns {
  const known = head
    .filter((name) => name !== '')
    .map((name) => `“${name.slice(0, 60)}”`)
    .slice(0, 40)
    .join(', ')
  if (columns.text === undefined)
    throw new Problem(
      'invalid',
      `Cairn cannot tell which column says what happened. Choose it in the inbox, or name it as “columns.text”. There are ${known}. Nothing was changed.`,
      'columns.text',
    )
  const folded = new Set(head.map(fold))
  for (const [use, name] of Object.entries(columns))
    if (name !== undefined && !folded.has(fold(name)))
      throw new Problem(
        'invalid',
        `There is no column “${name.slice(0, 60)}” in this table. It has ${known}. Nothing was changed.`,
        `columns.${use}`,
      )
  return { ...columns, text: columns.text }
}

function kindOf(word: string): { kind?: ItemKind } {
  const folded = fold(word)
  const kind = itemKinds.find((kind) => kind === folded) ?? kindWords[folded]
  return kind ? { kind } : {}
}

const kindWords: Record<string, ItemKind> = {
  result: 'outcome',
  metric: 'outcome',
  impact: 'outcome',
  praise: 'feedback',
  kudos: 'feedback',
  testimonial: 'feedback',
  output: 'artifact',
  launch: 'artifact',
  deliverable: 'artifact',
  lesson: 'learning',
  insight: 'problem',
}

/** A short name for a text, the same on every computer. */
function hashOf(text: string): string {
  let hash = 0xcbf29ce484222325n
  for (const sign of text) hash = ((hash ^ BigInt(sign.codePointAt(0)!)) * 0x100000001b3n) & 0xffffffffffffffffn
  return hash.toString(36)
}
