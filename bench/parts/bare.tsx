import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { Layout } from '../../src/ui/layout.tsx'

// What the pages are held against: the same server and the same library with nothing behind them. `/text` answers a text that was
// made before, `/layout` draws the product's own frame around paragraphs that come to the same size. Ends with who started it.

const app = new Hono()
const texts = new Map<number, string>()

app.get('/text/:bytes', (c) => {
  const bytes = Number(c.req.param('bytes'))
  if (!texts.has(bytes)) texts.set(bytes, `<!doctype html><title>Text</title>${'x'.repeat(Math.max(0, bytes - 35))}`)
  return c.html(texts.get(bytes)!)
})

const places = [
  { id: 'today', href: '/', label: 'Today' },
  { id: 'level', href: '/level', label: 'Level' },
  { id: 'evidence', href: '/evidence', label: 'Evidence' },
  { id: 'case', href: '/case', label: 'Case' },
  { id: 'more', href: '/more', label: 'More' },
] as const

const words = 'Decided against the PDF export because 2 of 40 prospects need it; the six weeks went to permissions.'
const frameBytes = 2300
const perParagraph = words.length + '<p class="small"></p>'.length

app.get('/layout/:bytes', (c) => {
  const paragraphs = Math.max(1, Math.round((Number(c.req.param('bytes')) - frameBytes) / perParagraph))
  return c.html(
    <Layout
      frame={{
        title: 'Bare',
        path: '/',
        places,
        here: 'today',
        example: null,
        hideNumbers: false,
        scripts: ['capture'],
      }}
    >
      {Array.from({ length: paragraphs }, () => (
        <p class="small">{words}</p>
      ))}
    </Layout>,
  )
})

const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port)
})
process.on('disconnect', () => process.exit(0))
