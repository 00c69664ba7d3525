import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { Problem } from '../core/problem.ts'
import { bytesOf, type Document } from '../platform/operation.ts'

/** Writes an answer's documents and answers their paths: one to the named file, several into the named folder; all of them or none. */
export function writeDocuments(answer: unknown, out: string): string[] {
  const { file, files = [] } = (answer ?? {}) as { file?: Document; files?: Document[] }
  const documents = [...(file ? [file] : []), ...files]
  if (documents.length === 0)
    throw new Problem('invalid', 'This command makes no file, so there is nothing to write with --out.', 'out')
  const found = statSync(out, { throwIfNoEntry: false })
  const single = documents.length === 1 && extname(out) !== '' && !found?.isDirectory()
  // A terminal or a pipe takes bytes as they come.
  if (single && found && !found.isFile()) {
    writeFileSync(out, bytesOf(documents[0]!))
    return [out]
  }
  return writeWhole(
    single ? dirname(out) : out,
    documents.map((document) => ({ name: single ? basename(out) : basename(document.name), bytes: bytesOf(document) })),
    out,
  )
}

/** Nothing takes the place of what is there, perhaps an earlier export, before all of it is on the disk. */
function writeWhole(folder: string, files: { name: string; bytes: Uint8Array }[], out: string): string[] {
  const aside: string[] = []
  let made: string | undefined
  try {
    made = mkdirSync(folder, { recursive: true })
    for (const { name, bytes } of files) {
      const path = join(folder, `${name}-${process.pid}-unfinished`)
      aside.push(path)
      writeFileSync(path, bytes, { mode: 0o600, flush: true })
    }
    return files.map(({ name }, i) => {
      const path = join(folder, name)
      renameSync(aside[i]!, path)
      return path
    })
  } catch (error) {
    for (const path of aside) rmSync(path, { force: true })
    if (made) rmSync(made, { recursive: true, force: true })
    const { code } = error as NodeJS.ErrnoException
    throw new Problem(
      'unavailable',
      `Nothing was written to ${out}: ${code === 'ENOSPC' ? 'the disk is full' : `it cannot be written (${code})`}. Nothing in your records was changed. Free some space, allow writing there, or name another place.`,
    )
  }
}
