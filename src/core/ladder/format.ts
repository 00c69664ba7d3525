import { separatorOf } from './delimited.ts'
import type { LadderFormat } from './types.ts'

/** How a text may be written, likeliest first, judged by its first 60,000 characters. */
export function formatsOf(text: string): LadderFormat[] {
  const start = text.slice(0, 60_000)
  const trimmed = start.trimStart()
  if (/^[{[]/.test(trimmed) && /["'\]}]/.test(trimmed) && !/^\[[^\]]*\]\(/.test(trimmed) && !/^\[[ x]\]/i.test(trimmed))
    return ['json']
  if (isHtml(start)) return ['html']
  if (isMarkdown(start)) return ['markdown']
  if (isYaml(start)) return ['yaml', 'text']
  const separator = separatorOf(start)
  const prose = looksMarked(start) ? 'markdown' : 'text'
  if (separator === '\t') return ['tsv', prose]
  return separator && isTable(start, separator) ? ['csv', prose] : [prose]
}

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length

const isHtml = (text: string): boolean =>
  /^\s*<(?:!doctype|html|body|head|meta|table|div|section|article|main|h[1-6]|ul|ol|p|span|style|b|google-sheets|!--)/i.test(
    text,
  ) && count(text, /<\/?(?:table|tr|td|th|h[1-6]|li|ul|p|div|section)\b/gi) >= 4

const isMarkdown = (text: string): boolean =>
  /^---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/.test(text) ||
  (/^\s{0,3}#{1,6}\s+\S/m.test(text) && (!isYaml(text) || text.includes('**'))) ||
  text.split('\n').some(isRuler) ||
  /<table\b/i.test(text)

const isRuler = (row: string): boolean => /^[\s:|-]{5,}$/.test(row) && row.includes('--') && row.includes('|')

/** Most lines are keys, entries or deeper text of them, and there is at least one key at the very left. */
function isYaml(text: string): boolean {
  const rows = text
    .split(/\r\n|\n|\r/)
    .filter((row) => row.trim() !== '' && !/^\s*#/.test(row))
    .slice(0, 400)
  if (rows.length < 2) return false
  const keys = rows.filter((row) =>
    /^\s*(?:- )?(?:["'][^"']{1,80}["']|[\p{L}\p{N}_][^:#\n]{0,60}):(?:\s|$)/u.test(row),
  ).length
  const entries = rows.filter((row) => /^\s*- \S/.test(row)).length
  const deep = rows.filter((row) => /^\s{2,}\S/.test(row)).length
  const left = rows.filter((row) =>
    /^(?:- )?(?:["'][^"']{1,80}["']|[\p{L}\p{N}_][\w .&/+()-]{0,60}):(?:\s|$)/u.test(row),
  ).length
  const prose = rows.filter(
    (row) => /^\S.*[.!?]$/.test(row) && !/^- /.test(row) && !/^[\w "'-]{1,40}: /.test(row),
  ).length
  const marked = rows.filter((row) => /^\s*(?:[*+•] |\*\*)/.test(row)).length
  return (
    left >= 1 &&
    keys >= 2 &&
    (keys + entries + deep) / rows.length >= 0.8 &&
    (deep >= 1 || /[{[]/.test(text)) &&
    prose / rows.length < 0.1 &&
    marked === 0
  )
}

/** Separated values rather than sentences with commas: the first row is short and most rows have its width. */
function isTable(text: string, separator: string): boolean {
  const rows = text.split(/\r\n|\n|\r/).filter((row) => row.trim() !== '')
  const first = rows.slice(0, 5).find((row) => row.split(separator).length >= 2)
  if (!first) return false
  return (
    separator === ';' ||
    /^"/.test(first) ||
    first.split(separator).every((cell) => cell.trim().split(/\s+/).length <= 8)
  )
}

const looksMarked = (text: string): boolean => /^\s{0,3}#{1,6}\s|\*\*[^*\n]+\*\*|^\s*[-*] /m.test(text)
