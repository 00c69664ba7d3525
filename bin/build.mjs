// Builds the program into dist/: the server and command line as one bundle, the pages' scripts, the style, the content.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build as bundle } from 'esbuild'
import { root, sourcesStamp } from './stamp.mjs'

const dist = join(root, 'dist')

export async function build() {
  const stamp = sourcesStamp()
  mkdirSync(join(dist, 'assets'), { recursive: true })
  for (const name of ['chunks', 'content']) rmSync(join(dist, name), { recursive: true, force: true })
  await Promise.all([server(), scripts(), style()])
  cpSync(join(root, 'content'), join(dist, 'content'), { recursive: true })
  writeFileSync(join(dist, 'stamp'), stamp)
}

const server = () =>
  bundle({
    entryPoints: { main: join(root, 'src/main.ts') },
    outdir: dist,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // Some libraries are CommonJS inside and ask for `require`.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  })

const scripts = () =>
  bundle({
    entryPoints: clientModules(),
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    outdir: join(dist, 'assets'),
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    logLevel: 'warning',
  })

async function style() {
  await bundle({
    entryPoints: [join(root, 'src/ui/styles.css')],
    outfile: join(dist, 'assets/styles.css'),
    bundle: true,
    minify: true,
    logLevel: 'warning',
  })
  for (const name of readdirSync(join(root, 'src/ui')).filter((name) => name.endsWith('.svg')))
    cpSync(join(root, 'src/ui', name), join(dist, 'assets', name))
}

/** `capture.client.ts` becomes `/assets/capture.js`. */
function clientModules() {
  const folders = [
    join(root, 'src/ui'),
    ...readdirSync(join(root, 'src/features')).map((name) => join(root, 'src/features', name)),
  ]
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.client.ts'))
      .map((name) => join(folder, name)),
  )
  return Object.fromEntries(files.map((file) => [basename(file, '.client.ts'), file]))
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!existsSync(join(root, 'node_modules'))) throw new Error('Run “npm start” first: it installs what is missing.')
  await build()
}
