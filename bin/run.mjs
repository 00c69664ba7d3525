import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { node, prepare } from './prepare.mjs'
import { root } from './stamp.mjs'

/** Prepares, then runs the program with these words; its exit code becomes ours, and so do the signals we get. */
export function run(args) {
  prepare()
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, 'dist', 'main.js'), ...args], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
}
