import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { slowDown, slowness } from './harness.ts'

/** Makes a request for a page, as a person does, and saves the page to the disk. */
export async function savedForm(
  page: Page,
  skills: readonly string[],
  { role, ...fields }: Record<string, string>,
): Promise<string> {
  await page.goto('/level/ratings')
  await page.getByRole('radio', { name: role! }).check()
  for (const [label, words] of Object.entries(fields)) await page.getByLabel(label).fill(words)
  await page.getByRole('radio', { name: /^On a page/ }).check()
  for (const box of await page.getByRole('checkbox').all())
    await box.setChecked(skills.includes((await box.getAttribute('value'))!))
  await page.getByRole('button', { name: 'Make the request' }).click()
  const arriving = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Save questions-from-ana/ }).click()
  return onDisk(readFileSync(await (await arriving).path(), 'utf8'))
}

export function onDisk(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-rater-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'questions.html')
  writeFileSync(path, text)
  return path
}

/** Somebody else's browser, without a network. `asked` is what it asked for besides the page, and what it complained about. */
export async function openFromDisk(browser: Browser, path: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', acceptDownloads: true, ...options })
  onTestFinished(() => context.close())
  context.setDefaultTimeout(60_000 * slowness)
  slowDown(context, { hasNetwork: false })
  await context.setOffline(true)
  const asked: string[] = []
  const address = pathToFileURL(path).href
  context.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('blob:')) asked.push(request.url())
  })
  context.on('console', (message) => {
    if (message.type() === 'error') asked.push(message.text())
  })
  context.on('weberror', (fault) => asked.push(String(fault.error())))
  const page = await context.newPage()
  await page.goto(address)
  return { page, asked }
}

/** Answers each question by keyboard alone: Tab into it, the arrows to the point. */
export async function answerByKeys(page: Page, values: string[], because?: string): Promise<void> {
  for (const [place, value] of values.entries()) {
    const question = page.locator('fieldset').nth(place)
    await question.getByRole('radio').first().focus()
    await page.keyboard.press('Space')
    const points = await question.getByRole('radio').evaluateAll((all) => all.map((one) => one.getAttribute('value')))
    for (let i = 0; i < points.indexOf(value); i++) await page.keyboard.press('ArrowDown')
    expect(await question.locator(`input[value="${value}"]`).isChecked()).toBe(true)
    if (because && place === 0) {
      await page.keyboard.press('Tab')
      await page.keyboard.type(because)
    }
  }
}
