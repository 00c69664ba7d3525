import { createHash, randomUUID } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, unlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import pino, { type Logger } from 'pino'
import type { Framework } from './core/framework.ts'
import { Problem } from './core/problem.ts'
import { keepArchive, keepFile } from './platform/backup.ts'
import { type Config, whereOf } from './platform/config.ts'
import { loadFrameworks } from './platform/content.ts'
import { type Database, isServer, openDatabase, transaction } from './platform/database.ts'
import { settleDerived, storeDerived } from './platform/derived.ts'
import { worksOn } from './platform/long-work.ts'
import { migrate, strangeTable } from './platform/migrate.ts'
import type { AnyOperation, Cairn, Home } from './platform/operation.ts'
import { everybody, ownerOf } from './platform/person.ts'
import { faultAtStart } from './platform/rescue.ts'
import { indexOutdated } from './platform/search-index.ts'
import { DamagedFile } from './platform/sqlite.ts'
import { operations } from './surfaces/operations.ts'
import { web } from './surfaces/web.tsx'

/** The product, built: what every surface is given. */
export interface App {
  cairn: Cairn
  ownerId: string
  close(): Promise<void>
}

/** Builds everything from the configuration: folder, file, migrations, content. Refuses with a sentence and leaves things as they were. */
export async function open(
  config: Config,
  options: { clock?: Cairn['clock']; list?: readonly AnyOperation[]; frameworks?: readonly Framework[] } = {},
): Promise<App> {
  const home = homeOf(config)
  const frameworks = options.frameworks ?? loadFrameworks(join(home.content, 'frameworks'))
  prepareFolder(config.home)
  const clock = options.clock ?? systemClock
  const fault = faultAtStart(home)
  if (fault) throw new Problem('unavailable', fault)
  const isNew = home.file !== null && !existsSync(home.file)
  const list = options.list ?? operations
  const operationsByName = new Map(list.map((operation) => [operation.name, operation]))
  try {
    return await openOn({ db: openDatabase(config.database), operations: operationsByName, frameworks, home, clock })
  } catch (error) {
    if (isNew) removeIfEmpty(config.database)
    throw error
  }
}

/** Brings what is there up to date; closes it again if that fails. */
async function openOn(cairn: Cairn): Promise<App> {
  const { db, home, clock, frameworks } = cairn
  try {
    await migrate(db, (name) => keepAll(db, home, clock().now, `before-${name}`))
    if (home.file) await refuseStrangeTables(db, home.file)
    await indexOutdated(db)
    storeDerived(db, versionOf(frameworks))
    const ownerId = await ownerOf(db, clock().now)
    return { cairn, ownerId, close: () => endOf(db) }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

async function endOf(db: Database): Promise<void> {
  await worksOn(db).end()
  await settleDerived(db)
  await db.destroy()
}

async function refuseStrangeTables(db: Database, file: string): Promise<void> {
  const strange = await strangeTable(db)
  if (strange)
    throw new DamagedFile(
      `The file ${file} cannot be used: ${strange}, so it is damaged or was changed past Cairn. Nothing was changed. “cairn archive restore” goes back to the newest copy that is whole.`,
    )
}

/** Where the configuration puts things. */
export const homeOf = (config: Config): Home => ({
  file: isServer(config.database) ? null : config.database,
  where: whereOf(config),
  folder: config.home,
  content: contentFolder(),
})

/** A copy of the file; on a server, of what each person there has. */
async function keepAll(db: Database, home: Home, now: string, why: string): Promise<void> {
  if (home.file) return void (await keepFile(home, now, why))
  const tables = new Set((await db.introspection.getTables()).map(({ name }) => name))
  for (const personId of await everybody(db))
    await transaction(db, 'read', personId, (tx) => keepArchive(tx, personId, home, now, why, tables))
}

/** Serves the product on the configured address until it is closed. */
export async function serve(
  { cairn, ownerId }: App,
  config: Config,
  logger: Logger = pino({ level: 'warn' }, pino.destination(2)),
): Promise<Server> {
  const names = new Set(['127.0.0.1', 'localhost', '[::1]', config.host])
  const hosts = new Set([...names].map((name) => `${name}:${config.port}`))
  // Port 80 is left out of a Host header by browsers.
  if (config.port === 80) for (const name of names) hosts.add(name)
  const server = createServer(patience, getRequestListener(web(cairn, ownerId, { hosts, logger }).fetch))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, config)))
    server.listen(config.port, config.host, resolve)
  })
  return server
}

/**
 * How long a request may take to arrive, in milliseconds, and how much may stand in its headers, in bytes: what is slower holds a
 * place open for nothing. Cookies of every other server on this computer come along, so the headers may be larger than usual.
 */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 32_768,
}

function listenProblem(error: NodeJS.ErrnoException, { port, host }: Config): unknown {
  if (error.code === 'EADDRINUSE')
    return new Problem(
      'unavailable',
      `Port ${port} is in use, perhaps by Cairn itself: look at http://${host}:${port}. Or start with another port: PORT=${port + 1} npm start.`,
    )
  if (error.code === 'EACCES')
    return new Problem(
      'unavailable',
      `This computer does not let you listen on port ${port}. Choose one above 1023: PORT=4180 npm start.`,
    )
  return error
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why =
      code === 'ENOSPC'
        ? 'the disk is full'
        : code === 'ENOTDIR' || code === 'EEXIST'
          ? 'it is not a folder'
          : 'you may not write there'
    throw new Problem(
      'unavailable',
      `The folder ${folder} cannot be used: ${why}. Nothing was changed. Name another with CAIRN_HOME, or allow writing there.`,
    )
  }
}

/** Another for every program that may read the same records otherwise: built from other sources, or with other ladders. */
function versionOf(frameworks: readonly Framework[]): string {
  const built = join(import.meta.dirname, 'version')
  const program = existsSync(built) ? readFileSync(built, 'utf8') : unbuilt
  const { node, icu } = process.versions
  return createHash('sha256')
    .update(JSON.stringify([program, node, icu, frameworks]))
    .digest('hex')
}

// Sources that are not built, as in tests, may change from one run to the next.
const unbuilt = randomUUID()

// A start that failed, as on a full disk, leaves no file that would look like one from which everything was lost.
function removeIfEmpty(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.size === 0) unlinkSync(file)
}

/** The knowledge lies beside the built program, and beside the source when tests run it. */
const contentFolder = (): string => {
  const built = join(import.meta.dirname, 'content')
  return existsSync(built) ? built : join(import.meta.dirname, '..', 'content')
}

// Asked with every page: Temporal's calendar takes longer to answer than a drawn page takes to be sent.
function systemClock(): ReturnType<Cairn['clock']> {
  const now = new Date()
  const two = (part: number) => String(part).padStart(2, '0')
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return { today, now: now.toISOString() }
}
