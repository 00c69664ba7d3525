import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { operation } from '../src/platform/operation.ts'
import { bodyLimits } from '../src/surfaces/api.ts'
import { installationOf, installText } from '../src/surfaces/mcp-install.ts'
import { operations } from '../src/surfaces/operations.ts'
import { web } from '../src/surfaces/web.tsx'
import { type Person, signUp, signUpPm } from './harness.ts'
import { program, serve } from './program.ts'
import { secret } from './secret.ts'

const origin = 'http://127.0.0.1:4180'

describe('the built program, walked with the protocol’s own client', () => {
  let home: string
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'cairn-mcp-'))
  })
  afterEach(() => rmSync(home, { recursive: true, force: true }))

  const ways = {
    'by address': (address: string) => new StreamableHTTPClientTransport(new URL(`${address}/mcp`)),
    'over standard input and output': () =>
      new StdioClientTransport({
        command: process.execPath,
        args: [...program, 'mcp'],
        env: { PATH: process.env.PATH!, CAIRN_HOME: home },
      }),
  }
  for (const [way, transport] of Object.entries(ways))
    test(`an assistant logs, looks, takes back and is refused, ${way}; the pages show the same`, async () => {
      const cairn = await serve(home)
      const client = new Client({ name: 'test', version: '1' })
      try {
        await client.connect(transport(cairn.address))
        const { tools } = await client.listTools()
        expect(tools.map(({ name }) => name).sort()).toEqual(
          operations.map(({ name }) => name.replace('.', '_')).sort(),
        )
        await answer(client, 'start_role', { now: 'pm:pm' })
        const { evidence } = await answer(client, 'evidence_capture', { text: 'Cut churn from 4% to 3% with <Priya>.' })
        expect(await answer(client, 'today_show')).toMatchObject({ week: { words: 'One outcome logged.' } })
        const page = await (await fetch(`${cairn.address}/evidence/${evidence.id}`)).text()
        expect(page).toContain('Cut churn from 4% to 3% with &lt;Priya&gt;.')
        expect(await (await fetch(`${cairn.address}/more/changes`)).text()).toContain('by an assistant')

        const refused = await client.callTool({ name: 'evidence_capture', arguments: { text: '' } })
        expect(refused).toMatchObject({ isError: true, structuredContent: { code: 'invalid', field: 'text' } })
        const unknown = await client.callTool({ name: 'evidence_invent', arguments: {} })
        expect(unknown).toMatchObject({ isError: true, structuredContent: { code: 'missing' } })

        await answer(client, 'activity_undo')
        expect((await cairn.call<{ items: unknown[] }>('evidence.list')).items).toEqual([])
        expect((await fetch(`${cairn.address}/evidence/${evidence.id}`)).status).toBe(404)
      } finally {
        await client.close()
        await cairn.stop()
      }
    })

  test('a client that is still connected does not keep Cairn open', async () => {
    const cairn = await serve(home)
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(ways['by address'](cairn.address))
    await cairn.stop()
    await expect(client.listTools()).rejects.toThrow()
    await client.close()
  })

  test('what is printed to connect one starts this Cairn on these records', async () => {
    const { out } = await run(home, ['mcp', 'install', '--client', 'json'])
    const { command, args, env } = JSON.parse(out.slice(out.indexOf('{'))).mcpServers.cairn
    expect(readdirSync(home)).toEqual([])
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(new StdioClientTransport({ command, args, env, cwd: tmpdir() }))
    await answer(client, 'evidence_capture', { text: 'Cut churn from 4% to 3%.' })
    await client.close()
    expect(JSON.parse((await run(home, ['evidence', 'list', '--json'])).out).items).toHaveLength(1)
  })

  test('a word after “mcp” that is none of its own is refused with one line, and nothing is made', async () => {
    for (const words of [
      ['instal'],
      ['install', '--client', 'emacs'],
      ['install', '--colour', 'red'],
      ['install', 'zed'],
    ]) {
      const { code, out, error } = await run(home, ['mcp', ...words])
      expect({ code, out, lines: error.trim().split('\n').length }, error).toEqual({ code: 2, out: '', lines: 1 })
    }
    expect(readdirSync(home)).toEqual([])
  })
})

