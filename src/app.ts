import { accessSync, constants, existsSync, mkdirSync, readdirSync, unlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { dirname, join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import pino, { type Logger } from 'pino'
import { Problem } from './core/problem.ts'
import { keepCopy } from './platform/backup.ts'
import type { Config } from './platform/config.ts'
import { loadFrameworks } from './platform/content.ts'
import { type Database, openDatabase } from './platform/database.ts'
import { damage, migrate } from './platform/migrate.ts'
import type { AnyOperation, Cairn } from './platform/operation.ts'
import { ownerOf } from './platform/person.ts'
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
  options: { clock?: Cairn['clock']; list?: readonly AnyOperation[] } = {},
): Promise<App> {
  const home = { file: config.file, folder: config.home, content: contentFolder() }
  const frameworks = loadFrameworks(join(home.content, 'frameworks'))
  prepareFolder(config.home)
  const clock = options.clock ?? systemClock
  const isNew = !existsSync(config.file)
  const db = openDatabase(config.file)
  try {
    if (!isNew) await refuseDamaged(db, config)
    await migrate(db, async (name) => void (await keepCopy(home, clock().now, `before-${name}`)))
    const ownerId = await ownerOf(db, clock().now)
    const list = options.list ?? operations
    const cairn: Cairn = {
      db,
      operations: new Map(list.map((operation) => [operation.name, operation])),
      frameworks,
      home,
      clock,
    }
    return { cairn, ownerId, close: () => db.destroy() }
  } catch (error) {
    await db.destroy()
    if (isNew) removeUnfinished(config.file)
    throw error
  }
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
  const server = createServer(getRequestListener(web(cairn, ownerId, { hosts, logger }).fetch))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenProblem(error, config)))
    server.listen(config.port, config.host, resolve)
  })
  return server
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

async function refuseDamaged(db: Database, { file, home }: Config): Promise<void> {
  const fault = await damage(db)
  if (!fault) return
  throw new Problem(
    'unavailable',
    `The file ${file} is damaged (${fault}). Nothing was changed. Kept copies lie in ${join(home, 'backups')}: put the newest one in its place.`,
  )
}

function removeUnfinished(file: string): void {
  for (const name of existsSync(dirname(file)) ? readdirSync(dirname(file)) : [])
    if (join(dirname(file), name).startsWith(file)) unlinkSync(join(dirname(file), name))
}

/** The knowledge lies beside the built program, and beside the source when tests run it. */
const contentFolder = (): string => {
  const built = join(import.meta.dirname, 'content')
  return existsSync(built) ? built : join(import.meta.dirname, '..', 'content')
}

const systemClock = () => ({ today: Temporal.Now.plainDateISO().toString(), now: new Date().toISOString() })
