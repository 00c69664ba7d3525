// A thread of its own beside the program: reads one long file, and ends with it. The program goes on answering meanwhile.
import { parentPort } from 'node:worker_threads'
import { Problem } from '../../core/problem.ts'
import type { Asked, Told } from './beside.ts'
import { ReaderHere } from './reader.ts'

/** Enough that little time goes into talking, little enough that whoever stops it is heard soon. */
const atOnce = 300

const reader = new ReaderHere(atOnce)

parentPort!.on('message', ({ id, does, given }: Asked) => {
  try {
    // Each method gets what `beside.ts` was given for it.
    const answer = (reader[does] as (...given: unknown[]) => unknown)(...given)
    tell({ id, answer })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    tell({ id, refused: { code: error.code, message: error.message, field: error.field } })
  }
})

const tell = (told: Told) => parentPort!.postMessage(told)
