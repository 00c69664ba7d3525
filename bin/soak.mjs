// What is done to Cairn to see whether it loses anything: `npm run soak` does all of it, `npm run soak kill` one by its name in soak/.

import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { node, prepare } from './prepare.mjs'
import { root } from './stamp.mjs'

prepare()
if (!process.versions.node.startsWith('26.')) {
  // The parts that run in here are those of the program, so they run on its Node, whichever one started this.
  const { status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', ...process.argv.slice(1)], {
    stdio: 'inherit',
  })
  process.exit(status ?? 1)
}
const { build } = await import('esbuild')
const asked = process.argv.slice(2)
const names = readdirSync(join(root, 'soak'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => basename(file, '.ts'))
const unknown = asked.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`There is no “${unknown[0]}” to do. There are: ${names.join(', ')}.`)
  process.exit(2)
}
const out = join(root, 'dist', 'soak')
mkdirSync(out, { recursive: true })
await build({
  entryPoints: [...names.map((name) => join(root, 'soak', `${name}.ts`)), join(root, 'soak', 'parts', 'report.ts')],
  outdir: out,
  outbase: join(root, 'soak'),
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  packages: 'external',
  logLevel: 'warning',
})
process.chdir(root)
const { faults, fault } = await import(pathToFileURL(join(out, 'parts', 'report.js')).href)
for (const name of asked.length > 0 ? asked : names) {
  const began = performance.now()
  console.log(`\n${name}`)
  const { run } = await import(pathToFileURL(join(out, `${name}.js`)).href)
  try {
    await run()
  } catch (error) {
    fault(`ended by ${error.stack}`)
  }
  console.log(`  took ${((performance.now() - began) / 1000).toFixed(1)} s`)
}
console.log(faults.length === 0 ? '\nNothing was lost.' : `\n${faults.length} faults:`)
for (const text of faults) console.log(`  ${text}`)
process.exit(faults.length > 0 ? 1 : 0)
