import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { operation } from '../src/platform/operation.ts'
import { operations } from '../src/surfaces/operations.ts'
import { pages } from '../src/surfaces/pages.ts'
import { web } from '../src/surfaces/web.tsx'
import { type Person, signUp } from './harness.ts'

// Whatever is asked, and however it is answered, the browser is told the same: run nothing from inside a page, frame nothing, keep
// nothing, share nothing.

const origin = 'http://127.0.0.1:4180'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"

const always = {
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

const broken = operation({
  name: 'broken.show',
  summary: 'Fail.',
  scope: 'read',
  input: z.strictObject({ text: z.string().optional() }),
  run: async () => {
    throw new Error('a secret of the program')
  },
})

type Answers = [what: string, status: number, response: Response][]

describe('every answer carries the rules for the browser', () => {
  test('every page, empty, filled and as a plain form', async () => {
    const person = await signUp({ list: [...operations, broken] })
    const site = siteOf(person)
    const answers: Answers = []
    const look = async (path: string, cookie = '') => {
      const response = await site.request(origin + path, { headers: { cookie } })
      answers.push([`${path} ${cookie}`, response.status, response])
    }
    const plain = pages.map(({ path }) => path).filter((path) => !path.includes(':'))
    for (const path of plain) await look(path)
    await person.call('demo.load')
    for (const path of plain) await look(path, 'cairn_example=open')
    for (const path of await placesOfExample(site)) await look(path, 'cairn_example=open')
    for (const path of await placesOfOwn(person)) await look(path)
    for (const { name } of operations) await look(`/do/${name}`, 'cairn_example=open')
    for (const [what, status, { headers }] of answers) {
      expect([200, 303], what).toContain(status)
      expectRules(headers, what)
    }
    const shown = pages.filter(({ path }) => answers.some(([what]) => fits(path, what.split(' ')[0]!)))
    expect(shown.map(({ path }) => path)).toEqual(pages.map(({ path }) => path))
  })

  test('refusals, faults, redirects, documents, the API, assistants and what is not there', async () => {
    const person = await signUp({ list: [...operations, broken] })
    await person.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
    const { evidence } = await person.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const { id } = evidence
    const site = siteOf(person)
    const get = (path: string, headers: Record<string, string> = {}) => site.request(origin + path, { headers })
    const post = (path: string, body: string, headers: Record<string, string> = {}) =>
      site.request(origin + path, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body,
      })
    const json = { 'content-type': 'application/json' }
    const mcp = { ...json, accept: 'application/json, text/event-stream' }
    const large = `text=${'x'.repeat(5_000_000)}`
    const message = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'
    const answers: [what: string, expected: number, response: Promise<Response> | Response][] = [
      ['no page', 404, get('/nowhere')],
      ['no record', 404, get('/evidence/none')],
      ['no operation', 404, get('/do/nothing.here')],
      ['no document', 404, get('/download/nothing.here')],
      ['no file', 404, get('/files/none')],
      ['no asset', 404, get('/assets/none.js')],
      ['a document', 200, get('/download/archive.export')],
      ['a document that a fault kept', 500, get('/download/broken.show')],
      ['a fault behind a form', 500, post('/do/broken.show', 'text=x')],
      ['a fault behind a script', 500, post('/do/broken.show', 'text=x', { accept: 'application/json' })],
      ['a fault behind the API', 500, post('/api/broken.show', '{}', json)],
      ['a form that was done', 303, post('/do/settings.set', 'hideNumbers=true')],
      ['a form that was refused', 422, post('/do/evidence.capture', 'text=')],
      ['a form about a record that is not there', 404, post('/do/evidence.edit', 'id=none&text=x')],
      ['a form that is too large', 413, post('/do/evidence.capture', large)],
      ['a script’s form that is too large', 413, post('/do/evidence.capture', large, { accept: 'application/json' })],
      [
        'a form that did not arrive whole',
        422,
        post('/do/evidence.capture', 'x', { 'content-type': 'multipart/form-data' }),
      ],
      ['a form in conflict with what is there', 409, post('/do/evidence.confirm', await confirmRemoved(person))],
      ['another site’s form', 403, post('/do/evidence.capture', 'text=x', { origin: 'https://evil.example' })],
      ['another site’s script', 403, post('/api/evidence.list', '{}', { ...json, origin: 'https://evil.example' })],
      ['another name for this computer', 421, get('/', { host: 'evil.example:4180' })],
      ['the API’s answer', 200, post('/api/evidence.list', '{}', json)],
      ['the API’s refusal', 422, post('/api/evidence.capture', '{}', json)],
      ['the API without JSON', 422, post('/api/evidence.list', '{}')],
      ['too much for the API', 413, post('/api/evidence.capture', `{"text":"${large}"}`, json)],
      ['the API looked at', 422, get('/api/evidence.list')],
      ['nothing in the API', 404, post('/api/nothing.here', '{}', json)],
      ['the API’s description', 200, get('/openapi.json')],
      ['an assistant', 200, post('/mcp', message, mcp)],
      ['an assistant’s nonsense', 400, post('/mcp', '{', mcp)],
      ['an assistant that listens', 405, get('/mcp')],
      ['an assistant from elsewhere', 403, post('/mcp', message, { ...mcp, origin: 'https://evil.example' })],
      ['a page asked for by HEAD', 200, site.request(`${origin}/evidence/${id}`, { method: 'HEAD' })],
      ['a method that is none', 404, site.request(`${origin}/evidence`, { method: 'PROPFIND' })],
      ['what a browser asks beforehand', 404, site.request(`${origin}/evidence`, { method: 'OPTIONS' })],
    ]
    for (const [what, expected, answer] of answers) {
      const { status, headers } = await answer
      expect(status, what).toBe(expected)
      expectRules(headers, what, { file: what === 'no file' })
    }
  })

  test('what somebody attached is held apart from everything else', async () => {
    const person = await signUp()
    const { evidence } = await person.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    const { id } = await person.call('evidence.attach', { id: evidence.id, file: { name: 'a.html', base64: 'YQ==' } })
    const { status, headers } = await siteOf(person).request(`${origin}/files/${id}`)
    expect(status).toBe(200)
    expectRules(headers, 'a file', { file: true })
    expect(headers.get('content-disposition')).toMatch(/^attachment; /)
  })

  test('a fault tells nobody what is inside', async () => {
    const person = await signUp({ list: [...operations, broken] })
    const site = siteOf(person)
    for (const [path, init] of [
      [
        '/do/broken.show',
        {
          method: 'POST',
          headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
          body: 'text=Typed',
        },
      ],
      ['/api/broken.show', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }],
      ['/download/broken.show', {}],
    ] as [string, RequestInit][]) {
      const response = await site.request(origin + path, init)
      const text = await response.text()
      expect(response.status, path).toBe(500)
      expect(text, path).not.toMatch(/secret|\.ts\b|node_modules/)
      expect(text, path).toContain('Nothing was changed')
      if (path.startsWith('/do/')) expect(text).toContain('Typed')
    }
    expect(site.bugs).toEqual(Array(3).fill('a secret of the program'))
  })
})

