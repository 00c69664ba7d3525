import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import { describe, expect, test } from 'vitest'
import { denial, howItWorks, notModelled } from '../src/core/readiness/wording.ts'
import { readConfig } from '../src/platform/config.ts'
import { bodyLimits } from '../src/surfaces/api.ts'
import { runCommand } from '../src/surfaces/cli.ts'
import { watchHelp } from '../src/surfaces/inbox-watch.ts'
import { mcpServer, toolName } from '../src/surfaces/mcp.ts'
import { installationOf, installText } from '../src/surfaces/mcp-install.ts'
import { openapi } from '../src/surfaces/openapi.ts'
import { operations } from '../src/surfaces/operations.ts'
import { type Person, signUp } from './harness.ts'

// What is written about Cairn is held against Cairn: a document that no longer fits fails like code that no longer works.

const root = resolve(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const under = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`)

const guide = under('docs/guide')
const decisions = under('docs/decisions')
const documents = [...readdirSync(root).filter((name) => name.endsWith('.md')), ...guide, ...decisions].map((path) => ({
  path,
  text: read(path),
}))

/** Everything in the documents that matches, with where it stands. */
const matches = (pattern: RegExp) =>
  documents.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].map(([whole, part]) => ({ path, part: part ?? whole })),
  )

const inWords = ({ name, summary }: { name: string; summary: string }) => `${name}: ${summary}`
const listed = operations.map(inWords).sort()

describe('every operation is told of', () => {
  test('in the guide, with the summary it has', () => {
    const rows = [...read('docs/guide/operations.md').matchAll(/^\| `([a-z]+\.[a-zA-Z]+)` \| (.+) \|$/gm)]
    expect(rows.map(([, name, summary]) => inWords({ name: name!, summary: summary! })).sort()).toEqual(listed)
  })

  test('in the API’s description', () => {
    const described = Object.entries(openapi(operations).paths).map(([path, { post }]) =>
      inWords({ name: path.replace('/api/', ''), summary: post.summary }),
    )
    expect(described.sort()).toEqual(listed)
  })

  test('in the help of the command line', async () => {
    const help = (await asCommand(await signUp(), ['help'])).replace(/ +/g, ' ')
    for (const { name, summary } of operations) expect(help).toContain(`\n ${name.replace('.', ' ')} ${summary}\n`)
  })

  test('in the list that assistants get', async () => {
    const { app } = await signUp()
    const [near, far] = InMemoryTransport.createLinkedPair()
    const client = new Client({ name: 'test', version: '1' })
    await Promise.all([mcpServer(app.cairn, app.ownerId).connect(far), client.connect(near)])
    const { tools } = await client.listTools()
    expect(tools.map(({ name, description = '' }) => inWords({ name, summary: description })).sort()).toEqual(
      operations.map(({ name, summary }) => inWords({ name: toolName(name), summary })).sort(),
    )
  })
})

describe('what the documents say is there', () => {
  test('every variable that is read from the environment stands in the guide', () => {
    const named = new Set([...read('src/platform/config.ts').matchAll(/\benv\.([A-Z_]+)/g)].map(([, name]) => name!))
    expect(named.size).toBeGreaterThan(3)
    const told = [...read('docs/guide/data.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name!)
    expect(told.sort()).toEqual([...named].sort())
  })

  test('the table of records has every column of the file, and no other', async () => {
    const { app } = await signUp()
    const tables = await app.cairn.db.introspection.getTables()
    const kept = tables
      .filter(({ name }) => !name.startsWith('search_words'))
      .flatMap(({ name, columns }) => columns.map((column) => `${camel(name)}.${camel(column.name)}`))
    expect(recordsTold().sort()).toEqual(kept.sort())
  })

  test('what is said of readiness is said in the product’s own sentences', () => {
    const level = read('docs/guide/level.md')
    for (const sentence of [denial, ...howItWorks, notModelled]) expect(level).toContain(sentence)
  })

  test('the limits of a request are those of the program', () => {
    const sizes = Object.values(bodyLimits).map((bytes) => `${bytes / 1e6} MB`)
    for (const path of ['docs/guide/api.md', 'SECURITY.md'])
      for (const size of sizes) expect(read(path), path).toContain(size)
  })

  test('every link within the project leads somewhere', () => {
    const broken = matches(/\]\((?!https?:)([^)#\s]+)[^)]*\)/g).filter(
      ({ path, part }) => !existsSync(resolve(root, dirname(path), part)),
    )
    expect(broken).toEqual([])
  })

  test('every file that is named exists', () => {
    const named = matches(
      /`((?:src|migrations|content|bin|bench|test|docs|core|platform|surfaces|features|ui)\/[\w./-]+\.\w+)`/g,
    )
    expect(named.length).toBeGreaterThan(40)
    const missing = named.filter(
      ({ part }) => !part.includes('NNNN') && !existsSync(join(root, part)) && !existsSync(join(root, 'src', part)),
    )
    expect(missing).toEqual([])
  })

  test('every npm script that is named exists', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = matches(/\bnpm (?:run (?:--\S+ )*)?((?<=npm )(?:start|test)|(?<=run (?:--\S+ )*)\w+)/g)
    expect(named.map(({ part }) => part)).toEqual(expect.arrayContaining(['start', 'test', 'cairn', 'dev']))
    expect(named.filter(({ part }) => !(part in scripts))).toEqual([])
  })

  test('every command that is named exists, with its flags', async () => {
    const person = await signUp()
    const named = matches(/(?:`|\$ |^alias )cairn ((?:[^`\n|]|\|(?! ))+)/gm).filter(({ part }) =>
      /^[a-z]+ [a-z]/i.test(part),
    )
    expect(named.length).toBeGreaterThan(10)
    const config = readConfig({})
    for (const { path, part } of named) {
      const [noun, verb] = part.split(/\s/) as [string, string]
      const help =
        noun === 'mcp'
          ? installText([verb, '--help'], installationOf(config, {}, '/cairn/dist/main.js'))
          : noun === 'inbox' && verb === 'watch'
            ? watchHelp
            : await asCommand(person, [noun, verb, '--help'])
      for (const [, flag] of part.matchAll(/ --(?:no-)?([a-z][a-zA-Z.-]*?)(?:-file)?(?=\s|$|=)/g))
        if (flag !== 'help' && flag !== 'example') expect(help, `${path}: cairn ${part}`).toContain(`--${flag} `)
    }
  })
})

test('the session in the README is what Cairn answers', async () => {
  const person = await signUp({ today: '2026-11-21' })
  const [, session] = /```console\n(\$ cat [\s\S]*?)```/.exec(read('README.md'))!
  const steps = session!
    .split(/^\$ /m)
    .slice(1)
    .map((step) => step.split('\n'))
  expect(steps).toHaveLength(5)
  for (const [command, ...shown] of steps as [string, ...string[]][]) {
    const [program, ...args] = command.split(' ')
    if (program === 'cat') writeFileSync(join(person.folder, args[0]!), shown.join('\n'))
    else {
      const answer = await asCommand(
        person,
        args.map((arg) => (arg.endsWith('.md') ? join(person.folder, arg) : arg)),
      )
      expect(answer, command).toMatch(asShown(shown.join('\n').trim()))
    }
  }
})

describe('decisions', () => {
  test.each(decisions)('%s says context, decision and cost, and when', (path) => {
    const text = read(path)
    const number = basename(path).slice(0, 4)
    expect(text).toMatch(new RegExp(`^# ${number} \\S.+\\n\\n\\d{4}-\\d{2}-\\d{2} · (accepted|superseded by \\[)`))
    expect(['Context', 'Decision', 'Cost'].filter((part) => !text.includes(`\n\n**${part}.** `))).toEqual([])
  })

  test('each has a number of its own, without gaps', () => {
    expect(decisions.map((path) => Number(basename(path).slice(0, 4))).sort((a, b) => a - b)).toEqual(
      decisions.map((_, i) => i + 1),
    )
  })
})

