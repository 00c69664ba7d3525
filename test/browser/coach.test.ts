import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Running } from '../program.ts'
import { faultsOf as faultsNow } from './axe.ts'
import { holdBack, holdClock, test } from './harness.ts'

// The coach while somebody types: what it says, when it is silent, and that it moves nothing and keeps nothing to itself.

const plain = 'Shipped the partner portal.'
const question = 'What has changed since, for customers or the business?'
const choice = 'Dropped the partner API in favour of SSO.'

const role = (cairn: Running) => cairn.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
const texts = async (cairn: Running) =>
  (await cairn.call<{ items: { text: string }[] }>('evidence.list')).items.map(({ text }) => text)
const off = async (cairn: Running) =>
  (await cairn.call<{ wavedAway: Record<string, number> }>('settings.show')).wavedAway

/** The box over the log, with the page's clock in the test's hand. */
async function openBox(page: Page) {
  await holdClock(page)
  await page.goto('/evidence')
  await page.keyboard.press('n')
  await page.getByRole('dialog', { name: 'Log something' }).waitFor()
  await page.locator('#capture-details').waitFor({ state: 'attached' })
}

/** Axe waits for the page’s clock, which passes again from here on. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.clock.resume()
  return faultsNow(page)
}

const box = (page: Page) => page.getByRole('textbox', { name: 'What happened?' })
const chips = (page: Page) => page.locator('.capture-chips')
const asked = (page: Page) => page.locator('.capture-question')

/** Where everything stands that must not move while the coach speaks. */
const places = (page: Page) =>
  Promise.all(
    [
      page.getByRole('dialog'),
      box(page),
      chips(page),
      asked(page),
      page.getByRole('dialog').getByText('Was this work of Senior Product Manager size?'),
      page.getByRole('dialog').getByRole('button', { name: 'Save' }),
    ].map((part: Locator) => part.boundingBox()),
  )

for (const viewport of [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
])
  test(`at ${viewport.width} pixels the reading, its reason, the question and the blanks move nothing`, async ({
    cairn,
    visit,
  }) => {
    await role(cairn)
    const { page } = await visit({ viewport })
    await openBox(page)
    const before = await places(page)
    await page.keyboard.type(plain)
    expect(await asked(page).textContent()).toBe('')
    await page.clock.runFor(300)
    await chips(page).getByText('Work done').waitFor()
    expect(await asked(page).textContent()).toBe('')
    expect(await places(page)).toEqual(before)
    await chips(page).getByRole('button', { name: 'Why?' }).click()
    await chips(page).getByText('Read as work done: it says what was made, “Shipped”').waitFor()
    expect(await places(page)).toEqual(before)
    await box(page).press('End')
    await page.clock.runFor(800)
    await asked(page).getByText(question).waitFor()
    expect(await places(page)).toEqual(before)
    // The question stands there whole, with its answers.
    expect(await asked(page).evaluate((room) => room.scrollHeight - room.clientHeight)).toBe(0)
    await asked(page).getByRole('button', { name: 'Add blanks' }).click()
    await asked(page).getByText('Each __ is yours to fill').waitFor()
    expect(await places(page)).toEqual(before)
    await asked(page).getByRole('button', { name: 'Take them back' }).click()
    await asked(page).getByText(question).waitFor()
    expect(await places(page)).toEqual(before)
  })

test('the question is told politely, once and not on every key, and what is shown is free of faults', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  expect(await asked(page).getAttribute('aria-live')).toBe('polite')
  expect(await chips(page).getAttribute('aria-live')).toBeNull()
  await page.evaluate(() => {
    const spoken: string[] = []
    Object.assign(window, { spoken })
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) for (const node of addedNodes) spoken.push(node.textContent ?? '')
    }).observe(document.querySelector('.capture-question')!, { childList: true })
  })
  await page.keyboard.type('Shipped the partner portal')
  await page.clock.runFor(800)
  await asked(page).getByText(question).waitFor()
  for (const word of [' for', ' all', ' teams.']) {
    await page.keyboard.type(word)
    await page.clock.runFor(800)
  }
  await asked(page).getByText(question).waitFor()
  const spoken = await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)
  expect(spoken.filter((words) => words.includes(question))).toHaveLength(1)
  await chips(page).getByRole('button', { name: 'Why?' }).click()
  expect(await faultsOf(page)).toEqual([])
})

for (const [late, address] of [
  ['the coach', '**/assets/coach-*.js'],
  ['what was switched off', '/log'],
] as const)
  test(`the question comes where ${late} takes longer to come than the typing takes to rest`, async ({
    cairn,
    visit,
  }) => {
    await role(cairn)
    const { page } = await visit()
    const { isAsked, letThrough } = await holdBack(page, address)
    await holdClock(page)
    await page.goto('/evidence')
    await page.keyboard.press('n')
    await page.getByRole('dialog', { name: 'Log something' }).waitFor()
    await page.keyboard.type(plain)
    await isAsked
    await page.clock.runFor(2000)
    expect(await asked(page).textContent()).toBe('')
    letThrough()
    await asked(page).getByText(question).waitFor()
  })

