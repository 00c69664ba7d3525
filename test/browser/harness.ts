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

/** Shows this browser the filled example in place of the empty folder. */
export async function openExample(page: Page): Promise<void> {
  await page.goto('/demo')
  await page.getByRole('button', { name: 'Open Mara’s year' }).click()
  await page.waitForURL('/')
}

async function open(browser: Browser, address: string, options: BrowserContextOptions): Promise<Visit> {
  const context = await browser.newContext({ baseURL: address, reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(20_000)
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
