import { expect, test } from 'vitest'
import { type Person, signUp, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import { call } from '../../platform/operation.ts'
import { exampleFor } from '../../platform/person.ts'
import { recordTables } from '../../platform/schema.ts'
import { pages } from '../../surfaces/pages.ts'

/** The example's own answers. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the fields it is about; their shapes are what it checks.
async function ask({ app }: Person, name: string, input: unknown = {}): Promise<any> {
  const personId = (await exampleFor(app.cairn.db, app.ownerId))!
  return (await call(app.cairn, { personId, via: 'cli' }, name, input)).answer
}

test('every call of the example is accepted, on any day of the week', async () => {
  for (const today of ['2026-06-30', '2026-11-21', '2026-11-22', '2028-02-29']) {
    const ana = await signUp({ today })
    const { loaded, counts } = await ana.call('demo.load')
    expect(loaded).toBe(true)
    expect(counts).toMatchObject({
      initiatives: 8,
      metrics: 5,
      evidence: 40,
      agreements: 2,
      proposals: 7,
      confirmations: 11,
    })
  }
})

test('the example is a life in which everything shows: a number with a second voice, gaps, a case, checks, a full inbox', async () => {
  const ana = await signUp()
  await ana.call('demo.load')
  const readiness = await ask(ana, 'readiness.show')
  expect(readiness).toMatchObject({ shown: true, target: 'principal', mode: 'promotion' })
  expect(readiness.skills.every(({ count }: { count: number }) => count > 0)).toBe(true)
  const full = await ask(ana, 'case.show')
  expect(full.selection).toMatchObject({ weak: false, missing: [] })
  expect((await ask(ana, 'inbox.list')).waiting).toBe(7)
  const { items } = await ask(ana, 'evidence.list', { limit: 200 })
  for (const kind of ['decision', 'outcome', 'feedback', 'problem', 'artifact', 'learning', null])
    expect(items.some((item: { kind: string | null }) => item.kind === kind)).toBe(true)
  for (const how of ['pasted', 'form', 'link'])
    expect(
      items.some(({ confirmations }: { confirmations: { how: string }[] }) =>
        confirmations.some((each) => each.how === how),
      ),
    ).toBe(true)
  const { todos, week } = await ask(ana, 'today.show')
  expect(todos.map(({ id }: { id: string }) => id.split(':')[0])).toEqual([
    'check',
    'inbox',
    'incomplete',
    'confirm',
    'case',
  ])
  expect(week.words).toContain('logged')
  expect(await ask(ana, 'archive.verify')).toMatchObject({ ok: true, broken: null })
})

test('each act of the example is logged on its own day and can be undone', async () => {
  const ana = await signUp()
  await ana.call('demo.load')
  const { items } = await ask(ana, 'activity.list', { limit: 200 })
  expect(new Set(items.map(({ at }: { at: string }) => at.slice(0, 10))).size).toBeGreaterThan(50)
  expect(items.every(({ at }: { at: string }) => at.slice(0, 10) <= '2026-06-30')).toBe(true)
})

test('the owner’s archive is the same to the last byte before, with and after the example', async () => {
  const ana = await signUpPm()
  await ana.call('evidence.capture', { text: 'Decided to drop the redesign because nobody reaches it' })
  const checksum = async () => (await ana.call('archive.export')).archive.checksum
  const before = await checksum()
  await ana.call('demo.load')
  expect(await checksum()).toBe(before)
  await ana.call('demo.clear')
  expect(await checksum()).toBe(before)
})

test('clearing leaves no row of the example in any table', async () => {
  const ana = await signUp()
  await ana.call('demo.load')
  const personId = (await exampleFor(ana.app.cairn.db, ana.app.ownerId))!
  await ana.call('demo.clear')
  expect(await exampleFor(ana.app.cairn.db, ana.app.ownerId)).toBeNull()
  const { db } = ana.app.cairn
  for (const table of [...recordTables, 'activity', 'attachmentBytes', 'searchDocuments'] as const)
    expect(await db.selectFrom(table).selectAll().where('personId', '=', personId).execute(), table).toEqual([])
})

test('loading twice gives one and the same example, without what was changed in it', async () => {
  const ana = await signUp()
  const first = await ana.call('demo.load')
  const personId = await exampleFor(ana.app.cairn.db, ana.app.ownerId)
  await ask(ana, 'evidence.capture', { text: 'Something I tried' })
  expect(await ana.call('demo.load')).toEqual(first)
  expect(await exampleFor(ana.app.cairn.db, ana.app.ownerId)).toBe(personId)
  expect(await ana.app.cairn.db.selectFrom('persons').select('id').where('demo', '=', true).execute()).toHaveLength(1)
})

test('the example itself can be put back and taken away while it is looked at', async () => {
  const ana = await signUp()
  await ana.call('demo.load')
  const personId = await exampleFor(ana.app.cairn.db, ana.app.ownerId)
  expect((await ask(ana, 'demo.load')).counts.initiatives).toBe(8)
  expect(await exampleFor(ana.app.cairn.db, ana.app.ownerId)).toBe(personId)
  expect((await ask(ana, 'demo.clear')).counts.initiatives).toBe(8)
  expect(await ana.app.cairn.db.selectFrom('persons').select('id').where('demo', '=', true).execute()).toEqual([])
})

test('clearing without an example is no fault', async () => {
  const ana = await signUp()
  expect(await ana.call('demo.clear')).toEqual({ loaded: false, counts: {} })
})

test('in the browser the example opens with one button, says so on every page, and leaves with one', async () => {
  const ana = await signUpPm()
  await ana.call('evidence.capture', { text: 'Only mine', kind: 'decision' })
  const { visit, send } = browse(ana)
  const today = await send((await visit('/demo')).html, 'demo.load')
  expect(today.path).toBe('/')
  expect(today.text).toContain('This is a filled example, apart from your own records.')
  expect((await visit('/evidence')).text).not.toContain('Only mine')
  const left = await send((await visit('/')).html, 'demo.clear')
  expect(left.text).not.toContain('This is a filled example')
  expect((await visit('/evidence')).text).toContain('Only mine')
})

test('what is logged while the example is open goes into the example', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  await send((await visit('/demo')).html, 'demo.load')
  await visit('/do/evidence.capture', { text: 'Tried in the example', _from: '/log', _next: '/' })
  expect((await ana.call('evidence.list')).items).toEqual([])
})

test('every page without a part of its own shows the example without a fault', async () => {
  const ana = await signUp()
  const { visit, send } = browse(ana)
  await send((await visit('/demo')).html, 'demo.load')
  for (const { path } of pages.filter((page) => !page.path.includes(':')))
    expect((await visit(path)).status, path).toBe(200)
})
