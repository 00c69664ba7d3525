// Rebuilds and restarts when a source changes.
import { spawn } from 'node:child_process'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { buildIfNeeded, installIfNeeded, node } from './prepare.mjs'
import { root } from './stamp.mjs'

installIfNeeded()
let server = null
let timer = null

function restart() {
  try {
    buildIfNeeded()
  } catch (error) {
    console.error(error)
    return
  }
  server?.kill('SIGTERM')
  server = spawn(
    node,
    ['--disable-warning=ExperimentalWarning', '--enable-source-maps', join(root, 'dist', 'main.js'), 'serve'],
    { stdio: 'inherit' },
  )
}

for (const folder of ['src', 'content', 'migrations'])
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(restart, 150)
  })
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    server?.kill(signal)
    process.exit(0)
  })
restart()
