import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Hono } from 'hono'

const types: Record<string, string> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  webmanifest: 'application/manifest+json',
}

interface Asset {
  body: Uint8Array<ArrayBuffer>
  packed: Uint8Array<ArrayBuffer>
  type: string
  etag: string
}

/** Style, scripts and pictures of the product, read once and sent compressed; the browser asks again only whether they changed. */
export function assets(folder = join(import.meta.dirname, 'assets')): Hono {
  const known = new Map<string, Asset>()
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const type = types[name.split('.').at(-1)!]
    if (!type) continue
    const body = new Uint8Array(readFileSync(join(folder, name)))
    known.set(name, {
      body,
      packed: new Uint8Array(gzipSync(body)),
      type,
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`,
    })
  }
  return new Hono().get('/assets/:name', (c) => {
    const asset = known.get(c.req.param('name'))
    if (!asset) return c.notFound()
    const headers = {
      'content-type': `${asset.type}; charset=utf-8`,
      etag: asset.etag,
      'cache-control': 'no-cache',
      vary: 'accept-encoding',
    }
    if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304, headers)
    return c.req.header('accept-encoding')?.includes('gzip')
      ? c.body(asset.packed, 200, { ...headers, 'content-encoding': 'gzip' })
      : c.body(asset.body, 200, headers)
  })
}
