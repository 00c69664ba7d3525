import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { type Running, serve } from '../program.ts'
import { test } from './harness.ts'

interface Shown {
  id: string
  revision: number
  fields: Record<string, unknown>
}

const stored = (cairn: Running, id: string) => cairn.call<Shown>('document.show', { id })
const changes = async (cairn: Running) => (await cairn.call<{ items: unknown[] }>('activity.list')).items.length
const state = (page: Page) => page.locator('[data-state]')
const bet = (page: Page) => page.getByRole('textbox', { name: 'Our bet' })

test('what is written is kept with every key, saved by the stretch, and never lost to a server or a second window', async ({
  cairn,
  visit,
}) => {
  const { id } = await cairn.call<Shown>('document.start', { template: 'strategy_memo' })
  const { page, context, faults } = await visit()
  await page.clock.install()
  await page.goto(`/library/${id}`)
  const before = await changes(cairn)

  await bet(page).pressSequentially('We choose setup over sales.')
  await state(page).getByText('Kept in this browser').waitFor()
  expect((await stored(cairn, id)).fields).toEqual({})
  await page.clock.runFor(12_000)
  await state(page).getByText('Saved at').waitFor()
  expect((await stored(cairn, id)).fields).toEqual({ bet: 'We choose setup over sales.' })
  expect(await changes(cairn)).toBe(before + 1)

  // A row is added and taken out in place; the words of the other stay.
  const options = page.getByRole('group', { name: 'Options' })
  await options.getByRole('textbox', { name: 'Option, row 2' }).fill('More calls')
  await options.getByRole('button', { name: 'Add a row' }).click()
  await options.getByRole('textbox', { name: 'Option, row 3' }).fill('A partner')
  await options.getByRole('button', { name: 'Take out row 1' }).click()
  await page.keyboard.press('Control+s')
  await expect
    .poll(async () => (await stored(cairn, id)).fields.options)
    .toEqual([{ option: 'More calls' }, { option: 'A partner' }])

  // Away, closed, opened again: the text is back, and is saved.
  await cairn.stop()
  await bet(page).fill('We choose setup, because it lasts.')
  await page.clock.runFor(12_000)
  await state(page).getByText('Cairn does not answer').waitFor()
  await page.close()
  const { stop } = await serve(cairn.home, {}, cairn.port)
  onTestFinished(stop)
  faults.length = 0
  const again = await context.newPage()
  await again.goto(`/library/${id}`)
  await again.getByText('Your unsaved text is back.').waitFor()
  expect(await bet(again).inputValue()).toBe('We choose setup, because it lasts.')
  await again.keyboard.press('Control+s')
  await state(again).getByText('Saved at').waitFor()

  // Another window was quicker: nothing is overwritten until one says so.
  await cairn.call('document.edit', { id, fields: { bet: 'From elsewhere' } })
  await bet(again).fill('From here')
  await again.keyboard.press('Control+s')
  await state(again).getByText('changed elsewhere').waitFor()
  expect((await stored(cairn, id)).fields.bet).toBe('From elsewhere')
  await again.getByRole('button', { name: 'Keep what stands here' }).click()
  await state(again).getByText('Saved at').waitFor()
  expect((await stored(cairn, id)).fields.bet).toBe('From here')
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('409')))
})