test('leaving the box asks at once', async ({ cairn, visit }) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  await page.keyboard.type(plain)
  await page.keyboard.press('Tab')
  await asked(page).getByText(question).waitFor()
})

test('a question waved off stays silent for this entry, and for all after three entries until it is switched on in Settings', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  for (let entry = 1; entry <= 3; entry++) {
    await page.keyboard.type(plain)
    await page.clock.runFor(800)
    await asked(page).getByText(question).waitFor()
    const kept = page.waitForResponse('**/do/coach.dismiss')
    await asked(page).getByRole('button', { name: 'Not now' }).click()
    await kept
    await box(page).press('End')
    await page.keyboard.type(' It runs.')
    await page.clock.runFor(2000)
    expect(await asked(page).getByText(question).count()).toBe(0)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('n')
  }
  expect(await off(cairn)).toEqual({ output_only_verbs: 3 })

  const { page: elsewhere } = await visit()
  await openBox(elsewhere)
  await elsewhere.keyboard.type(plain)
  await elsewhere.clock.runFor(2000)
  await chips(elsewhere).getByText('Work done').waitFor()
  expect(await asked(elsewhere).textContent()).toBe('')
  await elsewhere.goto('/more/settings')
  expect(await faultsOf(elsewhere)).toEqual([])
  await elsewhere.getByRole('checkbox', { name: question }).uncheck({ force: true })
  await elsewhere.locator('#questions-form').getByRole('button', { name: 'Save' }).click()
  await elsewhere.getByText('All are on.').waitFor()
  expect(await off(cairn)).toEqual({})
  await elsewhere.goto('/evidence')
  await elsewhere.keyboard.press('n')
  await elsewhere.locator('#capture-details').waitFor({ state: 'attached' })
  await box(elsewhere).press('End')
  await elsewhere.keyboard.press('Tab')
  await asked(elsewhere).getByText(question).waitFor()
})

test('a page opened again with its draft does not count the same entry twice', async ({ cairn, visit }) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  await page.keyboard.type(plain)
  await page.clock.runFor(800)
  await asked(page).getByText(question).waitFor()
  const kept = page.waitForResponse('**/do/coach.dismiss')
  await asked(page).getByRole('button', { name: 'Not now' }).click()
  await kept
  await page.reload()
  await page.keyboard.press('n')
  await chips(page).getByText('Work done').waitFor()
  await page.locator('#capture-details').waitFor({ state: 'attached' })
  await page.keyboard.press('Tab')
  await page.clock.runFor(2000)
  expect(await asked(page).textContent()).toBe('')
  expect(await off(cairn)).toEqual({ output_only_verbs: 1 })
})

test('nothing is asked while the caret stands inside the text', async ({ cairn, visit }) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  await page.keyboard.type(plain)
  for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.type('new ')
  await page.clock.runFor(300)
  await chips(page).getByText('Work done').waitFor()
  await page.clock.runFor(5000)
  expect(await asked(page).textContent()).toBe('')
  await page.keyboard.press('End')
  await page.keyboard.type(' ')
  await page.clock.runFor(800)
  await asked(page).getByText(question).waitFor()
})

test('while an input method composes, nothing is read or asked; what it commits is', async ({ cairn, visit }) => {
  await role(cairn)
  const { page, context } = await visit()
  await openBox(page)
  const keys = await context.newCDPSession(page)
  const words = 'Shipped the partner portal'
  await keys.send('Input.imeSetComposition', { text: words, selectionStart: words.length, selectionEnd: words.length })
  await page.clock.runFor(3000)
  expect(await chips(page).getByText('Work done').count()).toBe(0)
  expect(await asked(page).textContent()).toBe('')
  await keys.send('Input.insertText', { text: `${words}.` })
  await page.clock.runFor(300)
  await chips(page).getByText('Work done').waitFor()
  await page.clock.runFor(500)
  await asked(page).getByText(question).waitFor()
})

test('blanks are added to the person’s own words, the first is marked for the next key, and all of it is taken back', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  await page.keyboard.type(`${choice} `)
  await page.clock.runFor(800)
  await asked(page).getByRole('button', { name: 'Add blanks' }).click()
  expect(await box(page).inputValue()).toBe('Dropped the partner API in favour of SSO, because __.')
  await asked(page).getByRole('button', { name: 'Take them back' }).click()
  expect(await box(page).inputValue()).toBe(`${choice} `)
  await page.clock.runFor(800)
  await asked(page).getByRole('button', { name: 'Add blanks' }).click()
  await page.keyboard.press('Control+z')
  expect(await box(page).inputValue()).toBe(`${choice} `)
  await box(page).press('End')
  await page.keyboard.type(' ')
  await page.clock.runFor(800)
  await asked(page).getByRole('button', { name: 'Add blanks' }).click()
  await page.keyboard.type('2 of 40 asked')
  expect(await box(page).inputValue()).toBe('Dropped the partner API in favour of SSO, because 2 of 40 asked.')
  await page.keyboard.press('Control+Enter')
  await page.locator('main .notice').waitFor()
  expect(await texts(cairn)).toEqual(['Dropped the partner API in favour of SSO, because 2 of 40 asked.'])
})

