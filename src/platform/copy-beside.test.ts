import { fork } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { onServer, type Person, signUpPm } from '../../test/harness.ts'
import { browse } from '../../test/visitor.ts'
import { folderOf, listCopies } from './backup.ts'
import { KeeperBeside } from './copy-beside.ts'
import { keepDaily } from './daily.ts'

const built = resolve('dist/copy.js')
const patient = { whole: 60_000, last: 60_000 }

const keeperOf = (person: Person, program = built, patience = patient) =>
  new KeeperBeside(onServer() ? person.database : null, { patience, program })

const keptOf = ({ app, personId }: Person) => listCopies(app.cairn.home, personId)

const halfIn = ({ app, personId }: Person) =>
  readdirSync(folderOf(app.cairn.home, personId)).filter((name) => name.includes('unfinished'))

/** A process that begins a copy, and then does this. */
function beginsAnd(person: Person, does: string): string {
  const script = join(person.folder, 'beside.mjs')
  writeFileSync(
    script,
    `import { mkdirSync, writeFileSync } from 'node:fs'
    process.on('message', ({ home, personId }) => {
      const folder = home.folder + '/backups/' + (home.file ? '' : personId)
      mkdirSync(folder, { recursive: true })
      writeFileSync(folder + '/cairn-0001-2026-06-30T120000-daily.db-' + process.pid + '-unfinished', 'half')
      ${does}
    })`,
  )
  return script
}

test('a process beside keeps the copy of the day, whole, and once', async () => {
  const ana = await signUpPm()
  await ana.call('evidence.capture', { text: 'Cut churn from 4% to 3%.' })
  const { keep } = keeperOf(ana)
  expect(await keepDaily(ana.app.cairn, ana.personId, keep)).toBeNull()
  expect(await keepDaily(ana.app.cairn, ana.personId, keep)).toBeNull()
  expect(keptOf(ana).map(({ why }) => why)).toEqual(['daily'])
  await ana.call('evidence.capture', { text: 'Cut cost by 5%.' })
  await ana.call('archive.restore')
  const { items } = await ana.call('evidence.list')
  expect(items.map(({ text }: { text: string }) => text)).toEqual(['Cut churn from 4% to 3%.'])
})

test('two programs on one folder keep one copy of a day', async () => {
  const ana = await signUpPm()
  const both = [keeperOf(ana), keeperOf(ana)]
  const troubles = await Promise.all(both.map(({ keep }) => keepDaily(ana.app.cairn, ana.personId, keep)))
  expect(troubles).toEqual([null, null])
  expect(keptOf(ana)).toHaveLength(1)
})

test('a process that is killed leaves nothing half, is told of, and the next try keeps the copy', async () => {
  const ana = await signUpPm()
  const { keep } = keeperOf(ana, beginsAnd(ana, `process.kill(process.pid, 'SIGKILL')`))
  const trouble = await keepDaily(ana.app.cairn, ana.personId, keep)
  expect(trouble).toContain('ended before it was done (SIGKILL). Your records are saved all the same.')
  expect([...keptOf(ana), ...halfIn(ana)]).toEqual([])
  const { visit } = browse(ana)
  for (const path of ['/', '/more/data']) expect((await visit(path)).text, path).toContain(trouble)
  expect(await keepDaily(ana.app.cairn, ana.personId, keeperOf(ana).keep)).toBeNull()
  expect(keptOf(ana)).toHaveLength(1)
  expect((await visit('/')).text).not.toContain('Today’s copy')
})

test('a process that hangs is ended and told of', async () => {
  const ana = await signUpPm()
  const { keep } = keeperOf(ana, beginsAnd(ana, ''), { whole: 300, last: 0 })
  expect(await keepDaily(ana.app.cairn, ana.personId, keep)).toContain('ended before it was done (SIGKILL)')
})

test('a bug in it is a bug, not a copy', async () => {
  const ana = await signUpPm()
  const { keep } = keeperOf(ana, beginsAnd(ana, `process.send({ fault: 'not a function' }, () => process.exit())`))
  await expect(keepDaily(ana.app.cairn, ana.personId, keep)).rejects.toThrow('not a function')
})

test('what cannot be kept is told in the words of today', async () => {
  const ana = await signUpPm()
  writeFileSync(join(ana.folder, 'backups'), 'in the way')
  const told = await keeperOf(ana).keep(ana.app.cairn.db, ana.personId, ana.app.cairn.home, '2026-06-30T12:00:00.000Z')
  expect(told).toMatch(/^Today’s copy could not be kept\. Your records are saved all the same\. .*ENOTDIR/)
})

test('the end of the program is the end of a process that does not come to one, and no trouble', async () => {
  const ana = await signUpPm()
  const keeper = keeperOf(ana, beginsAnd(ana, ''), { whole: 60_000, last: 0 })
  const kept = keeper.keep(ana.app.cairn.db, ana.personId, ana.app.cairn.home, '2026-06-30T12:00:00.000Z')
  await keeper.end()
  expect(await kept).toBeNull()
  expect(await keepDaily(ana.app.cairn, ana.personId, keeper.keep)).toBeNull()
  expect(keptOf(ana)).toEqual([])
})

test('the process ends by itself where the program is gone', async () => {
  const beside = fork(built, { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const ended = new Promise((resolve) => beside.once('exit', resolve))
  beside.disconnect()
  expect(await ended).toBe(0)
})
