import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { siteDocument, siteNames } from './documents.tsx'

// `npm run site [folder]`: the public pages as files that can be put on a web host, mailed, or carried on a stick.
const dist = import.meta.dirname
const folder = resolve(process.env.INIT_CWD ?? '.', process.argv[2] ?? 'site')
const aside: string[] = []
try {
  mkdirSync(folder, { recursive: true })
  for (const name of siteNames) {
    const text = await siteDocument(name, {
      scripts: join(dist, 'site'),
      assets: join(dist, 'assets'),
      content: join(dist, 'content'),
    })
    const path = join(folder, `${name}.html`)
    // Put in place whole: what is served or copied from there meanwhile is never half a page.
    aside.push(`${path}-${process.pid}`)
    writeFileSync(aside.at(-1)!, text)
    renameSync(aside.at(-1)!, path)
    console.log(
      `${path}  ${kilobytes(Buffer.byteLength(text))}, ${kilobytes(gzipSync(text).byteLength)} sent compressed`,
    )
  }
} catch (error) {
  for (const path of aside) rmSync(path, { force: true })
  const { code } = error as NodeJS.ErrnoException
  if (!code) throw error
  console.error(
    `The pages cannot be written to ${folder} (${code}). Name another folder: npm run site -- /somewhere/else`,
  )
  process.exitCode = 2
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
