import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node, prepare } from './prepare.mjs'
import { root } from './stamp.mjs'

/** Prepares, then runs the program with these words; its exit code becomes ours, and so do the signals we get. */
export function run(args) {
  prepare()
  const words = ['--disable-warning=ExperimentalWarning', join(root, 'dist', 'main.js'), ...args]
  // Where Node can, the launcher gives its place to the program: else it would wait beside it, taking 50 MB for nothing.
  if (process.execve && process.platform !== 'win32') process.execve(node, [node, ...words], process.env)
  const child = spawn(node, words, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
}
