import { expect, test } from 'vitest'
import { writeCursor } from '../src/platform/cursor.ts'
import { type Person, signUpBeside, signUpPm } from './harness.ts'
import { browse } from './visitor.ts'
import type { Answer } from './walk.ts'

const lists = ['evidence.list', 'initiative.list', 'metric.show', 'rating.list', 'inbox.list', 'activity.list']

/** A life with several of everything, some of it on one day or under one name. */
async function live(person: Person): Promise<void> {
  for (let i = 0; i < 7; i++) {
    const on = `2026-06-${String(10 + Math.floor(i / 2)).padStart(2, '0')}`
    await person.call('metric.define', { name: i < 3 ? 'churn of new teams' : `metric ${i}` })
    await person.call('initiative.start', { title: `Initiative ${i}`, startedOn: on })
    await person.call('evidence.capture', { text: `Something (${i})`, happenedOn: on })
    await person.call('rating.give', { skill: i % 2 ? 'discovery' : 'influence', value: 3, on })
    await person.call('inbox.import', { text: `- Cut cost ${i} by 5 % in May 2026\n- Shipped ${i} in April 2026` })
  }
}

async function walkThrough(person: Person, list: string, limit: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await person.call(list, { limit, cursor })
    expect(items.length).toBeLessThanOrEqual(limit)
    ids.push(...items.map(({ id }: Answer) => id))
    cursor = next ?? undefined
  } while (cursor)
  return ids
}

test('every list gives each of its items once and in its order, a page at a time', async () => {
  const ana = await signUpPm()
  await live(ana)
  await live(await signUpBeside(ana).then(asPm))
  for (const list of lists) {
    const whole = await walkThrough(ana, list, 200)
    expect(whole.length, list).toBeGreaterThanOrEqual(7)
    expect(new Set(whole).size, list).toBe(whole.length)
    for (const limit of [1, 2, 3]) expect(await walkThrough(ana, list, limit), `${list} by ${limit}`).toEqual(whole)
  }
})

test('a place that no list has given is refused, and another person’s place leads nowhere', async () => {
  const ana = await signUpPm()
  await live(ana)
  const ben = await signUpBeside(ana).then(asPm)
  await live(ben)
  for (const list of lists) {
    for (const cursor of ['nowhere', '9'.repeat(15), writeCursor('a', '9'.repeat(12), 'b')]) {
      const given = await ana.call(list, { cursor }).catch((error) => error)
      // A place made of the same signs as a real one leads to an empty page; no place leads to a fault.
      if (given instanceof Error) expect(given, list).toMatchObject({ code: 'invalid', field: 'cursor' })
    }
    const { next } = await ben.call(list, { limit: 2 })
    const after = await ana.call(list, { cursor: next }).catch(() => ({ items: [] }))
    const own = new Set(await walkThrough(ana, list, 200))
    expect(
      after.items.every(({ id }: Answer) => own.has(id)),
      list,
    ).toBe(true)
  }
})

async function asPm(person: Person): Promise<Person> {
  await person.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
  return person
}

test('whatever was brought in is reached from the inbox, a page at a time', async () => {
  const ana = await signUpPm()
  for (let i = 0; i < 30; i++)
    await ana.call('inbox.import', { text: `- Cut cost ${i} by 5 % in May 2026`, name: `Notes ${i}` })
  await ana.call('inbox.approve', { all: true })
  const { visit } = browse(ana)
  const found = new Set<string>()
  for (let at: string | undefined = '/evidence/inbox'; at; ) {
    const { html } = await visit(at)
    for (const [name] of html.matchAll(/Notes \d+/g)) found.add(name)
    at = /href="([^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(found.size).toBe(30)
})
