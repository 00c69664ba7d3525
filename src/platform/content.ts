import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
} from 'yaml'
import type { z } from 'zod'
import type { Framework } from '../core/framework.ts'
import { frameworkFile } from '../core/framework-file.ts'
import { Problem } from '../core/problem.ts'

/**
 * The ladders in a folder's `*.yaml` files, by file name. All findings of all files come in one refusal, each with file,
 * line and what is wrong, so that a person mends them in one go.
 */
export function loadFrameworks(folder: string): Framework[] {
  const read = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, ...readFile(folder, name) }))
  const findings = read.flatMap(({ name, findings }) => findings.map((finding) => inOneLine(name, finding)))
  const frameworks = read.flatMap(({ framework }) => framework ?? [])
  for (const { name, framework } of read) {
    const first = read.find((other) => other.framework?.id === framework?.id)
    if (framework && first && first.name !== name) {
      findings.push(`${name}: the id “${framework.id}” is already taken by ${first.name}; give one of them another.`)
    }
  }
  if (findings.length > 0) throw new Problem('invalid', listed(findings))
  return frameworks
}

/** A ladder's file; through what the build made of the same text, if it is there, since reading YAML is most of a start. */
function readFile(folder: string, name: string): ReturnType<typeof readFramework> {
  const text = readFileSync(join(folder, name), 'utf8')
  const built = join(folder, `${name}.json`)
  if (existsSync(built)) {
    const { sha256, data } = JSON.parse(readFileSync(built, 'utf8')) as { sha256: string; data: unknown }
    const isOfThisText = sha256 === createHash('sha256').update(text).digest('hex')
    const known = isOfThisText ? frameworkFile.safeParse(data) : null
    if (known?.success) return { framework: known.data, findings: [] }
  }
  return readFramework(text)
}

interface Finding {
  /** 1-based. */
  line: number
  says: string
}

/** One ladder from the text of its file, or what keeps it from being one, in the order of its lines. */
export function readFramework(text: string): { framework: Framework | null; findings: Finding[] } {
  const { content, findings } = readYaml(text, frameworkFile)
  return { framework: content, findings }
}

/** What a file of the product's content says, as its schema reads it; all findings come in one refusal, each with its line. */
export function loadContent<T>(path: string, schema: z.ZodType<T>): T {
  const { content, findings } = readYaml(readFileSync(path, 'utf8'), schema)
  if (content === null)
    throw new Problem('invalid', listed(findings.map((finding) => inOneLine(basename(path), finding))))
  return content
}

/**
 * A file of the content folder, read and checked once, when it is first asked for: no start waits for what most days nobody opens, and
 * the file stays as it is while the program runs.
 */
export function contentFile<T>(name: string, schema: z.ZodType<T>): (folder: string) => T {
  const read = new Map<string, T>()
  return (folder) => {
    const known = read.get(folder) ?? loadContent(join(folder, name), schema)
    read.set(folder, known)
    return known
  }
}

function readYaml<T>(text: string, schema: z.ZodType<T>): { content: T | null; findings: Finding[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const unreadable = whatDoesNotParse(document, lines)
  if (unreadable.length > 0) return { content: null, findings: unreadable }

  const result = schema.safeParse(document.toJS(), { error: inPlainWords })
  if (result.success) return { content: result.data, findings: [] }
  // Nobody reads more than the first of thousands, and each line has to be looked up.
  const findings = result.error.issues.slice(0, 200).flatMap((issue) =>
    placesOf(issue)
      .slice(0, 50)
      .map((place) => ({
        line: lineOf(document, lines, place),
        says: `${nameOf(document, place)} ${issue.message}`,
      })),
  )
  return { content: null, findings: findings.sort((a, b) => a.line - b.line) }
}

function whatDoesNotParse(document: Document.Parsed, lines: LineCounter): Finding[] {
  // Only the first: what follows a broken line is mostly misread because of it.
  const findings = document.errors.slice(0, 1).map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    says: yamlInPlainWords[error.code] ?? `this is not YAML: ${error.message}`,
  }))
  visit(document, {
    Alias: (_, alias) => {
      const line = lines.linePos(alias.range?.[0] ?? 0).line
      findings.push({ line, says: `“*${alias.source}” points to another place of the file; write the value out here` })
    },
  })
  return findings
}

