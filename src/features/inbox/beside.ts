import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Columns } from '../../core/import/importer.ts'
import { Problem, type ProblemCode } from '../../core/problem.ts'
import { type About, type Handed, type Judged, type Known, type Portion, type Reader, ReaderHere } from './reader.ts'

/** What is longer, in signs, is read in a thread of its own: to begin one takes as long as to read this much. */
export const longInSigns = 150_000

/** Whoever reads a file of this length. `content` is the folder of the product's own content, beside which the program lies. */
export const readerFor = (length: number, content: string): Reader =>
  length > longInSigns ? new ReaderBeside(content) : new ReaderHere(hereAtOnce)

// Few enough that nobody else waits for them.
const hereAtOnce = 100

/** What the thread is asked for: one of a reader's methods, with what it is given. */
export interface Asked {
  id: number
  does: Exclude<keyof Reader, 'end' | 'isBeside'>
  given: unknown[]
}

export type Told = { id: number } & (
  | { answer: unknown }
  | { refused: { code: ProblemCode; message: string; field: string | undefined } }
)

/**
 * In megabytes. A file of 40 MB as JSON takes less; what takes more ends its own reading and not the program. What is young is mostly
 * thrown away soon, and the less room it has, the less memory is held for it.
 */
const memory = { maxOldGenerationSizeMb: 1_500, maxYoungGenerationSizeMb: 16 }

class ReaderBeside implements Reader {
  readonly isBeside = true
  readonly #thread: Worker
  readonly #waiting = new Map<number, { resolve(answer: unknown): void; reject(error: unknown): void }>()
  #asked = 0
  #over: Error | null = null

  constructor(content: string) {
    this.#thread = new Worker(threadBeside(content), { resourceLimits: memory, execArgv: [] })
    this.#thread.on('message', (told: Told) => this.#hear(told))
    this.#thread.on('error', (error) => this.#fail(error))
    this.#thread.on('exit', () => this.#fail(new Error('the reading thread ended before it had answered')))
  }

  open = (handed: Handed) => this.#ask<About>('open', [handed], givenAway(handed))
  begin = (known: Known, columns: Columns | undefined) => this.#ask<void>('begin', [known, columns])
  next = () => this.#ask<Portion | null>('next', [])
  judge = (n: number, places: readonly number[], whole: number) => this.#ask<Judged[]>('judge', [n, places, whole])
  end = () => void this.#thread.terminate()

  #ask<Answer>(does: Asked['does'], given: unknown[], away: ArrayBuffer[] = []): Promise<Answer> {
    const answer = new Promise<Answer>((resolve, reject) => {
      if (this.#over) return reject(this.#over)
      const id = ++this.#asked
      this.#waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject })
      this.#thread.postMessage({ id, does, given } satisfies Asked, away)
    })
    // The next portion is asked for ahead: whoever stops before has no use for it, nor for why it does not come.
    answer.catch(() => undefined)
    return answer
  }

  #hear(told: Told): void {
    const asker = this.#waiting.get(told.id)
    this.#waiting.delete(told.id)
    if ('answer' in told) asker?.resolve(told.answer)
    else asker?.reject(new Problem(told.refused.code, told.refused.message, told.refused.field))
  }

  #fail(error: unknown): void {
    const isOutOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
    this.#over ??= isOutOfMemory ? tooMuch() : (error as Error)
    for (const { reject } of this.#waiting.values()) reject(this.#over)
    this.#waiting.clear()
  }
}

/** Bytes that fill a place of their own; what shares it with others has to be copied. */
function givenAway({ words, isGivenAway }: Handed): ArrayBuffer[] {
  if (!isGivenAway || typeof words === 'string' || !(words.buffer instanceof ArrayBuffer)) return []
  return words.byteLength === words.buffer.byteLength ? [words.buffer] : []
}

const tooMuch = () =>
  new Problem(
    'too_large',
    'This file takes more memory to read than Cairn gives to one file. Bring it in in parts; nothing was changed.',
    'file',
  )

/** The thread’s own program lies beside the built one, and beside this file when tests run the source. */
function threadBeside(content: string): string {
  const built = join(content, '..', 'reader.js')
  return existsSync(built) ? built : join(content, '..', 'src', 'features', 'inbox', 'reader-thread.ts')
}
