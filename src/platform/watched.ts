import { join } from 'node:path'
import { type Database, type Handle, transaction } from './database.ts'
import { engineOf } from './engine.ts'
import type { Home } from './operation.ts'
import { perDatabase } from './per-database.ts'
import type { WatchedFileRow } from './schema.ts'
import { readSettings } from './settings.ts'

/** What is known of a watched folder while the program looks into it. */
export interface FolderState {
  path: string
  /** Why it cannot be looked into, in words, or null. */
  trouble: string | null
  /** Instant of the last look; null before the first. */
  lookedAt: string | null
}

interface Watching {
  folders: FolderState[]
  /** Counts what pages may say anew. */
  turn: number
  /** Until it is known otherwise, a server is taken to be shared. */
  isShared: boolean
}

const watching = perDatabase<Watching>(() => ({ folders: [], turn: 0, isShared: true }))

/** The folders as the watching program of this process knows them; none where it does not watch. */
export const foldersWatched = (handle: Handle): readonly FolderState[] => watching(handle).folders

/** Another number whenever pages have other things to say of watched folders. */
export const watchTurn = (handle: Pick<Handle, 'getExecutor'>): number => watching(handle).turn

export function tellFolders(db: Database, folders: readonly FolderState[]): void {
  const known = watching(db)
  const says = (all: readonly FolderState[]) => JSON.stringify(all.map(({ path, trouble }) => [path, trouble]))
  // A page says when was looked last only as “since”: no page is drawn anew for a look that found nothing.
  if (says(known.folders) !== says(folders)) known.turn += 1
  known.folders = [...folders]
}

/** The folder that is watched if none is named: beside the file, or beside the copies where a server keeps the records. */
export const usualFolder = ({ folder }: Pick<Home, 'folder'>): string => join(folder, 'inbox')

/**
 * The folders that this person's notes are taken from: those they named, else the usual one. A server that several people share has no
 * usual one, for nobody could say whose notes lie there.
 */
export async function foldersOf(
  tx: Handle,
  personId: string,
  home: Home,
): Promise<{ paths: string[]; named: boolean }> {
  const { inboxFolders } = await readSettings(tx, personId)
  if (inboxFolders !== null) return { paths: inboxFolders, named: true }
  const isShared = engineOf(tx) === 'postgres' && watching(tx).isShared
  return { paths: isShared ? [] : [usualFolder(home)], named: false }
}

/** Looks whether several people share the server: a person's own queries see nobody else. */
export async function noteSharing(db: Database): Promise<void> {
  if (engineOf(db) === 'sqlite') return
  const { n } = await transaction(db, 'read', null, (tx) =>
    tx
      .selectFrom('persons')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('demo', '=', false)
      .executeTakeFirstOrThrow(),
  )
  const known = watching(db)
  if (known.isShared !== Number(n) > 1) known.turn += 1
  known.isShared = Number(n) > 1
}

/** True if a file of this name waits in the inbox for a word of the person's: which column is what. */
export const isAskedAbout = async (db: Database, personId: string, name: string): Promise<boolean> =>
  (await transaction(db, 'read', personId, (tx) =>
    tx
      .selectFrom('importFiles')
      .select('id')
      .where('personId', '=', personId)
      .where('name', '=', name)
      .limit(1)
      .executeTakeFirst(),
  )) !== undefined

/** What was read of these folders, by folder and name. */
export async function filesRead(
  tx: Handle,
  personId: string,
  folders: readonly string[],
): Promise<Map<string, WatchedFileRow>> {
  if (folders.length === 0) return new Map()
  const rows = await tx
    .selectFrom('watchedFiles')
    .selectAll()
    .where('personId', '=', personId)
    .where('folder', 'in', folders)
    .execute()
  return new Map(rows.map((row) => [placeOf(row.folder, row.name), row]))
}

export const placeOf = (folder: string, name: string): string => `${folder}\n${name}`

/** The files that were read last, newest first. */
export const latestFiles = (tx: Handle, personId: string, limit: number): Promise<WatchedFileRow[]> =>
  tx
    .selectFrom('watchedFiles')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('readAt', 'desc')
    .orderBy('folder', 'desc')
    .orderBy('name', 'desc')
    .limit(limit)
    .execute()

/** Notes how a file was read, so that it is not read again as it is. */
export const noteFile = (db: Database, row: WatchedFileRow): Promise<void> =>
  transaction(db, 'write', row.personId, async (tx) => {
    const { personId, folder, name, ...found } = row
    await tx
      .insertInto('watchedFiles')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['personId', 'folder', 'name'])
          .doUpdateSet(found)
          .where('watchedFiles.personId', '=', personId),
      )
      .execute()
    watching(db).turn += 1
  })
