// Writes the public pages as single files: npm run site [folder].
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { node, prepare } from './prepare.mjs'
import { root } from './stamp.mjs'

prepare()
const { status } = spawnSync(node, [join(root, 'dist', 'site.js'), ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = status ?? 1
