import type { Grid } from './grid.ts'

/** A running text's pieces in their order, the same for Markdown, plain text and HTML. */
export type Block =
  | { is: 'heading'; depth: number; text: string; line: number }
  /** A line that stands for a heading without being one: bold, in capitals, closed by a colon, or short and alone. */
  | { is: 'lead'; how: 'bold' | 'capitals' | 'colon' | 'alone'; text: string; line: number }
  | { is: 'bullet'; indent: number; text: string; name: Name | null; strong: boolean; line: number }
  | { is: 'text'; text: string; name: Name | null; line: number; indent: number; apart: boolean }
  | { is: 'table'; grid: Grid }

/** “Name: what is said” inside one line. */
export interface Name {
  label: string
  rest: string
  /** The writing sets it off, in bold; else it counts as a name only if it comes again. */
  marked: boolean
}

const markedName = /^(?:\*\*|__)([^*_]{1,80})(?:\*\*|__)\s*([:–—-]?)\s*(\S.*)$/
const plainName = /^([\p{Lu}\d][^:.!?;,]{0,50}?)(?::|\s[–—-])\s+(\S.*)$/u

/** The name a line begins with; null if it has none. */
export function nameIn(line: string): Name | null {
  const marked = markedName.exec(line)
  if (marked && (marked[2] !== '' || /[:–—.-]\s*$/.test(marked[1]!) || marked[1]!.split(/\s+/).length <= 5))
    return { label: marked[1]!, rest: marked[3]!, marked: marked[2] !== '' || /[:–—.-]\s*$/.test(marked[1]!) }
  const found = line.length < 4_000 ? plainName.exec(line) : null
  if (!found || found[1]!.trim().split(/\s+/).length > 6) return null
  return { label: found[1]!, rest: found[2]!, marked: false }
}
