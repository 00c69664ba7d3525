import { execFile, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { program, type Running, serve } from './program.ts'

let home: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cairn-program-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

interface Ended {
  code: number
  out: string
  error: string
}

const run = (args: string[], env: Record<string, string> = {}, input?: string): Promise<Ended> =>
  new Promise((done) => {
    const child = execFile(
      process.execPath,
      [...program, ...args],
      { env: { PATH: process.env.PATH, CAIRN_HOME: home, ...env }, maxBuffer: 1e8 },
      (fault, out, error) => done({ code: typeof fault?.code === 'number' ? fault.code : fault ? 1 : 0, out, error }),
    )
    child.stdin?.end(input ?? '')
  })

async function serving<T>(use: (cairn: Running) => Promise<T>): Promise<T> {
  const cairn = await serve(home)
  try {
    return await use(cairn)
  } finally {
    await cairn.stop()
  }
}

describe('starting', () => {
  test('makes the folder and the file, prints the address, answers and stops when asked', async () => {
    home = join(home, 'not', 'there', 'yet')
    await serving(async ({ address }) => {
      const response = await fetch(address)
      expect(response.ok).toBe(true)
      expect(await response.text()).toContain('<html')
    })
    expect(readdirSync(home)).toContain('cairn.db')
    expect(statSync(home).mode & 0o077).toBe(0)
  })

  test('a port in use is named, with what to do', async () => {
    await serving(async ({ port }) => {
      const { code, error } = await run(['serve'], { PORT: String(port) })
      expect(code).toBe(2)
      expect(error).toContain(`Port ${port} is in use`)
    })
  })

  test('nonsense in the environment ends it with a sentence before anything is made', async () => {
    const { code, error } = await run(['serve'], { PORT: 'nonsense', CAIRN_HOME: join(home, 'new') })
    expect({ code, error }).toEqual({
      code: 2,
      error: 'PORT is “nonsense”. It must be a whole number from 1 to 65535, such as 4180.\n',
    })
    expect(readdirSync(home)).toEqual([])
  })

  test('listening beyond this computer is refused', async () => {
    const { code, error } = await run(['serve'], { HOST: '0.0.0.0' })
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining('no sign-in yet') })
  })

  test('a damaged file is named and left as it is', async () => {
    await run(['evidence', 'capture', 'Cut churn from 4% to 3%.'])
    const file = join(home, 'cairn.db')
    const whole = readFileSync(file)
    for (const damaged of [
      Buffer.from('this is no database at all, it is a letter'.repeat(40)),
      whole.subarray(0, 5000),
      Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(whole.length - 4096, 7)]),
    ]) {
      writeFileSync(file, damaged)
      for (const name of ['cairn.db-wal', 'cairn.db-shm']) rmSync(join(home, name), { force: true })
      const { code, error } = await run(['evidence', 'list'])
      expect(code, error).toBe(2)
      expect(error).toMatch(/damaged/)
      expect(error.trim().split('\n')).toHaveLength(1)
      expect(readFileSync(file).equals(damaged)).toBe(true)
    }
  })

  test('a file from a newer Cairn is refused untouched', async () => {
    await run(['profile', 'show'])
    const file = new DatabaseSync(join(home, 'cairn.db'))
    file.exec(`insert into migrations values ('9999-later', '')`)
    file.close()
    const { code, error } = await run(['profile', 'show'])
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining('newer Cairn') })
  })

  test('a folder that is a file, or may not be written, is named', async () => {
    const notFolder = join(home, 'a-file')
    writeFileSync(notFolder, '')
    expect(await run(['profile', 'show'], { CAIRN_HOME: notFolder })).toMatchObject({
      code: 2,
      error: expect.stringContaining(notFolder),
    })
    if (process.getuid?.() === 0) return // everything may be written by root
    const locked = join(home, 'locked')
    mkdirSync(locked)
    chmodSync(locked, 0o500)
    expect(await run(['profile', 'show'], { CAIRN_HOME: locked })).toMatchObject({
      code: 2,
      error: expect.stringContaining('may not write'),
    })
  })
})

