import { closeSync, openSync, readSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Problem } from '../core/problem.ts'
import { lastEntry } from './activity.ts'
import { alone } from './alone.ts'
import { type Copy, folderOf, keepCopy, keepFile, listCopies, NotKept } from './backup.ts'
import { type Database, type Handle, transaction } from './database.ts'
import type { Cairn, Home } from './operation.ts'

/** How many copies of the day stay. Those kept for another reason stay until the person takes them away. */
export const dailyKept = 10

const troubles = new Map<string, string>()

/** Why the copy of the day could not be kept when it was last tried here, in words, or null. */
export const dailyTrouble = ({ folder }: Home): string | null => troubles.get(folder) ?? null

/** Who keeps the copy of the day; answers why it could not be kept, in words, or null. */
export type DailyKeeper = (db: Database, personId: string, home: Home, now: string) => Promise<string | null>

/**
 * Keeps the copy of the day unless there is one, or a copy holds what is there now; then takes away the oldest of more than ten.
 * Answers why it could not be kept, in words, or null: what was done before it stays done.
 */
export async function keepDaily(
  { db, home, clock }: Cairn,
  personId: string,
  keep: DailyKeeper = keepHere,
): Promise<string | null> {
  const { now } = clock()
  const trouble = await inWords(async () => {
    const isToBeKept = await transaction(db, 'read', personId, (tx) => isDue(tx, personId, home, now))
    return isToBeKept ? keep(db, personId, home, now) : null
  })
  if (trouble) troubles.set(home.folder, trouble)
  else troubles.delete(home.folder)
  return trouble
}

/** Keeps it in this process, unless another is at it. A file is copied without being opened for anything else: `db` may be left out. */
export const keepHere = (db: Database | null, personId: string, home: Home, now: string): Promise<string | null> =>
  inWords(async () => {
    const keep = async (tx: Handle | null) => {
      // Another may have kept it a moment ago.
      if (!(await isDue(tx, personId, home, now))) return
      await (tx ? keepCopy(tx, personId, home, now, 'daily') : keepFile(home, now, 'daily'))
      // Only now, when there is a new copy that was read back whole.
      for (const { path } of listCopies(home, personId).filter(isDaily).slice(dailyKept)) rmSync(path, { force: true })
    }
    await alone(folderOf(home, personId), 'daily.lock', () =>
      db ? transaction(db, 'read', personId, keep) : keep(null),
    )
    return null
  })

async function inWords(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NotKept)
      return `Today’s copy could not be kept in ${error.folder} (${error.why}). ${saved} Free some space or allow writing there.`
    if (error instanceof Problem) return `Today’s copy could not be kept. ${saved} ${error.message}`
    throw error
  }
}

async function isDue(tx: Handle | null, personId: string, home: Home, now: string): Promise<boolean> {
  const copies = listCopies(home, personId)
  // The one kept last, whatever its day: a clock that was set back has days twice.
  const last = copies.find(isDaily)
  if (last && dayOf(last.at) === dayOf(now)) return false
  const lastChange = await lastChangeOf(tx, personId, home)
  // Not the newest alone: who has just gone back to a copy has nothing that is not kept, and comes back by the newest.
  return !copies.some((copy) => lastChangeIn(copy) === lastChange)
}

const saved = 'Your records are saved all the same.'

const dayOf = (instant: string): string => instant.slice(0, 10)

const isDaily = ({ why }: Copy): boolean => why === 'daily'

// A file is copied with everybody in it: the owner, and the filled example beside them.
const heads = 'select person_id as person, max(seq) as seq, hash from activity group by person_id order by person_id'

/** Says in one line where the log ends: two that are the same were made from the same records. */
async function lastChangeOf(tx: Handle | null, personId: string, { file }: Home): Promise<string> {
  if (file) return headsIn(file) ?? ''
  return (tx && (await lastEntry(tx, personId))?.hash) ?? ''
}

function lastChangeIn({ path }: Copy): string | null {
  return path.endsWith('.db') ? headsIn(path) : lastChangeInArchive(path)
}

function headsIn(file: string): string | null {
  try {
    const database = new DatabaseSync(file, { readOnly: true })
    try {
      return JSON.stringify(database.prepare(heads).all())
    } finally {
      database.close()
    }
  } catch {
    // What cannot be read is no copy to go back to: it is time for another.
    return null
  }
}

function lastChangeInArchive(path: string): string | null {
  const start = Buffer.alloc(100)
  const open = openSync(path, 'r')
  try {
    readSync(open, start)
  } finally {
    closeSync(open)
  }
  return /^\{"lastChange":"(\w*)"/.exec(start.toString('latin1'))?.[1] ?? null
}

const tenMinutes = 600_000

/** Keeps the copy of each day for as long as the program serves; answers how to end that. `failed` hears of a bug. */
export function keepDailyWhileServing(
  cairn: Cairn,
  personId: string,
  keeper: { keep: DailyKeeper; end(): Promise<void> },
  failed: (error: unknown) => void,
): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve()
  const keep = () => {
    last = last.then(() => keepDaily(cairn, personId, keeper.keep)).catch(failed)
  }
  keep()
  const timer = setInterval(keep, tenMinutes).unref()
  return async () => {
    clearInterval(timer)
    await keeper.end()
    await last
  }
}
