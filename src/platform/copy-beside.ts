import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { folderOf, sweepAfter } from './backup.ts'
import type { DailyKeeper } from './daily.ts'
import type { Home } from './operation.ts'

/** What the process beside is told, through a channel of its own: a command line is seen by everybody on the computer. */
export interface Asked {
  /** The address of the server; null for a file. */
  server: string | null
  personId: string
  home: Home
  now: string
}

/** What it answers before it ends: why the copy could not be kept, in words, or null; or a bug. */
export type Told = { trouble: string | null } | { fault: string }

/** In milliseconds. */
interface Patience {
  /** More than any copy takes; what takes longer hangs. */
  whole: number
  /** What is in the making when the program is to end may take so long; else it is made anew at the next start. */
  last: number
}

const usual: Patience = { whole: 1_800_000, last: 5_000 }

/**
 * Keeps copies of the day in a process of its own, one at a time. What a copy takes of memory goes with that process, where this one would
 * stay as large as it was; and what is sent to this one meanwhile is answered.
 */
export class KeeperBeside {
  #working: Promise<string | null> = Promise.resolve(null)
  #process: ChildProcess | null = null
  #isOver = false
  readonly #server: string | null
  readonly #patience: Patience
  readonly #program: string | undefined

  /** `server` is its address, or null for a file. `program` is another one than that which lies beside the built one. */
  constructor(server: string | null, { patience = usual, program }: { patience?: Patience; program?: string } = {}) {
    this.#server = server
    this.#patience = patience
    this.#program = program
  }

  readonly keep: DailyKeeper = (_, personId, home, now) => {
    this.#working = this.#isOver ? Promise.resolve(null) : this.#kept({ server: this.#server, personId, home, now })
    return this.#working
  }

  /** Waits a moment for the copy that is in the making, then ends it: it is whole or absent. */
  async end(): Promise<void> {
    this.#isOver = true
    const late = setTimeout(() => this.#process?.kill('SIGKILL'), this.#patience.last)
    await this.#working.catch(() => undefined)
    clearTimeout(late)
  }

  async #kept(asked: Asked): Promise<string | null> {
    const folder = folderOf(asked.home, asked.personId)
    const told = await this.#toldBy(asked, folder).catch((error: Error) => ({ end: error.message }))
    if ('trouble' in told) return told.trouble
    if ('fault' in told) throw new Error(told.fault)
    if (this.#isOver) return null
    return `Today’s copy could not be kept in ${folder}: the process that makes it ended before it was done (${told.end}). Your records are saved all the same. Cairn tries again in ten minutes.`
  }

  async #toldBy(asked: Asked, folder: string): Promise<Told | { end: string }> {
    const beside = fork(this.#program ?? join(asked.home.content, '..', 'copy.js'), [], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    this.#process = beside
    const late = setTimeout(() => beside.kill('SIGKILL'), this.#patience.whole)
    let told: Told | null = null
    beside.on('message', (message) => {
      told = message as Told
    })
    // Where it has ended already, its end says so.
    beside.send(asked, () => undefined)
    const end = await endOf(beside)
    clearTimeout(late)
    this.#process = null
    if (told) return told
    if (beside.pid) sweepAfter(folder, beside.pid)
    return { end }
  }
}

/** How a process ended, in a word, when all that it said has been heard. */
const endOf = (beside: ChildProcess): Promise<string> =>
  new Promise((resolve) => {
    beside.once('error', (error) => resolve(error.message))
    beside.once('exit', (code, signal) => {
      const end = String(signal ?? code)
      if (beside.connected) beside.once('disconnect', () => resolve(end))
      else resolve(end)
    })
  })
