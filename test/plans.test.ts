import { CompiledQuery, createQueryId, PostgresQueryCompiler, type RootOperationNode, sql } from 'kysely'
import pino from 'pino'
import { expect, test } from 'vitest'
import { transaction } from '../src/platform/database.ts'
import { pages } from '../src/surfaces/pages.ts'
import { web } from '../src/surfaces/web.tsx'
import { onServer, type Person, signUp } from './harness.ts'
import { type Heard, listen } from './listen.ts'
import { walkThrough } from './walk.ts'

// With twenty records every query is quick. How long one takes with twenty thousand is in its plan: whether the engine finds what was
// asked for in an index, and whether it may stop at the end of a page.

/** Tables of which a person has one row, and those that know persons or programs. */
const small = new Set(['profiles', 'settings', 'starts', 'cases', 'persons', 'migrations', 'sqlite_master'])

/** What one query does that grows with the years; empty if it does not. */
type Fault = string

const lists = [
  'discovery.list',
  'evidence.list',
  'initiative.list',
  'initiative.timeline',
  'metric.show',
  'rating.list',
  'inbox.list',
  'activity.list',
  'document.list',
  'people.list',
  'talk.list',
  'rating.asked',
]

/** Everything a person can do and see, with lists and their filters at a second page. */
async function everyQuery(person: Person): Promise<Heard[]> {
  const heard = listen(person)
  const made = await walkThrough(person)
  for (let i = 0; i < 3; i++) {
    await person.call('evidence.capture', { text: `Cut churn from 4% to 3% (${i}).`, initiative: made.initiative })
    await person.call('metric.define', { name: `churn ${i}` })
    await person.call('initiative.start', { title: `Initiative ${i}` })
    await person.call('document.start', { template: 'decision_record' })
    await person.call('people.add', { name: `Colleague ${i}`, stance: 'champion' })
    await person.call('talk.record', { notes: `Talked about the plan (${i}).` })
    await person.call('research.record', { topic: 'decides', answer: `The panel (${i})`, from: 'Priya' })
    await person.call('rating.form', { source: 'peer', rater: `Colleague ${i}`, skills: ['discovery'] })
    await person.call('rating.give', { skill: 'discovery', value: 3 })
    await person.call('discovery.log', { who: `Customer ${i}`, initiative: made.initiative })
    await person.call('inbox.import', { text: `- Cut cost ${i} by 5 % in May 2026\n- Shipped ${i} in April 2026` })
  }
  for (const list of lists) {
    const { next } = await person.call(list, { limit: 1 })
    expect(next, list).toBeTruthy()
    await person.call(list, { limit: 1, cursor: next })
  }
  const site = web(person.app.cairn, person.app.ownerId, {
    hosts: new Set(['127.0.0.1:4180']),
    logger: pino({ level: 'error' }),
  })
  await person.call('settings.set', { showEverything: true, scoreOnToday: true })
  const filters = ['kind=outcome', `initiative=${made.initiative}`, 'from=2026-01-01&to=2026-12-31', 'removed=yes']
  const { items } = await person.call('inbox.list')
  for (const path of [
    ...pages.map(({ path }) => path.replace(':id', made.evidence ?? 'none').replace(/:\w+/, 'discovery')),
    ...filters.map((filter) => `/evidence?${filter}`),
    '/evidence?query=retention',
    '/search?query=retention+kind:decision',
    '/search?query=retention&cursor=MQ',
    '/search?query=since:2026+until:2026',
    '/search?query=retnetion',
    `/initiatives/${made.initiative}`,
    `/evidence/inbox?batch=${items[0].batch}`,
    '/level/skills/discovery',
  ])
    expect((await site.request(`http://127.0.0.1:4180${path}`)).status, path).toBeLessThan(500)
  return [...new Map(heard.map((query) => [query.sql, query])).values()].filter(({ sql }) =>
    /^(select|update|delete)/.test(sql),
  )
}

const isCutOff = (text: string): boolean => / limit \?$/.test(text)

