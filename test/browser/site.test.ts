import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { faultsOf } from './axe.ts'
import { slowDown, slowness, test } from './harness.ts'

// The public pages as they travel: written by the command, opened from disk, with the network off.

const folder = mkdtempSync(join(tmpdir(), 'cairn-site-'))
const names = ['quiz', 'decode', 'try'] as const
const fileOf = (name: string) => join(folder, `${name}.html`)

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [resolve('dist/site.js'), folder], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The file in a browser without a network; what it asks for and complains of is gathered. */
async function openFile(browser: Browser, name: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ offline: true, reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(60_000 * slowness)
  slowDown(context, { hasNetwork: false })
  const faults: string[] = []
  const requests: string[] = []
  context.on('console', (message) => faults.push(message.text()))
  context.on('weberror', (fault) => faults.push(String(fault.error())))
  context.on('request', (request) => requests.push(request.url()))
  const page = await context.newPage()
  await page.goto(pathToFileURL(fileOf(name)).href)
  return { page, faults, requests, close: () => context.close() }
}

const question = (page: Page) => page.locator('[data-question]:visible')

describe.each(names)('%s.html', (name) => {
  test('is under 60 kB compressed and asks for nothing; its policy lets nothing out', async ({ browser }) => {
    expect(gzipSync(readFileSync(fileOf(name))).byteLength).toBeLessThan(60_000)
    const { page, faults, requests, close } = await openFile(browser, name)
    expect(requests).toEqual([pathToFileURL(fileOf(name)).href])
    expect(faults).toEqual([])
    const refused = await page.evaluate(async () => {
      const told: string[] = []
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => told.push(effectiveDirective))
      await fetch('https://example.org/').catch(() => undefined)
      const image = new Image()
      image.src = 'https://example.org/seen.png'
      const script = document.createElement('script')
      script.textContent = 'document.title = "changed"'
      document.body.append(script)
      while (told.length < 3) await new Promise((done) => setTimeout(done, 20))
      return told.sort()
    })
    expect(refused).toEqual(['connect-src', 'img-src', 'script-src-elem'])
    expect(await page.title()).not.toBe('changed')
    await close()
  })

  test('has no fault that axe finds, dark on a phone, and is no wider than a screen', async ({ browser }) => {
    const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const
    const { page, close } = await openFile(browser, name, phone)
    await fill(page, name)
    const isTooWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(await isTooWide()).toBe(false)
    expect(await faultsOf(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await isTooWide()).toBe(false)
    await close()
  })

  test('without script says what it needs', async ({ browser }) => {
    const { page, close } = await openFile(browser, name, { javaScriptEnabled: false })
    expect(await page.locator('main').textContent()).toContain('switched off here')
    await close()
  })
})

async function fill(page: Page, name: string) {
  if (name === 'decode') await page.getByLabel('What you heard').fill('Be more strategic\nThere is no headcount')
  if (name === 'try') {
    await page.getByLabel('Your sentence').fill('Launched the new onboarding in Q2.')
    await page.getByRole('heading', { name: 'An output' }).waitFor()
  }
  if (name !== 'quiz') return
  await page.getByRole('button', { name: 'Begin' }).click()
  for (let at = 0; at < 12; at++) await page.keyboard.press('2')
}

