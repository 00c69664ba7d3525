import pino from 'pino'
import { expect, test } from 'vitest'
import { pages } from '../src/surfaces/pages.ts'
import { web } from '../src/surfaces/web.tsx'
import { onServer, signUp } from './harness.ts'
import { listen } from './listen.ts'
import { walkThrough } from './walk.ts'

// One person's file holds the example's rows too, and a team's server will hold everybody's. A query that forgets whose rows it
// wants answers rightly for as long as there is one person, so no test of an answer can find it. This one reads the queries.

const shared = new Set([
  'migrations',
  'persons',
  'json_each',
  'jsonb_array_elements',
  'jsonb_array_elements_text',
  'unnest',
  'lateral',
  'sqlite_master',
  'pragma',
])

/** Tables that a query reads or writes, with the name it gives them. */
function tablesOf(sql: string): string[] {
  const named = /\b(?:from|join|update|into)\s+(?!set\b)"?(\w+)"?/gi
  return [...sql.matchAll(named)].map(([, name]) => name!.toLowerCase()).filter((name) => !shared.has(name))
}

/** Queries that touch somebody's rows without saying whose: one condition or column is due for every table that holds them. */
const forgetful = (heard: readonly string[]): string[] =>
  [...new Set(heard)].filter((sql) => {
    // In a file the index of words has no owner of its own; the document it points to has.
    const owned = tablesOf(sql).filter((table) => table !== 'search_words' || onServer())
    const whose = /^insert/.test(sql) ? /"person_id"(?=[,)])/g : /person_id"? = /g
    return [...sql.matchAll(whose)].length < owned.length
  })

test('every query says whose rows it wants', async () => {
  const person = await signUp()
  const heard = listen(person)
  const made = await walkThrough(person)
  const site = web(person.app.cairn, person.app.ownerId, {
    hosts: new Set(['127.0.0.1:4180']),
    logger: pino({ level: 'error' }),
  })
  await person.call('settings.set', { showEverything: true, scoreOnToday: true })
  for (const { path } of pages)
    await site.request(
      `http://127.0.0.1:4180${path.replace(':id', made.evidence ?? 'none').replace(/:\w+/, 'discovery')}`,
    )
  const { archive } = await person.call('archive.export')
  await person.call('archive.import', { archive, replace: true })
  for (const path of [`/files/none`, `/evidence/initiatives/${made.initiative}`, '/evidence?query=retention'])
    await site.request(`http://127.0.0.1:4180${path}`)

  const asked = heard.map(({ sql }) => sql)
  expect(asked.length).toBeGreaterThan(1000)
  expect(new Set(asked.flatMap(tablesOf)).size).toBeGreaterThan(15)
  expect(forgetful(asked)).toEqual([])
})

test('a query that forgets is found', () => {
  const whole = 'select "id" from "evidence" where "person_id" = ? and "id" = ?'
  const joined = 'select * from "initiatives" inner join "metrics" on "metrics"."id" = "initiatives"."metric"'
  expect(forgetful([whole, 'insert into "evidence" ("id", "person_id") values (?, ?)'])).toEqual([])
  expect(forgetful(['select "person_id", "id" from "evidence"'])).toHaveLength(1)
  expect(forgetful(['update "evidence" set "text" = ? where "id" = ?'])).toHaveLength(1)
  expect(forgetful(['delete from "evidence"'])).toHaveLength(1)
  expect(forgetful([`${joined} where "initiatives"."person_id" = ?`])).toHaveLength(1)
})
