// Builds the program into dist/: the server and command line as one bundle, the pages' scripts, the style, the content.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build as bundle } from 'esbuild'
import { parseDocument, visit } from 'yaml'
import { root, sourcesStamp } from './stamp.mjs'

// Built aside and put in place whole: a program that starts meanwhile finds the old build or the new one, never half of each.
const dist = join(root, 'dist')
const aside = join(root, `dist-${process.pid}`)

export async function build() {
  const stamp = sourcesStamp()
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(join(aside, 'assets'), { recursive: true })
  try {
    await Promise.all([server(), scripts(), siteScripts(), style()])
    cpSync(join(root, 'content'), join(aside, 'content'), { recursive: true })
    ladders(join(aside, 'content', 'frameworks'))
    writeFileSync(join(aside, 'version'), version())
    writeFileSync(join(aside, 'stamp'), stamp)
    const old = `${aside}-old`
    if (existsSync(dist)) renameSync(dist, old)
    renameSync(aside, dist)
    rmSync(old, { recursive: true, force: true })
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

async function server() {
  const { outputFiles } = await bundle({
    entryPoints: {
      main: join(root, 'src/begin.ts'),
      program: join(root, 'src/main.ts'),
      typesetter: join(root, 'src/platform/typesetter.ts'),
      reader: join(root, 'src/features/inbox/reader-thread.ts'),
      copy: join(root, 'src/platform/copy-process.ts'),
      site: join(root, 'src/site/main.ts'),
    },
    outdir: aside,
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    // It finds its own program for each kind of computer.
    external: ['@myriaddreamin/typst-ts-node-compiler'],
    // Some libraries are CommonJS inside and ask for `require`.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    // The program's text stays in memory while it runs. Names stay as they are and lines short, so that what goes wrong can be read.
    minifyWhitespace: true,
    lineLimit: 160,
    write: false,
    logLevel: 'warning',
  })
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, inAscii(text))
  }
}

/** One sign beyond ASCII doubles what a text takes in memory. Those that are left stand in patterns, where their number says the same. */
const inAscii = (text) =>
  text.replace(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

const scripts = () =>
  bundle({
    entryPoints: clientModules(),
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    outdir: join(aside, 'assets'),
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    logLevel: 'warning',
  })

/** The scripts of the pages that travel: one whole file each, to stand in the page. */
const siteScripts = () =>
  bundle({
    entryPoints: ['quiz', 'decode', 'try'].map((name) => join(root, `src/site/${name}.ts`)),
    outdir: join(aside, 'site'),
    bundle: true,
    charset: 'utf8',
    format: 'iife',
    minify: true,
    target: 'es2022',
    logLevel: 'warning',
  })

async function style() {
  await bundle({
    entryPoints: [join(root, 'src/ui/styles.css')],
    outfile: join(aside, 'assets/styles.css'),
    bundle: true,
    minify: true,
    logLevel: 'warning',
  })
  for (const name of readdirSync(join(root, 'src/ui')).filter((name) => name.endsWith('.svg')))
    cpSync(join(root, 'src/ui', name), join(aside, 'assets', name))
}

/** Beside each ladder, what its YAML says, with the hash of the text: the program checks it, and need not read YAML at every start. */
function ladders(folder) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    const text = readFileSync(join(folder, name), 'utf8')
    const document = parseDocument(text)
    let hasAlias = false
    visit(document, {
      Alias() {
        hasAlias = true
      },
    })
    // What is wrong with a ladder is for the program to say, with its line.
    if (document.errors.length > 0 || hasAlias) continue
    const sha256 = createHash('sha256').update(text).digest('hex')
    writeFileSync(join(folder, `${name}.json`), JSON.stringify({ sha256, data: document.toJS() }))
  }
}

/** Names this very program by its content, libraries included: what another worked out from the same records is not trusted. */
function version() {
  const hash = createHash('sha256')
  const files = readdirSync(aside, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) hash.update(readFileSync(file))
  return hash.digest('hex')
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
