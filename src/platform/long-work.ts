import { randomUUID } from 'node:crypto'
import { Problem } from '../core/problem.ts'
import type { Waiting } from './operation.ts'
import { perDatabase } from './per-database.ts'

/** Work that goes on after the act that began it was answered: how far it is, or what came of it. */
export interface Work {
  id: string
  personId: string
  /** As in “Reading jira.csv”. */
  what: string
  done: number
  of: number
  state: 'going' | 'done' | 'stopped' | 'refused'
  /** What came of it, or why nothing did, in a sentence. */
  said: string | null
  /** What it answered, for the page that shows it. */
  answer: unknown
}

/** What this program works on, and what it worked on last. It ends with the program: what was half done by then was not kept. */
export const worksOn = perDatabase(() => new Works())

const mostRemembered = 100

class Works {
  readonly #works = new Map<string, Work>()
  readonly #stopped = new Set<string>()
  readonly #followed = new Set<Promise<void>>()

  /** Counts what was begun and what has ended: another number whenever there is something else to say of it. */
  turn = 0

  begin(
    { personId, what, id = randomUUID() }: Pick<Work, 'personId' | 'what'> & { id?: string },
    does: (waiting: Required<Waiting>) => Promise<{ said: string; answer: unknown }>,
  ): Work {
    const work: Work = { id, personId, what, done: 0, of: 1, state: 'going', said: null, answer: null }
    this.#stopped.delete(id)
    this.#works.delete(id)
    this.#works.set(id, work)
    this.turn += 1
    this.#forget()
    const followed = this.#follow(work, does).finally(() => {
      this.turn += 1
      this.#followed.delete(followed)
    })
    this.#followed.add(followed)
    return work
  }

  /** This person's work of this name, if this program did it. */
  find(personId: string, id: string): Work | null {
    const work = this.#works.get(id)
    return work?.personId === personId ? work : null
  }

  going(personId: string): Work[] {
    return [...this.#works.values()].filter((work) => work.personId === personId && work.state === 'going')
  }

  stop(personId: string, id: string): void {
    if (this.find(personId, id)?.state === 'going') this.#stopped.add(id)
  }

  /** Stops all of it, and waits until it has. */
  async end(): Promise<void> {
    for (const { id, state } of this.#works.values()) if (state === 'going') this.#stopped.add(id)
    await Promise.all(this.#followed)
  }

  async #follow(work: Work, does: Parameters<Works['begin']>[1]): Promise<void> {
    try {
      const { said, answer } = await does({
        goes: (done, of) => {
          work.done = done
          work.of = of
        },
        isStopped: () => this.#stopped.has(work.id),
      })
      Object.assign(work, { state: 'done', said, answer })
    } catch (error) {
      const isStopped = this.#stopped.has(work.id)
      if (!(error instanceof Problem)) console.error(error)
      work.state = isStopped ? 'stopped' : 'refused'
      work.said = error instanceof Problem ? error.message : 'Something went wrong inside Cairn. Nothing was changed.'
    }
  }

  #forget(): void {
    for (const [id, { state }] of this.#works) {
      if (this.#works.size <= mostRemembered) return
      if (state !== 'going') this.#works.delete(id)
    }
  }
}
