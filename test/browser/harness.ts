import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { test as base, expect } from 'vitest'
import { browserFlags } from '../../bin/chromium.mjs'
import { serve } from '../program.ts'

export interface Visit {
  page: Page
  context: BrowserContext
  /**
   * What must not happen while somebody looks around: an error in the console (a refused script or style among them), a fault in a
   * script, a request to anywhere else. Must be empty when the test ends; a test that provokes one takes it out.
   */
  faults: string[]
}

/** A test with Cairn running on an empty folder, and browsers with an empty profile that look at it. */
export const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which parts a fixture needs
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: browserFlags,
    })
    onCleanup(() => browser.close())
    return browser
  })
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('cairn', async ({}, { onCleanup }) => {
    const home = mkdtempSync(join(tmpdir(), 'cairn-browser-'))
    const cairn = await serve(home)
    onCleanup(async () => {
      await cairn.stop()
      rmSync(home, { recursive: true, force: true })
    })
    return cairn
  })
  .extend('visit', async ({ browser, cairn }, { onCleanup }) => {
    const visits: Visit[] = []
    onCleanup(async () => {
      for (const { context } of visits) await context.close()
      expect(visits.flatMap(({ faults }) => faults)).toEqual([])
    })
    return async (options: BrowserContextOptions = {}): Promise<Visit> => {
      const visit = await open(browser, cairn.address, options)
      visits.push(visit)
      return visit
    }
  })

/** From here on time passes on this page only where the test says so, with `page.clock.runFor`. */
export async function holdClock(page: Page): Promise<void> {
  await page.clock.install()
  await page.clock.pauseAt(Date.now() + 60_000)
}

/** A route that lets nothing through until the test says so; `isAsked` waits for the first request. */
export async function holdBack(page: Page, address: string): Promise<{ isAsked: Promise<void>; letThrough(): void }> {
  const asked = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  await page.route(address, async (route) => {
    asked.resolve()
    await gate.promise
    await route.continue()
  })
  return { isAsked: asked.promise, letThrough: gate.resolve }
}

/** Shows this browser the filled example in place of the empty folder. */
export async function openExample(page: Page): Promise<void> {
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Open Mara’s year' }).click()
  await page.waitForURL('/')
}

/** SLOW=8 tries the tests as on a phone: a processor that is so many times slower, and a network with long ways. */
export const slowness = Number(process.env.SLOW ?? 1)

/** Slows all pages of a context, as far as SLOW asks for it. */
export function slowDown(context: BrowserContext, { hasNetwork = true } = {}): void {
  if (slowness === 1) return
  context.on('page', async (page) => {
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowness })
    if (!hasNetwork) return
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 25 * slowness,
      downloadThroughput: 4_000_000 / slowness,
      uploadThroughput: 2_000_000 / slowness,
    })
  })
}

async function open(browser: Browser, address: string, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ baseURL: address, reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(60_000 * slowness)
  slowDown(context)
  const faults: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  context.on('weberror', (fault) => faults.push(String(fault.error())))
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (origin !== address && protocol !== 'data:') faults.push(`asked for ${request.url()}`)
  })
  return { page: await context.newPage(), context, faults }
}