describe('how to connect one', () => {
  const config = { host: '127.0.0.1', port: 4180, home: "/Users/ana/Ana's work", database: '/x/cairn.db' }
  const of = (client: string, env: Record<string, string> = {}, changed: Partial<typeof config> = {}) =>
    installText(
      ['install', '--client', client],
      installationOf({ ...config, ...changed }, env, '/Applications/My Cairn/dist/main.js', 'darwin'),
    )
  const entry = (text: string) => JSON.parse(text.slice(text.indexOf('{')))

  test('each client gets its own form', () => {
    const started = {
      command: process.execPath,
      args: expect.arrayContaining(['/Applications/My Cairn/dist/main.js', 'mcp']),
    }
    expect(entry(of('claude-desktop'))).toEqual({ mcpServers: { cairn: started } })
    expect(entry(of('cursor'))).toEqual({ mcpServers: { cairn: { type: 'stdio', ...started } } })
    expect(entry(of('vscode'))).toEqual({ servers: { cairn: { type: 'stdio', ...started } } })
    expect(entry(of('zed'))).toEqual({ context_servers: { cairn: started } })
    expect(entry(of('url'))).toEqual({ mcpServers: { cairn: { type: 'http', url: `${origin}/mcp` } } })
    expect(entry(of('url', {}, { host: '::1', port: 4199 })).mcpServers.cairn.url).toBe('http://[::1]:4199/mcp')
    const all = installText(['install'], installationOf(config, {}, '/x/main.js'))
    for (const client of ['claude-desktop', 'claude-code', 'cursor', 'vscode', 'zed', 'json', 'url'])
      expect(all).toContain(`--client ${client})`)
  })

  test('the folder of the records goes along if it is not the usual one, and a password never', () => {
    expect(entry(of('json')).mcpServers.cairn.env).toBeUndefined()
    for (const env of [{ CAIRN_HOME: 'anything' }, { XDG_DATA_HOME: '/anywhere' }] as Record<string, string>[])
      expect(entry(of('json', env)).mcpServers.cairn.env).toEqual({ CAIRN_HOME: config.home })
    const onServer = of('json', {}, { database: 'postgres://ana:s3cret@localhost/cairn' })
    expect(entry(onServer).mcpServers.cairn.env).toEqual({ DATABASE_URL: 'postgres://ana:PASSWORD@localhost/cairn' })
    expect(onServer).toContain('Write your password in place of PASSWORD.')
  })

  test('the command for a terminal is one that the terminal takes apart as it is meant', async () => {
    const line = of('claude-code', { CAIRN_HOME: 'x' }).split('\n').at(-1)!
    const words = await inShell(line.replace(/^claude /, 'printf "%s\\n" '))
    expect(words).toEqual([
      ...['mcp', 'add', '--env', `CAIRN_HOME=${config.home}`, '--scope', 'user', 'cairn', '--'],
      ...[process.execPath, '--disable-warning=ExperimentalWarning', '/Applications/My Cairn/dist/main.js', 'mcp'],
    ])
  })
})

describe('what is closed to assistants', () => {
  test('stays closed by address until the person opens it by name', async () => {
    const person = await signUp({ list: [...operations, secret] })
    const { client } = await connected(person)
    const refused = await client.callTool({ name: 'secret_show', arguments: {} })
    expect(refused).toMatchObject({ isError: true, structuredContent: { code: 'closed' } })
    expect(JSON.stringify(refused)).not.toContain('private')
    const opening = await client.callTool({ name: 'settings_set', arguments: { opened: ['people'] } })
    expect(opening).toMatchObject({ isError: true, structuredContent: { code: 'closed' } })
    await person.call('settings.set', { opened: ['people'] })
    expect(await answer(client, 'secret_show')).toEqual({ said: 'private' })
  })
})

