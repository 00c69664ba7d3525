import fc from 'fast-check'
import { CompiledQuery, createQueryId, PostgresQueryCompiler, type RootOperationNode, sql } from 'kysely'
import { expect, test } from 'vitest'
import { type Handle, transaction } from '../../src/platform/database.ts'
import { findWords, holdsWords, knownWords } from '../../src/platform/search.ts'
import { anything } from '../../src/platform/search-asked.ts'
import { indexAnew } from '../../src/platform/search-index.ts'
import { type Person, signUp, signUpBeside, signUpPm } from '../harness.ts'
import { listen } from '../listen.ts'
import { administer } from '../server.ts'

// On a server a table holds where each word stands, since no index over a record's words may be asked there.

/** Where each word stands by the table, and where by the records themselves: a list of lines each. */
async function standing({ app, personId }: Person): Promise<{ kept: string[]; due: string[] }> {
  const lines = async (tx: Handle, rows: ReturnType<typeof sql<{ line: string }>>) =>
    (await rows.execute(tx)).rows.map(({ line }) => line).sort()
  return transaction(app.cairn.db, 'read', personId, async (tx) => ({
    kept: await lines(
      tx,
      sql`select w.word || ' ' || w.day || ' ' || coalesce(d.record_id, 'gone') as line
        from search_words w left join search_documents d on d.n = w.n`,
    ),
    due: await lines(
      tx,
      sql`select word || ' ' || replace(day, '-', '') || ' ' || record_id as line
        from search_documents, unnest(tsvector_to_array(words)) word where word not like ':of:%'`,
    ),
  }))
}

const texts = ['Cut churn from 4% to 3%.', 'Chose permissions over exports.', 'Retention rose', 'x']
const aStep = fc.record({
  does: fc.constantFrom('capture', 'edit', 'move', 'confirm', 'remove', 'restore', 'undo', 'initiative', 'metric'),
  which: fc.nat(5),
  text: fc.constantFrom(...texts),
})

test('whatever is written, the words stand where they would if all were split anew', async () => {
  const ana = await signUpPm()
  const ids: string[] = []
  const { id: metric } = await ana.call('metric.define', { name: 'Churn', unit: '%' })
  const steps: Record<string, (id: string | undefined, text: string) => Promise<unknown>> = {
    capture: async (_, text) => ids.push((await ana.call('evidence.capture', { text })).evidence.id),
    edit: (id, text) => ana.call('evidence.edit', { id, text }),
    move: (id) => ana.call('evidence.edit', { id, happenedOn: '2026-02-28' }),
    confirm: (id, text) => ana.call('evidence.confirm', { id, by: 'Noor', words: text }),
    remove: (id) => ana.call('evidence.remove', { id }),
    restore: (id) => ana.call('evidence.restore', { id }),
    undo: () => ana.call('activity.undo'),
    initiative: (_, text) => ana.call('initiative.start', { title: text }),
    metric: () => ana.call('metric.record', { id: metric, value: 3, on: '2026-06-01' }),
  }
  for (const text of texts) await steps.capture!(undefined, text)
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 4, maxLength: 10 }), async (some) => {
      // What is refused, such as taking back what something newer rests on, changes nothing.
      for (const { does, which, text } of some)
        await steps[does]!(ids[which % ids.length], text).catch((problem) => expect(problem.code).toBeTruthy())
      const { kept, due } = await standing(ana)
      expect(kept).toEqual(due)
    }),
    { numRuns: 4 },
  )
  const before = await standing(ana)
  expect(before.kept.length).toBeGreaterThan(20)
  await transaction(ana.app.cairn.db, 'write', ana.personId, (tx) => indexAnew(tx, ana.personId))
  expect(await standing(ana)).toEqual(before)

  const { archive } = await ana.call('archive.export')
  await ana.call('archive.import', { archive, replace: true })
  expect(await standing(ana)).toEqual(before)
}, 120_000)

test('nothing of a person who is gone is left', async () => {
  const ana = await signUp()
  const ben = await signUpBeside(ana)
  await ben.call('evidence.capture', { text: 'Ran the marathon.' })
  const left = async () =>
    (await sql`select 1 from search_words where person_id = ${ben.personId}`.execute(ana.app.cairn.db)).rows.length
  expect(await left()).toBeGreaterThan(3)
  await administer(ana.database, `delete from persons where id = '${ben.personId}'`)
  expect(await left()).toBe(0)
})

test('who asks for another’s words finds nothing, by any query of the search', async () => {
  const ana = await signUp()
  const ben = await signUpBeside(ana)
  const { evidence } = await ana.call('evidence.capture', { text: 'Zeppelin landed.', kind: 'outcome' })
  const ask = (as: Person) =>
    transaction(ana.app.cairn.db, 'read', as.personId, async (tx) => {
      const held = tx
        .selectFrom('evidence')
        .select('id')
        .where(await holdsWords(tx, ana.personId, 'zeppelin'))
      return [
        ...(await findWords(tx, ana.personId, { ...anything, words: ['zeppelin'] }, 9)).map(({ id }) => id),
        ...(await findWords(tx, ana.personId, { ...anything, marks: [[':kind:outcome']] }, 9)).map(({ id }) => id),
        ...(await findWords(tx, ana.personId, { ...anything, without: [['none']] }, 9)).map(({ id }) => id),
        ...(await knownWords(tx, ana.personId, ['zeppelin'])).map(({ word }) => word),
        ...(await held.execute()).map(({ id }) => id),
      ]
    })
  expect(await ask(ana)).toEqual([evidence.id, evidence.id, evidence.id, 'zeppelin', evidence.id])
  expect(await ask(ben)).toEqual([])
})

test('words and beginnings of words are looked up with their days, under the policies', async () => {
  const ana = await signUp()
  await ana.call('evidence.capture', { text: 'Cut churn.', kind: 'outcome' })
  const heard = listen(ana)
  for (const query of ['churn since:2026-01', 'chur until:2026', 'kind:outcome', '"cut churn"'])
    expect((await ana.call('search.find', { query })).items, query).toHaveLength(1)
  const asked = heard.filter(({ sql }) => / search_words /.test(sql))
  expect(asked).toHaveLength(4)
  for (const { node } of asked) {
    const { sql: text, parameters } = new PostgresQueryCompiler().compileQuery(
      node as RootOperationNode,
      createQueryId(),
    )
    const plan = await transaction(ana.app.cairn.db, 'write', ana.personId, async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx)
      await sql`set local enable_bitmapscan = off`.execute(tx)
      return (await tx.executeQuery<object>(CompiledQuery.raw(`explain ${text}`, [...parameters]))).rows
        .map((row) => Object.values(row)[0])
        .join('\n')
    })
    const looked = [...plan.matchAll(/search_words_key on search_words w.*\n *Index Cond: (.*)/g)].map(
      ([, cond]) => cond!,
    )
    expect(looked.length, plan).toBe(text.match(/ search_words /g)!.length)
    for (const condition of looked) expect(condition).toMatch(/person_id.*\(word (=|>=)/)
    if (/w\.day [<>]=/.test(text)) for (const condition of looked) expect(condition).toMatch(/\(day [<>]=/)
  }
})
