import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { faultsOf } from './axe.ts'
import { openExample, test } from './harness.ts'

test('a key leads to each place, to the search, to every command and to the list of keys', async ({ visit }) => {
  const { page } = await visit()
  await openExample(page)
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keys' })
  await keys.getByText('g c').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'hidden' })

  await stopClock(page)
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await page.waitForURL('/case')
  await page.clock.resume()

  const search = page.getByRole('searchbox')
  await page.keyboard.press('/')
  await page.waitForURL('/search')
  await expect.poll(() => search.evaluate(isFocused)).toBe(true)
  // What is typed there are words again, not keys.
  await page.keyboard.type('gc?n/')
  expect(await search.inputValue()).toBe('gc?n/')
  // The list follows what is typed; the arrows lead into it, and Enter opens.
  await search.fill('type:talk daniel')
  const found = page.locator('.hits a')
  await found.first().waitFor()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => found.first().evaluate(isFocused)).toBe(true)
  await page.keyboard.press('ArrowUp')
  await expect.poll(() => search.evaluate(isFocused)).toBe(true)
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/talks/)

  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Places and commands' })
  await palette.waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.type('case')
  await palette.getByRole('option', { name: 'Case', selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL('/case')
})

test('Esc Esc covers the score and other people on every page, and lifts the cover again', async ({ visit }) => {
  const { page } = await visit()
  await openExample(page)
  await page.goto('/evidence')
  const shown = await page.locator('main').filter({ hasText: 'confirmed by' }).allInnerTexts()
  const names = [...shown.join().matchAll(/confirmed by ([^·\n]+)/g)].map(([, name]) => name!.trim())
  expect(names.length).toBeGreaterThan(2)
  const confirmed = page.getByRole('listitem').filter({ hasText: 'confirmed by' }).getByRole('link').first()
  const record = (await confirmed.getAttribute('href'))!
  await page.goto('/level')
  await stopClock(page)
  const covered = page.locator('main :is(.score-number, .behind-curtain)')
  const visible = () =>
    covered.evaluateAll((parts) => parts.filter((part) => part.checkVisibility({ visibilityProperty: true })).length)
  const before = await visible()
  expect(before).toBeGreaterThan(2)
  expect(await page.locator('.score-number').isVisible()).toBe(true)

  const twice = async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
  }
  await twice()
  await page.getByText('Covered while you share your screen.').waitFor()
  expect(await visible()).toBe(0)
  for (const address of [record, '/evidence', '/level/agreement', '/level/rate/heard', '/', '/level']) {
    await page.goto(address)
    expect(await visible(), address).toBe(0)
    const readable = (await page.locator('main').allInnerTexts()).join()
    expect(
      names.filter((name) => readable.includes(name)),
      address,
    ).toEqual([])
  }
  await page.clock.runFor(1000)
  await twice()
  expect(await visible()).toBe(before)
})

test('hidden numbers are not in the page at all', async ({ visit }) => {
  const { page } = await visit()
  await openExample(page)
  await page.goto('/more/settings')
  await page.getByLabel(/on Today/).check()
  const save = page.locator('form', { has: page.getByLabel(/on Today/) }).getByRole('button', { name: 'Save' })
  await save.click()
  for (const address of ['/', '/level']) {
    await page.goto(address)
    expect(await page.locator('.score-number').count(), address).toBe(1)
  }
  await page.goto('/more/settings')
  await page.getByLabel(/^Hide/).check()
  await save.click()
  for (const address of ['/', '/level']) {
    await page.goto(address)
    expect(await page.content(), address).not.toMatch(/score-number|of 100|Likely range/)
  }
})

test('Tab reaches everything one can press or fill, and where one is can be seen', async ({ visit }) => {
  const { page } = await visit()
  await page.goto('/start')
  await tabThrough(page)
  await openExample(page)
  for (const address of ['/', '/level', '/level/rate', '/evidence', '/log', '/case']) {
    await page.goto(address)
    await tabThrough(page)
  }
  await page.goto('/evidence')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.locator('main').evaluate(isFocused)).toBe(true)
})

/** Presses Tab through the whole page; every stop must show itself, and nothing may be left out. */
async function tabThrough(page: Page) {
  const address = page.url()
  await page.evaluate(() => document.body.focus())
  for (let stop = 0; stop < 400; stop++) {
    await page.keyboard.press('Tab')
    const { ended, hidden } = await page.evaluate(atStop)
    expect(hidden, `${address}: the focus does not show`).toBeNull()
    if (ended) break
  }
  expect(await page.evaluate(leftOut), `${address}: Tab leaves out`).toEqual([])
}

/** Looks at what has the focus: drawn with a ring, or the label or box around it is. Ended where the page begins again. */
function atStop(): { ended: boolean; hidden: string | null } {
  const focused = document.activeElement as HTMLElement
  if (focused === document.body) return { ended: true, hidden: null }
  // The calendar inside a date field is the browser's own part, with a ring of its own.
  const isInside = focused.matches(':focus-within:not(:focus)')
  const isAgain = focused.dataset.reached !== undefined && !focused.matches('[type="date"]')
  focused.dataset.reached = ''
  const drawn = focused.closest('label') ?? focused
  const ringed = [focused, drawn, focused.closest('.box')].some((part) => {
    if (!part) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part)
    return boxShadow !== 'none' || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2)
  })
  const { width, height } = drawn.getBoundingClientRect()
  const isShown = (ringed || isInside) && width > 0 && height > 0
  return { ended: isAgain, hidden: isShown ? null : focused.outerHTML.slice(0, 120) }
}

/** What can be seen and used, but had no stop. Of a group of choices one is enough: arrows lead on. */
function leftOut(): string[] {
  const usable = 'a[href], button, input:not([type="hidden"]), select, textarea, summary'
  const groups = new Set(
    [...document.querySelectorAll<HTMLInputElement>('[type="radio"][data-reached]')].map(({ name }) => name),
  )
  return [...document.querySelectorAll<HTMLElement>(usable)]
    .filter((part) => part.checkVisibility({ visibilityProperty: true }) && part.dataset.reached === undefined)
    .filter((part) => !(part instanceof HTMLInputElement && part.type === 'radio' && groups.has(part.name)))
    .map((part) => part.outerHTML.slice(0, 120))
}

/** Two keys pressed one after the other belong together only for a moment; here that moment lasts. */
async function stopClock(page: Page) {
  await page.clock.install()
  await page.reload()
  await page.clock.pauseAt(Date.now() + 60_000)
}

const isFocused = (element: Element): boolean => element.ownerDocument.activeElement === element