const yamlInPlainWords: Partial<Record<Document.Parsed['errors'][number]['code'], string>> = {
  BAD_INDENT: 'the indentation does not fit, or a bracket before this is not closed',
  TAB_AS_INDENT: 'a tab indents this line; use spaces',
  DUPLICATE_KEY: 'the same key stands twice in this group; keep one of them',
  MISSING_CHAR: 'a closing quote, bracket or comma is missing',
  BLOCK_AS_IMPLICIT_KEY: 'a colon inside a text needs quotation marks around the text',
  MULTILINE_IMPLICIT_KEY: 'a line before the colon is not finished; a key stands on one line',
  BAD_SCALAR_START: 'a text that begins with this sign needs quotation marks around it',
  MULTIPLE_DOCS: 'a second document begins here; a file holds one ladder',
}

function inPlainWords(issue: z.core.$ZodRawIssue): string | undefined {
  const { code } = issue
  if (code === 'invalid_type')
    return issue.input === undefined ? 'is missing' : `must be ${kindOf[issue.expected] ?? issue.expected}`
  if (code === 'unrecognized_keys') return 'is not a word that belongs here'
  if (code === 'invalid_value') return `must be ${issue.values.map((value) => `“${String(value)}”`).join(' or ')}`
  if (code === 'too_small' && issue.origin === 'number') return `must be larger than ${issue.minimum}`
  if (code === 'too_small' && issue.origin === 'string') return 'must not be empty'
  if (code === 'too_small') return `needs at least ${issue.minimum}`
  if (code === 'too_big') return `takes at most ${issue.maximum}`
  if (code === 'invalid_key') return 'is not an id: a small letter, then small letters, digits and hyphens'
  return undefined
}

const kindOf: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'a group of keys and values',
  record: 'a group of keys and values',
}

type Place = readonly PropertyKey[]

// Unknown keys are reported on the group that holds them; the person looks for the keys themselves.
const placesOf = (issue: z.core.$ZodIssue): Place[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]

/** The 1-based line of the deepest part of `place` that the file has. */
function lineOf(document: Document.Parsed, lines: LineCounter, place: Place): number {
  let node: Node | null = document.contents
  let offset = firstOffset(node)
  for (const step of place) {
    const found = childOf(node, step)
    if (!found) break
    offset = firstOffset(found.at) || offset
    node = found.value
  }
  return lines.linePos(offset).line
}

const firstOffset = (node: unknown): number => (node as ParsedNode | null)?.range?.[0] ?? 0

function childOf(node: Node | null, step: PropertyKey): { at: unknown; value: Node | null } | null {
  if (isMap(node)) {
    const pair = node.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === String(step))
    return pair ? { at: pair.key, value: pair.value as Node | null } : null
  }
  if (isSeq(node) && Number(step) in node.items) {
    const item = node.items[Number(step)] as Node
    return { at: item, value: item }
  }
  return null
}

/** The way to a value as the person reads the file: entries of a list by their id where they have one, else counted from 1. */
function nameOf(document: Document.Parsed, place: Place): string {
  let node: Node | null = document.contents
  const names = place.map((step) => {
    node = childOf(node, step)?.value ?? null
    if (typeof step !== 'number') return String(step)
    const id = isMap(node) ? node.get('id') : undefined
    return id === undefined ? String(step + 1) : String(id)
  })
  return names.length === 0 ? 'The file' : `“${names.join(' → ')}”`
}

const inOneLine = (name: string, { line, says }: Finding): string => `${name}, line ${line}: ${says}.`

const MOST = 12

const listed = (findings: readonly string[]): string =>
  [...findings.slice(0, MOST), ...(findings.length > MOST ? [`And ${findings.length - MOST} more.`] : [])].join('\n')
