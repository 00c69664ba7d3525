import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Running, serve } from '../program.ts'
import { test } from './harness.ts'

// Whatever ends while somebody types, what they typed is there again.

const role = (cairn: Running) => cairn.call('profile.set', { framework: 'pm', level: 'pm', target: 'senior' })
const texts = async (cairn: Running): Promise<string[]> =>
  (await cairn.call<{ items: { text: string }[] }>('evidence.list')).items.map(({ text }) => text)
const box = (page: Page) => page.getByRole('textbox', { name: 'What happened?' })
const notice = (page: Page) => page.locator('main .notice')

test('a server that dies while one saves, closed tabs and two tabs at once lose nothing that was typed', async ({
  cairn: begun,
  visit,
}) => {
  let cairn = begun
  try {
    await role(cairn)
    const { context, faults } = await visit()
    const first = await context.newPage()
    const second = await context.newPage()
    for (const page of [first, second]) {
      await page.goto(`/evidence`)
      await page.keyboard.press('n')
      await box(page).waitFor()
      await page.locator('#capture-details').waitFor({ state: 'attached' })
    }
    // Both were open before either was written in.
    await box(first).fill('Cut setup from 9 steps to 4.')
    await box(second).fill('Said no to the export.')
    process.kill(cairn.pid, 'SIGKILL')
    await cairn.stop()
    await first.keyboard.press('Control+Enter')
    await first.getByRole('alert').getByText('Your text is still here.').waitFor()
    await first.close()
    await second.close()

    // What the test provoked: nobody answered.
    expect(faults.splice(0).filter((fault) => !/ERR_CONNECTION_|ERR_EMPTY_RESPONSE/.test(fault))).toEqual([])
    cairn = await serve(begun.home, {}, begun.port)
    const third = await context.newPage()
    await third.goto(`/log`)
    expect(await box(third).inputValue()).toBe('Said no to the export.')
    await third.getByRole('button', { name: 'Another unsaved one' }).click()
    expect(await box(third).inputValue()).toBe('Cut setup from 9 steps to 4.')
    await third.getByRole('button', { name: /^Save/ }).first().click()
    await third.getByRole('button', { name: 'Undo' }).waitFor()
    expect(await texts(cairn)).toEqual(['Cut setup from 9 steps to 4.'])

    // The other one waits still; with more answers than its text, in the form that fits.
    await third.goto(`/log?kind=decision`)
    expect(await box(third).inputValue()).toBe('Said no to the export.')
    await third.getByLabel('Why', { exact: true }).fill('Two of 40 asked for it.')
    await third.getByLabel('What kind of decision').selectOption('decline')
    await third.close()
    const fourth = await context.newPage()
    await fourth.goto(`/log?kind=decision`)
    await fourth.getByText('Your unsaved answers are back.').waitFor()
    expect(await fourth.getByLabel('Why', { exact: true }).inputValue()).toBe('Two of 40 asked for it.')
    await fourth.getByRole('button', { name: /^Save/ }).first().click()
    await fourth.getByRole('button', { name: 'Undo' }).waitFor()
    const { items } = await cairn.call<{ items: { id: string; decision: object }[] }>('evidence.list')
    expect(items.map(({ decision }) => decision)).toContainEqual({
      type: 'decline',
      because: 'Two of 40 asked for it.',
    })
    await fourth.goto(`/log?kind=decision`)
    expect(await fourth.locator('.drafts').count()).toBe(0)

    // Over what stands in the file already, the person decides.
    await fourth.goto(`/evidence/${items[0]!.id}/edit`)
    await fourth.getByLabel('From here').fill('Ask the six deals again.')
    await fourth.goto(`/evidence`)
    await fourth.goto(`/evidence/${items[0]!.id}/edit`)
    await fourth.getByRole('button', { name: 'Discard it' }).click()
    expect(await fourth.getByLabel('From here').inputValue()).toBe('')
    await fourth.reload()
    expect(await fourth.locator('.drafts').count()).toBe(0)
  } finally {
    await cairn.stop()
  }
})

test('several pasted lines may become several proposals, and a pasted picture goes with the record', async ({
  cairn,
  visit,
}) => {
  await role(cairn)
  const { page } = await visit()
  await page.goto('/evidence')
  await page.keyboard.press('n')
  await box(page).waitFor()
  await paste(page, { text: 'Cut setup from 9 steps to 4.\nSaid no to the export, 2 of 40 asked for it.' })
  await box(page).fill('Cut setup from 9 steps to 4.\nSaid no to the export, 2 of 40 asked for it.')
  await page.getByRole('button', { name: 'Take them one by one' }).click()
  await page.waitForURL(/\/evidence\/inbox\?batch=/)
  expect((await cairn.call<{ waiting: number }>('inbox.list')).waiting).toBe(2)
  expect(await texts(cairn)).toEqual([])

  await page.keyboard.press('n')
  await page.locator('#capture-details').waitFor({ state: 'attached' })
  expect(await box(page).inputValue()).toBe('')
  await box(page).fill('Week-1 retention 42 % to 58 %.')
  await paste(page, { file: 'chart.png' })
  await page.getByRole('button', { name: 'Leave chart.png out' }).waitFor()
  await page.keyboard.press('Control+Enter')
  await notice(page).waitFor()
  const [record] = (await cairn.call<{ items: { id: string }[] }>('evidence.list')).items
  const files = async () =>
    (await cairn.call<{ attachments: { name: string }[] }>('evidence.show', { id: record!.id })).attachments
  expect(await files()).toMatchObject([{ name: 'chart.png' }])
  // Undo takes both back.
  await notice(page).getByRole('button', { name: 'Undo' }).click()
  await notice(page).getByText('Taken back.').waitFor()
  expect(await texts(cairn)).toEqual([])
})

/** What the clipboard holds, as the browser would give it to the box. */
const paste = (page: Page, what: { text?: string; file?: string }) =>
  box(page).evaluate((area, { text, file }) => {
    const data = new DataTransfer()
    if (text) data.setData('text/plain', text)
    if (file) data.items.add(new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])], file))
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  }, what)