/** True for a query that wants all there is of a person: a career read as a whole, an archive, the end of an example. */
function wantsAll(text: string): boolean {
  const [, conditions] = /^(?:select|delete) [^?]* where (.*?)(?: order by [^?]*)?$/.exec(text) ?? []
  if (conditions === undefined || / limit /.test(conditions)) return false
  return (
    /^delete from "persons"/.test(text) ||
    // The export of corrections looks at every edit there ever was.
    /from "activity" where "person_id" = \? and "operation" = \?$/.test(text) ||
    conditions.split(' and ').every((condition) => /"person_id" = \?$|" is (?:not )?null$/.test(condition))
  )
}

async function faultsInFile(person: Person, { sql: text, parameters }: Heard): Promise<Fault[]> {
  const { rows } = await person.app.cairn.db.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${text}`, [...parameters]),
  )
  return faultsOf(
    text,
    rows.map(({ detail }) => detail),
  )
}

/** Reads SQLite's own words for a plan. */
function faultsOf(text: string, plan: readonly string[]): Fault[] {
  return plan.flatMap((step): Fault[] => {
    const scanned = /^SCAN (\w+)(?! (?:\w+ )*VIRTUAL)/.exec(step)?.[1]
    if (scanned && !small.has(scanned) && !isVirtual(step) && !wantsAll(text)) return [`reads all of ${scanned}`]
    const byOwner = /^SEARCH (\w+) .*\(person_id=\?\)$/.exec(step)?.[1]
    if (byOwner && !isCutOff(text) && !wantsAll(text)) return [`reads all of a person's ${byOwner}`]
    if (isCutOff(text) && !isOfSmall(text) && /^USE TEMP B-TREE FOR .*ORDER BY/.test(step))
      return ['sorts all before it cuts a page off']
    return []
  })
}

const isOfSmall = (text: string): boolean => small.has(/ from "(\w+)"/.exec(text)?.[1] ?? '')

const isVirtual = (step: string): boolean => / VIRTUAL TABLE INDEX /.test(step)

/** The same on a server, made to avoid what it would do by itself with so few rows. */
async function faultsOnServer({ app, personId }: Person, { node }: Heard): Promise<Fault[]> {
  const query = new PostgresQueryCompiler().compileQuery(node as RootOperationNode, createQueryId())
  return transaction(app.cairn.db, 'write', personId, async (tx) => {
    await sql`set local enable_seqscan = off`.execute(tx)
    await sql`set local enable_sort = off`.execute(tx)
    // In a database that held more before, an index with half of the order can look cheaper than the one with all of it.
    await sql`set local enable_incremental_sort = off`.execute(tx)
    await sql`set local enable_bitmapscan = off`.execute(tx)
    const { rows } = await tx.executeQuery<Record<string, string>>(
      CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]),
    )
    const plan = rows.map((row) => Object.values(row)[0]!)
    const scanned = plan
      .flatMap((step) => /Seq Scan on (\w+)/.exec(step)?.[1] ?? [])
      .filter((table) => !small.has(table))
    // What was looked up before is named row by row, and never long.
    const areNamed = / and d\.n = any\(/.test(query.sql)
    const sorts =
      !isOfSmall(query.sql) &&
      !areNamed &&
      / limit \$\d+$/.test(query.sql) &&
      plan.some((step) => /^\s*(->)?\s*Sort /.test(step))
    return [
      ...scanned.map((table) => `reads all of ${table}`),
      ...(sorts ? ['sorts all before it cuts a page off'] : []),
    ]
  })
}

test('no query reads or sorts more than it was asked for', async () => {
  const person = await signUp()
  const queries = await everyQuery(person)
  expect(queries.length).toBeGreaterThan(100)
  const faults: Record<string, Fault[]> = {}
  for (const query of queries) {
    const found = onServer() ? await faultsOnServer(person, query) : await faultsInFile(person, query)
    if (found.length > 0) faults[query.sql] = found
  }
  expect(faults).toEqual({})
})

test('a plan that reads or sorts too much is found', () => {
  const list = 'select * from "evidence" where "person_id" = ? and "kind" = ? order by "listed_on" desc limit ?'
  expect(faultsOf(list, ['SCAN evidence'])).toEqual(['reads all of evidence'])
  expect(faultsOf(list, ['SEARCH evidence USING INDEX evidence_by_day (person_id=?)'])).toEqual([])
  expect(faultsOf(list, ['USE TEMP B-TREE FOR LAST TERM OF ORDER BY'])).toHaveLength(1)
  const count = 'select count(*) from "evidence" where "person_id" = ? and "kind" = ?'
  expect(faultsOf(count, ['SEARCH evidence USING INDEX evidence_by_day (person_id=?)'])).toHaveLength(1)
  const all = 'select * from "evidence" where "person_id" = ? order by "id"'
  expect(faultsOf(all, ['SEARCH evidence USING INDEX x (person_id=?)', 'USE TEMP B-TREE FOR ORDER BY'])).toEqual([])
})
