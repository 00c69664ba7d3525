import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { beginning, hashOf } from '../src/platform/activity.ts'
import { canonical } from '../src/platform/change-words.ts'
import { runCommand } from '../src/surfaces/cli.ts'
import { pages } from '../src/surfaces/pages.ts'
import { web } from '../src/surfaces/web.tsx'
import { type Person, signUp, signUpPm } from './harness.ts'

// Names that people, programs and enemies give to files: none of them leads anywhere, says anything in a header, or looks like
// something else on a page.

const origin = 'http://127.0.0.1:4180'
const disposition = /^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w.!~%-]+$/
const hidden = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

const names = [
  '../../x.txt',
  '..\\..\\x.txt',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  '\\\\server\\share\\x',
  'file:///etc/passwd',
  '..',
  '.',
  '...',
  '/',
  ' ',
  '.htaccess',
  'CON',
  'nul.txt',
  'COM1.pdf',
  'a\u0000.html',
  '\u0000',
  '\u202egnp.exe',
  'invoice\u2066\u202egpj\u2069.exe',
  'a\r\nset-cookie: x=1\r\n\r\n<script>alert(1)</script>',
  'a"; filename="b.html',
  "a'; filename*=UTF-8''b.html",
  'a;b=c,d',
  '%0d%0aset-cookie:x=1',
  '%2e%2e%2fx',
  '"><img src=x onerror=alert(1)>.png',
  '\ud83d half a sign.png',
  'Отчёт за май 🪨.pdf',
  'a'.repeat(255),
  '🪨'.repeat(127),
]

describe('a file by any name', () => {
  for (const name of names)
    test(`${JSON.stringify(name).slice(0, 60)} is kept, shown and given back as a name and nothing else`, async () => {
      const person = await signUpPm()
      const { get, post, bugs } = siteOf(person)
      const { evidence } = await person.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
      const kept = await person.call('evidence.attach', { id: evidence.id, file: { name, base64: 'YQ==' } })
      expectPlain(kept.name)
      const form = new FormData()
      form.append('id', evidence.id)
      form.append('file', new Blob(['b']), name)
      expect((await post('/do/evidence.attach', form)).status).toBe(303)
      const { attachments } = await person.call('evidence.show', { id: evidence.id })
      expect(attachments).toHaveLength(2)
      for (const { id, name: shown } of attachments) {
        expectPlain(shown)
        const response = await get(`/files/${id}`)
        expect(response.status).toBe(200)
        expect(response.headers.get('content-disposition')).toMatch(disposition)
        expect(response.headers.getSetCookie()).toEqual([])
      }
      const html = await (await get(`/evidence/${evidence.id}`)).text()
      expect(html).not.toMatch(/<img|<script>/)
      expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0]/)
      expect(bugs).toEqual([])
    })

  test('a name without end, and none at all, are refused where they are typed, and nothing is kept', async () => {
    const person = await signUpPm()
    const { send, bugs } = siteOf(person)
    const { evidence } = await person.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
    for (const name of ['a'.repeat(5000), '']) {
      const response = await send('evidence.attach', { id: evidence.id, file: { name, base64: 'YQ==' } })
      expect([response.status, (await response.json()).field]).toEqual([422, 'file.name'])
    }
    expect((await person.call('evidence.show', { id: evidence.id })).attachments).toEqual([])
    expect(bugs).toEqual([])
  })
})

