import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Running } from '../program.ts'
import { holdBack, test } from './harness.ts'

// What happens while an answer is on its way, or where it never comes: nothing typed is lost, and nothing is done twice.

const first = 'Cut setup from 9 steps to 4.'
const second = 'Said no to the export, 2 of 40 asked for it.'

const role = (cairn: Running) => cairn.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
const texts = async (cairn: Running): Promise<string[]> =>
  (await cairn.call<{ items: { text: string }[] }>('evidence.list')).items.map(({ text }) => text).sort()

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Log something' })
const box = (page: Page) => page.getByRole('textbox', { name: 'What happened?' })
const notice = (page: Page) => page.locator('main .notice')

async function openBox(page: Page) {
  await page.keyboard.press('n')
  await dialog(page).waitFor()
  await page.locator('#capture-details').waitFor({ state: 'attached' })
}

test('what is typed while a record is saved stays in the box and is kept; pressed twice, it is saved once', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  await page.goto('/evidence')
  const { isAsked, letThrough } = await holdBack(page, '**/do/evidence.capture')
  await openBox(page)
  await box(page).fill(first)
  await page.keyboard.press('Control+Enter')
  await isAsked
  await page.keyboard.press('End')
  await page.keyboard.type(' More.')
  await page.keyboard.press('Control+Enter')
  letThrough()
  await dialog(page).getByRole('alert').getByText('What you wrote since is still here').waitFor()
  expect(await box(page).inputValue()).toBe(`${first} More.`)
  await page.getByText(first, { exact: true }).waitFor({ state: 'attached' })
  expect(await texts(cairn)).toEqual([first])
  await page.goto('/log')
  await page.getByText('Your unsaved text is back.').waitFor()
  expect(await box(page).inputValue()).toBe(`${first} More.`)

  // The same where the page is left for the next.
  const again = await holdBack(page, '**/do/evidence.capture')
  await box(page).fill(second)
  await page.keyboard.press('Control+Enter')
  await again.isAsked
  await page.keyboard.press('End')
  await page.keyboard.type(' More.')
  again.letThrough()
  await notice(page).waitFor()
  await page.goto('/log')
  await page.getByText('Your unsaved text is back.').waitFor()
  expect(await box(page).inputValue()).toBe(`${second} More.`)
  expect(await texts(cairn)).toEqual([first, second])
})

test('details that come while a record is saved are not taken for words', async ({ cairn, visit }) => {
  await role(cairn)
  const { page } = await visit()
  await page.goto('/evidence')
  const details = await holdBack(page, '**/log')
  const saving = await holdBack(page, '**/do/evidence.capture')
  await page.keyboard.press('n')
  await box(page).fill(first)
  await page.keyboard.press('Control+Enter')
  await saving.isAsked
  details.letThrough()
  await page.locator('#capture-details').waitFor({ state: 'attached' })
  saving.letThrough()
  await dialog(page).waitFor({ state: 'hidden' })
  await notice(page).getByRole('button', { name: 'Undo' }).waitFor()
  expect(await texts(cairn)).toEqual([first])
})

test('a record whose answer was lost is saved once, however it is sent again', async ({ cairn, visit }) => {
  await role(cairn)
  const { page, faults } = await visit()
  await page.goto('/evidence')
  await openBox(page)
  await page.route('**/do/evidence.capture', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await box(page).fill(first)
  await page.keyboard.press('Control+Enter')
  await dialog(page).getByRole('alert').getByText('Your text is still here.').waitFor()
  expect(await texts(cairn)).toEqual([first])
  await page.reload()
  await openBox(page)
  await dialog(page).getByText('Your unsaved text is back.').waitFor()
  await page.unroute('**/do/evidence.capture')
  await page.keyboard.press('Control+Enter')
  await notice(page).waitFor()
  expect(await texts(cairn)).toEqual([first])
  expect(faults.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')])
})

test('a save that is refused after the box was closed is told on the page', async ({ cairn, visit }) => {
  await role(cairn)
  const { page, faults } = await visit()
  await page.goto('/evidence')
  await openBox(page)
  const { isAsked, letThrough } = await holdBack(page, '**/do/evidence.capture')
  await box(page).fill('Cut churn from __ to 3%.')
  await page.keyboard.press('Control+Enter')
  await isAsked
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'hidden' })
  letThrough()
  await notice(page).getByText('Your text waits in the box.').waitFor()
  await page.keyboard.press('n')
  expect(await box(page).inputValue()).toBe('Cut churn from __ to 3%.')
  expect(faults.splice(0)).toEqual([expect.stringContaining('422')])
})

