import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Running } from '../program.ts'
import { addresses } from './addresses.ts'
import { test } from './harness.ts'

const launched = 'Launched the new onboarding flow'

// What the box reads and asks is held in quick-capture.test.ts; here, that it is everywhere and loses nothing.

test('n opens the box on every page, and Escape closes it', async ({ cairn, visit }) => {
  await asProductManager(cairn)
  await cairn.call('evidence.capture', { text: launched })
  await cairn.call('initiative.start', { title: 'Onboarding' })
  await cairn.call('rating.give', { skill: 'discovery', value: 3 })
  const { page } = await visit()
  const { box, area } = partsOf(page)
  const everywhere = await addresses(page)
  expect(everywhere.some((address) => /^\/evidence\/[\w-]{36}$/.test(address))).toBe(true)
  const kinds = await ofEachKind(page, ['/', ...everywhere])
  expect(kinds).toEqual(expect.arrayContaining(['/', '/log', '/search']))
  for (const address of kinds) {
    // Its scripts have run by then; pictures and fonts are no matter of a key.
    await page.goto(address, { waitUntil: 'domcontentloaded' })
    if (address === '/log') {
      // Here the box is the page, and it waits for the first word.
      expect(await page.getByLabel('What happened?').evaluate(isFocused)).toBe(true)
      continue
    }
    if (address === '/search') {
      // Here the field waits for what is looked for: the key is a letter until one leaves it.
      expect(await page.getByRole('searchbox').evaluate(isFocused)).toBe(true)
      await page.getByRole('searchbox').blur()
    }
    await page.keyboard.press('n')
    await box.waitFor()
    expect(await area.evaluate(isFocused), address).toBe(true)
    expect(await area.inputValue(), address).toBe('')
    await page.keyboard.press('Escape')
    await box.waitFor({ state: 'hidden' })
  }
})

test('what was not saved is there again on every page until it is saved, and the record is what was typed', async ({
  cairn,
  visit,
}) => {
  await asProductManager(cairn)
  const { page } = await visit()
  await page.goto('/case')
  const { box, area } = partsOf(page)
  await page.keyboard.press('n')
  const typed = 'Decided, said “Priya”,\n\n\tto <b>drop</b> the export &amp; more; 2 of 40 asked /n g? 🪨'
  await area.pressSequentially(typed)
  await page.keyboard.press('Escape')
  await box.waitFor({ state: 'hidden' })
  for (const address of ['/case', '/more']) {
    await page.goto(address)
    await page.keyboard.press('n')
    await box.getByText('Your unsaved text is back.').waitFor()
    expect(await area.inputValue()).toBe(typed)
    await page.keyboard.press('Escape')
    await box.waitFor({ state: 'hidden' })
  }
  await page.keyboard.press('n')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await page.reload()
  await page.keyboard.press('n')
  expect(await area.inputValue()).toBe('')
  expect((await records(cairn)).map(({ text }) => text)).toEqual([typed])
})

test('a save that fails keeps the text and says why, whether it was refused or nobody answered', async ({
  cairn,
  visit,
}) => {
  await asProductManager(cairn)
  const { page, faults } = await visit()
  await page.goto('/evidence')
  const { area, box, details } = partsOf(page)
  await page.keyboard.press('n')
  await details.waitFor({ state: 'attached' })
  const tooMuch = 'Decided it. '.repeat(9000)
  await area.fill(tooMuch)
  await page.keyboard.press('Control+Enter')
  await box.getByRole('alert').getByText('at most 100,000 characters').waitFor()
  expect(await area.inputValue()).toBe(tooMuch)
  expect(faults.splice(0)).toEqual([expect.stringContaining('422')])

  await area.fill('Decided to drop the export')
  await cairn.stop()
  await page.keyboard.press('Control+Enter')
  await box.getByRole('alert').getByText('Cairn does not answer').waitFor()
  await box.getByRole('alert').getByText('Your text is still here.').waitFor()
  expect(await area.inputValue()).toBe('Decided to drop the export')
  expect(faults.splice(0)).toEqual([expect.stringContaining('ERR_CONNECTION_REFUSED')])
})

test('Ctrl Enter saves nothing while an input method composes', async ({ cairn, visit }) => {
  await asProductManager(cairn)
  const { page, context } = await visit()
  await page.goto('/evidence')
  const { area, box } = partsOf(page)
  await page.keyboard.press('n')
  const keyboard = await context.newCDPSession(page)
  const words = `${launched} てすと`
  await keyboard.send('Input.imeSetComposition', {
    text: words,
    selectionStart: words.length,
    selectionEnd: words.length,
  })
  await page.keyboard.press('Control+Enter')
  expect(await area.inputValue()).toBe(words)
  expect(await box.isVisible()).toBe(true)
  await keyboard.send('Input.insertText', { text: `${launched} 試験` })
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  expect((await records(cairn)).map(({ text }) => text)).toEqual([`${launched} 試験`])
})

/** The first of the pages that are alike to a key: by the scripts that run there and by what has the focus. Each has what `n` presses. */
async function ofEachKind(page: Page, everywhere: readonly string[]): Promise<string[]> {
  const kinds = new Map<string, string>()
  for (const address of everywhere) {
    const html = await (await page.request.get(address)).text()
    expect(html.match(/<a [^>]*data-key="n"/g), address).toHaveLength(1)
    const scripts = [...html.matchAll(/<script [^>]*src="([^"]+)"/g)].map(([, src]) => src)
    expect(scripts, address).toEqual(expect.arrayContaining(['/assets/shell.js', '/assets/capture.js']))
    const own = ['autofocus', 'id="capture"', 'action="/do/evidence.attach"', '<dialog'].filter((part) =>
      html.includes(part),
    )
    const kind = [...scripts, ...own].join()
    if (!kinds.has(kind)) kinds.set(kind, address)
  }
  return [...kinds.values()]
}

const asProductManager = (cairn: Running) => cairn.call('start.role', { now: 'pm:pm' })

const records = async (cairn: Running) => (await cairn.call<{ items: { text: string }[] }>('evidence.list')).items

function partsOf(page: Page) {
  const box = page.getByRole('dialog', { name: 'Log something' })
  return {
    box,
    area: box.getByLabel('What happened?'),
    // The rest of the form comes after the box is open.
    details: box.locator('#capture-details'),
  }
}

const isFocused = (element: Element): boolean => element.ownerDocument.activeElement === element
