import pino from 'pino'
import { expect, test } from 'vitest'
import { open } from '../src/app.ts'
import { transaction } from '../src/platform/database.ts'
import { forgetPages } from '../src/platform/drawn.ts'
import { worksOn } from '../src/platform/long-work.ts'
import { call } from '../src/platform/operation.ts'
import { recordTables } from '../src/platform/schema.ts'
import { pages } from '../src/surfaces/pages.ts'
import { web } from '../src/surfaces/web.tsx'
import { type Person, restart, signUpPm } from './harness.ts'
import { listen } from './listen.ts'
import { browse } from './visitor.ts'

const withoutKeys = (html: string): string => html.replace(/(name="_once" value=")[^"]*/g, '$1')
const keysIn = (html: string): string[] => [...html.matchAll(/name="_once" value="([^"]*)/g)].map(([, key]) => key!)

/** A person with something on every page. */
async function signUpBusy(): Promise<Person> {
  const ana = await signUpPm()
  await ana.call('evidence.capture', {
    text: 'Cut churn from 4% to 3%.',
    skills: ['discovery'],
    newInitiative: 'Checkout',
  })
  await ana.call('inbox.import', { text: '- Cut cost by 5 % in May 2026' })
  return ana
}

const paths = [
  '/',
  '/level',
  '/level/skills/discovery',
  '/evidence',
  '/evidence/inbox',
  '/log',
  '/initiatives',
  '/case',
  '/more/changes',
]

test('a page is drawn once for each change, and its forms are other forms each time', async () => {
  const ana = await signUpBusy()
  const { visit } = browse(ana)
  let forms = 0
  for (const path of paths) {
    const drawn = await visit(path)
    const asked = listen(ana)
    const again = await visit(path)
    expect(
      asked.filter(({ sql }) => / from (?!"activity")/.test(sql)),
      path,
    ).toEqual([])
    expect(withoutKeys(again.html)).toBe(withoutKeys(drawn.html))
    const keys = [...keysIn(drawn.html), ...keysIn(again.html)]
    expect(new Set(keys).size).toBe(keys.length)
    forms += keys.length
  }
  expect(forms).toBeGreaterThan(10)
})

test('a kept page has the headers of the one that was drawn', async () => {
  const ana = await signUpBusy()
  const site = web(ana.app.cairn, ana.personId, {
    hosts: new Set(['127.0.0.1:4180']),
    logger: pino({ level: 'error' }),
  })
  const headers = async () => Object.fromEntries((await site.request('http://127.0.0.1:4180/level')).headers)
  const drawn = await headers()
  expect(drawn['content-security-policy']).toContain("default-src 'none'")
  expect(drawn['cache-control']).toBe('no-store')
  expect(await headers()).toEqual(drawn)
  const elsewhere = await site.request('http://127.0.0.1:4180/level', { headers: { host: 'evil.example' } })
  expect(elsewhere.status).toBe(421)
})

test('what is told once is told once', async () => {
  const ana = await signUpBusy()
  const { visit, send } = browse(ana)
  const page = await visit('/evidence')
  const log = await visit('/log')
  await visit('/evidence')
  const after = await send(log.html, 'evidence.capture', { text: 'Shipped the audit log.', _next: '/evidence' })
  expect(after.html).toContain('class="notice"')
  const later = await visit('/evidence')
  expect(later.html).not.toContain('class="notice"')
  expect(later.text).toContain('Shipped the audit log.')
  expect(page.text).not.toContain('Shipped the audit log.')
})

test('a refused form is shown to whoever sent it, and to nobody after', async () => {
  const ana = await signUpBusy()
  const { visit, send } = browse(ana)
  const page = await visit('/initiatives')
  const refused = await send(page.html, 'initiative.start', { title: ' ', problem: 'Admins gave up.' })
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('Admins gave up.')
  expect((await visit('/initiatives')).html).not.toContain('Admins gave up.')
})

test('whoever writes, the next page shows it: another window, another program, a new day, the way back', async () => {
  const ana = await signUpBusy()
  const { visit } = browse(ana)
  const shows = async (words: string) => (await visit('/evidence')).text.includes(words)
  expect(await shows('Shipped')).toBe(false)
  const { activity } = await ana.done('evidence.capture', { text: 'Shipped the audit log.' })
  expect(await shows('Shipped')).toBe(true)
  await ana.call('activity.undo', { id: activity })
  expect(await shows('Shipped')).toBe(false)

  const other = await open({ host: '127.0.0.1', port: 4181, home: ana.folder, database: ana.database })
  await call(other.cairn, { personId: ana.personId, via: 'cli' }, 'evidence.capture', { text: 'Dropped the redesign.' })
  await other.close()
  expect(await shows('Dropped')).toBe(true)

  const { archive } = await ana.call('archive.export')
  await ana.call('evidence.capture', { text: 'Asked nine admins.' })
  expect(await shows('Asked nine')).toBe(true)
  await ana.call('archive.import', { archive, replace: true })
  expect(await shows('Asked nine')).toBe(false)
  expect(await shows('Dropped')).toBe(true)

  const today = (await visit('/')).text
  ana.clock.today = '2026-07-01'
  expect((await visit('/')).text).not.toBe(today)
})

