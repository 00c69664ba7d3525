import { isDay } from '../day.ts'
import { Problem } from '../problem.ts'
import { type Column, type Field, fieldOf, type TableField, type Template } from './template.ts'

/** A row of a table, by the names of its columns. */
export type Row = Record<string, string>
export type Answer = string | string[] | Row[]

/** What was written into a document, by field. A field that is absent is empty. */
export type Answers = Record<string, Answer>

/** Longest line, longest text, most entries and most rows: more is no working document. */
const most = { line: 2000, text: 20_000, entries: 60, entry: 500, rows: 60 }

/** The answers with `given` in place of what stood there; refuses what a field cannot hold. Blank clears. */
export function withAnswers(template: Template, answers: Answers, given: Record<string, unknown>): Answers {
  const next = { ...answers }
  for (const [id, value] of Object.entries(given)) {
    const field = fieldOf(template, id)
    if (!field)
      throw new Problem(
        'invalid',
        `${quoted(id)} is no field of “${template.title}”. Its fields: ${template.fields.map(({ id }) => id).join(', ')}. Nothing was changed.`,
        `fields.${id}`,
      )
    const answer = readAnswer(field, value)
    if (answer.length === 0) delete next[id]
    else next[id] = answer
  }
  return next
}

function readAnswer(field: Field, value: unknown): Answer {
  const place = `fields.${field.id}`
  if (value === null || value === undefined) return ''
  if (field.type === 'list') return readList(field, value, place)
  if (field.type === 'table') return readTable(field, value, place)
  return readOne(field, value, place)
}

function readOne(field: Exclude<Field, { type: 'list' | 'table' }>, value: unknown, place: string): string {
  if (typeof value !== 'string' && typeof value !== 'number') throw wrong(field.label, 'takes one text', place)
  const said = String(value).replaceAll('\r\n', '\n').trim()
  const room = field.type === 'long' ? most.text : most.line
  if (said.length > room) throw wrong(field.label, `takes at most ${room.toLocaleString('en')} characters`, place)
  if (said === '') return ''
  if (field.type === 'number') return asNumber(said, field.label, place)
  if (field.type === 'date') return asDate(said, field.label, place)
  if (field.type === 'choice') return asChoice(said, field, field.label, place)
  return said
}

function readList(field: Field, value: unknown, place: string): string[] {
  const entries = typeof value === 'string' ? value.split(/\r?\n/) : value
  if (!Array.isArray(entries) || !entries.every((entry) => typeof entry === 'string'))
    throw wrong(field.label, 'takes a list of lines', place)
  const said = entries.map((entry: string) => entry.replace(/\s+/g, ' ').trim()).filter(Boolean)
  if (said.length > most.entries) throw wrong(field.label, `takes at most ${most.entries} entries`, place)
  const long = said.find((entry) => entry.length > most.entry)
  if (long) throw wrong(field.label, `takes at most ${most.entry} characters for each entry`, place)
  return said
}

/** Rows as objects by column, or as lists in the order of the columns. Empty rows go. */
function readTable(field: TableField, value: unknown, place: string): Row[] {
  if (!Array.isArray(value)) throw wrong(field.label, 'takes rows', place)
  const rows = value
    .map((row, at) => readRow(field, row, `${place}.${at}`))
    .filter((row) => Object.keys(row).length > 0)
  if (rows.length > most.rows) throw wrong(field.label, `takes at most ${most.rows} rows`, place)
  if (field.tags && rows.length > field.maxRows!)
    throw wrong(field.label, `takes at most ${field.maxRows} tags: keep those that weighed most`, place)
  return rows
}

function readRow({ columns, label }: TableField, row: unknown, place: string): Row {
  if (typeof row !== 'object' || row === null) throw wrong(label, 'takes rows with a cell for each column', place)
  const cells: [Column, unknown][] = Array.isArray(row)
    ? row.map((cell, at) => [columns[at] ?? refuseColumn(label, columns, String(at + 1), place), cell])
    : Object.entries(row).map(([name, cell]) => [
        columns.find((column) => column.name.toLowerCase() === name.toLowerCase()) ??
          refuseColumn(label, columns, name, place),
        cell,
      ])
  return Object.fromEntries(
    cells
      .map(([column, cell]): [string, string] => [column.name, readCell(column, cell, label, place)])
      .filter(([, cell]) => cell !== ''),
  )
}

