import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type App, open, serve as serveHere } from '../src/app.ts'
import { bodyLimits, limitOf } from '../src/surfaces/api.ts'
import { operations } from '../src/surfaces/operations.ts'
import { web } from '../src/surfaces/web.tsx'
import { type Person, signUp, signUpPm } from './harness.ts'
import { type Running, serve } from './program.ts'

// What a request may weigh, how long it may take and what it may look like, tried at the place where it arrives.

const origin = 'http://127.0.0.1:4180'
const large = 1_000_000

describe('a body beyond its limit is refused on every route that takes one', () => {
  const routes: [path: string, most: number, type: string, atHand: Record<string, string>][] = [
    ...operations.flatMap(({ name }): [string, number, string, Record<string, string>][] => [
      [`/api/${name}`, limitOf(name), 'application/json', {}],
      [`/do/${name}`, limitOf(name), 'application/x-www-form-urlencoded', { origin }],
    ]),
    ['/mcp', bodyLimits.notes, 'application/json', { accept: 'application/json, text/event-stream' }],
  ]

  test('by the length it announces, before any of it is read', async () => {
    const person = await signUp()
    const before = await checksum(person)
    const site = siteOf(person)
    for (const [path, most, type, atHand] of routes) {
      const unread = path.startsWith('/do/') ? Math.max(most, bodyLimits.notes) : most
      const body = endless()
      const response = await site.request(origin + path, {
        method: 'POST',
        headers: { 'content-type': type, 'content-length': String(unread + 1), ...atHand },
        body: body.stream,
        duplex: 'half',
      } as RequestInit)
      expect(response.status, path).toBe(413)
      expect(body.taken(), path).toBeLessThan(large)
    }
    expect(await checksum(person)).toBe(before)
  })

  test('by what arrives, if it announces nothing', async () => {
    const person = await signUp()
    const before = await checksum(person)
    const site = siteOf(person)
    // What measures a body is the same on every route, and reads as much as it allows: one of each door and limit says it for all.
    const measured = new Map(routes.map((route) => [`${route[0].split('/')[1]} ${route[1]}`, route])).values()
    for (const [path, most, type, atHand] of [...measured].filter(([, most]) => most < bodyLimits.import)) {
      const unread = path.startsWith('/do/') ? Math.max(most, bodyLimits.notes) : most
      const body = endless()
      const response = await site.request(origin + path, {
        method: 'POST',
        headers: { 'content-type': type, ...atHand },
        body: body.stream,
        duplex: 'half',
      } as RequestInit)
      expect(response.status, path).toBe(413)
      expect(body.taken(), path).toBeLessThan(unread + 3 * large)
    }
    expect(await checksum(person)).toBe(before)
  })

  test('a form that could still be read is shown again with everything in it, and not done', async () => {
    const person = await signUpPm()
    const typed = `Cut churn. ${'é'.repeat(bodyLimits.usual / 6)}`
    const site = siteOf(person)
    for (const body of [
      new URLSearchParams({ _from: '/log', text: typed, newInitiative: 'Billing & <rescue>', seenBy: 'Priya' }),
      asForm({ _from: '/log', text: typed.repeat(3), newInitiative: 'Billing & <rescue>', seenBy: 'Priya' }),
    ]) {
      const response = await site.request(`${origin}/do/evidence.capture`, {
        method: 'POST',
        headers: { origin },
        body,
      })
      const html = await response.text()
      expect(response.status).toBe(413)
      expect(html.includes(typed)).toBe(true)
      expect(html.includes('value="Billing &amp; &lt;rescue&gt;"')).toBe(true)
      expect(html.includes('Everything you typed is still here')).toBe(true)
    }
    expect((await person.call('evidence.list')).items).toEqual([])
  })

  test('each limit leaves room for what it is meant for', async () => {
    const person = await signUpPm()
    const { evidence } = await person.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const site = siteOf(person)
    const file = new Blob([Buffer.alloc(10_000_000, 1)])
    const body = asForm({ id: evidence.id })
    body.append('file', file, 'chart.bin')
    const attached = await site.request(`${origin}/do/evidence.attach`, { method: 'POST', headers: { origin }, body })
    expect(attached.status).toBe(303)
    const base64 = Buffer.alloc(10_000_000, 2).toString('base64')
    const sent = await site.request(`${origin}/api/evidence.attach`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: evidence.id, file: { name: 'a.bin', base64 } }),
    })
    expect(sent.status).toBe(200)
  })
})