describe('the quiz from disk', () => {
  test('is done by keyboard alone: 1 to 4, arrows, back; left and opened again it goes on', async ({ browser }) => {
    const { page, faults, requests, close } = await openFile(browser, 'quiz')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.keyboard.press('3')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await question(page).locator(':checked').getAttribute('value')).toBe('1')
    await page.keyboard.press('ArrowLeft')
    expect(await question(page).locator(':checked').getAttribute('value')).toBe('2')
    await page.keyboard.press('1')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('alert').textContent()).toContain('Choose the one that is nearest')
    await page.reload()
    await page.getByText('You were here before').waitFor()
    expect(await page.locator('[data-progress]').textContent()).toBe('Question 3 of 12')
    for (const key of '1222222222') await page.keyboard.press(key)
    expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe('10 of 36 signs')
    await page.getByRole('button', { name: 'Copy the result' }).click()
    await page.getByText('Copied', { exact: true }).first().waitFor()
    // The family chosen with the arrow is product marketing, whose own questions were asked.
    const text = await page.locator('#quiz-text').textContent()
    expect(text).toContain('product marketing')
    expect(text).toMatch(/1\. .*\n2\. .*\n3\. /)
    expect(await page.locator('main').textContent()).toContain('not your chance of being promoted')
    expect([faults, new Set(requests).size]).toEqual([[], 1])
    await close()
  })

  test('is done by touch, and its code is taken up by one’s own Cairn as hints, one click each', async ({
    browser,
    cairn,
    visit,
  }) => {
    const { page, close } = await openFile(browser, 'quiz', { hasTouch: true, viewport: { width: 390, height: 844 } })
    await page.getByRole('button', { name: 'Begin' }).tap()
    for (let at = 0; at < 12; at++) await question(page).getByRole('radio').nth(2).tap()
    const code = (await page.locator('output').textContent())!
    await close()

    await cairn.call('start.role', { now: 'pm:pm' })
    const home = await visit()
    await home.page.goto('/quiz')
    await home.page.getByText('Taken elsewhere?').click()
    await home.page.getByLabel('The code from the end of the result').fill(code)
    await home.page.getByRole('button', { name: 'Keep it as my starting point' }).click()
    await home.page.getByText('24 of 36 signs').waitFor()
    await home.page
      .locator('li', { hasText: 'Discovery' })
      .getByRole('button', { name: /Rate myself/ })
      .click()
    await home.page.getByText('Kept as your own rating').waitFor()
    const { items } = await cairn.call<{ items: { skill: string }[] }>('rating.list')
    expect(items.map(({ skill }) => skill)).toEqual(['discovery'])
  })

  test('begins anew where this browser holds something else under its name', async ({ browser }) => {
    const { page, faults, close } = await openFile(browser, 'quiz')
    const begun = { version: 1, family: 'pm', answers: {}, at: 99, on: null }
    const strange = [
      '{',
      'null',
      '7',
      JSON.stringify({ ...begun, answers: null }),
      JSON.stringify({ ...begun, family: 'x' }),
    ]
    for (const kept of [...strange, JSON.stringify({ ...begun, version: 0 })]) {
      await page.evaluate((text) => localStorage.setItem('cairn.quiz', text), kept)
      await page.reload()
      expect(await page.getByRole('button', { name: 'Begin' }).isVisible(), kept).toBe(true)
    }
    // Done, it says, and nothing is answered: the questions are asked.
    await page.evaluate(
      (text) => localStorage.setItem('cairn.quiz', text),
      JSON.stringify({ ...begun, on: '2026-06-30' }),
    )
    await page.reload()
    expect(await question(page).count()).toBe(1)
    expect(faults).toEqual([])
    await close()
  })

  test('prints its result without buttons', async ({ browser }) => {
    const { page, close } = await openFile(browser, 'quiz')
    await fill(page, 'quiz')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0)
    expect(await page.locator('main').textContent()).toContain('12 of 36 signs')
    await close()
  })
})

test('the file that Cairn hands out is the one the command writes', async ({ visit }) => {
  const { page } = await visit()
  for (const name of names) {
    await page.goto(`/${name}`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'take this page along as one file' }).click(),
    ])
    expect(readFileSync(await download.path(), 'utf8')).toBe(readFileSync(fileOf(name), 'utf8'))
  }
})

test('the quiz that Cairn serves sends nothing either, from the first question to the result', async ({ visit }) => {
  const { page, context } = await visit()
  await page.goto('/quiz')
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  context.on('request', (request) => asked.push(request.url()))
  await fill(page, 'quiz')
  await page.getByRole('heading', { name: '12 of 36 signs' }).waitFor()
  expect(asked).toEqual([])
})

test('what was typed into “Output or outcome?” leaves neither the file nor the served page', async ({ visit }) => {
  const { page, context } = await visit()
  await page.goto('/try')
  const sent: string[] = []
  context.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
  await page.getByLabel('Your sentence').fill('Zanzibar churn went from 4% to 3% in May.')
  await page.getByRole('heading', { name: 'An outcome' }).waitFor()
  expect(sent.length).toBeGreaterThan(0)
  expect(sent.filter((request) => !/^GET .*\/assets\/[\w-]+\.(js|svg) $/.test(request))).toEqual([])
})
