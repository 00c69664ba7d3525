import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Running } from '../program.ts'
import { holdClock, test } from './harness.ts'

const plain = 'Shipped the partner portal.'
const question = 'What has changed since, for customers or the business?'

const role = (cairn: Running) => cairn.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
const records = async (cairn: Running) =>
  (
    await cairn.call<{
      items: { text: string; scope: string; skills: string[]; skillsSource: string; kind: string }[]
    }>('evidence.list')
  ).items

/** The box over the log, with the page's clock in the test's hand. */
async function openBox(page: Page) {
  await holdClock(page)
  await page.goto('/evidence')
  await page.keyboard.press('n')
  await page.getByRole('dialog', { name: 'Log something' }).waitFor()
  await page.locator('#capture-details').waitFor({ state: 'attached' })
}

const box = (page: Page) => page.getByRole('textbox', { name: 'What happened?' })
const chips = (page: Page) => page.locator('.capture-chips')
const asked = (page: Page) => page.locator('.capture-question')

test('a box opens on n, says what it understood, saves without leaving the page, and takes it back', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  await page.keyboard.type('Cut setup from 9 steps to 4 in May. @Priya backed it.')
  await page.clock.runFor(300)
  await chips(page).getByText('9 → 4').waitFor()
  await chips(page).getByText('Priya').waitFor()
  await page.getByRole('radio', { name: 'Yes' }).check()
  await page.keyboard.press('Control+Enter')
  const notice = page.locator('main .notice')
  await notice.getByText('Counts towards').waitFor()
  expect(new URL(page.url()).pathname).toBe('/evidence')
  expect(await page.getByRole('dialog').isVisible()).toBe(false)
  expect(await records(cairn)).toMatchObject([{ scope: 'senior', skillsSource: 'coach' }])
  await notice.getByRole('button', { name: 'Undo' }).click()
  await notice.getByText('Taken back.').waitFor()
  expect(await records(cairn)).toEqual([])
  await page.keyboard.press('n')
  expect(await box(page).inputValue()).toContain('Cut setup')
})

test('nothing of the coach is loaded before the first key, and what is loaded stays small', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  const scripts = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body())
  })
  const weight = async () => {
    const bodies = await Promise.all(scripts.values())
    return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
  }
  await openBox(page)
  await page.waitForLoadState('networkidle')
  const before = await weight()
  expect([...scripts.keys()].filter((url) => url.includes('coach'))).toEqual([])
  expect(before).toBeLessThanOrEqual(15_000)
  await page.keyboard.type(plain)
  await page.clock.runFor(300)
  await chips(page).getByText('Work done').waitFor()
  expect((await weight()) - before).toBeLessThanOrEqual(150_000)
})

test('asks one question when the typing rests, none while the caret is inside the text, and moves nothing', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  const size = page.getByRole('dialog').getByText('Was this work of Senior Product Manager size?')
  const place = await size.boundingBox()
  await page.keyboard.type(plain)
  await page.clock.runFor(300)
  await chips(page).getByText('Work done').waitFor()
  expect(await asked(page).textContent()).toBe('')
  await page.clock.runFor(500)
  await asked(page).getByText(question).waitFor()
  expect(await asked(page).locator('.ask').count()).toBe(1)
  expect(await size.boundingBox()).toEqual(place)

  await box(page).fill('')
  await page.clock.runFor(2000)
  expect(await asked(page).textContent()).toBe('')
  await page.keyboard.type(plain)
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('x')
  await page.clock.runFor(2000)
  await chips(page).getByText('Work done').waitFor()
  expect(await asked(page).textContent()).toBe('')
})

test('the person’s own kind and skills win over what was read', async ({ cairn, visit }) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  await page.keyboard.type(plain)
  await page.clock.runFor(300)
  await chips(page).getByRole('button', { name: 'Work done' }).click()
  await chips(page).getByRole('button', { name: 'Trust' }).click()
  await page.getByRole('button', { name: '+ skill' }).click()
  await page.getByRole('checkbox', { name: 'Product sense' }).check()
  await page.keyboard.press('Control+Enter')
  await page.locator('main .notice').waitFor()
  expect(await records(cairn)).toMatchObject([
    { kind: 'feedback', skillsSource: 'user', skills: ['execution', 'product-sense'] },
  ])
})

test('a failed save keeps the text and says so, and a closed tab brings it back', async ({ cairn, visit }) => {
  await role(cairn)
  const { page, faults } = await visit()
  await openBox(page)
  await page.keyboard.type(plain)
  await page.route('**/do/evidence.capture', (route) => route.abort('internetdisconnected'))
  await page.keyboard.press('Control+Enter')
  const refusal = page.getByRole('dialog').getByRole('alert')
  await refusal.getByText('Your text is still here.').waitFor()
  expect(await box(page).inputValue()).toBe(plain)
  await page.unroute('**/do/evidence.capture')
  // The browser reports the lost connection, which this test asked for.
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED')))

  await page.keyboard.press('Escape')
  await page.goto('/initiatives')
  await page.keyboard.press('n')
  expect(await box(page).inputValue()).toBe(plain)
  await page.keyboard.press('Control+Enter')
  await page.locator('main .notice').waitFor()
  expect(await records(cairn)).toMatchObject([{ text: plain }])
  await page.goto('/log')
  expect(await box(page).inputValue()).toBe('')
})

test('without script the Log link leads to a page that does the same with forms', async ({ cairn, visit }) => {
  await role(cairn)
  const { page } = await visit({ javaScriptEnabled: false })
  await page.goto('/initiatives')
  await page.getByRole('link', { name: 'Log', exact: false }).last().click()
  await box(page).fill('Cut setup from 9 steps to 4.')
  await page.getByRole('button', { name: 'Read it first' }).click()
  await page.getByText('9 → 4').waitFor()
  expect(await records(cairn)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).first().click()
  await page.locator('main .notice').waitFor()
  expect(await records(cairn)).toHaveLength(1)
  expect(new URL(page.url()).pathname).toBe('/initiatives')
})
