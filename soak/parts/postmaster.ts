import { spawn } from 'node:child_process'
import { readFileSync, readlinkSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import pg from 'pg'
import { startPostgres } from '../../bin/postgres.mjs'

/** A PostgreSQL server of the soak's own that can be killed and started again on the same data, durable as a real one. */
export class Postmaster {
  readonly #command: string[]
  readonly #folder: string
  #pid: number

  private constructor(
    readonly url: string,
    pid: number,
    private readonly clear: () => Promise<void>,
  ) {
    this.#pid = pid
    this.#command = [
      readlinkSync(`/proc/${pid}/exe`),
      ...readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(1, -1),
    ]
    this.#folder = dirname(this.#command[this.#command.indexOf('-D') + 1]!)
  }

  /** Or why there is none, in words. */
  static async start(): Promise<Postmaster | string> {
    if (process.platform !== 'linux') return 'It is started again by what Linux tells of a process.'
    const server = await startPostgres({ durable: true })
    if ('why' in server) return server.why
    if (!server.pid) return 'TEST_DATABASE_URL names a server that is not the soak’s own to kill.'
    return new Postmaster(server.url, server.pid, server.stop)
  }

  kill(): void {
    process.kill(this.#pid, 'SIGKILL')
  }

  /** On the same data, as an administrator would after a crash. The old one’s last processes may need a moment to go. */
  async startAgain(): Promise<void> {
    const [program, ...args] = this.#command as [string, ...string[]]
    const { uid, gid } = statSync(this.#folder)
    const asOwner = process.getuid?.() === 0 ? { uid, gid } : {}
    for (let tries = 0; tries < 100; tries++) {
      const child = spawn(program, args, { ...asOwner, cwd: this.#folder, stdio: 'ignore' })
      this.#pid = child.pid!
      for (let waits = 0; waits < 50 && child.exitCode === null; waits++) {
        if (
          await this.ask('select 1').then(
            () => true,
            () => false,
          )
        )
          return
        await new Promise((done) => setTimeout(done, 100))
      }
    }
    throw new Error('the PostgreSQL server does not start again')
  }

  /** As the administrator, past Cairn. */
  async ask(statement: string): Promise<void> {
    const client = new pg.Client(this.url)
    client.on('error', () => undefined)
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }

  async stop(): Promise<void> {
    try {
      process.kill(this.#pid, 'SIGINT')
      await new Promise((done) => setTimeout(done, 1000))
    } catch {
      // It is gone already.
    }
    await this.clear()
  }
}
