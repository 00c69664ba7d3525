import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { jiraExport } from '../bench/parts/jira.ts'
import { open } from '../src/app.ts'
import { wordsIn } from '../src/core/import/encoding.ts'
import type { Importer, ReadOptions } from '../src/core/import/importer.ts'
import { importerOf, importers } from '../src/core/import/importers.ts'
import { Problem } from '../src/core/problem.ts'
import { type Called, call } from '../src/platform/operation.ts'
import { mutated } from '../test/mutated.ts'
import { verify } from './parts/afterwards.ts'
import { configOf, inFolder } from './parts/place.ts'
import { Server } from './parts/programs.ts'
import { fault, heard, say, some } from './parts/report.ts'

const filesEach = 10_000
/** Of them, how many go all the way into a file of records. */
const keptEach = 300
const mostSeconds = 2
const kills = 12
const rows = 4_000

/** Ten thousand spoiled files for each form, read and some of them brought in; and a server killed while it reads a long one. */
export async function run(): Promise<void> {
  for (const [importer, files] of samples()) spoil(importer, files)
  await inFolder(bringIn)
  await inFolder(killWhileReading)
}

interface Sample {
  name: string
  bytes: Buffer
}

const folder = join('test', 'cases', 'import')

function samples(): Map<Importer, Sample[]> {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, bytes: readFileSync(join(folder, name)) }))
  files.push({ name: 'brag-document.md', bytes: readFileSync(join('test', 'cases', 'brag-document.md')) })
  const byForm = Map.groupBy(files, ({ name, bytes }) => importerOf({ name, text: wordsIn(bytes) }, 'auto'))
  for (const importer of importers) if (!byForm.has(importer)) fault(`no sample file for ${importer.format}`)
  return byForm
}

const options: ReadOptions = { refDate: '2026-06-30', dayFirst: false }

/** Each is read by the importer it was made for, whether or not that would still know it. */
function spoil(importer: Importer, files: readonly Sample[]): void {
  let read = 0
  let refused = 0
  let slowest = 0
  for (const { name, bytes } of files)
    for (const spoiled of someOf(bytes, Math.ceil(filesEach / files.length))) {
      const began = performance.now()
      try {
        const file = { name, text: wordsIn(spoiled) }
        const columns = name === 'work-log.csv' ? { columns: { text: 'What I did' } } : {}
        for (const come of importer.read(file, { ...options, ...columns }))
          if (come.is === 'found' && come.text.trim() === '') fault(`${importer.format}: a proposal without words`)
        read++
      } catch (error) {
        if (error instanceof Problem) heard(error.message, importer.format)
        else fault(`${importer.format}: ${(error as Error).stack?.slice(0, 300)}`)
        refused++
      }
      slowest = Math.max(slowest, performance.now() - began)
    }
  if (slowest > mostSeconds * 1000) fault(`${importer.format}: one file took ${(slowest / 1000).toFixed(1)} s`)
  say(
    `${importer.format}: ${some(read + refused, 'spoiled files')}, ${some(refused, 'refused in a sentence')}, the slowest ${slowest.toFixed(0)} ms`,
  )
}

function* someOf(bytes: Buffer, many: number): Generator<Uint8Array> {
  for (let done = 0; done < many; done += 250)
    yield* fc.sample(mutated(bytes), { numRuns: Math.min(250, many - done), seed: done + bytes.length })
}

interface Came {
  batch: string | null
  proposed: number
}

/** Through the door: all of a file's lines are there afterwards, or none. */
async function bringIn(home: string): Promise<void> {
  const { cairn, ownerId, close } = await open(configOf(home))
  const act = <Answer>(name: string, input: object): Promise<Called<Answer>> =>
    call<Answer>(cairn, { personId: ownerId, via: 'api' }, name, input)
  const waiting = async () => (await act<{ waiting: number }>('inbox.list', { limit: 1 })).answer.waiting
  let before = 0
  let done = 0
  let refused = 0
  for (const [importer, files] of samples())
    for (const { name, bytes } of files)
      for (const spoiled of someOf(bytes, Math.ceil(keptEach / files.length))) {
        const file = { name, base64: Buffer.from(spoiled).toString('base64') }
        let came: Came = { batch: null, proposed: 0 }
        try {
          came = (await act<Came>('inbox.import', { file })).answer
          done++
        } catch (error) {
          if (!(error instanceof Problem)) fault(`${importer.format}: ${(error as Error).stack?.slice(0, 300)}`)
          refused++
        }
        const now = await waiting()
        if (now !== before + came.proposed) fault(`${importer.format}: ${now - before} lines of ${came.proposed}`)
        before = now
      }
  await close()
  say(`${some(done, 'brought in')}, ${some(refused, 'refused')}, ${some(before, 'lines wait')}: each file whole or not`)
  await verify({ home })
}

/** `kill -9` while a long file is read or written: nothing of it is there, or all; then it is read after all. */
async function killWhileReading(home: string): Promise<void> {
  const file = { name: 'jira.csv', base64: Buffer.from(jiraExport(rows)).toString('base64') }
  const all = (rows * 3) / 5
  let kept: string | null = null
  let ended = 0
  for (let n = 0; n < kills && ended === 0; n++) {
    const server = await Server.start({ home })
    const begun = await server.send('inbox.import', kept ? { kept, later: true } : { file, later: true })
    if (begun?.status === 200) kept = String(begun.answer.kept)
    await new Promise((go) => setTimeout(go, 50 + n * 150))
    await server.kill()
    ended = await waitingIn(home)
    if (ended !== 0 && ended !== all) fault(`${ended} lines of ${all} after a kill`)
  }
  const server = await Server.start({ home })
  if (ended === 0) {
    await server.send('inbox.import', { kept, later: true })
    while (((await server.send('inbox.progress'))?.answer.items as unknown[] | undefined)?.length !== 0)
      await new Promise((go) => setTimeout(go, 100))
  }
  await server.stop()
  const last = await waitingIn(home)
  if (last !== all) fault(`${last} lines of ${all} at the end`)
  say(`a server killed while it read ${some(rows, 'rows')}: nothing of them there, or all; ${some(last, 'lines wait')}`)
  await verify({ home })
}

async function waitingIn(home: string): Promise<number> {
  const { cairn, ownerId, close } = await open(configOf(home))
  const { answer } = await call<{ waiting: number }>(cairn, { personId: ownerId, via: 'api' }, 'inbox.list', {})
  await close()
  return answer.waiting
}