describe('one message in, one answer out', () => {
  test('a client goes on where it was after Cairn was closed and opened again', async () => {
    const person = await signUpPm()
    const { client, reopen } = await connected(person)
    await answer(client, 'evidence_capture', { text: 'Cut churn from 4% to 3%.' })
    reopen()
    expect((await answer(client, 'evidence_list')).items).toHaveLength(1)
  })

  test('two clients at once each get their own answers, whatever numbers they give their questions', async () => {
    const person = await signUpPm()
    const clients = await Promise.all([connected(person), connected(person)])
    const captured = await Promise.all(
      clients.flatMap(({ client }, i) =>
        [1, 2, 3].map((n) => answer(client, 'evidence_capture', { text: `Cut cost ${i}${n} by 5%.` })),
      ),
    )
    const texts = captured.map(({ evidence }) => evidence.text)
    expect(texts).toEqual([0, 1].flatMap((i) => [1, 2, 3].map((n) => `Cut cost ${i}${n} by 5%.`)))
  })

  test('a fault of the program is told as one and logged once, without its inside', async () => {
    const broken = operation({
      name: 'broken.show',
      summary: 'Fail.',
      scope: 'read',
      input: z.strictObject({}),
      run: async () => {
        throw new Error('a secret of the program')
      },
    })
    const person = await signUp({ list: [...operations, broken] })
    const { client, bugs } = await connected(person)
    const told = await client.callTool({ name: 'broken_show', arguments: {} })
    expect(told).toMatchObject({ isError: true, structuredContent: { code: 'bug' } })
    expect(JSON.stringify(told)).not.toContain('secret')
    expect(bugs).toEqual(['a secret of the program'])
  })

  const accept = 'application/json, text/event-stream'
  const asking = { 'content-type': 'application/json', accept }
  const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
  const writing = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'evidence_capture', arguments: { text: 'Mine.' } },
  })
  const cancelling = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } }

  const refusals: [what: string, status: number, init: RequestInit][] = [
    ['nothing', 400, { method: 'POST', headers: asking, body: '' }],
    ['half a message', 400, { method: 'POST', headers: asking, body: writing.slice(0, -1) }],
    ['a word', 400, { method: 'POST', headers: asking, body: '"tools/call"' }],
    ['null', 400, { method: 'POST', headers: asking, body: 'null' }],
    ['something that is no message', 400, { method: 'POST', headers: asking, body: '{"method":"tools/call"}' }],
    ['a bundle of messages', 400, { method: 'POST', headers: asking, body: `[${writing},${writing}]` }],
    [
      'a bundle that asks and calls it off',
      400,
      { method: 'POST', headers: asking, body: `[${writing},${JSON.stringify(cancelling)}]` },
    ],
    [
      'a message of endless depth',
      400,
      {
        method: 'POST',
        headers: asking,
        body: `{"jsonrpc":"2.0","id":1,"method":${'['.repeat(2e5)}${']'.repeat(2e5)}}`,
      },
    ],
    [
      'no word of what it takes back',
      406,
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: writing },
    ],
    ['plain text', 415, { method: 'POST', headers: { accept, 'content-type': 'text/plain' }, body: writing }],
    [
      'plain text that says JSON',
      415,
      { method: 'POST', headers: { accept, 'content-type': 'text/plain; x=application/json' }, body: writing },
    ],
    [
      'a form',
      415,
      { method: 'POST', headers: { accept, 'content-type': 'application/x-www-form-urlencoded' }, body: writing },
    ],
    [
      'a protocol that does not exist yet',
      400,
      { method: 'POST', headers: { ...asking, 'mcp-protocol-version': '2999-01-01' }, body: writing },
    ],
    ['a stream to listen to', 405, { method: 'GET', headers: { accept: 'text/event-stream' } }],
    ['the end of a session', 405, { method: 'DELETE', headers: { 'mcp-session-id': 'x' } }],
    ['another method', 405, { method: 'PUT', headers: asking, body: writing }],
    ['too much', 413, { method: 'POST', headers: asking, body: `${writing}${' '.repeat(bodyLimits.notes)}` }],
  ]
  for (const [what, status, init] of refusals)
    test(`${what} is answered with ${status} in the protocol’s own form and changes nothing`, async () => {
      const person = await signUpPm()
      const { site, bugs } = siteOf(person)
      const response = await site.request(`${origin}/mcp`, init)
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { code: expect.any(Number) } })
      if (status === 405) expect(response.headers.get('allow')).toBe('POST')
      expect(bugs).toEqual([])
      expect((await person.call('evidence.list')).items).toEqual([])
    })

  test('the same message in its right form is done', async () => {
    const person = await signUpPm()
    const { site } = siteOf(person)
    const response = await site.request(`${origin}/mcp`, { method: 'POST', headers: asking, body: writing })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json'])
    expect((await person.call('evidence.list')).items).toHaveLength(1)
  })

  const strangers: [what: string, status: number, headers: Record<string, string>][] = [
    ['another site', 403, { origin: 'https://evil.example' }],
    ['a page on another port of this computer', 403, { origin: 'http://127.0.0.1:9999' }],
    ['a page without an origin of its own', 403, { origin: 'null' }],
    ['a page of this computer by another name', 403, { origin: 'http://evil.example:4180' }],
    ['another site by the browser’s word alone', 403, { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour of this site by the browser’s word', 403, { 'sec-fetch-site': 'same-site' }],
    ['a name that was pointed at this computer', 421, { host: 'evil.example:4180' }],
    ['such a name, from its own page', 421, { host: 'evil.example:4180', origin: 'http://evil.example:4180' }],
    ['this computer without its port', 421, { host: '127.0.0.1' }],
  ]
  for (const [what, status, headers] of strangers)
    test(`${what} is turned away, whatever it sends and however`, async () => {
      const person = await signUpPm()
      const { site } = siteOf(person)
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
        for (const method of ['POST', 'GET', 'OPTIONS', 'DELETE']) {
          const response = await site.request(`${origin}/mcp`, {
            method,
            headers: { accept, 'content-type': type, ...headers },
            ...(method === 'POST' && { body: writing }),
          })
          expect(response.status, `${method} ${type}`).toBe(status)
          expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
        }
      expect((await person.call('evidence.list')).items).toEqual([])
    })

  test('a program without an origin, and Cairn’s own pages, are answered', async () => {
    const { site } = siteOf(await signUpPm())
    const friends: Record<string, string>[] = [
      {},
      { origin, 'sec-fetch-site': 'same-origin' },
      { host: 'localhost:4180' },
    ]
    for (const headers of friends) {
      const response = await site.request(`${origin}/mcp`, {
        method: 'POST',
        headers: { ...asking, ...headers },
        body: list,
      })
      expect(response.status).toBe(200)
    }
  })
})

