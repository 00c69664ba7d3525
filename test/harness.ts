import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { type App, open } from '../src/app.ts'
import { transaction } from '../src/platform/database.ts'
import { type Actor, type AnyOperation, call } from '../src/platform/operation.ts'
import { addPerson } from '../src/platform/person.ts'

const opened: { app: App; folder: string }[] = []

afterEach(async () => {
  for (const { app, folder } of opened.splice(0)) {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** A person with a file of their own on a day that can be moved. */
export interface Person {
  app: App
  personId: string
  folder: string
  clock: { today: string }
  /** Does one thing as this person and answers what every surface answers. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads the fields it is about; their shapes are what it checks.
  call(name: string, input?: unknown, via?: Actor['via']): Promise<any>
  /** The same, with the id of the entry in the activity log. */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  done(name: string, input?: unknown, via?: Actor['via']): Promise<{ answer: any; activity: string | null }>
}

export const today = '2026-06-30'

/** Opens a new file in a folder of its own; it is closed and removed after the test. */
export async function signUp(options: { today?: string; list?: readonly AnyOperation[] } = {}): Promise<Person> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-'))
  const clock = { today: options.today ?? today }
  const app = await open(
    { host: '127.0.0.1', port: 4180, home: folder, database: join(folder, 'cairn.db') },
    { clock: () => ({ today: clock.today, now: `${clock.today}T12:00:00.000Z` }), list: options.list },
  )
  opened.push({ app, folder })
  return person(app, app.ownerId, folder, clock)
}

/** Somebody else in the same file: every query must act as if the first one's rows were not there. */
export async function signUpBeside({ app, folder, clock }: Person): Promise<Person> {
  const id = await transaction(app.cairn.db, 'write', null, (tx) => addPerson(tx, null, `${clock.today}T12:00:00.000Z`))
  return person(app, id, folder, clock)
}

/** A product manager who aims at senior, the usual subject of these tests. */
export async function signUpPm(options: { today?: string } = {}): Promise<Person> {
  const someone = await signUp(options)
  await someone.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior', name: 'Ana', manager: 'Daniel' })
  return someone
}

function person(app: App, personId: string, folder: string, clock: { today: string }): Person {
  const done: Person['done'] = (name, input, via = 'cli') => call(app.cairn, { personId, via }, name, input)
  return { app, personId, folder, clock, done, call: async (name, input, via) => (await done(name, input, via)).answer }
}
