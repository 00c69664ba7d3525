import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'yaml'
import type { Framework } from '../core/framework.ts'
import { wrapped } from '../core/printed.ts'
import { Problem } from '../core/problem.ts'
import { transaction } from '../platform/database.ts'
import { laddersOf } from '../platform/ladders.ts'
import { type AnyOperation, bytesOf, type Cairn, call, type Document } from '../platform/operation.ts'
import { writeDocuments } from './documents.ts'
import { type FileValue, type Flat, kindOf, nested, type Schema, schemaOf, withoutNull } from './input.ts'

/** Where a command reads from and writes to. */
export interface Terminal {
  out(text: string): void
  error(text: string): void
  stdin(): string
  /** Where somebody sits at a terminal: asks for what must not be seen while it is typed. */
  secret?(question: string): Promise<string>
  /** Where somebody watches: says how far a long command is, from 0 to 1. */
  progress?(share: number): void
  /** Where the output goes into a file or another program: takes what is no text. A screen does not. */
  bytes?(bytes: Uint8Array): void
}

/** Runs one command and answers its exit code: 0 done, 2 refused with one line and nothing changed. A bug rises. */
export async function runCommand(
  cairn: Cairn,
  personFor: (example: boolean) => Promise<string>,
  args: string[],
  terminal: Terminal,
): Promise<number> {
  try {
    await run(cairn, personFor, args, terminal)
    return 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    terminal.error(error.message.replaceAll('\n', ' '))
    return 2
  }
}

/** Said in one word, since it is done every day. */
const shortForms: Record<string, [noun: string, verb: string]> = {
  log: ['evidence', 'capture'],
  find: ['search', 'find'],
}

async function run(
  cairn: Cairn,
  personFor: (example: boolean) => Promise<string>,
  typed: string[],
  terminal: Terminal,
): Promise<void> {
  const short = Object.hasOwn(shortForms, typed[0] ?? '') ? shortForms[typed[0]!] : undefined
  const args = short ? [...short, ...typed.slice(1)] : typed
  const [noun, verb] = args
  if (!noun || noun === 'help' || noun.startsWith('-')) return terminal.out(help([...cairn.operations.values()]))
  const operation = cairn.operations.get(`${noun}.${verb}`)
  if (!operation) {
    const siblings = [...cairn.operations.values()].filter(({ name }) => name.startsWith(`${noun}.`))
    if (siblings.length > 0 && (!verb || verb === '--help' || verb === 'help'))
      return terminal.out(helpAbout(noun, siblings))
    throw new Problem('missing', unknownCommand(args, siblings))
  }
  const { flags, positionals } = readFlags(operation, args.slice(2))
  if (flags.help) return terminal.out(commandHelp(operation))
  await askSecrets(operation, flags, terminal)
  const input = inputFrom(operation, flags, positionals, terminal)
  const personId = await personFor(flags.example === true)
  const { answer } = await call<unknown>(cairn, { personId, via: 'cli' }, operation.name, input, null, {
    goes: (done, of) => terminal.progress?.(done / of),
  })
  const out = typeof flags.out === 'string' ? flags.out : undefined
  if (out) return terminal.out(`Written: ${writeDocuments(answer, out).join(', ')}`)
  if (flags.json) return terminal.out(JSON.stringify(answer, null, 2))
  const { file } = (answer ?? {}) as { file?: Document }
  if (file && !('text' in file)) return passOn(file, terminal)
  const frameworks = await transaction(cairn.db, 'read', personId, (tx) => laddersOf(tx, personId, cairn.frameworks))
  terminal.out(inWords(frameworks, operation, answer))
}

function passOn(file: Document, terminal: Terminal): void {
  if (!terminal.bytes)
    throw new Problem(
      'invalid',
      `A screen cannot show ${file.name}. Say where to write it: --out ${file.name}. Nothing was changed.`,
      'out',
    )
  terminal.bytes(bytesOf(file))
}

function unknownCommand(args: string[], siblings: AnyOperation[]): string {
  const typed = args
    .slice(0, 2)
    .filter((arg) => !arg.startsWith('-'))
    .join(' ')
  const hint =
    siblings.length > 0
      ? `There are: ${siblings.map(({ name }) => name.replace('.', ' ')).join(', ')}.`
      : '“cairn help” lists all commands.'
  return `There is no command “${typed}”. ${hint}`
}

type Flags = Record<string, string | boolean | (string | boolean)[] | undefined>