describe('a request as no browser sends it', () => {
  let home: string
  let cairn: Running
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'cairn-limits-'))
    cairn = await serve(home)
  })
  afterAll(async () => {
    await cairn.stop()
    rmSync(home, { recursive: true, force: true })
  })
  const host = () => `Host: 127.0.0.1:${cairn.port}`
  const writing = (...headers: string[]) =>
    ['POST /api/evidence.capture HTTP/1.1', host(), 'Content-Type: application/json', ...headers].join('\r\n')
  const records = async () => (await cairn.call<{ items: unknown[] }>('evidence.list')).items
  const body = '{"text":"Mine."}'

  const refused: [what: string, status: number | null, request: () => string][] = [
    ['a length that is shorter than the body', 400, () => `${writing('Content-Length: 15')}\r\n\r\n${body}`],
    ['two lengths', 400, () => `${writing('Content-Length: 16', 'Content-Length: 8')}\r\n\r\n${body}`],
    ['a length that is none', 400, () => `${writing('Content-Length: 1e1')}\r\n\r\n${body}`],
    ['a length below nothing', 400, () => `${writing('Content-Length: -1')}\r\n\r\n${body}`],
    [
      'a length and pieces',
      400,
      () => `${writing('Content-Length: 4', 'Transfer-Encoding: chunked')}\r\n\r\n10\r\n${body}\r\n0\r\n\r\n`,
    ],
    ['pieces of a size that is none', 400, () => `${writing('Transfer-Encoding: chunked')}\r\n\r\nzz\r\n${body}`],
    [
      'a length beyond the limit and nothing behind it',
      413,
      () => `${writing(`Content-Length: ${bodyLimits.usual + 1}`)}\r\n\r\n`,
    ],
    ['no name for this computer', 400, () => 'GET / HTTP/1.1\r\n\r\n'],
    ['no name for this computer, in the old protocol', 400, () => 'GET / HTTP/1.0\r\n\r\n'],
    ['two names for this computer', 421, () => `GET / HTTP/1.1\r\n${host()}\r\nHost: evil.example\r\n\r\n`],
    ['two names, ours the last', 421, () => `GET / HTTP/1.1\r\nHost: evil.example\r\n${host()}\r\n\r\n`],
    [
      'another name with a name of ours behind it',
      421,
      () => `GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-${host()}\r\n\r\n`,
    ],
    ['another name in the address', 421, () => `GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n`],
    ['a way to another server', null, () => `CONNECT evil.example:80 HTTP/1.1\r\n${host()}\r\n\r\n`],
    ['headers without end', 431, () => `GET / HTTP/1.1\r\n${host()}\r\nCookie: ${'x'.repeat(40_000)}\r\n\r\n`],
    ['an address without end', 431, () => `GET /?${'x'.repeat(40_000)} HTTP/1.1\r\n${host()}\r\n\r\n`],
    ['a header in two', 400, () => `GET / HTTP/1.1\r\n${host()}\r\nX: a\r\n b: c\nSet-Cookie: d\0\r\n\r\n`],
    ['words that are no request', 400, () => 'Hello\r\n\r\n'],
  ]
  for (const [what, status, request] of refused)
    test(`${what}: refused, nothing written, and the next one is answered`, async () => {
      const answer = await said(cairn.port, request())
      expect(statusOf(answer), answer.slice(0, 200)).toBe(status)
      expect(answer).not.toContain('set-cookie')
      expect(await records()).toEqual([])
    })

  test('cookies of other servers on this computer do not lock it', async () => {
    const cookies = Array.from({ length: 80 }, (_, i) => `other${i}=${'x'.repeat(300)}`).join('; ')
    const answer = await said(
      cairn.port,
      `GET /more HTTP/1.1\r\n${host()}\r\nCookie: ${cookies}\r\nConnection: close\r\n\r\n`,
    )
    expect(statusOf(answer)).toBe(200)
  })

  test('a form of any size gets its answer while it is still on its way', async () => {
    for (const size of [bodyLimits.notes + 1, 60_000_000]) {
      const response = await fetch(`${cairn.address}/do/evidence.capture`, {
        method: 'POST',
        headers: { origin: cairn.address, 'content-type': 'application/x-www-form-urlencoded' },
        body: `text=${'x'.repeat(size)}`,
      })
      expect(response.status).toBe(413)
      expect(await response.text()).toContain('Go back to find what you typed')
    }
    expect(await records()).toEqual([])
  })

  test('the product’s own style, script and pictures are kept by the browser only while they stand, and run nowhere else', async () => {
    for (const name of ['styles.css', 'shell.js', 'mark.svg']) {
      const first = await fetch(`${cairn.address}/assets/${name}`)
      const again = await fetch(`${cairn.address}/assets/${name}`, {
        headers: { 'if-none-match': first.headers.get('etag')! },
      })
      expect([first.status, again.status], name).toEqual([200, 304])
      for (const { headers } of [first, again]) {
        expect(headers.get('content-security-policy')).toContain("default-src 'none'")
        expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('cache-control')).toBe('no-cache')
      }
    }
  })
})