function refuseColumn(label: string, columns: readonly Column[], name: string, place: string): never {
  throw wrong(label, `has no column ${quoted(name)}; it has ${columns.map((column) => column.name).join(', ')}`, place)
}

function readCell(column: Column, cell: unknown, label: string, place: string): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string' && typeof cell !== 'number') throw wrong(label, 'takes one text in each cell', place)
  const said = String(cell).replace(/\s+/g, ' ').trim()
  if (said.length > most.line)
    throw wrong(label, `takes at most ${most.line.toLocaleString('en')} characters in a cell`, place)
  if (said === '') return ''
  const what = `${label}, ${column.name}`
  if (column.type === 'number') return asNumber(said, what, place)
  if (column.type === 'date') return asDate(said, what, place)
  if (column.type === 'choice') return asChoice(said, column, what, place)
  return said
}

function asNumber(said: string, label: string, place: string): string {
  const plain = said.replace(/^\+/, '').replace(/^(-?\d+),(\d+)$/, '$1.$2')
  if (!/^-?\d+(\.\d+)?$/.test(plain) || !Number.isFinite(Number(plain)))
    throw wrong(label, `takes a number, such as 42 or 3.5; ${quoted(said)} is none`, place)
  return plain
}

function asDate(said: string, label: string, place: string): string {
  if (!isDay(said))
    throw wrong(label, `takes a day written year-month-day, such as 2026-03-31; ${quoted(said)} is none`, place)
  return said
}

function asChoice(said: string, { options }: Pick<Column, 'options'>, label: string, place: string): string {
  const folded = said.toLowerCase()
  const found = options.find(({ value, label }) => value.toLowerCase() === folded || label.toLowerCase() === folded)
  if (!found)
    throw wrong(
      label,
      `takes one of: ${options.map(({ value }) => value).join('; ')}. ${quoted(said)} is none of them`,
      place,
    )
  return found.value
}

const quoted = (said: string): string => `“${said.length > 60 ? `${said.slice(0, 59)}…` : said}”`

const wrong = (label: string, says: string, place: string): Problem =>
  new Problem('invalid', `“${label}” ${says}. Nothing was changed.`, place)

/** The answers without one row of a table or one entry of a list, counted from 0. */
export function withoutRow(answers: Answers, field: string, row: number): Answers {
  const answer = answers[field]
  if (!Array.isArray(answer) || row >= answer.length) return answers
  const rest = answer.filter((_, at) => at !== row) as string[] | Row[]
  const { [field]: _, ...others } = answers
  return rest.length === 0 ? others : { ...others, [field]: rest }
}

export const textOf = (answers: Answers, id: string): string => {
  const answer = answers[id]
  return typeof answer === 'string' ? answer : ''
}

export const entriesOf = (answers: Answers, id: string): string[] => {
  const answer = answers[id]
  return Array.isArray(answer) ? answer.filter((entry) => typeof entry === 'string') : []
}

export const rowsOf = (answers: Answers, id: string): Row[] => {
  const answer = answers[id]
  return Array.isArray(answer) ? answer.filter((entry) => typeof entry === 'object') : []
}

/** What a document is called: as its owner named it, else by its first words, else by its kind. */
export function nameOf(template: Template, answers: Answers, title: string | null): string {
  if (title) return title
  const words =
    template.fields
      .filter(({ type, private: isPrivate }) => !isPrivate && (type === 'text' || type === 'long'))
      .map(({ id }) => textOf(answers, id).replace(/\s+/g, ' '))
      .find(Boolean) ?? ''
  if (words === '') return template.title
  return words.length > 80 ? `${words.slice(0, 79).trimEnd()}…` : words
}
