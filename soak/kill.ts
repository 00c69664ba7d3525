import { afterwards } from './parts/afterwards.ts'
import { Ledger } from './parts/ledger.ts'
import { inFolder } from './parts/place.ts'
import { command, Server } from './parts/programs.ts'
import { fault, say, some } from './parts/report.ts'

const kills = 100
const writers = 4

/** `kill -9` of the server while four write, and of commands that write: a hundred times each. */
export async function run(): Promise<void> {
  await inFolder(async (home) => {
    const ledger = new Ledger()
    const starts: number[] = []
    for (let n = 0; n < kills; n++) {
      const began = performance.now()
      const server = await Server.start({ home })
      starts.push(performance.now() - began)
      await ledger.settle(server)
      const writing = Array.from({ length: writers }, () => ledger.writeUntilKilled(server))
      await wait(5 + Math.random() * 250)
      await server.kill()
      await Promise.all(writing)
    }
    const server = await Server.start({ home })
    const open = ledger.open.size
    await ledger.settle(server)
    await server.stop()
    say(
      `${some(kills, 'kills of a server that writes')}, started again each time in ${middle(starts).toFixed(0)} ms (p50)`,
    )
    say(`${open} requests without an answer at the last, ${ledger.open.size} after they were sent again`)
    if (ledger.open.size > 0) fault('a request sent again had no answer')
    await ledger.compare({ home })
    await afterwards({ home })
  })
  await inFolder(async (home) => {
    const ledger = new Ledger()
    await command({ home }, ['profile', 'show'])
    const began = performance.now()
    await ledger.writeByCommand({ home })
    const usual = performance.now() - began
    for (let n = 0; n < kills; n++) await ledger.writeByCommand({ home }, Math.random() * usual * 1.2)
    say(`${some(kills, 'kills of a command that writes')}, within the ${usual.toFixed(0)} ms it takes`)
    await ledger.compare({ home })
    await afterwards({ home })
  })
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))

const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