describe('a request that takes its time', () => {
  let home: string
  let app: App
  let server: Awaited<ReturnType<typeof serveHere>>
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'cairn-slow-'))
    const config = { host: '127.0.0.1', port: 0, home, database: join(home, 'cairn.db') }
    app = await open(config)
    server = await serveHere(app, config, pino({ level: 'silent' }))
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
    await app.close()
    rmSync(home, { recursive: true, force: true })
  })
  const port = () => (server.address() as { port: number }).port

  test('holds its place for seconds with its headers, for minutes with its body, and no longer', () => {
    expect(server.headersTimeout).toBeGreaterThan(0)
    expect(server.headersTimeout).toBeLessThanOrEqual(10_000)
    expect(server.requestTimeout).toBeGreaterThan(server.headersTimeout)
    expect(server.requestTimeout).toBeLessThanOrEqual(120_000)
  })

  test('is told so and let go, whether its headers never end or its body never comes', async () => {
    server.headersTimeout = 100
    server.requestTimeout = 200
    const slowly = 'POST /api/evidence.list HTTP/1.1\r\nHost: 127.0.0.1:0\r\nContent-Type: application/json\r\n'
    const answers = await Promise.all([
      said(port(), 'GET / HTTP/1.1\r\nHost: 127.0.0.1:0\r\nX-Slow:', { open: true }),
      said(port(), `${slowly}Content-Length: 10\r\n\r\n{`, { open: true }),
      said(port(), `${slowly}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`, { open: true }),
    ])
    for (const answer of answers) expect(statusOf(answer), answer).toBe(408)
  })
})

function siteOf(person: Person) {
  return web(person.app.cairn, person.app.ownerId, {
    hosts: new Set(['127.0.0.1:4180']),
    logger: pino({ level: 'silent' }),
  })
}

const checksum = async (person: Person): Promise<string> => (await person.call('archive.export')).checksum

/** A body that goes on for as long as it is read, and how much of it was. */
function endless() {
  let taken = 0
  const piece = new Uint8Array(large / 4).fill(120)
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken += piece.length
        controller.enqueue(piece)
      },
    },
    { highWaterMark: 0 },
  )
  return { stream, taken: () => taken }
}

function asForm(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

/** What comes back for these bytes, until the other side closes; ours is closed at once unless it stays open. */
const said = (port: number, bytes: string, { open = false } = {}): Promise<string> =>
  new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(bytes)
      if (!open) socket.end()
    })
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('close', () => done(answer))
    socket.on('error', (fault: NodeJS.ErrnoException) => (fault.code === 'ECONNRESET' ? done(answer) : failed(fault)))
  })

const statusOf = (answer: string): number | null => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0) || null
