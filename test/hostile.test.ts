import { createHash } from 'node:crypto'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { canonical } from '../src/platform/change-words.ts'
import { bodyLimits } from '../src/surfaces/api.ts'
import { pages } from '../src/surfaces/pages.ts'
import { web } from '../src/surfaces/web.tsx'
import { onServer, type Person, signUp, signUpPm } from './harness.ts'

const origin = 'http://127.0.0.1:4180'

/** The person's site, and what it logged as a bug: nothing anyone sends may be one. */
function siteOf(person: Person) {
  const bugs: unknown[] = []
  const logger = pino({ level: 'error' }, { write: (line: string) => void bugs.push(JSON.parse(line).err?.message) })
  const site = web(person.app.cairn, person.app.ownerId, { hosts: new Set(['127.0.0.1:4180']), logger })
  const get = (path: string, headers: Record<string, string> = {}) => site.request(origin + path, { headers })
  const post = (name: string, body: BodyInit, headers: Record<string, string> = {}) =>
    site.request(`${origin}/do/${name}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    })
  const send = (name: string, body: unknown) =>
    site.request(`${origin}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { get, post, send, bugs }
}

const checksum = async (person: Person): Promise<string> => (await person.call('archive.export')).checksum

describe('a form nobody’s page would send', () => {
  const forms: [what: string, body: string, headers?: Record<string, string>][] = [
    ['a field a hundred thousand levels deep', `text=Mine&${'a.'.repeat(100_000)}b=1`],
    ['a list opened two hundred thousand times', `text=Mine&metrics=${'['.repeat(200_000)}`],
    ['a part of every object', 'text=Mine&constructor.name=x'],
    ['the ancestor of every object', 'text=Mine&__proto__.x=1'],
    ['an unknown field', 'text=Mine&colour=red'],
    ['parts without a boundary', 'text=Mine', { 'content-type': 'multipart/form-data' }],
    ['parts that are none', 'garbage', { 'content-type': 'multipart/form-data; boundary=xx' }],
    ['plain text', 'text=Mine', { 'content-type': 'text/plain' }],
    ['nothing', ''],
  ]
  test('is refused and changes nothing', async () => {
    const person = await signUpPm()
    const before = await checksum(person)
    const { post, bugs } = siteOf(person)
    for (const [what, body, headers] of forms) {
      expect((await post('evidence.capture', body, headers)).status, what).toBe(422)
      expect(bugs, what).toEqual([])
      expect(await checksum(person), what).toBe(before)
    }
  })

  for (const from of ['/evidence/%E0%A4%A', '/evidence/none', '/start', '/', '/nowhere', '/evidence?cursor=forged'])
    test(`what was typed comes back although its page was ${from}`, async () => {
      const { post, bugs } = siteOf(await signUp())
      const form = new URLSearchParams({ _from: from, id: 'none', text: 'Typed with care' })
      const response = await post('evidence.edit', form.toString())
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('Typed with care')
      expect(bugs).toEqual([])
    })

  for (const next of ['/{nothing}/evil.example', '/{nothing}\\evil.example', '/%E0%A4%A', '//evil.example', '/a b'])
    test(`${next} leads nowhere else`, async () => {
      const { post } = siteOf(await signUpPm())
      const response = await post('settings.set', new URLSearchParams({ hideNumbers: 'true', _next: next }).toString())
      expect(response.headers.get('location')).toBe('/')
    })

  test('too large a form is refused on a page, and to a script in JSON', async () => {
    const { post } = siteOf(await signUpPm())
    const large = `text=${'x'.repeat(bodyLimits.notes)}`
    const page = await post('evidence.capture', large)
    expect([page.status, page.headers.get('content-type')]).toEqual([413, 'text/html; charset=UTF-8'])
    expect(await page.text()).toContain('Go back to find what you typed')
    const script = await post('evidence.capture', large, { accept: 'application/json' })
    expect(await script.json()).toMatchObject({ code: 'too_large' })
  })

  test('two million letters of any alphabet can be pasted as notes', async () => {
    const { post } = siteOf(await signUpPm())
    const text = `- Сократил отток с 4% до 3% в мае 2026\n${'# заметка\n'.repeat(190_000)}`
    const response = await post('inbox.import', new URLSearchParams({ text, dryRun: 'true' }).toString())
    expect(response.status).toBe(200)
  })
})

describe('a cookie that another server on this computer has set', () => {
  const told = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const cookies = [
    told(null),
    told({ text: { isEscaped: true } }),
    told({ text: '<b>Click here</b>', activity: 'x', operation: 'y' }),
    told(['x']),
    '%%%',
    '',
  ]
  test('tells nothing', async () => {
    const { get, bugs } = siteOf(await signUpPm())
    for (const cookie of cookies) {
      const response = await get('/evidence', { cookie: `cairn_notice=${cookie}; cairn_example=open` })
      expect(response.status, cookie).toBe(200)
      expect(await response.text(), cookie).not.toContain('class="notice"')
      expect(bugs, cookie).toEqual([])
    }
  })

  test('nor does any cookie of ours tell that server what was done', async () => {
    const { post } = siteOf(await signUpPm())
    const { headers } = await post('agreement.record', 'state=not_yet&by=Daniel')
    const [name] = headers.getSetCookie()[0]!.split(';')
    expect(Buffer.from(name!.split('=')[1]!, 'base64url').toString()).not.toContain('Daniel')
    expect(headers.getSetCookie().join()).not.toContain('Daniel')
  })
})

describe('what a browser may keep', () => {
  test('no page, answer or document about the person; only the product’s own style and script', async () => {
    const person = await signUpPm()
    const { get, send } = siteOf(person)
    for (const path of ['/', '/evidence', '/case', '/download/archive.export', '/nowhere', '/do/evidence.capture'])
      expect((await get(path)).headers.get('cache-control'), path).toBe('no-store')
    expect((await send('evidence.list', {})).headers.get('cache-control')).toBe('no-store')
  })
})

describe('JSON nobody’s program would send', () => {
  const bodies: [what: string, name: string, body: unknown][] = [
    ['two hundred thousand lists in one another', 'evidence.capture', '['.repeat(200_000) + ']'.repeat(200_000)],
    [
      'an archive of endless depth',
      'archive.import',
      `{"archive":{"records":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`,
    ],
    ['a list', 'evidence.capture', '[]'],
    ['a word', 'evidence.capture', '"text"'],
    ['a number', 'evidence.capture', '1'],
    ['half a document', 'evidence.capture', '{"text":'],
    ['the ancestor of every object', 'evidence.capture', '{"text":"Mine","__proto__":{"x":1}}'],
    ['numbers that are none', 'metric.define', '{"name":"x","baseline":1e999}'],
    ['ten thousand skills', 'evidence.capture', { text: 'Mine', skills: Array(10_000).fill('discovery') }],
    ['a day that is none', 'evidence.capture', { text: 'Mine', happenedOn: '2026-02-30' }],
    ['less than nothing', 'evidence.list', { limit: -1 }],
    ['a forged place in a list', 'evidence.list', { cursor: 'forged' }],
    ['a forged place in the log', 'activity.list', { cursor: 'forged' }],
    ['a forged place among ratings', 'rating.list', { cursor: 'forged' }],
    ['a forged place in the inbox', 'inbox.list', { cursor: 'forged' }],
  ]
  test('is refused and changes nothing', async () => {
    const person = await signUpPm()
    const before = await checksum(person)
    const { send, bugs } = siteOf(person)
    for (const [what, name, body] of bodies) {
      expect((await send(name, body)).status, what).toBe(422)
      expect(bugs, what).toEqual([])
      expect(await checksum(person), what).toBe(before)
    }
  })
})

describe('an archive that somebody else wrote', () => {
  // biome-ignore lint/suspicious/noExplicitAny: the archive is bent out of shape on purpose.
  type Bent = any
  const sealed = ({ exportedAt, ...archive }: Bent) => ({
    ...archive,
    exportedAt,
    checksum: createHash('sha256')
      .update(canonical([archive.format, archive.migrations, archive.records, archive.activity, archive.bytes]))
      .digest('hex'),
  })

  const bends: [what: string, bend: (archive: Bent) => Bent][] = [
    ['names its migrations by a number', (archive) => ({ ...archive, migrations: 5 })],
    ['holds no list of records', (archive) => ({ ...archive, records: { evidence: 5 } })],
    ['holds rows that are none', (archive) => ({ ...archive, records: { ...archive.records, evidence: [null] } })],
    ['logs changes that are none', (archive) => ({ ...archive, activity: [{ ...archive.activity[0], changes: 5 }] })],
    ['logs nothing', (archive) => ({ ...archive, activity: [] })],
    ['lost an entry of its log', (archive) => ({ ...archive, activity: archive.activity.slice(1) })],
    ['lost the bytes of a file', (archive) => ({ ...archive, bytes: [] })],
    ['holds other bytes', (archive) => ({ ...archive, bytes: [{ ...archive.bytes[0], base64: 'Yg==' }] })],
    ['has a column more', (archive) => bentRow(archive, { colour: 'red' })],
    ['has an object for a text', (archive) => bentRow(archive, { text: { a: 1 } })],
    ['has no text', (archive) => bentRow(archive, { text: null })],
    ['says something else than its log', (archive) => bentRow(archive, { text: 'Invented.' })],
    ['repeats a record', (archive) => repeated(archive)],
  ]
  const bentRow = (archive: Bent, change: object): Bent => ({
    ...archive,
    records: { ...archive.records, evidence: [{ ...archive.records.evidence[0], ...change }] },
  })
  const repeated = (archive: Bent): Bent => ({
    ...archive,
    records: { ...archive.records, evidence: Array(2).fill(archive.records.evidence[0]) },
  })

  for (const [what, bend] of bends)
    test(`is refused if it ${what}, and nothing is changed`, async () => {
      const writer = await signUpPm()
      const { evidence } = await writer.call('evidence.capture', { text: 'Cut churn.' })
      await writer.call('evidence.attach', { id: evidence.id, file: { name: 'a.txt', base64: 'YQ==' } })
      const { archive } = await writer.call('archive.export')
      const reader = await signUpPm()
      const before = await checksum(reader)
      const { send, bugs } = siteOf(reader)
      const response = await send('archive.import', { archive: sealed(bend(archive)), replace: true })
      expect((await response.json()).message).toMatch(/archive.*[Nn]othing was changed/s)
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(bugs).toEqual([])
      expect(await checksum(reader)).toBe(before)
      expect((await send('archive.import', { archive: sealed(archive), replace: true })).status).toBe(200)
    })

  test('the filled example’s own archive waits until the example is gone', async () => {
    const person = await signUp()
    await person.call('demo.load')
    const { send, bugs } = siteOf(person)
    const archive = await exampleArchive(person)
    // A server holds many persons, and what one of them has another may have too.
    if (!onServer()) {
      const refused = await send('archive.import', { archive })
      expect([refused.status, (await refused.json()).message]).toEqual([
        409,
        expect.stringContaining('Take the example'),
      ])
      await person.call('demo.clear')
    }
    expect((await send('archive.import', { archive })).status).toBe(200)
    expect((await person.call('archive.verify')).ok).toBe(true)
    expect(bugs).toEqual([])
  })

  async function exampleArchive(person: Person): Promise<object> {
    const site = web(person.app.cairn, person.app.ownerId, {
      hosts: new Set(['127.0.0.1:4180']),
      logger: pino({ level: 'silent' }),
    })
    const response = await site.request(`${origin}/api/archive.export`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cairn-view': 'example' },
      body: '{}',
    })
    return (await response.json()).archive
  }
})

