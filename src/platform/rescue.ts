import { copyFileSync, cpSync, existsSync, lstatSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from '../core/problem.ts'
import { type Copy, copyBy, folderOf, listCopies, nextName, settle, sweep, unfinishedName } from './backup.ts'
import type { Home } from './operation.ts'
import { faultIn, standStill } from './sqlite.ts'

/** What a start without a usable file says; null if the file is whole or is to be made. It only looks: a damaged file stays as it is. */
export function faultAtStart(home: Home): string | null {
  const { file } = home
  if (file === null) return null
  if (!lstatSync(file, { throwIfNoEntry: false })) {
    // SQLite drops the changes that wait beside a file that is gone. They may be the only ones left of a person's records.
    if (isWaiting(file))
      return `The file ${file} is gone, but changes that belong to it still lie beside it, in ${file}-wal. Nothing was changed. Put the file back if you have it; ${wayBack(home)}. To begin anew, move that one elsewhere.`
    // An empty file in its place would look as if everything were lost.
    if (copiesOfFile(home).length > 0)
      return `The file ${file} is gone. Nothing was changed: ${wayBack(home)}. To begin anew, move ${folderOf(home)} elsewhere.`
    return null
  }
  waitWhileEmpty(file)
  const fault = existsSync(file) ? faultIn(file) : 'it points to a file that is not there'
  return fault
    ? `The file ${file} cannot be used: ${fault}. Nothing was changed: ${wayBack(home)}. To begin anew, move it elsewhere.`
    : null
}

// Another program may be beginning it at this moment: for some milliseconds there is a file with nothing in it.
function waitWhileEmpty(file: string): void {
  for (let n = 0; n < 20 && statSync(file, { throwIfNoEntry: false })?.size === 0; n++) standStill(50)
}

function wayBack(home: Home): string {
  const newest = copiesOfFile(home)[0]
  return newest
    ? `“cairn archive restore” goes back to the newest copy, of ${newest.at.slice(0, 10)}; “cairn archive copies” lists all`
    : `no copy is kept in ${folderOf(home)}`
}

const isWaiting = (file: string): boolean => (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0

export interface PutBack {
  copy: Copy
  /** Where what lay in its place is kept now; null if nothing lay there. */
  aside: string | null
  /** Newer copies that are no longer whole. */
  passed: Copy[]
}

/**
 * Puts a copy in the place of a file that cannot be opened: the newest that is whole, or the one that is named. What lay there is
 * moved among the copies first. A start in between finds no file, and says how to go on.
 */
export function putBack(home: Home & { file: string }, now: string, named?: string): PutBack {
  const copies = copiesOfFile(home)
  const candidates = named === undefined ? copies : [copyBy(copies, named)]
  const whole = candidates.findIndex(({ path }) => faultIn(path) === null)
  const copy = candidates[whole]
  if (!copy)
    throw new Problem(
      'unavailable',
      named === undefined
        ? `No copy in ${folderOf(home)} is whole. Nothing was changed. If you have one elsewhere, put it in the place of ${home.file}.`
        : `The copy ${named} cannot be used: ${faultIn(candidates[0]!.path)}. Nothing was changed. “cairn archive copies” lists the others.`,
      'copy',
    )
  return { copy, aside: inPlace(home, copy, now), passed: candidates.slice(0, whole) }
}

function inPlace(home: Home & { file: string }, copy: Copy, now: string): string | null {
  const { file } = home
  const ready = unfinishedName(file)
  try {
    sweep(dirname(file))
    copyFileSync(copy.path, ready)
    settle(ready)
    const aside = moveAside(home, now)
    renameSync(ready, file)
    settle(dirname(file))
    return aside
  } catch (error) {
    rmSync(ready, { force: true })
    throw new Problem(
      'unavailable',
      `The copy could not be put in the place of ${file} (${(error as Error).message}). The copies are as they were. Free some space or allow writing there, then try again.`,
    )
  }
}

/** What SQLite keeps of one file: the changes that wait belong to it, whoever tries to read the damaged file later. */
function moveAside(home: Home & { file: string }, now: string): string | null {
  const folder = folderOf(home)
  const aside = join(folder, nextName(folder, { now, why: 'before-restore', ending: 'damaged' }))
  const moved = ['', '-wal', '-shm'].filter((part) => {
    if (!lstatSync(home.file + part, { throwIfNoEntry: false })) return false
    move(home.file + part, aside + part)
    return true
  })
  return moved.length > 0 ? aside : null
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    // The copies may lie on another disk.
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    cpSync(from, to, { recursive: true })
    rmSync(from, { recursive: true })
  }
}

const copiesOfFile = (home: Home): Copy[] => listCopies(home, '').filter(({ path }) => path.endsWith('.db'))