function expectRules(headers: Headers, what: string, { file = false } = {}): void {
  expect(headers.get('content-security-policy'), what).toBe(file ? "sandbox; default-src 'none'" : policy)
  for (const [name, value] of Object.entries(always)) expect(headers.get(name), `${what}: ${name}`).toBe(value)
  expect(headers.get('cache-control'), what).toContain('no-store')
  expect(
    [...headers.keys()].filter((name) => name.startsWith('access-control')),
    what,
  ).toEqual([])
  for (const told of ['server', 'x-powered-by']) expect(headers.has(told), `${what}: ${told}`).toBe(false)
}

/** Where the example's lists lead: one address for each page that shows one thing. */
async function placesOfExample(site: ReturnType<typeof siteOf>): Promise<string[]> {
  const found = new Map<string, string>()
  for (const list of ['/evidence', '/initiatives', '/level', '/metrics', '/library']) await follow(list)
  await follow(found.get('/metrics/:id')!)
  const record = found.get('/evidence/:id')!
  return [...found.values(), `${record}/edit`]

  async function follow(list: string): Promise<void> {
    const html = await (await site.request(origin + list, { headers: { cookie: 'cairn_example=open' } })).text()
    for (const [, href] of html.matchAll(/href="([^"?#]+)/g)) {
      const page = pages.find(({ path }) => path.includes(':') && fits(path, href!))
      if (page && !pages.some(({ path }) => path === href)) found.set(page.path, href!)
    }
  }
}

/** What the example has none of: a ladder of one's own in two versions, and a request for ratings. */
async function placesOfOwn(person: Person): Promise<string[]> {
  await person.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
  const form = await person.call('rating.form', { rater: 'Daniel', source: 'manager', form: 'mail' })
  const { id } = await person.call('framework.import', { text: ladder, name: 'Acme' })
  return [`/level/ratings/${form.id}`, `/ladders/${id}/edit`, `/ladders/${id}/changes`]
}

const ladder = `# Product ladder
## Product manager
- Discovery: talks to customers each month.
- Delivery: ships with one team.
## Senior product manager
- Discovery: finds problems nobody had named.
- Delivery: ships with three teams.`

const fits = (path: string, address: string) =>
  new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`).test(address.split('?')[0]!)

async function confirmRemoved(person: Person): Promise<string> {
  const { evidence } = await person.call('evidence.capture', { text: 'Cut cost by 5%.' })
  await person.call('evidence.remove', { id: evidence.id })
  return new URLSearchParams({ id: evidence.id, by: 'Priya', words: 'True.' }).toString()
}

function siteOf(person: Person) {
  const bugs: string[] = []
  const logger = pino({ level: 'error' }, { write: (line: string) => void bugs.push(JSON.parse(line).err.message) })
  const site = web(person.app.cairn, person.app.ownerId, { hosts: new Set(['127.0.0.1:4180']), logger })
  return Object.assign(site, { bugs })
}
