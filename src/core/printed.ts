import type { Framework } from './framework.ts'

// How answers read in a terminal: short lines, aligned columns, words in place of codes.

const widest = 96

/** Text in lines that fit a terminal; those after the first begin with the indent, of which the first has its own. */
export const wrapped = (text: string, indent = '', first = indent): string => wrappedAt(widest, text, indent, first)

/** The same in lines of at most so many signs, unless a word is longer. */
export function wrappedAt(most: number, text: string, indent = '', first = indent): string {
  const lines: string[] = []
  let line = first
  let isEmpty = true
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (!isEmpty && line.length + 1 + word.length > most) {
      lines.push(line)
      line = indent
      isEmpty = true
    }
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  return [...lines, line].join('\n')
}

/** Rows with their columns one under the other; the last column runs on under itself. */
export function aligned(rows: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = []
  for (const row of rows)
    row.slice(0, -1).forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length)
    })
  return rows
    .map((row) => {
      const before =
        indent +
        row
          .slice(0, -1)
          .map((cell, i) => `${cell.padEnd(widths[i]!)}  `)
          .join('')
      return wrapped(row.at(-1) ?? '', ' '.repeat(before.length), before).trimEnd()
    })
    .join('\n')
}

/** A list with a blank line between its parts, and how to see more; `nothing` where there is none. */
export const listed = (parts: readonly string[], nothing: string, next: string | null = null): string =>
  parts.length === 0 ? nothing : [...parts, ...(next ? [`More: --cursor ${next}`] : [])].join('\n\n')

/** Facts in one line, those that are known. */
export const facts = (parts: readonly (string | null | false | undefined)[]): string =>
  parts.filter(Boolean).join(' · ')

/** A skill by its name on any of the ladders. */
export const skillName = (frameworks: readonly Framework[], id: string): string =>
  frameworks.flatMap(({ skills }) => skills).find((skill) => skill.id === id)?.name ?? id

/** A level by its title on one ladder. */
export const levelTitle = (frameworks: readonly Framework[], ladder: string | null, id: string): string =>
  frameworks.find((framework) => framework.id === ladder)?.levels.find((level) => level.id === id)?.title ?? id
