// Measures: `npm run bench` runs all, `npm run bench pages` one by its name in bench/.

import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { node, prepare } from './prepare.mjs'
import { root } from './stamp.mjs'

prepare()
if (!process.versions.node.startsWith('26.')) {
  // Figures are those of the pinned Node, whichever one started this.
  const { status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', ...process.argv.slice(1)], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}
const { build } = await import('esbuild')
const asked = process.argv.slice(2)
const names = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no measure “${unknown[0]}”. There are: ${names.join(', ')}.`)
  process.exit(2)
}
const out = join(root, 'dist', 'bench')
mkdirSync(out, { recursive: true })
for (const name of asked.length > 0 ? asked : names) {
  const outfile = join(out, `${name}.js`)
  await build({
    entryPoints: [join(root, 'bench', `${name}.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  })
  console.log(`\n${name}`)
  const { run } = await import(pathToFileURL(outfile).href)
  await run()
}
