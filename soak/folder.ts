import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterwards } from './parts/afterwards.ts'
import { Ledger } from './parts/ledger.ts'
import { inFolder } from './parts/place.ts'
import { command, Server, type Where } from './parts/programs.ts'
import { fault, heard, say } from './parts/report.ts'

const nobody = 65_534

/** The folder made unwritable, moved, replaced or removed while a server writes; as an ordinary user, whom modes hold back. */
export async function run(): Promise<void> {
  await inFolder(async (parent) => {
    const home = join(parent, 'home')
    mkdirSync(home)
    const uid = process.getuid?.() === 0 ? nobody : undefined
    if (uid !== undefined) for (const folder of [parent, home]) chownSync(folder, uid, uid)
    const where: Where = { home, uid }
    const server = await Server.start(where)
    const ledger = new Ledger()
    for (let n = 0; n < 20; n++) await ledger.write(server)
    await server.send('archive.backup')

    await madeUnwritable(where, server, ledger)
    for (const [what, away] of [
      ['moved away', () => renameSync(home, `${home}-away`)],
      [
        'replaced by an empty one',
        () => {
          renameSync(home, `${home}-away`)
          mkdirSync(home)
        },
      ],
      [
        'replaced by one with another file',
        () => {
          renameSync(home, `${home}-away`)
          mkdirSync(home)
          writeFileSync(join(home, 'cairn.db'), 'something else')
        },
      ],
    ] as const)
      await takenAway(where, server, ledger, what, away)
    await changesTakenAway(where, server, ledger)
    await server.stop()
    await ledger.compare(where)
    await afterwards(where)
  })
}

async function madeUnwritable(where: Where, server: Server, ledger: Ledger): Promise<void> {
  const { home } = where
  for (const [path, mode, back] of [
    [home, 0o500, 0o700],
    [join(home, 'cairn.db'), 0o400, 0o600],
    [join(home, 'backups'), 0o500, 0o700],
  ] as const) {
    chmodSync(path, mode)
    for (let n = 0; n < 5; n++) await ledger.write(server)
    const copy = await server.send('archive.backup')
    if (copy?.status !== 200)
      heard(String(copy?.answer.message), `a copy with ${path} unwritable`, /allow writing|Allow/)
    const logged = await command(where, ['evidence', 'capture', 'Decided while the folder was locked.'])
    if (logged.code === 0) ledger.acknowledged.add('Decided while the folder was locked.')
    else heard(logged.error, `a command with ${path} unwritable`, /[Aa]llow|may not|you may write/)
    chmodSync(path, back)
    await ledger.write(server)
  }
  say('unwritable folder, file and folder of copies: the server went on, or refused in a sentence')
}

async function takenAway(where: Where, server: Server, ledger: Ledger, what: string, away: () => void): Promise<void> {
  const { home } = where
  const before = ledger.acknowledged.size
  away()
  for (let n = 0; n < 5; n++) await ledger.write(server, /is not where it was/)
  if (ledger.acknowledged.size > before) fault(`writes were acknowledged with the folder ${what}: they are nowhere`)
  const page = await fetch(`${server.address}/evidence`)
  if (page.ok) fault(`a page shows records with the folder ${what}`)
  rmSync(home, { recursive: true, force: true })
  renameSync(`${home}-away`, home)
  await ledger.write(server)
  if (ledger.acknowledged.size !== before + 1) fault(`nothing can be written after the folder ${what} is back`)
  say(`the folder ${what}: refused in a sentence, and went on without a restart when it was back`)
}

async function changesTakenAway(where: Where, server: Server, ledger: Ledger): Promise<void> {
  const waiting = join(where.home, 'cairn.db-wal')
  const before = ledger.acknowledged.size
  if (!existsSync(waiting)) return fault('no changes wait beside the file')
  renameSync(waiting, `${waiting}-away`)
  for (let n = 0; n < 5; n++) await ledger.write(server, /is not where it was/)
  if (ledger.acknowledged.size > before)
    fault('writes were acknowledged with cairn.db-wal gone: a kill would lose them')
  renameSync(`${waiting}-away`, waiting)
  await ledger.write(server)
  if (ledger.acknowledged.size !== before + 1) fault('nothing can be written after cairn.db-wal is back')
  say('the waiting changes moved away: refused in a sentence, and went on when they were back')
}
