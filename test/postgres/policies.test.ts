import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { actingRole } from '../../migrations/tables.ts'
import { open } from '../../src/app.ts'
import { type Database, glance, type Handle, openDatabase, transaction } from '../../src/platform/database.ts'
import { settleDerived } from '../../src/platform/derived.ts'
import { call } from '../../src/platform/operation.ts'
import { type Person, signUp, signUpBeside, signUpPm } from '../harness.ts'
import { administer, databaseOf } from '../server.ts'
import { restOfTheList, walk } from '../walk.ts'

// What the policies hold back, tried in raw SQL and past every operation: the last wall if a query ever forgets whose rows it wants.

const shared = ['migrations', 'persons']

// What would leave a table of hers empty again.
const takingAway = [
  'evidence.remove',
  'evidence.detach',
  'discovery.remove',
  'discovery.reopen',
  'signals.recall',
  'inbox.stop',
]

/** Ana has rows in every table that can hold some; Ben is somebody else on the same server. */
async function anaAndBen(): Promise<{ ana: Person; ben: Person; owner: Database }> {
  const ana = await signUpPm()
  const made: Record<string, string> = {}
  for (const [name, input, keep] of [...walk, ...restOfTheList].filter(([name]) => !takingAway.includes(name))) {
    const answer = await ana.call(name, input(made)).catch(() => null)
    if (answer && keep) Object.assign(made, keep(answer))
  }
  await ana.call('inbox.import', {
    text: 'What I did,When\nCut churn,2026-05-01\n',
    columns: { text: 'What I did' },
    format: 'table',
  })
  await transaction(ana.app.cairn.db, 'write', ana.personId, (tx) =>
    tx
      .insertInto('watchedFiles')
      .values({ personId: ana.personId, folder: 'inbox', name: 'a.md', stamp: '1', lines: 1, readAt: 'now' })
      .execute(),
  )
  const actor = { personId: ana.personId, via: 'api' } as const
  await call(ana.app.cairn, actor, 'evidence.capture', { text: 'Cut cost by 4%.' }, { key: 'sent once' })
  await ana.call('readiness.show')
  await settleDerived(ana.app.cairn.db)
  const ben = await signUpBeside(ana)
  await ben.call('evidence.capture', { text: 'Cut cost by 5%.' })
  return { ana, ben, owner: ana.app.cairn.db }
}

interface Rows {
  [column: string]: unknown
}

const rowsOf = async (db: Handle, table: string, personId: string): Promise<Rows[]> =>
  (await sql<Rows>`select * from ${sql.table(table)} where person_id = ${personId} order by 1, 2`.execute(db)).rows

const tablesIn = async (db: Database): Promise<string[]> =>
  (
    await sql<{ name: string }>`select relname as name from pg_class
      where relnamespace = current_schema()::regnamespace and relkind = 'r' order by 1`.execute(db)
  ).rows.map(({ name }) => name)

/** As this person, in SQL of their own; whatever it does is taken back. */
const trying = <T>(db: Database, personId: string, work: (tx: Handle) => Promise<T>): Promise<T> =>
  transaction(db, 'write', personId, async (tx) => {
    throw new Done(await work(tx))
  }).catch((end) => {
    if (end instanceof Done) return end.value
    throw end
  })

class Done<T> extends Error {
  constructor(readonly value: T) {
    super()
  }
}

const outcome = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'allowed',
    (error) => error.code,
  )

