import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { setImmediate as aMoment, setTimeout as aWhile } from 'node:timers/promises'
import { Problem } from '../core/problem.ts'
import { endsWhole, isAtRest, type Seen } from '../core/watched.ts'
import { transaction } from './database.ts'
import { contentOf, type Found, filesIn, type Stamp, stampOf } from './folder-files.ts'
import { type Cairn, call } from './operation.ts'
import type { WatchedFileRow } from './schema.ts'
import {
  type FolderState,
  filesRead,
  foldersOf,
  isAskedAbout,
  noteFile,
  noteSharing,
  placeOf,
  tellFolders,
} from './watched.ts'

/** What one look at the folders came to. */
export interface Look {
  folders: FolderState[]
  /** Files that were read, and how many lines each brought. */
  read: { name: string; lines: number }[]
  /** Files that were not, and why. */
  troubles: { name: string; trouble: string }[]
  /** Some are still being written: look again soon. */
  waits: boolean
  /** All folders that were looked into. */
  places: string[]
}

/**
 * Looks into a person's watched folders: each file that is new or changed, and that nobody writes any more, goes through `inbox.import`,
 * once. Nothing is ever written to the folder or taken from it. A stop in between costs nothing: a line proposed before is not again.
 */
export class FolderReader {
  readonly #seen = new Map<string, Seen>()
  #isOver = false

  constructor(
    private readonly cairn: Cairn,
    private readonly personId: string,
    private readonly failed: (error: unknown) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** Ends a look after the file it is at. */
  stop(): void {
    this.#isOver = true
  }

  async look(): Promise<Look> {
    const { db, home } = this.cairn
    await noteSharing(db)
    const { paths, known } = await transaction(db, 'read', this.personId, async (tx) => {
      const { paths } = await foldersOf(tx, this.personId, home)
      return { paths, known: await filesRead(tx, this.personId, paths) }
    })
    const look: Look = { folders: [], read: [], troubles: [], waits: false, places: [] }
    for (const folder of paths) {
      const found = await filesIn(folder)
      look.folders.push({ path: folder, trouble: found.trouble, lookedAt: this.cairn.clock().now })
      look.places.push(...found.places)
      for (const name of found.files)
        if (!this.#isOver) await this.#lookAt(folder, name, known.get(placeOf(folder, name)), look)
    }
    tellFolders(db, look.folders)
    return look
  }

  async #lookAt(folder: string, name: string, before: WatchedFileRow | undefined, look: Look): Promise<void> {
    const path = join(folder, name)
    const stamp = await stampOf(path)
    if (stamp === null || stamp.text === before?.stamp) return
    const now = this.now()
    const seen = this.#seen.get(path)
    const since = seen?.stamp === stamp.text ? seen : { stamp: stamp.text, since: now }
    this.#seen.set(path, since)
    if (!isAtRest(since, stamp.changedAt, now, true)) {
      look.waits = true
      return
    }
    const found = await contentOf(path, stamp)
    if (found === 'changed' || (typeof found !== 'string' && !isWhole(found.bytes, since, stamp, now))) {
      look.waits = true
      return
    }
    const noted = await this.#take(folder, name, { stamp: stamp.text, found, before })
    if (noted === null) look.waits = true
    else if (noted !== 'asked') {
      this.#seen.delete(path)
      if (noted.trouble !== null) look.troubles.push({ name, trouble: noted.trouble })
      else if (noted.isNew) look.read.push({ name, lines: noted.lines })
    }
    // Whoever waits for a page goes first.
    await aMoment()
  }

  /** Proposes what is in the file and notes that it was read; null if that has to be tried again soon. */
  async #take(
    folder: string,
    name: string,
    { stamp, found, before }: { stamp: string; found: Found; before: WatchedFileRow | undefined },
  ): Promise<{ lines: number; trouble: string | null; isNew: boolean } | 'asked' | null> {
    const { db, clock } = this.cairn
    const row = { personId: this.personId, folder, name, stamp, readAt: clock().now, batchId: null, lines: 0 }
    if (typeof found === 'string') {
      await noteFile(db, { ...row, sha256: null, trouble: found })
      return { lines: 0, trouble: found, isNew: true }
    }
    const sha256 = createHash('sha256').update(found.bytes).digest('hex')
    if (sha256 === before?.sha256) {
      // Touched, and nothing else.
      await noteFile(db, { ...before, stamp })
      return { lines: before.lines, trouble: null, isNew: false }
    }
    // Asked once which column is what, a table is read again once that is said.
    if (isTable.test(name) && (await isAskedAbout(db, this.personId, nameOf(name)))) return 'asked'
    try {
      const { lines, batchId, waits } = await this.#propose(name, found.bytes)
      await noteFile(db, { ...row, sha256, lines, batchId, trouble: waits ? asked.trouble : null })
      return waits ? asked : { lines, trouble: null, isNew: true }
    } catch (error) {
      // The disk is full, another program writes: that is not the file's fault.
      if (error instanceof Problem && error.code === 'unavailable') return null
      if (!(error instanceof Problem)) this.failed(error)
      const trouble = error instanceof Problem ? error.message : 'Something went wrong inside Cairn while it was read.'
      await noteFile(db, { ...row, sha256, trouble })
      return { lines: 0, trouble, isNew: true }
    }
  }

