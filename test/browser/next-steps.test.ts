import { expect } from 'vitest'
import { faultsOf } from './axe.ts'
import { test } from './harness.ts'

test('from Today to the place where the answer is written, by keyboard, and the step is gone; a dropped one comes back', async ({
  visit,
}) => {
  const { page } = await visit({ viewport: { width: 390, height: 800 } })
  for (const [operation, input] of [
    ['profile.set', { framework: 'pm', level: 'pm', target: 'senior', manager: 'Daniel' }],
    ['start.mark', { step: 'all', as: 'done' }],
  ] as const)
    expect((await page.request.post(`/api/${operation}`, { data: input })).ok()).toBe(true)

  await page.goto('/')
  await page.getByRole('link', { name: 'Open the sentence' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('/talks/process')
  await page.getByLabel('What did you find out?').fill('A panel, twice a year')
  await page.getByLabel('Who said so').fill('Daniel')
  await page.keyboard.press('Control+Enter')
  await page.getByText('Kept under “How it works”.').waitFor()

  await page.goto('/')
  expect(await page.getByText('Find out how promotion works here').count()).toBe(0)
  await page.getByRole('link', { name: 'Name one' }).click()
  await page.waitForURL('/people#add')
  await page.getByLabel('Name', { exact: true }).fill('Maya Keller')
  await page.getByRole('radio', { name: 'Backs you' }).check()
  await page.getByRole('button', { name: 'Add' }).last().click()
  await page.getByText('1 of 10 who back you').waitFor()
  expect(await page.getByText('Maya Keller').count()).toBe(0)

  await page.goto('/actions')
  const step = page.getByRole('listitem').filter({ hasText: 'Put the review date in' })
  await step.getByText('Why, done, or not for me').click()
  expect(await faultsOf(page)).toEqual([])
  await step.getByRole('button', { name: 'Not for me' }).click()
  await page.getByText('Dropped: Put the review date in.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await step.waitFor()
  await step.getByRole('link', { name: 'Put it in' }).click()
  await page.waitForURL('/cycle#date')
  await page.getByLabel('Your review cycle closes on').fill('2099-12-18')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await page.getByRole('heading', { name: 'What you hand in is due on 27 November 2099' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
})
