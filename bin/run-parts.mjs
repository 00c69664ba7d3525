// Runs the parts of a folder, `bench/` or `soak/`: all of them, or those named on the command line.

import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { node, prepare } from './prepare.mjs'
import { root } from './stamp.mjs'

/**
 * `beside`: what the parts start or load as a file of its own, by its path in the folder. Answers how to load a built file of the folder
 * by its name, and the names of the parts that were asked for.
 */
export async function built(folder, beside) {
  prepare()
  if (!process.versions.node.startsWith('26.')) {
    // Figures and parts are those of the pinned Node, whichever one started this.
    const { status } = spawnSync(node, ['--disable-warning=ExperimentalWarning', ...process.argv.slice(1)], {
      stdio: 'inherit',
    })
    process.exit(status ?? 1)
  }
  const { build } = await import('esbuild')
  const asked = process.argv.slice(2)
  const names = readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => basename(file, '.ts'))
  const unknown = asked.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    console.error(`There is no “${unknown[0]}” in ${folder}. There are: ${names.join(', ')}.`)
    process.exit(2)
  }
  const out = join(root, 'dist', folder)
  mkdirSync(out, { recursive: true })
  await build({
    entryPoints: [...names.map((name) => `${name}.ts`), ...beside].map((file) => join(root, folder, file)),
    outdir: out,
    outbase: join(root, folder),
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
  const load = (name) => import(pathToFileURL(join(out, `${name}.js`)).href)
  return { load, names: asked.length > 0 ? asked : names }
}