describe('the command line', () => {
  test('exit codes: 0 done, 2 refused with one line and nothing on standard output', async () => {
    expect((await run(['help'])).code).toBe(0)
    for (const args of [
      ['nonsense'],
      ['evidence', 'nonsense'],
      ['evidence', 'capture'],
      ['evidence', 'capture', 'x', '--nonsense', 'y'],
      ['evidence', 'show', 'nothing'],
      ['rating', 'give', '--skill', 'discovery', '--value', 'high'],
    ]) {
      const { code, out, error } = await run(args)
      expect({ code, out, lines: error.trim().split('\n').length }, `${args.join(' ')}: ${error}`).toEqual({
        code: 2,
        out: '',
        lines: 1,
      })
    }
  })

  test('text comes from an argument, a flag, a file or standard input, and is kept to the letter', async () => {
    const text = 'Cut “churn” from 4% to 3%.\n\nWith a second line, ümlauts and a 🪨.'
    const file = join(home, 'notes.txt')
    writeFileSync(file, text)
    for (const [args, input] of [
      [[text], ''],
      [['--text', text], ''],
      [['--text-file', file], ''],
      [['--text', '-'], text],
    ] as [string[], string][]) {
      const { code, out, error } = await run(['evidence', 'capture', ...args, '--json'], {}, input)
      expect(code, error).toBe(0)
      expect(JSON.parse(out).evidence.text).toBe(text)
    }
  })

  test('a long answer arrives whole through a pipe', async () => {
    const notes = Array.from(
      { length: 400 },
      (_, i) => `- Cut cost ${i} from 4% to 3% in the month before, which freed the team for other work`,
    ).join('\n')
    expect((await run(['inbox', 'import', '--text', '-'], {}, notes)).code).toBe(0)
    const { out } = await run(['inbox', 'list', '--limit', '200', '--json'])
    expect(out.length).toBeGreaterThan(65_536)
    expect(JSON.parse(out).items).toHaveLength(200)
  })

  test('a reader that has seen enough ends it without a word', async () => {
    const text = 'Cut churn from 4% to 3%.\n'.repeat(3000)
    for (let i = 0; i < 3; i++) await run(['evidence', 'capture', '--text', '-'], {}, text)
    const child = spawn(process.execPath, [...program, 'evidence', 'list', '--json'], {
      env: { PATH: process.env.PATH, CAIRN_HOME: home },
    })
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.stdout.destroy()
    const code = await new Promise((done) => child.once('exit', done))
    expect({ code, said }).toEqual({ code: 0, said: '' })
  })

  test('documents are written where --out says', async () => {
    await run(['evidence', 'capture', 'Cut churn from 4% to 3%.'])
    const folder = join(home, 'out')
    const { code, out, error } = await run(['archive', 'export', '--out', folder])
    expect(code, error).toBe(0)
    expect(out).toContain('Written:')
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['evidence.md', 'ratings.md']))
    expect(readFileSync(join(folder, 'evidence.md'), 'utf8')).toContain('Cut churn from 4% to 3%.')
    const [json] = readdirSync(folder).filter((name) => name.endsWith('.json'))
    const fresh = join(home, 'fresh')
    expect((await run(['archive', 'import', join(folder, json!)], { CAIRN_HOME: fresh })).code).toBe(0)
    expect(JSON.parse((await run(['evidence', 'list', '--json'], { CAIRN_HOME: fresh })).out).items).toHaveLength(1)
  })

  test('works beside the server on the same file', async () => {
    await serving(async ({ call }) => {
      const told = await Promise.all(
        Array.from({ length: 6 }, (_, i) => run(['evidence', 'capture', `Cut cost ${i} by 5%.`])),
      )
      expect(told.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0])
      expect((await call<{ items: unknown[] }>('evidence.list')).items).toHaveLength(6)
    })
    expect((await run(['archive', 'verify'])).out).toContain('whole')
  })
})

test('an assistant reaches the same records over standard input and output', async () => {
  await run(['evidence', 'capture', 'Cut churn from 4% to 3%.'])
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [...program, 'mcp'],
      env: { PATH: process.env.PATH!, CAIRN_HOME: home },
    }),
  )
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toContain('evidence_capture')
  const { structuredContent } = await client.callTool({ name: 'evidence_list', arguments: {} })
  expect((structuredContent as { items: unknown[] }).items).toHaveLength(1)
  const refused = await client.callTool({ name: 'evidence_show', arguments: { id: 'none' } })
  expect(refused.isError).toBe(true)
  await client.close()
})
