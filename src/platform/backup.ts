import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Problem } from '../core/problem.ts'
import { readArchive } from './archive.ts'
import type { Handle } from './database.ts'
import type { Home } from './operation.ts'

/** Keeps a consistent copy of what the person has in `backups`, and answers its path: of the whole file, or of their rows on a server. */
export const keepCopy = (tx: Handle, personId: string, home: Home, now: string, why: string): Promise<string> =>
  home.file ? keepFile(home, now, why) : keepArchive(tx, personId, home, now, why)

/** A copy of the file as it was last saved. Safe while others write. */
export const keepFile = (home: Home, now: string, why: string): Promise<string> =>
  keep(home, now, why, 'db', async (path) => {
    // A connection of its own: the copy shows what is saved, never what an open transaction is about to save.
    const source = new DatabaseSync(home.file!, { readOnly: true })
    try {
      source.prepare('vacuum into ?').run(path)
    } finally {
      source.close()
    }
  })

/** An archive of the person's rows as this transaction sees them. `there`: see `readArchive`. */
export const keepArchive = (
  tx: Handle,
  personId: string,
  home: Home,
  now: string,
  why: string,
  there?: ReadonlySet<string>,
): Promise<string> =>
  keep(home, now, why, 'json', async (path) =>
    writeFileSync(path, JSON.stringify(await readArchive(tx, personId, now, there)), { flush: true }),
  )

async function keep(
  home: Home,
  now: string,
  why: string,
  ending: string,
  write: (path: string) => Promise<void>,
): Promise<string> {
  const folder = join(home.folder, 'backups')
  const copy = freeName(folder, `cairn-${now.slice(0, 19).replaceAll(':', '')}-${why}`, ending)
  // Half a copy, as a full disk leaves it, must never be taken for one.
  const unfinished = `${copy}-${process.pid}-unfinished`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    await write(unfinished)
    renameSync(unfinished, copy)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw new Problem(
      'unavailable',
      `No copy could be kept in ${folder} (${(error as Error).message}). Nothing was changed. Free some space or allow writing there.`,
    )
  }
  return copy
}

/** The kept copies, newest first: path and size in bytes. */
export function listCopies(home: Home): { path: string; size: number }[] {
  const folder = join(home.folder, 'backups')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => /\.(db|json)$/.test(name))
    .sort()
    .reverse()
    .map((name) => ({ path: join(folder, name), size: statSync(join(folder, name)).size }))
}

function freeName(folder: string, stem: string, ending: string): string {
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? `${stem}.${ending}` : `${stem}-${n}.${ending}`)
    if (!existsSync(path)) return path
  }
}
