import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { call } from '../src/platform/operation.ts'
import { longestKey } from '../src/platform/requests.ts'
import { web } from '../src/surfaces/web.tsx'
import { type Person, signUp, signUpBeside, signUpPm, tamper } from './harness.ts'
import { browse } from './visitor.ts'

const origin = 'http://127.0.0.1:4180'

function apiOf({ app }: Person) {
  const site = web(app.cairn, app.ownerId, { hosts: new Set(['127.0.0.1:4180']), logger: pino({ level: 'silent' }) })
  return (operation: string, input: object, key?: string, headers: Record<string, string> = {}) =>
    site.request(`${origin}/api/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }), ...headers },
      body: JSON.stringify(input),
    })
}

const records = async (person: Person): Promise<number> => (await person.call('evidence.list')).items.length

const stored = async ({ app, personId }: Person): Promise<string[]> =>
  (
    await app.cairn.db.selectFrom('requests').select('key').where('personId', '=', personId).orderBy('seq').execute()
  ).map(({ key }) => key)

const line = { text: 'Cut churn from 4% to 3%.' }

describe('a request sent twice under its key', () => {
  test('is done once, and gets the first answer again, to the letter', async () => {
    const ana = await signUpPm()
    const send = apiOf(ana)
    const first = await send('evidence.capture', line, 'monday')
    await ana.call('evidence.capture', { text: 'Something else in between.' })
    const second = await send('evidence.capture', line, 'monday')
    expect(await second.text()).toBe(await first.text())
    expect(second.headers.get('cairn-activity')).toBe(first.headers.get('cairn-activity'))
    expect([first, second].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true'])
    expect(await records(ana)).toBe(2)
  })

  test('is done twice where each has a key of its own, or none', async () => {
    const ana = await signUpPm()
    const send = apiOf(ana)
    for (const key of ['monday', 'tuesday', undefined, undefined]) await send('evidence.capture', line, key)
    expect(await records(ana)).toBe(4)
  })

  test('with other input, or for another operation, is refused by its key and changes nothing', async () => {
    const ana = await signUpPm()
    const send = apiOf(ana)
    await send('evidence.capture', line, 'monday')
    for (const [operation, input] of [
      ['evidence.capture', { text: 'Cut churn from 4% to 2%.' }],
      ['evidence.capture', { ...line, confidential: true }],
      ['initiative.start', { title: 'Onboarding' }],
    ] as const) {
      const refused = await send(operation, input, 'monday')
      expect([refused.status, (await refused.json()).field]).toEqual([409, 'Idempotency-Key'])
    }
    expect(await records(ana)).toBe(1)
  })

  test('may be corrected under the same key if it was refused, for nothing was done', async () => {
    const ana = await signUpPm()
    const send = apiOf(ana)
    expect((await send('rating.give', { skill: 'discovery', value: 9 }, 'monday')).status).toBe(422)
    expect(await stored(ana)).toEqual([])
    expect((await send('rating.give', { skill: 'discovery', value: 4 }, 'monday')).status).toBe(200)
  })

  test.each(['', 'a b', 'Ã¼', 'a\tb', 'x'.repeat(longestKey + 1)])(
    'under a key that is none (%j) is refused',
    async (key) => {
      const ana = await signUpPm()
      const refused = await apiOf(ana)('evidence.capture', line, key)
      expect([refused.status, (await refused.json()).field]).toEqual([422, 'Idempotency-Key'])
      expect(await records(ana)).toBe(0)
    },
  )

  test('fifty times at once is done once', async () => {
    const ana = await signUpPm()
    const send = apiOf(ana)
    const all = await Promise.all(Array.from({ length: 50 }, () => send('evidence.capture', line, 'monday')))
    expect(new Set(await Promise.all(all.map((response) => response.text()))).size).toBe(1)
    expect(all.filter(({ headers }) => !headers.get('idempotent-replayed'))).toHaveLength(1)
    expect(await records(ana)).toBe(1)
    expect((await ana.call('archive.verify')).broken).toBeNull()
  })

  test('by somebody else is theirs', async () => {
    const ana = await signUpPm()
    const ben = await signUpBeside(ana)
    for (const { app, personId } of [ana, ben])
      expect(
        (await call(app.cairn, { personId, via: 'api' }, 'evidence.capture', line, { key: 'monday' })).again,
      ).toBeUndefined()
    expect([await records(ana), await records(ben)]).toEqual([1, 1])
  })

  test('is of no meaning for what only reads', async () => {
    const ana = await signUpPm()
    const send = apiOf(ana)
    await send('evidence.list', {}, 'monday')
    await send('evidence.capture', line, 'monday')
    expect((await (await send('evidence.list', {}, 'monday')).json()).items).toHaveLength(1)
  })
})

describe('answers are kept', () => {
  const send = ({ app, personId }: Person, key: string) =>
    call(app.cairn, { personId, via: 'api' }, 'settings.set', { hideNumbers: true }, { key })

  test('for seven days', async () => {
    const ana = await signUpPm()
    await send(ana, 'first')
    ana.clock.today = '2026-07-07'
    expect((await send(ana, 'first')).again).toBe(true)
    ana.clock.today = '2026-07-08'
    await send(ana, 'second')
    expect(await stored(ana)).toEqual(['second'])
  })

  test('until a thousand later ones, also after the clock was set back', async () => {
    const ana = await signUpPm()
    await send(ana, 'first')
    ana.clock.today = '2020-01-01'
    await send(ana, 'second')
    await tamper(ana, `update requests set seq = 999 where key = 'second'`)
    await send(ana, 'thousandth')
    expect(await stored(ana)).toEqual(['first', 'second', 'thousandth'])
    await send(ana, 'last')
    expect(await stored(ana)).toEqual(['second', 'thousandth', 'last'])
    expect((await send(ana, 'second')).again).toBe(true)
  })

  test('not in the archive, and not beyond what they are about', async () => {
    const ana = await signUpPm()
    const before = await ana.call('archive.export')
    await send(ana, 'first')
    await ana.call('activity.undo')
    const after = await ana.call('archive.export')
    expect(Object.keys(after.archive.records)).toEqual(Object.keys(before.archive.records))
    expect(JSON.stringify(after.archive)).not.toContain('"first"')
    await ana.call('archive.import', { archive: before.archive, replace: true })
    expect(await stored(ana)).toEqual([])
  })

  test('of an import that is sent twice too', async () => {
    const { archive } = await (await signUpPm()).call('archive.export')
    const fresh = await signUp()
    const actor = { personId: fresh.personId, via: 'api' } as const
    const twice = [1, 2].map(() => call(fresh.app.cairn, actor, 'archive.import', { archive }, { key: 'moving' }))
    const [first, second] = await Promise.all(twice)
    // Which of the two came first is for the server to say.
    expect([first, second].filter((one) => one!.again)).toHaveLength(1)
    expect(second!.answer).toEqual(first!.answer)
  })
})

describe('a form', () => {
  test('pressed twice is done once, without script, and shows the same page', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const { html } = await visit('/log')
    const [first, second] = [await send(html, 'evidence.capture', line), await send(html, 'evidence.capture', line)]
    expect(await records(ana)).toBe(1)
    expect(second.path).toBe(first.path)
  })

  test('filled in again after going back is another request', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const { html } = await visit('/log')
    await send(html, 'evidence.capture', line)
    await send(html, 'evidence.capture', { text: 'Cut cost by 5%.' })
    expect(await records(ana)).toBe(2)
  })

  test('that was refused can be sent again as it is', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    const { html } = await visit('/log')
    const refused = await send(html, 'evidence.capture', { text: '' })
    expect(refused.status).toBe(422)
    await send(html, 'evidence.capture', line)
    expect(await records(ana)).toBe(1)
  })

  test('has a key of its own each time it is shown', async () => {
    const { visit } = browse(await signUpPm())
    const keys = async () => [...(await visit('/more/settings')).html.matchAll(/name="_once" value="([^"]+)"/g)]
    const all = [...(await keys()), ...(await keys())].map(([, key]) => key)
    expect(all.length).toBeGreaterThan(2)
    expect(new Set(all).size).toBe(all.length)
  })

  test('undo pressed twice takes one change back', async () => {
    const ana = await signUpPm()
    const { visit, send } = browse(ana)
    await ana.call('evidence.capture', { text: 'First.' })
    const after = await send((await visit('/log')).html, 'evidence.capture', line)
    for (let n = 0; n < 2; n++) expect((await send(after.html, 'activity.undo')).status).toBe(200)
    expect(await records(ana)).toBe(1)
  })
})
