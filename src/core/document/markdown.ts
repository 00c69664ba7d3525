import { Problem } from '../problem.ts'
import type { Block, Outline } from './outline.ts'
import { workedOut } from './outline.ts'
import type { Field, Template } from './template.ts'

const missing = '_missing_'

/** A heading for each field, tables as tables, what is needed and empty as “_missing_”. */
export const outlineMarkdown = ({ title, about, blocks }: Outline): string =>
  [`# ${inLine(title)}`, about.map(inLine).join(' · '), ...blocks.map(blockMarkdown)]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n')

function blockMarkdown(block: Block): string {
  const heading = `## ${block.heading}`
  switch (block.is) {
    case 'missing':
      return `${heading}\n\n${missing}`
    case 'text':
      return `${heading}\n\n${block.text.split('\n').map(kept).join('\n')}`
    case 'list':
      return `${heading}\n\n${block.items.map((item) => `- ${inLine(item)}`).join('\n')}`
    case 'table':
      return `${heading}\n\n${[block.columns, block.columns.map(() => '---'), ...block.rows].map(row).join('\n')}`
  }
}

const inLine = (words: string): string => words.replace(/\s+/g, ' ').trim()

// A line that would be read as one of the document’s own headings, or as the word for nothing, says that it is not.
const kept = (line: string): string => (/^(\\*)(#|_missing_$)/.test(line) ? `\\${line}` : line)
const given = (line: string): string => (/^\\+(#|_missing_$)/.test(line) ? line.slice(1) : line)

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => inLine(cell).replaceAll('\\', '\\\\').replaceAll('|', '\\|')).join(' | ')} |`

/**
 * What a document’s Markdown says under the headings of its template, to be taken in its place. Headings that it lacks say nothing; one
 * that the template lacks is refused, so that no words are dropped.
 */
export function readMarkdown(template: Template, text: string): Record<string, unknown> {
  const parts = splitByHeading(text)
  const byLabel = new Map(template.fields.map((field) => [folded(field.label), field]))
  const found: Record<string, unknown> = {}
  for (const { heading, lines } of parts) {
    if (heading.endsWith(workedOut.trim())) continue
    const field = byLabel.get(folded(heading))
    if (!field) throw unknownHeading(template, heading)
    if (Object.hasOwn(found, field.id))
      throw new Problem(
        'invalid',
        `“${heading}” stands twice. Put both under one heading; nothing was changed.`,
        'text',
      )
    found[field.id] = under(field, lines)
  }
  if (parts.length === 0)
    throw new Problem(
      'invalid',
      `No heading of “${template.title}” stands in this text. Write each as “## ${template.fields[0]!.label}”, with its answer below; nothing was changed.`,
      'text',
    )
  return found
}

const unknownHeading = (template: Template, heading: string) =>
  new Problem(
    'invalid',
    `“${heading.slice(0, 80)}” is no heading of “${template.title}”. It has: ${template.fields.map(({ label }) => label).join('; ')}. Nothing was changed.`,
    'text',
  )

const folded = (words: string): string =>
  words.normalize('NFKC').replace(/[’']/g, '’').replace(/\s+/g, ' ').trim().toLowerCase()

function splitByHeading(text: string): { heading: string; lines: string[] }[] {
  const parts: { heading: string; lines: string[] }[] = []
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const heading = /^## +(.*)$/.exec(line)?.[1]?.trim()
    if (heading !== undefined) parts.push({ heading, lines: [] })
    else parts.at(-1)?.lines.push(line)
  }
  return parts
}

function under(field: Field, lines: readonly string[]): unknown {
  const said = trimmed(lines)
  if (said.length === 1 && said[0] === missing) return null
  if (field.type === 'list') return said.map((line) => line.replace(/^\s*[-*+] /, '').trim()).filter(Boolean)
  if (field.type === 'table') return rowsUnder(field.columns.length, said)
  return said.map(given).join('\n')
}

function trimmed(lines: readonly string[]): string[] {
  const first = lines.findIndex((line) => line.trim() !== '')
  const last = lines.findLastIndex((line) => line.trim() !== '')
  return first < 0 ? [] : lines.slice(first, last + 1)
}

/** The rows below the line of dashes, cell by cell. */
function rowsUnder(width: number, lines: readonly string[]): string[][] {
  const rows = lines.filter((line) => line.trim().startsWith('|')).map(cellsOf)
  const dashes = rows.findIndex((cells) => cells.every((cell) => /^:?-+:?$/.test(cell)))
  const body = rows.slice(dashes + 1)
  if (dashes < 0 || body.some((cells) => cells.length !== width))
    throw new Problem(
      'invalid',
      `A table in this text has not the ${width} columns it needs in each row. Nothing was changed.`,
      'text',
    )
  return body
}

/** The cells of a line `| a | b \| c |`. */
function cellsOf(line: string): string[] {
  const cells = ['']
  const inner = line.trim().replace(/^\|/, '')
  for (let at = 0; at < inner.length; at++) {
    const sign = inner[at]!
    const isMarked = sign === '\\' && (inner[at + 1] === '|' || inner[at + 1] === '\\')
    if (sign === '|') cells.push('')
    else cells.push(`${cells.pop()}${isMarked ? inner[++at] : sign}`)
  }
  return cells.slice(0, -1).map((cell) => cell.trim())
}
