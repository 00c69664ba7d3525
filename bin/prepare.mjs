// What every command does first: install what is missing, build what changed. Runs on any Node from 20; the program itself runs on
// the Node that is pinned in the lock file.
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockStamp, readIf, root, sourcesStamp } from './stamp.mjs'

export const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

const installed = join(root, 'node_modules', '.cairn-installed')

/** Installs packages if the lock file changed since the last time. Says so, for it takes a while. */
export function installIfNeeded() {
  if (existsSync(node) && readIf(installed) === lockStamp()) return
  console.error('Installing what Cairn needs. This happens once and takes about half a minute.')
  const { status, error } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (error || status !== 0)
    stop(
      'The packages could not be installed: the lines above say why. Check the network and the disk, then try again.',
    )
  if (!existsSync(node))
    stop(
      'Node 26 was not installed. If npm blocks install scripts, allow the one of the package “node”, then try again.',
    )
  writeFileSync(installed, lockStamp())
}

/** Builds the program if its sources changed since the last build. */
export function buildIfNeeded() {
  if (readIf(join(root, 'dist', 'stamp')) === sourcesStamp()) return
  const { status } = spawnSync(node, [join(root, 'bin', 'build.mjs')], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) stop('Cairn could not be built: the lines above say why.')
}

export function prepare() {
  installIfNeeded()
  buildIfNeeded()
}

export function stop(sentence) {
  console.error(sentence)
  process.exit(2)
}
