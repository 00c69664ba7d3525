import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { program } from '../../test/program.ts'
import { fault } from './report.ts'

export interface Where {
  home: string
  env?: Record<string, string>
  /** An ordinary user to run as, where the soak runs as root. */
  uid?: number
}

/** What a command came to. */
export interface Ended {
  code: number | null
  out: string
  error: string
}

/** Children of this soak that still run: nothing else is ever ended. */
const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

function start({ home, env, uid }: Where, args: string[], more: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [...program, ...args], {
    env: { PATH: process.env.PATH, ...env, ...more, CAIRN_HOME: home },
    ...(uid !== undefined && { uid, gid: uid }),
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin?.on('error', () => undefined)
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Does one command; with `killAfter`, kills it after so many milliseconds if it has not ended by then. */
export function command(
  where: Where,
  args: string[],
  options: { input?: string; killAfter?: number } = {},
): Promise<Ended> {
  const child = start(where, args)
  let out = ''
  let error = ''
  child.stdout!.on('data', (chunk) => {
    out += chunk
  })
  child.stderr!.on('data', (chunk) => {
    error += chunk
  })
  child.stdin!.end(options.input ?? '')
  const timer = options.killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), options.killAfter)
  return new Promise((done) =>
    child.once('close', (code) => {
      clearTimeout(timer)
      done({ code, out, error })
    }),
  )
}

/** What an operation answered: null if no answer arrived, which leaves open whether it was done. */
export type Answered = { status: number; answer: Record<string, unknown>; again: boolean } | null

export class Server {
  /** By the soak, not by itself. */
  #isEnded = false

  private constructor(
    readonly address: string,
    private readonly child: ChildProcess,
    private readonly ended: Promise<void>,
  ) {}

  /** Starts the program and waits until it says where it is; what it says instead is the error. */
  static async start(where: Where): Promise<Server> {
    const port = await freePort()
    const child = start(where, ['serve'], { PORT: String(port) })
    const ended = new Promise<void>((done) => child.once('exit', () => done()))
    let said = ''
    const ready = new Promise<void>((done) => {
      for (const stream of [child.stdout!, child.stderr!])
        stream.on('data', (chunk) => {
          said += chunk
          if (said.includes('Stop with')) done()
        })
    })
    await Promise.race([ready, ended])
    if (!said.includes('Stop with')) throw new Error(said.trim())
    const server = new Server(`http://127.0.0.1:${port}`, child, ended)
    void ended.then(() => {
      if (!server.#isEnded)
        fault(`a server ended by itself: ${said.split('Stop with Ctrl C.').at(-1)!.trim().slice(0, 400)}`)
    })
    return server
  }

  async send(operation: string, input: object = {}, key?: string): Promise<Answered> {
    try {
      const response = await fetch(`${this.address}/api/${operation}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
        body: JSON.stringify(input),
      })
      const answer = (await response.json()) as Record<string, unknown>
      return { status: response.status, answer, again: response.headers.has('idempotent-replayed') }
    } catch {
      return null
    }
  }

  /** As if the power went. */
  async kill(): Promise<void> {
    this.#isEnded = true
    this.child.kill('SIGKILL')
    await this.ended
  }

  async stop(): Promise<void> {
    this.#isEnded = true
    this.child.kill('SIGTERM')
    await this.ended
  }
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
