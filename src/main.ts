import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { type App, open, serve } from './app.ts'
import { Problem } from './core/problem.ts'
import { addressOf, type Config, readConfig } from './platform/config.ts'
import { KeeperBeside } from './platform/copy-beside.ts'
import { keepDaily, keepDailyWhileServing } from './platform/daily.ts'
import { isServer } from './platform/database.ts'
import { growAsNeeded } from './platform/memory.ts'
import { exampleFor } from './platform/person.ts'
import { watchWhileServing } from './platform/watch.ts'
import { rescued } from './rescued.ts'
import { runCommand } from './surfaces/cli.ts'
import { watchInbox } from './surfaces/inbox-watch.ts'
import { installationOf, installText } from './surfaces/mcp-install.ts'

/** The program: serve pages, serve an assistant, or do one thing. Answers the exit code: 0 done, 1 a bug, 2 refused. */
async function main(args: string[]): Promise<number> {
  try {
    const config = readConfig(process.env)
    if (args[0] === 'serve') return await serveUntilStopped(config)
    if (args[0] === 'mcp' && args.length > 1) {
      writeOut(installText(args.slice(1), installationOf(config, process.env, join(import.meta.dirname, 'main.js'))))
      return 0
    }
    const said = await rescued(config, args)
    if (said !== null) {
      writeOut(said)
      return 0
    }
    const app = await open(config)
    try {
      if (args[0] === 'mcp') {
        const { serveStdio } = await import('./surfaces/mcp.ts')
        const end = keepDailyWhileServing(app.cairn, app.ownerId, keeperOf(config), console.error)
        await serveStdio(app.cairn, app.ownerId)
        await end()
        return 0
      }
      if (args[0] === 'inbox' && args[1] === 'watch')
        return await watchInbox(app.cairn, app.ownerId, args.slice(2), writeOut)
      const personFor = async (example: boolean) => {
        if (!example) return app.ownerId
        const person = await exampleFor(app.cairn.db, app.ownerId)
        if (!person) throw new Problem('missing', 'The filled example is not loaded. Load it first: “cairn demo load”.')
        return person
      }
      const code = await runCommand(app.cairn, personFor, args, {
        out: (text) => {
          endProgress()
          writeOut(text)
        },
        error: (text) => {
          endProgress()
          console.error(text)
        },
        stdin: () => readFileSync(0, 'utf8'),
        ...(process.stdin.isTTY && { secret: askUnseen }),
        ...(process.stderr.isTTY && { progress: showProgress }),
        ...(!process.stdout.isTTY && { bytes: (bytes: Uint8Array) => void process.stdout.write(bytes) }),
      })
      if (code === 0) await keepDailyAfter(app, args)
      return code
    } finally {
      endProgress()
      await app.close()
    }
  } catch (error) {
    if (error instanceof Problem) {
      console.error(error.message)
      return 2
    }
    console.error(error)
    return 1
  }
}

/** Who only uses commands has a copy of each day too: kept after the answer is out, once a day. */
async function keepDailyAfter({ cairn, ownerId }: App, [noun, verb]: string[]): Promise<void> {
  if (cairn.operations.get(`${noun}.${verb}`)?.scope !== 'write') return
  const trouble = await keepDaily(cairn, ownerId)
  if (trouble) console.error(trouble)
}

async function serveUntilStopped(config: Config): Promise<number> {
  const app = await open(config)
  const server = await serve(app, config).catch(async (error) => {
    await app.close()
    throw error
  })
  growAsNeeded()
  console.log(`Cairn is open at ${addressOf(config)}`)
  console.log(`Your records are in ${app.cairn.home.where}. Stop with Ctrl C.`)
  const failed = (error: unknown) => console.error(error)
  const end = keepDailyWhileServing(app.cairn, app.ownerId, keeperOf(config), failed)
  const endWatch = watchWhileServing(app.cairn, app.ownerId, { failed })
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
  })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await endWatch()
  await end()
  await app.close()
  return 0
}

const keeperOf = ({ database }: Config) => new KeeperBeside(isServer(database) ? database : null)

let shown = -1

/** One line that is written over itself, and gone before anything else is said. */
function showProgress(share: number): void {
  const parts = Math.floor(share * 100)
  if (parts === shown) return
  shown = parts
  process.stderr.write(`\r${parts} %`)
}

function endProgress(): void {
  if (shown >= 0) process.stderr.write('\r\u001b[K')
  shown = -1
}

function askUnseen(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  lines.once('SIGINT', () => process.exit(130))
  return new Promise((answered) =>
    lines.question('', (answer) => {
      lines.close()
      process.stderr.write('\n')
      answered(answer)
    }),
  )
}

// The whole answer must be out before the program ends, also into a pipe that reads slowly.
function writeOut(text: string): void {
  process.stdout.write(`${text}\n`)
}

// What Cairn writes (the file, its copies, exports) is for this user alone.
process.umask(0o077)
// “cairn evidence list | head -1”: whoever reads has seen enough, and that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await main(process.argv.slice(2))