describe('words', () => {
  test('no document names a folder of somebody’s machine', () => {
    expect(matches(/(?:^|[\s"'`(=:])\/(?:work|tmp|root|home|Users)\b.*/gm)).toEqual([])
  })

  test('no document promises or judges, but where it is said what to avoid', () => {
    const allowed = (text: string) =>
      text
        .replace(/## Words to avoid[\s\S]*?(?=\n## |$)/, '')
        .replaceAll(denial, '')
        .replaceAll(/no chance yet/gi, '')
    const found = documents.flatMap(({ path, text }) =>
      [
        ...allowed(text).matchAll(
          /ready for promotion|promotion-ready|\bchances?\b|probabilit|guarantee|taking orders/gi,
        ),
      ].map(([word]) => `${path}: ${word}`),
    )
    expect(found).toEqual([])
  })
})

async function asCommand(person: Person, args: string[]): Promise<string> {
  const said: string[] = []
  const terminal = { out: (text: string) => said.push(text), error: (text: string) => said.push(text), stdin: () => '' }
  const code = await runCommand(person.app.cairn, async () => person.personId, args, terminal)
  expect(code, `cairn ${args.join(' ')}: ${said.join('\n')}`).toBe(0)
  return said.join('\n')
}

/** The rows of the table of records as `table.column`. A row without a table continues the one above. */
function recordsTold(): string[] {
  let table = ''
  return [
    ...read('ARCHITECTURE.md')
      .split('## All records')[1]!
      .matchAll(/^\| (?:`(\w+)`)? ?\| ((?:`\w+` ?)+)\|/gm),
  ].flatMap(([, name, fields]) => {
    table = name ?? table
    return [...fields!.matchAll(/`(\w+)`/g)].map(([, field]) => `${table}.${field}`)
  })
}

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** What a session shows; a line of `…` stands for lines left out. */
const asShown = (text: string): RegExp =>
  new RegExp(
    `^${text
      .split('\n')
      .map((line) => (line === '…' ? '[\\s\\S]*?' : escaped(line)))
      .join('\n')}$`,
  )

const escaped = (line: string): string => line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