test('in no table can a second person read, change, insert as, take over or delete the first one’s rows', async () => {
  const { ana, ben, owner } = await anaAndBen()
  const tables = (await tablesIn(owner)).filter((table) => !shared.includes(table))
  expect(tables.length).toBeGreaterThan(15)
  const her = new Map<string, Rows[]>()
  for (const table of tables) her.set(table, await rowsOf(owner, table, ana.personId))
  expect([...her].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([])

  for (const table of tables) {
    const name = sql.table(table)
    const seen = await trying(owner, ben.personId, (tx) => sql<Rows>`select * from ${name}`.execute(tx))
    expect(
      seen.rows.filter((row) => row.personId !== ben.personId),
      `read ${table}`,
    ).toEqual([])
    const changed = await outcome(
      trying(owner, ben.personId, async (tx) => {
        const { numAffectedRows } = await sql`update ${name} set person_id = ${ben.personId}
          where person_id = ${ana.personId}`.execute(tx)
        if (numAffectedRows !== 0n) throw new Error(`took over ${numAffectedRows} rows of ${table}`)
      }),
    )
    // Nobody at all may change an entry of the log, or where a word stands.
    expect(changed, `change ${table}`).toBe(['activity', 'search_words'].includes(table) ? 'unavailable' : 'allowed')
    const gone = await trying(owner, ben.personId, (tx) =>
      sql`delete from ${name} where person_id = ${ana.personId}`.execute(tx),
    )
    expect(gone.numAffectedRows, `delete from ${table}`).toBe(0n)
    const forged = trying(owner, ben.personId, (tx) => forge(tx, table, her.get(table)![0]!))
    await expect(forged, `insert into ${table}`).rejects.toThrow(/may not do this/)
    expect(await rowsOf(owner, table, ana.personId), table).toEqual(her.get(table))
  }
})

/** Puts a row like hers beside hers, under her name. */
async function forge(tx: Handle, table: string, row: Rows): Promise<void> {
  const { words: _, ...copy } = row
  // The server itself numbers documents.
  if (table === 'search_documents') delete copy.n
  if ('id' in copy) copy.id = 'forged'
  if ('recordId' in copy) copy.recordId = 'forged'
  const values = Object.fromEntries(
    Object.entries(copy).map(([column, value]) => [
      column,
      typeof value === 'object' && value !== null && !(value instanceof Uint8Array) ? JSON.stringify(value) : value,
    ]),
  )
  await (tx as unknown as Kysely<Record<string, Rows>>).insertInto(table).values(values).execute()
}

test('a person is known to themselves only, with the example that is theirs', async () => {
  const { ana, ben, owner } = await anaAndBen()
  await ana.call('demo.load')
  const known = (personId: string) =>
    trying(owner, personId, async (tx) => (await tx.selectFrom('persons').select('id').execute()).map(({ id }) => id))
  expect(await known(ana.personId)).toHaveLength(2)
  expect(await known(ben.personId)).toEqual([ben.personId])
  for (const belongsTo of [ana.personId, null])
    await expect(
      trying(owner, ben.personId, (tx) =>
        tx.insertInto('persons').values({ id: 'forged', demo: true, belongsTo, createdAt: '' }).execute(),
      ),
    ).rejects.toThrow(/may not do this/)
  const gone = await trying(owner, ben.personId, (tx) =>
    tx.deleteFrom('persons').where('id', '!=', ben.personId).executeTakeFirst(),
  )
  expect(gone.numDeletedRows).toBe(0n)
})

test('what is asked in one message is asked as the person, and leaves nothing of them behind', async () => {
  const { ana, ben, owner } = await anaAndBen()
  const seen = (personId: string, whose: string) =>
    glance<{ n: number }>(owner, personId, () => `select count(*) as n from activity where person_id = '${whose}'`)
  expect((await seen(ana.personId, ana.personId))[0]!.n).toBeGreaterThan(10)
  expect(await seen(ben.personId, ana.personId)).toEqual([{ n: 0 }])
  expect(await seen(`'; select 1; --`, ana.personId)).toEqual([{ n: 0 }])
  const { rows } =
    await sql`select current_setting('app.actor', true) as actor, current_user <> ${actingRole} as own`.execute(owner)
  expect(rows[0]).toMatchObject({ actor: expect.stringMatching(/^$/), own: true })
})

test('who acts as nobody sees nothing', async () => {
  const { owner } = await anaAndBen()
  for (const table of (await tablesIn(owner)).filter((table) => table !== 'migrations')) {
    const { rows } = await trying(owner, '', (tx) => sql`select 1 from ${sql.table(table)} limit 1`.execute(tx))
    expect(rows, table).toEqual([])
  }
})

test('every table has its policies forced, and the acting role owns nothing and cannot pass them', async () => {
  const { app } = await signUp()
  const { db } = app.cairn
  const { rows: open } = await sql`select relname from pg_class where relnamespace = current_schema()::regnamespace
    and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)`.execute(db)
  expect(open).toEqual([])
  const { rows: owned } = await sql`select 1 from pg_class where relowner = ${actingRole}::regrole`.execute(db)
  expect(owned).toEqual([])
  const { rows: role } = await sql`select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb
    from pg_roles where rolname = ${actingRole}`.execute(db)
  expect(Object.values(role[0]!)).toEqual([false, false, false, false, false])
})

test('an owner without special rights can set everything up, and sees nobody’s rows past the policies', async () => {
  const person = await signUp()
  const address = new URL(person.database)
  const name = `plain_${address.pathname.slice(1, 20)}`
  await administer(person.database, `create role ${name} login createrole; grant ${actingRole} to ${name}`)
  await administer(person.database, `create database ${name} owner ${name}`)
  try {
    address.username = name
    const database = databaseOf(address.href, name)
    const config = { host: '127.0.0.1', port: 4180, home: person.folder, database }
    const app = await open(config)

    await call(app.cairn, { personId: app.ownerId, via: 'cli' }, 'evidence.capture', { text: 'Cut cost by 5%.' })
    expect((await sql`select 1 from evidence`.execute(app.cairn.db)).rows).toEqual([])
    await app.close()
    const db = openDatabase(database)
    expect((await sql`select 1 from persons`.execute(db)).rows).toHaveLength(1)
    await db.destroy()
  } finally {
    await administer(person.database, `drop database ${name} with (force)`)
    await administer(person.database, `drop role ${name}`)
  }
})