/** The person's site, and what it logged as a bug. */
function siteOf(person: Person) {
  const bugs: unknown[] = []
  const logger = pino({ level: 'error' }, { write: (line: string) => void bugs.push(JSON.parse(line).err?.message) })
  const hosts = new Set(['127.0.0.1:4180', 'localhost:4180'])
  return { site: web(person.app.cairn, person.app.ownerId, { hosts, logger }), bugs }
}

/** A client of the person's site. `reopen` puts a new site on the same records, as a restart does. */
async function connected(person: Person) {
  let { site, bugs } = siteOf(person)
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), {
      fetch: async (url, init) => site.request(String(url), init),
    }),
  )
  return {
    client,
    bugs,
    reopen: () => {
      ;({ site, bugs } = siteOf(person))
    },
  }
}

/** A tool's answer; what is refused fails the test with its sentence. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the fields it is about; their shapes are what it checks.
async function answer(client: Client, name: string, input: object = {}): Promise<any> {
  const result = await client.callTool({ name, arguments: { ...input } })
  if (result.isError) throw new Error(JSON.stringify(result.structuredContent))
  return result.structuredContent
}

const run = (home: string, args: string[]): Promise<{ code: number; out: string; error: string }> =>
  new Promise((done) =>
    execFile(
      process.execPath,
      [...program, ...args],
      { env: { PATH: process.env.PATH, CAIRN_HOME: home } },
      (fault, out, error) => done({ code: typeof fault?.code === 'number' ? fault.code : fault ? 1 : 0, out, error }),
    ),
  )

const inShell = (line: string): Promise<string[]> =>
  new Promise((done, failed) =>
    execFile('/bin/sh', ['-c', line], (fault, out) => (fault ? failed(fault) : done(out.trimEnd().split('\n')))),
  )
