import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Says in one line which sources these are: a build is fresh if it was made from the same. Names, sizes and times; no content is read. */
export function sourcesStamp() {
  const hash = createHash('sha256')
  for (const folder of ['src', 'content', 'migrations', 'bin']) walk(join(root, folder), hash)
  return hash.digest('hex')
}

function walk(folder, hash) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) walk(path, hash)
    else {
      const { size, mtimeMs } = statSync(path)
      hash.update(`${path} ${size} ${mtimeMs}\n`)
    }
  }
}

/** What the packages in node_modules were installed from. */
export const lockStamp = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(readFileSync(join(root, 'package.json')))
    .digest('hex')

export const readIf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : null)