test('a list of what was measured holds no record without a number before and after', async () => {
  const person = await signUpPm()
  await person.call('evidence.capture', { text: 'One', metrics: [{ name: 'churn', from: 4, to: 3 }] })
  await person.call('evidence.capture', { text: 'Two', metrics: [{ name: 'churn', to: 3 }] })
  await person.call('evidence.capture', {
    text: 'Three',
    metrics: [
      { from: 4, name: 'a' },
      { to: 3, name: 'b' },
    ],
  })
  const texts = async (measured: boolean) =>
    (await person.call('evidence.list', { measured })).items.map(({ text }: { text: string }) => text)
  expect(await texts(true)).toEqual(['One'])
  expect((await texts(false)).sort()).toEqual(['Three', 'Two'])
  expect((await person.call('evidence.list', { skill: '%' })).items).toEqual([])
})

describe('hostile text in every field', () => {
  const payload = `"'><img src=x onerror=alert(1)></textarea></title><script>alert(1)</script>`

  test('is text on every page, in every document and in every cell', async () => {
    const person = await signUpPm()
    await person.call('settings.set', { showEverything: true, scoreOnToday: true })
    await person.call('profile.set', {
      name: `Ana ${payload}`,
      company: payload,
      manager: `Daniel ${payload}`,
      reviewOn: '2026-07-20',
    })
    const metric = await person.call('metric.define', { name: payload, unit: payload.slice(0, 20) })
    const initiative = await person.call('initiative.start', {
      title: payload,
      metric: metric.id,
      problem: payload,
      why: payload,
      requestedBy: payload,
      notDoing: [payload],
      userChange: payload,
    })
    await person.call('initiative.launch', { id: initiative.id, on: '2026-05-20' })
    const { evidence } = await person.call('evidence.capture', {
      text: `${payload} from 4% to 3% see javascript:alert(1) https://example.com/"><script>alert(1)</script>`,
      kind: 'outcome',
      scope: 'senior',
      skills: ['discovery'],
      initiative: initiative.id,
      problem: payload,
      next: payload,
      myPart: payload,
      othersPart: payload,
      seenBy: [payload],
      creditedBy: [payload],
      links: [`https://example.com/?q=${encodeURIComponent(payload)}`],
      decision: { options: [payload], choice: payload, because: payload, notChosen: [payload], measure: payload },
      metrics: [{ name: payload, from: 4, to: 3, window: payload }],
    })
    for (const link of [
      'javascript:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      ' javascript:alert(1)',
      '//evil.example',
    ])
      await expect(person.call('evidence.edit', { id: evidence.id, links: [link] }), link).rejects.toMatchObject({
        code: 'invalid',
      })
    for (let i = 0; i < 3; i++) await person.call('evidence.confirm', { id: evidence.id, by: payload, words: payload })
    await person.call('evidence.attach', { id: evidence.id, file: { name: payload, base64: 'YQ==' } })
    for (const source of ['self', 'manager', 'peer'])
      await person.call('rating.give', {
        skill: 'discovery',
        value: 4,
        source,
        rater: payload.slice(0, 120),
        because: payload,
      })
    await person.call('agreement.record', { state: 'close', by: payload.slice(0, 120), conditions: [payload] })
    await person.call('case.edit', { area: payload, next: payload })
    const notes = `- ${payload} May 2026\n## ${payload}\n- [x](javascript:alert(1)) ${payload} done`
    await person.call('start.notes', { text: notes })
    await person.call('inbox.import', { text: notes.replace('done', 'again'), name: payload })
    const { get, post, bugs } = siteOf(person)
    const paths = [
      ...pages.map(({ path }) => path).filter((path) => !path.includes(':')),
      `/evidence/${evidence.id}`,
      `/evidence/${evidence.id}/edit`,
      `/evidence/initiatives/${initiative.id}`,
      '/level/skills/discovery',
      `/evidence?query=${encodeURIComponent(payload)}`,
      `/do/evidence.capture?text=${encodeURIComponent(payload)}`,
      `/${encodeURIComponent(payload)}`,
    ]
    for (const path of paths) {
      const html = await (await get(path)).text()
      expect(html, path).not.toMatch(/<img|<script>|onerror=alert\(1\)>(?!&)|href="(?:javascript|data|vbscript):/i)
    }
    const refused = await (
      await post('evidence.edit', new URLSearchParams({ id: payload, text: payload }).toString())
    ).text()
    expect(refused).not.toMatch(/<img|<script>/)
    expect(bugs).toEqual([])
  })

  test('a file name or a title cannot speak in the headers of a download', async () => {
    const person = await signUpPm()
    const { evidence } = await person.call('evidence.capture', { text: 'Cut churn.' })
    for (const name of [
      'a"\r\nset-cookie: x=1',
      '../../cairn.db',
      '\u202egnp.exe',
      'a\u0000b',
      "'; filename*=x",
      '%0d%0a',
    ]) {
      const { id } = await person.call('evidence.attach', { id: evidence.id, file: { name, base64: 'YQ==' } })
      const response = await siteOf(person).get(`/files/${id}`)
      expect(response.status).toBe(200)
      expect(response.headers.getSetCookie()).toEqual([])
      expect(response.headers.get('content-disposition')).toMatch(
        /^attachment; filename="[\w. -]*"; filename\*=UTF-8''[\w.!~%-]+$/,
      )
    }
  })
})

describe('notes that are none', () => {
  const files: [what: string, bytes: Buffer, message: RegExp][] = [
    ['a packed file', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xfe, 0x00, 0x81]), /no plain text/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), /no plain text/],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), /no plain text/],
    ['nothing', Buffer.from('  \n'), /nothing to read/],
  ]
  for (const [what, bytes, message] of files)
    test(`${what}: refused, nothing kept`, async () => {
      const person = await signUpPm()
      const before = await checksum(person)
      const file = { name: 'notes.md', base64: bytes.toString('base64') }
      await expect(person.call('inbox.import', { file })).rejects.toThrow(message)
      expect(await checksum(person)).toBe(before)
    })

  test('a table of commas is read as lines, and nothing in it is lost', async () => {
    const person = await signUpPm()
    const text = 'date,what\n2026-05-01,"Cut churn from 4% to 3%"\n2026-06-01,Won 4 of 9 deals'
    const { proposals, skipped } = await person.call('inbox.import', { text })
    const told = [...proposals, ...skipped].map(({ text }: { text: string }) => text).join('\n')
    for (const part of ['Cut churn from 4% to 3%', 'Won 4 of 9 deals']) expect(told).toContain(part)
  })
})
