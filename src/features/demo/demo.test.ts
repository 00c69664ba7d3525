import { expect, test } from 'vitest'
import { onServer, type Person, signUp, signUpPm } from '../../../test/harness.ts'
import { browse } from '../../../test/visitor.ts'
import { call } from '../../platform/operation.ts'
import { exampleFor } from '../../platform/person.ts'
import { recordTables } from '../../platform/schema.ts'
import { runCommand } from '../../surfaces/cli.ts'
import { pages } from '../../surfaces/pages.ts'

/** The example's own answers. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads the fields it is about; their shapes are what it checks.
async function ask({ app }: Person, name: string, input: unknown = {}): Promise<any> {
  const personId = (await exampleFor(app.cairn.db, app.ownerId))!
  return (await call(app.cairn, { personId, via: 'cli' }, name, input)).answer
}

test('every call of the examples is accepted, on any day of the week, and one takes the other’s place', async () => {
  // What a day changes is worked out before a record is written, so on a server one is enough.
  for (const today of ['2026-06-30', ...(onServer() ? [] : ['2026-11-21', '2026-11-22', '2028-02-29'])]) {
    const ana = await signUp({ today })
    expect(await ana.call('demo.load')).toMatchObject({
      loaded: true,
      counts: { initiatives: 8, metrics: 6, evidence: 40, agreements: 2, proposals: 7, confirmations: 11 },
    })
    expect(await ana.call('demo.load', { example: 'pmm' })).toMatchObject({
      loaded: true,
      counts: { initiatives: 9, metrics: 6, evidence: 40, agreements: 2, proposals: 5, confirmations: 7 },
    })
  }
})

test('the example is a life in which everything shows: a number with a second voice, gaps, a case, checks, a full inbox, each act on its own day', async () => {
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
    'step',
  ])
  expect(week.words).toContain('logged')
  expect(await ask(ana, 'archive.verify')).toMatchObject({ ok: true, broken: null })
  const log = (await ask(ana, 'activity.list', { limit: 200 })).items
  expect(new Set(log.map(({ at }: { at: string }) => at.slice(0, 10))).size).toBeGreaterThan(50)
  expect(log.every(({ at }: { at: string }) => at.slice(0, 10) <= '2026-06-30')).toBe(true)
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

test('loading twice gives one and the same example, without what was changed in it, and clearing leaves no row of it in any table', async () => {
  const ana = await signUp()
  const first = await ana.call('demo.load')
  const personId = await exampleFor(ana.app.cairn.db, ana.app.ownerId)
  await ask(ana, 'evidence.capture', { text: 'Something I tried' })
  expect(await ana.call('demo.load')).toEqual(first)
  expect(await exampleFor(ana.app.cairn.db, ana.app.ownerId)).toBe(personId)
  expect(await ana.app.cairn.db.selectFrom('persons').select('id').where('demo', '=', true).execute()).toHaveLength(1)
  await ana.call('demo.clear')
  expect(await exampleFor(ana.app.cairn.db, ana.app.ownerId)).toBeNull()
  const { db } = ana.app.cairn
  for (const table of [...recordTables, 'activity', 'attachmentBytes', 'searchDocuments', 'searchVocabulary'] as const)
    expect(await db.selectFrom(table).selectAll().where('personId', '=', personId!).execute(), table).toEqual([])
})

test('the example itself can be put back, changed for the other one and taken away while it is looked at', async () => {
  const ana = await signUp()
  await ana.call('demo.load')
  const personId = await exampleFor(ana.app.cairn.db, ana.app.ownerId)
  expect((await ask(ana, 'demo.load', { example: 'pmm' })).counts.initiatives).toBe(9)
  expect(await exampleFor(ana.app.cairn.db, ana.app.ownerId)).toBe(personId)
  expect((await ask(ana, 'profile.show')).name).toBe('Elin')
  expect((await ask(ana, 'demo.clear')).counts.initiatives).toBe(9)
  expect(await ana.app.cairn.db.selectFrom('persons').select('id').where('demo', '=', true).execute()).toEqual([])
})

test('a year that is not there is refused, and the open one stays', async () => {
  const ana = await signUp()
  await ana.call('demo.load')
  await expect(ana.call('demo.load', { example: 'cpo' })).rejects.toThrow('“example”')
  expect((await ask(ana, 'profile.show')).name).toBe('Mara')
})

test('in the terminal “--example” names the year to open, and elsewhere acts on the one that is open', async () => {
  const ana = await signUp()
  const personFor = async (example: boolean) =>
    example ? (await exampleFor(ana.app.cairn.db, ana.app.ownerId))! : ana.app.ownerId
  const lines: string[] = []
  const terminal = {
    out: (text: string) => lines.push(text),
    error: (text: string) => lines.push(text),
    stdin: () => '',
  }
  const run = (...args: string[]) => runCommand(ana.app.cairn, personFor, args, terminal)
  expect(await run('demo', 'load', '--example', 'pmm')).toBe(0)
  expect(await run('profile', 'show', '--example')).toBe(0)
  expect(lines.at(-1)).toMatch(/^Name +Elin$/m)
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
  expect(today.text).toContain(
    'This is a filled example, apart from your own records: a year of Mara, Senior Product Manager.',
  )
  expect((await visit('/evidence')).text).not.toContain('Only mine')
  const left = await send((await visit('/')).html, 'demo.clear')
  expect(left.text).not.toContain('This is a filled example')
  expect((await visit('/evidence')).text).toContain('Only mine')
})

test('whoever markets products is offered the marketer’s year first, wherever an example is offered', async () => {
  const ana = await signUp()
  const { visit } = browse(ana)
  const order = async (path: string) =>
    [...(await visit(path)).text.matchAll(/(Mara|Elin)’s year/g)].map(([, who]) => who)
  expect(await order('/demo')).toEqual(['Mara', 'Elin'])
  expect((await visit('/start')).text).toContain('a product manager’s year or a product marketer’s')
  await ana.call('start.role', { now: 'pmm:pmm', next: 'pmm:senior' })
  expect(await order('/demo')).toEqual(['Elin', 'Mara'])
  for (const path of ['/start', '/more'])
    expect((await visit(path)).text, path).toContain('a product marketer’s year or a product manager’s')
})

test('what is logged while the example is open goes into the example', async () => {
  const ana = await signUpPm()
  const { visit, send } = browse(ana)
  await send((await visit('/demo')).html, 'demo.load')
  await visit('/do/evidence.capture', { text: 'Tried in the example', _from: '/log', _next: '/' })
  expect((await ana.call('evidence.list')).items).toEqual([])
})

test.each(['pm', 'pmm'])(
  'every page without a part of its own shows the example %s without a fault',
  async (example) => {
    const ana = await signUp()
    const { visit } = browse(ana)
    await visit('/do/demo.load', { example, _from: '/demo', _next: '/' })
    for (const { path } of pages.filter((page) => !page.path.includes(':')))
      expect((await visit(path)).status, path).toBe(200)
  },
)