for (const scripted of [true, false])
  test(`no blank is kept as evidence, ${scripted ? 'with' : 'without'} script, and the text stays in the box`, async ({
    cairn,
    visit,
  }) => {
    await role(cairn)
    const { page, faults } = await visit({ javaScriptEnabled: scripted })
    await page.goto('/log')
    await box(page).fill('Cut churn from __ to 3%.')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByRole('alert').getByText('A blank, __, is still open.').first().waitFor()
    expect(await box(page).inputValue()).toBe('Cut churn from __ to 3%.')
    expect(await texts(cairn)).toEqual([])
    await box(page).fill('Cut churn from 4% to 3%.')
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.locator('main .notice').waitFor()
    expect(await texts(cairn)).toEqual(['Cut churn from 4% to 3%.'])
    expect(faults.splice(0).every((fault) => fault.includes('422'))).toBe(true)
  })

for (const viewport of [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
])
  test(`at ${viewport.width} pixels a wrong number is taken out before it is kept, by keyboard, and nothing moves`, async ({
    cairn,
    visit,
  }) => {
    await role(cairn)
    const { page } = await visit({ viewport })
    await openBox(page)
    const before = await places(page)
    await page.keyboard.type('Retention rose 12%, churn fell from 4% to 3%.')
    await page.clock.runFor(300)
    await chips(page)
      .getByRole('button', { name: /^Take out churn 4 % → 3 %/ })
      .focus()
    await page.keyboard.press('Enter')
    await chips(page)
      .getByRole('button', { name: /^Put churn 4 % → 3 %.* back$/ })
      .waitFor()
    expect(await places(page)).toEqual(before)
    await chips(page).getByRole('button', { name: '12 points?' }).press('Space')
    await chips(page).getByRole('button', { name: 'Take out retention, up 12 points' }).waitFor()
    expect(await places(page)).toEqual(before)
    expect(await faultsOf(page)).toEqual([])
    await page.keyboard.press('Control+Enter')
    await page.locator('main .notice').waitFor()
    const { items } = await cairn.call<{ items: { metrics: unknown[] }[] }>('evidence.list')
    expect(items[0]!.metrics).toMatchObject([{ name: 'retention', delta: 12, unit: 'pp', relative: false }])
  })

test('a number taken out is put back by another press, and an entry left alone keeps what was read', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  await page.keyboard.type('Churn fell from 4% to 3%.')
  await page.clock.runFor(300)
  await chips(page)
    .getByRole('button', { name: /^Take out churn/ })
    .press('Enter')
  await chips(page)
    .getByRole('button', { name: /^Put churn/ })
    .press('Enter')
  await chips(page)
    .getByRole('button', { name: /^Take out churn/ })
    .press('Enter')
  await page.keyboard.press('Control+Enter')
  await page.locator('main .notice').waitFor()
  await page.keyboard.press('n')
  await page.keyboard.type('Churn fell from 4% to 3%.')
  await page.clock.runFor(300)
  await chips(page)
    .getByRole('button', { name: /^Take out churn/ })
    .waitFor()
  const saved = page.waitForResponse('**/do/evidence.capture')
  await page.keyboard.press('Control+Enter')
  await saved
  const { items } = await cairn.call<{ items: { metrics: unknown[] }[] }>('evidence.list')
  expect(items.map(({ metrics }) => metrics.length).sort()).toEqual([0, 1])
})

test('the other questions wait behind one button and come in the place of the first', async ({ cairn, visit }) => {
  await role(cairn)
  const { page } = await visit()
  await openBox(page)
  const before = await places(page)
  await page.keyboard.type('We cut churn by 12%.')
  await page.clock.runFor(800)
  await asked(page).getByText('What was it before?').waitFor()
  await asked(page).getByRole('button', { name: 'Another question' }).focus()
  await page.keyboard.press('Enter')
  await asked(page).getByText('Which part was yours?').waitFor()
  expect(await asked(page).getByText('What was it before?').count()).toBe(0)
  expect(await places(page)).toEqual(before)
  await page.keyboard.press('Enter')
  await asked(page).getByText('What was it before?').waitFor()
  await box(page).press('End')
  await box(page).fill(plain)
  await page.clock.runFor(800)
  await asked(page).getByText(question).waitFor()
  expect(await asked(page).getByRole('button', { name: 'Another question' }).count()).toBe(0)
})
