import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { siteDocument, siteNames } from '../site/documents.tsx'

/** The public pages as files to pass on: each is downloaded whole, as `npm run site` writes it. */
export function siteRoute(content: string, built = import.meta.dirname): Hono {
  const scripts = join(built, 'site')
  return new Hono().get('/site/:file', async (c) => {
    const name = siteNames.find((known) => `${known}.html` === c.req.param('file'))
    if (!name || !existsSync(scripts)) return c.notFound()
    const text = await siteDocument(name, { scripts, assets: join(built, 'assets'), content })
    return c.body(text, 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.html"`,
    })
  })
}