describe('an archive that somebody else wrote', () => {
  // biome-ignore lint/suspicious/noExplicitAny: the archive is bent out of shape on purpose.
  type Bent = any

  /** The archive with its whole log and checksum made anew, as a careful forger would. */
  function sealed(archive: Bent): Bent {
    let previousHash = beginning
    const activity = archive.activity.map((entry: Bent) => {
      const hash = hashOf({ ...entry, previousHash })
      const linked = { ...entry, previousHash, hash }
      previousHash = hash
      return linked
    })
    const { format, migrations, records, bytes } = archive
    const checksum = createHash('sha256')
      .update(canonical([format, migrations, records, activity, bytes]))
      .digest('hex')
    return { ...archive, activity, checksum }
  }

  /** Every text of it replaced, in the records and in the log alike. */
  const replaced = (archive: Bent, from: string, to: string): Bent =>
    JSON.parse(JSON.stringify(archive).replaceAll(JSON.stringify(from), JSON.stringify(to)))

  /** Written once: what is bent out of shape is a copy. */
  let paper: ReturnType<typeof write> | undefined
  const written = () => {
    paper ??= write()
    return paper
  }

  async function write(): Promise<{
    archive: Bent
    evidence: string
    initiative: string
    attachment: string
    sha256: string
  }> {
    const writer = await signUpPm()
    const initiative = await writer.call('initiative.start', { title: 'Billing rescue' })
    const { evidence } = await writer.call('evidence.capture', {
      text: 'Cut churn from 4% to 3%.',
      initiative: initiative.id,
      skills: ['discovery'],
      scope: 'senior',
      links: ['https://example.com/proof'],
    })
    const file = await writer.call('evidence.attach', { id: evidence.id, file: { name: 'proof.txt', base64: 'YQ==' } })
    const { archive } = await writer.call('archive.export')
    return { archive, evidence: evidence.id, initiative: initiative.id, attachment: file.id, sha256: file.sha256 }
  }

  test('that was only copied is read back', async () => {
    const { archive } = await written()
    const reader = await signUp()
    expect((await siteOf(reader).send('archive.import', { archive: sealed(archive) })).status).toBe(200)
  })

  const ids = [
    '../../cairn.db',
    '..%2f..%2fcairn.db',
    '/etc/passwd',
    '"><script>alert(1)</script>',
    "javascript:alert(1)//'",
    'a\u0000b',
    'a\r\nset-cookie: x=1',
    '\ud83d',
    'x'.repeat(5000),
    ' ',
    '../../do/demo.clear',
    'constructor',
    '__proto__',
  ]
  const places = ['evidence', 'initiative', 'attachment'] as const
  for (const id of ids)
    test(`that calls its records ${JSON.stringify(id).slice(0, 40)} is refused, or read without leading anywhere`, async () => {
      const source = await written()
      for (const place of places) {
        const reader = await signUp()
        const site = siteOf(reader)
        const response = await site.send('archive.import', {
          archive: sealed(replaced(source.archive, source[place], id)),
        })
        expect([200, 422], `${place}: ${await response.clone().text()}`).toContain(response.status)
        if (response.status === 200) await expectHarmless(reader, site, `${place} ${id}`)
        else await expectUntouched(reader, site)
      }
    })

  const texts: [what: string, from: (source: Awaited<ReturnType<typeof written>>) => string, to: string][] = [
    ['a file name that leads out', () => 'proof.txt', '../../../../tmp/proof.txt'],
    ['a file name that speaks in headers', () => 'proof.txt', 'a"\r\nset-cookie: x=1\r\n\r\n<script>alert(1)</script>'],
    ['a file name that reads backwards', () => 'proof.txt', 'invoice\u202egpj.exe'],
    ['a file name with half a sign', () => 'proof.txt', '\ud83d.txt'],
    ['a file that says it is a page', () => 'application/octet-stream', 'text/html'],
    ['a file that says it is a script in a header', () => 'application/octet-stream', 'text/html\r\nset-cookie: x=1'],
    ['a file without a type', () => 'application/octet-stream', ''],
    ['a hash that leads out', ({ sha256 }) => sha256, '../../cairn.db'],
    ['a link that runs', () => 'https://example.com/proof', 'javascript:alert(1)'],
    ['a link that holds a page', () => 'https://example.com/proof', 'data:text/html,<script>alert(1)</script>'],
    ['a link that leads out of the markup', () => 'https://example.com/proof', '"><script>alert(1)</script>'],
    ['a skill that is markup', () => 'discovery', '"><script>alert(1)</script>'],
    ['a level that is markup', () => 'senior', '"><script>alert(1)</script>'],
    ['a day that is markup', () => '2026-06-30', '"><script>alert(1)</script>'],
    ['an instant that is markup', () => '2026-06-30T12:00:00.000Z', '"><script>alert(1)</script>'],
    ['an operation that is markup', () => 'evidence.capture', '"><script>alert(1)</script>'],
    ['a way in that is markup', () => 'cli', '"><script>alert(1)</script>'],
  ]
  for (const [what, from, to] of texts)
    test(`with ${what} is refused, or read without harm`, async () => {
      const source = await written()
      const reader = await signUp()
      const site = siteOf(reader)
      const forged = sealed(replaced(source.archive, from(source), to))
      expect(forged).not.toEqual(sealed(source.archive))
      const response = await site.send('archive.import', { archive: forged })
      expect([200, 422], await response.clone().text()).toContain(response.status)
      if (response.status === 200) await expectHarmless(reader, site, what)
      else await expectUntouched(reader, site)
    })

  test('keeps its copy in the folder of backups, whatever stands in it', async () => {
    const { archive, evidence } = await written()
    const reader = await signUpPm()
    await reader.call('evidence.capture', { text: 'Mine.' })
    const { kept } = await reader.call('archive.import', {
      archive: sealed(replaced(archive, evidence, '../../x')),
      replace: true,
    })
    expect(dirname(kept)).toBe(join(reader.folder, 'backups'))
  })

  test('is written out again under names of Cairn’s own, in the folder that was named', async () => {
    const { archive, evidence } = await written()
    const reader = await signUp()
    await reader.call('archive.import', { archive: sealed(replaced(archive, evidence, '../../x')) })
    const folder = mkdtempSync(join(tmpdir(), 'cairn-out-'))
    const code = await runCommand(
      reader.app.cairn,
      async () => reader.personId,
      ['archive', 'export', '--out', join(folder, 'out')],
      { out: () => {}, error: () => {}, stdin: () => '' },
    )
    expect(code).toBe(0)
    expect(readdirSync(folder)).toEqual(['out'])
    expect(readdirSync(join(folder, 'out')).every((name) => /^[\w.-]+$/.test(name))).toBe(true)
    rmSync(folder, { recursive: true })
  })
})