// Every field of the input is a flag in kebab case; nested fields are dotted (`--decision.choice`), or the whole as JSON.
function readFlags(operation: AnyOperation, args: string[]): { flags: Flags; positionals: string[] } {
  const schema = schemaOf(operation)
  const options: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }> = {
    json: { type: 'boolean' },
    help: { type: 'boolean' },
    example: { type: 'boolean' },
    input: { type: 'string' },
    out: { type: 'string' },
  }
  for (const [path, field] of fieldsOf(schema)) {
    const flag = kebab(path)
    const kind = kindOf(field)
    options[flag] = kind === 'boolean' ? { type: 'boolean' } : { type: 'string', multiple: kind === 'list' }
    if (kind === 'boolean') options[`no-${flag}`] = { type: 'boolean' }
    if (kind === 'text') options[`${flag}-file`] = { type: 'string' }
  }
  try {
    const { values, positionals } = parseArgs({
      args: dashesKept(args, options),
      options,
      allowPositionals: true,
      strict: true,
    })
    return { flags: values, positionals }
  } catch (error) {
    const said = (error as Error).message
      .split('. ')[0]!
      .replace(/^Unknown option '?(--?[^' ]+)'?.*/, 'There is no flag “$1”')
    throw new Problem(
      'invalid',
      `${said}. “cairn ${operation.name.replace('.', ' ')} --help” lists them. Nothing was changed.`,
    )
  }
}

// There are no flags of one dash: `--value -3` is the number the person meant, `-kind:note` a word, and a lone “-” standard input.
function dashesKept(args: string[], options: Record<string, { type: string }>): string[] {
  const joined: string[] = []
  const words: string[] = []
  for (const arg of args) {
    const before = joined.at(-1)
    const open = before?.startsWith('--') && !before.includes('=') && options[before.slice(2)]?.type === 'string'
    if (open && /^-(?!-)/.test(arg)) joined[joined.length - 1] = `${before}=${arg}`
    else if (/^-\p{L}+[:\s]/u.test(arg)) words.push(arg)
    else joined.push(arg)
  }
  return words.length === 0 ? joined : [...joined, ...(joined.includes('--') ? [] : ['--']), ...words]
}

/** A secret on the command line would stay in the shell's history, and every program on the computer sees it meanwhile. */
async function askSecrets({ secrets = [] }: AnyOperation, flags: Flags, terminal: Terminal): Promise<void> {
  for (const name of secrets) {
    const flag = kebab(name)
    const file = flags[`${flag}-file`]
    if (typeof file === 'string') {
      flags[flag] = readText(file).replace(/\r?\n$/, '')
      delete flags[`${flag}-file`]
    } else if (flags[flag] === '-') {
      flags[flag] = (await terminal.secret?.(questionFor(name))) ?? firstLine(terminal.stdin())
      // What is typed unseen is typed twice, where that can be checked.
      if (terminal.secret && secrets.includes(`${name}Again`)) flags[`${flag}-again`] ??= '-'
    } else if (flags[flag] !== undefined)
      throw new Problem(
        'invalid',
        `Do not write it behind --${flag}, where the shell keeps it. Say --${flag} - and type it when asked, or name a file that holds it with --${flag}-file. Nothing was changed.`,
        name,
      )
  }
}

const questionFor = (name: string): string =>
  name.endsWith('Again') ? 'The same once more: ' : `${name[0]!.toUpperCase()}${name.slice(1)}: `

const firstLine = (text: string): string => text.split(/\r?\n/)[0]!

const reserved = new Set(['json', 'help', 'example', 'input', 'out'])

function inputFrom(
  operation: AnyOperation,
  flags: Flags,
  positionals: string[],
  terminal: Terminal,
): Record<string, unknown> {
  const schema = schemaOf(operation)
  const fields = new Map([...fieldsOf(schema)].map(([path, field]) => [kebab(path), { path, field }]))
  const flat: Flat = {}
  for (const [flag, given] of Object.entries(flags)) {
    if ((reserved.has(flag) && !fields.has(flag)) || given === undefined) continue
    const values = (Array.isArray(given) ? given : [given]).map(String)
    const known = fields.get(flag)
    if (known) flat[known.path] = values.map((value) => fromTerminal(known.field, value, terminal))
    else if (flag.startsWith('no-')) flat[fields.get(flag.slice(3))!.path] = ['false']
    else flat[fields.get(flag.replace(/-file$/, ''))!.path] = values.map(readText)
  }
  positionals.forEach((value, i) => {
    const path = places(schema)[i]
    if (!path)
      throw new Problem('invalid', `“${value}” is one word too many. Put text in quotation marks. Nothing was changed.`)
    if (!flat[path]) flat[path] = [fromTerminal(schema.properties![path]!, value, terminal)]
  })
  const whole = typeof flags.input === 'string' ? readJson(flags.input, terminal) : {}
  return { ...whole, ...nested(schema, flat) }
}

/** What may stand without a flag, in this order: the record, the file or the text, the query, the copy. */
const places = (schema: Schema): string[] =>
  ['id', 'file', 'text', 'query', 'copy', 'who'].filter((name) => schema.properties?.[name]).slice(0, 1)

function fromTerminal(field: Schema, value: string, terminal: Terminal): string | FileValue {
  if (isFile(field)) {
    const bytes = readBytes(value)
    return { name: basename(value), base64: bytes.toString('base64') }
  }
  return value === '-' && kindOf(field) === 'text' ? terminal.stdin() : value
}

const isFile = (schema: Schema): boolean => Boolean(withoutNull(schema).properties?.base64)

