import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { browserFlags } from '../bin/chromium.mjs'

/**
 * The public pages as files: bytes, requests, and how long the quiz takes readers who read every word of it, at 200 to 260 words a
 * minute, and take 1.5 to 2.4 seconds to choose each answer. They read at the same time, so it takes as long as the slowest.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-site-'))
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: browserFlags,
  })
  try {
    spawnSync(process.execPath, [join(process.cwd(), 'dist', 'site.js'), folder], { stdio: 'inherit' })
    for (const name of ['quiz', 'decode', 'try']) {
      const bytes = readFileSync(join(folder, `${name}.html`))
      const requests = await requestsOf(browser, join(folder, `${name}.html`))
      console.log(
        `${name}.html  ${bytes.length} bytes, ${gzipSync(bytes).length} compressed, ${requests} requests after it`,
      )
    }
    const quiz = join(folder, 'quiz.html')
    const readers = ['Product management', 'Product marketing'].flatMap((family) =>
      [200, 220, 240, 260].map((pace) => secondsOf(browser, quiz, family, pace)),
    )
    const seconds = (await Promise.all(readers)).sort((a, b) => a - b)
    console.log(
      `the quiz, ${seconds.length} readers: median ${median(seconds).toFixed(0)} s, ${seconds[0]!.toFixed(0)} to ${seconds.at(-1)!.toFixed(0)} s`,
    )
  } finally {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function requestsOf(browser: Browser, path: string): Promise<number> {
  const context = await browser.newContext()
  const page = await context.newPage()
  let requests = -1
  page.on('request', () => {
    requests++
  })
  await page.goto(pathToFileURL(path).href)
  await page.waitForTimeout(1000)
  await context.close()
  return requests
}

/** How long one reader takes from opening the page to the result. */
async function secondsOf(browser: Browser, path: string, family: string, wordsPerMinute: number): Promise<number> {
  const context = await browser.newContext({ offline: true })
  const page = await context.newPage()
  await page.goto(pathToFileURL(path).href)
  const read = async (selector: string) => {
    const words = (await page.locator(selector).allInnerTexts()).join(' ').split(/\s+/).filter(Boolean).length
    await page.waitForTimeout((words / wordsPerMinute) * 60_000)
  }
  const start = performance.now()
  await read('.page-head, .quiz-always')
  await page.getByLabel(family).check()
  await page.getByRole('button', { name: 'Begin' }).click()
  for (let at = 0; at < 12; at++) {
    await read('[data-question]:visible')
    await page.waitForTimeout(1500 + ((wordsPerMinute + at * 13) % 10) * 100)
    await page
      .locator('[data-question]:visible')
      .getByRole('radio')
      .nth((wordsPerMinute / 20 + at) % 4)
      .click()
  }
  await page.getByRole('heading', { name: 'of 36 signs' }).waitFor()
  await context.close()
  return (performance.now() - start) / 1000
}

const median = (sorted: readonly number[]): number =>
  (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2
