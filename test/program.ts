import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What Node is given to run the built program, as `bin/` does it; found from the root of the repository. */
export const program = ['--disable-warning=ExperimentalWarning', resolve('dist/main.js')]

/** What the environment has to say for the program to be so many days ahead. */
export const aheadBy = (days: number): Record<string, string> => ({
  NODE_OPTIONS: `--import=${pathToFileURL(resolve('test/clock-ahead.mjs')).href}?days=${days}`,
})

/** The built program, serving a folder on a port of its own. */
export interface Running {
  address: string
  /** The folder of its file. */
  home: string
  port: number
  pid: number
  /** Does one operation through the API; refuses with the operation's own message. */
  call<Answer>(operation: string, input?: object): Promise<Answer>
  /** Ends the program, as a person would who closes it. */
  stop(): Promise<void>
}

/**
 * Starts the program on a folder (and, with DATABASE_URL in `env`, on a server) and waits until it says where it is; its own words are
 * the error if it ends first.
 */
export async function serve(home: string, env: Record<string, string> = {}, at?: number): Promise<Running> {
  const port = at ?? (await freePort())
  const child = spawn(process.execPath, [...program, 'serve'], {
    env: { ...env, PATH: process.env.PATH, CAIRN_HOME: home, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const address = await new Promise<string>((done, failed) => {
    let said = ''
    child.stderr.on('data', (chunk) => {
      said += chunk
    })
    child.stdout.on('data', (chunk) => {
      said += chunk
      const [found] = /http:\/\/[\d.:]+/.exec(said) ?? []
      if (found && said.includes('Stop with')) done(found)
    })
    void ended.then(() => failed(new Error(`Cairn ended: ${said}`)))
  })
  return {
    address,
    home,
    port,
    pid: child.pid!,
    call: (operation, input = {}) => call(address, operation, input),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function call<Answer>(address: string, operation: string, input: object): Promise<Answer> {
  const response = await fetch(`${address}/api/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const answer = (await response.json()) as Answer & { message?: string }
  if (!response.ok) throw new Error(`${operation}: ${answer.message}`)
  return answer
}

/**
 * A port below those that the system gives to whoever connects: one of them may be taken again before a program has started that was told
 * to have it, and while it is away.
 */
const freePort = (): Promise<number> =>
  new Promise((done) => {
    const port = 12_000 + Math.floor(Math.random() * 20_000)
    const server = createServer()
      .once('error', () => done(freePort()))
      .listen(port, '127.0.0.1', () => server.close(() => done(port)))
  })
