import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterwards, oldestCopy } from './parts/afterwards.ts'
import { archiveOf, Ledger } from './parts/ledger.ts'
import { inFolder } from './parts/place.ts'
import { command, Server, type Where } from './parts/programs.ts'
import { fault, heard, notRun, say, some } from './parts/report.ts'

const megabytes = 24
const full = /disk is full|Free some space/

/**
 * A disk that is full, for every way of writing, and then has space again. The disk is a small one in memory that only this part of the
 * soak sees: it begins itself anew with file systems of its own, which an ordinary user may do where the system allows it.
 */
export async function run(): Promise<void> {
  const disk = process.env.CAIRN_SOAK_DISK
  if (disk) return onSmallDisk(disk)
  await inFolder(async (folder) => {
    const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
    const inOwnSpace = (...args: string[]) =>
      spawnSync('unshare', ['--mount', ...asRoot, ...args], {
        stdio: 'inherit',
        env: { ...process.env, CAIRN_SOAK_DISK: folder },
      })
    const mount = ['mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder]
    if (inOwnSpace(...mount).status !== 0)
      return notRun(
        'a full disk',
        'This system lets this user make no small disk (unshare and mount on Linux): run it as root.',
      )
    const { status } = inOwnSpace(
      'sh',
      '-c',
      `${mount.join(' ')} && exec "$@"`,
      'sh',
      process.execPath,
      ...process.execArgv,
      ...process.argv.slice(1, 2),
      'full-disk',
    )
    if (status !== 0) fault('on a full disk: see above')
  })
}

async function onSmallDisk(folder: string): Promise<void> {
  const disk = new SmallDisk(folder)
  const where = { home: disk.home }
  await firstStart(where, disk)
  const ledger = new Ledger()
  await loggingUntilFull(where, disk, ledger)
  await otherWays(where, disk)
  await lineWithoutCopy(where, disk, ledger)
  await ledger.compare(where)
  await afterwards(where)
}

class SmallDisk {
  readonly home: string
  readonly #filler: string

  constructor(readonly folder: string) {
    this.home = join(folder, 'home')
    this.#filler = join(folder, 'filler')
    mkdirSync(this.home)
  }

  /** Leaves so many kB. */
  fill(kilobytes: number): void {
    this.free()
    const { bavail, bsize } = statfsSync(this.folder)
    writeFileSync(this.#filler, Buffer.alloc(Math.max(0, bavail * bsize - kilobytes * 1024)))
  }

  free(): void {
    rmSync(this.#filler, { force: true })
  }

  /** What was left half made. */
  half(): string[] {
    return [...readdirSync(join(this.home, 'backups')), ...readdirSync(this.folder)].filter((name) =>
      /unfinished|^out/.test(name),
    )
  }
}

async function firstStart(where: Where, disk: SmallDisk): Promise<void> {
  disk.fill(0)
  const { code, error } = await command(where, ['evidence', 'capture', 'Never kept.'])
  if (code === 0) fault('a first start on a full disk says it is done')
  else heard(error, 'a first start on a full disk', full)
  disk.free()
}

async function loggingUntilFull(where: Where, disk: SmallDisk, ledger: Ledger): Promise<void> {
  const server = await Server.start(where)
  for (let n = 0; n < 50; n++) await ledger.write(server)
  disk.fill(60)
  while (ledger.refused < 10) await ledger.write(server, full)
  say(
    `logging until the disk is full: ${some(ledger.acknowledged.size, 'acknowledged')}, then ${ledger.refused} refused`,
  )
  const reading = await fetch(`${server.address}/evidence`)
  if (!reading.ok) fault(`the list of records cannot be read on a full disk: ${reading.status}`)
  disk.free()
  const before = ledger.refused
  await ledger.write(server)
  if (ledger.refused > before) fault('nothing can be logged after space was freed, without a restart')
  await server.stop()
}

/** Each is refused and changes nothing; with space again the same server does it. */
async function otherWays(where: Where, disk: SmallDisk): Promise<void> {
  for (const path of copiesIn(disk)) rmSync(path)
  await command(where, ['archive', 'backup'])
  const archive = await archiveOf(where)
  const notes = Array.from({ length: 500 }, (_, n) => `- Cut cost ${n} from 4% to 3% in May 2026`).join('\n')
  const ways: [what: string, kilobytes: number, act: (server: Server) => Promise<Outcome>][] = [
    ['a file of 2 MB attached', 500, async (server) => asked(server, 'evidence.attach', await bigFile(server))],
    ['a copy by hand', 40, (server) => asked(server, 'archive.backup')],
    ['an archive read', 40, (server) => asked(server, 'archive.import', { archive, replace: true })],
    ['going back to a copy', 40, (server) => asked(server, 'archive.restore')],
    ['the filled example', 40, (server) => asked(server, 'demo.load')],
    ['500 lines of notes', 40, (server) => asked(server, 'inbox.import', { text: notes })],
    ['an export into a file', 20, () => told(where, ['archive', 'export', '--out', join(disk.folder, 'out')])],
    ['a command that logs', 0, () => told(where, ['evidence', 'capture', 'Decided to wait.'])],
    ['a command that goes back to a copy', 40, () => told(where, ['archive', 'restore'])],
  ]
  for (const [what, kilobytes, act] of ways) {
    // Begun anew, so that no changes wait beside the file whose place could be used again.
    const server = await Server.start(where)
    const { checksum } = await archiveOf(where)
    disk.fill(kilobytes)
    const sentence = await act(server)
    if (sentence === 'done') fault(`${what} on a full disk says it is done`)
    else heard(sentence, `${what} on a full disk`, full)
    const half = disk.half()
    if (half.length > 0) fault(`${what} on a full disk leaves ${half.join(', ')}`)
    const list = await command(where, ['evidence', 'list', '--limit', '1'])
    if (list.code !== 0) heard(list.error, 'a command that reads on a full disk', full)
    disk.free()
    if ((await archiveOf(where)).checksum !== checksum) fault(`${what}, refused on a full disk, changed something`)
    const again = await act(server)
    if (again !== 'done') fault(`${what}, with space again: ${again}`)
    await server.stop()
    await command(where, ['archive', 'restore', await oldestCopy(where)])
    for (const path of copiesIn(disk).slice(1)) rmSync(path)
    rmSync(join(disk.folder, 'out'), { recursive: true, force: true })
  }
  say(
    `${ways.length} other ways of writing: refused in a sentence, nothing changed, nothing half made left; done with space again`,
  )
}

type Outcome = 'done' | string

async function asked(server: Server, operation: string, input: object = {}): Promise<Outcome> {
  const answered = await server.send(operation, input)
  if (!answered) return 'No answer.'
  return answered.status === 200 ? 'done' : String(answered.answer.message)
}

async function told(where: Where, args: string[]): Promise<Outcome> {
  const { code, error } = await command(where, args)
  return code === 0 ? 'done' : error
}

async function bigFile(server: Server): Promise<object> {
  const listed = await server.send('evidence.list', { limit: 1 })
  const [{ id }] = listed!.answer.items as [{ id: string }]
  return { id, file: { name: 'a.bin', base64: Buffer.alloc(2_000_000, 7).toString('base64') } }
}

const copiesIn = ({ home }: SmallDisk): string[] =>
  readdirSync(join(home, 'backups'))
    .sort()
    .map((name) => join(home, 'backups', name))

/** Space for a line, none for a copy: what is written is saved, and the missing copy is said. */
async function lineWithoutCopy(where: Where, disk: SmallDisk, ledger: Ledger): Promise<void> {
  for (const path of copiesIn(disk)) rmSync(path)
  // A line takes some pages of the file and of its log; a copy takes all of the file.
  disk.fill(350)
  const text = 'Kept without a copy of the day.'
  const { code, error } = await command(where, ['evidence', 'capture', text])
  if (code !== 0) fault(`a line with space for it, and none for a copy: ${error}`)
  else
    heard(
      error,
      'a copy of the day on a full disk',
      /Today’s copy could not be kept.*Your records are saved all the same/s,
    )
  ledger.acknowledged.add(text)
  disk.free()
  say('space for a line but not for the copy of the day: the line is kept, the missing copy is said')
}
