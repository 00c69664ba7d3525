import { constants } from 'node:fs'
import { lstat, open, readdir, realpath } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { deepestFolder, isLookedInto, isReadByName, largestFile, megabytes, mostFiles } from '../core/watched.ts'

// The notes in a folder on this computer: which there are, and what is in one. Nothing here writes.

export interface Stamp {
  text: string
  changedAt: number
  size: number
}

/** A file's size and times; null if it is gone or is none. A changed permission is another stamp: what could not be read may be now. */
export async function stampOf(path: string): Promise<Stamp | null> {
  const found = await lstat(path).catch(() => null)
  return found?.isFile()
    ? { text: `${found.size}-${found.mtimeMs}-${found.ctimeMs}`, changedAt: found.mtimeMs, size: found.size }
    : null
}

/** What is in a file, or why it is not read, in words. */
export type Found = { bytes: Buffer } | string

export async function contentOf(path: string, stamp: Stamp): Promise<Found | 'changed'> {
  if (stamp.size > largestFile)
    return `It weighs ${megabytes(stamp.size)}. Files of more than ${megabytes(largestFile)} are not read.`
  try {
    // Neither a link nor a pipe that took its place meanwhile is followed or waited for.
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    try {
      if (!(await file.stat()).isFile()) return 'changed'
      const bytes = await file.readFile()
      const after = await file.stat()
      return after.size === stamp.size && after.mtimeMs === stamp.changedAt ? { bytes } : 'changed'
    } finally {
      await file.close()
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES' || code === 'EPERM') return 'It may not be read: allow reading it.'
    if (code === 'ENOENT' || code === 'ELOOP') return 'changed'
    return `It cannot be read (${code}).`
  }
}

interface FilesIn {
  files: string[]
  /** The folder and those in it that were looked into. */
  places: string[]
  trouble: string | null
}

/** The notes in a folder and those below, by their place in it. Links are not followed: they may lead anywhere, and in a circle. */
export async function filesIn(folder: string): Promise<FilesIn> {
  const found: FilesIn = { files: [], places: [], trouble: null }
  let top: string
  try {
    // The folder itself may be a link: a synced folder often is.
    top = await realpath(folder)
  } catch (error) {
    return { ...found, trouble: folderTrouble(error as NodeJS.ErrnoException) }
  }
  const open: { path: string; depth: number }[] = [{ path: top, depth: 0 }]
  let links = 0
  for (let next = open.shift(); next; next = open.shift()) {
    const { path, depth } = next
    try {
      const entries = await readdir(path, { withFileTypes: true })
      found.places.push(path)
      for (const entry of entries) {
        if (entry.isDirectory() && isLookedInto(entry.name) && depth < deepestFolder)
          open.push({ path: join(path, entry.name), depth: depth + 1 })
        else if (entry.isSymbolicLink() && isReadByName(entry.name)) links += 1
        else if (entry.isFile() && isReadByName(entry.name)) found.files.push(relative(top, join(path, entry.name)))
      }
    } catch (error) {
      found.trouble = path === top ? folderTrouble(error as NodeJS.ErrnoException) : 'A folder in it may not be read.'
    }
    if (found.files.length > mostFiles) {
      found.trouble = `It holds more than ${mostFiles.toLocaleString('en')} notes. The first are read; name a smaller folder for the rest.`
      found.files.length = mostFiles
      break
    }
  }
  if (links > 0 && found.trouble === null)
    found.trouble = `${links === 1 ? 'A file in it is a link' : `${links} files in it are links`}, which ${links === 1 ? 'is' : 'are'} not followed.`
  found.files.sort()
  return found
}

function folderTrouble({ code }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'This folder is not there. Perhaps a drive is not connected; it is looked for again.'
  if (code === 'ENOTDIR') return 'This is a file, not a folder.'
  if (code === 'EACCES' || code === 'EPERM') return 'This folder may not be read: allow reading it.'
  return `This folder cannot be read (${code}).`
}
