import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, inject, onTestFinished } from 'vitest'
import { type App, open } from '../src/app.ts'
import { loadFrameworks } from '../src/platform/content.ts'
import { openDatabase, transaction } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'
import { type Actor, type AnyOperation, call } from '../src/platform/operation.ts'
import { addPerson } from '../src/platform/person.ts'
import { administer, databaseOf, makeOrDrop } from './server.ts'

/** True where this run of the tests is on a PostgreSQL server. */
export const onServer = (): boolean => inject('server') !== undefined

/** A person with a file (or, on a server, a database) of their own on a day that can be moved. */
export interface Person {
  app: App
  personId: string
  folder: string
  /** The file, or the address of the database on the server. */
  database: string
  clock: { today: string }
  /** Does one thing as this person and answers what every surface answers. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the fields it is about; their shapes are what it checks.
  call(name: string, input?: unknown, via?: Actor['via']): Promise<any>
  /** The same, with the id of the entry in the activity log. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  done(name: string, input?: unknown, via?: Actor['via']): Promise<{ answer: any; activity: string | null }>
}

export const today = '2026-06-30'

// To read the ladders of the product takes nine tenths of opening a file.
const frameworks = loadFrameworks('content/frameworks')

/** Opens a new file in a folder of its own, or a new database on the server; it is closed and removed after the test. */
export async function signUp(
  options: { today?: string; list?: readonly AnyOperation[]; inFile?: boolean } = {},
): Promise<Person> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-'))
  const clock = { today: options.today ?? today }
  const place = options.inFile ? await fileIn(folder) : await newPlace(folder)
  const app = await open(
    { host: '127.0.0.1', port: 4180, home: folder, database: place.database },
    { clock: () => ({ today: clock.today, now: `${clock.today}T12:00:00.000Z` }), list: options.list, frameworks },
  )
  // Of the test itself: files share this module, and a hook of the module would belong to the first of them alone.
  if (opened.size === 0) onTestFinished(everybodyLeaves)
  opened.set(folder, { app, gone: place.gone })
  return person(app, app.ownerId, { folder, database: place.database, clock })
}

/** Closes and removes all that the test has opened, as its end does: between two of many lives, so that they do not add up. */
export async function everybodyLeaves(): Promise<void> {
  for (const [folder, { app, gone }] of opened) {
    opened.delete(folder)
    await app.close()
    await gone()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The program that is open in each folder. */
const opened = new Map<string, { app: App; gone(): Promise<void> }>()

/** Writes past Cairn, as somebody with the file or the server at hand could. */
export async function tamper({ app, database }: Person, statement: string): Promise<void> {
  tampered.add(database)
  if (!app.cairn.home.file) return administer(database, statement)
  const file = new DatabaseSync(app.cairn.home.file)
  file.exec(statement)
  file.close()
}

/** The program stopped and started again on the same records. */
export async function restart(before: Person): Promise<Person> {
  await before.app.close()
  const { database, folder, clock } = before
  const app = await open(
    { host: '127.0.0.1', port: 4180, home: folder, database },
    { clock: before.app.cairn.clock, frameworks },
  )
  opened.get(folder)!.app = app
  return person(app, app.ownerId, { folder, database, clock })
}

async function newPlace(folder: string): Promise<{ database: string; gone(): Promise<void> }> {
  const server = inject('server')
  if (!server) return fileIn(folder)
  const { name, uses } = empty.pop() ?? { name: await newDatabase(server), uses: 0 }
  const database = databaseOf(server.url, name)
  return {
    database,
    gone: async () => {
      if (uses < mostUses && (await emptied(database))) empty.push({ name, uses: uses + 1 })
      else await makeOrDrop(server.url, `drop database ${name} with (force)`)
    },
  }
}

// To make a database and to drop it takes as long as most tests. One that holds nobody any more is as good as new; rows that are gone
// still cost time to pass over, so none is used for ever. Those that are left go with the last test.
const empty: { name: string; uses: number }[] = []
const mostUses = 40

const tampered = new Set<string>()

async function newDatabase({ url, template }: { url: string; template: string }): Promise<string> {
  const name = `${template}_${randomUUID().replaceAll('-', '')}`
  await makeOrDrop(url, `create database ${name} template ${template} strategy file_copy`)
  return name
}

/** Empties a database that only Cairn wrote to; false where a test had its own hands in it. */
async function emptied(database: string): Promise<boolean> {
  if (tampered.has(database) || expect.getState().testPath?.includes('/test/postgres/')) return false
  await administer(database, 'delete from persons')
  return true
}

async function fileIn(folder: string): Promise<{ database: string; gone(): Promise<void> }> {
  const database = join(folder, 'cairn.db')
  emptyFile ??= migratedFile()
  writeFileSync(database, await emptyFile)
  return { database, gone: async () => undefined }
}

// To make the tables of a file takes ten times as long as to copy one that has them.
let emptyFile: Promise<Buffer> | undefined

async function migratedFile(): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-'))
  const db = openDatabase(join(folder, 'cairn.db'))
  await migrate(db, async () => undefined)
  await db.destroy()
  const bytes = readFileSync(join(folder, 'cairn.db'))
  rmSync(folder, { recursive: true })
  return bytes
}

/** Somebody else in the same file: every query must act as if the first one's rows were not there. */
export async function signUpBeside({ app, folder, database, clock }: Person): Promise<Person> {
  const id = await transaction(app.cairn.db, 'write', null, (tx) => addPerson(tx, null, `${clock.today}T12:00:00.000Z`))
  return person(app, id, { folder, database, clock })
}

/** A product manager who aims at senior, the usual subject of these tests. */
export async function signUpPm(options: { today?: string } = {}): Promise<Person> {
  const someone = await signUp(options)
  await someone.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior', name: 'Ana', manager: 'Daniel' })
  return someone
}

function person(app: App, personId: string, where: Pick<Person, 'folder' | 'database' | 'clock'>): Person {
  const done: Person['done'] = (name, input, via = 'cli') => call(app.cairn, { personId, via }, name, input)
  return { app, personId, ...where, done, call: async (name, input, via) => (await done(name, input, via)).answer }
}
