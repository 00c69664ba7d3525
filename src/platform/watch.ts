import { type FSWatcher, watch as watchFolder } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { Problem } from '../core/problem.ts'
import { transaction } from './database.ts'
import { FolderReader, type Look, soon } from './folder-reader.ts'
import type { Cairn } from './operation.ts'
import { foldersOf, noteSharing, usualFolder } from './watched.ts'

const slowly = 15_000

/**
 * Looks into the watched folders for as long as the program serves; answers how to end that. The system tells of most changes at once;
 * of those in synced folders it does not always, so that all is looked through slowly besides. `told` hears of each look that found
 * something, `failed` of a bug.
 */
export function watchWhileServing(
  cairn: Cairn,
  personId: string,
  { failed, told }: { failed: (error: unknown) => void; told?: (look: Look) => void },
): () => Promise<void> {
  const reader = new FolderReader(cairn, personId, failed)
  const watchers = new Map<string, FSWatcher>()
  let timer: NodeJS.Timeout | undefined
  let due = Number.POSITIVE_INFINITY
  let looking: Promise<void> | null = null
  let again = false
  let ended = false
  let isFirst = true
  // Something that is written without end must not put the look off without end.
  const later = (wait: number) => {
    if (ended || Date.now() + wait >= due) return
    clearTimeout(timer)
    due = Date.now() + wait
    timer = setTimeout(start, wait).unref()
  }
  const start = () => {
    due = Number.POSITIVE_INFINITY
    if (looking) {
      again = true
      return
    }
    looking = look().finally(() => {
      looking = null
    })
  }
  const look = async () => {
    let waits = false
    try {
      if (isFirst) await makeUsualFolder(cairn, personId)
      isFirst = false
      const found = await reader.look()
      waits = found.waits
      follow(found.places)
      if (found.read.length + found.troubles.length > 0) told?.(found)
    } catch (error) {
      // A full disk or a server that is away is said where one writes; here it is only tried again.
      if (!(error instanceof Problem)) failed(error)
    }
    later(waits || again ? soon : slowly)
    again = false
  }
  const follow = (places: readonly string[]) => {
    for (const [place, watcher] of watchers)
      if (!places.includes(place)) {
        watcher.close()
        watchers.delete(place)
      }
    for (const place of places.slice(0, mostWatched)) {
      if (watchers.has(place) || ended) continue
      try {
        const watcher = watchFolder(place, { persistent: false }, () => later(100))
        watcher.on('error', () => {
          watcher.close()
          watchers.delete(place)
        })
        watchers.set(place, watcher)
      } catch {
        // The system watches no more folders, or this is a kind it cannot watch: it is looked through slowly all the same.
      }
    }
  }
  start()
  return async () => {
    ended = true
    reader.stop()
    clearTimeout(timer)
    for (const watcher of watchers.values()) watcher.close()
    await looking
  }
}

const mostWatched = 200

/** There to drop files into. Where it cannot be made, the look says that it is not there. */
async function makeUsualFolder({ db, home }: Cairn, personId: string): Promise<void> {
  const usual = usualFolder(home)
  await noteSharing(db)
  const { paths } = await transaction(db, 'read', personId, (tx) => foldersOf(tx, personId, home))
  if (paths.includes(usual)) await mkdir(usual, { recursive: true, mode: 0o700 }).catch(() => undefined)
}
