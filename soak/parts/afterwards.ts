import { archiveOf } from './ledger.ts'
import { command, type Where } from './programs.ts'
import { fault, say, some } from './report.ts'

interface Verified {
  ok: boolean
  broken: string | null
  entries: number
}

/** What must hold whatever was done: the log is whole, and one command goes back to a kept copy, and the same again back to here. */
export async function afterwards(where: Where): Promise<void> {
  const entries = await verify(where)
  const { checksum } = await archiveOf(where)
  const backup = await command(where, ['archive', 'backup'])
  if (backup.code !== 0) fault(`archive backup: ${backup.error}`)
  for (const [which, args] of [
    ['to the oldest copy', [await oldestCopy(where)]],
    ['and to the newest', []],
  ] as const) {
    const back = await command(where, ['archive', 'restore', ...args])
    if (back.code !== 0) fault(`going back ${which}: ${back.error}`)
    await verify(where)
  }
  if ((await archiveOf(where)).checksum !== checksum) fault('going back to a copy and forward again changed something')
  say(
    `whole: ${some(entries, 'entries')} follow from one another; back to a kept copy and forward again, the same to the last sign`,
  )
}

export async function oldestCopy(where: Where): Promise<string> {
  const { copies } = JSON.parse((await command(where, ['archive', 'copies', '--json'])).out) as {
    copies: { number: number }[]
  }
  return String(copies.at(-1)!.number)
}

export async function verify(where: Where): Promise<number> {
  const { code, out, error } = await command(where, ['archive', 'verify', '--json'])
  if (code !== 0) {
    fault(`archive verify: ${error}`)
    return 0
  }
  const { ok, broken, entries } = JSON.parse(out) as Verified
  if (!ok) fault(`not whole: ${broken}`)
  return entries
}
