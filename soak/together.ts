import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterwards } from './parts/afterwards.ts'
import { Ledger, textsIn } from './parts/ledger.ts'
import { inFolder } from './parts/place.ts'
import { command, Server } from './parts/programs.ts'
import { fault, say, some } from './parts/report.ts'

const busy = /being written by another program/

/** Servers and commands at work on one file at once: beginning it, writing, keeping copies, going back to one. */
export async function run(): Promise<void> {
  await beginTogether()
  await inFolder(writeTogether)
  await inFolder(goBackWhileWriting)
}

const beginnings = 40
const atOnce = 8

/** Many first commands on an empty folder make one file, with one owner. */
async function beginTogether(): Promise<void> {
  for (let n = 0; n < beginnings; n++)
    await inFolder(async (home) => {
      const texts = Array.from({ length: atOnce }, (_, i) => `The first line of ${i}.`)
      for (const { code, error } of await Promise.all(
        texts.map((text) => command({ home }, ['evidence', 'capture', text])),
      ))
        if (code !== 0) fault(`one of many first commands: ${error}`)
      const found = await textsIn({ home })
      if (found.toSorted().join() !== texts.toSorted().join())
        fault(`${found.length} of ${atOnce} first lines are there`)
    })
  say(`${beginnings} times ${atOnce} first commands at once on an empty folder: one file, every line in it`)
}

/** Two servers and commands write while copies are kept. */
async function writeTogether(home: string): Promise<void> {
  const ledger = new Ledger()
  const servers = [await Server.start({ home }), await Server.start({ home })]
  let isOver = false
  let commands = 0
  const untilOver = (act: () => Promise<void>) => until(() => isOver, act)
  const writeByCommand = async () => {
    commands += 1
    await ledger.writeByCommand({ home })
  }
  const keepCopy = async () => {
    const { code, error } = await command({ home }, ['archive', 'backup'])
    if (code !== 0) fault(`a copy beside others that write: ${error}`)
  }
  const began = performance.now()
  const all = [
    ...servers.flatMap((server) => [1, 2, 3].map(() => untilOver(() => ledger.write(server, busy)))),
    ...[1, 2].map(() => untilOver(writeByCommand)),
    untilOver(keepCopy),
  ]
  await new Promise((done) => setTimeout(done, 30_000))
  isOver = true
  await Promise.all(all)
  const seconds = (performance.now() - began) / 1000
  await Promise.all(servers.map((server) => server.stop()))
  say(
    `two servers with three writers each, ${some(commands, 'commands')} that write and copies beside them, ${seconds.toFixed(0)} s: ${some(Math.round(ledger.acknowledged.size / seconds), 'writes a second')}`,
  )
  await ledger.compare({ home })
  await afterwards({ home })
}

/** What was written before a going back is not in the file any more, but in the copy that was kept first: nothing is lost. */
async function goBackWhileWriting(home: string): Promise<void> {
  const server = await Server.start({ home })
  const early = new Ledger()
  for (let n = 0; n < 20; n++) await early.write(server)
  const kept = await command({ home }, ['archive', 'backup', '--json'])
  const copy = /cairn-(\d+)-/.exec((JSON.parse(kept.out) as { copy: string }).copy)![1]!
  const back = async () => {
    const { code, error } = await command({ home }, ['archive', 'restore', copy])
    if (code !== 0) fault(`going back while a server writes: ${error}`)
  }
  const later = new Ledger(1000)
  let writing = true
  const all = [1, 2, 3].map(() =>
    until(
      () => !writing,
      () => later.write(server, busy),
    ),
  )
  for (let n = 0; n < 10; n++) await back()
  writing = false
  await Promise.all(all)
  await back()
  await server.stop()
  const inCopies = new Set(
    readdirSync(join(home, 'backups'))
      .filter((name) => name.endsWith('.db'))
      .flatMap((name) => textsInFile(join(home, 'backups', name))),
  )
  const lost = [...later.acknowledged].filter((text) => !inCopies.has(text))
  if (lost.length > 0) fault(`${some(lost.length, 'writes before a going back are in no copy')}, such as “${lost[0]}”`)
  say(
    `11 times back to a copy while a server took ${some(later.acknowledged.size, 'writes')}: each of them is in a copy that was kept first; ${later.refused} refused in a sentence`,
  )
  await early.compare({ home })
  await afterwards({ home })
}

function textsInFile(path: string): string[] {
  const file = new DatabaseSync(path, { readOnly: true })
  try {
    return file
      .prepare('select text from evidence')
      .all()
      .map(({ text }) => String(text))
  } finally {
    file.close()
  }
}

async function until(isDone: () => boolean, act: () => Promise<void>): Promise<void> {
  while (!isDone()) await act()
}
