import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Running } from '../program.ts'
import { holdBack, openExample, test } from './harness.ts'

// The page stands there before its scripts, and some of them never come. What is typed and chosen meanwhile counts.

const text = 'Cut setup from 9 steps to 4.'

const role = (cairn: Running) => cairn.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
const box = (page: Page) => page.getByRole('textbox', { name: 'What happened?' })

/** The page without its scripts; `letThrough` lets them come, and waits until they have run. */
async function openEarly(page: Page, address: string) {
  const scripts = await holdBack(page, '**/assets/*.js')
  await page.route('**/assets/curtain.js', (route) => route.continue())
  await page.goto(address, { waitUntil: 'commit' })
  await scripts.isAsked
  return async () => {
    scripts.letThrough()
    await page.waitForLoadState('load')
  }
}

test('a text that was typed before the scripts came is kept, and read', async ({ cairn, visit }) => {
  await role(cairn)
  const { context, page } = await visit()
  const letThrough = await openEarly(page, '/log')
  await box(page).fill(text)
  await letThrough()
  await page.locator('.capture-chips').getByText('9 → 4').waitFor()
  await page.close()
  const again = await context.newPage()
  await again.goto('/log')
  await again.getByText('Your unsaved text is back.').waitFor()
  expect(await box(again).inputValue()).toBe(text)
})

test('what was typed into the search before its script came is searched for, and Enter waits for the list', async ({
  visit,
}) => {
  const { page, faults } = await visit()
  await openExample(page)
  const letThrough = await openEarly(page, '/search')
  const field = page.getByRole('searchbox')
  await field.fill('daniel')
  await letThrough()
  const hits = page.locator('.hits a')
  await hits.first().waitFor()

  const { isAsked, letThrough: answer } = await holdBack(page, '**/search?query=setup')
  await field.fill('setup')
  await isAsked
  await page.keyboard.press('Enter')
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
  answer()
  await page.waitForURL('/search?query=setup')

  // Nobody is taken away from what they type where nobody answers.
  await page.route('**/search?query=churn', (route) => route.abort())
  await field.fill('churn')
  await page.getByRole('alert').getByText('Cairn does not answer').waitFor()
  expect(await field.inputValue()).toBe('churn')
  await page.unroute('**/search?query=churn')
  await page.keyboard.press('Enter')
  await page.waitForURL('/search?query=churn')
  await page.getByRole('alert').waitFor({ state: 'detached' })
  expect(faults.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')])
})

test('answers chosen before the script of the quiz came are taken along', async ({ visit }) => {
  const { page } = await visit()
  const letThrough = await openEarly(page, '/quiz')
  const questions = page.locator('[data-question]')
  for (const at of [0, 1]) await questions.nth(at).getByRole('radio').nth(2).check()
  await letThrough()
  await page.getByText('Question 3 of 12').waitFor()
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByText('Question 2 of 12').waitFor()
  expect(await questions.nth(1).getByRole('radio').nth(2).isChecked()).toBe(true)
})

test('where the coach cannot be fetched, the page that reads a sentence reads it without script', async ({ visit }) => {
  const { page, faults } = await visit()
  await page.route('**/assets/coach-*.js', (route) => route.fulfill({ status: 404 }))
  await page.goto('/try')
  await page.getByLabel('Your sentence').fill('Launched the new onboarding in Q2.')
  await page.getByRole('button', { name: 'Read it' }).click()
  await page.getByRole('heading', { name: 'An output' }).waitFor()
  expect(faults.splice(0).filter((fault) => !fault.includes('404'))).toEqual([])
})

test('the details of the box are asked for again where they did not come', async ({ cairn, visit }) => {
  await role(cairn)
  const { page, faults } = await visit()
  await page.goto('/evidence')
  await page.route('**/log', (route) => route.abort())
  await page.keyboard.press('n')
  await box(page).fill(text)
  // Only then does the page know, and not as soon as the network does.
  await expect.poll(() => faults).toEqual([expect.stringContaining('ERR_FAILED')])
  await page.keyboard.press('Escape')
  await page.unroute('**/log')
  await page.keyboard.press('n')
  await page.getByRole('dialog').getByText('Was this work of Senior Product Manager size?').waitFor()
  expect(await box(page).inputValue()).toBe(text)
  expect(faults.splice(0)).toHaveLength(1)
})

for (const viewport of [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
])
  test(`at ${viewport.width} pixels Save stays under the finger while the details of the box come`, async ({
    cairn,
    visit,
  }) => {
    await role(cairn)
    const { page } = await visit({ viewport })
    await page.goto('/evidence')
    const { letThrough } = await holdBack(page, '**/log')
    await page.keyboard.press('n')
    const { x, y, width, height } = (await page.getByRole('button', { name: 'Save' }).boundingBox())!
    letThrough()
    await page.locator('#capture-details').waitFor({ state: 'attached' })
    const middle = { x: x + width / 2, y: y + height / 2 }
    expect(await page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.textContent, middle)).toContain('Save')
  })