describe('a path in an address', () => {
  test('leads to no file of this computer', async () => {
    const person = await signUpPm()
    const { get, bugs } = siteOf(person)
    for (const place of ['/assets/', '/files/', '/download/', '/evidence/', '/'])
      for (const path of [
        '../../../../etc/passwd',
        '..%2f..%2f..%2fetc%2fpasswd',
        '%2e%2e/%2e%2e/etc/passwd',
        '..%5c..%5cetc%5cpasswd',
        '..%252f..%252fetc%252fpasswd',
        '%2fetc%2fpasswd',
        'x%00.css',
        '..%c0%af..%c0%afetc/passwd',
        '....//....//etc/passwd',
      ]) {
        const response = await get(place + path)
        expect(response.status, place + path).toBe(404)
        expect(await response.text()).not.toContain('root:')
      }
    expect(bugs).toEqual([])
  })
})

function expectPlain(name: string): void {
  expect(name).not.toMatch(/[\\/]/)
  expect(name).not.toMatch(hidden)
  expect(name).not.toMatch(/^[.\s]*$/)
  expect(name.isWellFormed()).toBe(true)
}

/** What was refused has left nothing that a page could show, and was no fault. */
async function expectUntouched(person: Person, { bugs }: ReturnType<typeof siteOf>): Promise<void> {
  expect((await person.call('activity.list')).items).toEqual([])
  expect(bugs).toEqual([])
}

/** Every page opens or says that something is not there; none runs anything, and no file speaks in a header. */
async function expectHarmless(person: Person, { get, bugs }: ReturnType<typeof siteOf>, what: string): Promise<void> {
  const { archive } = await person.call('archive.export')
  const idsOf = (table: string) =>
    (archive.records[table] as { id: string }[]).map(({ id }) => encodeURIComponent(id.toWellFormed()))
  const paths = [
    ...pages.map(({ path }) => path).filter((path) => !path.includes(':')),
    ...idsOf('evidence').flatMap((id) => [`/evidence/${id}`, `/evidence/${id}/edit`]),
    ...idsOf('initiatives').map((id) => `/initiatives/${id}`),
    ...idsOf('attachments').map((id) => `/files/${id}`),
    '/download/archive.export',
    '/download/case.export',
  ]
  for (const path of paths) {
    const response = await get(path)
    const html = await response.text()
    expect(bugs, `${what} at ${path}`).toEqual([])
    expect([200, 303, 404, 409, 422], `${what} at ${path}`).toContain(response.status)
    if (response.headers.get('content-type')?.startsWith('text/html')) {
      expect(html, `${what} at ${path}`).not.toMatch(
        /<script>|<img|(?:href|src|action)="(?:javascript|data|vbscript):/i,
      )
      expect(path.startsWith('/files/') && response.status === 200, `${what}: a page at ${path}`).toBe(false)
    }
    expect(response.headers.getSetCookie().join(), `${what} at ${path}`).not.toContain('x=1')
    const attached = response.headers.get('content-disposition')
    if (path.startsWith('/files/') && attached) expect(attached, what).toMatch(disposition)
  }
}

/** The person's site, and what it logged as a bug: nothing anyone sends may be one. */
function siteOf(person: Person) {
  const bugs: unknown[] = []
  const logger = pino({ level: 'error' }, { write: (line: string) => void bugs.push(JSON.parse(line).err?.message) })
  const site = web(person.app.cairn, person.app.ownerId, { hosts: new Set(['127.0.0.1:4180']), logger })
  return {
    get: (path: string) => site.request(origin + path),
    post: (path: string, body: FormData) => site.request(origin + path, { method: 'POST', headers: { origin }, body }),
    send: (name: string, body: unknown) =>
      site.request(`${origin}/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    bugs,
  }
}
