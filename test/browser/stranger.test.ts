import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { addresses } from './addresses.ts'
import { openExample, test } from './harness.ts'

// A page of somebody else's, in the same browser, tries to reach Cairn; and Cairn's own pages are taken apart for what could run.

test('a page from elsewhere reads nothing and writes nothing, whatever it sends', async ({ cairn, visit }) => {
  await cairn.call('start.role', { now: 'pm:pm' })
  const stranger = await elsewhere()
  const { page, faults } = await visit()
  await page.goto(stranger.address)
  const message = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'evidence_capture', arguments: { text: 'Not mine.' } },
  })
  const heard = await page.evaluate(tryEverything, { address: cairn.address, message })
  expect(heard).toEqual([])
  const forms: [path: string, fields: Record<string, string>][] = [
    ['/do/evidence.capture', { text: 'Not mine.' }],
    ['/api/evidence.capture', { '{"text":"Not mine.","x': '":""}' }],
    ['/mcp', { [message.slice(0, -1)]: '}' }],
  ]
  for (const [path, fields] of forms)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      await page.goto(stranger.address)
      await page.evaluate(sendForm, { action: cairn.address + path, type, fields })
      await page.waitForURL(cairn.address + path)
      expect(await page.locator('body').textContent()).toContain('This request came from another site.')
    }
  await page.goto(stranger.address)
  await page.evaluate(frame, cairn.address)
  await page.waitForFunction(() => document.title === 'framed')
  expect(page.frames().some((inner) => inner.url().startsWith(cairn.address))).toBe(false)
  expect((await cairn.call<{ items: unknown[] }>('evidence.list')).items).toEqual([])
  expect(faults.splice(0).length).toBeGreaterThan(0)
  await stranger.close()
})

test('no page holds anything that runs, dresses or leads outside by itself', async ({ cairn, visit }) => {
  const { page, faults } = await visit()
  const empty = await takenApart(page, await addresses(page))
  await openExample(page)
  const filled = await takenApart(page, [
    ...(await addresses(page)),
    '/nowhere',
    '/evidence/nowhere',
    '/do/evidence.capture',
  ])
  expect([...empty, ...filled]).toEqual([])
  await page.goto('/')
  const told = () => faults.filter((fault) => fault.includes('Content Security Policy')).length
  const before = told()
  await page.evaluate(putInside)
  await expect.poll(told, { timeout: 20_000 }).toBeGreaterThanOrEqual(before + 4)
  expect(await page.evaluate(reached)).toEqual({ script: false, style: false, handler: false, address: false })
  expect(faults.splice(0).filter((fault) => !/404|Content Security Policy/.test(fault))).toEqual([])
  await cairn.call('demo.clear')
})

/** Everything a script may send to another origin; what it could read of an answer comes back. */
async function tryEverything({ address, message }: { address: string; message: string }): Promise<string[]> {
  const heard: string[] = []
  const bodies: [path: string, body: string][] = [
    ['/mcp', message],
    ['/api/evidence.capture', '{"text":"Not mine."}'],
    ['/do/evidence.capture', 'text=Not+mine.'],
    ['/api/archive.export', '{}'],
  ]
  for (const [path, body] of bodies)
    for (const type of ['text/plain', 'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'])
      for (const mode of ['cors', 'no-cors'] as const)
        for (const referrerPolicy of ['no-referrer', 'unsafe-url'] as const)
          try {
            const response = await fetch(address + path, {
              method: 'POST',
              mode,
              referrerPolicy,
              credentials: 'include',
              headers: { 'content-type': type, accept: 'application/json, text/event-stream' },
              body,
            })
            if (response.type !== 'opaque') heard.push(`${path} ${type} ${mode}: ${response.status}`)
          } catch {
            // Turned away by the browser itself.
          }
  for (const path of ['/', '/evidence', '/openapi.json', '/download/archive.export', '/mcp', '/assets/shell.js'])
    for (const mode of ['cors', 'no-cors'] as const)
      try {
        const response = await fetch(address + path, { mode, credentials: 'include' })
        if (response.type !== 'opaque') heard.push(`${path} ${mode}: ${response.status}`)
      } catch {
        // Turned away by the browser itself.
      }
  navigator.sendBeacon(`${address}/mcp`, message)
  navigator.sendBeacon(`${address}/api/evidence.capture`, new Blob(['{"text":"Not mine."}'], { type: 'text/plain' }))
  return heard
}

function sendForm({ action, type, fields }: { action: string; type: string; fields: Record<string, string> }): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = action
  form.enctype = type
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement('input')
    input.name = name
    input.value = value
    form.append(input)
  }
  document.body.append(form)
  form.submit()
}

function frame(address: string): void {
  const inner = document.createElement('iframe')
  inner.src = `${address}/evidence`
  inner.addEventListener('load', () => {
    document.title = 'framed'
  })
  document.body.append(inner)
}

/** What of each page, as it left the server, would run, dress itself or reach outside. */
async function takenApart(page: Page, paths: readonly string[]): Promise<string[]> {
  await page.goto('/more')
  return page.evaluate(async (paths) => {
    const found: string[] = []
    for (const path of paths) {
      const shown = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html')
      for (const element of shown.querySelectorAll('*')) {
        const name = element.tagName.toLowerCase()
        const is = (what: string) => found.push(`${path}: ${what} in <${name}>`)
        if (name === 'script' && (!element.getAttribute('src')?.startsWith('/assets/') || element.textContent))
          is('a script')
        if (['style', 'base', 'iframe', 'object', 'embed', 'frame', 'applet', 'template'].includes(name)) is('itself')
        if (name === 'meta' && element.hasAttribute('http-equiv')) is('an order to the browser')
        for (const { name: attribute, value } of element.attributes) {
          if (attribute === 'style' || attribute === 'srcdoc' || attribute.startsWith('on')) is(attribute)
          const leads = [
            'href',
            'src',
            'action',
            'formaction',
            'xlink:href',
            'poster',
            'data',
            'srcset',
            'ping',
            'background',
          ]
          if (!leads.includes(attribute)) continue
          const loads = name === 'link' || attribute !== 'href'
          if (/^\s*(?:javascript|data|vbscript):/i.test(value)) is(`${attribute}="${value.slice(0, 40)}"`)
          if (loads && !/^(?:\/(?!\/)|#)/.test(value)) is(`${attribute}="${value.slice(0, 40)}"`)
        }
      }
    }
    return found
  }, paths)
}

/** Puts markup into a page of Cairn's as if it had slipped in. */
function putInside(): void {
  const script = document.createElement('script')
  script.textContent = 'window.reachedScript = true'
  const style = document.createElement('style')
  style.textContent = 'body { --reached: yes }'
  const button = document.createElement('button')
  button.setAttribute('onclick', 'window.reachedHandler = true')
  const link = document.createElement('a')
  link.href = 'javascript:void (window.reachedAddress = true)'
  document.body.append(script, style, button, link)
  button.click()
  link.click()
}

/** What of it took effect. */
function reached(): Record<string, boolean> {
  const reached = window as unknown as Record<string, boolean>
  return {
    script: reached.reachedScript === true,
    style: getComputedStyle(document.body).getPropertyValue('--reached') !== '',
    handler: reached.reachedHandler === true,
    address: reached.reachedAddress === true,
  }
}

/** A page of somebody else's on this computer. */
async function elsewhere(): Promise<{ address: string; close(): Promise<void> }> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><title>Elsewhere</title><body></body>')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