test('the bar of a reading goes on after an answer that was lost, and reloads under nobody who types', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page, faults } = await visit()
  let answer: 'half' | 'nothing' | 'done' = 'half'
  // The inbox as it is, with a bar in it: how long a file takes is no matter of this test.
  await page.route('**/evidence/inbox', async (route) => {
    if (answer === 'nothing') return route.abort()
    const response = await route.fetch()
    const bar = `<div id="reading"><progress max="1" value="0.5"></progress><span>${answer}</span></div>`
    const script = '<script type="module" src="/assets/reading.js"></script>'
    const html = await response.text()
    const body =
      answer === 'done' ? html : html.replace('</main>', `${bar}</main>`).replace('</head>', `${script}</head>`)
    await route.fulfill({ response, body })
  })
  await page.goto('/evidence/inbox')
  answer = 'nothing'
  await page.waitForEvent('requestfailed')
  await page.keyboard.press('n')
  await box(page).fill(text)
  answer = 'done'
  await page.waitForResponse('**/evidence/inbox')
  await page.keyboard.press('End')
  await page.keyboard.type(' More.')
  await page.waitForResponse('**/evidence/inbox')
  expect(await box(page).inputValue()).toBe(`${text} More.`)
  await page.keyboard.press('Escape')
  await page.locator('#reading').waitFor({ state: 'detached' })
  expect(faults.splice(0).filter((fault) => !fault.includes('ERR_FAILED'))).toEqual([])
})

test('a browser that keeps nothing does all the rest', async ({ cairn, visit }) => {
  await role(cairn)
  const { context, page } = await visit()
  await forbidStores(context)
  await page.goto('/evidence')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('cover')
  await page.keyboard.press('Enter')
  await page.locator('.curtain-note').getByText('Covered on this page only').waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.locator('#capture-details').waitFor({ state: 'attached' })
  await box(page).fill('Shipped the partner portal.')
  await page.keyboard.press('Tab')
  const question = page.locator('.capture-question')
  await question.getByRole('button', { name: 'Not now' }).click()
  await question.getByRole('button', { name: 'Not now' }).waitFor({ state: 'detached' })
  await box(page).press('Control+Enter')
  await page.locator('main .notice').getByRole('button', { name: 'Undo' }).click()
  await page.locator('main .notice').getByText('Your text waits in the box.').waitFor()
  await page.keyboard.press('n')
  expect(await box(page).inputValue()).toBe('Shipped the partner portal.')
  await page.goto('/log')
  await box(page).fill(text)
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await page.locator('main .notice').waitFor()
  expect((await cairn.call<{ items: unknown[] }>('evidence.list')).items).toHaveLength(1)
  await page.goto('/quiz')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.keyboard.press('2')
  await page.getByText('Question 2 of 12').waitFor()
})

const forbidStores = (context: BrowserContext) =>
  context.addInitScript(() => {
    for (const kind of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, kind, {
        get() {
          throw new DOMException('Access is denied for this document.', 'SecurityError')
        },
      })
  })
