// Trains the coach's model of kinds from training/notes and writes src/core/coach/kind-weights.json: the same notes, the same bytes.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { node, prepare } from './prepare.mjs'
import { root } from './stamp.mjs'

prepare()
const { status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', join(root, 'training', 'main.ts')], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
