import { DatabaseSync, StatementSync } from 'node:sqlite'
import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { call } from '../src/platform/operation.ts'
import { onServer, type Person, signUpPm } from './harness.ts'

// What a capture costs is statements and, on a server, ways there and back: each is time, however few records there are.

interface Cost {
  statements: number
  /** How often whoever asks has to wait for an answer before they can go on. */
  ways: number
}

let cost: Cost = { statements: 0, ways: 0 }
let underWay = 0

beforeEach(() => (onServer() ? countOnServer() : countInFile()))
afterEach(() => void vi.restoreAllMocks())

function countOnServer() {
  const query = pg.Client.prototype.query as (...asked: unknown[]) => unknown
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...asked: unknown[]) {
    cost.statements += 1
    if (underWay === 0) cost.ways += 1
    const answer = query.apply(this, asked)
    // A question of the pool itself answers in another way; none is part of a write.
    if (!(answer instanceof Promise)) return answer
    underWay += 1
    const arrived = () => {
      underWay -= 1
    }
    answer.then(arrived, arrived)
    return answer
  } as never)
}

function countInFile() {
  counted(StatementSync.prototype, 'all')
  counted(StatementSync.prototype, 'run')
  counted(DatabaseSync.prototype, 'exec')
}

function counted<T extends object>(of: T, name: keyof T & string) {
  const ask = of[name] as (...asked: unknown[]) => unknown
  vi.spyOn(of as Record<string, (...asked: unknown[]) => unknown>, name).mockImplementation(function (
    this: unknown,
    ...asked: unknown[]
  ) {
    cost.statements += 1
    return ask.apply(this, asked)
  })
}

const ways = (n: number) => (onServer() ? n : 0)

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  cost = { statements: 0, ways: 0 }
  await work()
  return cost
}

const text = (n: number) => `Cut setup from ${n + 9} steps to ${n + 4} with Priya, activation 31 % to 44 %.`

async function someone(): Promise<Person> {
  const ana = await signUpPm()
  await ana.call('evidence.capture', { text: text(0) })
  return ana
}

test('a capture asks where the log ends and writes: nothing that was known before is read again', async () => {
  const ana = await someone()
  // Begin (and, on a server, who acts), the end of the log; the record, its place in the search (in a file two), its words, the entry; commit.
  const expected = { statements: 8, ways: ways(2) }
  for (let n = 1; n < 4; n++)
    expect(await costOf(() => ana.call('evidence.capture', { text: text(n), skills: ['discovery'] }))).toEqual(expected)
})

test('what others did in between is read once, and only where it matters', async () => {
  const ana = await someone()
  const capture = (n: number) => ana.call('evidence.capture', { text: text(n) })
  await ana.call('metric.define', { name: 'churn' })
  expect((await costOf(() => capture(1))).statements).toBe(8)
  await ana.call('profile.set', { manager: 'Wen' })
  // The profile, and the versions of ladders that it may stand on.
  expect((await costOf(() => capture(2))).statements).toBe(10)
  expect((await costOf(() => capture(3))).statements).toBe(8)
})

test('an initiative and a key are one question more each, and the key two more writes', async () => {
  const ana = await someone()
  const { id } = await ana.call('initiative.start', { title: 'Checkout' })
  const capture = (key: string) =>
    call(
      ana.app.cairn,
      { personId: ana.personId, via: 'api' },
      'evidence.capture',
      { text: text(1), initiative: id },
      { key },
    )
  await capture('first')
  expect(await costOf(() => capture('second'))).toEqual({ statements: 12, ways: ways(4) })
})