test('the example and the owner’s own pages are never shown for one another', async () => {
  const ana = await signUpBusy()
  const { visit, send } = browse(ana)
  const own = withoutKeys((await visit('/evidence')).html)
  await send((await visit('/demo')).html, 'demo.load')
  const example = await visit('/evidence')
  expect(example.text).toContain('This is a filled example')
  expect(withoutKeys((await visit('/evidence')).html)).toBe(withoutKeys(example.html))
  await send(example.html, 'demo.clear')
  expect(withoutKeys((await visit('/evidence')).html)).toBe(own)
})

test('the inbox is drawn each time while something is on its way, and kept again after', async () => {
  const ana = await signUpBusy()
  const { visit } = browse(ana)
  const inbox = async () => (await visit('/evidence/inbox')).text
  const isDrawn = async () => {
    const asked = listen(ana)
    await inbox()
    return asked.some(({ sql }) => / from "proposals"/.test(sql))
  }
  await inbox()
  expect(await isDrawn()).toBe(false)

  const works = worksOn(ana.app.cairn.db)
  const reading = Promise.withResolvers<{ said: string; answer: unknown }>()
  const { id } = works.begin({ personId: ana.personId, what: 'Reading jira.csv' }, () => reading.promise)
  expect(await inbox()).toContain('Reading jira.csv')
  expect(await isDrawn()).toBe(true)
  reading.resolve({ said: 'Nothing new in this.', answer: null })
  await expect.poll(() => works.find(ana.personId, id)?.state).toBe('done')
  expect(await inbox()).not.toContain('Reading jira.csv')
  expect(await isDrawn()).toBe(false)

  // A command in another program leaves no entry in the log for a table whose columns are not named yet.
  const base64 = Buffer.from('a,b\n1,2\n3,4\n').toString('base64')
  const other = await open({ host: '127.0.0.1', port: 4181, home: ana.folder, database: ana.database })
  const actor = { personId: ana.personId, via: 'cli' } as const
  const { answer } = await call<{ kept: string }>(other.cairn, actor, 'inbox.import', {
    file: { name: 'export.csv', base64 },
    later: true,
  })
  expect(answer.kept).toBeTruthy()
  expect(await inbox()).toContain('export.csv')
  expect(await isDrawn()).toBe(true)
  await call(other.cairn, actor, 'inbox.stop', { id: answer.kept })
  await other.close()
  expect(await inbox()).not.toContain('export.csv')
  expect(await isDrawn()).toBe(false)
})

test('a page that shows more than records is drawn each time', async () => {
  const ana = await signUpBusy()
  const { visit } = browse(ana)
  for (const { path, isOfRecords } of pages) {
    if (isOfRecords || path.includes(':')) continue
    await visit(path)
    const asked = listen(ana)
    await visit(path)
    expect(asked.length, path).toBeGreaterThan(1)
  }
})

test('a page that is kept reads only what the log tells of', async () => {
  const ana = await signUpBusy()
  // What is read of watched folders has a number of its own, and while a file waits the inbox is not kept.
  const told = ['watched_files', 'import_files']
  const logged = new Set([
    ...recordTables.map(snakeCase),
    'activity',
    'derived',
    'search_documents',
    'persons',
    ...told,
  ])
  const [record] = (await ana.call('evidence.list')).items
  for (const path of [...paths, `/evidence/${record.id}`, `/initiatives/${record.initiative}`]) {
    await transaction(ana.app.cairn.db, 'read', ana.personId, async (tx) => forgetPages(tx, ana.personId))
    const asked = listen(ana)
    await browse(ana).visit(path)
    const tables = asked.flatMap(({ sql }) => [...sql.matchAll(/(?:from|join) "(\w+)"/g)].map(([, table]) => table!))
    expect(tables.length, path).toBeGreaterThan(3)
    expect(
      tables.filter((table) => !logged.has(table)),
      path,
    ).toEqual([])
  }
})

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test('pages that were drawn before do not outlast the program', async () => {
  const ana = await signUpBusy()
  await browse(ana).visit('/evidence')
  const again = await restart(ana)
  const asked = listen(again)
  await browse(again).visit('/evidence')
  expect(asked.some(({ sql }) => /from "evidence"/.test(sql))).toBe(true)
})
