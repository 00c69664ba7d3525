import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { type Running, serve } from '../program.ts'
import { holdBack, holdClock, test } from './harness.ts'

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
  await holdClock(page)
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

test('an answer that was lost is no quarrel with oneself', async ({ cairn, visit }) => {
  const { id } = await cairn.call<Shown>('document.start', { template: 'strategy_memo' })
  const { page, faults } = await visit()
  await holdClock(page)
  await page.goto(`/library/${id}`)
  const saving = '**/do/document.edit'
  await page.route(saving, async (route) => {
    await route.fetch()
    await route.abort()
  })
  await bet(page).fill('We choose setup.')
  await page.keyboard.press('Control+s')
  await state(page).getByText('Cairn does not answer').waitFor()
  expect((await stored(cairn, id)).fields.bet).toBe('We choose setup.')
  await page.unroute(saving)
  await bet(page).fill('We choose setup over sales.')
  await page.keyboard.press('Control+s')
  await state(page).getByText('Saved at').waitFor()
  expect((await stored(cairn, id)).fields.bet).toBe('We choose setup over sales.')

  // Loaded again while the save of the page before is on its way.
  const { isAsked, letThrough } = await holdBack(page, saving)
  await bet(page).fill('We choose setup, because it lasts.')
  await page.keyboard.press('Control+s')
  await isAsked
  await page.goto(`/library/${id}`)
  await page.getByText('Your unsaved text is back.').waitFor()
  await bet(page).press('End')
  await page.keyboard.type(' So we wait.')
  letThrough()
  await page.keyboard.press('Control+s')
  await state(page).getByText('Saved at').waitFor()
  expect((await stored(cairn, id)).fields.bet).toBe('We choose setup, because it lasts. So we wait.')
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('ERR_FAILED') && !fault.includes('409')))
})

test('two windows with one document keep a draft each, whichever is saved', async ({ cairn, visit }) => {
  const { id } = await cairn.call<Shown>('document.start', { template: 'strategy_memo' })
  const { page: one, context, faults } = await visit()
  const two = await context.newPage()
  for (const page of [one, two]) {
    await page.goto(`/library/${id}`)
    await page.waitForLoadState('load')
  }
  // Left open: one that closes gets through where a route would hold it back.
  await two.route('**/do/document.edit', (route) => route.abort())
  await bet(two).fill('From the second window')
  await state(two).getByText('Kept in this browser').waitFor()
  await bet(one).fill('From the first window')
  await state(one).getByText('Kept in this browser').waitFor()
  await one.keyboard.press('Control+s')
  await state(one).getByText('Saved at').waitFor()
  await one.reload()
  await one.getByText('You have unsaved text from before').waitFor()
  expect(await bet(one).inputValue()).toBe('From the first window')
  await one.getByRole('button', { name: 'Bring it back' }).click()
  expect(await bet(one).inputValue()).toBe('From the second window')
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('ERR_FAILED')))
})

test('what is finished is what stands on the page, not what was saved some seconds ago', async ({ cairn, visit }) => {
  const fields = {
    type: 'cut',
    choice: 'Cut two steps from setup',
    instead_of: ['Social sharing'],
    reason: 'Four of five leave at step six.',
    measure: 'week-1 retention',
    told: ['Priya'],
  }
  const { id } = await cairn.call<Shown>('document.start', { template: 'decision_record', fields })
  const { page } = await visit()
  await holdClock(page)
  await page.goto(`/library/${id}`)
  const reason = page.locator('textarea[name="fields.reason"]')
  await reason.fill('Four of five leave at step seven.')
  await page.getByRole('button', { name: 'Finish it' }).click()
  await page.getByRole('link', { name: 'Write in it' }).waitFor()
  expect(await stored(cairn, id)).toMatchObject({
    state: 'finished',
    fields: { reason: 'Four of five leave at step seven.' },
  })
})
