import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterwards } from './parts/afterwards.ts'
import { inFolder } from './parts/place.ts'
import { Server } from './parts/programs.ts'
import { fault, say, some } from './parts/report.ts'

const files = 1_000

interface Page {
  items: { text: string }[]
  next: string | null
  waiting: number
}

/**
 * A thousand files dropped into the watched folder, touched and rewritten with a line more, while the server that reads them is killed
 * twice: each line is proposed once, and the files are left as they lay.
 */
export async function run(): Promise<void> {
  await inFolder(async (home) => {
    const inbox = join(home, 'inbox')
    mkdirSync(inbox)
    const expected = new Set<string>()
    const line = (n: number, which: string) => {
      const text = `Cut the cost of step ${n}${which} from ${n + 20} to ${n + 3} EUR for the team.`
      expected.add(text)
      return `- ${text}\n`
    }
    const path = (n: number) => join(inbox, `note-${n}.${n % 2 === 0 ? 'md' : 'txt'}`)
    const began = performance.now()
    let server = await Server.start({ home })
    for (let n = 0; n < files; n++) {
      writeFileSync(path(n), line(n, 'a'))
      if (n % 50 === 0) await wait(20)
    }
    // In the middle of reading, whenever that is on this computer.
    const first = await atLeast(server, files * 0.2)
    await server.kill()
    server = await Server.start({ home })
    for (let n = 0; n < files; n++) {
      if (n % 3 === 0) appendFileSync(path(n), line(n, 'b'))
      else if (n % 3 === 1) utimesSync(path(n), new Date(), new Date())
      else writeFileSync(path(n), line(n, 'c') + line(n, 'a'))
    }
    const second = await atLeast(server, files * 0.7)
    await server.kill()
    server = await Server.start({ home })
    await atLeast(server, expected.size)
    const seconds = (performance.now() - began) / 1000
    // What would be proposed twice would come now.
    await wait(20_000)
    const found = await everyLine(server)
    await server.stop()
    const times = Map.groupBy(found, (text) => text)
    const twice = [...times].filter(([, all]) => all.length > 1).length
    const lost = [...expected].filter((text) => !times.has(text)).length
    const strange = [...times.keys()].filter((text) => !expected.has(text)).length
    if (twice > 0) fault(`${twice} lines were proposed more than once`)
    if (lost > 0) fault(`${lost} of ${expected.size} lines were not proposed`)
    if (strange > 0) fault(`${strange} proposals hold what no file says`)
    say(
      `${some(files, 'files')} dropped, touched and rewritten, the server killed at ${first} and ${second} of ${expected.size} lines: ${found.length} proposed, ${twice} of them twice, ${lost} lost, in ${seconds.toFixed(0)} s`,
    )
    await afterwards({ home })
  })
}

/** Waits until so many lines wait in the inbox; answers how many do. */
async function atLeast(server: Server, lines: number): Promise<number> {
  let last = { waiting: -1, since: performance.now() }
  for (;;) {
    const answered = await server.send('inbox.list', { limit: 1 })
    const { waiting } = (answered?.answer ?? { waiting: 0 }) as unknown as Page
    if (waiting >= lines) return waiting
    if (waiting !== last.waiting) last = { waiting, since: performance.now() }
    if (performance.now() - last.since > 60_000) {
      fault(`nothing more arrives: ${waiting} of ${lines} lines`)
      return waiting
    }
    await wait(50)
  }
}

async function everyLine(server: Server): Promise<string[]> {
  const found: string[] = []
  for (let cursor: string | undefined; ; ) {
    const answered = await server.send('inbox.list', { limit: 200, ...(cursor && { cursor }) })
    const { items, next } = answered!.answer as unknown as Page
    found.push(...items.map(({ text }) => text))
    if (next === null) return found
    cursor = next
  }
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
