import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { open } from '../src/app.ts'
import { Problem } from '../src/core/problem.ts'
import { call } from '../src/platform/operation.ts'
import { rescued } from '../src/rescued.ts'
import { afterwards } from './parts/afterwards.ts'
import { archiveOf } from './parts/ledger.ts'
import { configOf, copied, inFolder, withCareer } from './parts/place.ts'
import { command, Server } from './parts/programs.ts'
import { fault, heard, say, some } from './parts/report.ts'

const pageSize = 4096
const flips = 400

/** A file that is cut, overwritten in single bytes, or has lost what waited beside it: said at the start or by a check, and one command goes back. */
export async function run(): Promise<void> {
  await withCareer(120, async (home) => {
    await command({ home }, ['archive', 'backup'])
    const whole = readFileSync(join(home, 'cairn.db'))
    const { checksum } = await archiveOf({ home })
    await cutByProgram(home, whole, checksum)
    await cutEverywhere(home, whole, checksum)
    await flipped(home, whole, checksum)
    spoil(home, whole)
    await afterwards({ home })
  })
  await inFolder(waitingCut)
}

function spoil(home: string, bytes: Buffer): void {
  for (const part of ['-wal', '-shm']) rmSync(join(home, `cairn.db${part}`), { force: true })
  writeFileSync(join(home, 'cairn.db'), bytes)
}

/** At every tenth of its length, through the program as a person starts it. */
async function cutByProgram(home: string, whole: Buffer, checksum: string): Promise<void> {
  for (let tenth = 0; tenth < 10; tenth++) {
    spoil(home, whole.subarray(0, Math.floor((whole.length * tenth) / 10)))
    const started = await command({ home }, ['evidence', 'list'])
    if (started.code !== 2) fault(`cut at ${tenth} tenths, the start says nothing`)
    else heard(started.error, `cut at ${tenth} tenths`, /cairn archive restore/)
    const { code, error } = await command({ home }, ['archive', 'restore'])
    if (code !== 0) fault(`cut at ${tenth} tenths, there is no way back: ${error}`)
    else if ((await archiveOf({ home })).checksum !== checksum)
      fault(`cut at ${tenth} tenths, something else came back`)
  }
  say('cut at every tenth of its length: said at the start, and one command brought back all of it, ten times')
}

/** Around every page's border, and at every tenth byte of the first page and the last, in this program: a start takes too long for each. */
async function cutEverywhere(home: string, whole: Buffer, checksum: string): Promise<void> {
  const lengths = new Set<number>()
  for (let border = 0; border <= whole.length; border += pageSize)
    for (const near of [-1, 0, 1]) lengths.add(border + near)
  for (let n = 0; n < pageSize; n += 10) {
    lengths.add(n)
    lengths.add(whole.length - pageSize + n)
  }
  const cuts = [...lengths].filter((n) => n >= 0 && n < whole.length)
  for (const length of cuts) {
    const cut = whole.subarray(0, length)
    spoil(home, cut)
    const sentence = await refusalAtStart(home)
    if (sentence === null) fault(`cut at ${length} of ${whole.length} bytes, the start says nothing`)
    else heard(sentence, `cut at ${length} bytes`, /cairn archive restore/)
    if (!readFileSync(join(home, 'cairn.db')).equals(cut)) fault(`cut at ${length} bytes, the start changed the file`)
  }
  // Going back is the same whatever was cut: tried at each fiftieth.
  let back = 0
  for (const length of cuts.filter((_, i) => i % 50 === 0)) {
    spoil(home, whole.subarray(0, length))
    await rescued(configOf(home), ['archive', 'restore', '1'])
    if ((await looked(home)).checksum !== checksum) fault(`cut at ${length} bytes, something else came back`)
    back += 1
  }
  say(
    `cut at ${some(cuts.length, 'places')}, around every page's border and at every tenth byte of the first and the last page: said each time, the file left as it lay; gone back ${back} times`,
  )
}

async function refusalAtStart(home: string): Promise<string | null> {
  try {
    const app = await open(configOf(home))
    await app.close()
    return null
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.message
  }
}

interface Looked {
  checksum: string
  broken: string | null
}

async function looked(home: string): Promise<Looked> {
  const { cairn, ownerId, close } = await open(configOf(home))
  try {
    const actor = { personId: ownerId, via: 'cli' } as const
    // What is shown meanwhile may differ, which the check says; but nothing may end in a fault of the program.
    for (const shown of ['evidence.list', 'today.show', 'case.show', 'settings.show'])
      await call(cairn, actor, shown, {}).catch(refusedInWords)
    return (await call<Looked>(cairn, actor, 'archive.verify', {})).answer
  } finally {
    await close()
  }
}

function refusedInWords(error: unknown): void {
  if (!(error instanceof Problem)) throw error
  heard(error.message, 'a damaged file that is looked at')
}

/** Single bytes changed anywhere: refused at the start, found by the check, or the records are to the last sign what they were. */
async function flipped(home: string, whole: Buffer, checksum: string): Promise<void> {
  const found = { atStart: 0, byCheck: 0, harmless: 0 }
  for (let n = 0; n < flips; n++) {
    const place = Math.floor((whole.length * (n + Math.random())) / flips)
    const bytes = Buffer.from(whole)
    bytes[place] = bytes[place]! ^ (1 << Math.floor(Math.random() * 8))
    spoil(home, bytes)
    try {
      const { broken, ...after } = await looked(home)
      if (broken) {
        found.byCheck += 1
        heard(broken, `byte ${place} changed`)
      } else if (after.checksum === checksum) found.harmless += 1
      else fault(`byte ${place} changed: other records, and nothing says so`)
    } catch (error) {
      if (!(error instanceof Problem)) fault(`byte ${place} changed: ${error}`)
      else {
        found.atStart += 1
        heard(error.message, `byte ${place} changed`)
      }
    }
  }
  say(
    `${flips} times one bit changed: ${found.atStart} said at the start, ${found.byCheck} found by the check, ${found.harmless} in places that hold no record`,
  )
}

/** What waited beside the file after a kill, cut: what is left is a whole earlier moment, never half a change. */
async function waitingCut(parent: string): Promise<void> {
  const home = join(parent, 'killed')
  const server = await Server.start({ home })
  for (let n = 0; n < 40; n++) await server.send('evidence.capture', { text: `Line ${n}.` })
  await server.kill()
  const waiting = readFileSync(join(home, 'cairn.db-wal'))
  const left: number[] = []
  const cuts = 40
  for (let n = 0; n < cuts; n++) {
    const other = join(parent, `cut-${n}`)
    copied(home, other)
    writeFileSync(join(other, 'cairn.db-wal'), waiting.subarray(0, Math.floor((waiting.length * n) / cuts)))
    const { cairn, ownerId, close } = await open(configOf(other))
    const actor = { personId: ownerId, via: 'cli' } as const
    const { broken } = (await call<Looked>(cairn, actor, 'archive.verify', {})).answer
    const { items } = (await call<{ items: { text: string }[] }>(cairn, actor, 'evidence.list', { limit: 200 })).answer
    await close()
    if (broken) fault(`the waiting changes cut at ${n} of ${cuts}: ${broken}`)
    const texts = new Set(items.map(({ text }) => text))
    for (let line = 0; line < texts.size; line++) if (!texts.has(`Line ${line}.`)) fault('a line in the middle is gone')
    left.push(texts.size)
    rmSync(other, { recursive: true })
  }
  say(
    `the waiting changes of a killed server cut at ${cuts} places: whole each time, as of an earlier moment (${Math.min(...left)} to ${Math.max(...left)} of 40 lines)`,
  )
}
