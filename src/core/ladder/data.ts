import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, Parser } from 'yaml'
import { Problem } from '../problem.ts'

/** A value as it is written, with the lines it stands on. */
export type Datum =
  | { is: 'text'; text: string; line: number }
  | { is: 'list'; items: Datum[]; line: number }
  | { is: 'map'; entries: { key: string; line: number; value: Datum }[]; line: number }

// Beyond these it is no ladder, whatever it is; so nothing built to be endless is read to its end.
const LONGEST_DATA = 500_000
const MOST_SIGNS = 60_000
const MOST_VALUES = 20_000
const DEEPEST = 24

/** What YAML or JSON holds, with lines; refuses what does not parse, and what goes on without end. */
export function dataOf(text: string): Datum {
  if (text.length > LONGEST_DATA) throw endless()
  countSigns(text)
  const lines = new LineCounter()
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, keepSourceTokens: false, logLevel: 'silent' })
  const documents = []
  try {
    for (const document of composer.compose(
      limited(new Parser(lines.addNewLine).parse(text), lines),
      true,
      text.length,
    )) {
      documents.push(document)
      const [error] = document.errors
      if (error) throw notReadable(lines.linePos(error.pos[0]).line, error.message)
      if (documents.length >= 20) break
    }
  } catch (error) {
    if (error instanceof RangeError) throw endless()
    throw error
  }
  const budget = { values: MOST_VALUES }
  const data = documents
    .filter((document) => document.contents !== null)
    .map((document) => {
      const anchors = new Map<string, Node>()
      return datumOf(document.contents, lines, 0, budget, anchors)
    })
  return data.length === 1 ? data[0]! : { is: 'list', items: data, line: 1 }
}

// Taking a text apart into signs is cheap; putting them together again is not.
function countSigns(text: string): void {
  let count = 0
  for (const _ of new Lexer().lex(text)) if (++count > MOST_SIGNS) throw endless()
}

type Tokens = ReturnType<Parser['parse']>

function* limited(tokens: Tokens, lines: LineCounter): Tokens {
  let count = 0
  for (const token of tokens) {
    if (token.type === 'error') throw notReadable(lines.linePos(token.offset).line, token.message)
    if (++count > 2_000) throw endless()
    yield token
  }
}

const notReadable = (line: number, message: string): Problem =>
  new Problem(
    'invalid',
    `This looks like YAML or JSON, but line ${line} does not parse: ${message.split('\n')[0]!.slice(0, 120)}. Nothing was read.`,
    'text',
  )

const endless = (): Problem =>
  new Problem(
    'too_large',
    'This file nests or repeats more than any ladder does. Paste only the part with the levels.',
    'text',
  )

interface Budget {
  values: number
}

function datumOf(node: unknown, lines: LineCounter, depth: number, budget: Budget, anchors: Map<string, Node>): Datum {
  if (--budget.values < 0 || depth > DEEPEST) throw endless()
  const at = (node as { range?: [number, number, number] | null } | null)?.range?.[0] ?? 0
  const line = lines.linePos(at).line
  if (isAlias(node)) {
    const known = anchors.get(node.source)
    return known ? datumOf(known, lines, depth + 1, budget, anchors) : { is: 'text', text: '', line }
  }
  const anchor = (node as { anchor?: string } | null)?.anchor
  if (anchor) anchors.set(anchor, node as Node)
  if (isMap(node)) {
    const entries = node.items.flatMap(({ key, value }) => {
      const name = isScalar(key) ? String(key.value ?? '') : ''
      const datum =
        value === null ? { is: 'text' as const, text: '', line } : datumOf(value, lines, depth + 1, budget, anchors)
      const keyAt = (key as { range?: [number, number, number] | null } | null)?.range?.[0] ?? at
      if (name === '<<' && datum.is === 'map') return datum.entries
      return [{ key: name, line: lines.linePos(keyAt).line, value: datum }]
    })
    return { is: 'map', entries, line }
  }
  if (isSeq(node))
    return { is: 'list', items: node.items.map((item) => datumOf(item, lines, depth + 1, budget, anchors)), line }
  return { is: 'text', text: isScalar(node) && node.value !== null ? String(node.value) : '', line }
}