const readText = (path: string): string => readBytes(path).toString('utf8')

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new Problem(
      'invalid',
      `The file ${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Nothing was changed.`,
      'file',
    )
  }
}

function readJson(path: string, terminal: Terminal): Record<string, unknown> {
  try {
    return JSON.parse(path === '-' ? terminal.stdin() : readText(path))
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(
      'invalid',
      `${path === '-' ? 'Standard input' : path} does not hold valid JSON. Nothing was changed.`,
    )
  }
}

/** Fields by dotted path, nested objects included; a list or a map of objects is one field, given as JSON. */
function* fieldsOf(schema: Schema, before = ''): Generator<[string, Schema]> {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const path = before + name
    yield [path, field]
    const inner = withoutNull(field)
    if (inner.properties && !isFile(field)) yield* fieldsOf(inner, `${path}.`)
  }
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function inWords(frameworks: readonly Framework[], operation: AnyOperation, answer: unknown): string {
  if (operation.prints) return operation.prints(answer, frameworks).trimEnd()
  if (operation.says) return [wrapped(operation.says(answer)), ...madeBy(operation, answer)].join('\n')
  const { items } = (answer ?? {}) as { items?: unknown[] }
  if (items?.length === 0) return 'Nothing yet.'
  return stringify(withoutEmpty(answer), { lineWidth: 100 }).trimEnd()
}

// What was just written is what the next command is about, so its id stands below.
function madeBy({ scope }: AnyOperation, answer: unknown): string[] {
  const { id, evidence } = (answer ?? {}) as { id?: unknown; evidence?: { id?: unknown } }
  const made = id ?? evidence?.id
  return scope === 'write' && typeof made === 'string' ? [`  ${made}`] : []
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty)
  if (!value || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(
    ([, inner]) => inner !== null && inner !== '' && !(Array.isArray(inner) && inner.length === 0),
  )
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutEmpty(inner)]))
}

function help(operations: AnyOperation[]): string {
  return [
    'cairn: your work, made into a case for the next level.',
    '',
    'cairn serve                    open the pages in a browser',
    'cairn log "What happened"      log it: evidence capture; cairn find "retention": search find',
    'cairn inbox watch              take notes from the watched folders until it is stopped; --once looks once',
    'cairn mcp                      serve an assistant over standard input and output',
    'cairn mcp install              print how to connect an assistant',
    'cairn <noun> <verb> [--flags]  do one thing; --help explains it, --json prints what the API answers',
    '',
    ...grouped(operations),
    'The quiz, “What did my manager mean?” and “Output or outcome?” are pages too: /quiz, /decode and /try in the browser,',
    'and files to pass on: npm run site.',
    'CAIRN_HOME names the folder of your file. --example acts on the filled example instead of your own records:',
    '“cairn demo load” opens a product manager’s year, “cairn demo load --example pmm” a product marketer’s.',
  ].join('\n')
}

const helpAbout = (noun: string, operations: AnyOperation[]): string =>
  [
    `cairn ${noun} <verb> [--flags]`,
    '',
    ...grouped(operations),
    `“cairn ${operations[0]!.name.replace('.', ' ')} --help” explains one of them.`,
  ].join('\n')

/** The commands in their groups, a blank line between: “evidence …”, “inbox …”. */
const grouped = (operations: AnyOperation[]): string[] => {
  const width = Math.max(...operations.map(({ name }) => name.length))
  return [...Map.groupBy(operations, ({ name }) => name.split('.')[0]!).values()].flatMap((group) => [
    ...group.map(({ name, summary }) => `  ${name.replace('.', ' ').padEnd(width)}  ${summary}`),
    '',
  ])
}

function commandHelp(operation: AnyOperation): string {
  const schema = schemaOf(operation)
  const required = new Set(schema.required)
  const rows = [...fieldsOf(schema)].map(
    ([path, field]) => [`--${kebab(path)}`, hintFor(field), required.has(path)] as const,
  )
  const width = Math.max(8, ...rows.map(([flag]) => flag.length))
  const place = places(schema)[0]
  return [
    `cairn ${operation.name.replace('.', ' ')}${place ? ` [${place}]` : ''} [--flags]`,
    '',
    operation.summary,
    '',
    ...rows.map(([flag, hint, needed]) => `  ${flag.padEnd(width)}  ${needed ? '(needed) ' : ''}${hint}`),
    `  ${'--json'.padEnd(width)}  Print the answer as JSON, the same as the API’s.`,
    `  ${'--input'.padEnd(width)}  Read the whole input as JSON from a file, or from standard input with “-”.`,
    `  ${'--out'.padEnd(width)}  Write the answer’s document to a file or folder.`,
    '',
    'Text may come from a file (--text-file notes.md) or from standard input (--text -). Lists repeat the flag.',
  ].join('\n')
}

function hintFor(field: Schema): string {
  const inner = withoutNull(field)
  const choices = inner.enum ?? inner.items?.enum
  return (
    [field.description ?? inner.description, choices && `One of: ${choices.join(', ')}.`].filter(Boolean).join(' ') ||
    kindOf(field)
  )
}
