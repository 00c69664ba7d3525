// A process of its own beside the program: keeps the copy of one day, and ends. It ends too where the program is gone.
import { inspect } from 'node:util'
import type { Asked, Told } from './copy-beside.ts'
import { keepHere } from './daily.ts'
import { openDatabase } from './database.ts'

process.once('message', async (asked: Asked) => {
  const told: Told = await kept(asked).then(
    (trouble) => ({ trouble }),
    (error) => ({ fault: inspect(error) }),
  )
  process.send!(told, () => process.disconnect!())
})
process.once('disconnect', () => process.exit())
// Ctrl C in a terminal reaches both: the program says when this one ends.
process.on('SIGINT', () => undefined)

async function kept({ server, personId, home, now }: Asked): Promise<string | null> {
  if (server === null) return keepHere(null, personId, home, now)
  const db = openDatabase(server)
  try {
    return await keepHere(db, personId, home, now)
  } finally {
    await db.destroy()
  }
}
