import { afterwards } from './parts/afterwards.ts'
import { Ledger } from './parts/ledger.ts'
import { inFolder } from './parts/place.ts'
import { Postmaster } from './parts/postmaster.ts'
import { Server, type Where } from './parts/programs.ts'
import { notRun, say, some } from './parts/report.ts'

const kills = 10
const drops = 60

/** Two servers of Cairn’s on one database, while PostgreSQL is killed and started again, and connections drop in the middle of a write. */
export async function run(): Promise<void> {
  const postgres = await Postmaster.start()
  if (typeof postgres === 'string') return notRun('PostgreSQL', postgres)
  try {
    await inFolder(async (home) => {
      const where: Where = { home, env: { DATABASE_URL: postgres.url } }
      const ledger = new Ledger()
      const servers = [await Server.start(where), await Server.start(where)]
      let writing = true
      const writers = servers.flatMap((server) =>
        [1, 2, 3].map(() =>
          until(
            () => !writing,
            () => ledger.write(server),
          ),
        ),
      )
      for (let n = 0; n < kills; n++) {
        await wait(100 + Math.random() * 400)
        postgres.kill()
        await postgres.startAgain()
      }
      const afterKills = ledger.acknowledged.size
      for (let n = 0; n < drops; n++) {
        await wait(Math.random() * 100)
        await postgres.ask(
          'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
        )
      }
      await wait(300)
      writing = false
      await Promise.all(writers)
      for (const server of servers) await ledger.settle(server)
      await Promise.all(servers.map((server) => server.stop()))
      say(
        `two servers of Cairn’s went on through ${kills} kills of PostgreSQL (${some(afterKills, 'writes')}) and ${drops} times all connections dropped (${some(ledger.acknowledged.size - afterKills, 'writes')})`,
      )
      await ledger.compare(where)
      await afterwards(where)
    })
  } finally {
    await postgres.stop()
  }
}

async function until(isDone: () => boolean, act: () => Promise<void>): Promise<void> {
  while (!isDone()) await act()
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms))
