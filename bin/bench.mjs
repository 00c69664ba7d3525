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
const measures = asked.length > 0 ? asked : names
await build({
  // What a measure starts as a program of its own lies in bench/parts.
  entryPoints: [...measures.map((name) => join(root, 'bench', `${name}.ts`)), join(root, 'bench', 'parts', 'bare.tsx')],
  outdir: out,
  outbase: join(root, 'bench'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  packages: 'external',
  logLevel: 'warning',
})
for (const name of measures) {
  console.log(`\n${name}`)
  const { run } = await import(pathToFileURL(join(out, `${name}.js`)).href)
  await run()
}