  async #propose(name: string, bytes: Buffer): Promise<{ lines: number; batchId: string | null; waits: boolean }> {
    if (bytes.toString('latin1').trim() === '') return { lines: 0, batchId: null, waits: false }
    const actor = { personId: this.personId, via: 'folder' } as const
    const file = { name: basename(name), base64: bytes.toString('base64') }
    const { answer } = await call<{ batch: string | null; kept: string | null; proposed: number }>(
      this.cairn,
      actor,
      'inbox.import',
      { file, name: nameOf(name), ...(isTable.test(name) && { later: true }) },
    )
    return { lines: answer.proposed, batchId: answer.batch, waits: answer.kept !== null }
  }
}

const isTable = /\.csv$/i

/** What its batch is called. */
const nameOf = (name: string): string => name.slice(-255)

const asked = {
  lines: 0,
  trouble: 'It is being read, or waits in the inbox for you to say which column is what.',
  isNew: true,
}

const isWhole = (bytes: Buffer, seen: Seen, stamp: Stamp, now: number): boolean =>
  isAtRest(seen, stamp.changedAt, now, endsWhole(bytes.subarray(-40).toString('latin1')))

/** All that lies there now, also what is still being written: that is waited for. */
export async function lookOnce(reader: FolderReader, most = 40): Promise<Look> {
  const whole = await reader.look()
  for (let more = whole, n = 0; more.waits && n < most; n++) {
    await aWhile(soon)
    more = await reader.look()
    whole.read.push(...more.read)
    whole.troubles.push(...more.troubles)
    whole.waits = more.waits
  }
  return whole
}

/** What a look came to, for a terminal. */
export function lookInWords({ folders, read, troubles, waits }: Look): string {
  const lines = [
    ...folders.flatMap(({ path, trouble }) => (trouble ? [`${path}: ${trouble}`] : [])),
    ...read.map(({ name, lines }) =>
      lines === 0
        ? `${name}: nothing new`
        : `${name}: ${lines} ${lines === 1 ? 'line waits' : 'lines wait'} for your yes or no`,
    ),
    ...troubles.map(({ name, trouble }) => `${name}: not read. ${trouble}`),
    ...(waits ? ['Some files are still being written; they are read later.'] : []),
  ]
  return lines.length > 0 ? lines.join('\n') : 'Nothing new in the watched folders.'
}

/** How soon a file that is still being written is looked at again, in milliseconds. */
export const soon = 500
