import { createHash, type Hash } from 'node:crypto'
import {
  closeSync,
  createWriteStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { Problem } from '../core/problem.ts'
import { archiveText } from './archive.ts'
import type { Handle } from './database.ts'
import type { Home } from './operation.ts'
import { faultIn } from './sqlite.ts'

/** A kept copy: of the whole file, or of one person's rows on a server. */
export interface Copy {
  /** Counts up by one, whatever the clock says: the highest is the newest. 0 is a copy of a time before they were counted. */
  number: number
  /** When it was kept, UTC ISO to the second, by the clock of that moment. */
  at: string
  /** What it was kept for: `daily`, `by-hand`, `before-import`, `before-restore`, `before-` and the name of a migration. */
  why: string
  path: string
  /** In bytes. */
  size: number
}

/** Keeps a consistent copy of what the person has in `backups`, and answers its path: of the whole file, or of their rows on a server. */
export const keepCopy = (tx: Handle, personId: string, home: Home, now: string, why: string): Promise<string> =>
  home.file ? keepFile(home, now, why) : keepArchive(tx, personId, home, now, why)

/** A copy of the file as it was last saved. Safe while others write. */
export const keepFile = (home: Home, now: string, why: string): Promise<string> =>
  keep(folderOf(home), { now, why, ending: 'db' }, async (path) => {
    // A connection of its own: the copy shows what is saved, never what an open transaction is about to save.
    const source = new DatabaseSync(home.file!, { readOnly: true })
    try {
      source.prepare('vacuum into ?').run(path)
    } finally {
      source.close()
    }
    const fault = faultIn(path)
    if (fault) throw new Error(`read back, ${fault}`)
  })

/** An archive of the person's rows as this transaction sees them. `there`: see `archiveText`. */
export const keepArchive = (
  tx: Handle,
  personId: string,
  home: Home,
  now: string,
  why: string,
  there?: ReadonlySet<string>,
): Promise<string> =>
  keep(folderOf(home, personId), { now, why, ending: 'json' }, async (path) => {
    const kept = createHash('sha256')
    await pipeline(hashed(archiveText(tx, personId, now, there), kept), createWriteStream(path))
    if ((await hashOf(path)) !== kept.digest('hex')) throw new Error('read back, it is not what was written')
  })

async function* hashed(pieces: AsyncIterable<string>, hash: Hash): AsyncGenerator<string> {
  for await (const piece of pieces) {
    hash.update(piece)
    yield piece
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  const part = Buffer.alloc(65_536)
  const file = await open(path, 'r')
  try {
    for (;;) {
      const { bytesRead } = await file.read(part)
      if (bytesRead === 0) return hash.digest('hex')
      hash.update(part.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}

/** The person's kept copies, newest first. */
export function listCopies(home: Home, personId: string): Copy[] {
  const folder = folderOf(home, personId)
  return namesIn(folder)
    .flatMap((name) => copyNamed(folder, name) ?? [])
    .sort((a, b) => b.number - a.number || (a.path < b.path ? 1 : -1))
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw new Problem(
      'unavailable',
      `The copies in ${folder} cannot be read (${code}). Allow reading and writing there.`,
    )
  }
}

/** The copy that a number (`12`) or a file name names. */
export function copyBy(copies: readonly Copy[], named: string): Copy {
  const found = copies.find(
    ({ number, path }) => String(number) === named.replace(/^0+/, '') || basename(path) === named,
  )
  if (found) return found
  throw new Problem(
    'missing',
    `There is no copy “${named}” among those that are kept. Nothing was changed. “cairn archive copies” lists them.`,
    'copy',
  )
}

/** The folder of copies: one for a file; on a server one for each person, for a copy there is of one person's rows. */
export const folderOf = ({ file, folder }: Home, personId = ''): string => join(folder, 'backups', file ? '' : personId)

interface Naming {
  now: string
  why: string
  ending: string
}

async function keep(folder: string, naming: Naming, write: (path: string) => Promise<void>): Promise<string> {
  let unfinished = ''
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    sweep(folder)
    const copy = join(folder, nextName(folder, naming))
    // Half a copy, as a full disk leaves it, must never be taken for one.
    unfinished = unfinishedName(copy)
    await write(unfinished)
    settle(unfinished)
    renameSync(unfinished, copy)
    settle(folder)
    return copy
  } catch (error) {
    // SQLite keeps a journal beside what it writes.
    if (unfinished) for (const part of ['', '-journal']) rmSync(unfinished + part, { force: true })
    throw new NotKept(folder, (error as Error).message)
  }
}

/** The refusal of a copy: what was to be done after it was not begun. */
export class NotKept extends Problem {
  constructor(
    readonly folder: string,
    readonly why: string,
  ) {
    super(
      'unavailable',
      `No copy could be kept in ${folder} (${why}). Nothing was changed. Free some space or allow writing there.`,
    )
  }
}

/** Names what is kept next. Numbers count up, so that the newest is known whatever the clock said. */
export function nextName(folder: string, { now, why, ending }: Naming): string {
  const numbers = readdirSync(folder).map((name) => Number(/^cairn-(\d{4,})-\d{4}-/.exec(name)?.[1] ?? 0))
  const number = String(Math.max(0, ...numbers) + 1).padStart(4, '0')
  return `cairn-${number}-${now.slice(0, 19).replaceAll(':', '')}-${why}.${ending}`
}

function copyNamed(folder: string, name: string): Copy | null {
  const [, number, day, hour, minute, second, why] =
    /^cairn-(?:(\d{4,})-)?(\d{4}-\d\d-\d\d)T(\d\d)(\d\d)(\d\d)-([\w-]+)\.(?:db|json)$/.exec(name) ?? []
  if (!why) return null
  const path = join(folder, name)
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) return null
  return { number: Number(number ?? 0), at: `${day}T${hour}:${minute}:${second}Z`, why, path, size: found.size }
}

/** The name of something in the making; where its maker is killed, `sweep` takes it away later. */
export const unfinishedName = (path: string): string => `${path}-${process.pid}-unfinished`

/** Takes away what killed programs left half made. */
export function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /-(\d+)-unfinished(?:-\w+)?$/.exec(name) ?? []
    if (pid && isLeft(join(folder, name), Number(pid))) rmSync(join(folder, name), { force: true })
  }
}

/** Takes away what one process left half made that is known to have ended. */
export function sweepAfter(folder: string, pid: number): void {
  for (const name of namesIn(folder))
    if (new RegExp(`-${pid}-unfinished(?:-\\w+)?$`).test(name)) rmSync(join(folder, name), { force: true })
}

const hour = 3_600_000

// A program of that number may run on another computer that shares the folder, so what is fresh is left alone.
function isLeft(path: string, pid: number): boolean {
  const found = statSync(path, { throwIfNoEntry: false })
  return found !== undefined && Math.abs(Date.now() - found.mtimeMs) > hour && !isRunning(pid)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function settle(path: string): void {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    // Windows opens no folder; there the names are safe without it.
    if ((error as NodeJS.ErrnoException).code === 'EISDIR' || process.platform === 'win32') return
    throw error
  }
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