test('Undo pressed twice takes back once, and writes over nothing that was begun in the box meanwhile', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  await page.goto('/evidence')
  await openBox(page)
  await box(page).fill(first)
  await page.keyboard.press('Control+Enter')
  const { isAsked, letThrough } = await holdBack(page, '**/do/activity.undo')
  const undo = notice(page).getByRole('button', { name: 'Undo' })
  await undo.click()
  await isAsked
  await undo.click()
  await openBox(page)
  await box(page).fill(second)
  letThrough()
  await notice(page).getByText('Taken back. Your text waits in the box.').waitFor()
  expect(await texts(cairn)).toEqual([])
  await page.goto('/log')
  await page.getByRole('button', { name: 'Another unsaved one' }).click()
  const other = await box(page).inputValue()
  await page.getByRole('button', { name: 'Another unsaved one' }).click()
  expect([other, await box(page).inputValue()].sort()).toEqual([first, second])
})

test('the list shows both records where the answers overtake each other, and nobody loses what they type in it', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  await page.goto('/evidence')
  await openBox(page)
  const lists: (() => void)[] = []
  const listAsked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await page.route(
    (url) => url.pathname === '/evidence',
    async (route) => {
      const at = lists.length
      const response = await route.fetch()
      await new Promise<void>((go) => {
        lists.push(go)
        listAsked[at]!.resolve()
      })
      await route.fulfill({ response })
    },
  )
  await box(page).fill(first)
  await page.keyboard.press('Control+Enter')
  await listAsked[0]!.promise
  await page.keyboard.press('n')
  await box(page).fill(second)
  await page.keyboard.press('Control+Enter')
  await listAsked[1]!.promise
  const older = page.waitForResponse('**/evidence')
  lists[0]!()
  await (await older).finished()
  await page.locator('#records').getByText(first).waitFor()
  lists[1]!()
  await page.locator('#records').getByText(second).waitFor()
  expect(await page.locator('#records').getByText(first).count()).toBe(1)
})

test('a file is kept where Save is pressed again while it is on its way, and the page says which was not', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page, faults } = await visit()
  const picture = { name: 'chart.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a', 'hex') }
  const choose = async () => {
    await page.goto('/log')
    await page.getByLabel('Files to keep with it').setInputFiles(picture)
    await page.getByRole('button', { name: 'Leave chart.png out' }).waitFor()
  }
  const save = page.getByRole('button', { name: /^Save/ }).first()
  await choose()
  const { isAsked, letThrough } = await holdBack(page, '**/do/evidence.attach')
  await box(page).fill(first)
  await save.click()
  await isAsked
  await save.click()
  letThrough()
  await page.waitForURL(/\/evidence\/[\w-]{36}/)
  const [record] = (await cairn.call<{ items: { id: string }[] }>('evidence.list')).items
  const shown = await cairn.call<{ attachments: { name: string }[] }>('evidence.show', { id: record!.id })
  expect(shown.attachments).toMatchObject([{ name: 'chart.png' }])

  await page.route('**/do/evidence.attach', (route) => route.abort())
  await choose()
  await box(page).fill(second)
  await save.click()
  await page.getByRole('alert').getByText('The record is saved. chart.png is not attached.').waitFor()
  expect(await texts(cairn)).toEqual([first, second])
  expect(faults.splice(0)).toEqual([expect.stringContaining('ERR_FAILED')])
})
