import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Problem } from '../core/problem.ts'
import type { Home } from './operation.ts'

/** Writes a consistent copy of the person's file into `backups` beside it and answers its path. Safe while others write. */
export async function keepCopy(home: Home, now: string, why: string): Promise<string> {
  const folder = join(home.folder, 'backups')
  const copy = freeName(folder, `cairn-${now.slice(0, 19).replaceAll(':', '')}-${why}`)
  // Half a copy, as a full disk leaves it, must never be taken for one.
  const unfinished = `${copy}-${process.pid}-unfinished`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // A connection of its own: the copy shows what is saved, never what an open transaction is about to save.
    const source = new DatabaseSync(home.file, { readOnly: true })
    try {
      source.prepare('vacuum into ?').run(unfinished)
    } finally {
      source.close()
    }
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
    .filter((name) => name.endsWith('.db'))
    .sort()
    .reverse()
    .map((name) => ({ path: join(folder, name), size: statSync(join(folder, name)).size }))
}

function freeName(folder: string, stem: string): string {
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? `${stem}.db` : `${stem}-${n}.db`)
    if (!existsSync(path)) return path
  }
}
